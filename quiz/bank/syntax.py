"""What the YAML readers' complaints mean to somebody who has never seen YAML.

Both readers agree on where they stop and nearly on the words; what to do about it is read from the line.
"""

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError
from yaml.error import Mark

from quiz.bank import habits
from quiz.bank.codes import Code
from quiz.bank.complaints import Complaint, line_of, special, unspaced
from quiz.bank.decoding import offset, spot
from quiz.bank.report import Report, Spot, quoted, shown
from quiz.lean_typing import NamedTuple

_VALUE = re.compile(r"( *(?:- +)*)([\w-]+ *:(?: +|$))?(.*)")
_ESCAPE = re.compile(
    r"""\\(?: [0abtnvfre\x20"/\\N_LP\n] | x[0-9A-Fa-f]{2} | u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}
    | U0000(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4} | U000[1-9A-Fa-f][0-9A-Fa-f]{4} | U0010[0-9A-Fa-f]{4} )
    | (\\)""",
    re.VERBOSE,
)
"""An escape that exists, or the backslash of one that does not."""
_HYPHEN = "a list begins its items with a hyphen and a space"
_CLOSING = ("]", "}", '"', "'")
_TICKED = re.compile(r"\[([ xX]?)\] ")
_SURROGATE = re.compile(r"\\u[Dd][89A-Fa-f]")
_BULLETS = "•–—*·‣-"


class _Fault(NamedTuple):
    """Where a reader stopped."""

    text: str
    at: Spot
    begun: Spot
    """Where what it was reading began."""
    last: Spot
    """Where the last text before it began."""

    def line(self, number: int) -> str:
        return line_of(self.text, number)

    @property
    def character(self) -> str:
        return self.line(self.at.line)[self.at.column - 1 : self.at.column]


def _in_quotes(text: str, at: Spot) -> str:
    """Returns what stands from a place to the end of its line, in quotes, to be shown in a hint."""
    return quoted(line_of(text, at.line)[at.column - 1 :])


def explain(error: YAMLError, last: Spot, report: Report) -> None:
    """Reports where and why the text of a file is no YAML.

    Args:
        error: What the reader raised.
        last: Where the last text before the error began.
        report: Takes the problem, unless the same line has one already.

    Raises:
        TooManyProblems: The report is full.
    """
    said, at, begun = str(error), Spot(1, 1), None
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context}: {error.problem}"
        at = _inside(report.text, error.problem_mark)
        begun = error.context_mark and _inside(report.text, error.context_mark)
    reason = next((reason for words, reason in _REASONS if words in said), _unknown)
    fault = _Fault(report.text, at, begun or at, last)
    complaint = _leftover(fault) or _unspaced(fault) or reason(fault)
    if not any(problem.place.line == complaint.at.line for problem in report.problems):
        report.add(*complaint)


def _leftover(fault: _Fault) -> Complaint | None:
    """Explains a line that no author wrote."""
    for at in (fault.at, fault.begun):
        if told := habits.leftover(fault.line(at.line)):
            return Complaint(Spot(at.line, 1), Code.LEFTOVER, *told)
    return None


def _unspaced(fault: _Fault) -> Complaint | None:
    """Explains a key without a space after its colon in the text above, which runs on to here."""
    if not fault.last.line < fault.at.line:
        return None
    before, _, value = _parts(fault.line(fault.last.line))
    key, text = habits.keyed(value)
    begins = len(before) == fault.last.column - 1
    if not key or not begins:
        return None
    return unspaced(fault.last, key, text)


def _inside(text: str, mark: Mark | None) -> Spot:
    """Returns where a mark is, or the end of the last line that is not blank where it is beyond."""
    end = len(text.rstrip("\n "))
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return min(Spot(line + 1, column + 1), spot(text, end))


def _parts(line: str) -> tuple[str, str, str]:
    """Returns the indentation of a line with its hyphens, its key with the colon, and the rest."""
    found = _VALUE.match(line)
    return (found[1], found[2] or "", found[3]) if found else ("", "", line)


def _colon(fault: _Fault) -> Complaint:
    before, key, value = _parts(fault.line(fault.at.line))
    if len(before + key) >= fault.at.column and fault.at.line > fault.last.line:
        return _misplaced(fault)
    return Complaint(
        fault.at,
        Code.NEEDS_QUOTES,
        "a colon with a space after it cannot stand in a text without quotes",
        f"put the text in quotes: {key}{quoted(habits.straight(value))}",
    )


def _special_here(fault: _Fault) -> Complaint:
    if fault.line(fault.at.line).startswith("..."):
        return Complaint(fault.at, Code.SECOND_DOCUMENT, "a line with ... ends the file", "delete it")
    if fault.character.isalnum():
        return _misplaced(fault)
    return special(fault.text, fault.at)


def _special_begun(fault: _Fault) -> Complaint:
    return special(fault.text, fault.begun)


def _hyphen(fault: _Fault) -> Complaint:
    return Complaint(
        fault.at,
        Code.NEEDS_QUOTES,
        "a list cannot begin on the line of its key, nor a text with a hyphen and a space",
        f"begin the list on the next line, or put the text in quotes: {_in_quotes(fault.text, fault.at)}",
    )


def _open_quote(fault: _Fault) -> Complaint:
    return Complaint(
        fault.begun,
        Code.UNCLOSED,
        "the quotation mark that opens here is never closed",
        'close it where the text ends; a text with an apostrophe goes in double quotes: "\'tis"',
    )


def _open_bracket(fault: _Fault) -> Complaint:
    """Explains a bracket that began where the fault did."""
    bracket = fault.line(fault.begun.line)[fault.begun.column - 1 : fault.begun.column]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    if fault.at.line == fault.begun.line and fault.character:
        message = (
            f"after this a comma or {closing} is missing: the bracket opened in column {fault.begun.column}"
        )
        return Complaint(
            fault.at, Code.NEEDS_QUOTES, message, "put texts with commas, colons or brackets in quotes"
        )
    return _unclosed(fault.begun, fault)


def _unclosed(at: Spot, fault: _Fault) -> Complaint:
    message = f"the {fault.line(at.line)[at.column - 1 : at.column]} that opens here is never closed"
    return Complaint(
        at, Code.UNCLOSED, message, f"close it, or put the text in quotes: {_in_quotes(fault.text, at)}"
    )


def _missing_colon(fault: _Fault) -> Complaint:
    rest = fault.line(fault.begun.line)[fault.begun.column - 1 :]
    if rest[:1] in ("[", "{"):
        return _unclosed(fault.begun, fault)
    key, text = habits.keyed(rest)
    if key:
        return unspaced(fault.begun, key, text)
    if rest[:1] in _BULLETS:
        message = _HYPHEN
        hint = f"- {shown(habits.without_bullet(rest))}"
    else:
        word, _, after = rest.partition(" ")
        message = "neither a key with a colon nor an item of a list"
        hint = (
            f"write {shown(word)}: {shown(after) or '…'}, or indent it further if the text above goes on here"
        )
    return Complaint(fault.begun, Code.MISSING_COLON, message, hint)


def _escape(fault: _Fault) -> Complaint:
    start = offset(fault.text, fault.begun)
    place = next((found.start() for found in _ESCAPE.finditer(fault.text, start) if found[1]), start)
    written = shown(fault.text[place : place + 2])
    if _SURROGATE.match(fault.text, place):
        message = f"{written} stands for half a character here"
        return Complaint(spot(fault.text, place), Code.BAD_ESCAPE, message, "write the character itself")
    message = f"{written} means nothing here: in double quotes a backslash begins an escape"
    hint = r"write \\ for a backslash, or use single quotes"
    return Complaint(spot(fault.text, place), Code.BAD_ESCAPE, message, hint)


def _block_text(fault: _Fault) -> Complaint:
    mark = fault.line(fault.begun.line)[fault.begun.column - 1 : fault.begun.column]
    return Complaint(
        fault.begun,
        Code.NEEDS_QUOTES,
        f"after {mark} the text begins on the next line",
        f"put the text below, indented, or in quotes: {_in_quotes(fault.text, fault.begun)}",
    )


def _tight_colon(fault: _Fault) -> Complaint:
    message = "between brackets a colon cannot stand directly before this character"
    return Complaint(fault.at, Code.NEEDS_QUOTES, message, "put the text with the colon in quotes")


def _stray(fault: _Fault) -> Complaint:
    if not fault.character.strip():
        message = "the file ends, or a line, before a bracket is closed"
        return Complaint(
            fault.at, Code.UNCLOSED, message, "close it, or put the text with the bracket in quotes"
        )
    message = f"between brackets a text is missing before this {fault.character}"
    hint = "delete what is too much, and put texts with commas, colons or brackets in quotes"
    return Complaint(fault.at, Code.NEEDS_QUOTES, message, hint)


def _document(fault: _Fault) -> Complaint:
    hint = "delete it, or put it into a file of its own"
    if any(fault.line(number).startswith("...") for number in range(fault.last.line, fault.at.line)):
        hint = "delete the line with ..., or put what follows into a file of its own"
    return Complaint(fault.at, Code.SECOND_DOCUMENT, "something stands after the end of the bank", hint)


def _misfit(fault: _Fault) -> Complaint:
    line = fault.line(fault.at.line)
    before = line[: fault.at.column - 1]
    if not before.strip(" -"):
        return _unclosed(fault.at, fault) if fault.character in ("[", "{") else _misplaced(fault)
    opening = fault.line(fault.last.line)[fault.last.column - 1 : fault.last.column]
    if opening in ("'", '"') and fault.last.line < fault.at.line:
        message = f"the quotation mark that opens here is closed only in line {fault.at.line}"
        return Complaint(fault.last, Code.UNCLOSED, message, "close it where the text ends")
    value = _parts(line)[2]
    if line[fault.at.column - 1 :].strip() == "," and line[: fault.at.column - 1].rstrip()[-1:] in _CLOSING:
        return Complaint(fault.at, Code.NEEDS_QUOTES, "a comma stands at the end of this line", "delete it")
    if ticked := _TICKED.match(value):
        return _tick(fault, ticked[1], value[ticked.end() :])
    if value[:1] == "'" and before.endswith("'"):
        message = "the text in single quotes ends at this apostrophe"
    else:
        message = "something stands after the end of a text in quotes or brackets"
    if value[:1] == value[-1:] and value[:1] in "'\"" and value.count(value[0]) == 3:
        value = value[1:-1]
    return Complaint(fault.at, Code.NEEDS_QUOTES, message, f"put the whole text in quotes: {quoted(value)}")


def _tick(fault: _Fault, tick: str, text: str) -> Complaint:
    message = "boxes to tick are for lists in Markdown; here the right option stands after `answer`"
    hint = f"answer: {shown(text)}" if tick.strip() else f"write it without the box: - {shown(text)}"
    return Complaint(fault.at, Code.NEEDS_QUOTES, message, hint)


def _misplaced(fault: _Fault) -> Complaint:
    lines = fault.text.split("\n")
    line = lines[fault.at.line - 1]
    before, key, _ = _parts(line)
    listed = "-" in before
    text, comment, _ = lines[fault.at.line - 2].partition(" #")
    if comment and text.strip(" -") and fault.at.line > 1 and not listed and not key:
        at = Spot(fault.at.line - 1, len(text) + 2)
        message = "a # after a space begins a comment, so that the text ends there"
        hint = f"put the text in quotes: {quoted(_parts(lines[at.line - 1])[2])}"
        return Complaint(at, Code.NEEDS_QUOTES, message, hint)
    number, previous = _line_above(lines, fault.at.line)
    for place, bulleted in ((number, previous), (fault.at.line, line)):
        if proper := habits.with_hyphen(bulleted):
            at = Spot(place, len(bulleted) - len(bulleted.lstrip()) + 1)
            return Complaint(at, Code.MISSING_COLON, _HYPHEN, shown(proper.lstrip()))
    column = len(line) - len(line.lstrip(" ")) + 1
    hint = "begin it in the same column as the lines it belongs with"
    if previous.strip() == "-" and not listed:
        hint = "begin it further right than the hyphen above it, or on the same line"
        lines = []
    for above in reversed(lines[: fault.at.line - 1]):
        text = above.lstrip(" ") if listed else above.lstrip(" -")
        if text and not text.startswith("#") and (not listed or text.startswith("-")):
            place = len(above) - len(text) + 1
            hint = f"if it belongs with “{shown(text)}” above, begin it in column {place} as well"
            break
    return Complaint(
        Spot(fault.at.line, column),
        Code.INDENTATION,
        f"this line begins in column {column}, where nothing above it goes on",
        hint,
    )


def _line_above(lines: list[str], number: int) -> tuple[int, str]:
    """Returns the nearest line above a line that is not blank, with its number."""
    for above in range(number - 1, 0, -1):
        if lines[above - 1].strip():
            return above, lines[above - 1]
    return 0, ""


def _unknown(fault: _Fault) -> Complaint:
    hint = "look for a missing quotation mark, bracket or colon here and in the line above"
    return Complaint(fault.at, Code.SYNTAX, "this cannot be read as YAML", hint)


_REASONS: tuple[tuple[str, Callable[[_Fault], Complaint]], ...] = (
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _hyphen),
    ("mapping keys are not allowed", _special_here),
    ("cannot start any token", _special_here),
    ("scanning an alias", _special_begun),
    ("scanning an anchor", _special_begun),
    ("scanning a tag", _special_begun),
    ("parsing a tag", _special_begun),
    ("undefined tag", _special_begun),
    ("unexpected ':'", _tight_colon),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("flow sequence", _open_bracket),
    ("flow mapping", _open_bracket),
    ("could not find expected ':'", _missing_colon),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("scanning a block scalar", _block_text),
    ("flow node", _stray),
    ("node content", _special_here),
    ("document start", _document),
    ("block mapping", _misfit),
    ("block collection", _misfit),
)
"""Words that both readers use, and who explains them; the first that fits."""
