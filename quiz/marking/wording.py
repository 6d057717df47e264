"""Answers and responses as one plain line, for lists of missed questions and summaries."""

from collections.abc import Iterable

from quiz.lean_typing import assert_never
from quiz.model import (
    Choice,
    Chosen,
    Cloze,
    Kind,
    Match,
    Number,
    Order,
    Ordered,
    Paired,
    Recall,
    Response,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Written,
)
from quiz.text import one_line

_NOTHING = "(nothing)"


def answer_text(kind: Kind) -> str:
    """Returns the right answer as one line: `A; B`, `left with right; …`, `1. x; 2. y`, `true`."""
    match kind:
        case Choice() | Typed() | Number():
            return one_line(kind.answer) or _NOTHING
        case Select():
            return _listed(kind.answers)
        case TrueFalse():
            return _truth(kind.answer)
        case Cloze():
            return _listed(gap.answer for gap in kind.gaps)
        case Order():
            return _numbered(kind.items)
        case Match():
            return _paired(kind.pairs)
        case Recall():
            return _listed(kind.points)
        case _:
            assert_never(kind)


def response_text(kind: Kind, response: Response) -> str:
    """Returns what the learner gave as one line, worded like `answer_text`.

    A recall shows the points that were ticked, after what was typed, where something was.
    """
    match response:
        case Chosen():
            return one_line(response.option) or _NOTHING
        case Ticked():
            typed = one_line(response.text) if isinstance(kind, Recall) else ""
            ticked = _listed(response.options)
            return f"{typed} – ticked: {ticked}" if typed else ticked
        case Said():
            return _truth(response.truth)
        case Written():
            return _listed(response.texts)
        case Ordered():
            return _numbered(response.items)
        case Paired():
            return _paired(response.pairs)
        case _:
            assert_never(response)


def _truth(truth: bool) -> str:
    return "true" if truth else "false"


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(one_line(text) or _NOTHING for text in texts) or _NOTHING


def _numbered(items: Iterable[str]) -> str:
    return "; ".join(f"{place}. {one_line(item)}" for place, item in enumerate(items, 1)) or _NOTHING


def _paired(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{one_line(left)} with {one_line(right)}" for left, right in pairs) or _NOTHING
