"""A line to note why a question is flagged."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.tui.keys import WritingScreen, bind
from quiz.tui.widgets.keyline import KeyLine


class NoteLine(Input):
    """The line; Enter is a binding of its own, so that it does not overtake the letters before it."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("accept", "submit", description="Flag")]

    async def action_submit(self) -> None:
        """Takes the note."""
        self.screen.dismiss(self.value)


class NoteScreen(WritingScreen[str | None], ModalScreen[str | None]):
    """Asks for a note; gives it back, or None where the learner thinks better of it."""

    DEFAULT_CSS = """
    NoteScreen {
        align: center bottom;
        VerticalGroup {
            width: 80%;
            max-width: 64;
            padding: 0 1;
            background: $panel;
            border: round $foreground 40%;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "dismiss(None)", description="Cancel", tooltip="Leave it unflagged")
    ]

    def compose(self) -> ComposeResult:
        """Lays out the line."""
        with VerticalGroup():
            yield Static("Flag it. A note for later, if you like:")
            yield NoteLine(id="note", max_length=1000)
        yield KeyLine()

    def on_mount(self) -> None:
        """Gives the line the keyboard."""
        self.set_focus(self.query_one(Input))
