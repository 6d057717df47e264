"""Marks what was typed: an answer, a number, the gaps of a cloze."""

from quiz.lean_typing import assert_never
from quiz.marking.amounts import judge_number
from quiz.marking.credit import graded
from quiz.marking.judging import Key, judge
from quiz.marking.normal import fold
from quiz.model import Cloze, Gap, Mark, Number, Part, Typed, Unclear, Verdict, Written

_GIVEN = frozenset({Mark.RIGHT, Mark.SLIP})


def mark_written(kind: Typed | Number | Cloze, response: Written) -> Verdict | Unclear:
    """Marks a typed answer, a number or the gaps of a cloze; a text that is not there was left empty."""
    text = response.texts[0] if response.texts else ""
    match kind:
        case Typed():
            return _whole(judge(text, Key((kind.answer, *kind.accept), kind.reject)))
        case Number():
            return _whole(judge_number(text, kind))
        case Cloze():
            return _mark_cloze(kind, response)
        case _:
            assert_never(kind)


def _whole(part: Part | Unclear) -> Verdict | Unclear:
    if isinstance(part, Unclear):
        return part
    right = part.mark in _GIVEN
    return graded(float(right), [part], exact=right)


def _mark_cloze(kind: Cloze, response: Written) -> Verdict | Unclear:
    """Marks each gap as a typed answer; a slip never turns one gap's answer into another's."""
    parts: list[Part] = []
    for place, gap in enumerate(kind.gaps):
        text = response.texts[place] if place < len(response.texts) else ""
        part = judge(text, Key(_accepted(gap), rivals=_rivals(kind, gap)))
        label = f"gap {place + 1}"
        if isinstance(part, Unclear):
            return Unclear(f"{label.capitalize()}: {part.message}")
        parts.append(part._replace(label=label))
    right = sum(part.mark in _GIVEN for part in parts)
    return graded(right / max(1, len(parts)), parts, exact=right == len(parts))


def _accepted(gap: Gap) -> tuple[str, ...]:
    return (gap.answer, *gap.accept)


def _rivals(kind: Cloze, gap: Gap) -> tuple[str, ...]:
    own = set(map(fold, _accepted(gap)))
    others = (text for other in kind.gaps if other is not gap for text in _accepted(other))
    return tuple(text for text in others if fold(text) not in own)
