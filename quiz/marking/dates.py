"""Dates, however they are written.

A parser of its own: the libraries fill what is missing from today's date, read any number as a day, and do
not know `the fourth of April`.
"""

import re
from collections.abc import Sequence
from datetime import date

from quiz.lean_typing import NamedTuple
from quiz.marking.lexing import Lexeme, text_at
from quiz.marking.numbers import numeral_at
from quiz.marking.spelling import slips


class Day(NamedTuple):
    """A date, or what is known of it; a weekday counts from Monday as 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


class DayFound(NamedTuple):
    """The dates that a wording can stand for, two where day and month can be exchanged, and where it ends."""

    days: tuple[Day, ...]
    end: int
    slip: bool = False


_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES)}
_WEEKDAYS |= {name[:3]: number for name, number in _WEEKDAYS.items()}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
SHORT_MONTHS = {name[:3]: name for name in _MONTH_NAMES if name[:3] not in {"mar", "may"}}
SHORT_MONTHS |= {"sept": "september"}
"""Short names that stand for a month also where no day or year is near."""
_DAYS = range(1, 32)
_YEARS = range(1000, 3000)
_LEAP_YEAR = 2000
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})[-/. ]{1,3}(\d{1,2})(?:[-/. ]{1,3}(\d{4}|\d\d))?")


def day_at(lexemes: Sequence[Lexeme], start: int, *, expected: bool = False) -> DayFound | None:
    """Returns the date that stands at a place; one that no calendar has is none.

    Args:
        lexemes: A text in pieces.
        start: Where the date would begin.
        expected: The other text has a date: take `4/12`, `4.12` and `4 Apirl` for dates too.
    """
    if start >= len(lexemes):
        return None
    if lexemes[start].sort == "day":
        days = numeric_days(lexemes[start].text)
        return DayFound(days, start + 1) if days else None
    digits = _digits_at(lexemes, start) if expected else None
    if digits:
        return digits
    weekday = _WEEKDAYS.get(lexemes[start].text)
    begin = start if weekday is None else start + 1
    found = _named_at(lexemes, begin, fuzzy=expected)
    if not found:
        return None
    if weekday is None and text_at(lexemes, found.end) in _WEEKDAYS:
        weekday = _WEEKDAYS[text_at(lexemes, found.end)]
        found = found._replace(end=found.end + 1)
    return found._replace(days=tuple(day._replace(weekday=weekday) for day in found.days))


def _digits_at(lexemes: Sequence[Lexeme], start: int) -> DayFound | None:
    length = 3 if text_at(lexemes, start + 1) == "/" else 1
    text = "".join(lexeme.text for lexeme in lexemes[start : start + length])
    days = numeric_days(text)
    return DayFound(days, start + length) if days and start + length <= len(lexemes) else None


def numeric_days(text: str) -> tuple[Day, ...]:
    """Returns the dates that digits alone can stand for: `2017-04-12` one, `4/12` two, `31/31` none."""
    month = _MONTH_AND_YEAR.fullmatch(text)
    if month:
        day = Day(int(month[2]), int(month[1]))
        return (day,) if exists(day) and day.year in _YEARS else ()
    found = _NUMERIC.fullmatch(text)
    if not found:
        return ()
    first, second, third = (int(part) if part else None for part in found.groups())
    if len(found[1]) == 4:
        days = [Day(first, second, third)]
    else:
        years = [third] if third is None or len(found[3]) == 4 else [1900 + third, 2000 + third]
        days = [Day(year, *pair) for year in years for pair in ((first, second), (second, first))]
    return tuple(dict.fromkeys(day for day in days if exists(day)))


def doubtful(days: Sequence[Day]) -> bool:
    """Says whether day and month can be read either way round."""
    return len({(day.month, day.day) for day in days}) > 1


def exists(day: Day) -> bool:
    """Says whether the calendar has this day; in a year that is not known, February has 29."""
    try:
        found = date(day.year or _LEAP_YEAR, day.month or 1, day.day or 1)
    except ValueError:
        return False
    known = day.year and day.month and day.day and day.weekday is not None
    return not known or found.weekday() == day.weekday


def _named_at(lexemes: Sequence[Lexeme], start: int, *, fuzzy: bool) -> DayFound | None:
    """Reads `4th of April 2017`, `April the 4th`, `April 2017` and `2017 April 4`."""
    for read in (_day_first, _month_first, _year_first):
        found = read(lexemes, start, fuzzy)
        if found and exists(found.days[0]):
            return found
    return None


def _day_first(lexemes: Sequence[Lexeme], start: int, fuzzy: bool) -> DayFound | None:
    day, after = _day_number(lexemes, start)
    if not day:
        return None
    after += text_at(lexemes, after) == "of"
    month, slip = _month(lexemes, after, fuzzy=fuzzy)
    if not month:
        return None
    year, end = _year(lexemes, after + 1)
    return DayFound((Day(year, month, day),), end, slip)


def _month_first(lexemes: Sequence[Lexeme], start: int, fuzzy: bool) -> DayFound | None:
    day, after = _day_number(lexemes, start + 1)
    year, end = _year(lexemes, after if day else start + 1)
    if not day and not year:
        return None
    month, slip = _month(lexemes, start, fuzzy=fuzzy)
    return DayFound((Day(year, month, day),), end, slip) if month else None


def _year_first(lexemes: Sequence[Lexeme], start: int, fuzzy: bool) -> DayFound | None:
    year, after = _year(lexemes, start)
    month, slip = _month(lexemes, after, fuzzy=fuzzy) if year else (0, False)
    day, end = _day_number(lexemes, after + 1) if month else (None, after)
    return DayFound((Day(year, month, day),), end, slip) if day else None


def _day_number(lexemes: Sequence[Lexeme], start: int) -> tuple[int | None, int]:
    found = numeral_at(lexemes, start)
    if not found or not found.within(_DAYS):
        return None, start
    return int(found.value), found.end


def _year(lexemes: Sequence[Lexeme], start: int) -> tuple[int | None, int]:
    begin = start + (text_at(lexemes, start) in {"of", "in"})
    found = numeral_at(lexemes, begin)
    if not found or found.ordinal or not found.within(_YEARS):
        return None, start
    return int(found.value), found.end


def _month(lexemes: Sequence[Lexeme], start: int, *, fuzzy: bool) -> tuple[int, bool]:
    """Returns the number of a month (0: none) and whether its spelling was forgiven."""
    word = text_at(lexemes, start)
    if word in _MONTHS or not fuzzy:
        return _MONTHS.get(word, 0), False
    near = [number for name, number in _MONTHS.items() if slips(word, name)]
    return (near[0], True) if len(near) == 1 else (0, False)
