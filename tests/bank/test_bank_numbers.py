from decimal import Decimal

import pytest

from quiz.bank import numbers

READ = [
    ("45", "45", ""),
    ("045", "45", ""),
    ("-3.5", "-3.5", ""),
    ("−3.5", "-3.5", ""),
    ("+7", "7", ""),
    ("1,000", "1000", ""),
    ("1_000_000", "1000000", ""),
    ("1 000", "1000", ""),
    ("1\u202f000\u00a0000", "1000000", ""),
    ("1,000.25", "1000.25", ""),
    ("1e3", "1000", ""),
    ("2.5E-3 m", "0.0025", "m"),
    ("45 minutes", "45", "minutes"),
    ("45min", "45", "min"),
    ("30%", "30", "%"),
    ("20 °C", "20", "°C"),
    ("60 km/h", "60", "km/h"),
    ("3 m2", "3", "m2"),
    ("5 €", "5", "€"),
    ("59 Tomahawk missiles", "59", "Tomahawk missiles"),
    ("٤٥", "45", ""),
    ("9" * 24, "9" * 24, ""),
]
REFUSED = [
    ("many", "begin with a digit"),
    ("about 45", "begin with a digit"),
    ("$5 million", "begin with a digit"),
    (".5", "begin with a digit"),
    ("1,5", "decimal sign"),
    ("1,5 km", "decimal sign"),
    ("40-50", "more than one"),
    ("12:30", "more than one"),
    ("1/2", "more than one"),
    ("2017-04-13", "more than one"),
    ("45 minutes 30", "more than one"),
    ("1000 000", "more than one"),
    ("45!", "only its unit"),
    ("1.", "only its unit"),
    ("9" * 25, "more than 24 digits"),
    ("1." + "0" * 24, "more than 24 digits"),
]


@pytest.mark.parametrize(("text", "value", "unit"), READ)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    assert numbers.read(text) == numbers.Figure(Decimal(value), unit)


def test_a_word_for_a_power_of_ten_belongs_to_the_number() -> None:
    assert numbers.read("2 million") == numbers.Figure(Decimal(2000000), "", 6)
    assert numbers.read("1.5 Billion dollars") == numbers.Figure(Decimal(1500000000), "dollars", 9)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_number_is_refused_with_a_reason(text: str, reason: str) -> None:
    found = numbers.read(text)
    assert isinstance(found, str)
    assert reason in found
