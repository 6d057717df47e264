"""Times of day, however they are written."""

import re
from collections.abc import Callable, Sequence

from quiz.lean_typing import NamedTuple
from quiz.marking.lexing import Lexeme, text_at
from quiz.marking.numbers import numeral_at


class Clock(NamedTuple):
    """A time of day on the 24-hour clock."""

    hour: int
    minute: int = 0
    second: int = 0
    either: bool = False
    """Morning and evening were not told apart: `five o'clock`."""
    digital: bool = False
    """Written in digits and no more, as on a clock that counts to 24."""


class ClockFound(NamedTuple):
    """A time of day and where it ends."""

    clock: Clock
    end: int


_POINTED = re.compile(r"(\d{1,2})\.(\d\d)")
NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_CLOCK = range(2400)
_HOURS = frozenset({"h", "hrs", "hours"})
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "night"}
_NIGHT = range(6, 12)
"""The hours that at night are before midnight."""


def clock_at(lexemes: Sequence[Lexeme], start: int, *, expected: bool = False) -> ClockFound | None:
    """Returns the time of day that stands at a place.

    Args:
        lexemes: A text in pieces.
        start: Where the time would begin.
        expected: The other text has a time: take `12.30`, `noon`, `ten to five` and `17 h` for times too.
    """
    readers: tuple[Callable[[Sequence[Lexeme], int], ClockFound | None], ...]
    readers = (_digits_clock, _past_or_to, _hour_clock)
    if expected:
        readers = (*readers, _named_clock, _minutes_to, _loose_clock)
    for read in readers:
        found = read(lexemes, start)
        if found:
            return _with_half(lexemes, found)
    return None


def same_time(one: Clock, other: Clock) -> bool:
    """Says whether two times are the same, as far as both tell morning from evening.

    Two that are in digits are read on the 24-hour clock: `3:30` is not `15:30`, though it may be `3:30 pm`.
    """
    hours = 12 if (one.either or other.either) and not (one.digital and other.digital) else 24
    return (one.hour % hours, one.minute, one.second) == (other.hour % hours, other.minute, other.second)


def _clock(hour: int, minute: int, end: int, *, second: int = 0, sure: bool = False) -> ClockFound | None:
    if hour > 23 or minute > 59 or second > 59:
        return None
    return ClockFound(Clock(hour, minute, second, not sure and 1 <= hour <= 11), end)


def _as_digital(found: ClockFound) -> ClockFound:
    return found._replace(clock=found.clock._replace(digital=True))


def _whole(lexemes: Sequence[Lexeme], start: int) -> tuple[int, int]:
    """Returns a whole number below 2400 and where it ends, or -1."""
    found = numeral_at(lexemes, start)
    if not found or found.ordinal or not found.within(_CLOCK):
        return -1, start
    return int(found.value), found.end


def _digits_clock(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    if lexemes[start].sort != "clock":
        return None
    hour, minute, *second = lexemes[start].text.split(":")
    padded = hour[0] == "0"
    found = _clock(int(hour), int(minute), start + 1, second=int("".join(second) or 0), sure=padded)
    return found and _as_digital(found)


def _past_or_to(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    """Reads `half past four`, `a quarter to five`, `twenty minutes to six`, `five past nine`."""
    begin = start + (text_at(lexemes, start) == "a")
    minute, after = {"half": 30, "quarter": 15}.get(text_at(lexemes, begin), -1), begin + 1
    if minute < 0:
        minute, after = _whole(lexemes, begin)
        counted = text_at(lexemes, after) in {"minute", "minutes", "min", "mins"}
        if not counted and text_at(lexemes, after) != "past":
            return None
        after += counted
    return _around(lexemes, after, minute) if 0 < minute < 60 else None


def _minutes_to(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    minute, after = _whole(lexemes, start)
    return _around(lexemes, after, minute) if 0 < minute <= 30 else None


def _around(lexemes: Sequence[Lexeme], after: int, minute: int) -> ClockFound | None:
    way = text_at(lexemes, after)
    if way not in {"past", "to", "before"}:
        return None
    named = text_at(lexemes, after + 1) in NAMED
    hour, end = NAMED.get(text_at(lexemes, after + 1), 0), after + 2
    if not named:
        hour, end = _whole(lexemes, after + 1)
        if not 1 <= hour <= 12:
            return None
    if way == "past":
        return _clock(hour, minute, end, sure=named)
    return _clock((hour - 1) % 24 if named else hour - 1 or 12, 60 - minute, end, sure=named)


def _hour_clock(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    """Reads an hour that says it is one: `5 pm`, `12.30 p.m.`, `five o'clock`."""
    found = _hour_and_minute(lexemes, start)
    if not found:
        return None
    if text_at(lexemes, found.end) == "oclock":
        return found._replace(end=found.end + 1)
    half, _ = _half_at(lexemes, found.end)
    return found if half else None


def _named_clock(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    begin = start + (text_at(lexemes, start) in {"12", "twelve"})
    hour = NAMED.get(text_at(lexemes, begin), -1)
    return None if hour < 0 else _clock(hour, 0, begin + 1, sure=True)


def _loose_clock(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    """Reads `12.30`, `1230`, `12 30`, `17h30`, and an hour that is the whole text."""
    found = _hour_and_minute(lexemes, start)
    if not found:
        return None
    counted = text_at(lexemes, found.end) in _HOURS
    alone = start == 0 and found.end + counted == len(lexemes)
    several = found.end > start + 1 or found.clock.minute or "." in lexemes[start].text
    digital = lexemes[start].sort == "number"
    if not several and not alone:
        return None
    return _as_digital(found) if digital else found


def _hour_and_minute(lexemes: Sequence[Lexeme], start: int) -> ClockFound | None:
    pointed = _POINTED.fullmatch(text_at(lexemes, start))
    if pointed:
        return _clock(int(pointed[1]), int(pointed[2]), start + 1, sure=pointed[1][0] == "0")
    hour, after = _whole(lexemes, start)
    if hour < 0:
        return None
    if hour >= 100:
        return _clock(hour // 100, hour % 100, after)
    minutes = after + (text_at(lexemes, after) == "h")
    minute, end = _whole(lexemes, minutes)
    two_digits = minute >= 10 or (minutes < len(lexemes) and lexemes[minutes].text == "00")
    return _clock(hour, minute, end) if 0 <= minute < 60 and two_digits else _clock(hour, 0, after)


def _half_at(lexemes: Sequence[Lexeme], start: int) -> tuple[str, int]:
    """Returns the half of the day that is named at a place, and where that ends: `pm`, `in the evening`."""
    word = text_at(lexemes, start)
    if word in {"am", "pm"}:
        return word, start + 1
    half = _HALVES.get(text_at(lexemes, start + 1), "") if word in {"in", "at"} else ""
    return half, start + 2 if half else start


def _with_half(lexemes: Sequence[Lexeme], found: ClockFound) -> ClockFound:
    """Takes in what says which half of the day is meant, and a word for hours."""
    clock, end = found
    half, after = _half_at(lexemes, end)
    if half == "night":
        half = "pm" if clock.hour in _NIGHT else "am"
    if not half or clock.hour > 12 or (clock.hour == 0 and half == "pm"):
        return found._replace(end=end + (text_at(lexemes, end) in _HOURS))
    hour = clock.hour % 12 + (12 if half == "pm" else 0)
    return ClockFound(clock._replace(hour=hour, either=False, digital=False), after)
