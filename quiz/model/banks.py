"""Banks and questions, and what is wrong with them."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a bank file; line and column count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """What a problem does to the bank that has it."""

    ERROR = "error"
    """The bank cannot be used."""
    ADVICE = "advice"
    """The bank can be used, and would be better otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a bank, or that would be better otherwise."""

    place: Place
    code: str
    """A stable name in kebab-case, such as `unknown-key`."""
    message: str
    """What is wrong, for the author."""
    hint: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from; every part may be empty."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A wrong answer, and why it is wrong where the author says so."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick the one right option."""

    name: ClassVar = "choice"
    answer: str
    wrong: tuple[Option, ...]
    choices: tuple[str, ...] = ()
    """All options in the order the author fixed; empty where they may be shuffled."""


@dataclass(frozen=True, slots=True)
class Select:
    """Tick all the right options."""

    name: ClassVar = "select"
    answers: tuple[str, ...]
    wrong: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Say whether a statement is true."""

    name: ClassVar = "true-false"
    answer: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Type the answer."""

    name: ClassVar = "typed"
    answer: str
    accept: tuple[str, ...] = ()
    reject: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Type a number, with or without its unit."""

    name: ClassVar = "number"
    answer: str
    """As the author wrote it, unit included."""
    value: Decimal
    unit: str = ""
    tolerance: Decimal = Decimal(0)
    """How far off, in the unit, still counts as right."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a cloze text."""

    answer: str
    accept: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cloze:
    """Fill the gaps of a text."""

    name: ClassVar = "cloze"
    texts: tuple[str, ...]
    """What stands before, between and after the gaps: one more than there are gaps."""
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Put the items in order."""

    name: ClassVar = "order"
    items: tuple[str, ...]
    """In the right order."""


@dataclass(frozen=True, slots=True)
class Match:
    """Find the right side of each left side."""

    name: ClassVar = "match"
    pairs: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...] = ()
    """Right sides that belong to no left side."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Say or think the answer freely, then tick the points that were in it."""

    name: ClassVar = "recall"
    points: tuple[str, ...]


Kind: TypeAlias = Choice | Select | TrueFalse | Typed | Number | Cloze | Order | Match | Recall


class Key(NamedTuple):
    """What names a question for good: its bank's id and its own."""

    bank: str
    question: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a bank."""

    key: Key
    place: Place
    kind: Kind
    ask: str
    """What is asked; for a cloze the text with each gap as `____`."""
    wording_id: str
    """Names the question by its wording; `key.question` is this where the author gave no id."""
    fingerprint: str
    """Changes when the wording or the answer changes."""
    why: str = ""
    hint: str = ""
    where: str = ""
    source: Source = field(default_factory=Source)
    as_of: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank file that can be used."""

    id: str
    title: str
    path: Path
    questions: tuple[Question, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """All banks that were found, and what is wrong with those left out."""

    banks: tuple[Bank, ...]
    problems: tuple[Problem, ...] = ()
