"""The command that lists the banks."""

import argparse
import itertools

from quiz.cli import wiring
from quiz.cli.commands import PROGRAM, Commands
from quiz.cli.output import ids_column, json_option, say, say_json, warn
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.model import Library


_BESIDE = 40
"""Columns beside the id of a bank: for the number of its questions and for a title."""


def register(commands: Commands) -> None:
    """Adds the command."""
    json_option(
        commands.add("banks", _banks, "list the banks, and what keeps a file from being one", "banks")
    )


def warn_of_left_out(library: "Library") -> None:
    """Says on standard error which files are no banks, and what first keeps each from being one."""
    if not library.problems:
        return
    import shlex

    from quiz.wording import count

    by_file = itertools.groupby(library.problems, key=lambda problem: problem.place.path)
    for path, (first, *others) in by_file:
        check = f" And {count(len(others), 'problem')} more: `{PROGRAM} check {shlex.quote(str(path))}`."
        warn(f"Left out: {first}{check if others else ''}")


def _banks(arguments: argparse.Namespace) -> int:
    library = wiring.library(arguments)
    if arguments.json:
        say_json(_banks_json(library))
    else:
        _print_banks(library)
    return 1 if library.problems else 0


def _banks_json(library: "Library") -> dict[str, object]:
    return {
        "banks": [
            {
                "id": bank.id,
                "title": bank.title,
                "about": bank.about,
                "path": bank.path,
                "questions": len(bank.questions),
                "kinds": dict(sorted(bank.questions.kinds.items())),
            }
            for bank in library.banks
        ],
        "problems": [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in library.problems
        ],
    }


def _print_banks(library: "Library") -> None:
    names = ids_column((bank.id for bank in library.banks), _BESIDE)
    for name, bank in zip(names, library.banks, strict=True):
        say(f"{name}  {len(bank.questions):>4}  {one_line(bank.title)}")
        say("    " + ", ".join(f"{number} {kind}" for kind, number in sorted(bank.questions.kinds.items())))
        say(f"    {one_line(bank.path)}")
    for problem in library.problems:
        warn(one_line(str(problem)))
