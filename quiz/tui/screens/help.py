"""The help of a screen: what it is for, and every key that works on it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from quiz.tui import text
from quiz.tui.keys import bind, described, named


class HelpScreen(ModalScreen[None]):
    """Shows the help of the screen below.

    Args:
        below: The screen that is explained.
    """

    CSS_PATH = "help.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("close", "dismiss"),
        bind("up", "scroll(-1)", show=False),
        bind("down", "scroll(1)", show=False),
    ]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._title = below.TITLE or ""
        self._about = named(below.HELP or "", below)
        self._keys = described(below)

    def compose(self) -> ComposeResult:
        """Lays out the text and the keys."""
        with VerticalScroll(id="help"):
            yield Static(self._about, id="about", markup=False)
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Wraps the list to the width there is, and says how it is left."""
        window = self.query_one("#help")
        window.border_title = text.content(f" {self._title} ")
        window.border_subtitle = text.content(named(" {close} closes this ", self))
        self._show()

    def on_resize(self) -> None:
        """Wraps the list anew."""
        self._show()

    def _show(self) -> None:
        width = max(20, min(72, self.size.width - 9))
        column = min(14, max((len(keys) for keys, _ in self._keys), default=0)) + 2
        lines = [
            line
            for keys, said in self._keys
            for line in text.hang(Content.styled(keys.ljust(column), "bold"), Content(said), width)
        ]
        self.query_one("#keys", Static).update(Content("\n").join(lines))

    def action_scroll(self, by: int) -> None:
        """Scrolls the text."""
        self.query_one("#help", VerticalScroll).scroll_relative(y=by * 2, animate=False)
