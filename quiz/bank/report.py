"""Where the problems of one file are gathered."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from quiz.bank.codes import Code
from quiz.model import Place, Problem
from quiz.text import one_line

MAX_PROBLEMS = 200
_SHOWN = 60


class Spot(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


class Located(Protocol):
    """Anything that stands somewhere in a file."""

    @property
    def line(self) -> int:
        """Counts from 1."""

    @property
    def column(self) -> int:
        """Counts from 1."""


class TooManyProblems(Exception):  # noqa: N818 - it ends the reading of a file and is no error of the program
    """The report is full; the file is not read on."""


class Report:
    """The problems of one file, in the order in which they were found.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        """The text of the file, once it is decoded."""
        self.problems: list[Problem] = []

    def add(self, at: Located, code: Code, message: str, hint: str = "") -> None:
        """Notes a problem.

        Raises:
            TooManyProblems: It was one more than are listed for one file.
        """
        place = self.place(at)
        if len(self.problems) == MAX_PROBLEMS:
            message = f"this file has more than {MAX_PROBLEMS} problems; the rest is not listed"
            hint = "mend the first ones and check again"
            self.problems.append(Problem(place, Code.TOO_MANY_PROBLEMS, message, hint))
            raise TooManyProblems
        self.problems.append(Problem(place, code, message, hint))

    def place(self, at: Located) -> Place:
        """Returns the place of something in the file."""
        return Place(self.path, at.line, at.column)


def shown(text: str) -> str:
    """Returns a text from the file as a message may show it: on one line, and not too long."""
    line = one_line(text[: 8 * _SHOWN])
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Returns a text in the quotes that YAML needs, as a hint shows it."""
    line = shown(text)
    if '"' in line or "\\" in line:
        return "'" + line.replace("'", "''") + "'"
    return f'"{line}"'


def listed(words: Sequence[str]) -> str:
    """Returns words as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
