"""How a marked response is drawn: a sign, what was given, what would have been right, and why."""

from collections.abc import Iterable

from textual.content import Content

from quiz.model import Mark, Part, Span, Verdict
from quiz.tui import text
from quiz.tui.widgets.rows import Row

ALIGNED = 24
"""Up to this width in cells of what stands before them, what follows stands in a column."""


def option_rows(options: Iterable[tuple[str, str]], verdict: Verdict, missed: str) -> tuple[Row, ...]:
    """Returns the options where they stood, each with its mark and the reason.

    Args:
        options: Each with its label, in the order they were shown.
        verdict: What became of them.
        missed: What to say of a right option that was not given.
    """
    parts = {part.text: part for part in verdict.parts}
    rows = []
    for option, label in options:
        part = parts.get(option, Part(Mark.IDLE, option))
        sign, style = text.MARKS[part.mark]
        note = part.note or (missed if part.mark is Mark.MISSED else "")
        rows.append(Row(text.content(option), label, sign, style, text.content(note, text.MUTED)))
    return tuple(rows)


def part_rows(verdict: Verdict) -> tuple[Row, ...]:
    """Returns one row for each part of the feedback: what was given, and what would have been right."""
    rows = []
    labels = [text.content(f"{part.label}  " if part.label else "", "bold") for part in verdict.parts]
    widest = max((label.cell_length for label in labels), default=0)
    for part, label in zip(verdict.parts, labels, strict=True):
        sign, style = text.MARKS[part.mark]
        given = _given(part)
        lead = label.pad_right(max(0, widest - label.cell_length))
        if widest > ALIGNED:
            lead, given = Content(), label + given
        notes = [
            *([text.content(part.note, text.MUTED)] if part.note else []),
            *([Content.styled("Answer: ", "bold") + _answer(part)] if part.answer else []),
        ]
        rows.append(Row(given, "", sign, style, Content("\n").join(notes), lead))
    return tuple(rows)


def _given(part: Part) -> Content:
    """Returns what was given, with what is too much in it struck through."""
    if not part.text:
        return text.content("(nothing)", text.MUTED)
    if not _alike(part.diff):
        return text.content(part.text)
    return _drawn(part.diff, "extra", "strike")


def _answer(part: Part) -> Content:
    """Returns the answer, with what was missing from the response underlined."""
    if not _alike(part.diff):
        return text.content(part.answer, "bold")
    return _drawn(part.diff, "missing", "underline").stylize("bold")


def _alike(diff: tuple[Span, ...]) -> bool:
    """Says whether a diff shows more than that two texts have nothing to do with each other."""
    same = sum(len(span.text) for span in diff if span.change == "same")
    return 2 * same >= sum(len(span.text) for span in diff) > 0


def _drawn(diff: tuple[Span, ...], change: str, style: str) -> Content:
    shown = [span for span in diff if span.change in {"same", change}]
    return Content("").join(text.content(span.text, style if span.change == change else "") for span in shown)
