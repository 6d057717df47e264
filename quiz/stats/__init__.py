"""Figures about the learner's progress, folded from the log and from what follows from it."""

from quiz.stats.counts import Count
from quiz.stats.days import MATURE, Days, Period, Range, Tally, returns
from quiz.stats.foretold import BINS, Bin, Foretold, Predictions
from quiz.stats.overview import BankRow, Overview, bank_row, mastery, streak
from quiz.stats.report import (
    AHEAD,
    LONG_PERIODS,
    PERIODS,
    YEAR,
    Forecast,
    Present,
    Report,
    calendar,
    first_day,
    forecast,
    longest_streak,
)

__all__ = [
    "AHEAD",
    "BINS",
    "LONG_PERIODS",
    "MATURE",
    "PERIODS",
    "YEAR",
    "BankRow",
    "Bin",
    "Count",
    "Days",
    "Forecast",
    "Foretold",
    "Overview",
    "Period",
    "Predictions",
    "Present",
    "Range",
    "Report",
    "Tally",
    "bank_row",
    "calendar",
    "first_day",
    "forecast",
    "longest_streak",
    "mastery",
    "returns",
    "streak",
]
