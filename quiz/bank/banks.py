"""From the bytes of one file to a bank."""

import re
from pathlib import PurePath

from quiz.bank import decoding, usual
from quiz.bank.codes import Code
from quiz.bank.fields import Fields
from quiz.bank.files import Reading
from quiz.bank.listed import Listed
from quiz.bank.questions import KNOWN, Inherited, Questions, report_bad_id, suggested_id
from quiz.bank.raw import Items, Mark, Pairs, Parse, Parsed, Raw, spot
from quiz.bank.report import Report, Spot, TooManyProblems, shown
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank, Place, Source

if TYPE_CHECKING:
    from quiz.bank.foreign.banks import Finder
    from quiz.bank.nodes import Node

KEYS = frozenset({"bank", "title", "about", "source", "as_of", "tags", "questions"})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_QUESTIONS = "questions: and below it each question, after a hyphen and a space"


def read(data: bytes, path: str) -> Reading:
    """Returns the bank that the bytes of a file are, or what is wrong with them."""
    reading = _read(data, Report(path, most=0), usual.parse)
    if reading.bank:
        return reading
    from quiz.bank import parsing

    return _read(data, Report(path), parsing.parse)


def _read(data: bytes, report: Report, parse: Parse) -> Reading:
    reader = _Reader(report, parse)
    try:
        bank = reader.read(data)
    except TooManyProblems:
        bank = None
    return Reading(None if report.problems else bank, report.problems, reader.id, reader.place)


class _Reader:
    def __init__(self, report: Report, parse: Parse) -> None:
        self.id = ""
        self.place: Place | None = None
        """Where the id stands."""
        self._report = report
        self._parser = parse
        self._questions: Questions | None = None

    def read(self, data: bytes) -> Bank | None:
        source = decoding.decode(data, self._report)
        if source is None:
            return None
        self._report.text = source.text
        parsed = self._parse(source)
        if parsed is None or isinstance(parsed.root, str):
            self._report_no_bank(parsed)
            return None
        root = parsed.root
        if isinstance(root, Pairs) and _is_plain(root):
            return self._bank(source, Fields(root, self._report, "a bank"), [])
        return self._elsewhere(source, root)

    def _elsewhere(self, source: decoding.Source, root: Items | Pairs) -> Bank | None:
        """Reads a file whose questions may stand elsewhere than in one list after `questions`."""
        from quiz.bank import nodes

        title = root.values.get("title") if isinstance(root, Pairs) else None
        node = nodes.mapping(root) if isinstance(root, Pairs) else nodes.listed(root)
        found = self._finder().find(node, f"bank: {self._suggested(title)}")
        if found.bank is None:
            self._read_nodes(found.questions)
            return None
        return self._bank(source, Fields(nodes.pairs(found.bank), self._report, "a bank"), found.questions)

    def _finder(self) -> "Finder":
        from quiz.bank.foreign.banks import Finder
        from quiz.bank.foreign.words import vocabulary

        return Finder(vocabulary("a bank", KEYS), vocabulary("a question", KNOWN), self._report)

    def _parse(self, source: decoding.Source) -> Parsed | None:
        parsed = self._parser(source, self._report, "questions", self._read_question)
        if parsed is None and self._questions:
            self._questions.forget_missing()
        return parsed

    def _read_question(self, above: Pairs, entry: Raw, mark: Mark | None) -> None:
        if self._questions is None:
            unheard = Fields(above, Report(self._report.path), "a bank")
            self._questions = Questions(_inherited(unheard, unheard.text("bank")), self._report)
        self._questions.read(entry, mark)

    def _bank(self, source: decoding.Source, fields: Fields, elsewhere: "list[Node]") -> Bank | None:
        fields.correct(KEYS)
        self._read_id(fields)
        inherited = _inherited(fields, self.id)
        title, about = fields.text("title"), fields.text("about")
        self._read_left(fields)
        self._read_nodes(elsewhere)
        if not elsewhere and not self._ended():
            self._check_questions(fields)
        if self._report.problems:
            return None
        questions = self._questions or Questions(inherited, self._report)
        if questions.inherited != inherited:
            # Some of what they inherit stands below the questions, which were read without it.
            questions = self._questions = Questions(inherited, self._report)
            self._parse(source)
        return Bank(self.id, title or self.id, self._report.path, Listed(questions.found), about)

    def _read_id(self, fields: Fields) -> None:
        likely = f"bank: {self._suggested(fields.values.get('title'))}"
        given = fields.needed("bank", f"{likely}, unlike that of any other bank")
        if given and not _ID.fullmatch(given):
            report_bad_id(self._report, fields.at("bank"), given, "bank", " and -")
        elif given:
            self.id, self.place = given, self._report.place(fields.at("bank"))

    def _suggested(self, title: Raw | None) -> str:
        """Returns an id for a bank that has none."""
        words = title if isinstance(title, str) else ""
        return suggested_id(words) or suggested_id(PurePath(self._report.path).stem) or "some-name"

    def _read_left(self, fields: Fields) -> None:
        """Reads the questions after `questions` that have not been read."""
        given = fields.values.get("questions")
        if isinstance(given, Items):
            for entry, mark in zip(given.values, given.marks, strict=True):
                self._these().read(entry, mark)
        elif isinstance(given, Pairs):
            from quiz.bank import nodes

            self._read_nodes(self._finder().listed(nodes.mapping(given)))

    def _read_nodes(self, questions: "list[Node]") -> None:
        for node in questions:
            from quiz.bank import nodes

            self._these().read(nodes.raw(node), node.mark)

    def _these(self) -> Questions:
        """Returns the questions of the bank; where none have been read, they inherit nothing."""
        if self._questions is None:
            self._questions = Questions(Inherited("", Source(), "", ()), self._report)
        return self._questions

    def _ended(self) -> bool:
        """Says whether the bank goes on in a document of its own, which is not read."""
        return any(problem.code == Code.SECOND_DOCUMENT for problem in self._report.problems)

    def _check_questions(self, fields: Fields) -> None:
        fields.need("questions", _QUESTIONS)
        given = fields.values.get("questions")
        if given is None or (self._questions and self._questions.count):
            return
        at = fields.at("questions")
        if isinstance(given, Pairs):
            from quiz.bank import complaints, habits

            message = "`questions` is a list: each question begins with a hyphen and a space"
            line = complaints.line_of(self._report.text, at.line)
            hint = (habits.with_hyphen(line) or f"- {line.strip()}").strip()
            self._report.add(at, Code.WRONG_SHAPE, message, shown(hint))
        elif isinstance(given, str) and given:
            self._report.add(at, Code.WRONG_SHAPE, "`questions` is a list, not one text", _QUESTIONS)
        else:
            self._report.add(at, Code.NO_QUESTIONS, "this bank has no questions", _QUESTIONS)

    def _report_no_bank(self, parsed: Parsed | None) -> None:
        if self._report.problems:
            return
        hint = f"a bank begins with bank: {self._suggested(None)}, then title: and questions:"
        if parsed is None or not parsed.root:
            self._report.add(Spot(1, 1), Code.NO_QUESTIONS, "this file is empty: no questions", hint)
            return
        from quiz.bank import complaints, habits
        from quiz.bank.foreign import words

        at = spot(parsed.mark)
        key, text = habits.keyed(complaints.line_of(self._report.text, at.line)[at.column - 1 :])
        if words.meant(key, KEYS, {}):
            self._report.add(*complaints.unspaced(at, key, text))
        else:
            self._report.add(at, Code.WRONG_SHAPE, "this is a text, not a bank", hint)


def _is_plain(root: Pairs) -> bool:
    """Says whether a file can be nothing but a bank: it has its keys, and no questions but in their list."""
    below = (value.values.values() for value in root.values.values() if isinstance(value, Pairs))
    return (
        root.values.keys() <= KEYS
        and isinstance(root.values.get("questions"), Items)
        and all(isinstance(value, str) for values in below for value in values)
    )


def _inherited(fields: Fields, bank: str) -> Inherited:
    return Inherited(bank, fields.source(Source()), fields.as_of(""), fields.tags(()))
