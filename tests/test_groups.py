"""Which banks are listed on the home screen, in which groups and order."""

import pytest

from quiz.stats import BankRow
from quiz.study import BankOrder, grouped


def row(name: str, title: str, due: int = 0, missed: int = 0, mastery: float = 0.0) -> BankRow:
    return BankRow(name, title, f"About {name}.", 10, due, 0, missed, mastery, None, {})


ROWS = [
    row("visit", "The visit", due=1, missed=2, mastery=0.9),
    row("sanctions", "Sanctions in force", due=5, mastery=0.5),
    row("rivers", "rivers of Europe", due=3, missed=1, mastery=0.2),
    row("birds", "Birds", missed=4, mastery=0.7),
]
SHIPPED = {"visit", "sanctions"}


def listed(order: BankOrder = BankOrder.GIVEN, query: str = "") -> dict[str, list[str]]:
    return {group.title: [each.id for each in group.rows] for group in grouped(ROWS, SHIPPED, order, query)}


@pytest.mark.parametrize(
    ("order", "shipped", "own"),
    [
        (BankOrder.GIVEN, ["visit", "sanctions"], ["rivers", "birds"]),
        (BankOrder.DUE, ["sanctions", "visit"], ["rivers", "birds"]),
        (BankOrder.MASTERY, ["sanctions", "visit"], ["rivers", "birds"]),
        (BankOrder.MISSED, ["visit", "sanctions"], ["birds", "rivers"]),
        (BankOrder.TITLE, ["sanctions", "visit"], ["birds", "rivers"]),
    ],
)
def test_each_group_is_ordered_by_itself(order: BankOrder, shipped: list[str], own: list[str]) -> None:
    assert listed(order) == {"The twelve takeaways": shipped, "Your banks": own}


def test_a_query_leaves_the_banks_that_fit_it_and_no_empty_group() -> None:
    assert listed(query="sanc") == {"The twelve takeaways": ["sanctions"]}
    assert listed(query="about birds") == {"Your banks": ["birds"]}
    assert listed(query="nothing like that") == {}
