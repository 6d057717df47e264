from decimal import Decimal

import pytest

from quiz.marking import mark
from quiz.model import Mark, Number, Part, Unclear, Verdict, Written
from tests.marking.tables import marked, part_of, rules

RULES = rules("number_cases.txt")


@pytest.mark.parametrize("rule", RULES)
def test_numbers_are_marked_by_the_table(rule: str) -> None:
    wrong = []
    for line in RULES[rule]:
        answer, value, tolerance, response, wanted, _ = line.split(" | ")
        kind = Number(answer, Decimal(value), answer.partition(" ")[2], Decimal(tolerance))
        found = marked(mark(kind, Written((response,))))
        if found != wanted:
            wrong.append(f"{line} (marked {found})")
    assert wrong == []


MINUTES = Number("45 minutes", Decimal(45), "minutes", Decimal(5))


@pytest.mark.parametrize(
    ("response", "wanted"),
    [
        ("", Part(Mark.MISSED, "", "45 minutes")),
        ("45 minutes", Part(Mark.RIGHT, "45 minutes")),
        ("46", Part(Mark.RIGHT, "46", "45 minutes")),
        ("60", Part(Mark.WRONG, "60", "45 minutes")),
        ("45 hours", Part(Mark.WRONG, "45 hours", "45 minutes", note="another unit")),
        ("long", Part(Mark.WRONG, "long", "45 minutes", note="there is no number in it")),
        ("over 45", Part(Mark.WRONG, "over 45", "45 minutes", note="“over” makes it another number")),
        ("45 minuts", Part(Mark.SLIP, "45 minuts", "45 minutes", note="spelling forgiven")),
    ],
)
def test_a_number_says_what_is_wrong(response: str, wanted: Part) -> None:
    assert part_of(MINUTES, response) == wanted


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999", "1E-999999", "0E+99999999"])
def test_a_value_beyond_all_measure_does_no_harm(value: str) -> None:
    for tolerance in ("0", "1E+999999", "NaN"):
        kind = Number(value, Decimal(value), "", Decimal(tolerance))
        for text in (value, "45"):
            assert isinstance(mark(kind, Written((text,))), Verdict | Unclear)


def test_long_numbers_do_no_harm() -> None:
    for text in ("9" * 20_000, "9" * 39, "-" + "1" * 500, "1." + "0" * 5_000, "1/" + "3" * 500):
        for kind in (MINUTES, Number(text, Decimal(1), "", Decimal(0))):
            assert isinstance(mark(kind, Written((text,))), Verdict | Unclear)
