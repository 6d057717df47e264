"""The commands that study: on a screen, or line by line."""

import argparse
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from quiz import paths
from quiz.cli import reports, wiring
from quiz.cli.commands import Commands, bank_names
from quiz.cli.output import warn
from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.sitting import Sitting
    from quiz.study import Study


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    study = commands.add(
        "study", _study, "study what is due and today's new questions", "study airspace-agreement"
    )
    missed = commands.add("missed", _missed, "list what you missed, and drill it", "missed")
    missed.description = "List what you missed, and drill it. Without a terminal, the list is printed."
    lines = "numbered prompts and no screen, for screen readers, dumb terminals and scripts"
    bank_names(study)
    study.add_argument(
        "--plain",
        action="store_true",
        help=f"ask line by line: {lines}; chosen by itself where there is no screen",
    )
    study.add_argument(
        "--json", action="store_true", help="with --plain: questions, answers and verdicts as JSON lines"
    )
    bank_names(missed)
    missed.add_argument(
        "--plain", action="store_true", help=f"go through all of it at once, line by line: {lines}"
    )
    missed.add_argument(
        "--json",
        action="store_true",
        help="print the list as JSON; with --plain: questions, answers and verdicts as JSON lines",
    )


def home(arguments: argparse.Namespace) -> int:
    """Opens the home screen."""
    return _run_app(arguments, "home", ())


def _study(arguments: argparse.Namespace) -> int:
    if arguments.json and not arguments.plain:
        raise QuizError(
            "--json needs --plain here.", "`tillerson-quiz study --plain --json` speaks JSON lines."
        )
    if arguments.plain or _lines_only():
        return _run_plain(arguments, lambda study: study.study(arguments.bank))
    return _run_app(arguments, "study", tuple(arguments.bank))


def _missed(arguments: argparse.Namespace) -> int:
    if arguments.plain or (_on_terminal() and not arguments.json and _lines_only()):
        return _run_plain(
            arguments, lambda study: study.drill(row.question for row in study.missed(arguments.bank))
        )
    if arguments.json or not _has_screen():
        return reports.missed(arguments)
    return _run_app(arguments, "missed", tuple(arguments.bank))


# Line by line


def _lines_only() -> bool:
    """Says whether nothing can be drawn here, but lines can be given; tells the learner so."""
    if _has_screen() or not _gives_answers():
        return False
    warn("There is no screen here: asking line by line, as with --plain.")
    return True


def _on_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _gives_answers() -> bool:
    """Says whether anything can come from standard input: a keyboard, a pipe, a file."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return sys.stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _run_plain(arguments: argparse.Namespace, begin: "Callable[[Study], Sitting]") -> int:
    from quiz.plain.console import standard

    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        if study.library.problems:
            warn("Some banks are left out; `tillerson-quiz banks` says what is wrong with them.")
        if study.warning:
            warn(study.warning)
        sitting = begin(study)
        console = standard()
        if arguments.json:
            from quiz.plain.serving import Server

            Server(study, console.readline, console.sink).run(sitting)
        else:
            from quiz.plain.drill import Drill

            try:
                Drill(study, console).run(sitting)
            except KeyboardInterrupt:
                console.say("")
                raise
    return 0


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
            study.shelf.checked(banks)
            from quiz.tui.app import run

            return run(study, start, banks, lambda: wiring.library(arguments))
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def _has_screen() -> bool:
    """Says whether there is a keyboard to read and a screen to draw on; Textual draws on standard error."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams) and not paths.dumb_terminal()
