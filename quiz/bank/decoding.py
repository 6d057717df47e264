"""From the bytes of a file to text that both YAML readers take alike."""

import codecs
import re
import unicodedata

from quiz.bank.codes import Code
from quiz.bank.report import Located, Report, Spot
from quiz.lean_typing import NamedTuple
from quiz.text import JOINERS, clean

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAVE_AS = "open it in your editor and save it with the encoding UTF-8"
_ASCII = bytes(range(0x80))
_ASCII_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What one of the YAML readers refuses, and what they but no editor take for the end of a line."""
_HANGUL_JAMO = range(0x1100, 0x1200)
_ODD_SPACES = frozenset("\xa0\u1680\u2007\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200C)}
_LAYOUT = rf"(?: |- )*(?:-|[\w-]+:)?([\t{''.join(sorted(_ODD_SPACES))}])"
"""The start of a line up to a character that stands where only spaces may."""
_BLOCK_TEXT = r"(?:^|: |- ) *[|>][0-9+-]{0,2}[ \t]*(?:#.*)?$"


class Source(NamedTuple):
    """The text of a file, its lines ended by line feeds, without tabs."""

    text: str
    plain: bool
    """`quiz.text.clean` would change nothing in it; only an escape can bring in what it would."""


def spot(text: str, offset: int) -> Spot:
    """Returns the line and column of an offset."""
    return Spot(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def offset(text: str, at: Located) -> int:
    """Returns how many characters stand before a place."""
    return sum(len(line) + 1 for line in text.split("\n", at.line)[: at.line - 1]) + at.column - 1


def decode(data: bytes, report: Report) -> Source | None:
    """Returns the text of a file, or reports why it cannot be read.

    Raises:
        TooManyProblems: The report is full.
    """
    data = data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = _decoded(data, report)
    if text is None:
        return None
    foreign = set(data.translate(None, _ASCII).decode()) if not text.isascii() else set[str]()
    before = len(report.problems)
    if len(data.translate(None, _ASCII_CONTROLS)) != len(data) or any(map(_REFUSED.match, foreign)):
        _report_refused(text, report)
    if "\t" in text or foreign & _ODD_SPACES:
        text = _with_plain_layout(text, report)
    for found in re.finditer("^%", text, re.MULTILINE) if "%" in text else ():
        message = "a line cannot begin with %, which gives orders to a YAML reader"
        report.add(spot(text, found.start()), Code.DIRECTIVE, message, "delete the line")
    if len(report.problems) > before:
        return None
    return Source(text, plain=all(map(_never_cleaned, foreign)))


def _decoded(data: bytes, report: Report) -> str | None:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            report.add(Spot(1, 1), Code.ENCODING, f"this file is {name}, not UTF-8", _SAVE_AS)
            return None
    if 0 in data[:2]:
        report.add(Spot(1, 1), Code.ENCODING, "this file is UTF-16, or no text at all", _SAVE_AS)
        return None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        byte = data[error.start : error.start + 1]
        likely = byte.decode("cp1252", "ignore")
        report.add(
            spot(before, len(before)),
            Code.ENCODING,
            f"this file is not valid UTF-8: the byte {byte.hex()} stands here",
            f"if {likely} should stand here, {_SAVE_AS}" if likely.isprintable() and likely else _SAVE_AS,
        )
        return None


def without_odd_characters(line: str) -> str:
    """Returns a line without the characters that `decode` refuses, and with ordinary spaces."""
    visible = _REFUSED.sub("", line).replace("\u200b", "")
    return "".join(" " if character in _ODD_SPACES else character for character in visible)


def _report_refused(text: str, report: Report) -> None:
    """Reports each of the characters that are refused once a line."""
    for number, line in enumerate(text.split("\n"), 1):
        told = set()
        for found in _REFUSED.finditer(line):
            if found[0] in told:
                continue
            told.add(found[0])
            name = unicodedata.name(found[0], "a control character").lower()
            message = f"an invisible character stands here: U+{ord(found[0]):04X}, {name}"
            report.add(Spot(number, found.start() + 1), Code.CONTROL_CHARACTER, message, "delete it")


def _with_plain_layout(text: str, report: Report) -> str:
    """Returns the text with spaces for tabs, and reports what must not stand before the text of a line."""
    lines = text.split("\n")
    block = -1
    """By how many spaces the line is indented whose text goes on in the lines below it."""
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip():
            lines[number - 1] = ""
        elif 0 <= block < indent:
            lines[number - 1] = line.replace("\t", "    ")
        else:
            block = indent if re.search(_BLOCK_TEXT, line) else -1
            _check_layout(line, number, report)
            lines[number - 1] = line.replace("\t", " ")
    return "\n".join(lines)


def _check_layout(line: str, number: int, report: Report) -> None:
    found = re.match(_LAYOUT, line)
    if found is None:
        return
    at = Spot(number, found.start(1) + 1)
    if found[1] != "\t":
        name = unicodedata.name(found[1]).lower()
        message = f"this is no ordinary space but U+{ord(found[1]):04X}, {name}"
        hint = "delete it" if found[1] == "\u200b" else "delete it and type a space"
        report.add(at, Code.ODD_SPACE, message, hint)
    elif ":" not in found[0]:
        report.add(at, Code.TAB, "a tab stands before the text of this line", "use spaces, two for each step")


def _never_cleaned(character: str) -> bool:
    """Says whether `clean` leaves the character alone in every text.

    Marks and joiners are out, since they join with what stands before them or may be too many, and so are the
    Korean letters that join into syllables.
    """
    if ord(character) in _HANGUL_JAMO or character in JOINERS or unicodedata.category(character)[0] == "M":
        return False
    return clean(character) == character
