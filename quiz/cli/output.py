"""The one gate through which text reaches the terminal: no control character passes."""

import sys

from quiz.cli.commands import PROGRAM
from quiz.text import clean, one_line


def say(line: str = "") -> None:
    """Prints a line, or several, on standard output."""
    sys.stdout.write(clean(line) + "\n")


def warn(line: str) -> None:
    """Prints one line on standard error."""
    sys.stderr.write(one_line(line) + "\n")


def complain(message: str, hint: str = "") -> None:
    """Prints on standard error what is wrong and what to do, on one line unless several things are wrong."""
    for line in f"{PROGRAM}: {message} {hint}".splitlines():
        warn(line)
