"""FSRS 6: what a review does to a memory, and how likely it is to be recalled later.

These are the formulas of github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm, calculated in the
order of py-fsrs: to the bit the same, and many times as fast. Times are whole study days; there are no
learning steps and no fuzz.
"""

import math
from collections.abc import Sequence
from datetime import date

from quiz.lean_typing import TYPE_CHECKING, TypeAlias
from quiz.model import Rating

if TYPE_CHECKING:
    from quiz.model import Parameters

RETENTION = 0.9
"""The recall, from 0 to 1, at which a question comes back."""

_TABLE = (
    (0.212, 0.001, 100.0),
    (1.2931, 0.001, 100.0),
    (2.3065, 0.001, 100.0),
    (8.2956, 0.001, 100.0),
    (6.4133, 1.0, 10.0),
    (0.8334, 0.001, 4.0),
    (3.0194, 0.001, 4.0),
    (0.001, 0.001, 0.75),
    (1.8722, 0.0, 4.5),
    (0.1666, 0.0, 0.8),
    (0.796, 0.001, 3.5),
    (1.4835, 0.001, 5.0),
    (0.0614, 0.001, 0.25),
    (0.2629, 0.001, 0.9),
    (1.6483, 0.0, 4.0),
    (0.6014, 0.0, 1.0),
    (1.8729, 1.0, 6.0),
    (0.5425, 0.0, 2.0),
    (0.0912, 0.0, 2.0),
    (0.0658, 0.0, 0.8),
    (0.1542, 0.1, 0.8),
)
"""Each parameter as FSRS has it for everybody, and the least and the most that it may be."""

OWN: "Parameters" = tuple(own for own, _, _ in _TABLE)
"""FSRS's own parameters."""

LEAST_STABLE = 0.001
EASIEST, HARDEST = 1.0, 10.0
_LONGEST = 36500
"""Days after which a question comes back at the latest."""

Held: TypeAlias = tuple[float, float, date]
"""What is held of a question: its difficulty, its stability in days, and the study day of its last review."""


def accepts(parameters: Sequence[float]) -> bool:
    """Says whether FSRS can calculate with these parameters."""
    return len(parameters) == len(_TABLE) and all(
        least <= each <= most for each, (_, least, most) in zip(parameters, _TABLE, strict=True)
    )


class Formulas:
    """FSRS 6 with the parameters of one learner.

    Args:
        parameters: Some that `accepts` accepts.
    """

    def __init__(self, parameters: "Parameters") -> None:
        w, e = parameters, math.e
        self.parameters = parameters
        self.decay = -w[20]
        self.factor: float = 0.9 ** (1 / self.decay) - 1
        self._reach: float = RETENTION ** (1 / self.decay) - 1
        self._firsts = {
            rating: (
                min(max(w[4] - e ** (w[5] * (rating - 1)) + 1, EASIEST), HARDEST),
                max(w[rating - 1], LEAST_STABLE),
            )
            for rating in Rating
        }
        self._repeated: dict[Rating, float] = {
            rating: e ** (w[17] * (rating - 3 + w[18])) for rating in Rating
        }
        self._harder = {rating: -(w[6] * (rating - 3)) for rating in Rating}
        self._easiest = w[7] * (w[4] - e ** (w[5] * (Rating.EASY - 1)) + 1)
        self._bonus = {Rating.HARD: w[15], Rating.GOOD: 1.0, Rating.EASY: w[16]}
        self._growing: float = e ** w[8]
        self._lost: float = e ** (w[17] * w[18])

    def review(self, before: Held | None, recalled: float | None, rating: Rating, day: date) -> Held:
        """Returns what is held after a review.

        Args:
            before: What was held before it; None at the first.
            recalled: What `recalled` says of that.
            rating: How it went.
            day: Its study day.
        """
        if before is None:
            return (*self._firsts[rating], day)
        difficulty, stability, last = before
        if recalled is None:
            day, stability = last, self._repeat(stability, rating)
        else:
            stability = self._next(difficulty, stability, recalled, rating)
        moved = difficulty + (HARDEST - difficulty) * self._harder[rating] / 9.0
        difficulty = min(max(self._easiest + (1 - self.parameters[7]) * moved, EASIEST), HARDEST)
        return difficulty, max(stability, LEAST_STABLE), day

    def recalled(self, held: Held | None, day: date) -> float | None:
        """Returns how likely, from 0 to 1, a question is to be recalled at a review on a study day.

        None at its first review, and at a further one on the same day; one before that counts as of that day.
        """
        if held is None:
            return None
        _, stability, last = held
        elapsed = (day - last).days
        return (1 + self.factor * elapsed / stability) ** self.decay if elapsed > 0 else None

    def _repeat(self, stability: float, rating: Rating) -> float:
        """Returns the stability after a further review on the same day."""
        grown: float = self._repeated[rating] * stability ** -self.parameters[19]
        return stability * (grown if rating is Rating.AGAIN else max(grown, 1.0))

    def _next(self, difficulty: float, stability: float, recalled: float, rating: Rating) -> float:
        """Returns the stability after a review on a later day."""
        w, forgotten = self.parameters, 1 - recalled
        if rating is Rating.AGAIN:
            kept: float = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
            kept *= math.e ** (forgotten * w[14])
            return min(kept, stability / self._lost)
        gain: float = self._growing * (11 - difficulty) * stability ** -w[9]
        gain *= math.e ** (forgotten * w[10]) - 1
        return stability * (1 + gain * self._bonus[rating])

    def interval(self, stability: float) -> int:
        """Returns the days after which a question of this stability comes back."""
        return min(max(round(stability / self.factor * self._reach), 1), _LONGEST)
