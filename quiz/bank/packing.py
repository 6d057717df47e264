"""Packs banks that have been read; what that makes of them, and how it is read, is in quiz.bank.packed."""

import marshal
from array import array
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from zlib import crc32

from quiz.bank.packed import AFTER, BETWEEN, MAGIC, NUMBER
from quiz.caching import Plain
from quiz.model import Bank, Entry, Place, Question, Questions, Source, kind_name

_IN_A_DRAWER = 16
"""Ids, more or less."""


def pack(bank: Bank, place: Place, of: Plain) -> bytes:
    """Returns a bank as bytes.

    Args:
        bank: The bank.
        place: Where its id stands.
        of: What it was read from, which marshal can hold; the head gives it back.
    """
    questions = bank.questions
    rows = [marshal.dumps(_plain(_question_row(question))) for question in questions]
    ids = "\n".join(questions.ids).encode()
    texts = "\n".join(questions.texts).encode("utf-8", "surrogatepass")
    parts = (ids, _index(questions.ids), _details(questions, rows), texts)
    head = marshal.dumps(
        [
            *(of, bank.id, bank.title, bank.about, place.line, place.column),
            *(len(questions), questions.named, dict(questions.kinds), list(questions.tags)),
            *(list(map(len, parts)), list(map(crc32, parts))),
        ]
    )
    start = MAGIC + crc32(head).to_bytes(NUMBER) + len(head).to_bytes(NUMBER)
    return b"".join((start, head, *parts, *rows))


def _index(ids: Sequence[str]) -> bytes:
    """Returns the ids in drawers, each between two line breaks: one is found without looking through all."""
    drawers = ["\n"] * (len(ids) // _IN_A_DRAWER + 1)
    for name in ids:
        drawers[crc32(name.encode()) % len(drawers)] += f"{name}\n"
    return AFTER.join(drawers).encode()


def _details(questions: Questions, rows: list[bytes]) -> bytes:
    """Returns what is known of each question as bytes that are soon taken apart."""
    sorts: dict[str, int] = {}
    labels = [sorts.setdefault(_sort(each), len(sorts)) for each in questions.entries]
    wordings = "\n".join(
        each.wording_id * (each.wording_id != each.key.question) for each in questions.entries
    ).encode()
    sorted_out = AFTER.join(sorts).encode("utf-8", "surrogatepass")
    numbers = (labels, accumulate(map(len, rows)), map(crc32, rows))
    sizes = array("I", (len(wordings), len(sorted_out)))
    return b"".join([sizes, wordings, sorted_out, *(array("I", each) for each in numbers)])


def _sort(entry: Entry) -> str:
    return BETWEEN.join((entry.kind, *entry.tags, ""))


def _plain(value: object) -> Plain:
    """Returns a value with a plain tuple for each named one, and a text for a Decimal."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return str(value) if isinstance(value, Decimal) else value


def _question_row(question: Question) -> tuple[object, ...]:
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
