"""The one gate through which text reaches the terminal: no control character passes."""

import sys

from quiz.cli.streams import give_up
from quiz.lean_typing import TYPE_CHECKING
from quiz.paths import APP
from quiz.text import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

WIDTH = 110
"""Columns of what is printed where no terminal says how many it has."""

_LEAST = 20
"""Columns that an id may have, however narrow the terminal."""


def say(*lines: str) -> None:
    """Prints lines on standard output; on a terminal, in pieces that it is wide enough for."""
    from quiz.plain.console import standard

    standard().say(*lines or [""])


def ids_column(ids: "Iterable[str]", beside: int) -> list[str]:
    """Returns ids to begin rows with, all of one width, so that a terminal has so many columns for the rest.

    An id that is too long for that is shown without its middle, or where there is no terminal whole, beside
    the column: scripts and completion take it from there.
    """
    from quiz.plain.console import terminal_width

    terminal = terminal_width(sys.stdout)
    room = max(_LEAST, (terminal or WIDTH) - beside)
    end = (room - 1) // 2
    shown = [
        each if terminal is None or len(each) <= room else f"{each[: room - 1 - end]}…{each[-end:]}"
        for each in ids
    ]
    width = max((len(each) for each in shown if len(each) <= room), default=0)
    return [each.ljust(width) for each in shown]


def say_json(value: object) -> None:
    """Prints a value as one line of JSON."""
    from quiz.plain.encoding import encoded

    sys.stdout.write(encoded(value) + "\n")


def json_option(parser: "argparse._ActionsContainer") -> None:
    """Lets a command print JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON instead, for programs")


def warn(line: str) -> None:
    """Prints one line on standard error; on a terminal, in pieces that it is wide enough for."""
    from quiz.plain.console import fitted, terminal_width

    try:
        for piece in fitted(one_line(line), terminal_width(sys.stderr)):
            sys.stderr.write(piece + "\n")
    except OSError:  # there is nobody to be told; the exit code says it
        give_up(sys.stderr)


def complain(message: str, hint: str = "") -> None:
    """Prints on standard error what is wrong and what to do, on one line unless several things are wrong."""
    several = "\n" in message
    for line in f"{APP}: {message}{chr(10) if several else ' '}{hint}".splitlines():
        warn(line)
