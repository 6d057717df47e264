"""The commands that study: on a screen, or line by line."""

import argparse
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Literal

from quiz import paths
from quiz.cli import wiring
from quiz.cli.commands import Commands, bank_names
from quiz.cli.output import warn
from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.plain import Console
    from quiz.sitting import Sitting
    from quiz.study import Study


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    study = commands.add(
        "study", _study, "study what is due and today's new questions", "study airspace-agreement"
    )
    missed = commands.add("missed", _missed, "list what you missed, and drill it", "missed")
    for parser in (study, missed):
        bank_names(parser)
        parser.add_argument(
            "--plain",
            action="store_true",
            help="ask line by line, with numbered prompts and no screen: for screen readers, dumb terminals"
            " and scripts (chosen by itself where there is no screen)",
        )


def home(arguments: argparse.Namespace) -> int:
    """Opens the home screen."""
    return _run_app(arguments, "home", ())


def _study(arguments: argparse.Namespace) -> int:
    if _line_mode(arguments):
        return _run_plain(arguments, lambda study: study.study(arguments.bank))
    return _run_app(arguments, "study", tuple(arguments.bank))


def _missed(arguments: argparse.Namespace) -> int:
    if _line_mode(arguments):
        return _run_plain(
            arguments, lambda study: study.drill(row.question for row in study.missed(arguments.bank))
        )
    return _run_app(arguments, "missed", tuple(arguments.bank))


# Line by line


def _line_mode(arguments: argparse.Namespace) -> bool:
    """Says whether to ask line by line: where that was asked for, or where nothing else can be done."""
    if arguments.plain:
        return True
    if _has_screen() or not _gives_answers():
        return False
    warn("There is no screen here, so the questions come line by line, as with --plain.")
    return True


def _gives_answers() -> bool:
    """Says whether anything can come from standard input: a keyboard, a pipe, a file."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return sys.stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _run_plain(arguments: argparse.Namespace, begin: "Callable[[Study], Sitting]") -> int:
    from quiz.plain import Drill

    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        Drill(study, _console()).run(begin(study))
    return 0


def _console() -> "Console":
    """Returns standard input and output, with nothing in them that could stop a sitting."""
    from quiz.plain import Console

    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "replace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
    return Console(
        sys.stdin.readline, sys.stdout, _width(), echoed=sys.stdin.isatty() and sys.stdout.isatty()
    )


def _width() -> int | None:
    """Returns the columns of the terminal that standard output goes to; None where it goes elsewhere."""
    try:
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
    except (OSError, ValueError):
        return None


# On a screen


def _run_app(
    arguments: argparse.Namespace, start: Literal["home", "study", "missed"], banks: tuple[str, ...]
) -> int:
    if not _has_screen():
        raise QuizError(
            "This needs a terminal that can draw a screen.",
            "Without one, `study --plain` asks line by line, and `due` and `banks` print what they know.",
        )
    import termios

    before = termios.tcgetattr(sys.stdin.fileno())
    try:
        with wiring.progress(arguments) as store:
            study = wiring.study(arguments, store)
            study.checked(banks)
            from quiz.tui.app import run

            return run(study, start, banks)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def _has_screen() -> bool:
    """Says whether there is a keyboard to read and a screen to draw on; Textual draws on standard error."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams) and not paths.dumb_terminal()
