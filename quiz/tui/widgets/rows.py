"""A list of rows to pick from: numbered, wrapped with a hanging indent, drawn as one widget."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.widget import Widget

from quiz.tui import text
from quiz.tui.keys import bind, key_of
from quiz.tui.widgets import asked


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is picked with, how it is marked, what it says."""

    text: Content
    label: str = ""
    sign: str = ""
    style: str = ""
    note: Content = field(default_factory=Content)
    """Shown below the text."""
    lead: Content = field(default_factory=Content)
    """Stands before the text, which is wrapped beside it."""


def picking_key(node: DOMNode, number: int) -> str:
    """Returns the key that picks the row of a number, from 1; there is none from the tenth on."""
    return asked.picking_key(number, partial(key_of, node=node))


class Rows(Widget, can_focus=True):
    """Rows with a cursor.

    A digit, or the key that is set in its place, picks the row of that number, a click the row it is on.

    Args:
        rows: What is listed.
        picked: What picking a row does; it is awaited within the key, so that no key typed ahead is lost.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    Rows {
        height: auto;
        width: 1fr;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "move(-1)", show=False),
        bind("down", "move(1)", show=False),
        bind("first", "jump(0)", show=False),
        bind("last", "jump(-1)", show=False),
        *(bind(f"option_{digit}", f"pick({digit - 1})", show=False) for digit in range(1, 10)),
    ]

    cursor: reactive[int | None] = reactive(None)
    """The row that Enter would pick; None until the learner has moved."""

    keeps_cursor = False
    """Shows the cursor while another widget has the keyboard, too."""

    def __init__(
        self,
        rows: tuple[Row, ...] = (),
        picked: Callable[[int], Awaitable[None]] | None = None,
        *,
        id: str | None = None,  # noqa: A002 — as in Textual
    ) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._picked = picked
        self._owners: list[int] = []
        """The row that each drawn line belongs to."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they are shown."""
        return self._rows

    def show(self, rows: tuple[Row, ...]) -> None:
        """Shows other rows, the cursor where it was."""
        self._rows = rows
        self._content_height_cache = (None, 0)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of lines that the rows take when wrapped to this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draws all rows."""
        return Content("\n").join(self._lines(self.content_size.width or 1))

    def _lines(self, width: int) -> list[Content]:
        labels = asked.labels_width([row.label for row in self._rows])
        gutter = 4 + labels
        lines: list[Content] = []
        self._owners = []
        for index, row in enumerate(self._rows):
            here = index == self.cursor and (self.has_focus or self.keeps_cursor)
            head = text.drawn(asked.row_head(row.label, labels, row.sign, row.style, here=here)) + row.lead
            style = f"bold {row.style}" if here else row.style
            drawn = text.hang(head, row.text.stylize(style) if style else row.text, width)
            if row.note:
                drawn += text.hang(Content.blank(gutter + 2), row.note, width)
            lines += drawn
            self._owners += [index] * len(drawn)
        return lines

    def watch_cursor(self) -> None:
        """Draws the cursor where it is now and keeps it in sight."""
        self.refresh()
        if self.cursor in self._owners and isinstance(self.parent, Widget):
            line = self._owners.index(self.cursor)
            height = self._owners.count(self.cursor)
            region = Region(0, line, self.size.width, height)
            self.call_after_refresh(self._reveal, region)

    def _reveal(self, region: Region) -> None:
        widget: Widget = self
        while isinstance(widget.parent, Widget):
            region = region.translate(widget.virtual_region.offset)
            widget = widget.parent
            if widget.is_scrollable:
                widget.scroll_to_region(region, animate=False)
                return

    def on_focus(self) -> None:
        """Shows the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the cursor."""
        self.refresh()

    def freeze(self) -> None:
        """Leaves the rows to be read: nothing can be picked any more."""
        self.can_focus = False

    async def on_click(self, event: events.Click) -> None:
        """Picks the row that was clicked."""
        if not self.can_focus:
            return
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._owners):
            await self.action_pick(self._owners[offset.y])

    def action_move(self, by: int) -> None:
        """Moves the cursor, round the ends."""
        if self._rows:
            start = -1 if by > 0 else 0
            self.cursor = ((start if self.cursor is None else self.cursor) + by) % len(self._rows)

    def action_jump(self, index: int) -> None:
        """Moves the cursor to the first or last row."""
        if self._rows:
            self.cursor = index % len(self._rows)

    async def action_pick(self, index: int) -> None:
        """Moves the cursor to a row and picks it."""
        if index < len(self._rows) and self._picked is not None:
            self.cursor = index
            await self._picked(index)
