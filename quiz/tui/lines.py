"""Lines of a screen as pieces of text with styles, for whoever draws them: Textual takes long to start."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from quiz.text import one_line

Piece: TypeAlias = tuple[str, str]
"""A text that passed the gate for control characters, and its style in Textual's words."""

Line: TypeAlias = Sequence[Piece]

MUTED = "$foreground 72%"
"""The style of what can be read later; its contrast stays above 4.5 to 1."""

_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u0391-\u03a1\u03a3-\u0482"
    "\u2010-\u2027\u2500-\u257f]*"
)
"""Texts whose every character takes one cell."""

_WORD = re.compile(r"\s*\S+\s*")


def cells(text: str) -> int:
    """Returns how many cells a text takes."""
    if _PLAIN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def length(line: Line) -> int:
    """Returns how many cells a line takes."""
    return sum(cells(text) for text, _ in line)


def fitted(text: str, width: int, style: str = "") -> Piece:
    """Returns foreign text as one line of this width in cells, with an ellipsis where it was cut."""
    said = one_line(text)
    if cells(said) > width:
        said = f"{_cut(said, width - 1)}…" if width > 0 else ""
    return said + " " * (width - cells(said)), style


def _cut(text: str, width: int) -> str:
    """Returns as much of a text as takes this width in cells; half a wide character becomes a space."""
    if _PLAIN.fullmatch(text):
        return text[:width]
    from rich.cells import set_cell_size

    return set_cell_size(text, width)


def _folded(word: str, width: int) -> list[str]:
    """Returns a word in pieces of at most this width in cells."""
    if _PLAIN.fullmatch(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)


def bar(share: float, width: int) -> Line:
    """Returns a share from 0 to 1 as a bar of this width in cells."""
    filled = min(width, int(share * width + 0.5)) if share < 1 else width
    filled = max(filled, 1) if share > 0 else 0
    return ("━" * filled, "$success"), ("─" * (width - filled), "$foreground 30%")


def wrapped(line: Line, width: int) -> list[Line]:
    """Returns a line in lines of at most this width in cells, broken where Textual breaks them."""
    text = "".join(piece for piece, _ in line)
    lines: list[Line] = []
    begin = 0
    for paragraph in text.split("\n"):
        for start, end in pairwise([0, *_breaks(paragraph, width), len(paragraph)]):
            kept = len(paragraph[start:end].rstrip())
            lines.append(tuple(_part(line, begin + start, begin + start + kept)))
        begin += len(paragraph) + 1
    return lines


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yields the places to break a text at: between words, and within those that are wider than a line."""
    used = 0
    for word in _WORD.finditer(text):
        start, wide = word.start(), cells(word[0].rstrip())
        if used + wide <= width:
            used += cells(word[0])
        elif wide <= width:
            yield start
            used = cells(word[0])
        else:
            for part in _folded(word[0], width):
                if start:
                    yield start
                start += len(part)
                used = cells(part)


def _part(line: Line, start: int, end: int) -> Iterator[Piece]:
    """Yields what of a line stands between two places."""
    for text, style in line:
        if part := text[max(0, start) : max(0, end)]:
            yield part, style
        start, end = start - len(text), end - len(text)


def hung(head: Line, body: Line, width: int) -> list[Line]:
    """Returns a body wrapped to this width in cells, hanging from a head on its first line."""
    indent = length(head)
    lines = wrapped(body, max(4, width - indent))
    return [(*(((" " * indent, ""),) if number else head), *each) for number, each in enumerate(lines)]
