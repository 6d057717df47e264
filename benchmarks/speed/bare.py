"""The least that a Textual app can be: one list. What the program is compared with."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList


class Bare(App[None]):
    """Shows twelve options."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Shows the list."""
        yield OptionList(*(f"Option {number}" for number in range(1, 13)))


if __name__ == "__main__":
    Bare().run()
