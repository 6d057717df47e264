"""From the mapping of one question to the question."""

import re
import unicodedata
from hashlib import sha256
from typing import assert_never

from quiz.bank import cloze, habits, kinds
from quiz.bank.codes import Code
from quiz.bank.fields import Fields, collapsed
from quiz.bank.foreign import questions as foreign
from quiz.bank.foreign import words
from quiz.bank.foreign.words import Vocabulary
from quiz.bank.nodes import Mapping as MappingNode
from quiz.bank.nodes import Node, Scalar, spot
from quiz.bank.report import Report, Spot, listed, shown
from quiz.bank.syntax import line_of, unspaced
from quiz.model import (
    Choice,
    Cloze,
    Key,
    Kind,
    Match,
    Number,
    Order,
    Question,
    Recall,
    Select,
    Source,
    TrueFalse,
    Typed,
    kind_name,
)
from quiz.records import NamedTuple

_SHARED = frozenset({"id", "kind", "ask", "why", "hint", "where", "source", "as_of", "tags"})
_OWN = frozenset(key for keys in kinds.KEYS.values() for key in keys)
_KNOWN = _SHARED | _OWN
ALLOWED = {kind: _SHARED.union(keys) for kind, keys in kinds.KEYS.items()} | {
    "cloze": _SHARED - {"ask"} | {"cloze"}
}
DECISIVE = (
    ("cloze", "cloze"),
    ("order", "order"),
    ("match", "match"),
    ("recall", "recall"),
    ("answers", "select"),
    ("choices", "choice"),
    ("wrong", "choice"),
    ("tolerance", "number"),
    ("accept", "typed"),
    ("reject", "typed"),
)
"""Keys that tell the kind where none is written; the first that is there decides."""
VOCABULARY = Vocabulary(_KNOWN, words.QUESTION, words.QUESTION_HINTS)
"""The keys of a question, and what other programs call them."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LONGEST_ID = 60
_MERGE = "<<"


class Inherited(NamedTuple):
    """What a question takes from its bank where it does not say it itself."""

    bank: str
    source: Source
    as_of: str
    tags: tuple[str, ...]


class Questions:
    """Reads the questions of one bank.

    Args:
        inherited: What they take from the bank.
        report: Takes the problems.
    """

    def __init__(self, inherited: Inherited, report: Report) -> None:
        self.inherited = inherited
        self.found: list[Question] = []
        """The questions without problems."""
        self.count = 0
        """How many were read."""
        self._last = 0
        """How many problems there were before the question that was read last."""
        self._report = report
        self._ids: dict[str, Scalar] = {}
        self._wordings: dict[str, Spot] = {}
        self._kinds: dict[tuple[str, ...], str] = {}
        """The kinds that follow from sets of keys, which are all known and belong together."""

    def read(self, node: Node) -> None:
        """Reads an entry of `questions`, or reports why it is no question.

        Raises:
            TooManyProblems: The report is full.
        """
        self.count += 1
        if not isinstance(node, MappingNode):
            self._report_no_question(node)
            return
        if len(node.values) == 1 and self.count > 1 and self._is_stray(node):
            return
        before = self._last = len(self._report.problems)
        kind = self._kinds.get(tuple(node.values), "")
        if kind or node.values.keys() <= _KNOWN:
            question = self._question(node, kind)
            if len(self._report.problems) == before:
                self.found.append(question)
                return
            if not foreign.is_foreign(node):
                return
            self._report.take_back(before)
        self._read_foreign(node)

    def _read_foreign(self, node: MappingNode) -> None:
        """Reports a question that is not written as in a bank, with what is wrong with it beyond that."""
        if _MERGE in node.values:
            message = "banks have no merge keys: what `<<` would bring in is not read"
            at = spot(node.keys[_MERGE])
            self._report.add(at, Code.REFERENCE, message, "write the question out in full")
        else:
            self._question(foreign.translated(node, VOCABULARY, self._report), "")

    def _report_no_question(self, node: Node) -> None:
        line = line_of(self._report.text, node.line)[node.column - 1 :]
        key, text = habits.keyed(line)
        if isinstance(node, Scalar) and words.meant(key, _KNOWN, {}):
            self._report.add(*unspaced(Spot(node.line, node.column), key, text))
            return
        hint = "a question has keys with values: - ask: Which river flows through Moscow?"
        self._report.add(node, Code.WRONG_SHAPE, "this is not a question", hint)

    def _is_stray(self, node: MappingNode) -> bool:
        """Reports a key of the question above that begins with a hyphen; says whether it is one."""
        ((key, _),) = node.values.items()
        if key not in _KNOWN or key in ("ask", "cloze"):
            return False
        problems = self._report.problems
        if len(problems) > self._last and problems[-1].code == Code.NO_ANSWER and key in _OWN:
            problems.pop()
        message = f"`{key}` is no question; only the first key of a question has a hyphen before it"
        self._report.add(node, Code.MISPLACED_KEY, message, "write a space instead of the hyphen")
        return True

    def forget_missing(self) -> None:
        """Takes back what the last question lacks, where the file breaks off within it."""
        start, lacking = self._last, {Code.NO_ANSWER, Code.MISSING_KEY}
        found = self._report.problems[start:]
        self._report.problems[start:] = [problem for problem in found if problem.code not in lacking]

    def _question(self, node: MappingNode, kind: str) -> Question:
        """Returns a question; where it has no kind, only what all kinds share is looked at."""
        fields = Fields(node, self._report, "a question")
        kind = kind or self._kind(fields)
        own_id = self._id(fields)
        ask = "" if kind == "cloze" else fields.scalar("ask", "ask: Which river flows through Moscow?").text
        data = kinds.READERS[kind](fields) if kind else Recall(())
        if isinstance(data, Cloze):
            ask = cloze.BLANK.join(data.texts)
        wording = collapsed(ask)
        wording_id, fingerprint = _fingerprints(wording, data)
        if not own_id and wording and "id" not in fields.values:
            self._check_wording(wording_id, node)
        return Question(
            Key(self.inherited.bank, own_id or wording_id),
            self._report.place(node),
            data,
            ask,
            wording_id,
            fingerprint,
            fields.text("why"),
            fields.text("hint"),
            fields.text("where"),
            fields.source(self.inherited.source),
            fields.as_of(self.inherited.as_of),
            fields.tags(self.inherited.tags),
        )

    def _kind(self, fields: Fields) -> str:
        """Returns the kind of a question, or an empty text where there is none, having checked its keys."""
        keys = tuple(fields.values)
        before = len(self._report.problems)
        kind = _kind(fields)
        if kind and not fields.values.keys() <= ALLOWED[kind]:
            _report_misplaced(fields, kind)
        decided = "kind" not in keys and any(key in keys for key, _ in DECISIVE)
        if decided and before == len(self._report.problems):
            self._kinds[keys] = kind
        return kind

    def _id(self, fields: Fields) -> str:
        if "id" not in fields.values:
            return ""
        given = fields.scalar("id", "id: which-river")
        if given.text and not _ID.fullmatch(given.text):
            report_bad_id(self._report, given, "id", ", -, . and _")
        elif given.text:
            first = self._ids.setdefault(given.text, given)
            if first is not given:
                message = f"another question has the id “{shown(given.text)}” already, in line {first.line}"
                self._report.add(given, Code.DUPLICATE_QUESTION, message, "give one of them another id")
        return given.text

    def _check_wording(self, wording_id: str, node: MappingNode) -> None:
        at = spot(node.mark)
        first = self._wordings.setdefault(wording_id, at)
        if first != at:
            message = f"the question in line {first.line} asks the same, and neither has an id"
            self._report.add(node, Code.DUPLICATE_WORDING, message, "give each an id: a word of its own")


def report_bad_id(report: Report, given: Scalar, key: str, marks: str) -> None:
    """Reports an id that is not made of the letters that an id may have, and suggests one that is.

    Args:
        report: Takes the problem.
        given: What is written.
        key: The key it is written after.
        marks: What an id may hold besides letters and digits.
    """
    likely = suggested_id(given.text) or "some-name"
    message = f"“{shown(given.text)}” is no id: an id has the letters a to z, digits{marks}, and no spaces"
    report.add(given, Code.BAD_ID, message, f"{key}: {likely}")


def suggested_id(text: str) -> str:
    """Returns an id made of the words of a text, or an empty text where it has no letters for one."""
    plain = unicodedata.normalize("NFKD", text[: 4 * _LONGEST_ID]).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()[:_LONGEST_ID].rstrip("-")


def _kind(fields: Fields) -> str:
    """Returns the kind of a question, written or implied, or an empty text where there is none."""
    implied = _implied(fields)
    if "kind" in fields.values:
        return _written(fields, implied)
    if not implied:
        message = "this question has no answer"
        hint = "add answer:, with wrong: for a choice; or answers:, cloze:, order:, match: or recall:"
        fields.report.add(fields.place(""), Code.NO_ANSWER, message, hint)
    return implied


def _implied(fields: Fields) -> str:
    values = fields.values
    for key, kind in DECISIVE:
        if key in values:
            return kind
    answer = values.get("answer")
    if answer is None:
        return ""
    return "true-false" if isinstance(answer, Scalar) and answer.text.casefold() in kinds.TRUTHS else "typed"


def _written(fields: Fields, implied: str) -> str:
    given = fields.scalar("kind", "kind: choice")
    kind = given.text
    if kind not in kinds.KEYS:
        kind = words.meant(kind, kinds.KEYS, words.KINDS)
        if given.text:
            hint = f"did you mean {kind}?" if kind else f"the kinds are {listed(tuple(kinds.KEYS))}"
            fields.report.add(given, Code.BAD_KIND, f"there is no kind “{shown(given.text)}”", hint)
    own = fields.values.keys() & _OWN
    if not kind or (implied and own <= ALLOWED[implied] and not own <= ALLOWED[kind]):
        if kind:
            message = f"the kind is {kind}, but the keys are those of {implied}: {listed(sorted(own))}"
            hint = f"kind: {implied}, or leave `kind` out"
            fields.report.add(given, Code.KIND_MISMATCH, message, hint)
        return implied
    return kind


def _report_misplaced(fields: Fields, kind: str) -> None:
    for key in fields.values:
        if key in ALLOWED[kind]:
            continue
        if key == "ask":
            message = "`ask` does not go with `cloze`, whose text asks by its gaps"
            hint = "delete it, or put its words at the start of the text"
        else:
            owners = [name for name, keys in kinds.KEYS.items() if key in keys]
            message = f"`{key}` belongs to {listed(owners)} questions; by its other keys this one is {kind}"
            hint = "delete it, or change the other keys"
        fields.report.add(fields.place(key), Code.MISPLACED_KEY, message, hint)


def _fingerprints(wording: str, kind: Kind) -> tuple[str, str]:
    """Returns what names a wording, and what names it together with its answer."""
    hasher = sha256(wording.encode())
    wording_id = hasher.hexdigest()[:16]
    hasher.update(f"\0{kind_name(kind)}\0{_answer(kind)}".encode())
    return f"~{wording_id}", hasher.hexdigest()[:16]


def _answer(kind: Kind) -> str:
    """Returns what a learner has to know: the answer without lures, other spellings and tolerance.

    The parts are put together with characters that no text of a bank can have.
    """
    match kind:
        case Choice() | Typed():
            return kind.answer
        case TrueFalse():
            return str(kind.answer)
        case Select():
            return "\0".join(sorted(kind.answers))
        case Number():
            return f"{kind.value.normalize()}\0{kind.unit}"
        case Cloze():
            return "\0".join(gap.answer for gap in kind.gaps)
        case Order():
            return "\0".join(kind.items)
        case Match():
            return "\0".join(sorted(f"{left}\1{right}" for left, right in kind.pairs))
        case Recall():
            return "\0".join(sorted(kind.points))
        case _:
            assert_never(kind)
