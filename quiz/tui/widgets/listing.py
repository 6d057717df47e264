"""A list of any length to move in, of which only the lines in sight are drawn."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypeAlias

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style

from quiz.tui import text
from quiz.tui.keys import MOVING
from quiz.tui.widgets.scrolled import ScrolledLines

Draw: TypeAlias = Callable[[Sequence[int], int], Iterable[Content]]
"""Returns the lines of some rows, in at most a width in cells; the sign of the cursor stands before each."""


class Listing(ScrolledLines):
    """A list of any length, of which only the lines in sight are drawn.

    Args:
        draw: Draws the rows that come into sight.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    Listing > .listing--here { background: $primary 20%; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--here"}
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [*MOVING]

    cursor: reactive[int] = reactive(0)
    """The row that keys act on."""

    class Moved(Message):
        """The cursor is on another row, or the row is another."""

    @dataclass
    class Clicked(Message):
        """The row under the cursor was clicked."""

        column: int
        """The column of the click in the list, from 0."""
        again: bool
        """The cursor was on it before."""

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._none = Content()
        self._passed: Collection[int] = ()
        self._strips: dict[tuple[int, bool], Strip] = {}
        """What is in sight, by the row and whether the cursor is on it."""

    def show(self, number: int, cursor: int, passed: Collection[int] = (), *, none: str = "") -> None:
        """Shows other rows.

        Args:
            number: How many there are.
            cursor: The row that keys act on; the last one where there are fewer.
            passed: The rows that the cursor passes over, such as headings.
            none: What is said where there is none.
        """
        self.number = number
        self._passed = passed
        self._none = text.content(none)
        self.action_move_to(min(cursor, number - 1) if number else 0)
        self.refresh()
        self.post_message(self.Moved())

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Has some lines shown anew, or all of them drawn anew."""
        if not regions:
            self._strips = {}
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draws the lines in sight, together, and only those that it has not drawn before.

        Textual's own does this line by line, asking for each what borders, opacity and the like there are.
        """
        first = self.scroll_offset.y
        wanted = [(row, self._is_here(row)) for row in range(first + crop.y, first + crop.bottom)]
        fresh = [each for each in wanted if each not in self._strips]
        strips = {**self._strips, **dict(zip(fresh, self._drawn(fresh), strict=True))}
        self._strips = {each: strips[each] for each in wanted}
        return [strip.crop(crop.x, crop.right) for strip in self._strips.values()]

    def _is_here(self, row: int) -> bool:
        return row == self.cursor and row < self.number and row not in self._passed

    def _drawn(self, wanted: Sequence[tuple[int, bool]]) -> Iterator[Strip]:
        width, padding = self.scrollable_content_region.width, self.styles.padding
        styles = {False: self.visual_style, True: self.get_visual_style("listing--here")}
        below, background = self.background_colors
        blank = Style(background=below + background).rich_style
        left, right = (Segment(" " * cells, blank) for cells in (padding.left, padding.right))
        lines = self._lines([row for row, _ in wanted], max(1, width - 1))
        for (_, here), line in zip(wanted, lines, strict=True):
            shown = text.signed(line, here=here).truncate(width, pad=True).render_segments(styles[here])
            strip = Strip([left, *shown, right], padding.left + width + padding.right)
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, background)
            yield strip

    def _lines(self, rows: Sequence[int], width: int) -> Iterator[Content]:
        """Yields the lines of rows; where there are none, what is said of that."""
        if self.number:
            there = [row for row in rows if row < self.number]
            yield from self._draw(there, width)
            yield from (Content() for _ in rows[len(there) :])
        else:
            said = self._none.wrap(width)
            yield from (said[row] if row < len(said) else Content() for row in rows)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draws the cursor where it is now, and keeps it in sight."""
        self._reveal()
        self.refresh_line(before)
        self.refresh_line(now)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._strips = {}
        self._reveal()

    def notify_style_update(self) -> None:
        """Draws the rows in the new colours."""
        super().notify_style_update()
        self._strips = {}

    def _reveal(self) -> None:
        first = last = self.cursor
        while first - 1 in self._passed:
            first -= 1
        while last + 1 in self._passed:
            last += 1
        # With its heading where that fits, but the cursor in any case.
        for region in (Region(0, first, 1, last - first + 1), Region(0, self.cursor, 1, 1)):
            self.scroll_to_region(region, animate=False, x_axis=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the row that was clicked."""
        offset = event.get_content_offset(self)
        row = -1 if offset is None else offset.y + self.scroll_offset.y
        if offset is None or row >= self.number or row in self._passed:
            return
        self.post_message(self.Clicked(offset.x, row == self.cursor))
        self.cursor = row

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows, as far as there are any."""
        row = max(0, min(self.number - 1, self.cursor + by))
        self.cursor = self._stop(row, 1 if by > 0 else -1)

    def _stop(self, row: int, towards: int) -> int:
        """Returns the first row in a direction that the cursor does not pass over, else in the other one."""
        for step in (towards, -towards):
            rows = range(row, self.number if step > 0 else -1, step)
            found = next((each for each in rows if each not in self._passed), None)
            if found is not None:
                return found
        return row

    def action_page(self, by: int) -> None:
        """Moves the cursor by pages."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_move_to(self, row: int) -> None:
        """Moves the cursor to the first or last row, or any other."""
        self.cursor = self._stop(row % self.number, -1 if row < 0 else 1) if self.number else 0
        self._reveal()
