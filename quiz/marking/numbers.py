"""Numbers as they are written: in digits, in English words, as fractions, with scales such as million.

A parser of its own, since a number must be read exactly or not at all: the libraries for number words add up
what does not belong together (`nineteen eighty-four` to 1524), read the pronoun in `no one` as 1, or know
neither fractions nor years.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from quiz.lean_typing import NamedTuple
from quiz.marking.lexing import Lexeme, text_at


class Numeral(NamedTuple):
    """A number and where it ends."""

    value: Fraction
    end: int
    ordinal: bool = False
    fraction: bool = False
    """Written as a fraction: `half`, `3/4`, `two thirds`."""
    scale: int = 1
    """The scale of its last chunk: what follows must be smaller."""

    def within(self, numbers: range) -> bool:
        """Says whether it is one of these whole numbers, written as such."""
        return not self.fraction and self.value.denominator == 1 and int(self.value) in numbers


_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_TEENS = ("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS = {word: value for value, word in enumerate(_ONES + _TEENS)}
_CARDINALS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_CARDINALS |= {"nought": 0, "naught": 0, "fourty": 40, "ninty": 90}
_ORDINALS = {
    f"{word.removesuffix('y')}ieth" if word in _TENS else f"{word}th": value
    for word, value in _CARDINALS.items()
}
_ORDINALS |= {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS |= {"hundredth": 100, "thousandth": 1000, "millionth": 10**6}
_COUNTED = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_COUNTED |= {"trillion": 10**12, "quadrillion": 10**15}
"""What `a` can count."""
_SCALES = _COUNTED | {f"{word}s": value for word, value in _COUNTED.items()}
_SHORT_SCALES = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
"""Scales after digits: `5bn`, `5 bn`; a `k` must stick to them."""
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10}
_MANY_PARTS = {"halves": 2, "quarter": 4} | {f"{word}s": value for word, value in _PARTS.items() if value > 2}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_MINUS = frozenset({"-", "minus", "negative"})
_DECIMALS = 30
_STARTS = _MINUS.union(_CARDINALS, _ORDINALS, _COUNTED, _PARTS, {"a"})
_ROMAN = re.compile("(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DIGITS = {**{word: value for word, value in _CARDINALS.items() if value < 10}, "oh": 0}
_CENTURIES = range(10, 22)
"""What the first half of a year in words can be: `ten sixty-six` to `twenty-one hundred`."""


def numeral_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Returns the number that stands at a place, as far as it goes.

    `a` counts only before what it counts: `a hundred`, `a dozen`, `a third of`.
    """
    if start >= len(lexemes) or (lexemes[start].sort == "word" and lexemes[start].text not in _STARTS):
        return None
    if text_at(lexemes, start) in _MINUS:
        found = None if text_at(lexemes, start + 1) in _MINUS else numeral_at(lexemes, start + 1)
        return found and found._replace(value=-found.value)
    return _share_at(lexemes, start) or _year_at(lexemes, start) or _sum_at(lexemes, start)


def roman_value(word: str) -> int:
    """Returns the value of a Roman numeral in lower case, and 0 for any other word.

    Of single letters only `i`, `v` and `x` are read, for kings and wars; `c` is a vitamin.
    """
    if word in {"l", "c", "d", "m", "mix"} or not _ROMAN.fullmatch(word):
        return 0
    values = [_ROMAN_LETTERS[letter] for letter in word]
    return sum(-here if here < after else here for here, after in zip(values, [*values[1:], 0], strict=True))


def digits_value(text: str) -> Fraction:
    """Returns the value of digits with separators: `1,000.5`, `1.000.000`, `1.234,5`, `4,5`, `1e6`."""
    if "e" in text:
        return Fraction(text)
    text = re.sub("['_ ]", "", text)
    head, comma, tail = text.rpartition(",")
    if text.count(".") > 1 and not comma:
        return Fraction(text.replace(".", ""))
    if comma and ("." in head or (len(tail) != 3 and "." not in tail)):
        return Fraction(f"{re.sub('[,.]', '', head)}.{tail}")
    return Fraction("0" + text.replace(",", ""))


def _sum_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads chunks with falling scales: `two million three hundred thousand and five`."""
    counted = (
        start + 1 if text_at(lexemes, start) == "a" and text_at(lexemes, start + 1) in _COUNTED else start
    )
    found = _scaled_at(lexemes, counted)
    if not found or found.ordinal:
        return found
    number, scale = found, found.scale
    while scale > 1:
        after = number.end + (text_at(lexemes, number.end) == "and")
        more = _scaled_at(lexemes, after)
        digits = more and lexemes[after].sort == "number" and more.scale == 1
        if not more or digits or more.value >= scale:
            break
        number, scale = more._replace(value=number.value + more.value), more.scale
    return _with_part(lexemes, number)


def _scaled_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads one chunk with its scale: `three hundred thousand`, `1.5 million`, `5bn`, `two dozen`."""
    chunk = _digits_at(lexemes, start) or _chunk_at(lexemes, start)
    if not chunk:
        scale = _COUNTED.get(text_at(lexemes, start), 0)
        return Numeral(Fraction(scale), start + 1, scale=scale) if scale else None
    if chunk.ordinal or chunk.end >= len(lexemes):
        return chunk
    follower = lexemes[chunk.end]
    short = lexemes[start].sort == "number" and (follower.glued or len(follower.text) > 1)
    scale = _SHORT_SCALES.get(follower.text, 0) if short else 0
    scale = scale or _SCALES.get(follower.text, 0)
    if not scale:
        return chunk
    return Numeral(chunk.value * scale, chunk.end + 1, scale=scale)


def _digits_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    if start >= len(lexemes) or lexemes[start].sort != "number":
        return None
    value = digits_value(lexemes[start].text)
    suffix = lexemes[start + 1] if start + 1 < len(lexemes) else Lexeme("word", "")
    if suffix.glued and suffix.text in _SUFFIXES:
        return Numeral(value, start + 2, ordinal=True)
    part = _slashed_at(lexemes, start)
    if part:
        return part
    part = _slashed_at(lexemes, start + 1)
    if part and value.denominator == 1 and 0 < part.value < 1:
        return Numeral(value + part.value, part.end)
    return Numeral(value, start + 1)


def _slashed_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    if [lexeme.sort for lexeme in lexemes[start : start + 3]] != ["number", "sign", "number"]:
        return None
    top, bar, bottom = (lexeme.text for lexeme in lexemes[start : start + 3])
    if bar != "/" or not (top.isdigit() and bottom.isdigit()) or not int(bottom):
        return None
    return Numeral(Fraction(int(top), int(bottom)), start + 3, fraction=True)


def _chunk_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads words for a number below a thousand, or hundreds of it: `nineteen hundred and five`."""
    number = _below_hundred_at(lexemes, start)
    if not number and text_at(lexemes, start) == "hundred":
        number = Numeral(Fraction(1), start)
    if not number or number.ordinal:
        return number
    if text_at(lexemes, number.end) == "hundredth":
        return Numeral(number.value * 100, number.end + 1, ordinal=True)
    if text_at(lexemes, number.end) == "hundred" and number.value:
        hundreds = number._replace(value=number.value * 100, end=number.end + 1)
        after = hundreds.end + (text_at(lexemes, hundreds.end) == "and")
        rest = _below_hundred_at(lexemes, after)
        number = rest._replace(value=hundreds.value + rest.value) if rest and rest.value else hundreds
    return number if number.ordinal else _with_decimals(lexemes, number)


def _below_hundred_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    word, following = text_at(lexemes, start), text_at(lexemes, start + 1)
    if word in _ORDINALS:
        return Numeral(Fraction(_ORDINALS[word]), start + 1, ordinal=True)
    if word not in _CARDINALS:
        return None
    value = _CARDINALS[word]
    if value >= 20:
        if 0 < _CARDINALS.get(following, 0) < 10:
            return Numeral(Fraction(value + _CARDINALS[following]), start + 2)
        if 0 < _ORDINALS.get(following, 0) < 10:
            return Numeral(Fraction(value + _ORDINALS[following]), start + 2, ordinal=True)
    return Numeral(Fraction(value), start + 1)


def _with_decimals(lexemes: Sequence[Lexeme], number: Numeral) -> Numeral:
    """Adds `point one four`."""
    if text_at(lexemes, number.end) != "point":
        return number
    digits = ""
    for lexeme in lexemes[number.end + 1 : number.end + 1 + _DECIMALS]:
        if lexeme.text not in _DIGITS:
            break
        digits += str(_DIGITS[lexeme.text])
    if not digits:
        return number
    return Numeral(number.value + Fraction(f"0.{digits}"), number.end + 1 + len(digits))


def _year_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads a year in two halves: `nineteen eighty-four`, `twenty oh five`."""
    century = _below_hundred_at(lexemes, start)
    if not century or century.ordinal or not century.within(_CENTURIES):
        return None
    if text_at(lexemes, century.end) == "oh" and text_at(lexemes, century.end + 1) in _DIGITS:
        value = century.value * 100 + _DIGITS[text_at(lexemes, century.end + 1)]
        return Numeral(value, century.end + 2)
    rest = _below_hundred_at(lexemes, century.end)
    if not rest or rest.ordinal or rest.value < 10 or text_at(lexemes, rest.end) in _COUNTED:
        return None
    return Numeral(century.value * 100 + rest.value, rest.end)


def _share_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads a fraction in words with the scale that it is a part of: `half a million`."""
    part = _part_at(lexemes, start)
    if not part:
        return None
    whole = part.end
    while text_at(lexemes, whole) in {"of", "a"} and whole < part.end + 2:
        whole += 1
    scale = _COUNTED.get(text_at(lexemes, whole), 0)
    return Numeral(part.value * scale, whole + 1) if scale else part


def _part_at(lexemes: Sequence[Lexeme], start: int) -> Numeral | None:
    """Reads a fraction in words: `two thirds`, `half`, `a quarter`."""
    word, following = text_at(lexemes, start), text_at(lexemes, start + 1)
    if word in {"a", "one"} and following in _PARTS:
        part = Numeral(Fraction(1, _PARTS[following]), start + 2, fraction=True)
        sure = word == "one" or following == "half" or text_at(lexemes, part.end) in {"", "of"}
    elif word == "half" or (word == "quarter" and following in {"of", "hour"}):
        part = Numeral(Fraction(1, _PARTS[word]), start + 1, fraction=True)
        sure = following not in {"past", "to"}
    else:
        many = _digits_at(lexemes, start) or _below_hundred_at(lexemes, start)
        sure = bool(many and not many.ordinal and text_at(lexemes, many.end) in _MANY_PARTS)
        part = many or Numeral(Fraction(0), start)
        if sure:
            value = part.value / _MANY_PARTS[text_at(lexemes, part.end)]
            part = Numeral(value, part.end + 1, fraction=True)
    return part if sure else None


def _with_part(lexemes: Sequence[Lexeme], number: Numeral) -> Numeral:
    """Adds `and a half`, with a scale that may follow: `two and a half million`."""
    if text_at(lexemes, number.end) != "and" or number.fraction:
        return number
    part = _part_at(lexemes, number.end + 1)
    if not part or not part.fraction or part.value >= 1:
        return number
    scale = _SCALES.get(text_at(lexemes, part.end), 1)
    return Numeral((number.value + part.value) * scale, part.end + (scale > 1))
