"""Numbers as people write them: `45 minutes`, `1,000`, `-3.5`, `30%`, `2 million`."""

import re
from decimal import Decimal

from quiz.lean_typing import NamedTuple

_NUMBER = re.compile(
    r"""(?P<sign> [+-]? )
    (?P<whole> \d{1,3} (?: (?P<mark> [,_\ ] ) \d{3} (?: (?P=mark) \d{3} )* )? (?! \d ) | \d+ )
    (?: \. (?P<decimals> \d+ ) )?
    (?: [eE] (?P<exponent> [+-]? \d{1,3} ) (?! \w ) )?
    \s* (?P<unit> .* )""",
    re.VERBOSE | re.DOTALL,
)
_UNIT = re.compile(r"(?:[^\W\d_]|[%‰°€$£¥'\"′″]).*", re.DOTALL)
_SECOND_NUMBER = re.compile(r"(?<![^\W\d_])\d")
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MAX_DIGITS = 24
_NO_MARKS = str.maketrans("", "", ",_ ")


class Figure(NamedTuple):
    """A number with the unit that stands after it, if any."""

    value: Decimal
    unit: str
    power: int = 0
    """Of ten, by which it was multiplied for a word such as million."""


def read(text: str) -> Figure | str:
    """Returns the number that a text is, or why it is none.

    A word such as million belongs to the number, not to the unit.
    """
    plain = " ".join(text.replace("−", "-").split())
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return "it does not begin with a digit; write the number first and the unit after it"
    unit = found["unit"]
    if unit.startswith(",") and unit[1:2].isdecimal() and not found["decimals"]:
        return "the decimal sign is a point, as in 1.5; a comma parts thousands, as in 1,000"
    if _SECOND_NUMBER.search(unit):
        return (
            "it holds more than one number; ask for one, or leave `tolerance` and `kind` out to have it typed"
        )
    if unit and not _UNIT.fullmatch(unit):
        return "after a number only its unit may stand, as in 45 minutes"
    digits = found["whole"].translate(_NO_MARKS)
    if len(digits) + len(found["decimals"] or "") > _MAX_DIGITS:
        return f"it has more than {_MAX_DIGITS} digits"
    value = Decimal(f"{found['sign']}{digits}.{found['decimals'] or 0}")
    scale, _, rest = unit.partition(" ")
    power = _SCALES.get(scale.casefold(), 0)
    exponent = int(found["exponent"] or 0) + power
    return Figure(value.scaleb(exponent) if exponent else value, rest if power else unit, power)
