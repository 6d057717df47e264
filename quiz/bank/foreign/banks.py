"""Files whose questions do not stand in one list after `questions`, as other quiz programs have them."""

from quiz.bank.codes import Code
from quiz.bank.foreign import layout, words
from quiz.bank.foreign.words import Vocabulary
from quiz.bank.nodes import ODD_KEY, List, Mapping, Node, Scalar, spot
from quiz.bank.report import Report, shown
from quiz.lean_typing import NamedTuple, TypeGuard

_DEPTH = 4
"""So deep below a key are questions looked for."""
_LEAST_PAIRS = 2


class Found(NamedTuple):
    """What a file is, read as a bank."""

    bank: Mapping | None
    """The keys of the bank; None where there are none."""
    questions: list[Node]
    """Questions that stand where no bank has them."""


class Finder:
    """Looks for the questions of a file.

    Args:
        bank: The keys of banks.
        question: The keys of questions.
        report: Takes what stands where no bank has it.
    """

    def __init__(self, bank: Vocabulary, question: Vocabulary, report: Report) -> None:
        self._bank = bank
        self._question = question
        self._report = report

    def find(self, root: List | Mapping, start: str) -> Found:
        """Returns the keys of the bank and the questions of a file.

        Args:
            root: What the file holds.
            start: How a bank begins, for hints.

        Raises:
            TooManyProblems: The report is full.
        """
        if isinstance(root, List):
            hint = f"write {start} and questions: above the list"
            self._report.add(root, Code.FOREIGN, "a bank has keys; this is a list", hint)
            return Found(None, [item for item in root.items if isinstance(item, Mapping)])
        if not self._has_questions(root) and layout.is_question(root, self._question):
            hint = f"write {start} and questions: above it, and a hyphen before its first key"
            self._report.add(root, Code.FOREIGN, "this is one question; a bank has a list of them", hint)
            return Found(None, [root])
        return self._within(self._unwrapped(root))

    def _unwrapped(self, root: Mapping) -> Mapping:
        """Returns the keys of a bank that stand below a key of their own with those beside it."""
        for key, inner in root.values.items():
            if key == "questions" or not isinstance(inner, Mapping) or not self._has_questions(inner):
                continue
            message = f"the keys of a bank stand at the start of their lines, not below `{shown(key)}`"
            hint = f"delete the line with {shown(key)}: and begin those below it further left"
            self._report.add(spot(root.keys[key]), Code.FOREIGN, message, hint)
            values = {name: node for name, node in root.values.items() if name != key}
            return Mapping(values | inner.values, root.keys | inner.keys, inner.mark)
        return root

    def _has_questions(self, node: Mapping) -> bool:
        return any(
            not isinstance(value, Scalar) and self._word(key) == "questions"
            for key, value in node.values.items()
        )

    def _word(self, key: str) -> str:
        return key if key in self._bank.known else self._bank.meanings.get(words.normal(key), "")

    def _within(self, root: Mapping) -> Found:
        """Returns a bank without the keys below which questions stand."""
        found: list[Node] = []
        values = dict(root.values)
        listed = self._has_questions(root)
        if not listed and (pairs := self._asking_keys(root)):
            found += layout.pairs(root, pairs, self._report)
            asking = set(pairs)
            values = {key: node for key, node in values.items() if key not in asking}
        for key, node in list(values.items()):
            if key == ODD_KEY or isinstance(node, Scalar) or self._word(key) == "questions":
                continue
            if key not in self._bank.known and (inside := self._below(key, node, root, listed=listed)):
                found += inside
                del values[key]
        return Found(Mapping(values, root.keys, root.mark), found)

    def _below(self, key: str, node: Node, root: Mapping, *, listed: bool) -> list[Node]:
        """Returns the questions below a key that no bank has."""
        inside = self._questions_in(node, _DEPTH)
        if inside:
            message = f"questions stand below `{shown(key)}`; a bank has them in one list, `questions`"
            hint = "put them below questions:, where tags: tell the parts apart, or into banks of their own"
            self._report.add(spot(root.keys[key]), Code.FOREIGN, message, hint)
        elif not listed and _is_vocabulary(node):
            return [*layout.pairs(node, list(node.values), self._report)]
        return inside

    def _questions_in(self, node: Node, depth: int) -> list[Node]:
        if not depth or isinstance(node, Scalar):
            return []
        if layout.is_question(node, self._question):
            return [node]
        inside = node.items if isinstance(node, List) else list(node.values.values())
        return [question for item in inside for question in self._questions_in(item, depth - 1)]

    def _asking_keys(self, root: Mapping) -> list[str]:
        """Returns the keys that are questions, where most of the keys are."""
        asking = [key for key in root.values if layout.is_wording(key)]
        return asking if len(asking) >= max(_LEAST_PAIRS, len(root.values) / 2) else []

    def listed(self, node: Mapping) -> list[Node]:
        """Returns the questions of a mapping that stands where their list should.

        Raises:
            TooManyProblems: The report is full.
        """
        if layout.is_question(node, self._question):
            return []
        values = node.values
        if self._has_questions(node) and len(values) <= _LEAST_PAIRS:
            key, inner = next(pair for pair in values.items() if self._word(pair[0]) == "questions")
            message = f"`questions` is the list itself; here it stands below `{shown(key)}`"
            hint = f"delete the line with {shown(key)}: and keep the list below it"
            self._report.add(spot(node.keys[key]), Code.FOREIGN, message, hint)
            if isinstance(inner, Mapping):
                return self.listed(inner)
            return inner.items if isinstance(inner, List) else []
        found = [key for key, value in values.items() if layout.is_question(value, self._question)]
        if not found:
            return [*layout.pairs(node, self._asking_keys(node), self._report)]
        message = "each question of the list begins with a hyphen, not with a key of its own"
        hint = f"write - id: {shown(found[0])} instead of {shown(found[0])}:, and so on"
        for key in found:
            self._report.add_once(spot(node.keys[key]), Code.FOREIGN, message, hint)
        return [values[key] for key in found]


def _is_vocabulary(node: Node) -> TypeGuard[Mapping]:
    """Says whether a node has nothing but texts after its keys."""
    if not isinstance(node, Mapping) or len(node.values) < _LEAST_PAIRS:
        return False
    return all(isinstance(value, Scalar) and value.text for value in node.values.values())
