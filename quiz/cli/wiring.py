"""Joins the parts for a command: the clock, the banks, the progress file."""

import os

from quiz import paths
from quiz.cli.clock import clock as clock
from quiz.cli.output import warn
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from quiz.model import Key, Library, Parameters, Progress, Review
    from quiz.plan import Habits
    from quiz.settings import Settings
    from quiz.store import ProgressFile
    from quiz.study import Study


def library(arguments: "argparse.Namespace") -> "Library":
    """Reads the shipped banks, the user's own and those that were named."""
    from quiz.bank import Cache, load

    named = [*arguments.banks, *arguments.more_banks]
    return load([paths.shipped_banks(), *paths.own_banks(), *named], Cache(paths.bank_cache()))


def progress(arguments: "argparse.Namespace") -> "ProgressFile":
    """Opens the progress file; with `--no-save`, a copy of it in memory.

    Raises:
        ProgressError: It cannot be used.
    """
    from quiz.store import ProgressFile

    path = arguments.progress or paths.progress_file()
    if arguments.no_save:
        return ProgressFile.open_copy(path if os.path.exists(path) else None, _replay)
    return ProgressFile.open(path, _replay, clock(), _say_that_it_takes_a_while)


def _replay(
    key: "Key", reviews: "Sequence[Review]", parameters: "Parameters | None", before: "Progress | None"
) -> "Progress | None":
    from quiz.memory import replay  # the first question does not wait for it

    return replay(key, reviews, parameters, before)


def _say_that_it_takes_a_while() -> None:
    warn(
        "The progress file is of an earlier version of this program. A copy is kept, and it is brought up to "
        "date; with very many answers this takes some minutes."
    )


def study(arguments: "argparse.Namespace", store: "ProgressFile") -> "Study":
    """Joins the banks and the progress."""
    from random import Random

    from quiz.study import Study

    return Study(library(arguments), store, clock, Random(), habits(arguments))


def settings() -> "Settings":
    """Reads the settings; what is wrong with them is said on standard error, and has its default."""
    from quiz.settings import read

    found, problems = read(paths.settings_file())
    for problem in problems:
        warn(str(problem))
    return found


def habits(arguments: "argparse.Namespace") -> "Habits":
    """Returns how the learner wants to study: by the settings, and by what was said on the command line.

    Raises:
        QuizError: How much is to be recalled in an exam was said, and there is no exam.
    """
    from quiz.days import study_day
    from quiz.study.habits import habits_of

    held = settings()
    found = habits_of(held, study_day(clock(), held.day_starts))
    by, target = getattr(arguments, "by", None), getattr(arguments, "target", None)
    if target is not None and not (by or found.exam):
        raise QuizError(
            "--target is for an exam, and there is none.", "Name its day too, such as --by 2026-12-20."
        )
    return found._replace(exam=by or found.exam, target=found.target if target is None else target)
