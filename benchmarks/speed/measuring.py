"""Samples of what is compared, taken side by side: every round takes all of them, in an order of its own."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import TypeAlias

Sample: TypeAlias = Callable[[], Mapping[str, float]]
"""Measures once, and returns each figure under its name."""

Samples: TypeAlias = dict[str, list[float]]
"""The figures of all rounds, each under its name."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """At most so many times what it is compared with, in the same round."""

    most: float

    def __str__(self) -> str:
        return f"≤ {self.most:g} ×"

    def meets(self, figures: Sequence[float], beside: Sequence[float]) -> bool:
        """Says whether the median of the ratios keeps within the budget."""
        return median(ratios(figures, beside)) <= self.most


@dataclass(frozen=True, slots=True)
class Above:
    """At most so much more than what it is compared with."""

    most: float
    unit: str = "ms"

    def __str__(self) -> str:
        return f"≤ + {self.most:g} {self.unit}"

    def meets(self, figures: Sequence[float], beside: Sequence[float]) -> bool:
        """Says whether the median of the differences keeps within the budget."""
        return median(one - other for one, other in zip(figures, beside, strict=True)) <= self.most


@dataclass(frozen=True, slots=True)
class Most:
    """At most so much."""

    most: float
    unit: str = "ms"

    def __str__(self) -> str:
        return f"≤ {self.most:g} {self.unit}"

    def meets(self, figures: Sequence[float], _beside: Sequence[float]) -> bool:
        """Says whether the median keeps within the budget."""
        return median(figures) <= self.most


Budget: TypeAlias = Ratio | Above | Most


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report."""

    name: str
    """Of the figure."""
    beside: str = ""
    """The figure that it is compared with; none means that it stands alone."""
    budget: Budget | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured side by side."""

    title: str
    samples: Sequence[Sample]
    lines: Sequence[Line]
    unit: str = "ms"
    once: bool = False
    """One round is enough, and it takes so long that nothing needs to be warmed up before."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What is measured in several sizes, to see what grows with them; all in ms."""

    title: str
    samples: Sequence[Sample]
    sizes: Sequence[str]
    rows: Mapping[str, str]
    """What is measured, and the name of its figures, with `{}` in the place of the size."""


def ratios(figures: Sequence[float], beside: Sequence[float]) -> list[float]:
    """Returns for each round how many times a figure is the other."""
    return [one / other for one, other in zip(figures, beside, strict=True)]


def measure(case: Case | Growth, rounds: int, rng: Random) -> Samples:
    """Measures a case: once to warm everything up, which is not counted, then in so many rounds.

    The samples of a round are taken in random order, so that what else the machine does falls on all alike.
    """
    found: defaultdict[str, list[float]] = defaultdict(list)
    once = isinstance(case, Case) and case.once
    for number in [1] if once else range(rounds + 1):
        for sample in rng.sample(case.samples, len(case.samples)):
            for name, figure in sample().items():
                if number:
                    found[name].append(figure)
    return dict(found)
