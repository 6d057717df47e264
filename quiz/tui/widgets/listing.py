"""A list of any length to move in, of which only the lines in sight are drawn."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from quiz.tui import text
from quiz.tui.keys import MOVING
from quiz.tui.widgets.scrolled import ScrolledLines


class Listing(ScrolledLines):
    """A list of any length, of which only the lines in sight are drawn.

    Args:
        draw: Returns the line of a row, in at most a width in cells; the sign of the cursor stands before it.
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

    def __init__(self, draw: Callable[[int, int], Content], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._none = Content()
        self._passed: Collection[int] = ()

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

    def render_line(self, y: int) -> Strip:
        """Draws one line of those in sight."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        here = row == self.cursor and row < self.number and row not in self._passed
        style = self.get_visual_style("listing--here") if here else self.visual_style
        line = text.signed(self._line(row, max(1, width - 1)), here=here)
        return Strip(line.render_segments(style)).adjust_cell_length(width, style.rich_style)

    def _line(self, row: int, width: int) -> Content:
        if row < self.number:
            return self._draw(row, width)
        said = [] if self.number else self._none.wrap(width)
        return said[row] if row < len(said) else Content()

    def watch_cursor(self, before: int, now: int) -> None:
        """Draws the cursor where it is now, and keeps it in sight."""
        self._reveal()
        self.refresh_line(before)
        self.refresh_line(now)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._reveal()

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
