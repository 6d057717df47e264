"""Cuts a folded text into words, digits, numeric dates, times and the signs that carry meaning."""

import re
from collections.abc import Sequence

from quiz.lean_typing import Literal, NamedTuple


class Lexeme(NamedTuple):
    """One piece of a folded text."""

    sort: Literal["word", "number", "day", "clock", "minus", "sign"]
    text: str
    glued: bool = False
    """Nothing stands between this piece and the one before it."""


_PLAIN = r"""[^\s\d!-/:-@\[-`{-~]"""
"""Not space, not a digit, not ASCII punctuation."""
_INITIALS = re.compile(rf"(?<!{_PLAIN})(?:{_PLAIN}\.)+{_PLAIN}(?!{_PLAIN})\.?")
_NUMERO = re.compile(rf"(?<!{_PLAIN})(?:no|nos|nr)\. ?(?=\d)|#(?=\d)")
_PLURAL = re.compile(r"(?<=\d)'(?=s\b)")
_LEXEME = re.compile(
    rf"""
    (?P<day>\d{{4}}(?P<s>[-/.])\d{{1,2}}(?P=s)\d{{1,2}}(?!\d)
        | \d{{1,2}}(?P<t>[-/.])\d{{1,2}}(?P=t)(?:\d{{4}}|\d\d)(?![\d.]\d|\d))
    | (?P<clock>\d{{1,2}}:\d\d(?::\d\d)?(?![\d:]))
    | (?P<minus>(?<![\w.,:;%)-])-(?=\.?\d))
    | (?P<to>(?:(?<=[\d%])|(?<=\d(?:st|nd|rd|th)))(?:-|\ -\ )(?=[$€£]?\d))
    | (?P<number>\d+(?:\.\d+)?e[+-]?\d{{1,3}}(?!\w)
        | \d{{1,3}}(?P<comma>[,'_\ ])\d{{3}}(?:(?P=comma)\d{{3}})*(?!\d)(?:\.\d+)?
        | \d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d) | \d{{1,3}}(?:\.\d{{3}})+,\d+
        | \d+(?:[.,]\d+)? | (?<![\w.])\.\d+)
    | (?P<word>{_PLAIN}+(?:'{_PLAIN}+)*)
    | (?P<sign>[!:<>=-]=|->|<-|[%#&@+=<>*^|$/\\~])
    """,
    re.VERBOSE,
)
_NUMBER_LIMIT = 40
"""Longer runs of digits are serial numbers and not amounts: they are compared as they stand."""
_NOT = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can", "ain't": "is"}
_NOT_BARE = {
    f"{verb}nt": verb
    for verb in (
        *("do", "does", "did", "is", "was", "are", "were", "has", "have", "had"),
        *("could", "should", "would", "must", "need"),
    )
} | {"cant": "can", "wont": "will", "aint": "is"}


def scan(folded: str) -> list[Lexeme]:
    """Returns the pieces of a folded text in order; punctuation that says nothing is left out."""
    spelt = _PLURAL.sub("", _NUMERO.sub("number ", folded))
    spelt = _INITIALS.sub(lambda found: found[0].replace(".", ""), spelt)
    lexemes: list[Lexeme] = []
    end = 0
    for found in _LEXEME.finditer(spelt):
        lexemes.extend(_lexemes(found, glued=found.start() == end > 0))
        end = found.end()
    return lexemes


def text_at(lexemes: Sequence[Lexeme], place: int) -> str:
    """Returns the text of a piece, or nothing after the end."""
    return lexemes[place].text if place < len(lexemes) else ""


def _lexemes(found: re.Match[str], *, glued: bool) -> list[Lexeme]:
    text = found[0]
    match found.lastgroup:
        case "day":
            return [Lexeme("day", text, glued)]
        case "clock":
            return [Lexeme("clock", text, glued)]
        case "minus":
            return [Lexeme("minus", "-", glued)]
        case "to":
            return [Lexeme("word", "to")]
        case "number":
            return [Lexeme("number" if len(text) <= _NUMBER_LIMIT else "word", text, glued)]
        case "sign":
            return [Lexeme("word", "and")] if text == "&" else [Lexeme("sign", text, glued)]
        case _:
            return _words(text, glued=glued)


def _words(text: str, *, glued: bool) -> list[Lexeme]:
    verb = _NOT.get(text) or _NOT_BARE.get(text) or (text[:-3] if text.endswith("n't") else "")
    if verb:
        return [Lexeme("word", verb, glued), Lexeme("word", "not")]
    return [Lexeme("word", text.replace("'", ""), glued)]
