"""Banks that have been read, as bytes from which each question can be had without the others.

A packed bank begins with a head that says what is known of it without its questions. Then come the ids of
the questions; an index of them; what is known of each question without reading it, and where it stands; the
texts that are searched; and the questions. Each of these parts has a checksum, and so has each question. All
of it is texts and numbers, the head and the questions as marshal has them (see quiz.caching): nothing that
stands there is ever run.
"""

import marshal
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import compress
from zlib import crc32

from quiz.caching import Plain
from quiz.errors import QuizError
from quiz.lean_typing import NamedTuple, TypeAlias
from quiz.model import (
    Choice,
    Cloze,
    Entry,
    Gap,
    Key,
    Kind,
    Match,
    Number,
    Option,
    Order,
    Place,
    Question,
    Questions,
    Recall,
    Select,
    Source,
    TrueFalse,
    Typed,
)
from quiz.text import one_line

MAGIC = b"marshalled bank\n"
NUMBER = 4
"""Bytes of a length, a place or a checksum."""
START = len(MAGIC) + 2 * NUMBER
"""Bytes before the head."""

AFTER, BETWEEN = "\x1e\x1f"
"""ASCII's separators of records and of their parts, which no text of a bank holds."""

Read: TypeAlias = Callable[[int, int], bytes]
"""Returns so many bytes of a packed bank from an offset; fewer, or none, where it is damaged or gone."""


class Head(NamedTuple):
    """What is known of a bank without its questions."""

    of: Plain
    """What the bank was read from: whatever was given when it was packed."""
    id: str
    title: str
    about: str
    line: int
    """Where the id stands."""
    column: int
    number: int
    """How many questions there are."""
    named: int
    """How many of them have an id from their author."""
    kinds: Mapping[str, int]
    tags: Sequence[str]
    sizes: Sequence[int]
    """Of the parts between the head and the questions, in bytes."""
    checksums: Sequence[int]
    """Of the same parts."""
    begins: int = 0
    """Where the ids begin."""


IDS, INDEX, DETAILS, TEXTS = range(4)
"""The parts between the head and the questions."""


class Details(NamedTuple):
    """What is known of each question without reading it, but for its id."""

    wordings: Sequence[str]
    """The ids by wording; empty where that is the id."""
    sorts: Sequence[str]
    """Kinds with their tags, each of them with `BETWEEN` after it."""
    labels: Sequence[int]
    """Which of these sorts each question is of."""
    ends: Sequence[int]
    """Where each question ends, from where they begin."""
    checksums: Sequence[int]


def head(read: Read, most: int) -> Head:
    """Returns the head of a packed bank.

    Args:
        read: Reads it.
        most: How many bytes to read at first, START or more; a longer head needs a second reading.

    Raises:
        ValueError: It is damaged, or nothing of the kind.
    """
    data = read(0, most)
    checksum = int.from_bytes(data[len(MAGIC) : len(MAGIC) + NUMBER])
    size = int.from_bytes(data[len(MAGIC) + NUMBER : START])
    text = data[START : START + size] if START + size <= len(data) else read(START, size)
    if not data.startswith(MAGIC) or len(text) != size or crc32(text) != checksum:
        raise ValueError("the head of a packed bank is damaged")
    return Head._make([*marshal.loads(text), START + size])


def held(data: bytes) -> Read:
    """Returns what reads a packed bank that is held in memory."""
    return lambda offset, size: data[offset : offset + size]


def details(data: bytes, number: int) -> Details:
    """Returns the details of so many questions."""
    size, sized = memoryview(data)[: 2 * NUMBER].cast("I")
    numbers = 2 * NUMBER + size + sized
    labels, ends, checksums = (
        memoryview(data)[numbers + at * NUMBER * number : numbers + (at + 1) * NUMBER * number].cast("I")
        for at in range(3)
    )
    wordings, sorts = data[2 * NUMBER : 2 * NUMBER + size], data[2 * NUMBER + size : numbers]
    return Details(
        wordings=wordings.decode().split("\n"),
        sorts=sorts.decode("utf-8", "surrogatepass").split(AFTER),
        labels=labels,
        ends=ends,
        checksums=checksums,
    )


class Packed(Questions):
    """The questions of a packed bank, each unpacked when it is looked at.

    Args:
        head: The head of the packed bank.
        path: The bank file, for the places of questions.
        read: Reads the packed bank.
        again: Packs the bank file anew, for when the packed bank is damaged or gone; raises QuizError where
            the file is no bank any more.
    """

    def __init__(self, head: Head, path: str, read: Read, again: Callable[[], bytes]) -> None:
        self._head = head
        self._path = path
        self._read = read
        self._again = again

    def __len__(self) -> int:
        return self._head.number

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many questions there are of each kind."""
        return self._head.kinds

    @property
    def tags(self) -> Sequence[str]:
        """All tags, sorted."""
        return self._head.tags

    @property
    def named(self) -> int:
        """How many questions have an id from their author."""
        return self._head.named

    @cached_property
    def ids(self) -> Sequence[str]:
        """The second half of each question's key."""
        return self._part(IDS).decode().split("\n")

    @property
    def checksum(self) -> int:
        """Of the ids: tells them and their order from most others."""
        return self._head.checksums[IDS]

    def having(self, names: Sequence[str]) -> list[str]:
        """Returns those of these names, which have no line breaks, that are ids of questions here."""
        drawers = self._part(INDEX).decode().split(AFTER)
        number = len(drawers)
        return [name for name in names if f"\n{name}\n" in drawers[crc32(name.encode()) % number]]

    def selected(self, kinds: Collection[str], tags: Collection[str]) -> Sequence[str]:
        """Returns the ids of the questions of one of these kinds and with one of these tags, in order.

        Args:
            kinds: Their names; none means any kind.
            tags: None means any tag, or no tag at all.
        """
        if not kinds and not tags:
            return self.ids
        found = self._details
        begin = tuple(f"{kind}{BETWEEN}" for kind in kinds) or ""
        parts = [f"{BETWEEN}{tag}{BETWEEN}" for tag in tags] or [BETWEEN]
        fit = {
            label
            for part in parts
            for label, sort in enumerate(found.sorts)
            if part in sort and sort.startswith(begin)
        }
        return list(compress(self.ids, map(fit.__contains__, found.labels)))

    @property
    def texts(self) -> Sequence[str]:
        """What each question is searched by, as it is searched."""
        return self._part(TEXTS).decode("utf-8", "surrogatepass").split("\n")[: self._head.number]

    def entry(self, place: int) -> Entry:
        """Returns what is known of the question at a place, from 0, without reading it.

        Raises:
            QuizError: The packed bank is damaged, and the bank file no longer has the question.
        """
        found, place = self._found(place)
        name = self.ids[place]
        kind, *tags, _ = found.sorts[found.labels[place]].split(BETWEEN)
        return Entry(Key(self._head.id, name), kind, tuple(tags), found.wordings[place] or name)

    def at(self, place: int) -> Question:
        """Returns the question at a place, from 0.

        Raises:
            QuizError: The packed bank is damaged, and the bank file no longer has the question.
        """
        _, place = self._found(place)
        row = self._row(place)
        if row is None:
            name = self.ids[place]
            self._pack_again()
            row = self._row(place := self._place(name))
        line, column, kind, parts, ask, fingerprint, why, hint, where, source, as_of = row
        entry = self.entry(place)
        return Question(
            key=entry.key,
            place=Place(self._path, line, column),
            kind=_KINDS[kind](*parts),
            ask=ask,
            wording_id=entry.wording_id,
            fingerprint=fingerprint,
            why=why,
            hint=hint,
            where=where,
            source=Source(*source),
            as_of=as_of,
            tags=entry.tags,
        )

    def _row(self, place: int) -> Plain:
        """Returns a question as it is packed; None where it is damaged."""
        found = self._details
        begin = found.ends[place - 1] if place else 0
        size = found.ends[place] - begin
        data = self._read(self._head.begins + sum(self._head.sizes) + begin, size)
        return marshal.loads(data) if _sound(data, size, found.checksums[place]) else None

    def _found(self, place: int) -> tuple[Details, int]:
        """Returns the details, and where in them the question at a place is: they may be of a newer file."""
        name = self.ids[place]
        found = self._details
        return found, place if self.ids[place : place + 1] == [name] else self._place(name)

    def _place(self, name: str) -> int:
        if name not in self.places:
            raise self._lost()
        return self.places[name]

    @cached_property
    def _details(self) -> Details:
        return details(self._part(DETAILS), self._head.number)

    def _part(self, part: int) -> bytes:
        """Returns one of the parts between the head and the questions."""
        data = self._bytes(part)
        if not _sound(data, self._head.sizes[part], self._head.checksums[part]):
            self._pack_again()
            data = self._bytes(part)
        return data

    def _bytes(self, part: int) -> bytes:
        begin = self._head.begins + sum(self._head.sizes[:part])
        return self._read(begin, self._head.sizes[part])

    def _pack_again(self) -> None:
        data = self._again()
        fresh = head(held(data), len(data))
        if fresh.id != self._head.id:
            raise self._lost()
        self._head, self._read = fresh, held(data)
        for name in ("ids", "_details", "entries", "places"):
            self.__dict__.pop(name, None)

    def _lost(self) -> QuizError:
        return QuizError(f"{one_line(self._path)} is no longer the bank that was read.", "Start again.")


def _sound(data: bytes, size: int, checksum: int) -> bool:
    return len(data) == size and crc32(data) == checksum


def _number(answer: str, value: str, unit: str, tolerance: str) -> Number:
    from decimal import Decimal

    return Number(answer, Decimal(value), unit, Decimal(tolerance))


def _options(rows: Sequence[Sequence[str]]) -> tuple[Option, ...]:
    return tuple(Option(*row) for row in rows)


_KINDS: Mapping[str, Callable[..., Kind]] = {
    "choice": lambda answer, wrong, choices: Choice(answer, _options(wrong), tuple(choices)),
    "select": lambda answers, wrong: Select(tuple(answers), _options(wrong)),
    "true-false": TrueFalse,
    "typed": lambda answer, accept, reject: Typed(answer, tuple(accept), _options(reject)),
    "number": _number,
    "cloze": lambda texts, gaps: Cloze(
        tuple(texts), tuple(Gap(answer, tuple(accept), hint) for answer, accept, hint in gaps)
    ),
    "order": lambda items: Order(tuple(items)),
    "match": lambda pairs, wrong: Match(tuple((left, right) for left, right in pairs), tuple(wrong)),
    "recall": lambda points: Recall(tuple(points)),
}
"""Make each kind of its fields as they are packed."""
