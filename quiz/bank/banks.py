"""From the bytes of one file to a bank."""

import re
from pathlib import Path

from quiz.bank import decoding, habits, nodes
from quiz.bank.codes import Code
from quiz.bank.fields import Fields
from quiz.bank.foreign import words
from quiz.bank.foreign.banks import Finder
from quiz.bank.foreign.words import Vocabulary
from quiz.bank.listed import Listed
from quiz.bank.nodes import List, Mapping, Node, Scalar
from quiz.bank.questions import VOCABULARY, Inherited, Questions, report_bad_id, suggested_id
from quiz.bank.reading import Reading
from quiz.bank.report import Report, Spot, TooManyProblems, shown
from quiz.bank.syntax import line_of, unspaced
from quiz.model import Bank, Source

KEYS = frozenset({"bank", "title", "about", "source", "as_of", "tags", "questions"})
_VOCABULARY = Vocabulary(KEYS, words.BANK, words.BANK_HINTS)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_QUESTIONS = "questions: and below it each question, after a hyphen and a space"


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
        self._finder = Finder(_VOCABULARY, VOCABULARY, report)

    def read(self, data: bytes) -> Bank | None:
        source = decoding.decode(data, self._report)
        if source is None:
            return None
        self._report.text = source.text
        root = self._parse(source)
        if root is None or isinstance(root, Scalar):
            self._report_no_bank(root)
            return None
        title = root.values.get("title") if isinstance(root, Mapping) else None
        found = self._finder.find(root, f"bank: {self._suggested(title)}")
        if found.bank is None:
            self._read_all(found.questions)
            return None
        return self._bank(source, Fields(found.bank, self._report, "a bank"), found.questions)

    def _parse(self, source: decoding.Source) -> Node | None:
        root = nodes.parse(source, self._report, "questions", self._read_question)
        if root is None and self._questions:
            self._questions.forget_missing()
        return root

    def _read_question(self, above: Mapping, node: Node) -> None:
        if self._questions is None:
            unheard = Fields(above, Report(self._report.path), "a bank")
            self._questions = Questions(_inherited(unheard, unheard.text("bank")), self._report)
        self._questions.read(node)

    def _bank(self, source: decoding.Source, fields: Fields, elsewhere: list[Node]) -> Bank | None:
        fields.correct(_VOCABULARY)
        self._read_id(fields)
        inherited = _inherited(fields, self.id.text)
        title, about = fields.text("title"), fields.text("about")
        self._read_all([*self._listed(fields), *elsewhere])
        if not elsewhere and not self._ended():
            self._check_questions(fields)
        if self._report.problems:
            return None
        questions = self._questions or Questions(inherited, self._report)
        if questions.inherited != inherited:
            # Some of what they inherit stands below the questions, which were read without it.
            questions = self._questions = Questions(inherited, self._report)
            self._parse(source)
        return Bank(self.id.text, title or self.id.text, self._report.path, Listed(questions.found), about)

    def _read_id(self, fields: Fields) -> None:
        likely = f"bank: {self._suggested(fields.values.get('title'))}"
        given = fields.scalar("bank", f"{likely}, unlike that of any other bank")
        if given.text and not _ID.fullmatch(given.text):
            report_bad_id(self._report, given, "bank", " and -")
        else:
            self.id = given

    def _suggested(self, title: Node | None) -> str:
        """Returns an id for a bank that has none."""
        words = title.text if isinstance(title, Scalar) else ""
        return suggested_id(words) or suggested_id(self._report.path.stem) or "some-name"

    def _listed(self, fields: Fields) -> list[Node]:
        """Returns the questions after `questions` that have not been read."""
        node = fields.values.get("questions")
        if isinstance(node, Mapping):
            return self._finder.listed(node)
        return node.items if isinstance(node, List) else []

    def _read_all(self, nodes: list[Node]) -> None:
        if not nodes:
            return
        questions = self._questions or Questions(Inherited("", Source(), "", ()), self._report)
        self._questions = questions
        for node in nodes:
            questions.read(node)

    def _ended(self) -> bool:
        """Says whether the bank goes on in a document of its own, which is not read."""
        return any(problem.code == Code.SECOND_DOCUMENT for problem in self._report.problems)

    def _check_questions(self, fields: Fields) -> None:
        fields.need("questions", _QUESTIONS)
        node = fields.values.get("questions")
        if self._questions and self._questions.count:
            return
        if isinstance(node, Mapping):
            message = "`questions` is a list: each question begins with a hyphen and a space"
            line = line_of(self._report.text, node.line)
            hint = (habits.with_hyphen(line) or f"- {line.strip()}").strip()
            self._report.add(node, Code.WRONG_SHAPE, message, shown(hint))
        elif isinstance(node, Scalar) and node.text:
            self._report.add(node, Code.WRONG_SHAPE, "`questions` is a list, not one text", _QUESTIONS)
        elif node is not None:
            self._report.add(node, Code.NO_QUESTIONS, "this bank has no questions", _QUESTIONS)

    def _report_no_bank(self, root: Scalar | None) -> None:
        if self._report.problems:
            return
        hint = f"a bank begins with bank: {self._suggested(None)}, then title: and questions:"
        if root is None or not root.text:
            self._report.add(Spot(1, 1), Code.NO_QUESTIONS, "this file is empty: no questions", hint)
            return
        key, text = habits.keyed(line_of(self._report.text, root.line)[root.column - 1 :])
        if words.meant(key, KEYS, {}):
            self._report.add(*unspaced(Spot(root.line, root.column), key, text))
        else:
            self._report.add(root, Code.WRONG_SHAPE, "this is a text, not a bank", hint)


def _inherited(fields: Fields, bank: str) -> Inherited:
    return Inherited(bank, fields.source(Source()), fields.as_of(""), fields.tags(()))
