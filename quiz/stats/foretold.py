"""How well FSRS foretold what would be recalled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

BINS = 20
"""Into how many predictions are sorted, each 5% wide."""


@dataclass(slots=True)
class Bin:
    """Predictions that are about the same."""

    number: int = 0
    predicted: float = 0.0
    """Their sum."""
    recalled: int = 0

    def __iadd__(self, other: "Bin") -> "Bin":
        self.number += other.number
        self.predicted += other.predicted
        self.recalled += other.recalled
        return self


@dataclass(slots=True)
class Foretold:
    """Predictions, and what came of them; recalled is what was not rated Again."""

    held: defaultdict[int, Bin] = field(default_factory=lambda: defaultdict(Bin))
    """By their size, as far as there are any."""
    squares: float = 0.0
    """The sum of the squared errors."""

    def add(self, predicted: float, *, recalled: bool) -> None:
        """Counts one prediction, from 0 to 1."""
        found = self.held[min(BINS - 1, int(predicted * BINS))]
        found.number += 1
        found.predicted += predicted
        found.recalled += recalled
        self.squares += (predicted - recalled) ** 2

    def __iadd__(self, other: "Foretold") -> "Foretold":
        for place, each in other.held.items():
            self.held[place] += each
        self.squares += other.squares
        return self

    @property
    def bins(self) -> list[Bin]:
        """The predictions of each size, from 0 on."""
        return [self.held.get(place, Bin()) for place in range(BINS)]

    def numbers(self) -> list[float]:
        """Returns all that was added up as numbers, of which `of` makes the same to the bit."""
        found = [self.squares]
        for place, each in self.held.items():
            found += place, each.number, each.predicted, each.recalled
        return found

    @classmethod
    def of(cls, numbers: Sequence[float]) -> "Foretold":
        """Returns what these numbers were made of.

        Raises:
            ValueError: They are not of such.
        """
        squares, *summed = numbers
        found = cls(squares=squares)
        for place, number, predicted, recalled in zip(*[iter(summed)] * 4, strict=True):
            found.held[int(place)] = Bin(int(number), predicted, int(recalled))
        return found

    @property
    def number(self) -> int:
        """How many predictions there are."""
        return sum(each.number for each in self.bins)

    @property
    def predicted(self) -> float:
        """The mean prediction, from 0 to 1; 0 without any."""
        return sum(each.predicted for each in self.bins) / max(1, self.number)

    @property
    def recalled(self) -> float:
        """The share that was recalled, from 0 to 1; 0 without any prediction."""
        return sum(each.recalled for each in self.bins) / max(1, self.number)

    @property
    def brier(self) -> float:
        """The Brier score: the mean squared error of the predictions (Brier 1950, Mon. Weather Rev. 78, 1).

        From 0, which is best, to 1; always saying one half gives 0.25. 0 without any prediction.
        """
        return self.squares / max(1, self.number)

    @property
    def brier_of_mean(self) -> float:
        """The Brier score of always saying the share that was recalled in the end: what is to be beaten."""
        return self.recalled * (1 - self.recalled)


class Predictions:
    """What was foretold for each study day."""

    def __init__(self) -> None:
        self.days: dict[date, Foretold] = {}

    def add(self, day: date, predicted: float, *, recalled: bool) -> None:
        """Counts a prediction for a study day, from 0 to 1."""
        foretold = self.days.get(day)
        if foretold is None:
            foretold = self.days[day] = Foretold()
        foretold.add(predicted, recalled=recalled)

    def total(self, first: date, last: date) -> Foretold:
        """Returns what was foretold from one study day to another, both included."""
        found = Foretold()
        for day, each in self.days.items():
            if first <= day <= last:
                found += each
        return found
