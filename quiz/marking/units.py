"""Units: how each is written, and which can be turned into one another exactly."""

from collections.abc import Sequence
from fractions import Fraction

from quiz.lean_typing import NamedTuple
from quiz.marking.lexing import Lexeme
from quiz.marking.spelling import slips


class Unit(NamedTuple):
    """A unit as so many of its dimension's base unit."""

    dimension: str
    factor: Fraction


DECADE = Unit("decade named", Fraction(1))
"""The `s` of `1980s`."""


class UnitFound(NamedTuple):
    """The units that a wording can stand for, where it ends, and whether its spelling was forgiven."""

    units: tuple[Unit, ...]
    end: int
    slip: bool = False


_TABLE = """
second 1: s, sec, secs, second, seconds
second 60: m, min, mins, minute, minutes
second 3600: h, hr, hrs, hour, hours
second 86400: d, day, days
second 604800: wk, wks, week, weeks
second 1209600: fortnight, fortnights
month 1: month, months
month 12: yr, yrs, year, years
month 120: decade, decades
month 1200: century, centuries
percent 1: %, pct, percent, per cent, percentage
point 1: pp, percentage point, percentage points, percent point, percent points
permille 1: ‰, permille, per mille
metre 1/1000: mm, millimetre, millimetres, millimeter, millimeters
metre 1/100: cm, centimetre, centimetres, centimeter, centimeters
metre 1: m, metre, metres, meter, meters
metre 1000: km, kms, kilometre, kilometres, kilometer, kilometers
inch 1: inch, inches
inch 12: ft, foot, feet
inch 36: yd, yds, yard, yards
inch 63360: mi, mile, miles
nautical mile 1: nmi, nautical mile, nautical miles
gram 1/1000: mg, milligram, milligrams
gram 1: g, gram, grams, gramme, grammes
gram 1000: kg, kgs, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes
gram 1000000: t, tonne, tonnes, metric ton, metric tons, megagram, megagrams
ounce 1: oz, ounce, ounces
ounce 16: lb, lbs, pound, pounds
ton 1: ton, tons
ton 1000: kt, kiloton, kilotons, kilotonne, kilotonnes
ton 1000000: mt, megaton, megatons, megatonne, megatonnes
litre 1/1000: ml, millilitre, millilitres, milliliter, milliliters
litre 1: l, litre, litres, liter, liters
barrel 1: bbl, barrel, barrels
square metre 1: m^2, m2, sq m, square metre, square metres, square meter, square meters
square metre 10000: ha, hectare, hectares
square metre 1000000: km^2, km2, sq km, square kilometre, square kilometres
square metre 1000000: square kilometer, square kilometers
acre 1: acre, acres
acre 640: sq mi, square mile, square miles
km/h 1: km/h, kph, kmh, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour
mph 1: mph, miles per hour, miles an hour
degree 1: °, degree, degrees
celsius 1: c, °, degree, degrees, celsius, °c, ° c, degrees c, degrees celsius, degree celsius
fahrenheit 1: f, °, degree, degrees, fahrenheit, °f, ° f, degrees f, degrees fahrenheit, degree fahrenheit
watt 1/1000: mw, milliwatt, milliwatts
watt 1: watt, watts
watt 1000: kw, kilowatt, kilowatts
watt 1000000: mw, megawatt, megawatts
watt 1000000000: gw, gigawatt, gigawatts
watt hour 1/1000: mwh, milliwatthour, milliwatt hour, milliwatt hours
watt hour 1: wh, watt hour, watt hours
watt hour 1000: kwh, kilowatt hour, kilowatt hours
watt hour 1000000: mwh, megawatthour, megawatt hour, megawatt hours
volt 1/1000: mv, millivolt, millivolts
volt 1: volt, volts
volt 1000: kv, kilovolt, kilovolts
volt 1000000: mv, megavolt, megavolts
hertz 1/1000: mhz, millihertz
hertz 1: hz, hertz
hertz 1000: khz, kilohertz
hertz 1000000: mhz, megahertz
hertz 1000000000: ghz, gigahertz
joule 1/1000: mj, millijoule, millijoules
joule 1: joule, joules
joule 1000: kj, kilojoule, kilojoules
joule 1000000: mj, megajoule, megajoules
pascal 1/1000: mpa, millipascal, millipascals
pascal 1: pa, pascal, pascals
pascal 100: hpa, hectopascal, hectopascals
pascal 1000: kpa, kilopascal, kilopascals
pascal 1000000: mpa, megapascal, megapascals
bit 1: bit, bits
bit 1000: kb, kbit, kilobit, kilobits
bit 1000000: mb, mbit, megabit, megabits
bit 1000000000: gb, gbit, gigabit, gigabits
bit 1000000000000: tb, terabit, terabits
byte 1: byte, bytes
byte 1000: kb, kilobyte, kilobytes
byte 1000000: mb, megabyte, megabytes
byte 1000000000: gb, gigabyte, gigabytes
byte 1000000000000: tb, terabyte, terabytes
bit/s 1000: kbps, kb/s, kilobit per second, kilobits per second
bit/s 1000000: mbps, mb/s, megabit per second, megabits per second
bit/s 1000000000: gbps, gb/s, gigabit per second, gigabits per second
byte/s 1000: kbps, kb/s, kilobyte per second, kilobytes per second
byte/s 1000000: mbps, mb/s, megabyte per second, megabytes per second
byte/s 1000000000: gbps, gb/s, gigabyte per second, gigabytes per second
dollar 1/100: ¢, cent, cents
dollar 1: $, dollar, dollars, usd, us dollar, us dollars
euro 1/100: cent, cents
euro 1: €, euro, euros, eur
sterling 1/100: penny, pence
sterling 1: £, pound, pounds, gbp, sterling, pounds sterling
yen 1: ¥, yen, jpy
rouble 1: ₽, rouble, roubles, ruble, rubles, rub
yuan 1: yuan, renminbi, rmb, cny
 1000000: m
"""
"""A dimension, how many of its base unit, and the wordings; one wording may stand for several units."""

_FUZZY = 5
"""Wordings of so many letters may have a slip."""


def _read_table() -> dict[tuple[str, ...], tuple[Unit, ...]]:
    units: dict[tuple[str, ...], tuple[Unit, ...]] = {}
    for line in _TABLE.strip("\n").splitlines():
        head, wordings = line.split(": ")
        dimension, factor = head.rsplit(maxsplit=1) if head[0] != " " else ("", head)
        for wording in wordings.split(", "):
            key = tuple(wording.replace("/", " / ").replace("^", " ^ ").split())
            units[key] = (*units.get(key, ()), Unit(dimension, Fraction(factor.strip())))
    return units


UNITS = _read_table()
_LONGEST = max(map(len, UNITS))
_LONG_NAMES = sorted(key[0] for key in UNITS if len(key) == 1 and len(key[0]) >= _FUZZY)


def unit_at(lexemes: Sequence[Lexeme], start: int, *, fuzzy: bool, letters: bool = True) -> UnitFound | None:
    """Returns the unit that stands at a place, the longest wording first.

    Args:
        lexemes: A text in pieces.
        start: Where the unit would begin.
        fuzzy: Take `mintues` for minutes.
        letters: Take a single letter for a unit where it can be one.
    """
    texts = tuple(lexeme.text for lexeme in lexemes[start : start + _LONGEST])
    for length in range(len(texts), 0, -1):
        units = UNITS.get(texts[:length])
        if units and (length > 1 or _stands_alone(lexemes, start, letters=letters)):
            return UnitFound(units, start + length)
    if fuzzy and texts:
        name = next((name for name in _LONG_NAMES if slips(texts[0], name)), None)
        if name:
            return UnitFound(UNITS[(name,)], start + 1, slip=True)
    return None


def currency_at(lexemes: Sequence[Lexeme], start: int) -> UnitFound | None:
    """Returns the currency written before an amount: `$`, `US$`, `EUR`."""
    if start >= len(lexemes):
        return None
    if lexemes[start].text == "us" and start + 1 < len(lexemes) and lexemes[start + 1].text == "$":
        return UnitFound(UNITS[("$",)], start + 2)
    if lexemes[start].text in _CURRENCIES:
        return UnitFound(UNITS[(lexemes[start].text,)], start + 1)
    return None


_CURRENCIES = frozenset("$€£¥₽") | {"usd", "eur", "gbp", "jpy", "rub", "cny"}


def _stands_alone(lexemes: Sequence[Lexeme], start: int, *, letters: bool) -> bool:
    """Says whether a letter can be a unit: in `5g`, `5 g`, `1 h 30`, not in `Group 5 G` or `R2D2`."""
    unit = lexemes[start]
    if len(unit.text) > 1 or not unit.text.isalpha():
        return True
    if not letters:
        return False
    if start + 1 == len(lexemes):
        return unit.glued or lexemes[0].sort != "word"
    after = lexemes[start + 1]
    return (unit.text in "hm" and after.sort == "number") or (unit.glued and not after.glued)
