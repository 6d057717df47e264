"""Where a question and its parts stand in files for other quiz programs: below other keys, or as keys."""

import re
from collections.abc import Sequence

from quiz.bank.codes import Code
from quiz.bank.foreign import words
from quiz.bank.nodes import ODD_KEY, List, Mapping, Node, Scalar, spot
from quiz.bank.report import Report, flow, plain, shown

_ASKING = frozenset({"ask", "cloze"})
_LABELS = frozenset({"title", "name", "description"})
"""What may ask, and what a bank has as well."""
_OFFERING = frozenset({"answer", "answers", "choices", "wrong"})
_ANSWERING = _OFFERING | {"order", "match", "recall", "kind", "cloze"}
_MOST_KEYS = 40
_NUMBERED = re.compile(
    r"(?P<what>option|choice|answer|wrong|wronganswer|incorrect|distractor)?(?P<which>[a-h]|[1-8])"
)
"""A key of its own for each option, as `normal` makes it: `a`, `option1`, `wrong2`."""
_WRONG = frozenset({"wrong", "wronganswer", "incorrect", "distractor"})
_MOST_PAIRS = 2_000
"""So many questions that are keys are looked at for what else is wrong with them."""


def is_question(node: Node, vocabulary: words.Vocabulary) -> bool:
    """Says whether a node asks something, in the words of banks or of other programs."""
    if not isinstance(node, Mapping) or len(node.values) > _MOST_KEYS or "questions" in node.values:
        return False
    asking = [key for key in node.values if _known(key, vocabulary) in _ASKING]
    others = {_known(key, vocabulary) for key in node.values}
    if all(words.normal(key) in _LABELS for key in asking):
        return bool(asking and others & _OFFERING)
    return bool(others & _ANSWERING)


def _known(key: str, vocabulary: words.Vocabulary) -> str:
    return key if key in vocabulary.known else vocabulary.meanings.get(words.normal(key), "")


def unwrapped(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> Mapping:
    """Returns the keys of a question that stand below a key of their own, or the question as it is."""
    if len(node.values) != 1:
        return node
    ((key, inner),) = node.values.items()
    if isinstance(inner, Mapping) and is_question(inner, vocabulary):
        message = f"the keys of a question follow its hyphen, not `{shown(key)}:`"
        hint = f"delete {shown(key)}: and write the hyphen before the first key below it"
        report.add_once(spot(node.keys[key]), Code.FOREIGN, message, hint)
        return inner
    if key not in vocabulary.known and key != ODD_KEY and is_wording(key):
        return pairs(node, [key], report)[0]
    return node


def is_wording(key: str) -> bool:
    """Says whether a key is rather a question."""
    return key.endswith("?") or len(key.split()) > 2


def pairs(node: Mapping, keys: Sequence[str], report: Report) -> list[Mapping]:
    """Returns the questions that keys ask and their values answer, and reports that they are written so.

    Raises:
        TooManyProblems: The report is full.
    """
    keys = [key for key in keys if key != ODD_KEY]
    if not keys:
        return []
    first = node.values[keys[0]]
    answer = plain(first.text) if isinstance(first, Scalar) else "…"
    hint = f"- {{ask: {plain(keys[0])}, answer: {answer}}}"
    for key in keys:
        report.add_once(spot(node.keys[key]), Code.FOREIGN, "the question stands where a key is needed", hint)
    return [_pair_as_question(node, key) for key in keys[:_MOST_PAIRS]]


def _pair_as_question(node: Mapping, key: str) -> Mapping:
    value, ask = node.values[key], Scalar(key, node.keys[key])
    more = value if isinstance(value, Mapping) else Mapping({"answer": value}, {"answer": value.mark}, None)
    return Mapping({"ask": ask, **more.values}, {"ask": ask.mark, **more.keys}, ask.mark)


def with_options_listed(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> Mapping:
    """Returns a question whose options have a key each with a list of them."""
    found: dict[str, list[str]] = {"choices": [], "wrong": []}
    for key, value in node.values.items():
        match = _NUMBERED.fullmatch(words.normal(key))
        if match and isinstance(value, Scalar) and key not in vocabulary.known:
            found["wrong" if match["what"] in _WRONG else "choices"].append(key)
    values, keys = dict(node.values), dict(node.keys)
    for word, members in found.items():
        if len(members) < 2 or word in values:
            continue
        texts = [value for key in members if isinstance(value := values.pop(key), Scalar) and value.text]
        mark = keys[members[0]]
        for key in members:
            del keys[key]
        values[word], keys[word] = List(list(texts), mark), mark
        message = f"`{shown(members[0])}` and its like are no keys here: options stand in one list"
        report.add(spot(mark), Code.FOREIGN, message, f"{word}: {flow([text.text for text in texts])}")
    return Mapping(values, keys, node.mark)


def without_kind(node: Mapping, report: Report) -> tuple[Mapping, str]:
    """Returns a question without the key that says its kind in words of other programs, and the kind."""
    key = next((key for key in node.values if words.normal(key) in words.KIND_KEYS), "")
    given = node.values.get(key)
    if not isinstance(given, Scalar):
        return node, ""
    kind = words.meant(given.text, words.KINDS.values(), words.KINDS)
    hint = "write kind: number instead" if kind == "number" else "delete it: the other keys tell the kind"
    report.add_once(spot(node.keys[key]), Code.UNKNOWN_KEY, f"`{shown(key)}` is no key of a question", hint)
    values = {name: value for name, value in node.values.items() if name != key}
    return Mapping(values, node.keys, node.mark), kind
