"""What the YAML readers' complaints mean to somebody who has never seen YAML.

Both readers agree on where they stop and nearly on the words; what to do about it is read from the line.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from quiz.bank.codes import Code
from quiz.bank.decoding import offset, spot
from quiz.bank.report import Report, Spot, quoted, shown

_VALUE = re.compile(r"( *(?:- +)*)([\w-]+ *: +)?(.*)")
_ESCAPE = re.compile(
    r"""\\(?: [0abtnvfre\x20"/\\N_LP\n] | x[0-9A-Fa-f]{2} | u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}
    | U0000(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4} | U000[1-9A-Fa-f][0-9A-Fa-f]{4} | U0010[0-9A-Fa-f]{4} )
    | (\\)""",
    re.VERBOSE,
)
"""An escape that exists, or the backslash of one that does not."""
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


class _Complaint(NamedTuple):
    at: Spot
    code: Code
    message: str
    hint: str


def line_of(text: str, number: int) -> str:
    """Returns a line of a text; the first is number 1."""
    return (text.split("\n", number)[number - 1 : number] or [""])[0]


def in_quotes(text: str, at: Spot) -> str:
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
    fault, said = Spot(1, 1), str(error)
    begun = fault
    if isinstance(error, MarkedYAMLError):
        said = f"{error.context}: {error.problem}"
        if error.problem_mark:
            fault = begun = Spot(error.problem_mark.line + 1, error.problem_mark.column + 1)
        if error.context_mark:
            begun = Spot(error.context_mark.line + 1, error.context_mark.column + 1)
    reason = next((reason for words, reason in _REASONS if words in said), _unknown)
    complaint = reason(_Fault(report.text, fault, begun, last))
    if not any(problem.place.line == complaint.at.line for problem in report.problems):
        report.add(*complaint)


def _colon(fault: _Fault) -> _Complaint:
    line = fault.line(fault.at.line)
    found = _VALUE.match(line)
    before, key, value = found.groups("") if found else ("", "", line)
    if len(before + key) >= fault.at.column and fault.at.line > fault.last.line:
        return _misplaced(fault)
    return _Complaint(
        fault.at,
        Code.NEEDS_QUOTES,
        "a colon with a space after it cannot stand in a text without quotes",
        f"put the text in quotes: {key}{quoted(value)}",
    )


def _special(at: Spot, fault: _Fault) -> _Complaint:
    character = fault.line(at.line)[at.column - 1 : at.column]
    hint = f"put the text in quotes: {in_quotes(fault.text, at)}"
    if character == "*" and not fault.line(at.line)[at.column :].strip(" *")[:1].isalnum():
        hint = "a list begins its items with a hyphen: - item"
    return _Complaint(at, Code.NEEDS_QUOTES, f"a text cannot begin with {character} without quotes", hint)


def _special_here(fault: _Fault) -> _Complaint:
    return _special(fault.at, fault)


def _special_begun(fault: _Fault) -> _Complaint:
    return _special(fault.begun, fault)


def _hyphen(fault: _Fault) -> _Complaint:
    return _Complaint(
        fault.at,
        Code.NEEDS_QUOTES,
        "a list cannot begin on the line of its key, nor a text with a hyphen and a space",
        f"begin the list on the next line, or put the text in quotes: {in_quotes(fault.text, fault.at)}",
    )


def _open_quote(fault: _Fault) -> _Complaint:
    return _Complaint(
        fault.begun,
        Code.UNCLOSED,
        "the quotation mark that opens here is never closed",
        'close it where the text ends; a text with an apostrophe goes in double quotes: "\'tis"',
    )


def _open_bracket(fault: _Fault) -> _Complaint:
    bracket = fault.line(fault.begun.line)[fault.begun.column - 1 : fault.begun.column]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    if fault.at.line == fault.begun.line:
        message = (
            f"after this a comma or {closing} is missing: the bracket opened in column {fault.begun.column}"
        )
        return _Complaint(
            fault.at, Code.NEEDS_QUOTES, message, "put texts with commas, colons or brackets in quotes"
        )
    return _Complaint(
        fault.begun,
        Code.UNCLOSED,
        f"the {bracket} that opens here is never closed",
        f"close it with {closing}, or put the text in quotes: {in_quotes(fault.text, fault.begun)}",
    )


def _missing_colon(fault: _Fault) -> _Complaint:
    rest = fault.line(fault.begun.line)[fault.begun.column - 1 :]
    word, colon, after = rest.partition(":")
    if colon and after and " " not in word:
        message, hint = "a space is missing after the colon", f"{shown(word)}: {shown(after)}"
    elif rest[:1] in _BULLETS:
        message, hint = (
            "a list begins its items with a hyphen and a space",
            f"- {shown(rest.lstrip(_BULLETS))}",
        )
    else:
        word, _, after = rest.partition(" ")
        message = "neither a key with a colon nor an item of a list"
        hint = f"write {shown(word)}: {shown(after)}; or indent it further, if it belongs to the text above"
    return _Complaint(fault.begun, Code.MISSING_COLON, message, hint)


def _escape(fault: _Fault) -> _Complaint:
    for found in _ESCAPE.finditer(fault.text, offset(fault.text, fault.begun)):
        if found[1]:
            at = spot(fault.text, found.start())
            written = shown(fault.text[found.start() : found.start() + 2])
            message = f"{written} means nothing here: in double quotes a backslash begins an escape"
            return _Complaint(at, Code.BAD_ESCAPE, message, r"write \\ for a backslash, or use single quotes")
    return _unknown(fault)


def _block_text(fault: _Fault) -> _Complaint:
    mark = fault.line(fault.begun.line)[fault.begun.column - 1 : fault.begun.column]
    return _Complaint(
        fault.begun,
        Code.NEEDS_QUOTES,
        f"after {mark} the text begins on the next line",
        f"put the text below, indented, or in quotes: {in_quotes(fault.text, fault.begun)}",
    )


def _directive(fault: _Fault) -> _Complaint:
    hint = "delete the line; if it is part of a text, put the text in quotes"
    return _Complaint(Spot(fault.begun.line, 1), Code.DIRECTIVE, "a line cannot begin with %", hint)


def _document(fault: _Fault) -> _Complaint:
    hint = "delete the line with ..., or put what follows into a file of its own"
    return _Complaint(fault.at, Code.SECOND_DOCUMENT, "something stands after the end of the bank", hint)


def _misfit(fault: _Fault) -> _Complaint:
    line = fault.line(fault.at.line)
    before = line[: fault.at.column - 1]
    if not before.strip(" -"):
        return _misplaced(fault)
    opening = fault.line(fault.last.line)[fault.last.column - 1 : fault.last.column]
    if opening in ("'", '"') and fault.last.line < fault.at.line:
        message = f"the quotation mark that opens here is closed only in line {fault.at.line}"
        return _Complaint(fault.last, Code.UNCLOSED, message, "close it where the text ends")
    found = _VALUE.match(line)
    value = found[3] if found else line
    if value[:1] == "'" and before.endswith("'"):
        message = "the text in single quotes ends at this apostrophe"
    else:
        message = "something stands after the end of a text in quotes or brackets"
    if value[:1] == value[-1:] and value[:1] in "'\"":
        value = value[1:-1]
    return _Complaint(fault.at, Code.NEEDS_QUOTES, message, f"put the whole text in quotes: {quoted(value)}")


def _misplaced(fault: _Fault) -> _Complaint:
    lines = fault.text.split("\n")
    line = lines[fault.at.line - 1]
    column = len(line) - len(line.lstrip(" ")) + 1
    listed = line.lstrip(" ").startswith("- ")
    hint = "begin it in the same column as the lines it belongs with"
    for above in reversed(lines[: fault.at.line - 1]):
        text = above.lstrip(" ") if listed else above.lstrip(" -")
        if text and not text.startswith("#") and (not listed or text.startswith("-")):
            place = len(above) - len(text) + 1
            hint = f"if it belongs with “{shown(text)}” above, begin it in column {place} as well"
            break
    return _Complaint(
        Spot(fault.at.line, column),
        Code.INDENTATION,
        f"this line begins in column {column}, where nothing above it goes on",
        hint,
    )


def _unknown(fault: _Fault) -> _Complaint:
    hint = "look for a missing quotation mark, bracket or colon here and in the line above"
    return _Complaint(fault.at, Code.SYNTAX, "this cannot be read as YAML", hint)


_REASONS: tuple[tuple[str, Callable[[_Fault], _Complaint]], ...] = (
    ("mapping values are not allowed", _colon),
    ("sequence entries are not allowed", _hyphen),
    ("mapping keys are not allowed", _special_here),
    ("cannot start any token", _special_here),
    ("scanning an alias", _special_begun),
    ("scanning an anchor", _special_begun),
    ("scanning a tag", _special_begun),
    ("parsing a tag", _special_begun),
    ("unexpected end of stream", _open_quote),
    ("unexpected document", _open_quote),
    ("flow sequence", _open_bracket),
    ("flow mapping", _open_bracket),
    ("could not find expected ':'", _missing_colon),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("scanning a block scalar", _block_text),
    ("node content", _special_here),
    ("directive", _directive),
    ("document start", _document),
    ("block mapping", _misfit),
    ("block collection", _misfit),
)
"""Words that both readers use, and who explains them; the first that fits."""
