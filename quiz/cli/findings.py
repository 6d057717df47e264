"""How what was found in bank files is shown: to people with the line it is about, to programs as JSON."""

import codecs
import re
from collections.abc import Iterator, Mapping

from quiz import wording
from quiz.lean_typing import TYPE_CHECKING
from quiz.plain.console import cells, fitting
from quiz.text import clean, one_line

if TYPE_CHECKING:
    from quiz.bank.checking import Findings
    from quiz.model import Problem

_LINE_END = re.compile("\r\n|[\r\n]")
_BEFORE = 40
"""So many columns are shown before a place in a line that does not fit."""
_NEAR = 1_000
"""Characters looked at to either side of a place: a line may have a million, and thousands of places."""
_MARGIN = "    "


def lines(findings: "Findings", width: int, *, errors_only: bool = False) -> Iterator[list[str]]:
    """Yields for each problem the lines that show it: what and where, what to write, the line and a caret.

    Args:
        findings: What was found.
        width: Columns that a line of the file may take up.
        errors_only: Leaves out advice.
    """
    texts = {file.path: _LINE_END.split(_text(file.data)) for file in findings.files}
    for problem in findings.problems:
        place, advice = problem.place, problem.severity.value == "advice"
        if advice and errors_only:
            continue
        shown = [one_line(f"{place}: {problem.code} {'advice: ' * advice}{problem.message}")]
        if problem.hint:
            shown.append(f"{_MARGIN}Hint: {one_line(problem.hint)}")
        text = texts.get(place.path, [])
        if place.line <= len(text):
            line, caret = _excerpt(text[place.line - 1], place.column, width - len(_MARGIN))
            shown += [_MARGIN + line, _MARGIN + " " * caret + "^"] if line.strip() else []
        yield shown


def as_json(problem: "Problem") -> Mapping[str, str | int]:
    """Returns the fields of a problem."""
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity.value,
        "code": str(problem.code),
        "message": problem.message,
        "hint": problem.hint,
    }


def summary(findings: "Findings") -> str:
    """Returns in one line what was found altogether."""
    questions = sum(len(file.bank.questions) for file in findings.files if file.bank)
    looked = f"{wording.count(len(findings.files), 'file')}, {wording.count(questions, 'question')}"
    if not findings.problems:
        return f"{looked}: no problems."
    advice = f"{findings.advice} piece{'s' * (findings.advice != 1)} of advice"
    return f"{looked}: {wording.count(findings.errors, 'error')}, {advice}."


def _text(data: bytes) -> str:
    return data.removeprefix(codecs.BOM_UTF8).decode(errors="replace")


def _excerpt(line: str, column: int, width: int) -> tuple[str, int]:
    """Returns the part of a line that fits, and how many columns stand before the place."""
    start, place, end = max(0, column - 1 - _NEAR), column - 1, column - 1 + _NEAR + max(0, width)
    before, after = _plain(line[start:place]), _plain(line[place:end])
    if start or cells(before + after) > width:
        if start or len(before) > _BEFORE:
            before = "…" + before[-_BEFORE:]
        room = width - cells(before) - 1
        cut = fitting(after, max(1, room))
        after = cut + ("…" if cut != after else "")
    return before + after, cells(before)


def _plain(text: str) -> str:
    return clean(text).replace("\n", " ")
