"""Plots that take the colours of the theme, drawn anew whenever there is more or less room.

Imports plotext, which takes a while: the statistics screen imports this when it is opened.
"""

from collections.abc import Callable
from itertools import pairwise

from textual.color import Color
from textual_plotext import PlotextPlot

from quiz.stats import Report
from quiz.tui.widgets.figures import POINT, Bars, Drawing, Figure, Points

_NO_COLOUR = "default"
"""Plotext's word for it."""


class Chart(PlotextPlot, Figure):
    """A plot of a part of a report; without anything to draw, it is not there.

    Args:
        drawn: Returns what is to be drawn of a report; None where there is nothing.
    """

    def __init__(self, drawn: Callable[[Report], Drawing | None]) -> None:
        super().__init__()
        self._drawn = drawn
        self._drawing: Drawing | None = None
        self.display = False
        self.theme = "clear"  # all that is not given a colour takes those of the widget

    def on_mount(self) -> None:
        """Draws anew when the theme is another."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())

    def on_resize(self) -> None:
        """Draws for the room that there is now."""
        self._draw()

    def show(self, report: Report) -> None:
        """Draws another report."""
        self._drawing = self._drawn(report)
        self.display = self._drawing is not None
        self._draw()

    def _draw(self) -> None:
        self.plt.clear_figure()
        if self._drawing is not None and self.size.width:
            self.border_title = self._drawing.title
            self.plt.xaxes(True, False)
            self.plt.yaxes(True, False)
            if isinstance(self._drawing, Bars):
                self._bars(self._drawing)
            else:
                self._points(self._drawing)
        self.refresh()

    def _colour(self, name: str) -> tuple[int, int, int] | str:
        """Returns a colour of the theme; none where the theme leaves its colours to the terminal."""
        colour = Color.parse(self.app.theme_variables[name])
        return _NO_COLOUR if colour.ansi is not None else colour.rgb

    def _bars(self, drawing: Bars) -> None:
        top = max([*drawing.values, 1])
        ticks = [0.0, *(each for each in (_half(top), top) if each)]
        labels = [_number(each) for each in ticks]
        halves = 2 * (self.size.width - max(map(len, labels)) - 1)
        bars = places(len(drawing.values), halves)
        tall = [(bar, value) for bar, value in zip(bars, drawing.values, strict=True) if value]
        filled = [(half, value) for bar, value in tall for half in bar]
        self.plt.scatter(*zip(*filled, strict=True), marker="hd", fillx=True, color=self._colour("primary"))
        self.plt.xlim(0, max(1, halves - 1))
        self.plt.ylim(0, top)
        self.plt.yticks(ticks, labels)
        self.plt.xticks([bars[index].start for index in drawing.labels], list(drawing.labels.values()))

    def _points(self, drawing: Points) -> None:
        seen = [(place, count.share or 0.0, count.interval or (0.0, 1.0)) for place, count in drawing.seen]
        low = min([*(limits[0] for _, _, limits in seen), *(share for _, share in drawing.line), 0.8])
        floor = max(0.0, int(low * 10) / 10)
        line = zip(*drawing.line, strict=True)
        self.plt.plot(*line, marker="braille", color=self._colour("accent"))
        for place, _, limits in seen:
            self.plt.plot([place, place], limits, marker="braille", color=self._colour("secondary"))
        points = [(place, share) for place, share, _ in seen]
        colour = self._colour("primary")
        self.plt.scatter(*zip(*points, strict=True), marker=POINT, color=colour)
        self.plt.xlim(*drawing.span)
        self.plt.ylim(floor, 1)
        steps = [floor, (floor + 1) / 2, 1]
        self.plt.yticks(steps, [f"{step:.0%}" for step in steps])
        self.plt.xticks(list(drawing.labels), list(drawing.labels.values()))


def places(number: int, halves: int) -> list[range]:
    """Returns which halves of cells each of so many bars takes up, with one between two if there is room."""
    unit = halves // number
    if unit > 1:
        return [range(index * unit, (index + 1) * unit - 1) for index in range(number)]
    ends = [halves * index // number for index in range(number + 1)]
    return [range(start, max(start + 1, end)) for start, end in pairwise(ends)]


def _half(top: float) -> float:
    return top // 2 if top >= 2 else 0


def _number(value: float) -> str:
    return f"{value:,.0f}"
