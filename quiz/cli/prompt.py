"""What is due, at the price of a prompt: nothing is imported but what reads one number from a file.

Only the usual case is answered. Any other is left to the whole command line, which gives the same answer to
the same words, or says what is wrong.
"""

import os
import sys

from quiz import paths
from quiz.cli.clock import clock
from quiz.days import study_day
from quiz.lean_typing import TYPE_CHECKING
from quiz.store import glance

if TYPE_CHECKING:
    from collections.abc import Sequence

_MATTERING = (b"day_starts", b"reviews_per_day")
"""The settings on which the answer depends."""


def answered(words: "Sequence[str]") -> bool:
    """Prints what is due if the words ask for just that, and says whether that was done.

    Args:
        words: The arguments of the program.
    """
    asked = _asked(words)
    if asked is None or sys.stdout is None or not _usual_settings():
        return False
    file, banks = asked
    due = glance.due(file, study_day(clock()), banks)
    if due is None:
        return False
    try:
        sys.stdout.write(f"{due} due\n" if due else "")
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _asked(words: "Sequence[str]") -> "tuple[str, list[str]] | None":
    """Returns the progress file and the banks of `due --short`; None where anything else is asked for."""
    command, *rest = words
    file = paths.progress_file()
    if rest[-2:-1] == ["--progress"]:
        *rest, _, file = rest
    while rest[-2:-1] == ["--banks"] and rest[-1][:1] not in {"", "-"} and os.path.lexists(rest[-1]):
        del rest[-2:]  # more banks change nothing: what is due stands in the progress file alone
    banks = [word for word in rest if word != "--short"]
    usual = command == "due" and rest in (["--short", *banks], [*banks, "--short"])
    plain = all(word.isascii() and word.isprintable() and word[:1] not in {"", "-"} for word in banks)
    return (file, banks) if usual and plain and file[:1] not in {"", "-"} else None


def _usual_settings() -> bool:
    """Says whether nothing is set that the answer depends on."""
    name = paths.settings_file()
    if not os.path.lexists(name):
        return True
    if not os.path.isfile(name):
        return False
    try:
        with open(name, "rb") as file:
            lines = file.read().splitlines()
    except OSError:
        return False
    said = [line for line in lines if not line.lstrip().startswith(b"#")]
    return not any(setting in line for line in said for setting in _MATTERING)
