"""Ids made from words: of a bank from its name, of a question from its wording."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

from quiz.bank import banks, cloze, decoding, nodes
from quiz.bank.codes import Code
from quiz.bank.nodes import Mapping, Scalar
from quiz.bank.report import Report
from quiz.lean_typing import NamedTuple
from quiz.model import Bank, Cloze, Place, Question

_LONGEST = 50
_LINE = re.compile("[^\r\n]*(?:\r\n|[\r\n]|$)")
_LINE_END = re.compile("\r\n|[\r\n]")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def slug(text: str) -> str:
    """Returns an id made of the words of a text: at most 50 characters, whole words where that can be.

    It is empty where the text has no letters and digits that an id may have.
    """
    lowered = text.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered.replace("'", "").replace("’", ""))
    whole = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if len(whole) <= _LONGEST:
        return whole
    return whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


class Filled(NamedTuple):
    """A bank file whose questions have been given ids."""

    data: bytes
    """The contents of the file: as they were, but for the ids."""
    ids: tuple[str, ...]
    """The ids that were put in, in the order of the questions."""


class _Insertion(NamedTuple):
    """What is to be put in front of a column of a line, both counted from 0."""

    line: int
    column: int
    text: str


def with_ids(data: bytes, path: str) -> Filled | None:
    """Returns the contents of a bank file with an id for each question that had none.

    Nothing else is changed: comments, quotes, line ends, byte order mark and indentation stay. An id is made
    of the question's wording, and is like no other in the file.

    Args:
        data: The contents of the file.
        path: Where the file is.

    Returns:
        The new contents; None where no id is missing, where the file has an error that ids do not mend, or
        where a question stands without braces between brackets, so that nothing fits in.
    """
    before = banks.read(data, path)
    if any(problem.code != Code.DUPLICATE_WORDING for problem in before.problems):
        return None
    missing, taken = _questions(data, path)
    if not missing:
        return None
    ids = tuple(_unused(_wording(node), taken) for node in missing)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = _LINE.findall(data.removeprefix(mark).decode())
    insertions = (_insertion(lines, node, name) for node, name in zip(missing, ids, strict=True))
    filled = mark + "".join(_inserted(lines, insertions)).encode()
    after = banks.read(filled, path)
    if after.bank is None or (before.bank and _without_ids(after.bank) != _without_ids(before.bank)):
        return None
    return Filled(filled, ids)


def _questions(data: bytes, path: str) -> tuple[list[Mapping], set[str]]:
    """Returns the questions of a file that have no id, and the ids of the others."""
    report = Report(path)
    source = decoding.decode(data, report)
    questions = nodes.questions(source, report)[1] if source else []
    ids = (node.values.get("id") for node in questions)
    taken = {given.text for given in ids if isinstance(given, Scalar)}
    return [node for node in questions if "id" not in node.values], taken


def _wording(node: Mapping) -> str:
    asked = node.values.get("ask") or node.values.get("cloze")
    text = asked.text if isinstance(asked, Scalar) else ""
    gaps = cloze.read(text) if "cloze" in node.values else None
    return " ".join(gaps.texts) if isinstance(gaps, Cloze) else text


def _unused(wording: str, taken: set[str]) -> str:
    """Returns an id that is not taken yet, and takes it."""
    name = slug(wording)
    if name in {"", "null"}:
        name = f"q-{sha256(wording.encode()).hexdigest()[:8]}"
    made, number = name, 1
    while made in taken:
        number += 1
        made = f"{name}-{number}"
    taken.add(made)
    return made


def _insertion(lines: list[str], node: Mapping, name: str) -> _Insertion:
    number, column = node.line - 1, node.column - 1
    line = lines[number]
    if line[column : column + 1] != "{":
        end = _LINE_END.search(line) or _LINE_END.search("".join(lines))
        return _Insertion(number, column, f"id: {name}{end[0] if end else chr(10)}{' ' * column}")
    rest = line[column + 1 :]
    first = column + 1 + len(rest) - len(rest.lstrip(" "))
    space = " " if line[first:].strip() else ""
    return _Insertion(number, first, f"id: {name},{space}")


def _inserted(lines: list[str], insertions: Iterable[_Insertion]) -> Iterator[str]:
    """Yields the lines with what is to be inserted, which is in order of its places."""
    waiting = iter(insertions)
    coming = next(waiting, None)
    for number, line in enumerate(lines):
        done = 0
        while coming is not None and coming.line == number:
            yield line[done : coming.column] + coming.text
            done, coming = coming.column, next(waiting, None)
        yield line[done:]


def _without_ids(bank: Bank) -> list[Question]:
    nowhere = Place(bank.path)
    return [
        question._replace(key=question.key._replace(question=""), place=nowhere)
        for question in bank.questions
    ]
