"""Advice on a bank that can be used: what the literature on writing questions says would be better.

The rules follow Haladyna, Downing and Rodriguez, A Review of Multiple-Choice Item-Writing Guidelines (2002).
"""

from collections.abc import Callable, Iterator

from quiz.bank.advice import comments, giving, options, sayings, wording
from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Sheet
from quiz.model import Bank, Problem

__all__ = ["Tip", "advise"]

_RULES: tuple[Callable[[Sheet], Iterator[Problem]], ...] = (
    comments.lost_texts,
    comments.half_quotations,
    giving.given_away,
    giving.marked_otherwise,
    options.all_or_none,
    options.clues,
    options.lengths,
    options.positions,
    options.similar,
    sayings.unsaid,
    wording.ageing,
    wording.negative,
)


def advise(bank: Bank, data: bytes) -> list[Problem]:
    """Returns what would be better about a bank, in order of the places in its file.

    Args:
        bank: A bank without errors.
        data: The contents of its file.

    Raises:
        ValueError: The contents are not those that the bank was read from.
    """
    sheet = Sheet(bank, data)
    return sorted(problem for rule in _RULES for problem in rule(sheet))
