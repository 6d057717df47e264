"""Says whether two facts are the same, and if not, what differs.

A unit, a weekday and the half of the day may be left out by either side, and the answer may leave out the
year: they are rarely what is asked, and what is not there contradicts nothing. A year, month or day that the
answer has must be there. What is there on both sides must be the same.
"""

from quiz.marking.clocks import Clock, same_time
from quiz.marking.dates import Day, doubtful, exists
from quiz.marking.reading import Amount, Dated, Fact
from quiz.marking.units import DECADE

NUMBER = "another number"
UNIT = "another unit"
DATE = "another date"
TIME = "another time"
YEAR = "the year is missing"


def difference(given: Fact, answer: Fact) -> str:
    """Returns what differs between a given fact and the answer's, or nothing where they are the same."""
    match given, answer:
        case Amount(), Amount():
            return _amounts(given, answer)
        case Dated(), Dated():
            return _dates(given, answer)
        case Clock(), Clock():
            return "" if same_time(given, answer) else TIME
        case _:
            return _MISFITS[type(answer)]


_MISFITS: dict[type[Fact], str] = {Amount: NUMBER, Dated: DATE, Clock: TIME}


def _amounts(given: Amount, answer: Amount) -> str:
    if (DECADE in given.units) != (DECADE in answer.units):
        return NUMBER
    if not given.units or not answer.units:
        return "" if _bare_value_fits(given, answer) or _bare_value_fits(answer, given) else NUMBER
    pairs = [
        (given.value * one.factor, answer.value * other.factor)
        for one in given.units
        for other in answer.units
        if one.dimension == other.dimension
    ]
    if any(one == other for one, other in pairs):
        return ""
    return NUMBER if pairs and given.value != answer.value else UNIT


def _bare_value_fits(bare: Amount, other: Amount) -> bool:
    """Says whether a number without a unit is the value of the other: 45 of 45 minutes, a half of 50%."""
    if bare.units:
        return False
    scaled = {other.value, *(other.value * unit.factor for unit in other.units if not unit.dimension)}
    percent = any(unit.dimension == "percent" for unit in other.units)
    return bare.value in scaled or (bare.fraction and percent and bare.value * 100 == other.value)


def _dates(given: Dated, answer: Dated) -> str:
    if doubtful(given.days) or doubtful(answer.days):
        return "" if given.days == answer.days else DATE
    found = [_days(one, other) for one in given.days for other in answer.days]
    return min(found, key=len, default=DATE)


def _days(given: Day, answer: Day) -> str:
    if (given.month, given.day) != (answer.month, answer.day):
        return DATE
    if answer.year and not given.year:
        return YEAR
    if answer.year and given.year != answer.year:
        return DATE
    weekdays = {given.weekday, answer.weekday} - {None}
    full = given._replace(year=given.year or answer.year)
    return "" if len(weekdays) < 2 and exists(full) else DATE
