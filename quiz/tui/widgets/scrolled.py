"""Lines that scroll, of which only those in sight are drawn."""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual


class ScrolledLines(ScrollView, can_focus=True):
    """Any number of lines; there may be others without the screen being laid out again."""

    DEFAULT_CSS = """
    ScrolledLines {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        overflow: hidden scroll;
        scrollbar-size-vertical: 1;
    }
    """

    # The one it inherits has the screen laid out whenever it changes.
    virtual_size = reactive(Size(0, 0))

    number: reactive[int] = reactive(0)
    """How many lines there are."""

    def watch_number(self, before: int, now: int) -> None:
        """Fits the scrollbar, and scrolls no further than there are lines."""
        self._fit()
        if min(before, now) < self.scroll_offset.y + self.size.height:
            self.refresh()

    def _fit(self) -> None:
        # Of fewer lines than there is room for, Textual would draw a bar from end to end.
        height = max(self.number, self.scrollable_content_region.height)
        self.virtual_size = Size(1, height)
        self.vertical_scrollbar.window_virtual_size = height
        self.scroll_y = min(self.scroll_y, self.max_scroll_y)

    def on_resize(self) -> None:
        """Fits the scrollbar."""
        self._fit()
        self.refresh()


class ScrolledText(ScrolledLines):
    """A text to read."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 — as in Textual
        super().__init__(id=id)
        self._write: Callable[[int], Content] = lambda _: Content()
        self._text = Content()
        self._strips: list[Strip] = []

    def show(self, write: Callable[[int], Content]) -> None:
        """Shows another text, from its beginning.

        Args:
            write: Returns the text for lines of a width in cells; what is longer is wrapped.
        """
        self._write = write
        self._draw()
        self.scroll_home(animate=False)

    def render(self) -> Content:
        """Returns the text, of which a part may be selected."""
        return self._text

    def render_line(self, y: int) -> Strip:
        """Draws one line of those in sight."""
        row = y + self.scroll_offset.y
        return (
            self._strips[row]
            if row < self.number
            else Strip.blank(self.size.width, self.visual_style.rich_style)
        )

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        self._text = self._write(max(1, width))
        self._strips = Visual.to_strips(self, self._text, width, None, self.visual_style)
        self.number = len(self._strips)
        self.refresh()

    def on_resize(self) -> None:
        """Wraps the text to the new width."""
        self._draw()

    def notify_style_update(self) -> None:
        """Draws the text in the new colours."""
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def selection_updated(self, selection: object) -> None:
        """Draws what is selected."""
        self._draw()
