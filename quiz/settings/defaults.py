"""What holds where the learner has set nothing."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple


class Settings(NamedTuple):
    """What the learner has set, each with its default; a limit of None is no limit."""

    new_per_day: int | None = 20
    reviews_per_day: int | None = None
    questions_per_sitting: int | None = None
    minutes_per_sitting: int | None = None
    day_starts: int = 4
    exam: date | None = None
    exam_target: int = 90
    recall_first: bool = False
    plain: bool = False
    theme: str = "tillerson-dark"
    reduced_motion: bool = False
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The keys of each action that has others than by default; no action is known here."""
