"""From the mapping of one question to the question."""

import re
import unicodedata
from hashlib import sha256

from quiz.bank import cloze, kinds
from quiz.bank.codes import Code
from quiz.bank.fields import Fields, collapsed
from quiz.bank.raw import Mark, Pairs, Raw, spot
from quiz.bank.report import Report, Spot, listed, shown
from quiz.lean_typing import NamedTuple, assert_never
from quiz.model import (
    Choice,
    Cloze,
    Key,
    Kind,
    Match,
    Number,
    Order,
    Place,
    Question,
    Recall,
    Select,
    Source,
    TrueFalse,
    Typed,
)

_SHARED = frozenset({"id", "kind", "ask", "why", "hint", "where", "source", "as_of", "tags"})
_OWN = frozenset(key for keys in kinds.KEYS.values() for key in keys)
KNOWN = _SHARED | _OWN
"""The keys of a question."""
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
        self._ids: dict[str, Mark | None] = {}
        self._wordings: dict[str, Spot] = {}
        self._kinds: dict[tuple[str, ...], str] = {}
        """The kinds that follow from sets of keys, which are all known and belong together."""

    def read(self, entry: Raw, mark: Mark | None) -> None:
        """Reads an entry of `questions`, or reports why it is no question.

        Args:
            entry: What was read from the file.
            mark: Where it begins.

        Raises:
            TooManyProblems: The report is full.
        """
        self.count += 1
        if not isinstance(entry, Pairs):
            self._report_no_question(entry, spot(mark))
            return
        if len(entry.values) == 1 and self.count > 1 and self._is_stray(entry):
            return
        before = self._last = len(self._report.problems)
        kind = self._kinds.get(tuple(entry.values), "")
        if kind or entry.values.keys() <= KNOWN:
            question = self._question(entry, kind)
            if len(self._report.problems) == before:
                self.found.append(question)
                return
        self._read_closely(entry, before)

    def _read_closely(self, entry: Pairs, before: int) -> None:
        """Reports a question that is not written as in a bank, with what is wrong with it beyond that.

        Args:
            entry: The question, which has problems.
            before: How many problems there were before it.
        """
        from quiz.bank import nodes
        from quiz.bank.foreign import questions as foreign
        from quiz.bank.foreign import words

        node = nodes.mapping(entry)
        if entry.values.keys() <= KNOWN:
            if not foreign.is_foreign(node):
                return
            self._report.take_back(before)
        if _MERGE in node.values:
            message = "banks have no merge keys: what `<<` would bring in is not read"
            at = spot(node.keys[_MERGE])
            self._report.add(at, Code.REFERENCE, message, "write the question out in full")
        else:
            vocabulary = words.vocabulary("a question", KNOWN)
            self._question(nodes.pairs(foreign.translated(node, vocabulary, self._report)), "")

    def _report_no_question(self, entry: Raw, at: Spot) -> None:
        from quiz.bank import complaints, habits
        from quiz.bank.foreign import words

        key, text = habits.keyed(complaints.line_of(self._report.text, at.line)[at.column - 1 :])
        if isinstance(entry, str) and words.meant(key, KNOWN, {}):
            self._report.add(*complaints.unspaced(at, key, text))
            return
        hint = "a question has keys with values: - ask: Which river flows through Moscow?"
        self._report.add(at, Code.WRONG_SHAPE, "this is not a question", hint)

    def _is_stray(self, entry: Pairs) -> bool:
        """Reports a key of the question above that begins with a hyphen; says whether it is one."""
        (key,) = entry.values
        if key not in KNOWN or key in ("ask", "cloze"):
            return False
        problems = self._report.problems
        if len(problems) > self._last and problems[-1].code == Code.NO_ANSWER and key in _OWN:
            problems.pop()
        message = f"`{key}` is no question; only the first key of a question has a hyphen before it"
        hint = "write a space instead of the hyphen"
        self._report.add(spot(entry.mark), Code.MISPLACED_KEY, message, hint)
        return True

    def forget_missing(self) -> None:
        """Takes back what the last question lacks, where the file breaks off within it."""
        start, lacking = self._last, {Code.NO_ANSWER, Code.MISSING_KEY}
        found = self._report.problems[start:]
        self._report.problems[start:] = [problem for problem in found if problem.code not in lacking]

    def _question(self, entry: Pairs, kind: str) -> Question:
        """Returns a question; where it has no kind, only what all kinds share is looked at."""
        fields = Fields(entry, self._report, "a question")
        kind = kind or self._kind(fields)
        own_id = self._id(fields)
        ask = "" if kind == "cloze" else fields.needed("ask", "ask: Which river flows through Moscow?")
        data = kinds.READERS[kind](fields) if kind else Recall(())
        if isinstance(data, Cloze):
            ask = cloze.BLANK.join(data.texts)
        wording = collapsed(ask)
        wording_id, fingerprint = _fingerprints(wording, kind, data)
        values, mark, inherited = entry.values, entry.mark, self.inherited
        if not own_id and wording and "id" not in values:
            self._check_wording(wording_id, spot(mark))
        return Question(
            Key(inherited.bank, own_id or wording_id),
            Place(self._report.path, mark.line + 1, mark.column + 1) if mark else Place(self._report.path),
            data,
            ask,
            wording_id,
            fingerprint,
            fields.text("why"),
            fields.text("hint"),
            fields.text("where"),
            fields.source(inherited.source) if "source" in values else inherited.source,
            fields.as_of(inherited.as_of) if "as_of" in values else inherited.as_of,
            fields.tags(inherited.tags) if "tags" in values else inherited.tags,
        )

    def _kind(self, fields: Fields) -> str:
        """Returns the kind of a question, or an empty text where there is none, having checked its keys."""
        keys = tuple(fields.values)
        before = len(self._report.problems)
        kind = _kind(fields)
        if kind and not fields.values.keys() <= ALLOWED[kind]:
            _report_misplaced(fields, kind)
        decided = "kind" not in keys and any(key in fields.values for key, _ in DECISIVE)
        if decided and before == len(self._report.problems):
            self._kinds[keys] = kind
        return kind

    def _id(self, fields: Fields) -> str:
        if "id" not in fields.values:
            return ""
        given = fields.needed("id", "id: which-river")
        if given and not _ID.fullmatch(given):
            report_bad_id(self._report, fields.at("id"), given, "id", ", -, . and _")
        elif given:
            mark = fields.mark("id")
            first = self._ids.setdefault(given, mark)
            if first is not mark:
                line = spot(first).line
                message = f"another question has the id “{shown(given)}” already, in line {line}"
                hint = "give one of them another id"
                self._report.add(spot(mark), Code.DUPLICATE_QUESTION, message, hint)
        return given

    def _check_wording(self, wording_id: str, at: Spot) -> None:
        first = self._wordings.setdefault(wording_id, at)
        if first != at:
            message = f"the question in line {first.line} asks the same, and neither has an id"
            self._report.add(at, Code.DUPLICATE_WORDING, message, "give each an id: a word of its own")


def report_bad_id(report: Report, at: Spot, given: str, key: str, marks: str) -> None:
    """Reports an id that is not made of the letters that an id may have, and suggests one that is.

    Args:
        report: Takes the problem.
        at: Where it stands.
        given: What is written.
        key: The key it is written after.
        marks: What an id may hold besides letters and digits.
    """
    likely = suggested_id(given) or "some-name"
    message = f"“{shown(given)}” is no id: an id has the letters a to z, digits{marks}, and no spaces"
    report.add(at, Code.BAD_ID, message, f"{key}: {likely}")


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
    return "true-false" if isinstance(answer, str) and answer.casefold() in kinds.TRUTHS else "typed"


def _written(fields: Fields, implied: str) -> str:
    given = kind = fields.needed("kind", "kind: choice")
    if kind not in kinds.KEYS:
        kind = _meant(given)
        if given:
            hint = f"did you mean {kind}?" if kind else f"the kinds are {listed(tuple(kinds.KEYS))}"
            fields.report.add(fields.at("kind"), Code.BAD_KIND, f"there is no kind “{shown(given)}”", hint)
    own = fields.values.keys() & _OWN
    if not kind or (implied and own <= ALLOWED[implied] and not own <= ALLOWED[kind]):
        if kind:
            message = f"the kind is {kind}, but the keys are those of {implied}: {listed(sorted(own))}"
            hint = f"kind: {implied}, or leave `kind` out"
            fields.report.add(fields.at("kind"), Code.KIND_MISMATCH, message, hint)
        return implied
    return kind


def _meant(kind: str) -> str:
    from quiz.bank.foreign import words

    return words.meant(kind, kinds.KEYS, words.KINDS)


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


def _fingerprints(wording: str, kind: str, data: Kind) -> tuple[str, str]:
    """Returns what names a wording, and what names it together with its answer."""
    hasher = sha256(wording.encode())
    wording_id = hasher.hexdigest()[:16]
    hasher.update(f"\0{kind}\0{_answer(data)}".encode())
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
