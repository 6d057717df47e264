"""The kinds of question."""

from collections.abc import Mapping

from quiz.lean_typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from decimal import Decimal


class Option(NamedTuple):
    """A wrong answer, and why it is wrong where the author says so."""

    text: str
    because: str = ""


class Choice(NamedTuple):
    """Pick the one right option."""

    answer: str
    wrong: tuple[Option, ...]
    choices: tuple[str, ...] = ()
    """All options in the order the author fixed; empty where they may be shuffled."""


class Select(NamedTuple):
    """Tick all the right options."""

    answers: tuple[str, ...]
    wrong: tuple[Option, ...]


class TrueFalse(NamedTuple):
    """Say whether a statement is true."""

    answer: bool


class Typed(NamedTuple):
    """Type the answer."""

    answer: str
    accept: tuple[str, ...] = ()
    reject: tuple[Option, ...] = ()


class Number(NamedTuple):
    """Type a number, with or without its unit."""

    answer: str
    """As the author wrote it, unit included."""
    value: "Decimal"
    unit: str
    """Empty where there is none."""
    tolerance: "Decimal"
    """How far off, in the unit, still counts as right."""


class Gap(NamedTuple):
    """One gap of a cloze text."""

    answer: str
    accept: tuple[str, ...] = ()
    hint: str = ""


class Cloze(NamedTuple):
    """Fill the gaps of a text."""

    texts: tuple[str, ...]
    """What stands before, between and after the gaps: one more than there are gaps."""
    gaps: tuple[Gap, ...]


class Order(NamedTuple):
    """Put the items in order."""

    items: tuple[str, ...]
    """In the right order."""


class Match(NamedTuple):
    """Find the right side of each left side."""

    pairs: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...] = ()
    """Right sides that belong to no left side."""


class Recall(NamedTuple):
    """Say or think the answer freely, then tick the points that were in it."""

    points: tuple[str, ...]


Kind: TypeAlias = Choice | Select | TrueFalse | Typed | Number | Cloze | Order | Match | Recall


KINDS: Mapping[str, type[Kind]] = {
    "choice": Choice,
    "select": Select,
    "true-false": TrueFalse,
    "typed": Typed,
    "number": Number,
    "cloze": Cloze,
    "order": Order,
    "match": Match,
    "recall": Recall,
}
"""The kinds under their names."""


_NAMES: Mapping[type[Kind], str] = {kind: name for name, kind in KINDS.items()}


def kind_name(kind: Kind) -> str:
    """Returns the name of the kind that a question is of."""
    return _NAMES[type(kind)]
