"""Joins the parts for a command: the clock, the banks, the progress file."""

import argparse
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from quiz import paths

if TYPE_CHECKING:
    from quiz.model import Library
    from quiz.store import ProgressFile
    from quiz.study import Study


def clock() -> datetime:
    """Returns the present moment in the learner's time zone."""
    return datetime.now().astimezone()  # noqa: TID251 — the one clock


def library(arguments: argparse.Namespace) -> "Library":
    """Reads the shipped banks, the user's own and those that were named."""
    from quiz.bank import load

    own = paths.user_banks()
    named = [*arguments.banks, *arguments.more_banks]
    return load([paths.shipped_banks(), *([own] if own.exists() else []), *named])


def progress(arguments: argparse.Namespace) -> "ProgressFile":
    """Opens the progress file; with `--no-save`, a copy of it in memory.

    Raises:
        ProgressError: It cannot be used.
    """
    from quiz.memory import replay
    from quiz.store import ProgressFile

    path = arguments.progress or paths.progress_file()
    if arguments.no_save:
        return ProgressFile.open_copy(path if path.exists() else None, replay)
    return ProgressFile.open(path, replay, clock())


def study(arguments: argparse.Namespace, store: "ProgressFile") -> "Study":
    """Joins the banks and the progress."""
    from quiz.study import Study

    return Study(library(arguments), store, clock, Random())
