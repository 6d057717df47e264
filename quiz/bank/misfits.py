"""What is said where something else stands after a key than it needs."""

import re

from quiz.bank import habits, nodes
from quiz.bank.codes import Code
from quiz.bank.complaints import line_of
from quiz.bank.fields import MAX_ENTRIES, Fields
from quiz.bank.foreign import words
from quiz.bank.raw import ODD_KEY, Items, Pairs, Raw
from quiz.bank.report import Spot, flow, quoted, shown

_LOST = re.compile(r" (#\S.*)$")
"""A text without quotes that begins with #, which makes it a comment."""


def corrected(fields: Fields, known: frozenset[str]) -> Pairs:
    """Returns a mapping with each key that is not known as the one that was probably meant; reports them."""
    vocabulary = words.vocabulary(fields.name, known)
    renamed = words.renamed(nodes.mapping(fields.pairs), fields.name, vocabulary)
    for complaint in renamed.complaints.values():
        complaint.report(fields.report)
    return nodes.pairs(renamed.mapping)


def report_no_text(fields: Fields, key: str, value: Raw, hint: str) -> None:
    """Reports what stands where one text should."""
    if isinstance(value, str):
        _report_empty(fields, fields.place(key), f"`{key}`", hint)
    elif isinstance(value, Items):
        fields.report.add(fields.at(key), Code.WRONG_SHAPE, f"`{key}` is one text, not a list", hint)
    else:
        message = f"`{key}` is a text; this was read as keys with values"
        _report_shape(fields, value, fields.at(key), message, "put the text in quotes")


def _report_empty(fields: Fields, at: Spot, what: str, hint: str) -> None:
    hint = f"write {hint}, or delete the line"
    if found := _LOST.search(line_of(fields.report.text, at.line), at.column - 1):
        hint = f"after a space # begins a comment; put the text in quotes: {quoted(found[1])}"
    fields.report.add(at, Code.EMPTY_TEXT, f"nothing stands after {what}", hint)


def _report_shape(fields: Fields, value: Raw, at: Spot, message: str, hint: str) -> None:
    """Reports a wrong shape, unless the reason has been reported as an odd key already."""
    if not (isinstance(value, Pairs) and ODD_KEY in value.values):
        fields.report.add(at, Code.WRONG_SHAPE, message, hint)


def report_no_list(fields: Fields, key: str, value: Raw) -> None:
    """Reports what stands where a list should, or a list that is empty or too long."""
    at = fields.at(key)
    if isinstance(value, Items) and value.values:
        message = f"`{key}` has {len(value.values):,} entries; {MAX_ENTRIES} are allowed"
        fields.report.add(at, Code.TOO_MANY, message, "leave some out, or make two questions")
    elif isinstance(value, Items):
        hint = "delete the key, or fill the list"
        fields.report.add(at, Code.TOO_FEW, f"the list `{key}` is empty", hint)
    elif isinstance(value, Pairs):
        hint = "begin each entry with a hyphen and a space"
        _report_shape(fields, value, at, f"`{key}` is a list, not keys with values", hint)
    elif value:
        hint = _as_list(fields, key, value)
        fields.report.add(at, Code.WRONG_SHAPE, f"`{key}` is a list, not one text", hint)
    else:
        hint = "each entry on a line of its own that begins with a hyphen"
        _report_empty(fields, fields.place(key), f"`{key}`", hint)


def _as_list(fields: Fields, key: str, text: str) -> str:
    """Returns how a text that stands for a list is written as one."""
    inside = text.strip("()[]")
    mark = next((mark for mark in ";," if mark in inside), "")
    if mark and "\n" not in text and habits.without_bullet(inside) == inside:
        return f"{key}: {flow([part.strip() for part in inside.split(mark) if part.strip()])}"
    at = fields.at(key)
    line = line_of(fields.report.text, at.line)[at.column - 1 :]
    first = shown(habits.without_bullet(line) or text)
    return f"write each entry on a line of its own below `{key}:`, as in: - {first}"


def report_entry(fields: Fields, key: str, item: Raw, at: Spot, *, reasons: bool) -> None:
    """Reports what stands where an entry of a list should.

    Args:
        fields: The mapping with the list.
        key: The key of the list.
        item: The entry.
        at: Where it begins.
        reasons: An entry may say after a colon why it is wrong.
    """
    if isinstance(item, str):
        _report_empty(fields, at, "a hyphen", "- some text")
        return
    if isinstance(item, Items) or len(item.values) != 1:
        hint = f'a text with a colon goes in quotes: - "{key}: and so on"'
        if isinstance(item, Pairs) and isinstance(only := item.values.get("text"), str):
            hint = f"write the text alone: - {shown(only)}"
        message = f"an entry of `{key}` is a text, not a list or several keys"
        _report_shape(fields, item, at, message, hint)
        return
    ((text, reason),) = item.values.items()
    if reasons and reason == "" and text and text != ODD_KEY:
        _report_empty(fields, at, f"“{shown(text)}:”", "why it is wrong, or leave the colon out")
        return
    rest = reason if isinstance(reason, str) else "…"
    message = "a colon with a space after it cannot stand in a text without quotes"
    _report_shape(fields, item, at, message, f"put the text in quotes: - {quoted(f'{text}: {rest}')}")


def report_no_date(fields: Fields, key: str, text: str) -> None:
    """Reports a text that is no date."""
    hint = f"{key}: 2017-04-13, or 2017-04, or 2017"
    fields.report.add(fields.at(key), Code.BAD_DATE, f"“{shown(text)}” is no date", hint)
