"""What is form and not fact: case, width, accents, punctuation and space."""

import re
import unicodedata

_BREAKS = re.compile(r"[\W_]+")


def light(text: str) -> str:
    """Returns the text without differences of width, case and repeated space."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def fold(text: str) -> str:
    """Returns the text as it is compared: also without accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFD", light(text)) if unicodedata.category(c) != "Mn")
    return " ".join(_BREAKS.sub(" ", plain).split()) or light(text)
