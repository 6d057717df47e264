"""Words that a question is better without."""

import re
from collections.abc import Iterator

from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Sheet
from quiz.bank.report import shown
from quiz.model import Choice, Problem, Select

_SHOWN_KEYS = (
    *("ask", "why", "hint", "answer", "answers", "wrong", "choices"),
    *("cloze", "order", "match", "recall"),
)
_AGEING = re.compile(
    r"""\b(?: recently | lately | now(?!\s+(?:that|and\s+then)\b) | nowadays | currently | presently
    | yesterday | today | tonight | tomorrow | at\ present | at\ the\ moment | these\ days | so\ far
    | (?:this|last|next)\ (?:week|month|year|decade|century|summer|winter|spring|autumn)
    | (?:a|an|one|two|three|few|several|\d{1,2})\ (?:hour|day|week|month|year|decade)s?\ ago )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AGEING_IN_PART = (
    *("recently", "lately", "now", "currently", "present", "yesterday", "today", "tonight", "tomorrow"),
    *("moment", "days", "far", "week", "month", "year", "decade", "century"),
    *("summer", "winter", "spring", "autumn", "ago"),
)
"""Whatever `_AGEING` finds has one of these in it."""
_QUOTED = re.compile(
    r"“[^“”]{0,500}”|\"[^\"]{0,500}\"|(?<!\w)‘[^‘’]{0,500}’|(?<!\w)'[^']{0,500}'(?!\w)|\{\{[^{}]*\}\}"
)
_NEGATION = re.compile(
    r"\b(?:not(?! only\b)|never|except|cannot|(?<!at )least)\b|\b\w+n['’]t\b", re.IGNORECASE
)
_EMPHASIS = frozenset("*_")


def ageing(sheet: Sheet) -> Iterator[Problem]:
    """Finds words that were true on the day they were written; those quoted from somebody are left alone."""
    for asked in sheet.asked:
        if not _may_age(asked.text):
            continue
        for text, at in asked.texts(*_SHOWN_KEYS):
            if _AGEING.search(text) and (found := _AGEING.search(_without_quotations(text))):
                message = f"“{shown(found[0])}” will not be true when it is read"
                hint = "write the date or the year, as in: in April 2017"
                yield sheet.advice(sheet.word(found[0], at), Tip.AGEING_WORD, message, hint)


def _may_age(lines: str) -> bool:
    """Says whether lines of a file may hold a word that ages, perhaps escaped."""
    folded = lines.casefold()
    return "\\" in folded or any(part in folded for part in _AGEING_IN_PART)


def negative(sheet: Sheet) -> Iterator[Problem]:
    """Finds questions that ask which option is not so, with a “not” that is easily missed."""
    for asked in sheet.asked:
        if not isinstance(asked.kind, Choice | Select):
            continue
        text = _without_quotations(asked.question.ask)
        found = next((each for each in _NEGATION.finditer(text) if not _emphasised(text, each)), None)
        if found:
            word = re.sub(r"n['’]T$", " NOT", found[0].upper())
            message = f"the question turns on “{found[0]}”, which is easily missed"
            at = sheet.word(found[0], asked.at("ask"))
            yield sheet.advice(at, Tip.NEGATIVE_QUESTION, message, f"write {word}, or ask for what is so")


def _without_quotations(text: str) -> str:
    """Returns a text with as many spaces for each quotation, so that all else stands where it stood."""
    return _QUOTED.sub(lambda quote: " " * len(quote[0]), text)


def _emphasised(text: str, found: re.Match[str]) -> bool:
    around = {text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]}
    return found[0].isupper() or "NOT" in found[0] or bool(around & _EMPHASIS)
