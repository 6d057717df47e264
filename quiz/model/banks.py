"""Banks and their questions."""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from zlib import crc32

from quiz.lean_typing import TYPE_CHECKING, NamedTuple, overload
from quiz.model.kinds import Kind

if TYPE_CHECKING:
    from quiz.model.problems import Problem


@cache
def _numbers(bits: int) -> Sequence[int]:
    """Returns the numbers of so many bits, one set for all banks: each would make as many of its own."""
    return tuple(range(1 << bits))


class Place(NamedTuple):
    """A position in a bank file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source(NamedTuple):
    """Where the facts come from; every part may be empty."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


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
    def checksum(self) -> int:
        """Of the ids: tells them and their order from most others."""
        return crc32("\n".join(self.ids).encode())

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
    path: str
    questions: Questions
    about: str = ""


class Library(NamedTuple):
    """All banks that were found, and what is wrong with those left out."""

    banks: tuple[Bank, ...]
    problems: tuple["Problem", ...] = ()
