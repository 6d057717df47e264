"""All figures that the statistics show: on the screen, in the printed report and as JSON."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.model import Progress, Question
from quiz.stats.days import Days, Period, Tally
from quiz.stats.foretold import Foretold
from quiz.stats.overview import Overview
from quiz.stats.span import Range

AHEAD = 30
"""Study days that the forecast covers, today among them."""

PERIODS, LONG_PERIODS = 60, 15
"""Into how many periods a range is parted at most."""

YEAR = 371
"""Study days that the calendar covers at most: 53 weeks."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many questions come due, if nothing is studied until then; what is put aside does not."""

    days: tuple[int, ...]
    """On each of the next AHEAD study days; the first is today and has what is overdue, too."""
    overdue: int
    """Of these today, how many were due earlier."""
    later: int
    """Due after that."""

    @property
    def total(self) -> int:
        """Due on one of the days."""
        return sum(self.days)


def forecast(dues: Mapping[date, int], today: date) -> Forecast:
    """Returns how many questions come due on each of the next study days.

    Args:
        dues: How many are due on each day.
        today: The study day.
    """
    days = [0] * AHEAD
    overdue = later = 0
    for due, number in dues.items():
        ahead = (due - today).days
        if ahead < 0:
            overdue += number
        if ahead < AHEAD:
            days[max(0, ahead)] += number
        else:
            later += number
    return Forecast(tuple(days), overdue, later)


def longest_streak(days: Collection[date], jumped: Callable[[date], bool]) -> int:
    """Returns the most study days in a row on which something was answered, by the rules of `streak`."""
    one = timedelta(days=1)
    longest = length = 0
    before: date | None = None
    for day in sorted(days):
        gap = (day - before) if before else one
        joined = gap == one or (gap == 2 * one and jumped(day - one))
        length = length + 1 if joined else 1
        longest = max(longest, length)
        before = day
    return longest


@dataclass(frozen=True, slots=True)
class Present:
    """Where the learner stands now, whatever the range."""

    overview: Overview
    forecast: Forecast
    target: float
    """The recall, from 0 to 1, at which questions come back."""
    first_return: date | None
    """The first study day on which a question comes back, for who has none that did; None without any."""
    hardest: tuple[tuple[Question, Progress], ...]
    """The questions that were forgotten most often, with their progress."""


@dataclass(frozen=True, slots=True)
class Report:
    """The statistics of one range."""

    present: Present
    range: Range
    first: date
    """The first study day of the range, and no earlier than the first with an answer."""
    last: date
    """Today."""
    longest_streak: int
    calendar: Mapping[date, int]
    """Answers on each study day that has some, over the last YEAR days, whatever the range."""
    study_days: int
    """Study days of the range on which something was answered."""
    total: Tally
    periods: tuple[Period, ...]
    """The range in periods of one length."""
    long_periods: tuple[Period, ...]
    """The same in fewer and longer ones: a share needs many returns to say anything."""
    foretold: Foretold


def first_day(span: Range, begun: date | None, today: date) -> date:
    """Returns the first study day of a range: no earlier than the first with an answer."""
    begun = min(begun or today, today)
    return begun if span.days is None else max(begun, today - timedelta(days=span.days - 1))


def calendar(days: Days, today: date) -> dict[date, int]:
    """Returns the answers on each study day that has some, over the last YEAR days."""
    first = today - timedelta(days=YEAR - 1)
    return {day: tally.answers.number for day, tally in sorted(days.tallies.items()) if first <= day <= today}
