"""What is read from a file, before anybody asks where it stands: texts with the marks beside them.

A bank has thousands of texts, and the place of one is asked for only where something is wrong with it; so no
text is an object of its own. See quiz.bank.nodes for those that are.
"""

from collections.abc import Callable, Sequence

from quiz.bank.decoding import Source
from quiz.bank.report import Report, Spot
from quiz.lean_typing import NamedTuple, Protocol, TypeAlias

MAX_SCALARS = 200_000
"""Texts in one file."""
MAX_CHARACTERS = 20_000
"""Of one text."""
MAX_LINES = 300
"""Of one text."""

ODD_KEY = "\0"
"""Stands for a key that is no text, which has been reported; no text of a file can be like it."""


class Mark(Protocol):
    """A YAML reader's own note of a position."""

    @property
    def line(self) -> int:
        """Counts from 0."""

    @property
    def column(self) -> int:
        """Counts from 0."""


class Position(NamedTuple):
    """A mark that no YAML reader made."""

    line: int
    column: int


class Items:
    """The items of a list."""

    __slots__ = ("mark", "marks", "values")
    values: "Sequence[Raw]"

    def __init__(self, values: "Sequence[Raw]", marks: Sequence[Mark | None], mark: Mark | None) -> None:
        self.values = values
        self.marks = marks
        """Where each begins."""
        self.mark = mark


class Texts(Items):
    """The items of a list of nothing but texts, of which none is empty."""

    __slots__ = ()
    values: list[str]


class Pairs:
    """The keys of a mapping with what stands after them."""

    __slots__ = ("mark", "marks", "values")

    def __init__(self, values: "dict[str, Raw]", marks: list[Mark | None], mark: Mark | None) -> None:
        self.values = values
        self.marks = marks
        """Where each key stands, and where that which stands after it begins, in turn."""
        self.mark = mark

    def places(self, key: str) -> tuple[Mark | None, Mark | None]:
        """Returns where a key stands, and where that which stands after it begins."""
        at = 2 * list(self.values).index(key)
        return self.marks[at], self.marks[at + 1]


Raw: TypeAlias = str | Items | Pairs
"""A text is without white space around it."""


class Parsed(NamedTuple):
    """What stands in a file."""

    root: Raw
    mark: Mark | None
    """Where it begins."""


Visit: TypeAlias = Callable[[Pairs, Raw, Mark | None], None]
"""Takes an item of a list when it has been read, with what stands above the list, and where it begins."""

Parse: TypeAlias = Callable[[Source, Report, str, Visit], Parsed | None]
"""A way of reading: `usual.parse` or `parsing.parse`."""


def spot(mark: Mark | None) -> Spot:
    """Returns a reader's mark as a line and a column that count from 1."""
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
