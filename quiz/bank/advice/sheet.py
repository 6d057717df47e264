"""A bank beside the text of its file, so that advice can point at the word it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from quiz.bank import decoding, nodes
from quiz.bank.advice.codes import Tip
from quiz.bank.nodes import List, Mapping, Node, Scalar
from quiz.bank.report import Located, Report, Spot
from quiz.model import Bank, Kind, Place, Problem, Question, Severity


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and where its parts stand."""

    question: Question
    node: Mapping

    @property
    def kind(self) -> Kind:
        """What the learner does."""
        return self.question.kind

    def at(self, key: str) -> Located:
        """Returns where the value of a key stands, or the question where there is none."""
        return self.node.values.get(key, self.node)

    def entry(self, text: str) -> Located:
        """Returns where an answer, an option or another text of the question stands."""
        return next((at for found, at in self.texts() if found == text), self.node)

    def texts(self, *keys: str) -> Iterator[tuple[str, Located]]:
        """Yields the texts after these keys, or after all, with their places."""
        for key in keys or tuple(self.node.values):
            if key in self.node.values:
                yield from _texts(self.node.values[key])


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
        root, mappings = nodes.questions(source, Report(bank.path))
        self.bank = bank
        self.text = source.text
        self.root = root if isinstance(root, Mapping) else Mapping({}, {}, None)
        self.asked = [Asked(*pair) for pair in zip(bank.questions, mappings, strict=True)]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def word(self, word: str, at: Located) -> Located:
        """Returns where a word stands in the text that begins at a place, or the place itself."""
        start = self._starts[at.line - 1] + at.column - 1
        found = re.compile(re.escape(word), re.IGNORECASE).search(self.text, start, start + 20_000)
        if found is None:
            return at
        before = self.text.count("\n", start, found.start())
        line = at.line + before
        return Spot(line, found.start() - self._starts[line - 1] + 1)

    def key(self, key: str) -> Located:
        """Returns where a key of the bank itself stands, or the start of the file."""
        return nodes.spot(self.root.keys.get(key))

    def advice(self, at: Located, tip: Tip, message: str, hint: str) -> Problem:
        """Returns a piece of advice on this bank."""
        place = Place(self.bank.path, at.line, at.column)
        return Problem(place, tip, message, hint, Severity.ADVICE)
