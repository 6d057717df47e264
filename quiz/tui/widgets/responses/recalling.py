"""Recalling freely, then ticking the points that were in it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from quiz.model import (
    Confidence,
    Question,
    Response,
    Ticked,
)
from quiz.tui.keys import bind, named
from quiz.tui.widgets.responses.base import Give, WritingInput
from quiz.tui.widgets.rows import Rows


class RecallNotes(TextArea):
    """Room for several lines; Enter is not for a new line but for the points."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()


class RecallInput(WritingInput):
    """Writes or thinks the answer freely, then ticks the points that were in it."""

    DEFAULT_CSS = """
    RecallInput TextArea {
        height: 5;
        margin-left: 1;
    }
    RecallInput Static {
        color: $foreground 72%;
        margin: 0 0 1 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "tick", tooltip="Tick the point under the cursor", show=False)
    ]

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__(question, texts, give)
        self.ticked: set[str] = set()
        self._armed = Confidence.UNSAID

    def compose(self) -> ComposeResult:
        """Gives room to write, and keeps the points back."""
        yield RecallNotes(compact=True)
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
        rows = Rows(self.ticking_rows(self.ticked), self._picked)
        await self.mount(rows)
        self.screen.set_focus(rows)

    def response(self) -> Response | str:
        """Returns what was written and the points that are ticked."""
        ticked = tuple(point for point in self.texts if point in self.ticked)
        return Ticked(ticked, self.query_one(TextArea).text)

    def begun(self) -> Sequence[object]:
        """Returns what was written and ticked."""
        return [each for each in (self.query_one(TextArea).text, *sorted(self.ticked)) if each]

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(TextArea))

    async def _picked(self, index: int) -> None:
        self.ticked ^= {self.texts[index]}
        self.query_one(Rows).show(self.ticking_rows(self.ticked))

    async def action_tick(self) -> None:
        """Ticks the point under the cursor, or takes its tick away."""
        rows = self.query_one(Rows)
        await rows.action_pick(rows.cursor or 0)
