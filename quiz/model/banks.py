"""Banks and questions, and what is wrong with them."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, overload

if TYPE_CHECKING:
    from decimal import Decimal


@cache
def _numbers(bits: int) -> Sequence[int]:
    """Returns the numbers of so many bits, one set for all banks: each would make as many of its own."""
    return tuple(range(1 << bits))


class Place(NamedTuple):
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


class Problem(NamedTuple):
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


class Source(NamedTuple):
    """Where the facts come from; every part may be empty."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


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


class Key(NamedTuple):
    """What names a question for good: its bank's id and its own."""

    bank: str
    question: str


class Question(NamedTuple):
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
    source: Source = Source()
    as_of: str = ""
    tags: tuple[str, ...] = ()


class Entry(NamedTuple):
    """What is known of a question without reading it: enough to choose by, not to ask it."""

    key: Key
    kind: str
    """The name of its kind."""
    tags: tuple[str, ...]
    wording_id: str


class Questions(Sequence[Question]):
    """The questions of a bank in the order of its file; each may be read only when it is looked at."""

    @property
    @abstractmethod
    def kinds(self) -> Mapping[str, int]:
        """How many questions there are of each kind; known without reading any."""

    @property
    @abstractmethod
    def tags(self) -> Sequence[str]:
        """All tags, sorted; known without reading any question."""

    @property
    @abstractmethod
    def named(self) -> int:
        """How many questions have an id from their author; known without reading any."""

    @property
    @abstractmethod
    def ids(self) -> Sequence[str]:
        """The second half of each question's key."""

    @property
    @abstractmethod
    def texts(self) -> Sequence[str]:
        """What each question is searched by: what is asked, its answer and its tags."""

    @abstractmethod
    def entry(self, place: int) -> Entry:
        """Returns what is known of the question at a place, from 0, without reading it."""

    @abstractmethod
    def at(self, place: int) -> Question:
        """Returns the question at a place, from 0.

        Raises:
            QuizError: It cannot be read any more.
        """

    def having(self, names: Sequence[str]) -> list[str]:
        """Returns those of these names, which have no line breaks, that are ids of questions here."""
        there = set(names).intersection(self.ids)
        return [name for name in names if name in there]

    def selected(self, kinds: Collection[str], tags: Collection[str]) -> Sequence[str]:
        """Returns the ids of the questions of one of these kinds and with one of these tags, in order.

        Args:
            kinds: Their names; none means any kind.
            tags: None means any tag, or no tag at all.
        """
        return [
            entry.key.question
            for entry in self.entries
            if (not kinds or entry.kind in kinds) and (not tags or any(tag in tags for tag in entry.tags))
        ]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """What is known of each question without reading it."""
        return [self.entry(place) for place in range(len(self))]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where in the bank each id is, from 0."""
        return dict(zip(self.ids, _numbers(len(self).bit_length()), strict=False))

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Question]: ...
    def __getitem__(self, index: int | slice) -> Question | Sequence[Question]:
        if isinstance(index, slice):
            return [self.at(place) for place in range(*index.indices(len(self)))]
        return self.at(range(len(self))[index])

    def __iter__(self) -> Iterator[Question]:
        return map(self.at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Questions) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self.ids))


class Bank(NamedTuple):
    """One bank file that can be used."""

    id: str
    title: str
    path: Path
    questions: Questions
    about: str = ""


class Library(NamedTuple):
    """All banks that were found, and what is wrong with those left out."""

    banks: tuple[Bank, ...]
    problems: tuple[Problem, ...] = ()
