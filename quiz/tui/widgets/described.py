"""A question with all there is to know of it: answer, reasons, source, and how the learner stands with it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from textual.content import Content

from quiz import wording
from quiz.marking import answer_text, response_text
from quiz.model import (
    Choice,
    Cloze,
    Confidence,
    Kind,
    Mark,
    Match,
    Memory,
    Mode,
    Number,
    Option,
    Order,
    Question,
    Recall,
    Review,
    Select,
    TrueFalse,
    Typed,
    kind_name,
)
from quiz.study import Record
from quiz.tui import text
from quiz.tui.widgets.feedback import source_line

_RECENT = 4
"""Reviews that are said on one line."""

_SURE = {Confidence.CERTAIN: " (certain)", Confidence.GUESS: " (a guess)", Confidence.UNSAID: ""}


def described(question: Question, bank: str, record: Record, today: date, width: int) -> Content:
    """Returns all there is to know of a question, with its answer.

    Args:
        question: The question.
        bank: The title of its bank.
        record: How the learner stands with it.
        today: The learner's study day.
        width: Of a line, in cells.
    """
    kind = question.kind
    parts = [
        text.content(question.ask, "bold"),
        _labelled("Answer", text.line(answer_text(kind))),
        _labelled("Also right", text.line("; ".join(kind.accept if isinstance(kind, Typed) else ()))),
        _wrong(kind, width),
        text.content(question.why),
        _labelled("Hint", text.content(question.hint)),
        text.line(source_line(question), text.MUTED),
        _filed(question, bank),
        placed(record, today),
        reviewed(kind, record.history, today, width=width),
    ]
    return Content("\n\n").join(part for part in parts if part)


def _labelled(label: str, said: Content) -> Content:
    return Content.assemble((f"{label}: ", text.MUTED), said) if said else said


def _wrong(kind: Kind, width: int) -> Content:
    """Returns the wrong answers that the author lists, each with its reason."""
    sign, style = text.MARKS[Mark.WRONG]
    lines: list[Content] = []
    for option in _lures(kind):
        said = text.line(option.text)
        if option.because:
            said += Content("  ") + text.line(option.because, text.MUTED)
        lines += text.hang(Content.styled(f"{sign} ", style), said, width)
    return Content("\n").join(lines)


def _lures(kind: Kind) -> tuple[Option, ...]:
    match kind:
        case Choice(wrong=wrong) | Select(wrong=wrong) | Typed(reject=wrong):
            return wrong
        case Match(wrong=lures):
            return tuple(Option(lure) for lure in lures)
        case TrueFalse() | Number() | Cloze() | Order() | Recall():
            return ()
        case _:
            assert_never(kind)


def _filed(question: Question, bank: str) -> Content:
    """Returns where a question stands: kind, bank, tags, file and line."""
    tags = [f"tags {', '.join(question.tags)}"] if question.tags else []
    place = f"{Path(question.place.path).name}:{question.place.line}"
    return text.line(" · ".join([kind_name(question.kind), bank, *tags, place]), text.MUTED)


def placed(record: Record, today: date) -> Content:
    """Returns how the learner stands with a question, in words."""
    said = []
    if record.suspended:
        said.append("Suspended: it is never asked.")
    if record.buried:
        said.append("Left for today.")
    if record.note is not None:
        said.append(f"Flagged: {record.note}" if record.note else "Flagged.")
    if record.memory is None:
        said.append("New: not yet studied.")
    elif not record.suspended:
        said.append(_remembered(record.memory, today))
    return Content("\n").join(text.line(each) for each in said)


def _remembered(memory: Memory, today: date) -> str:
    days = wording.count(max(1, round(memory.stability)), "day")
    return (
        f"Due {wording.day(max(memory.due, today), today)}. Recall falls to 90% within "
        f"{days} of a review; difficulty {round(memory.difficulty)} of 10."
    )


def reviewed(
    kind: Kind, history: Sequence[Review], today: date, *, responses: bool = True, width: int | None = None
) -> Content:
    """Returns every review of a question, the latest first.

    Args:
        kind: The kind of the question.
        history: Its reviews, the oldest first.
        today: The learner's study day.
        responses: Says what was answered, which may give the answer away.
        width: Of a line, in cells; None to leave long ones to whatever shows them.
    """
    lines: list[Content] = []
    for review in reversed(history):
        head = Content.assemble(_sign(review), (f" {wording.day(review.day, today)}  ", text.MUTED))
        said = Content.assemble(
            text.line(response_text(kind, review.response) if responses else ""),
            _SURE[review.confidence],
            ("" if review.mode is Mode.STUDY else f"  {review.mode}", text.MUTED),
        )
        lines += [head + said] if width is None else text.hang(head, said, width)
    return Content("\n").join([Content.styled("Reviews", "bold"), *lines]) if lines else Content("")


def before(record: Record, today: date) -> Content:
    """Returns on one line what came before the last review, and the note of the flag."""
    days = [
        _sign(review) + Content.styled(f" {wording.day(review.day, today)}", text.MUTED)
        for review in record.history[-_RECENT - 1 : -1]
    ]
    parts = [Content.styled("before  ", text.MUTED) + Content("  ").join(days)] if days else []
    if record.note is not None:
        parts.append(text.line(f"! {record.note or 'flagged'}"))
    return Content("  ").join(parts)


def _sign(review: Review) -> Content:
    return Content.styled(wording.SIGNS[review.outcome], text.OUTCOMES[review.outcome])
