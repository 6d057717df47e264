"""A made-up learner, for pictures and for trying things out: months of answers, the same each time.

`python -m tests.demo FILE [DAYS]` writes such a progress file, to be opened with `--progress FILE`.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz import memory
from quiz.bank import load
from quiz.days import study_day
from quiz.model import (
    Confidence,
    Kind,
    Library,
    Memory,
    Mode,
    Outcome,
    Question,
    Rating,
    Response,
    Review,
    kind_name,
)
from quiz.paths import shipped_banks
from quiz.store import ProgressFile, new_id
from tests.support import right_response, wrong_responses

_NEW_A_DAY = 2
_KNOWN_AT_FIRST = 0.55
_GUESSED, _CERTAIN = 0.1, 0.2
_HOURS = (7, 8, 8, 12, 13, 18, 19, 20, 20, 20, 21, 21, 22, 23)


def reviews(library: Library, now: datetime, days: int, rng: Random) -> Iterator[Review]:
    """Gives the answers of so many days up to a moment, of somebody who forgets as FSRS foretells.

    Some days are left out, and on Sundays more is done.
    """
    new = [question for bank in library.banks for question in bank.questions]
    new.reverse()
    known: dict[Question, Memory] = {}
    for ago in reversed(range(days)):
        day = now.date() - timedelta(days=ago)
        if ago and rng.random() < 0.25:
            continue
        moment = datetime.combine(day, now.time(), now.tzinfo).replace(hour=rng.choice(_HOURS))
        moment = min(moment, now - timedelta(hours=1))
        sitting = new_id(moment, rng)
        due = [question for question, held in known.items() if held.due <= day]
        fresh = [new.pop() for _ in range(min(len(new), _NEW_A_DAY * (1 + 2 * (day.weekday() == 6))))]
        for question in [*due, *fresh]:
            for rating in _ratings(memory.recall(known[question], day) if question in known else None, rng):
                moment += timedelta(seconds=rng.randint(4, 40))
                given = _review(question, rating, moment, sitting, rng)
                known[question] = memory.rate(known.get(question), rating, given.day)
                yield given


def _ratings(recall: float | None, rng: Random) -> Iterator[Rating]:
    """Gives the ratings of one question on one day: Again until it is not."""
    likely = _KNOWN_AT_FIRST if recall is None else recall
    while rng.random() > likely:
        yield Rating.AGAIN
        likely = 0.9
    yield rng.choices((Rating.HARD, Rating.GOOD), (1, 7))[0]


def _review(question: Question, rating: Rating, moment: datetime, sitting: str, rng: Random) -> Review:
    right = rating is not Rating.AGAIN
    sure = rng.random() + (0.06 if right else -0.08)
    confidence = Confidence.UNSAID
    if sure < _GUESSED:
        confidence = Confidence.GUESS
    elif sure > 1 - _CERTAIN:
        confidence = Confidence.CERTAIN
    return Review(
        id=new_id(moment, rng),
        time=moment.astimezone(UTC),
        offset=0,
        day=study_day(moment),
        key=question.key,
        fingerprint=question.fingerprint,
        kind=kind_name(question.kind),
        mode=Mode.STUDY,
        response=_response(question.kind, right=right, rng=rng),
        score=1.0 if right else 0.0,
        outcome=Outcome.RIGHT if right else Outcome.WRONG,
        confidence=confidence,
        hinted=False,
        rating=rating,
        milliseconds=round(rng.lognormvariate(9.1, 0.5)),
        sitting=sitting,
        device="demo",
    )


def _response(kind: Kind, *, right: bool, rng: Random) -> Response:
    """Returns the right response, or a wrong one, the first of which is taken most."""
    wrong = [] if right else wrong_responses(kind)
    return wrong[min(len(wrong) - 1, int(rng.expovariate(1.5)))] if wrong else right_response(kind)


def fill(path: Path, now: datetime, days: int) -> ProgressFile:
    """Returns a new progress file with so many days of answers up to a moment."""
    library = load([shipped_banks()])
    store = ProgressFile.open(path, memory.replay, now)
    store.record_all(reviews(library, now, days, Random(12)))
    return store


if __name__ == "__main__":
    fill(Path(sys.argv[1]), datetime.now().astimezone(), int((sys.argv[2:] or ["365"])[0])).close()  # noqa: TID251
