"""A long list of entries inside of what scrolls."""

from collections.abc import Iterable, Iterator
from itertools import islice

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

_AT_FIRST = 50
"""Entries that are drawn at once: more than any screen holds."""


class Growing(Static):
    """Entries one below the other, of which more are drawn as their end comes near: all may be very many."""

    _coming: Iterator[Content] = iter(())
    _drawn: tuple[Content, ...] = ()

    def on_mount(self) -> None:
        """Draws more whenever it is scrolled."""
        self.watch(self._body, "scroll_y", self._draw_near, init=False)

    @property
    def _body(self) -> Widget:
        """What scrolls."""
        assert isinstance(self.parent, Widget)
        return self.parent

    def show(self, entries: Iterable[Content]) -> None:
        """Shows entries, as many of them as of those before; each is made when it is to be drawn."""
        self._coming, number = iter(entries), len(self._drawn)
        self._drawn = ()
        self._draw(max(_AT_FIRST, number))

    def _draw(self, number: int) -> None:
        if more := tuple(islice(self._coming, number)):
            self._drawn += more
            self.update(Content("\n\n").join(self._drawn))
            self.call_after_refresh(self._draw_near)

    def _draw_near(self) -> None:
        body = self._body
        if body.max_scroll_y - body.scroll_y < body.size.height:
            self._draw(len(self._drawn))
