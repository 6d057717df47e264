"""The learner's days: when one ends and the next begins."""

from datetime import date, datetime, timedelta

DAY_STARTS = 4
"""The hour at which a study day starts: who studies past midnight is still at it today."""


def study_day(now: datetime, starts: int = DAY_STARTS) -> date:
    """Returns the study day of a moment, which must know its time zone.

    The clock on the learner's wall decides, so that a day is what the learner calls one, through changes of
    daylight saving and of time zone.
    """
    return (now.replace(tzinfo=None) - timedelta(hours=starts)).date()
