"""Reads a folded text into facts (numbers with their units, dates, times) and the words between them."""

from collections.abc import Sequence
from fractions import Fraction

from quiz.lean_typing import NamedTuple, TypeAlias, TypeGuard
from quiz.marking.clocks import Clock, clock_at
from quiz.marking.dates import SHORT_MONTHS, Day, day_at, numeric_days
from quiz.marking.lexing import Lexeme, scan, text_at
from quiz.marking.numbers import Numeral, numeral_at
from quiz.marking.units import DECADE, UNITS, Unit, UnitFound, currency_at, unit_at


class Amount(NamedTuple):
    """A number, with the units that its wording can stand for."""

    value: Fraction
    units: tuple[Unit, ...] = ()
    fraction: bool = False
    slip: bool = False

    def within(self, numbers: range) -> bool:
        """Says whether it is one of these whole numbers, without a unit."""
        return not self.units and self.value.denominator == 1 and int(self.value) in numbers


class Dated(NamedTuple):
    """A date; several where it was written in digits that can be read in several ways."""

    days: tuple[Day, ...]
    slip: bool = False


Fact: TypeAlias = Amount | Dated | Clock
Token: TypeAlias = Fact | str


class Expected(NamedTuple):
    """What the text on the other side has, so that `12.30` or `4.12` is read as what it is meant to be."""

    day: bool = False
    clock: bool = False
    unit: bool = False


NOTHING_EXPECTED = Expected()
_ARTICLES = frozenset({"a", "an"})
_BEFORE_ARTICLE = frozenset(
    (
        *("of", "in", "on", "at", "to", "for", "with", "by", "as", "is", "was", "were", "be", "not", "into"),
        *("from", "or", "that", "than", "but", "such", "about", "over", "under", "after", "before"),
    )
)
"""After these an `a` is an article: `not a war`; elsewhere it may be a name, as in `hepatitis A virus`."""
_HEDGES = frozenset({"about", "around", "approximately", "approx", "roughly", "circa", "ca", "~"})
_BEFORE_DATE = frozenset({"on", "in", "at"})
_BEFORE_NUMBER = frozenset({"number", "ad"})
_BEFORE_YEAR = _BEFORE_NUMBER | {"in", "year"}
_ERAS = frozenset({"bc", "bce", "ad", "ce"})
_LONG = SHORT_MONTHS | {"%": "percent"}
_DAYS = range(1, 32)
_YEARS = range(1000, 2200)
_SHORT_YEARS = range(10, 100)
_STUCK_S = Lexeme("word", "s", glued=True)
_HOUR = UNITS[("hour",)]
_M = UNITS[("m",)]
_M_ALONE = tuple(unit for unit in _M if unit.dimension != _HOUR[0].dimension)
"""What `45 m` can stand for: minutes only beside hours or seconds, as in `1 h 30 m`."""
_BEFORE_AMOUNT = _BEFORE_ARTICLE | _HEDGES | {"and", "within", "only", "just", "nearly", "almost", "exactly"}
"""Words whose number is an amount; any other may name what is numbered: `Section 5c` is not 5 °C."""


def read(folded: str, expected: Expected = NOTHING_EXPECTED) -> tuple[Token, ...]:
    """Returns the facts and words of a folded text in order, without articles.

    A text of nothing but punctuation is one word, as it stands.
    """
    days = numeric_days(folded.strip(" .")) if expected.day else ()
    if days:
        return (Dated(days),)
    lexemes = [lexeme for lexeme in scan(folded) if lexeme.text != "the"]
    tokens: list[Token] = []
    place = 0
    while place < len(lexemes):
        fact, end = _fact_at(lexemes, place, expected)
        if fact:
            _drop_before(fact, tokens)
            tokens.append(fact)
        elif not _is_empty(lexemes, place, tokens):
            tokens.append(_LONG.get(lexemes[place].text, lexemes[place].text))
        place = end if fact else place + 1
    return tuple(_spread_century(_without_from(_spread_month(tokens)))) or (folded,)


def _without_from(tokens: list[Token]) -> list[Token]:
    """Reads `from 4 to 6` as `4 to 6`."""
    ranges = {
        place for place, word in enumerate(tokens) if word == "to" and not isinstance(tokens[place - 1], str)
    }
    return [token for place, token in enumerate(tokens) if token != "from" or place + 2 not in ranges]


def _spread_century(tokens: list[Token]) -> list[Token]:
    """Reads `2014-17` as `2014-2017`."""
    spread = list(tokens)
    for place, (first, word, last) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False), 2):
        if word != "to" or not (isinstance(first, Amount) and isinstance(last, Amount)):
            continue
        year = int(first.value) // 100 * 100 + last.value
        if first.within(_YEARS) and last.within(_SHORT_YEARS) and year > first.value:
            spread[place] = last._replace(value=year)
    return spread


def _spread_month(tokens: list[Token]) -> list[Token]:
    """Gives both days of `4-6 April 2017` and `April 4-6, 2017` their month and year."""
    spread = list(tokens)
    for place, word in enumerate(tokens[1:-1], 1):
        first, last = tokens[place - 1], tokens[place + 1]
        if word not in {"to", "and"} or isinstance(first, str) or isinstance(last, str):
            continue
        if isinstance(last, Dated) and last.days[0].day and _is_day(first):
            spread[place - 1] = _on_day(last, first)
        elif isinstance(first, Dated) and first.days[0].day and _is_day(last):
            year = tokens[place + 2] if place + 2 < len(tokens) else None
            if isinstance(year, Amount) and year.within(_YEARS) and not first.days[0].year:
                first = Dated((first.days[0]._replace(year=int(year.value)),))
                del spread[place + 2]
            elif year is not None:
                continue
            spread[place - 1 : place + 2] = [first, word, _on_day(first, last)]
            break
    return spread


def _is_day(token: Token) -> TypeGuard[Amount]:
    return isinstance(token, Amount) and token.within(_DAYS)


def _on_day(dated: Dated, day: Amount) -> Dated:
    return dated._replace(days=tuple(one._replace(day=int(day.value), weekday=None) for one in dated.days))


def _is_empty(lexemes: Sequence[Lexeme], place: int, tokens: Sequence[Token]) -> bool:
    """Says whether a word is an article, or a stroke between words as in `and/or`."""
    word, last = lexemes[place].text, place + 1 == len(lexemes)
    if last or word not in {"a", "an", "/"}:
        return False
    if word == "/":
        return lexemes[place].glued and lexemes[place + 1].glued and lexemes[place + 1].sort == "word"
    return word == "an" or not tokens or tokens[-1] in _BEFORE_ARTICLE


def _drop_before(fact: Fact, tokens: list[Token]) -> None:
    """Drops the words before a fact that are form: `about 45`, `on April 4`, `in the year 2014`, `AD 70`."""
    dropped = _HEDGES
    if not isinstance(fact, Amount):
        dropped = _HEDGES | _BEFORE_DATE
    elif not fact.units:
        dropped = _HEDGES | _BEFORE_YEAR if fact.within(_YEARS) else _HEDGES | _BEFORE_NUMBER
    while tokens and tokens[-1] in dropped:
        tokens.pop()


def _fact_at(lexemes: Sequence[Lexeme], place: int, expected: Expected) -> tuple[Fact | None, int]:
    day = day_at(lexemes, place, expected=expected.day)
    if day:
        return Dated(day.days, day.slip), day.end
    clock = clock_at(lexemes, place, expected=expected.clock)
    if clock:
        return clock
    return _amount_at(lexemes, place, expected)


def _amount_at(lexemes: Sequence[Lexeme], start: int, expected: Expected) -> tuple[Amount | None, int]:
    currency = currency_at(lexemes, start)
    begin = currency.end if currency else start
    number = numeral_at(lexemes, begin)
    if not number and expected.unit and lexemes[start].text in _ARTICLES:
        number = Numeral(Fraction(1), start + 1)
        if not unit_at(lexemes, number.end, fuzzy=False):
            return None, start
    if not number:
        return None, start
    if number.ordinal:
        return Amount(number.value), number.end
    named = begin > 0 and lexemes[begin - 1].sort == "word" and lexemes[begin - 1].text not in _BEFORE_AMOUNT
    found = _unit_after(lexemes, number, expected, letters=expected.unit or not named)
    if currency:
        found = _in_currency(currency, number, found)
    if not found:
        return _with_era(lexemes, number)
    amount = Amount(number.value, found.units, number.fraction, found.slip)
    amount, end = _with_smaller(lexemes, amount, found.end)
    return amount._replace(units=_M_ALONE if amount.units == _M else amount.units), end


def _in_currency(currency: UnitFound, number: Numeral, found: UnitFound | None) -> UnitFound:
    """Reads `$5m` as millions and `$5 USD` as one unit said twice."""
    if found and found.units == _M:
        units = tuple(unit._replace(factor=unit.factor * 10**6) for unit in currency.units)
        return UnitFound(units, found.end)
    twice = found and set(found.units) & set(currency.units)
    return UnitFound(currency.units, found.end if found and twice else number.end)


def _unit_after(
    lexemes: Sequence[Lexeme], number: Numeral, expected: Expected, *, letters: bool
) -> UnitFound | None:
    place = number.end
    if number.fraction:
        place += text_at(lexemes, place) == "of"
        place += text_at(lexemes, place) in _ARTICLES
    if place >= len(lexemes):
        return None
    if lexemes[place] == _STUCK_S and number.value % 10 == 0 and number.within(_YEARS):
        return UnitFound((DECADE,), place + 1)
    return unit_at(lexemes, place, fuzzy=expected.unit, letters=letters)


def _with_era(lexemes: Sequence[Lexeme], number: Numeral) -> tuple[Amount, int]:
    """Counts years before Christ below zero."""
    era = text_at(lexemes, number.end)
    value = -number.value if era in {"bc", "bce"} else number.value
    return Amount(value, fraction=number.fraction), number.end + (era in _ERAS)


def _with_smaller(lexemes: Sequence[Lexeme], amount: Amount, end: int) -> tuple[Amount, int]:
    """Adds what follows in smaller units, or as a part: `1 hour 30 minutes`, `an hour and a half`."""
    while end < len(lexemes):
        number = numeral_at(lexemes, end + (lexemes[end].text == "and"))
        if not number or number.ordinal or number.value < 0:
            break
        found = unit_at(lexemes, number.end, fuzzy=False) if number.end < len(lexemes) else None
        shares = _shares(amount, found.units) if found else ()
        if found and shares:
            end = found.end
        elif number.fraction and number.value < 1 and not found:
            shares, end = tuple((unit, Fraction(1)) for unit in amount.units), number.end
        elif amount.units == _HOUR and number.value < 60 and not found and number.end == len(lexemes):
            shares, end = ((_HOUR[0], Fraction(1, 60)),), number.end
        else:
            break
        unit, share = shares[0]
        amount = amount._replace(value=amount.value + number.value * share, units=(unit,))
    return amount, end


def _shares(amount: Amount, smaller: tuple[Unit, ...]) -> tuple[tuple[Unit, Fraction], ...]:
    """Returns how much of the amount's unit one smaller unit is."""
    return tuple(
        (large, small.factor / large.factor)
        for large in amount.units
        for small in smaller
        if large.dimension == small.dimension and small.factor < large.factor
    )
