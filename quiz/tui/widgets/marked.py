"""How a marked response is drawn: a sign, what was given, what would have been right, and why."""

from collections.abc import Iterable

from textual.content import Content

from quiz.model import Mark, Part, Span, Verdict
from quiz.tui import text
from quiz.tui.widgets.rows import Row

_CHANGES = {"same": "", "extra": "strike $text-error", "missing": "underline $text-success"}


def option_rows(options: Iterable[str], verdict: Verdict, missed: str) -> tuple[Row, ...]:
    """Returns the options where they stood, each with its mark and the reason.

    Args:
        options: In the order they were shown.
        verdict: What became of them.
        missed: What to say of a right option that was not given.
    """
    parts = {part.text: part for part in verdict.parts}
    rows = []
    for option in options:
        part = parts.get(option, Part(Mark.IDLE, option))
        sign, style = text.MARKS[part.mark]
        note = part.note or (missed if part.mark is Mark.MISSED else "")
        rows.append(Row(text.content(option), "", sign, style, text.content(note, text.MUTED)))
    return tuple(rows)


def part_rows(verdict: Verdict) -> tuple[Row, ...]:
    """Returns one row for each part of the feedback: what was given, and what would have been right."""
    rows = []
    for part in verdict.parts:
        sign, style = text.MARKS[part.mark]
        given = _given(part)
        label = text.content(f"{part.label}  " if part.label else "", "bold")
        notes = [
            *(
                [text.content(f"Answer: {part.answer}", "bold")]
                if part.answer and part.mark is not Mark.RIGHT
                else []
            ),
            *([text.content(part.note, text.MUTED)] if part.note else []),
        ]
        rows.append(Row(label + given, "", sign, style, Content("\n").join(notes)))
    return tuple(rows)


def _given(part: Part) -> Content:
    if not part.text:
        return text.content("(nothing)", text.MUTED)
    if not part.diff:
        return text.content(part.text)
    return Content("").join(_drawn(span) for span in part.diff)


def _drawn(span: Span) -> Content:
    return text.content(span.text, _CHANGES[span.change])
