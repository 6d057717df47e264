"""A bank beside the text of its file, so that advice can point at the word it is about."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import accumulate, pairwise

from quiz.bank import decoding, nodes
from quiz.bank.advice.codes import Tip
from quiz.bank.decoding import Source
from quiz.bank.nodes import List, Mapping, Node, Scalar
from quiz.bank.report import Located, Report, Spot
from quiz.model import Bank, Kind, Place, Problem, Question, Severity


class Asked:
    """A question and where its parts stand.

    Args:
        question: The question.
        text: What stands in the file from where it begins to where the next one does.
        find: Returns what YAML's reader makes of it, and how many lines of the file that was not told of.
    """

    def __init__(self, question: Question, text: str, find: Callable[[], tuple[Mapping, int]]) -> None:
        self.question = question
        self.text = text
        self._find = find

    @property
    def kind(self) -> Kind:
        """What the learner does."""
        return self.question.kind

    @property
    def place(self) -> Place:
        """Where the question begins."""
        return self.question.place

    @cached_property
    def _found(self) -> tuple[Mapping, int]:
        return self._find()

    def at(self, key: str) -> Located:
        """Returns where the value of a key stands, or the question where there is none."""
        node, above = self._found
        value = node.values.get(key)
        return Spot(value.line + above, value.column) if value else self.place

    def entry(self, text: str) -> Located:
        """Returns where an answer, an option or another text of the question stands."""
        return next((at for found, at in self.texts() if found == text), self.place)

    def texts(self, *keys: str) -> Iterator[tuple[str, Located]]:
        """Yields the texts after these keys, or after all, with their places."""
        node, above = self._found
        for key in keys or tuple(node.values):
            if key in node.values:
                for text, at in _texts(node.values[key]):
                    yield text, Spot(at.line + above, at.column)


def _texts(node: Node) -> Iterator[tuple[str, Located]]:
    match node:
        case Scalar():
            yield node.text, node
        case List():
            for item in node.items:
                yield from _texts(item)
        case Mapping():
            for key, value in node.values.items():
                yield key, nodes.spot(node.keys[key])
                yield from _texts(value)


class Sheet:
    """A bank that can be used, with the text of its file.

    Args:
        bank: The bank.
        data: The contents of its file.
    """

    def __init__(self, bank: Bank, data: bytes) -> None:
        source = decoding.decode(data, Report(bank.path))
        if source is None:
            raise ValueError("these are not the contents of the bank's file")
        self.bank = bank
        self.text = source.text
        self._source = source
        text = f"{self.text}\n"
        begins = [self._offset(question.place) for question in bank.questions]
        parts = zip(bank.questions, pairwise([*begins, len(text)]), strict=True)
        self.asked = [
            Asked(question, text[first:last], partial(self._find, number))
            for number, (question, (first, last)) in enumerate(parts)
        ]

    def _find(self, number: int) -> tuple[Mapping, int]:
        """Returns a question as YAML's reader reads it, from its own lines if nothing else stands there."""
        asked = self.asked[number]
        if lines := asked.text.rpartition("\n")[0]:
            text = " " * (asked.place.column - 1) + lines
            if alone := nodes.mapping_alone(Source(text, self._source.plain), self.bank.path):
                return alone, asked.place.line - 1
        return self._read[1][number], 0

    @cached_property
    def _read(self) -> tuple[Node | None, list[Mapping]]:
        return nodes.questions(self._source, Report(self.bank.path))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def _offset(self, at: Located) -> int:
        return self._starts[at.line - 1] + at.column - 1

    def word(self, word: str, at: Located) -> Located:
        """Returns where a word stands in the text that begins at a place, or the place itself."""
        start = self._offset(at)
        found = re.compile(re.escape(word), re.IGNORECASE).search(self.text, start, start + 20_000)
        if found is None:
            return at
        before = self.text.count("\n", start, found.start())
        line = at.line + before
        return Spot(line, found.start() - self._starts[line - 1] + 1)

    def key(self, key: str) -> Located:
        """Returns where a key of the bank itself stands, or the start of the file."""
        root = self._read[0]
        return nodes.spot(root.keys.get(key) if isinstance(root, Mapping) else None)

    def advice(self, at: Located, tip: Tip, message: str, hint: str) -> Problem:
        """Returns a piece of advice on this bank."""
        place = Place(self.bank.path, at.line, at.column)
        return Problem(place, tip, message, hint, Severity.ADVICE)
