"""What tests import by name: a small bank and a clock that stands still."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, assert_never

import pytest

from quiz.model import (
    Choice,
    Chosen,
    Cloze,
    Confidence,
    Key,
    Kind,
    Match,
    Mode,
    Number,
    Order,
    Ordered,
    Outcome,
    Paired,
    Progress,
    Rating,
    Recall,
    Response,
    Review,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Written,
)
from quiz.model.gist import Gist
from quiz.store import ProgressFile

BANK = """\
bank: capitals
title: Capitals
about: A small bank for trying things out.
source: {title: An atlas, author: A. Mapmaker, date: 2020}
questions:
  - id: france
    ask: What is the capital of France?
    answer: Paris
    wrong:
      - Lyon:
          Lyon is the third largest city.
      - Marseille
    why: Paris has been the capital since 987.
    hint: The Seine runs through it.
    where: page 12
  - id: nordic
    ask: Which of these are capitals?
    answers: [Oslo, Helsinki]
    wrong: [Bergen, Turku]
    why: Bergen and Turku once were.
  - id: australia
    ask: Sydney is the capital of Australia.
    answer: false
    why: Canberra is.
  - id: japan
    ask: What is the capital of Japan?
    answer: Tokyo
    reject: [Kyoto]
    why: The emperor moved there in 1868.
"""


REVIEW = Review(
    id="019b8f3c-0000-7000-8000-000000000000",
    time=datetime(2026, 1, 5, 18, 30, tzinfo=UTC),
    offset=0,
    day=date(2026, 1, 5),
    key=Key("capitals", "france"),
    fingerprint="f",
    kind="choice",
    mode=Mode.STUDY,
    response=Chosen("Paris"),
    score=1.0,
    outcome=Outcome.RIGHT,
    confidence=Confidence.UNSAID,
    hinted=False,
    rating=Rating.GOOD,
    milliseconds=1000,
    sitting="s",
    device="d",
)
"""A right answer; a test says in what another differs from it."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **spent: float) -> None:
        """Lets time pass, given as to `timedelta`."""
        self.now += timedelta(**spent)


def noted(monkeypatch: pytest.MonkeyPatch, of: type, name: str) -> list[Any]:
    """Has each call of a method noted, by what it is given first; returns where."""
    found: list[Any] = []
    method = getattr(of, name)

    def call(self: object, first: object) -> object:
        found.append(first)
        return method(self, first)

    monkeypatch.setattr(of, name, call)
    return found


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-5],
    "changed": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "not a number": lambda data: b"\xff\n" + data,
    "without more": lambda _: b"00000000\n",
    "empty": lambda _: b"",
}
"""What may become of a file in which something is kept with a checksum."""


def all_progress(store: ProgressFile) -> dict[Key, Progress]:
    """Returns the progress of every question that has been reviewed."""
    found = {}
    for key in store.memories():
        progress = store.progress(key)
        assert progress is not None
        found[key] = progress
    return found


def gist(review: Review) -> Gist:
    """Returns what figures need of a review."""
    local = review.time + timedelta(minutes=review.offset)
    return Gist(
        key=review.key,
        day=review.day,
        hour=local.hour,
        schedules=review.mode.schedules,
        outcome=review.outcome,
        confidence=review.confidence,
        rating=review.rating,
        milliseconds=review.milliseconds,
    )


def right_response(kind: Kind) -> Response:
    """Returns the response that gives the author's own answer."""
    match kind:
        case Choice(answer=answer):
            return Chosen(answer)
        case Select(answers=answers):
            return Ticked(answers)
        case TrueFalse(answer=truth):
            return Said(truth)
        case Typed(answer=answer) | Number(answer=answer):
            return Written((answer,))
        case Cloze(gaps=gaps):
            return Written(tuple(gap.answer for gap in gaps))
        case Order(items=items):
            return Ordered(items)
        case Match(pairs=pairs):
            return Paired(pairs)
        case Recall(points=points):
            return Ticked(points)
        case _:
            assert_never(kind)


def wrong_responses(kind: Kind) -> list[Response]:
    """Returns a response for each wrong answer that the author lists, or one that is wrong in every part."""
    match kind:
        case Choice(wrong=wrong):
            return [Chosen(option.text) for option in wrong]
        case Select(wrong=wrong):
            return [Ticked((option.text,)) for option in wrong]
        case TrueFalse(answer=truth):
            return [Said(not truth)]
        case Typed(reject=reject):
            return [Written((option.text,)) for option in reject]
        case Number(value=value, tolerance=tolerance):
            return [Written((str(value + tolerance + 1),))]
        case Cloze(gaps=gaps):
            return [Written(tuple("zzz" for _ in gaps))]
        case Order(items=items):
            return [Ordered(tuple(reversed(items)))]
        case Match(pairs=pairs):
            rights = [right for _, right in pairs]
            turned = [*rights[1:], rights[0]]
            return [Paired(tuple((left, right) for (left, _), right in zip(pairs, turned, strict=True)))]
        case Recall():
            return [Ticked(())]
        case _:
            assert_never(kind)
