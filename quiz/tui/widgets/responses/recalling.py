"""Recalling freely, then ticking the points that were in it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from quiz.model import (
    Confidence,
    Response,
    Ticked,
)
from quiz.tui.keys import named
from quiz.tui.widgets.responses.base import TickingInput, WritingInput
from quiz.tui.widgets.rows import Rows


class RecallNotes(TextArea):
    """Room for several lines; Enter is not for a new line but for the points."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()


class RecallInput(TickingInput, WritingInput):
    """Writes or thinks the answer freely, then ticks the points that were in it."""

    DEFAULT_CSS = """
    RecallInput TextArea {
        height: 5;
        margin-left: 1;
        padding: 0 1;
        border: none;
        border-left: thick $primary;
        &:focus {
            border: none;
            border-left: thick $accent;
        }
    }
    RecallInput Static {
        color: $foreground 72%;
        margin: 0 0 1 1;
    }
    """

    _armed = Confidence.UNSAID
    """How the answer is given once the points could be ticked."""

    def compose(self) -> ComposeResult:
        """Gives room to write, and keeps the points back."""
        yield RecallNotes()
        yield Static(
            named("Write the answer, or only think it. {answer} shows the points.", self.screen), id="todo"
        )

    @property
    def _revealed(self) -> bool:
        return bool(self.query(Rows))

    async def action_submit(self, confidence: str) -> None:
        """Shows the points first, and gives the answer once they could be ticked."""
        if confidence != Confidence.UNSAID:
            self._armed = Confidence(confidence)
        if self._revealed:
            await super().action_submit(self._armed)
        else:
            await self._reveal()

    async def _reveal(self) -> None:
        self.query_one(TextArea).disabled = True
        self.query_one("#todo", Static).update(
            named("Tick the points that you had: press their numbers, then {answer}.", self.screen)
        )
        rows = self.to_tick()
        await self.mount(rows)
        self.screen.set_focus(rows)

    def response(self) -> Response | str:
        """Returns what was written and the points that are ticked."""
        return Ticked(self.given, self.query_one(TextArea).text)

    def begun(self) -> Sequence[object]:
        """Returns what was written and ticked."""
        return [each for each in (self.query_one(TextArea).text, *self.given) if each]

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(TextArea))
