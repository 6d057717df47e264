"""What there is to draw of a report: of each part what its plot shows, or nothing."""

from collections.abc import Sequence
from datetime import date, timedelta

from quiz import telling, wording
from quiz.stats import Count, Period, Report
from quiz.tui.widgets.figures import Bars, Points

_MINUTE = 60_000
_YEAR = 366
_LABELS = 5
"""Labels below a plot at most."""
_FEW = 10
"""Returns of which a share says too little to be drawn."""


def forecast(report: Report) -> Bars | None:
    """Returns what comes due on each day."""
    found = report.present.forecast
    if not found.total:
        return None
    days = [report.last + timedelta(days=ahead) for ahead in range(len(found.days))]
    return Bars("questions due", found.days, {ahead: _date(days[ahead]) for ahead in range(0, len(days), 7)})


def _date(day: date) -> str:
    return f"{day.day} {day:%b}"


def _begins(periods: Sequence[Period]) -> dict[int, str]:
    """Returns the day on which some of the periods begin, by their index."""
    step = -(-len(periods) // _LABELS)
    years = (periods[-1].last - periods[0].first).days > _YEAR
    days = {number: periods[number].first for number in range(0, len(periods), step)}
    return {number: f"{day:%b} {day.year}" if years else _date(day) for number, day in days.items()}


def retention(report: Report) -> Points | None:
    """Returns what was recalled in each of the longer periods, against the target."""
    periods = report.long_periods
    seen = _meant([(number, period.tally.retention) for number, period in enumerate(periods)])
    if not seen:
        return None
    last, target = max(1, len(periods) - 1), report.present.target
    return Points(
        f"recalled by {telling.length(periods)}",
        seen,
        ((0, target), (last, target)),
        _begins(periods),
        (0, last),
        f"target {wording.percent(target)}",
    )


def foretold(report: Report) -> Points | None:
    """Returns what was recalled, against what was foretold."""
    bins = report.foretold.bins
    seen = _meant(
        [(each.predicted / each.number, Count(each.number, each.recalled)) for each in bins if each.number]
    )
    if not seen:
        return None
    low = min(0.8, int(seen[0][0] * 10) / 10)
    ticks = [low + (1 - low) * step / 4 for step in range(5)]
    return Points(
        "recalled",
        seen,
        ((low, low), (1, 1)),
        {tick: f"{tick:.0%}" for tick in ticks},
        (low, 1),
        "as foretold",
    )


def _meant(seen: list[tuple[float, Count]]) -> list[tuple[float, Count]]:
    """Returns the shares that mean something: those of some returns, or of any where all are of few."""
    some = [each for each in seen if each[1].number]
    return [each for each in some if each[1].number >= _FEW] or some


def spent(report: Report) -> Bars | None:
    """Returns the minutes of each period."""
    minutes = [period.tally.milliseconds / _MINUTE for period in report.periods]
    title = f"minutes by {telling.length(report.periods)}"
    return Bars(title, minutes, _begins(report.periods)) if any(minutes) else None


def hours(report: Report) -> Bars | None:
    """Returns the answers at each hour."""
    answers = [count.number for count in report.total.hours]
    labels = {hour: f"{hour}:00" for hour in range(0, 24, 6)}
    return Bars("answers by hour", answers, labels) if any(answers) else None
