"""Clocks that cannot be right."""

from datetime import UTC, datetime, timedelta

_BACK = timedelta(minutes=5)
_AHEAD = timedelta(days=400)
_LAST_YEAR = 2100
_LATEST = datetime.max.replace(tzinfo=UTC) - timedelta(days=1)
"""The latest moment that can be told in every time zone."""


def clock_warning(last: datetime | None, now: datetime) -> str:
    """Returns what is odd about the clock, for the learner; empty where nothing is.

    An odd time is kept as it is and never stops anything; the schedule takes the later of it and the last.

    Args:
        last: The time of the latest event, as `ProgressFile.last_time` gives it.
        now: The present moment, which must know its time zone.
    """
    if now.year > _LAST_YEAR:
        return f"The clock says {now:%Y-%m-%d}: is it right?"
    if last is None:
        return ""
    if now < last - _BACK:
        return (
            f"The clock says {now:%Y-%m-%d %H:%M}, but the last answer was given"
            f" on {min(last, _LATEST).astimezone(now.tzinfo):%Y-%m-%d %H:%M}: is it right?"
        )
    if now > last + _AHEAD:
        return f"The clock says {now:%Y-%m-%d}, {(now - last).days} days after the last answer: is it right?"
    return ""
