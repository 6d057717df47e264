"""Paints lines on a terminal without Textual: colours, places, and the control sequences for them."""

import os
from collections.abc import Sequence
from typing import TypeAlias

from quiz.tui.lines import Line
from quiz.tui.themes import Colours

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""A terminal that knows synchronised output shows all that is between at once."""

_Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


class Canvas:
    """A screen full of cells, on which lines are put before it is shown.

    Args:
        width: Its width in cells.
        height: Its height in lines.
        colours: The theme.
    """

    def __init__(self, width: int, height: int, colours: Colours) -> None:
        self.width = width
        self.height = height
        self._palette = _Palette(colours)
        empty = self._palette.escape("", "$background") + " " * width
        self._drawn = [f"\x1b[{row};1H{empty}" for row in range(1, height + 1)]

    def put(
        self, row: int, column: int, line: Line, *, back: str = "$background", bold: bool = False
    ) -> None:
        """Puts a line at a place, both counted from 0; what is above or below the screen is left out.

        Args:
            row: The row.
            column: The column.
            line: What is put there.
            back: The style of the background: a colour of the theme, with how much of it in percent.
            bold: All of it is bold.
        """
        if not 0 <= row < self.height:
            return
        shown = "".join(
            self._palette.escape(f"bold {style}" if bold else style, back) + text for text, style in line
        )
        self._drawn.append(f"\x1b[{row + 1};{column + 1}H{shown}")

    def fill(self, row: int, column: int, width: int, *, back: str) -> None:
        """Gives a stretch of a row another background."""
        self.put(row, column, ((" " * width, ""),), back=back)

    def shown(self) -> str:
        """Returns what shows all that was put, at once."""
        return f"{_BEGIN}{''.join(self._drawn)}\x1b[0m{_END}"


class _Palette:
    """The colours of a theme as control sequences, for the colours that the terminal has."""

    def __init__(self, colours: Colours) -> None:
        self._named = {
            f"${name}": _read(value) for name, value in colours._asdict().items() if name != "dark"
        }
        contrast = (255, 255, 255) if colours.dark else (0, 0, 0)
        for name in ("success", "warning", "error"):
            self._named[f"$text-{name}"] = _blended(contrast, self._named[f"${name}"], 0.66)
        self._escapes: dict[tuple[str, str], str] = {}

    def escape(self, style: str, back: str) -> str:
        """Returns the control sequence for a style on a background."""
        if (style, back) not in self._escapes:
            behind = self._blend(back.split(), self._named["$background"])
            words = style.split()
            colour = self._blend([word for word in words if word != "bold"] or ["$foreground"], behind)
            codes = [
                *(["1"] if "bold" in words else []),
                *_codes(colour, front=True),
                *_codes(behind, front=False),
            ]
            self._escapes[style, back] = f"\x1b[0;{';'.join(codes)}m"
        return self._escapes[style, back]

    def _blend(self, words: Sequence[str], behind: _Colour) -> _Colour:
        name, *share = words
        return _blended(behind, self._named[name], int(share[0].rstrip("%")) / 100 if share else 1)


def _read(value: str) -> _Colour:
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _blended(behind: _Colour, colour: _Colour, share: float) -> _Colour:
    red, green, blue = (int(one + (other - one) * share) for one, other in zip(behind, colour, strict=True))
    return red, green, blue


def _codes(colour: _Colour, *, front: bool) -> Sequence[str]:
    """Returns the parameters that set a colour (ECMA-48, SGR), as near to it as the terminal's colours come.

    Which these are is told by the environment, as Textual takes it: `NO_COLOR`, `COLORTERM`, `TERM`.
    """
    if "NO_COLOR" in os.environ:
        # The luminance of Rec. 709.
        grey = round(
            sum(part * weight for part, weight in zip(colour, (0.2126, 0.7152, 0.0722), strict=True))
        )
        colour = (grey, grey, grey)
    if os.environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return ("38" if front else "48", "2", *map(str, colour))
    from rich.color import Color, ColorSystem

    many = os.environ.get("TERM", "").strip().lower().rpartition("-")[2] in {"256color", "kitty"}
    system = ColorSystem.EIGHT_BIT if many else ColorSystem.STANDARD
    return Color.from_rgb(*colour).downgrade(system).get_ansi_codes(front)
