"""Marks what was typed: an answer, a number, the gaps of a cloze."""

from typing import assert_never

from quiz.marking.credit import graded
from quiz.marking.normal import fold
from quiz.model import Cloze, Mark, Number, Option, Part, Typed, Unclear, Verdict, Written


def mark_written(kind: Typed | Number | Cloze, response: Written) -> Verdict | Unclear:
    """Marks a typed answer, a number or the gaps of a cloze; a gap without a text was left empty."""
    text = response.texts[0] if response.texts else ""
    match kind:
        case Typed():
            return _whole(_mark_text(text, (kind.answer, *kind.accept), kind.reject))
        case Number():
            return _whole(_mark_text(text, (kind.answer, f"{kind.value} {kind.unit}", f"{kind.value}"), ()))
        case Cloze():
            return _mark_cloze(kind, response)
        case _:
            assert_never(kind)


def _whole(part: Part) -> Verdict:
    right = part.mark in {Mark.RIGHT, Mark.SLIP}
    return graded(float(right), [part], exact=right)


def _mark_cloze(kind: Cloze, response: Written) -> Verdict:
    texts = (*response.texts, *[""] * len(kind.gaps))
    parts: list[Part] = []
    for number, (gap, text) in enumerate(zip(kind.gaps, texts, strict=False), 1):
        part = _mark_text(text, (gap.answer, *gap.accept), ())
        parts.append(Part(part.mark, part.text, part.answer, f"gap {number}", part.note, part.diff))
    right = sum(part.mark in {Mark.RIGHT, Mark.SLIP} for part in parts)
    return graded(right / max(1, len(parts)), parts, exact=right == len(parts))


def _mark_text(text: str, accepted: tuple[str, ...], reject: tuple[Option, ...]) -> Part:
    if not text.strip():
        return Part(Mark.MISSED, "", accepted[0])
    folded = fold(text)
    if folded in {fold(answer) for answer in accepted}:
        return Part(Mark.RIGHT, text)
    because = next((option.because for option in reject if fold(option.text) == folded), "")
    return Part(Mark.WRONG, text, accepted[0], note=because)
