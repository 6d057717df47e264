"""What a question does without and should not: an id, a reason, a source."""

from collections.abc import Iterator

from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Asked, Sheet
from quiz.bank.report import listed
from quiz.model import Problem, Source

_LINES = 5
"""So many lines are listed."""


def unsaid(sheet: Sheet) -> Iterator[Problem]:
    """Finds questions without `why`, without a source and without an id."""
    for asked in sheet.asked:
        if not asked.question.why:
            hint = "why: one or two sentences, shown after answering"
            message = "the question does not say why its answer is right"
            yield sheet.advice(asked.place, Tip.NO_WHY, message, hint)
    yield from _sources(sheet)
    without = [asked for asked in sheet.asked if asked.question.key.question == asked.question.wording_id]
    if without:
        several = len(without) > 1
        message = f"{len(without)} questions have no id ({_lines(without)})" if several else "it has no id"
        hint = f"tillerson-quiz check --fix {sheet.bank.path} writes {'them' if several else 'it'} in"
        yield sheet.advice(without[0].place, Tip.NO_ID, message, hint)


def _sources(sheet: Sheet) -> Iterator[Problem]:
    without = [asked for asked in sheet.asked if asked.question.source == Source()]
    hint = "source: {title: A book or page, url: https://…}"
    if len(without) == len(sheet.asked):
        message = "nothing says where the facts of this bank come from"
        yield sheet.advice(sheet.key("bank"), Tip.NO_SOURCE, message, hint)
        return
    for asked in without:
        yield sheet.advice(asked.place, Tip.NO_SOURCE, "nothing says where this fact comes from", hint)


def _lines(asked: list[Asked]) -> str:
    numbers = [str(each.place.line) for each in asked]
    shown = [*numbers[:_LINES], *([f"{len(numbers) - _LINES} more"] if len(numbers) > _LINES else [])]
    return f"lines {listed(shown)}"
