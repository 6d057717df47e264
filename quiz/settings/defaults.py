"""What holds where the learner has set nothing."""

import os
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from quiz.lean_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quiz.paths import AnyPath
    from quiz.settings.reading import SettingProblem


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


def read(path: "AnyPath") -> "tuple[Settings, tuple[SettingProblem, ...]]":
    """Reads the settings; whatever is wrong with the file, no error is raised.

    Args:
        path: The file. One that is not there is no problem, and costs nothing.

    Returns:
        The settings, where what is missing or wrong has its default; and what is wrong, in order of lines.
    """
    try:
        os.stat(path)
    except FileNotFoundError:
        return Settings(), ()
    except OSError:
        pass  # what reads it says so
    from quiz.settings.reading import read_file

    return read_file(path)
