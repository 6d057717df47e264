"""Cloze texts: `Lavrov called Tillerson {{a new man}} not interested in {{history|the past::a subject}}`."""

import re

from quiz.lean_typing import NamedTuple
from quiz.model import Cloze, Gap

BLANK = "____"
"""How a gap is written where the text is shown as a question."""
BRACES = re.compile(r"\{{2,}|\}{2,}")
_ANKI = re.compile(r"c\d+::")
_SHAPES = "write {{answer}}, {{answer|also right}} or {{answer::hint}}"


class Fault(NamedTuple):
    """What is wrong with a cloze text."""

    run: int
    """At which run of two or more braces, counted from 0."""
    message: str
    hint: str


def read(text: str) -> Cloze | list[Fault]:
    """Returns the gaps of a text with what stands between them, or what is wrong with it.

    Of braces that do not pair only the first are told, since what follows them may belong to no gap.
    """
    runs = list(BRACES.finditer(text))
    for number, run in enumerate(runs):
        if run[0] != ("{{", "}}")[number % 2]:
            return [_unpaired(number, run[0])]
    if len(runs) % 2:
        return [_unpaired(len(runs), "")]
    if not runs:
        hint = "put what is to be filled in between braces: {{answer}}"
        return [Fault(0, "a cloze text needs a gap", hint)]
    texts, gaps, faults, end = [], [], [], 0
    for number in range(0, len(runs), 2):
        opening, closing = runs[number], runs[number + 1]
        gap = _gap(text[opening.end() : closing.start()])
        if isinstance(gap, str):
            faults.append(Fault(number, gap, _SHAPES))
        else:
            gaps.append(gap)
        texts.append(text[end : opening.start()])
        end = closing.end()
    return faults or Cloze((*texts, text[end:]), tuple(gaps))


def _unpaired(number: int, braces: str) -> Fault:
    if len(braces) > 2:
        return Fault(
            number,
            f"{braces} neither opens nor closes a gap",
            "a gap has two braces on each side: {{answer}}",
        )
    if number % 2:
        return Fault(number - 1, "the gap that opens here is not closed", "close it: {{answer}}")
    return Fault(number, "this closes a gap that was not opened", "open it with {{, as in {{answer}}")


def _gap(inside: str) -> Gap | str:
    """Returns what stands between the braces of one gap, or what is wrong with it."""
    if "|" not in inside and ":" not in inside and (answer := inside.strip()):
        return Gap(answer, (), "")
    if _ANKI.match(inside):
        return "gaps have no number"
    answers, colons, hint = inside.rpartition("::") if "::" in inside else (inside, "", "")
    first, *others = (answer.strip() for answer in answers.split("|"))
    if not first or not all(others):
        return "an answer of this gap is empty"
    if colons and not hint.strip():
        return "the hint of this gap is empty"
    return Gap(first, tuple(others), hint.strip())
