"""The one gate through which text reaches the terminal: no control character passes."""

import sys
from typing import TYPE_CHECKING

from quiz.paths import APP
from quiz.text import one_line

if TYPE_CHECKING:
    import argparse


def say(*lines: str) -> None:
    """Prints lines on standard output; on a terminal, in pieces that it is wide enough for."""
    from quiz.plain.console import standard

    standard().say(*lines or [""])


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

    for piece in fitted(one_line(line), terminal_width(sys.stderr)):
        sys.stderr.write(piece + "\n")


def complain(message: str, hint: str = "") -> None:
    """Prints on standard error what is wrong and what to do, on one line unless several things are wrong."""
    several = "\n" in message
    for line in f"{APP}: {message}{chr(10) if several else ' '}{hint}".splitlines():
        warn(line)
