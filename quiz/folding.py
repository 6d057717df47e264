"""Texts as they are searched: without all that does not count."""

import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"), "")
_ASCII = _APOSTROPHES | {
    code: " " for code in range(128) if unicodedata.category(chr(code))[0] in "PC" and chr(code) != "'"
}


def fold(text: str) -> str:
    """Returns a text without case, accents, punctuation and apostrophes, its words parted by one space each.

    What is part of a text is, folded, part of the folded text.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    bare = (each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    parted = "".join(
        " " if unicodedata.category(each)[0] in "PC" else each
        for each in "".join(bare).translate(_APOSTROPHES).casefold()
    )
    return " ".join(parted.split())


def searchable(text: str) -> str:
    """Returns a text folded, with a space at either end: each word begins after one and ends before one."""
    return f" {fold(text)} "
