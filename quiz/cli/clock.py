"""The one clock."""

from datetime import datetime


def clock() -> datetime:
    """Returns the present moment in the learner's time zone."""
    return datetime.now().astimezone()  # noqa: TID251 — the one clock
