"""Which questions are meant."""

from quiz.lean_typing import NamedTuple


class Selection(NamedTuple):
    """Which questions to practise; what is empty does not matter."""

    banks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    hard: bool = False
    """Only those that are missed, or were forgotten more than once."""
    flagged: bool = False
    """Only those that are flagged."""
