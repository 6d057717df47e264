"""What is form and not fact: width, case, accents, signs of punctuation and repeated space.

Folding never turns one letter of a script into another: Й stays apart from И and が from か, while É is E and
Ё is Е, as these two are written for one another by those who know the language.
"""

import re
import unicodedata
from collections.abc import Callable

_LATIN_AND_GREEK_END = 0x0400
_CYRILLIC = range(0x0400, 0x0530)
_STRESSED = frozenset("аеиоуыэюя")
_POINTS = (range(0x0591, 0x05C8), range(0x064B, 0x0653))
"""Hebrew points and Arabic vowel signs, written or left out at will."""
_SELECTORS = range(0xFE00, 0xFE10)
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "þ": "th"}
    | {"ё": "е", "ـ": ""}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SIGNS = {"٫": ".", "٬": ",", "٪": "%", "⁄": "/", "∕": "/", "−": "-"} | dict.fromkeys("’‘‛ʼʻʹ′", "'")
_KEPT = frozenset("§‰")
"""Characters outside ASCII that Unicode calls punctuation and that carry meaning nevertheless."""
_SPACED = re.compile("[¼½¾⅐-⅞↉№]")
_POWER = re.compile("[⁰¹²³⁴-⁹]+")


def light(text: str) -> str:
    """Returns the text without differences of width, case, script of digits and repeated space."""
    if text.isascii():
        return " ".join(text.casefold().split())
    spelt = _POWER.sub(r"^\g<0>", _SPACED.sub(_spell, text.replace("´", "'")))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", spelt).casefold())
    return " ".join(_translate(plain, _visible).split()) or " ".join(plain.split())


def fold(text: str, *, umlauts: bool = False) -> str:
    """Returns the text as it is compared: lightened, without accents, punctuation in ASCII.

    Args:
        text: Any text.
        umlauts: Spell `ä` as `ae`, as German does where it has no umlauts, and not as `a`.
    """
    plain = light(text)
    if plain.isascii():
        return plain
    if umlauts:
        plain = plain.translate(_UMLAUTS)
    bare = _drop_accents(plain).translate(_LETTERS)
    return " ".join(_translate(bare, _plain_sign).split()) or plain


def has_umlauts(text: str) -> bool:
    """Says whether the text has letters that `fold` can spell in two ways."""
    return not text.isascii() and any(ord(character) in _UMLAUTS for character in light(text))


def _spell(found: re.Match[str]) -> str:
    return " no. " if found[0] == "№" else f" {unicodedata.normalize('NFKC', found[0])}"


def _translate(text: str, spell: Callable[[str], str]) -> str:
    table = {ord(character): spell(character) for character in set(text) if not character.isascii()}
    return text.translate(table)


def _visible(character: str) -> str:
    if unicodedata.category(character) == "Cf" or ord(character) in _SELECTORS:
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _plain_sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    category = unicodedata.category(character)
    if category[0] != "P" or character in _KEPT:
        return character
    return "-" if category == "Pd" else " "


def _drop_accents(text: str) -> str:
    kept: list[str] = []
    base = " "
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.category(character) != "Mn":
            base = character
        elif _is_accent(character, base):
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_accent(mark: str, base: str) -> bool:
    if base.isspace() or any(ord(mark) in points for points in _POINTS):
        return True
    if ord(base) in _CYRILLIC:
        return mark in "\u0300\u0301" and base in _STRESSED
    return base.isalpha() and (ord(base) < _LATIN_AND_GREEK_END or 0x1E00 <= ord(base) < 0x2000)
