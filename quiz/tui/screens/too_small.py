"""What is shown while the window is too small to study in."""

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

WIDTH, HEIGHT = 20, 6
"""The smallest window, in cells, that a question can be asked in."""


class TooSmallScreen(ModalScreen[None]):
    """Asks for a larger window and covers everything; what was typed below stays."""

    DEFAULT_CSS = """
    TooSmallScreen {
        background: $background;
    }
    """

    def compose(self) -> ComposeResult:
        """Says so in few letters."""
        yield Static(f"Window too small: {WIDTH}×{HEIGHT} at least.")
