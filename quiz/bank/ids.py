"""Ids made from words: of a bank from its name, of a question from its wording."""

import re
import unicodedata

_LONGEST = 50
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slug(text: str) -> str:
    """Returns an id made of the words of a text: at most 50 characters, whole words where that can be.

    It is empty where the text has no letters and digits that an id may have.
    """
    lowered = text.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered.replace("'", "").replace("’", ""))
    whole = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]
