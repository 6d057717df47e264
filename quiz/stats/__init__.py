"""Figures about the learner's progress, folded from the log and from what follows from it."""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

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
    "streak",
    "unknown_row",
]

if TYPE_CHECKING:
    from quiz.stats.counts import Count
    from quiz.stats.days import MATURE, Days, Period, Tally
    from quiz.stats.foretold import BINS, Bin, Foretold, Predictions
    from quiz.stats.overview import BankRow, Overview, bank_row, mastery, streak, unknown_row
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
    from quiz.stats.span import Range
else:
    __getattr__ = late.names(
        __name__,
        {
            "Count": "counts",
            "MATURE": "days",
            "Days": "days",
            "Period": "days",
            "Range": "span",
            "Tally": "days",
            "BINS": "foretold",
            "Bin": "foretold",
            "Foretold": "foretold",
            "Predictions": "foretold",
            "BankRow": "overview",
            "Overview": "overview",
            "bank_row": "overview",
            "mastery": "overview",
            "streak": "overview",
            "unknown_row": "overview",
            "AHEAD": "report",
            "LONG_PERIODS": "report",
            "PERIODS": "report",
            "YEAR": "report",
            "Forecast": "report",
            "Present": "report",
            "Report": "report",
            "calendar": "report",
            "first_day": "report",
            "forecast": "report",
            "longest_streak": "report",
        },
    )
