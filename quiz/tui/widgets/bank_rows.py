"""How banks are listed: title, how much of it would be recalled, and what is due, new and missed."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import TypeAlias

from quiz import wording
from quiz.model import Problem
from quiz.stats import BankRow, Overview
from quiz.study import BankOrder, Group
from quiz.text import one_line
from quiz.tui.lines import MUTED, Line, bar, fitted, hung, length

_FIGURES = (("due", 5), ("new", 5), ("missed", 7))
"""The columns of figures and their widths where there is little room."""
_ROOMY = 72
"""The width from which columns stand further apart and each bar also says its figure."""
_WIDE = 92
"""The width from which bars are long."""


class Everything(Enum):
    """What the row stands for that studies all banks."""

    TODAY = 0


Target: TypeAlias = Everything | BankRow | Problem
"""What a row stands for."""

ListedRow: TypeAlias = tuple[Callable[[], Line], Target | None]
"""Draws a row once it is in sight, and what it stands for; None where the cursor passes over it."""


def same(target: Target, other: Target | None) -> bool:
    """Says whether two rows stand for the same, though their figures may differ."""
    if isinstance(target, BankRow) and isinstance(other, BankRow):
        return target.id == other.id
    return target == other


def listed(order: BankOrder) -> str:
    """Returns how the banks are found and ordered; `{action}` stands for a key."""
    return f"{{find}} find · {{order}} {'sort' if order is BankOrder.GIVEN else order}"


def columns(said: str, width: int) -> Line:
    """Returns the heads of the columns, with a word before them where there is room."""
    heads = "".join(head.rjust(room + (width >= _ROOMY)) for head, room in _FIGURES)
    heads = "recall".ljust(length(_share(0.0, width))) + heads
    before, _ = fitted(said, max(0, width - len(heads) - 1))
    return ((f"{before} {heads}", MUTED),)


def everything(overview: Overview, groups: Sequence[Group], width: int) -> list[ListedRow]:
    """Returns today's plan, the banks, and what could not be loaded."""
    return [
        (partial(_plan, overview, width), Everything.TODAY),
        *_grouped(overview, groups, width),
        *_left_out(overview.problems, width),
    ]


def found(overview: Overview, groups: Sequence[Group], width: int, none: str) -> list[ListedRow]:
    """Returns the banks that fit a query, or what to say where there is none."""
    return _grouped(overview, groups, width)[len(groups) > 1 :] or [(partial(_one, none, width), None)]


def _plan(overview: Overview, width: int) -> Line:
    figures = _figures(width, overview.due, overview.new, overview.missed, known=overview.known)
    title = " " * _indent(overview) + "Everything for today"
    return ((title.ljust(width - length(figures)) or " ", "bold"), *figures)


def _indent(overview: Overview) -> int:
    return len(str(len(overview.banks))) + 1


def _grouped(overview: Overview, groups: Sequence[Group], width: int) -> list[ListedRow]:
    """Returns the banks; where there is more than one group, each below an empty row and its title."""
    numbers = {row.id: number for number, row in enumerate(overview.banks, 1)}
    rows: list[ListedRow] = []
    for group in groups:
        if len(groups) > 1:
            title = " " * _indent(overview) + group.title
            rows += [(tuple, None), (partial(_one, title, width, "bold"), None)]
        for row in group.rows:
            number = f"{numbers[row.id]} ".rjust(_indent(overview))
            rows.append((partial(_bank, number, row, width), row))
    return rows


def _one(said: str, width: int, style: str = "") -> Line:
    return (fitted(said, width, style),)


def _bank(number: str, row: BankRow, width: int) -> Line:
    """Returns where the learner stands with a bank, on one line."""
    figures = _figures(width, row.due, row.new, row.missed, known=row.known)
    share = _share(row.mastery, width, known=row.known)
    room = width - len(number) - length(figures) - length(share) - 1
    return ((number, MUTED), fitted(row.title, max(4, room)), (" ", ""), *share, *figures)


def _left_out(problems: Sequence[Problem], width: int) -> list[ListedRow]:
    """Returns what could not be loaded; only the first line of each problem is stopped at."""
    if not problems:
        return []
    files = wording.count(len({problem.place.path for problem in problems}), "file")
    head = f" ✗ {files} left out, the others work. Choose a line to open it:"
    rows: list[ListedRow] = [(tuple, None), (partial(_one, head, width, "bold $text-error"), None)]
    for problem in problems:
        lines = hung(((" ", ""),), ((one_line(str(problem)), ""),), width)
        rows += [(partial(tuple, line), None if place else problem) for place, line in enumerate(lines)]
    return rows


def _share(mastery: float, width: int, *, known: bool = True) -> Line:
    shown = bar(mastery, 16 if width >= _WIDE else 8)
    said = f" {wording.percent(mastery) if known else '…':>4}"
    return (*shown, (said, MUTED)) if width >= _ROOMY else shown


def _figures(width: int, *numbers: int, known: bool) -> Line:
    """Returns the figures in their columns; while they are not known, that they are to come."""
    more = width >= _ROOMY
    said = [(f"{number:,}" if number else "·") if known else "…" for number in numbers]
    return tuple(
        (figure.rjust(room + more), "" if number and known else MUTED)
        for number, figure, (_, room) in zip(numbers, said, _FIGURES, strict=True)
    )
