"""From the bytes of one file to a bank."""

import re
from pathlib import Path
from typing import NamedTuple

from quiz.bank import decoding, nodes
from quiz.bank.codes import Code
from quiz.bank.fields import Fields
from quiz.bank.nodes import List, Mapping, Node, Scalar
from quiz.bank.questions import Inherited, Questions, report_bad_id
from quiz.bank.report import Report, Spot, TooManyProblems
from quiz.model import Bank, Place, Problem, Source

KEYS = frozenset({"bank", "title", "about", "source", "as_of", "tags", "questions"})
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
        self._questions: Questions | None = None

    def read(self, data: bytes) -> Bank | None:
        source = decoding.decode(data, self._report)
        if source is None:
            return None
        self._report.text = source.text
        root = self._parse(source)
        if isinstance(root, Mapping):
            return self._bank(source, Fields(root, self._report, "a bank"))
        if not self._report.problems:
            self._report_no_bank(root)
        return None

    def _parse(self, source: decoding.Source) -> Node | None:
        return nodes.parse(source, self._report, "questions", self._read_question)

    def _read_question(self, above: Mapping, node: Node) -> None:
        if self._questions is None:
            unheard = Fields(above, Report(self._report.path), "a bank")
            self._questions = Questions(_inherited(unheard, unheard.text("bank")), self._report)
        self._questions.read(node)

    def _bank(self, source: decoding.Source, fields: Fields) -> Bank | None:
        fields.correct(KEYS, _SYNONYMS)
        self._read_id(fields)
        inherited = _inherited(fields, self.id.text)
        title, about = fields.text("title"), fields.text("about")
        questions = self._questions or Questions(inherited, self._report)
        self._check_questions(fields, questions)
        if self._report.problems:
            return None
        if questions.inherited != inherited:
            # Some of what they inherit stands below the questions, which were read without it.
            questions = self._questions = Questions(inherited, self._report)
            self._parse(source)
        return Bank(self.id.text, title or self.id.text, self._report.path, tuple(questions.found), about)

    def _read_id(self, fields: Fields) -> None:
        given = fields.scalar("bank", "bank: some-name, unlike that of any other bank")
        if given.text and not _ID.fullmatch(given.text):
            report_bad_id(self._report, given, "bank", " and -")
        else:
            self.id = given

    def _check_questions(self, fields: Fields, questions: Questions) -> None:
        fields.need("questions", _QUESTIONS)
        node = fields.values.get("questions")
        if isinstance(node, Mapping):
            self._report.add(
                node, Code.WRONG_SHAPE, "`questions` is a list, not keys with values", _QUESTIONS
            )
        elif isinstance(node, Scalar) and node.text:
            self._report.add(node, Code.WRONG_SHAPE, "`questions` is a list, not one text", _QUESTIONS)
        elif node is not None:
            for item in node.items if isinstance(node, List) else ():
                questions.read(item)
            if not questions.count:
                self._report.add(node, Code.NO_QUESTIONS, "this bank has no questions", _QUESTIONS)

    def _report_no_bank(self, root: Node | None) -> None:
        hint = "a bank begins with bank: some-name, then title: and questions:"
        if root is None or (isinstance(root, Scalar) and not root.text):
            self._report.add(Spot(1, 1), Code.NO_QUESTIONS, "this file is empty: no questions", hint)
        elif isinstance(root, List):
            hint = "write bank: some-name and questions: above the list"
            self._report.add(root, Code.WRONG_SHAPE, "a bank has keys; this is a list", hint)
        else:
            self._report.add(root, Code.WRONG_SHAPE, "this is a text, not a bank", hint)


def _inherited(fields: Fields, bank: str) -> Inherited:
    return Inherited(bank, fields.source(Source()), fields.as_of(""), fields.tags(()))
