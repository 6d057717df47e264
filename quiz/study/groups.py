"""Which banks are listed for the learner to choose from, in which groups and in which order."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from quiz.lean_typing import NamedTuple, assert_never
from quiz.stats import BankRow


class BankOrder(StrEnum):
    """What comes first in a list of banks."""

    GIVEN = "in their own order"
    DUE = "most due first"
    MASTERY = "least recalled first"
    MISSED = "most missed first"
    TITLE = "by title"


class Group(NamedTuple):
    """Banks that belong together."""

    title: str
    rows: Sequence[BankRow]


def grouped(
    rows: Sequence[BankRow],
    shipped: Collection[str],
    order: BankOrder = BankOrder.GIVEN,
    query: str = "",
) -> list[Group]:
    """Returns the banks that come with the program, then the learner's own; a group without any is left out.

    Args:
        rows: All banks, in their own order.
        shipped: The ids of those that come with the program.
        order: What comes first in each group.
        query: Words of the title or of what a bank is about; only banks that fit them are returned.
    """
    ordered = _ordered(_fitting(rows, query) if query else rows, order)
    groups = [
        Group("The twelve takeaways", [row for row in ordered if row.id in shipped]),
        Group("Your banks", [row for row in ordered if row.id not in shipped]),
    ]
    return [group for group in groups if group.rows]


def _fitting(rows: Sequence[BankRow], query: str) -> list[BankRow]:
    from quiz.folding import searchable
    from quiz.search import Index

    found = set(Index(searchable(f"{row.title} {row.about} {row.id}") for row in rows).find(query))
    return [row for place, row in enumerate(rows) if place in found]


def _ordered(rows: Sequence[BankRow], order: BankOrder) -> Sequence[BankRow]:
    match order:
        case BankOrder.GIVEN:
            return rows
        case BankOrder.DUE:
            return sorted(rows, key=lambda row: -row.due)
        case BankOrder.MASTERY:
            return sorted(rows, key=lambda row: row.mastery)
        case BankOrder.MISSED:
            return sorted(rows, key=lambda row: -row.missed)
        case BankOrder.TITLE:
            return sorted(rows, key=lambda row: row.title.casefold())
        case _:
            assert_never(order)
