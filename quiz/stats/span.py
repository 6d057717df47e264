"""How far back figures go."""

from enum import StrEnum


class Range(StrEnum):
    """How far back figures go."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """Study days up to today, today among them; None for all there are."""
        return {Range.MONTH: 30, Range.QUARTER: 90, Range.YEAR: 365}.get(self)

    @property
    def following(self) -> "Range":
        """The next one, and after the last the first."""
        every = list(Range)
        return every[(every.index(self) + 1) % len(every)]
