"""Banks that have been read, as bytes from which each question can be had without the others.

A packed bank has four parts. The head says what is known of the bank without its questions; the outline what
is known of each question without reading it, and where it stands; then come the texts that are searched, and
the questions. Head, outline, texts and each question have a checksum. All of it is JSON, texts and numbers:
nothing that stands there is ever run.
"""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from quiz.errors import QuizError
from quiz.late import NamedTuple
from quiz.model import (
    Bank,
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
    kind_name,
)
from quiz.text import one_line

MAGIC = b"packed bank\n"
_NUMBER = 4
"""Bytes of a length or a checksum."""
START = len(MAGIC) + 2 * _NUMBER
"""Bytes before the head."""

_AFTER, _BETWEEN = "\x1e\x1f"
"""ASCII's separators of records and of their parts, which no text of a bank holds."""

Json: TypeAlias = Any
"""What `json` makes of the texts that this module wrote."""

Read: TypeAlias = Callable[[int, int], bytes]
"""Returns so many bytes of a packed bank from an offset; fewer, or none, where it is damaged or gone."""


class Head(NamedTuple):
    """What is known of a bank without its questions."""

    of: Json
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
    kinds: Mapping[str, int]
    tags: Sequence[str]
    size: int
    """Of the outline, in bytes."""
    checksum: int
    """Of the outline."""
    searched: int
    """The size of the texts that are searched, in bytes."""
    texts_checksum: int
    begins: int = 0
    """Where the outline begins; after it come the texts, then the questions."""


class _Outline(NamedTuple):
    """What is known of each question without reading it."""

    ids: Sequence[str]
    wordings: Sequence[str]
    """The ids by wording; empty where that is the id."""
    labels: Sequence[int]
    """Which of the sorts below it is of."""
    sorts: Sequence[str]
    """A kind and tags, with `_BETWEEN` between them."""
    ends: Sequence[int]
    """Where each question ends, from where they begin."""
    checksums: Sequence[int]


# Packing


def pack(bank: Bank, place: Place, of: Json) -> bytes:
    """Returns a bank as bytes.

    Args:
        bank: The bank.
        place: Where its id stands.
        of: What it was read from, which JSON can hold; `head` gives it back.
    """
    questions = bank.questions
    rows = [_bytes(_question_row(question)) for question in questions]
    sorts: dict[str, int] = {}
    outline = _outline_bytes(
        _Outline(
            ids=list(questions.ids),
            wordings=[each.wording_id * (each.wording_id != each.key.question) for each in questions.entries],
            labels=[sorts.setdefault(_sort(each), len(sorts)) for each in questions.entries],
            sorts=list(sorts),
            ends=list(accumulate(map(len, rows))),
            checksums=list(map(crc32, rows)),
        )
    )
    texts = "\n".join(questions.texts).encode("utf-8", "surrogatepass")
    head = _bytes(
        [
            *(of, bank.id, bank.title, bank.about, place.line, place.column),
            *(len(questions), questions.named, questions.kinds, questions.tags),
            *(len(outline), crc32(outline), len(texts), crc32(texts)),
        ]
    )
    start = MAGIC + crc32(head).to_bytes(_NUMBER) + len(head).to_bytes(_NUMBER)
    return b"".join((start, head, outline, texts, *rows))


def _sort(entry: Entry) -> str:
    return _BETWEEN.join((entry.kind, *entry.tags))


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)  # `str` is for Decimal


def _bytes(value: Json) -> bytes:
    return _encoder.encode(value).encode("utf-8", "surrogatepass")


def _outline_bytes(outline: _Outline) -> bytes:
    """Returns an outline as bytes that are soon taken apart: of large libraries, all are read at once."""
    sorts = _AFTER.join(outline.sorts).encode("utf-8", "surrogatepass")
    texts = [sorts, *("\n".join(each).encode() for each in (outline.ids, outline.wordings))]
    numbers = (outline.labels, outline.ends, outline.checksums)
    return b"".join([array("I", map(len, texts)), *texts, *(array("I", each) for each in numbers)])


def _outline(data: bytes, number: int) -> _Outline:
    """Returns the outline of so many questions."""
    wide = array("I").itemsize
    sizes = memoryview(data[: 3 * wide]).cast("I")
    ends = list(accumulate(sizes, initial=3 * wide))
    sorts, ids, wordings = (data[begin:end] for begin, end in pairwise(ends))
    numbers = memoryview(data[ends[-1] :]).cast("I")
    labels, places, checksums = (numbers[at * number : (at + 1) * number] for at in range(3))
    return _Outline(
        ids=ids.decode().split("\n"),
        wordings=wordings.decode().split("\n"),
        labels=labels,
        sorts=sorts.decode("utf-8", "surrogatepass").split(_AFTER),
        ends=places,
        checksums=checksums,
    )


def _question_row(question: Question) -> Json:
    return (
        question.place.line,
        question.place.column,
        kind_name(question.kind),
        question.kind,
        question.ask,
        question.fingerprint,
        question.why,
        question.hint,
        question.where,
        question.source if question.source != Source() else (),
        question.as_of,
    )


# Unpacking


def head(read: Read, most: int) -> Head:
    """Returns the head of a packed bank.

    Args:
        read: Reads it.
        most: How many bytes to read at first, START or more; a longer head needs a second reading.

    Raises:
        ValueError: It is damaged, or nothing of the kind.
    """
    data = read(0, most)
    checksum = int.from_bytes(data[len(MAGIC) : len(MAGIC) + _NUMBER])
    size = int.from_bytes(data[len(MAGIC) + _NUMBER : START])
    text = data[START : START + size] if START + size <= len(data) else read(START, size)
    if not data.startswith(MAGIC) or len(text) != size or crc32(text) != checksum:
        raise ValueError("the head of a packed bank is damaged")
    return Head(*json.loads(text))._replace(begins=START + size)


def held(data: bytes) -> Read:
    """Returns what reads a packed bank that is held in memory."""
    return lambda offset, size: data[offset : offset + size]


class Packed(Questions):
    """The questions of a packed bank, each unpacked when it is looked at.

    Args:
        head: The head of the packed bank.
        path: The bank file, for the places of questions.
        read: Reads the packed bank.
        again: Packs the bank file anew, for when the packed bank is damaged or gone; raises QuizError where
            the file is no bank any more.
    """

    def __init__(self, head: Head, path: Path, read: Read, again: Callable[[], bytes]) -> None:
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

    @property
    def ids(self) -> Sequence[str]:
        """The second half of each question's key."""
        return self._outline.ids

    @property
    def texts(self) -> Sequence[str]:
        """What each question is searched by, as it is searched."""
        data = self._read(self._head.begins + self._head.size, self._head.searched)
        if not _sound(data, self._head.searched, self._head.texts_checksum):
            self._pack_again()
            data = self._read(self._head.begins + self._head.size, self._head.searched)
        return data.decode("utf-8", "surrogatepass").split("\n")[: self._head.number]

    def entry(self, place: int) -> Entry:
        """Returns what is known of the question at a place, from 0, without reading it."""
        outline, name = self._outline, self._outline.ids[place]
        kind, *tags = outline.sorts[outline.labels[place]].split(_BETWEEN)
        return Entry(Key(self._head.id, name), kind, tuple(tags), outline.wordings[place] or name)

    def at(self, place: int) -> Question:
        """Returns the question at a place, from 0.

        Raises:
            QuizError: The packed bank is damaged, and the bank file no longer has the question.
        """
        name = self.ids[place]
        row = self._row(place)
        if row is None:
            self._pack_again()
            if name not in self.places:
                raise self._lost()
            row = self._row(place := self.places[name])
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

    def _row(self, place: int) -> Json:
        """Returns a question as it is packed; None where it is damaged."""
        outline = self._outline
        begin = outline.ends[place - 1] if place else 0
        size = outline.ends[place] - begin
        data = self._read(self._head.begins + self._head.size + self._head.searched + begin, size)
        return json.loads(data) if _sound(data, size, outline.checksums[place]) else None

    @cached_property
    def _outline(self) -> _Outline:
        data = self._read(self._head.begins, self._head.size)
        if not _sound(data, self._head.size, self._head.checksum):
            self._pack_again()
            data = self._read(self._head.begins, self._head.size)
        return _outline(data, self._head.number)

    def _pack_again(self) -> None:
        data = self._again()
        fresh = head(held(data), len(data))
        if fresh.id != self._head.id:
            raise self._lost()
        self._head, self._read = fresh, held(data)
        for name in ("_outline", "entries", "places"):
            self.__dict__.pop(name, None)

    def _lost(self) -> QuizError:
        return QuizError(f"{one_line(str(self._path))} is no longer the bank that was read.", "Start again.")


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
