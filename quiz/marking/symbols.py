"""Symbols of units in which the case says which is meant: `mW` is not `MW`, nor `Mb` `MB`."""

import re

_PREFIXES = {"m": "milli", "M": "mega"}
_BASES = {
    "W": "watt",
    "Wh": "watthour",
    "V": "volt",
    "Hz": "hertz",
    "g": "gram",
    "J": "joule",
    "Pa": "pascal",
}
_DATA_PREFIXES = {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga", "T": "tera"}
_DATA = {"b": "bit", "B": "byte"}
_SYMBOL = re.compile(
    rf"""(?<=\d)\s?(?:
    (?P<prefix>[{"".join(_PREFIXES)}])(?P<base>{"|".join(_BASES)})
    | (?P<data>[{"".join(_DATA_PREFIXES)}])(?P<amount>[bB])(?P<per>ps|/s)?
    )(?!\w)""",
    re.VERBOSE,
)


def spell_symbols(text: str) -> str:
    """Returns the text with the symbols after a number spelt out where their case tells two units apart.

    In lower case throughout they stay as they are: case is form for whoever does not use it.
    """
    return _SYMBOL.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    if found["prefix"]:
        return f" {_PREFIXES[found['prefix']]}{_BASES[found['base']]}"
    if found["data"].islower() and found["amount"].islower():
        return found[0]
    per = " per second" if found["per"] else ""
    return f" {_DATA_PREFIXES[found['data']]}{_DATA[found['amount']]}{per}"
