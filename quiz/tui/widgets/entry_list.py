"""A list of entries of several lines each, of which only those in sight are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from quiz.tui import text
from quiz.tui.keys import MOVING


class EntryList(Widget, can_focus=True):
    """Entries to move in, as many as there are: how high one is, is only known once it is in sight.

    Args:
        draw: Returns an entry in at most a width in cells, with the sign of the cursor or without.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    EntryList { width: 1fr; height: 1fr; }
    EntryList > .entry-list--here { background: $primary 12%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"entry-list--here"}
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [*MOVING]

    cursor: reactive[int] = reactive(0)
    """The entry that keys act on."""

    @dataclass
    class Clicked(Message):
        """An entry was clicked, and has the cursor now."""

        column: int
        """The column of the click in the entry, from 0."""
        line: int
        """The line of the click in the entry, from 0."""

    def __init__(self, draw: Callable[[int, int, bool], Content], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._number = 0
        self._none = Content()
        self._top = 0
        self._passed = 0
        """How many lines of the first entry in sight are out of sight above."""
        self._strips = lru_cache(128)(self._drawn)

    def show(self, number: int, cursor: int = 0, *, none: str = "") -> None:
        """Shows other entries.

        Args:
            number: How many there are.
            cursor: The one that keys act on; the last one where there are fewer.
            none: What is said where there is none.
        """
        self._number = number
        self._none = text.content(none)
        self._strips.cache_clear()
        self._top = min(self._top, max(0, number - 1))
        self.cursor = max(0, min(cursor, number - 1))
        self._reveal()
        self.refresh()

    def _drawn(self, index: int, here: bool) -> list[Strip]:
        width = max(1, self.content_size.width - 1)
        style = self.get_visual_style("entry-list--here") if here else self.visual_style
        strips = Visual.to_strips(self, self._draw(index, width, here), width, None, style)
        return [
            strip.adjust_cell_length(width, style.rich_style) if strip.text else strip for strip in strips
        ]

    def _height(self, index: int) -> int:
        return len(self._strips(index, index == self.cursor))

    # What is in sight

    def _reveal(self) -> None:
        """Moves on as far as it must for the entry under the cursor to be in sight, from its first line."""
        height = self.content_size.height
        if not self._number or not height:
            return
        first, room = self.cursor, height - self._height(self.cursor)
        while first > self._top and room >= (before := self._left(first - 1)):
            first -= 1
            room -= before
        if first != self._top or (first == self.cursor and room >= 0):
            self._top, self._passed = first, 0
        self._fill(height)
        self.refresh()

    def _left(self, index: int) -> int:
        """Returns how many lines of an entry are in sight, or further down."""
        return self._height(index) - (self._passed if index == self._top else 0)

    def _fill(self, height: int) -> None:
        """Moves back as far as there is room below the last entry."""
        room, index = height, self._top
        while room > 0 and index < self._number:
            room -= self._left(index)
            index += 1
        while room > 0 and (self._passed or self._top):
            if not self._passed:
                self._top -= 1
                self._passed = self._height(self._top)
            taken = min(room, self._passed)
            self._passed -= taken
            room -= taken

    def _places(self) -> list[tuple[int, int]]:
        """Returns the entry and its line that stand at each line in sight."""
        places: list[tuple[int, int]] = []
        for index in range(self._top, self._number):
            first = self._passed if index == self._top else 0
            places += ((index, line) for line in range(first, self._height(index)))
            if len(places) >= self.content_size.height:
                break
        return places[: self.content_size.height]

    def render_line(self, y: int) -> Strip:
        """Draws one line of those in sight."""
        width = self.content_size.width
        if not self._number:
            # Where the sign of the cursor would stand, nothing does.
            lines = self._none.wrap(max(1, width - 1))
            said = text.signed(lines[y], here=False) if y < len(lines) else Content()
            style = self.visual_style
            return Strip(said.render_segments(style)).adjust_cell_length(width, style.rich_style)
        places = self._places()
        style = self.visual_style
        line = Strip.blank(width - 1, style.rich_style)
        if y < len(places):
            index, number = places[y]
            line = self._strips(index, index == self.cursor)[number]
        bar = Content.styled(*self._bar(y, {index for index, _ in places}))
        return Strip.join(
            [line.adjust_cell_length(width - 1, style.rich_style), Strip(bar.render_segments(style))]
        )

    def _bar(self, y: int, seen: set[int]) -> tuple[str, str]:
        """Returns a line of the bar that shows where in the list one is, and its style."""
        if len(seen) == self._number:
            return " ", ""
        height = self.content_size.height
        length = max(1, height * len(seen) // self._number)
        start = (height - length) * self._top // max(1, self._number - len(seen))
        return ("┃", text.MUTED) if start <= y < start + length else ("│", "$foreground 30%")

    # Moving

    def watch_cursor(self) -> None:
        """Draws the cursor where it is now, and keeps it in sight."""
        self._reveal()

    def on_resize(self) -> None:
        """Wraps the entries to the new width."""
        self._strips.cache_clear()
        self._passed = 0
        self._reveal()

    def notify_style_update(self) -> None:
        """Draws the entries in the new colours."""
        super().notify_style_update()
        self._strips.cache_clear()

    def action_move(self, by: int) -> None:
        """Moves the cursor to the next entry, or within one that is higher than the list."""
        height = self.content_size.height
        below = self._height(self.cursor) - self._passed - height if self._number else 0
        if by > 0 and self.cursor == self._top and below > 0:
            self._passed += min(below, max(1, height - 1))
            self.refresh()
        elif by < 0 and self.cursor == self._top and self._passed:
            self._passed = max(0, self._passed - max(1, height - 1))
            self.refresh()
        else:
            self.cursor = max(0, min(self._number - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        """Moves on to the first entry that is not wholly in sight, or back by as much."""
        seen = [index for index, _ in self._places()]
        if by > 0 and seen:
            self.action_move(max(1, seen[-1] - self.cursor))
            self._top = self.cursor if seen[-1] + 1 < self._number else self._top
        elif seen:
            room, first = self.content_size.height, self._top
            while first > 0 and room >= self._height(first - 1):
                first -= 1
                room -= self._height(first)
            self.cursor = min(first, max(0, self.cursor - 1))
        self._reveal()

    def action_move_to(self, index: int) -> None:
        """Moves the cursor to the first entry, or to the last."""
        self.cursor = index % self._number if self._number else 0

    def on_mouse_scroll_down(self) -> None:
        """Moves on."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Moves back."""
        self.action_move(-1)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the entry that was clicked."""
        offset, places = event.get_content_offset(self), self._places()
        if offset is None or offset.y >= len(places):
            return
        self.cursor, line = places[offset.y]
        self.post_message(self.Clicked(offset.x, line))
