"""From the bytes of one file to a bank."""

import re
from pathlib import Path
from typing import NamedTuple

from quiz.bank import nodes
from quiz.bank.codes import Code
from quiz.bank.decoding import decode
from quiz.bank.fields import Fields
from quiz.bank.nodes import List, Mapping, Node, Scalar
from quiz.bank.questions import Inherited, Questions, report_bad_id
from quiz.bank.report import Report, Spot, TooManyProblems
from quiz.model import Bank, Place, Problem, Question, Source

_KEYS = frozenset({"bank", "title", "about", "source", "as_of", "tags", "questions"})
_SYNONYMS = {
    "id": "bank",
    "name": "bank",
    "quiz": "questions",
    "items": "questions",
    "cards": "questions",
    "description": "about",
    "date": "as_of",
    "topics": "tags",
    "category": "tags",
    "keywords": "tags",
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_QUESTIONS = "questions: and below it each question, after a hyphen and a space"


class Reading(NamedTuple):
    """What became of one file."""

    bank: Bank | None
    problems: list[Problem]
    id: str = ""
    """The bank's id, also where the bank cannot be used."""
    place: Place | None = None
    """Where the id stands."""


def read(data: bytes, path: Path) -> Reading:
    """Returns the bank that the bytes of a file are, or what is wrong with them."""
    report = Report(path)
    reader = _Reader(report)
    try:
        bank = reader.read(data)
    except TooManyProblems:
        bank = None
    place = report.place(reader.id) if reader.id.text else None
    return Reading(None if report.problems else bank, report.problems, reader.id.text, place)


class _Reader:
    def __init__(self, report: Report) -> None:
        self.id = Scalar("", None)
        self._report = report

    def read(self, data: bytes) -> Bank | None:
        source = decode(data, self._report)
        if source is None:
            return None
        self._report.text = source.text
        root = nodes.parse(source, self._report)
        if isinstance(root, Mapping):
            return self._bank(Fields(root, self._report, "a bank"))
        if not self._report.problems:
            self._report_no_bank(root)
        return None

    def _report_no_bank(self, root: Node | None) -> None:
        hint = "a bank begins with bank: some-name, then title: and questions:"
        if root is None or (isinstance(root, Scalar) and not root.text):
            self._report.add(Spot(1, 1), Code.NO_QUESTIONS, "this file is empty: no questions", hint)
        elif isinstance(root, List):
            hint = "write bank: some-name and questions: above the list"
            self._report.add(root, Code.WRONG_SHAPE, "a bank has keys; this is a list", hint)
        else:
            self._report.add(root, Code.WRONG_SHAPE, "this is a text, not a bank", hint)

    def _bank(self, fields: Fields) -> Bank:
        fields.correct(_KEYS, _SYNONYMS)
        given = fields.scalar("bank", "bank: some-name, unlike that of any other bank")
        if given.text and not _ID.fullmatch(given.text):
            report_bad_id(self._report, given, "bank", " and -")
        else:
            self.id = given
        inherited = Inherited(given.text, fields.source(Source()), fields.as_of(""), fields.tags(()))
        return Bank(
            given.text,
            fields.text("title") or given.text,
            self._report.path,
            tuple(self._questions(fields, inherited)),
            fields.text("about"),
        )

    def _questions(self, fields: Fields, inherited: Inherited) -> list[Question]:
        fields.need("questions", _QUESTIONS)
        node = fields.values.get("questions")
        if isinstance(node, List) and node.items:
            reader = Questions(inherited, self._report)
            return [question for item in node.items if (question := reader.read(item))]
        if isinstance(node, Mapping):
            self._report.add(
                node, Code.WRONG_SHAPE, "`questions` is a list, not keys with values", _QUESTIONS
            )
        elif isinstance(node, Scalar) and node.text:
            self._report.add(node, Code.WRONG_SHAPE, "`questions` is a list, not one text", _QUESTIONS)
        elif node is not None:
            self._report.add(node, Code.NO_QUESTIONS, "this bank has no questions", _QUESTIONS)
        return []
