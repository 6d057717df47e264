"""From a kind of question and a response to a verdict: one function for each kind."""

from collections import defaultdict, deque
from collections.abc import Sequence
from itertools import combinations

from quiz.lean_typing import TypeVar, assert_never
from quiz.marking.credit import graded
from quiz.model import (
    Choice,
    Chosen,
    Cloze,
    Confidence,
    Kind,
    Mark,
    Match,
    Number,
    Option,
    Order,
    Ordered,
    Outcome,
    Paired,
    Part,
    Rating,
    Recall,
    Response,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Unclear,
    Verdict,
    Written,
)

R = TypeVar("R", bound=Response)


def mark(kind: Kind, response: Response) -> Verdict | Unclear:
    """Marks a response, or says why it cannot be marked and what to write instead.

    The same kind and response always give the same verdict, and no text makes it raise. Option texts that the
    question does not have (the bank was edited since) count as wrong.

    Raises:
        TypeError: The response is of a type that this kind of question never gets.
    """
    match kind:
        case Choice():
            return _mark_choice(kind, _expect(Chosen, kind, response))
        case Select():
            return _mark_select(kind, _expect(Ticked, kind, response))
        case TrueFalse():
            return _mark_true_false(kind, _expect(Said, kind, response))
        case Typed() | Number() | Cloze():
            from quiz.marking import typed

            return typed.mark_written(kind, _expect(Written, kind, response))
        case Order():
            return _mark_order(kind, _expect(Ordered, kind, response))
        case Match():
            return _mark_match(kind, _expect(Paired, kind, response))
        case Recall():
            return _mark_recall(kind, _expect(Ticked, kind, response))
        case _:
            assert_never(kind)


def suggested_rating(verdict: Verdict, confidence: Confidence, hinted: bool) -> Rating:
    """Returns the rating that follows from a verdict; Easy is the learner's own and never suggested.

    Hard stays a passing grade: it is for what was right in part, with a hint, with a slip or by a guess.
    """
    if verdict.outcome is Outcome.WRONG:
        return Rating.AGAIN
    shaky = verdict.slip or hinted or confidence is Confidence.GUESS
    return Rating.HARD if shaky or verdict.outcome is Outcome.PARTLY else Rating.GOOD


def _expect(wanted: type[R], kind: Kind, response: Response) -> R:
    if isinstance(response, wanted):
        return response
    raise TypeError(f"{type(kind).__name__} takes {wanted.__name__}, not {type(response).__name__}")


def _because(wrong: Sequence[Option], text: str) -> str:
    return next((option.because for option in wrong if option.text == text), "")


def _mark_choice(kind: Choice, response: Chosen) -> Verdict:
    if response.option == kind.answer:
        return graded(1, [Part(Mark.RIGHT, kind.answer)], exact=True)
    chosen = Part(Mark.WRONG, response.option, note=_because(kind.wrong, response.option))
    return graded(0, [chosen, Part(Mark.MISSED, kind.answer)], exact=False)


def _mark_true_false(kind: TrueFalse, response: Said) -> Verdict:
    said, answer = (str(truth).lower() for truth in (response.truth, kind.answer))
    if said == answer:
        return graded(1, [Part(Mark.RIGHT, said)], exact=True)
    return graded(0, [Part(Mark.WRONG, said), Part(Mark.MISSED, answer)], exact=False)


def _mark_select(kind: Select, response: Ticked) -> Verdict:
    ticked = dict.fromkeys(response.options)
    known = {*kind.answers, *(option.text for option in kind.wrong)}
    parts = [Part(Mark.RIGHT if text in ticked else Mark.MISSED, text) for text in kind.answers]
    for option in kind.wrong:
        if option.text in ticked:
            parts.append(Part(Mark.WRONG, option.text, note=option.because))
        else:
            parts.append(Part(Mark.IDLE, option.text))
    parts.extend(Part(Mark.WRONG, text) for text in ticked if text not in known)
    right = sum(part.mark is Mark.RIGHT for part in parts)
    wrong = sum(part.mark is Mark.WRONG for part in parts)
    score = max(0, right - wrong) / max(1, len(kind.answers))
    return graded(score, parts, exact=right == len(kind.answers) and not wrong)


def _mark_order(kind: Order, response: Ordered) -> Verdict:
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, item in enumerate(kind.items):
        places[item].append(place)
    given = [places[item].popleft() if places[item] else None for item in response.items]
    parts: list[Part] = []
    for place, (item, belongs) in enumerate(zip(response.items, given, strict=True)):
        answer = kind.items[place] if place < len(kind.items) else ""
        parts.append(_place_part(place, item, belongs, answer))
    seen = [belongs for belongs in given if belongs is not None]
    parts.extend(
        Part(Mark.MISSED, "", item, f"{place + 1}.")
        for place, item in enumerate(kind.items)
        if place not in set(seen)
    )
    pairs = len(kind.items) * (len(kind.items) - 1) // 2
    score = sum(before < after for before, after in combinations(seen, 2)) / max(1, pairs)
    return graded(score, parts, exact=response.items == kind.items)


def _place_part(place: int, item: str, belongs: int | None, answer: str) -> Part:
    label = f"{place + 1}."
    if belongs is None:
        return Part(Mark.WRONG, item, answer, label)
    if belongs == place or item == answer:
        return Part(Mark.RIGHT, item, label=label)
    off = abs(belongs - place)
    places = f"{off} place{'s' * (off > 1)} further {'up' if belongs < place else 'down'}"
    return Part(Mark.WRONG, item, answer, label, f"yours belongs {places}, at place {belongs + 1}")


def _mark_match(kind: Match, response: Paired) -> Verdict:
    given = dict(response.pairs)
    parts: list[Part] = []
    for left, right in kind.pairs:
        text = given.get(left, "")
        if text == right:
            parts.append(Part(Mark.RIGHT, text, label=left))
        else:
            parts.append(Part(Mark.WRONG if text else Mark.MISSED, text, right, left))
    right_pairs = sum(part.mark is Mark.RIGHT for part in parts)
    return graded(right_pairs / max(1, len(parts)), parts, exact=right_pairs == len(parts))


def _mark_recall(kind: Recall, response: Ticked) -> Verdict:
    ticked = set(response.options)
    parts = [Part(Mark.RIGHT if point in ticked else Mark.MISSED, point) for point in kind.points]
    had = sum(part.mark is Mark.RIGHT for part in parts)
    return graded(had / max(1, len(parts)), parts, exact=had == len(parts))
