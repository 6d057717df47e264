"""How many of so many, and how sure that is."""

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""Standard deviations within which 95% of a normal distribution lie."""


@dataclass(slots=True)
class Count:
    """Tries, and how many of them were hits."""

    number: int = 0
    hits: int = 0

    def add(self, *, hit: bool) -> None:
        """Counts one try."""
        self.number += 1
        self.hits += hit

    def __iadd__(self, other: "Count") -> "Count":
        self.number += other.number
        self.hits += other.hits
        return self

    @property
    def share(self) -> float | None:
        """The share of hits, from 0 to 1; None without a try."""
        return self.hits / self.number if self.number else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson score interval of the share at 95% (Wilson 1927, JASA 22, 209); None without a try.

        Unlike the usual one it stays between 0 and 1, and says something of few tries, too.
        """
        if not self.number:
            return None
        share, square = self.hits / self.number, _Z * _Z / self.number
        middle = (share + square / 2) / (1 + square)
        half = _Z * sqrt((share * (1 - share) + square / 4) / self.number) / (1 + square)
        return max(0.0, middle - half), min(1.0, middle + half)
