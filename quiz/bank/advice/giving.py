"""Answers that are given away, and answers that are not marked as the author means them."""

from collections import defaultdict
from collections.abc import Iterator

from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Asked, Sheet
from quiz.bank.advice.words import telling, words
from quiz.bank.report import shown
from quiz.marking import mark
from quiz.model import (
    Choice,
    Cloze,
    Kind,
    Number,
    Outcome,
    Problem,
    Response,
    Typed,
    Verdict,
    Written,
)

_LEAST_LETTERS = 5
"""Shorter answers stand in other questions by chance."""
_MOST_STEMS = 50
"""A word of more questions than this gives nothing away."""
_SHARED = 0.6
"""How many of a question's words another has to have to be about the same thing."""


def given_away(sheet: Sheet) -> Iterator[Problem]:
    """Finds answers whose words stand in the question itself or in another about the same thing."""
    stems = [words(asked.question.ask) for asked in sheet.asked]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, stem in enumerate(stems):
        for word in set(stem):
            holding[word].append(number)
    for number, asked in enumerate(sheet.asked):
        for answer in _answers(asked.kind):
            wanted = words(answer)
            if sum(map(len, wanted)) < _LEAST_LETTERS:
                continue
            rarest = min((holding.get(word, []) for word in wanted), key=len)
            for other in rarest if len(rarest) <= _MOST_STEMS else ():
                if _holds(stems[other], wanted) and _gives_away(asked.kind, stems, number, other, wanted):
                    yield _given(sheet, asked, sheet.asked[other], answer)


def _given(sheet: Sheet, asked: Asked, other: Asked, answer: str) -> Problem:
    if asked is other:
        message = f"the answer “{shown(answer)}” stands in the question itself"
    else:
        message = f"“{shown(answer)}” answers the question in line {asked.place.line}"
    at = other.at("cloze" if isinstance(other.kind, Cloze) else "ask")
    hint = "reword one of the two" if asked is not other else "ask without it"
    return sheet.advice(sheet.word(answer, at), Tip.GIVEN_AWAY, message, hint)


def _gives_away(kind: Kind, stems: list[list[str]], number: int, other: int, answer: list[str]) -> bool:
    """Says whether a question gives away an answer that stands in it.

    Args:
        kind: Of the question that the answer is of.
        stems: The words that each question asks with.
        number: Of the question that the answer is of.
        other: The number of the question that the answer stands in.
        answer: Its words.
    """
    stem = stems[other]
    if any(_holds(stem, words(text)) for text in _lures(kind)):
        return False
    if number == other:
        return "or" not in stem and not isinstance(kind, Cloze)
    about = telling(stems[number]) - set(answer)
    shared = about & set(stem)
    return len(shared) >= 2 and len(shared) >= _SHARED * len(about)


def _holds(stem: list[str], wanted: list[str]) -> bool:
    first, length = wanted[0] if wanted else "", len(wanted)
    return first in stem and any(
        word == first and stem[place : place + length] == wanted for place, word in enumerate(stem)
    )


def _answers(kind: Kind) -> list[str]:
    match kind:
        case Choice() | Typed() | Number():
            return [kind.answer]
        case Cloze():
            return [gap.answer for gap in kind.gaps]
        case _:
            return []


def _lures(kind: Kind) -> list[str]:
    match kind:
        case Choice():
            return [option.text for option in kind.wrong]
        case Typed():
            return [option.text for option in kind.reject]
        case _:
            return []


def marked_otherwise(sheet: Sheet) -> Iterator[Problem]:
    """Gives every answer to be typed, right and wrong, to the marking that learners meet."""
    for asked in sheet.asked:
        for text, response in _right(asked.kind):
            if _outcome(asked.kind, response) is not Outcome.RIGHT:
                message = f"“{shown(text)}” is not marked as right"
                hint = "reword it, or delete the reject: that says nearly the same"
                yield sheet.advice(asked.entry(text), Tip.MARKED_WRONG, message, hint)
        for text, response in _wrong(asked.kind):
            if _outcome(asked.kind, response) is Outcome.RIGHT:
                message = f"“{shown(text)}” is marked as right: it says the same as an answer"
                hint = "delete it, or make the difference plain"
                yield sheet.advice(asked.entry(text), Tip.MARKED_RIGHT, message, hint)


def _outcome(kind: Kind, response: Response) -> Outcome | None:
    verdict = mark(kind, response)
    return verdict.outcome if isinstance(verdict, Verdict) else None


def _right(kind: Kind) -> Iterator[tuple[str, Response]]:
    match kind:
        case Typed():
            for text in (kind.answer, *kind.accept):
                yield text, Written((text,))
        case Number():
            yield kind.answer, Written((kind.answer,))
        case Cloze():
            answers = [gap.answer for gap in kind.gaps]
            for number, gap in enumerate(kind.gaps):
                for text in (gap.answer, *gap.accept):
                    yield text, Written((*answers[:number], text, *answers[number + 1 :]))
        case _:
            return


def _wrong(kind: Kind) -> Iterator[tuple[str, Response]]:
    match kind:
        case Typed():
            for option in kind.reject:
                yield option.text, Written((option.text,))
        case _:
            return
