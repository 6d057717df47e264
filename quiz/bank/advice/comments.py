"""Texts that end where the author did not mean them to."""

import re
from collections.abc import Iterator

from yaml.events import ScalarEvent, StreamEndEvent

from quiz.bank import events, habits
from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Sheet
from quiz.bank.nodes import spot
from quiz.bank.report import Spot, quoted
from quiz.model import Problem

_COMMENT = re.compile(r" *#")
_BEHIND = re.compile(r"^ *[^ #\n].* #", re.MULTILINE)
"""What may be a comment after a text."""
_QUOTATION = re.compile(r"[“”\\]")
"""A mark of a quotation, or what it may be escaped with."""


def lost_texts(sheet: Sheet) -> Iterator[Problem]:
    """Finds texts without quotes that are cut short by a # that looks like one of their words.

    A comment has two spaces before its # and one after it, as YAML's own style guides want it.
    """
    if not _BEHIND.search(sheet.text):
        return
    lines = sheet.text.split("\n")
    take = events.reader(sheet.text).get_event
    while not isinstance(event := take(), StreamEndEvent | None):
        if not isinstance(event, ScalarEvent) or event.style or not event.value:
            continue
        end = spot(event.end_mark)
        line = lines[end.line - 1]
        found = _COMMENT.match(line, end.column - 1)
        if found is None:
            continue
        before = line[: found.end() - 1]
        after = line[found.end() :]
        if len(before) - len(before.rstrip()) == 1 or after[:1].strip():
            at = Spot(end.line, found.end())
            text = event.value.rpartition("\n")[2]
            hint = f"put the text in quotes: {quoted(f'{text} #{after}')}; or two spaces before a comment's #"
            yield sheet.advice(at, Tip.LOST_TEXT, "from here on this line is a comment, not text", hint)


def half_quotations(sheet: Sheet) -> Iterator[Problem]:
    """Finds entries of lists with half a quotation, which a comma between brackets has cut in two."""
    if "“" not in sheet.text:
        return
    for asked in sheet.asked:
        if not _QUOTATION.search(asked.text):
            continue
        for text, at in asked.texts(
            "answers", "wrong", "choices", "accept", "reject", "order", "recall", "tags"
        ):
            if habits.has_half_a_quotation(text):
                message = "this entry has only one of the two marks of a quotation"
                hint = 'a text with a comma goes in straight quotation marks: "a, b"'
                yield sheet.advice(at, Tip.HALF_QUOTATION, message, hint)
