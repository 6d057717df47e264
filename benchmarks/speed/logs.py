"""Logs of any length: what learners who study every day leave behind, the same for the same seed."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz.bank import load
from quiz.memory import replay
from quiz.model import Confidence, Mode, Outcome, Question, Rating, Review, kind_name
from quiz.store import ProgressFile, new_id
from tests.support import right_response, wrong_responses

EACH = 10
"""Reviews of one question, as long as there are questions enough."""

_INTERVALS = (3, 8, 20, 45, 90, 150)
"""Days from one review to the next while all goes well; the last holds for all that follow."""
_FORGOTTEN = 0.1
"""How likely a review goes wrong."""
_DUE = 50
"""One question in so many was forgotten yesterday."""
_MORNING, _WAKING = 8 * 3600, 14 * 3600
"""Seconds of the day: when studying begins, and for how long it may happen."""
_SITTING = 50


def write_log(path: Path, folder: Path, count: int, now: datetime, seed: int = 1) -> None:
    """Writes a progress file with so many reviews of the banks in a folder, the last of them of yesterday."""
    questions = [question for bank in load([folder]).banks for question in bank.questions]
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with ProgressFile.open(part, replay, now) as file:
        file.record_all(reviews(questions, count, now, seed))
    part.rename(path)


def reviews(questions: Sequence[Question], count: int, now: datetime, seed: int = 1) -> Iterator[Review]:
    """Gives so many reviews, oldest first, spread over the questions as far as each gets EACH of them."""
    rng = Random(seed)
    known = rng.sample(questions, min(len(questions), max(1, count // EACH)))
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = []
    for number in range(len(known)):
        times = count // len(known) + (number < count % len(known))
        moments += [(-ago, number, right) for ago, right in _history(times, number % _DUE == 0, rng)]
    moments.sort()
    for at, (seconds, number, right) in enumerate(moments):
        time = midnight + timedelta(seconds=seconds)
        yield _review(known[number], time, f"sitting-{at // _SITTING}", right, rng)


def _history(times: int, forgotten: bool, rng: Random) -> Iterator[tuple[int, bool]]:
    """Gives the reviews of one question, last one first: seconds before midnight, whether it went well."""
    went = [rng.random() >= _FORGOTTEN for _ in range(times - 1)] + [not forgotten]
    gaps, step = [], 0
    for right in went:
        step = min(step + 1, len(_INTERVALS)) if right else 0
        gaps.append(_INTERVALS[step - 1] if step else 1)
    day = 1 if forgotten else rng.randrange(1, gaps[-1] + 1)
    for right, gap in zip(reversed(went), [*reversed(gaps[:-1]), 0], strict=True):
        yield day * 86400 - _MORNING - rng.randrange(_WAKING), right
        day += gap


def _review(question: Question, time: datetime, sitting: str, right: bool, rng: Random) -> Review:
    wrong = [] if right else wrong_responses(question.kind)
    went = right or not wrong
    return Review(
        id=new_id(time, rng),
        time=time,
        offset=0,
        day=time.date(),
        key=question.key,
        fingerprint=question.fingerprint,
        kind=kind_name(question.kind),
        mode=Mode.STUDY,
        response=right_response(question.kind) if went else rng.choice(wrong),
        score=float(went),
        outcome=Outcome.RIGHT if went else Outcome.WRONG,
        confidence=Confidence.UNSAID,
        hinted=False,
        rating=Rating.GOOD if went else Rating.AGAIN,
        milliseconds=rng.randrange(2_000, 30_000),
        sitting=sitting,
        device="benchmark",
    )
