"""Where the problems of one file are gathered."""

import re
from collections.abc import Sequence

from quiz.bank.codes import Code
from quiz.lean_typing import NamedTuple, Protocol
from quiz.model import Place, Problem
from quiz.text import one_line

MAX_PROBLEMS = 200
_SHOWN = 60
_LINES_NAMED = 4
_ENTRIES_SHOWN = 6
_PLAIN = r"[^\W_](?:[^\[\]{},:#\n]|:(?=[^\s\[\]{},]))*"
"""A text that needs no quotes between brackets."""


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
        text: The text of the file, once it is decoded.
        most: How many are listed.
    """

    def __init__(self, path: str, text: str = "", most: int = MAX_PROBLEMS) -> None:
        self.path = path
        self.text = text
        self._most = most
        self.problems: list[Problem] = []
        self._once: dict[tuple[Code, str, str], tuple[int, list[int]]] = {}
        """Of what is noted once: which problem it is, and in which other lines it stands."""

    def add(self, at: Located, code: Code, message: str, hint: str = "") -> None:
        """Notes a problem.

        Raises:
            TooManyProblems: It was one more than are listed for one file.
        """
        place = self.place(at)
        if len(self.problems) == self._most:
            message = f"this file has more than {self._most} problems; the rest is not listed"
            hint = "mend the first ones and check again"
            self.problems.append(Problem(place, Code.TOO_MANY_PROBLEMS, message, hint))
            raise TooManyProblems
        self.problems.append(Problem(place, code, message, hint))

    def add_once(self, at: Located, code: Code, message: str, hint: str) -> None:
        """Notes a problem that may come in every question: the first, with the lines of the others.

        Raises:
            TooManyProblems: It was one more than are listed for one file.
        """
        if (said := (code, message, hint)) not in self._once:
            self._once[said] = len(self.problems), []
            self.add(at, code, message, hint)
            return
        number, lines = self._once[said]
        if at.line not in lines[-1:]:
            lines.append(at.line)
        named = ", ".join(map(str, lines[:_LINES_NAMED]))
        more = f" and {len(lines) - _LINES_NAMED} more" if len(lines) > _LINES_NAMED else ""
        again = f"{message}; again in line{'s' * (len(lines) > 1)} {named}{more}"
        self.problems[number] = self.problems[number]._replace(message=again)

    def take_back(self, count: int) -> None:
        """Forgets all problems but so many, those that were noted first."""
        del self.problems[count:]
        self._once = {said: noted for said, noted in self._once.items() if noted[0] < count}

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


def plain(text: str) -> str:
    """Returns a text as it is written between brackets: in quotes where YAML needs them."""
    return shown(text) if re.fullmatch(_PLAIN, text) and shown(text) == text else quoted(text)


def flow(texts: Sequence[str]) -> str:
    """Returns texts as a list between brackets, as a hint shows it: the first few."""
    more = ", …" * (len(texts) > _ENTRIES_SHOWN)
    return f"[{', '.join(map(plain, texts[:_ENTRIES_SHOWN]))}{more}]"


def listed(words: Sequence[str]) -> str:
    """Returns words as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
