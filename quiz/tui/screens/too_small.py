"""What is shown while the window is too small to study in."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz.tui.keys import bind, key_of
from quiz.tui.sizes import LEAST_HEIGHT, LEAST_WIDTH


class TooSmallScreen(ModalScreen[None]):
    """Asks for a larger window and covers everything; what was typed below stays."""

    DEFAULT_CSS = """
    TooSmallScreen {
        background: $background;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [bind("quit", "app.quit")]

    def compose(self) -> ComposeResult:
        """Says so in few letters."""
        quits = key_of("quit", self)
        yield Static(f"Window too small: {LEAST_WIDTH}×{LEAST_HEIGHT} at least. {quits} quits.", markup=False)
