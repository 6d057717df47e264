"""Options as other quiz programs write them: with marks of what is right, with letters, in groups."""

import re
from collections.abc import Sequence

from quiz.bank.foreign.words import normal
from quiz.bank.nodes import ODD_KEY, List, Mapping, Node, Scalar
from quiz.bank.report import flow
from quiz.lean_typing import NamedTuple

_TEXTS = (
    "text",
    "option",
    "choice",
    "answer",
    "label",
    "content",
    "answertext",
    "optiontext",
    "value",
    "title",
    "name",
)
"""The keys of an option's words; the first that is there counts."""
_MARKS = {"correct", "iscorrect", "right", "isright", "istrue", "true", "answer", "valid"}
_MARKS |= {"weight", "answerweight", "fraction", "score", "points"}
_LABELS = {"key", "id", "letter", "label", "value", "index"}
_REASONS = {"explanation", "feedback", "rationale", "reason", "because", "why", "comment"}
_TRUE = {"true", "yes", "correct", "right"}
_FALSE = {"false", "no", "wrong", "incorrect"}
_RIGHT_GROUP = {"correct", "right", "true", "correctanswer", "correctanswers", "rightanswers"}
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:\.\d{1,6})?%?")


class Told(NamedTuple):
    """One option."""

    text: Scalar
    right: bool | None
    """None where nothing says so."""
    label: str = ""
    because: str = ""
    """Why it is right or wrong."""


def read(node: Node | None) -> list[Told] | None:
    """Returns options that are written as no bank has them; None where there are none of these."""
    if isinstance(node, Mapping):
        return _of_mapping(node)
    if not isinstance(node, List) or not any(_is_foreign(item) for item in node.items):
        return None
    told = [option for item in node.items if (option := _of_item(item))]
    if all(option.right is not True for option in told) and _all_as_in_banks(node):
        return None
    marked = any(option.right is not None for option in told)
    return [option._replace(right=bool(option.right)) for option in told] if marked else told


def _is_foreign(item: Node) -> bool:
    if not isinstance(item, Mapping):
        return False
    (key, value), *more = item.values.items() or [("", Scalar("", None))]
    return bool(more) or isinstance(value, Mapping) or normal(key) in _TEXTS or _truth(value) is not None


def _all_as_in_banks(node: List) -> bool:
    """Says whether each item is a text, or a text with the reason why it is wrong."""
    return all(
        isinstance(item, Scalar)
        or (
            isinstance(item, Mapping)
            and len(item.values) == 1
            and normal(next(iter(item.values))) not in _TEXTS
        )
        for item in node.items
    )


def _of_mapping(node: Mapping) -> list[Told] | None:
    if any(normal(key) in _RIGHT_GROUP for key in node.values):
        return _of_groups(node)
    told = []
    for key, value in node.values.items():
        if not isinstance(value, Scalar) or key == ODD_KEY:
            return None
        truth = _truth(value)
        told.append(Told(value, None, key) if truth is None else Told(Scalar(key, node.keys[key]), truth))
    return told if len({option.right is None for option in told}) == 1 else None


def _of_groups(node: Mapping) -> list[Told]:
    told = []
    for key, value in node.values.items():
        right = normal(key) in _RIGHT_GROUP
        items = value.items if isinstance(value, List) else [value]
        told += [option._replace(right=right) for item in items if (option := _of_item(item))]
    return told


def _of_item(item: Node) -> Told | None:
    """Returns the option that an entry of a list is; None where it has no words."""
    if isinstance(item, Scalar):
        return Told(item, None) if item.text else None
    if not isinstance(item, Mapping):
        return None
    if len(item.values) == 1:
        ((key, value),) = item.values.items()
        if isinstance(value, Mapping):
            return _of_item(value) if value.values else None
        if normal(key) not in _TEXTS:
            return Told(Scalar(key, item.keys[key]), _truth(value)) if key and key != ODD_KEY else None
    return _of_keys(item)


def _of_keys(item: Mapping) -> Told | None:
    plain = {
        normal(key): value for key, value in item.values.items() if isinstance(value, Scalar) and value.text
    }
    mark = next((name for name in plain if name in _MARKS and _truth(plain[name]) is not None), "")
    words = next((name for name in _TEXTS if name in plain and name != mark), "")
    if not words:
        return None
    label = next((plain[name].text for name in plain if name in _LABELS and name not in (words, mark)), "")
    because = next((plain[name].text for name in plain if name in _REASONS and name != words), "")
    return Told(plain[words], _truth(plain[mark]) if mark else None, label, because)


def _truth(node: Node) -> bool | None:
    """Returns whether a value says that an option is right; None where it says neither."""
    word = node.text.casefold() if isinstance(node, Scalar) else ""
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    return float(word.rstrip("%")) > 0 if _NUMBER.fullmatch(word) else None


def written(right: Sequence[str], wrong: Sequence[str]) -> str:
    """Returns how options are written in a bank, on one line of a hint."""
    answer = f"answer: {flow(right)[1:-1]}" if len(right) == 1 else f"answers: {flow(right)}"
    return f"{answer} and wrong: {flow(wrong)}" if wrong else answer
