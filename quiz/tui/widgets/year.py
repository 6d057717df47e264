"""A year of study days, a column a week: how much was answered is said by shade, not by colour."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from textual.content import Content
from textual.widgets import Static

from quiz.stats import Report
from quiz.tui.text import MUTED
from quiz.tui.widgets.figures import Figure

SHADES = "░▒▓█"
_NONE = "·"
_LABEL = 4
_WEEKS = 53
_WIDE = 2
"""Cells of a week where there is room."""


class Year(Static, Figure):
    """Shows the answers of each study day of a year, or of as many weeks as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: Mapping[date, int] = {}
        self._today: date | None = None

    def show(self, report: Report) -> None:
        """Shows another report."""
        self._answers, self._today = report.calendar, report.last
        self.display = bool(report.calendar)
        self.on_resize()

    def on_resize(self) -> None:
        """Shows as many weeks as there is room for."""
        if self._today is not None:
            self.update(_year(self._answers, self._today, self.size.width))


def steps(answers: Iterable[int]) -> list[int]:
    """Returns the most answers that each shade stands for, the lightest first.

    Each is that of about as many days: one long day would else make all others look alike.

    Args:
        answers: Those of each day that has some.
    """
    ordered = sorted(answers)
    shares = range(1, len(SHADES) + 1)
    return sorted({ordered[-(-len(ordered) * share // len(SHADES)) - 1] for share in shares if ordered})


def shade(answers: int, limits: list[int]) -> str:
    """Returns the shade of a day: the darker, the more was answered."""
    if not answers:
        return _NONE
    index = next((number for number, limit in enumerate(limits) if answers <= limit), len(limits) - 1)
    return SHADES[len(SHADES) - len(limits) + index]


def _year(answers: Mapping[date, int], today: date, width: int) -> Content:
    cell = _WIDE if width >= _LABEL + _WIDE * _WEEKS else 1
    weeks = max(1, min(_WEEKS, (width - _LABEL) // cell))
    monday = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    limits = steps(answers.values())
    lines = [Content.styled(_months(monday, weeks, cell), MUTED)]
    for weekday, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        days = [monday + timedelta(weeks=week, days=weekday) for week in range(weeks)]
        cells = "".join((shade(answers.get(day, 0), limits) if day <= today else " ") * cell for day in days)
        lines.append(Content.assemble((name.ljust(_LABEL), MUTED), (cells, "$text-primary")))
    return Content("\n").join([*lines, _legend(limits)])


def _months(monday: date, weeks: int, cell: int) -> str:
    """Returns the line of months, each above the week in which it begins."""
    line = " " * _LABEL
    for week in range(weeks):
        sunday = monday + timedelta(weeks=week, days=6)
        place = _LABEL + week * cell
        if sunday.day <= 7 and place >= len(line.rstrip()) + 1 and place + 3 <= _LABEL + weeks * cell:
            line = f"{line:<{place}}{sunday:%b}"
    return line


def _legend(limits: list[int]) -> Content:
    said = [f"{_NONE} no answer"]
    first = 1
    for limit in limits:
        many = f"{first:,}" if first == limit else f"{first:,} to {limit:,}"
        said.append(f"{shade(limit, limits)} {many}")
        first = limit + 1
    return Content.styled("  ".join(said), MUTED)
