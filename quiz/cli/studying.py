"""The commands that study: they open a screen."""

import argparse
import sys
from contextlib import suppress
from typing import Literal

from quiz import paths
from quiz.cli import wiring
from quiz.cli.commands import Commands, bank_names
from quiz.errors import QuizError


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    bank_names(
        commands.add(
            "study", _study, "study what is due and today's new questions", "study airspace-agreement"
        )
    )
    bank_names(commands.add("missed", _missed, "list what you missed, and drill it", "missed"))


def home(arguments: argparse.Namespace) -> int:
    """Opens the home screen."""
    return _run_app(arguments, "home", ())


def _study(arguments: argparse.Namespace) -> int:
    return _run_app(arguments, "study", tuple(arguments.bank))


def _missed(arguments: argparse.Namespace) -> int:
    return _run_app(arguments, "missed", tuple(arguments.bank))


def _run_app(
    arguments: argparse.Namespace, start: Literal["home", "study", "missed"], banks: tuple[str, ...]
) -> int:
    if not _has_screen():
        raise QuizError(
            "This needs a terminal that can draw a screen.",
            "Without one, `due` and `banks` print what they know.",
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
