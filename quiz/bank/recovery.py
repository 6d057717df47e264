"""What is wrong with a file beyond the place where its YAML breaks off.

One colon in a text without quotes keeps the rest of a file from being read. So that an author is told of all
problems at once, such a place is mended or left out, in memory alone, and the file is read again.
"""

import codecs
import re
from collections.abc import Iterable

from quiz.bank import banks, decoding, habits
from quiz.bank.codes import Code
from quiz.bank.report import MAX_PROBLEMS
from quiz.model import Problem

_ENDS_READING = frozenset(
    {
        *(Code.NEEDS_QUOTES, Code.UNCLOSED, Code.MISSING_COLON, Code.INDENTATION, Code.BAD_ESCAPE),
        *(Code.SYNTAX, Code.LEFTOVER, Code.TAG, Code.REFERENCE, Code.KEY_NOT_TEXT),
        *(Code.ENCODING, Code.TOO_DEEP),
        *(Code.TAB, Code.ODD_SPACE, Code.CONTROL_CHARACTER, Code.DIRECTIVE, Code.SECOND_DOCUMENT),
    }
)
_FOLLOWS = frozenset({Code.NO_QUESTIONS, Code.TOO_MANY_PROBLEMS})
"""What may be said only because something was left out."""
_MOST_READ = 4_000_000
"""So many bytes are read again for one file, after which what was found has to do."""
_VALUE = re.compile(r"( *(?:- +)*(?:[\w-]+ *: +)?)(.*)")
_ITEM = re.compile(r" *(?:- +)*")
_ENTRY = re.compile(r"( *)-(?: |$)")


def further_problems(data: bytes, path: str, problems: list[Problem]) -> list[Problem]:
    """Returns the problems that stand beyond those that keep the rest of a file from being read.

    Args:
        data: The contents of the file.
        path: Where the file is.
        problems: What is known to be wrong with it.
    """
    if any(b"\0" in data and problem.code == Code.ENCODING for problem in problems):
        return []
    text = data.removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    file = _File(re.sub("\r\n?", "\n", text).split("\n"))
    found: list[Problem] = []
    coming = problems
    left = _MOST_READ
    while left > 0 and len(problems) + len(found) < MAX_PROBLEMS and file.mend(coming):
        left -= len(data)
        known = {problem.place for problem in (*problems, *found)}
        coming = banks.read("\n".join(file.lines).encode(), path).problems
        found += [problem for problem in coming if problem.place not in known and file.is_true(problem)]
    return found


class _File:
    """The lines of a file that are mended one by one."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.touched: set[int] = set()
        """The numbers of the lines, from 1, that are not as the author wrote them."""
        self.head = 0
        """The number of the line after which the questions come."""
        self._start = ""
        """How the line of each question begins."""
        self._find_questions()

    def _find_questions(self) -> None:
        heads = (number for number, line in enumerate(self.lines, 1) if line.startswith("questions:"))
        self.head = next(heads, len(self.lines))
        entries = (_ENTRY.match(line) for line in self.lines[self.head :])
        first = next((entry for entry in entries if entry), None)
        self._start = f"{first[1]}-" if first else ""

    def is_true(self, problem: Problem) -> bool:
        """Says whether a problem is the author's, and no effect of what was changed here."""
        if problem.place.line in self.touched or problem.code in _FOLLOWS:
            return False
        return (
            problem.code != Code.MISSING_KEY
            or problem.place.line > self.head
            or min(self.touched) > self.head
        )

    def mend(self, problems: Iterable[Problem]) -> bool:
        """Mends or leaves out what ends the reading; says whether there is any change."""
        return sum([self._mend(problem) for problem in problems if problem.code in _ENDS_READING]) > 0

    def _mend(self, problem: Problem) -> bool:
        number = min(problem.place.line, len(self.lines))
        match problem.code:
            case Code.ENCODING:
                mended = self.lines[number - 1]
            case Code.CONTROL_CHARACTER | Code.ODD_SPACE:
                mended = decoding.without_odd_characters(self.lines[number - 1])
            case Code.MISSING_COLON:
                mended = self._with_colon(number)
            case Code.NEEDS_QUOTES:
                mended = self._in_quotes(number)
            case Code.LEFTOVER:
                mended = ""
            case Code.INDENTATION if self.lines[number - 1].lstrip().startswith("questions:"):
                mended = self.lines[number - 1].lstrip()
            case Code.SECOND_DOCUMENT:
                return self._join(number)
            case Code.TOO_DEEP if number <= self.head:
                return False
            case _:
                return self._leave_out(number)
        if number in self.touched:
            return self._leave_out(number)
        self.lines[number - 1] = mended
        self.touched.add(number)
        self._find_questions()
        return True

    def _with_colon(self, number: int) -> str:
        line = self.lines[number - 1]
        if proper := habits.with_hyphen(line):
            return proper
        found = _ITEM.match(line)
        before, rest = (found[0], line[found.end() :]) if found else ("", line)
        key, text = habits.keyed(rest)
        if not key:
            key, _, text = rest.partition(" ")
        return f"{before}{key}: {text}".rstrip() if key.isidentifier() else ""

    def _in_quotes(self, number: int) -> str:
        found = _VALUE.fullmatch(self.lines[number - 1])
        quoted = found[2].replace("'", "''") if found else ""
        return f"{found[1]}'{quoted}'" if found and quoted else ""

    def _join(self, number: int) -> bool:
        """Takes a line that begins a second document for the key of the questions, where there is none."""
        if self.head < len(self.lines) or not self.lines[number - 1].startswith("---"):
            return False
        self.lines[number - 1] = "questions:"
        self.touched.add(number)
        self._find_questions()
        return True

    def _leave_out(self, number: int) -> bool:
        """Empties the question that a line belongs to, or above the questions the line alone."""
        first = last = number
        if number > self.head and self._start:
            while first > self.head + 1 and not self._begins(first):
                first -= 1
            while last < len(self.lines) and not self._begins(last + 1):
                last += 1
        elif number == self.head:
            return False
        changed = any(self.lines[first - 1 : last])
        self.lines[first - 1 : last] = [""] * (last - first + 1)
        self.touched.update(range(first, last + 1))
        return changed

    def _begins(self, number: int) -> bool:
        return (
            self.lines[number - 1].startswith((f"{self._start} ",)) or self.lines[number - 1] == self._start
        )
