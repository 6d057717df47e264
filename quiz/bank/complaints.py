"""What is said of a line that is not what its author took it for, whoever comes upon it."""

from quiz.bank.codes import Code
from quiz.bank.report import Spot, quoted, shown
from quiz.lean_typing import NamedTuple


class Complaint(NamedTuple):
    """What is to be reported."""

    at: Spot
    code: Code
    message: str
    hint: str


def line_of(text: str, number: int) -> str:
    """Returns a line of a text; the first is number 1."""
    return (text.split("\n", number)[number - 1 : number] or [""])[0]


def unspaced(at: Spot, key: str, text: str) -> Complaint:
    """Explains a key that has something else after it than a colon and a space."""
    message = f"a key is followed by a colon and a space; after {shown(key)} is none"
    return Complaint(at, Code.MISSING_COLON, message, f"write {shown(key)}: {shown(text)}")


def special(text: str, at: Spot) -> Complaint:
    """Explains a character that cannot begin a text without quotes.

    Args:
        text: The text of the file.
        at: Where the character stands.
    """
    written = line_of(text, at.line)[at.column - 1 :]
    hint = f"put the text in quotes: {quoted(written)}"
    if written.startswith("* "):
        hint = f"a list begins its items with a hyphen: - {shown(written[2:])}"
    if written.startswith("!") and " " in written:
        hint = f"delete {shown(written.split(' ')[0])}, or put the text in quotes: {quoted(written)}"
    code = {"!": Code.TAG, "&": Code.REFERENCE, "*": Code.REFERENCE}.get(written[:1], Code.NEEDS_QUOTES)
    return Complaint(at, code, f"a text cannot begin with {written[:1]} without quotes", hint)
