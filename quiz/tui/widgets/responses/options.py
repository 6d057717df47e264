"""Picking from options: choice, true or false, select."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from quiz.model import (
    Chosen,
    Confidence,
    Question,
    Response,
    Said,
    Ticked,
    Verdict,
)
from quiz.tui import text
from quiz.tui.widgets.responses.base import Give, ResponseInput
from quiz.tui.widgets.rows import Row, Rows


class ChoiceInput(ResponseInput):
    """Picks one of several options; a digit or a click answers at once."""

    def compose(self) -> ComposeResult:
        """Lists the options."""
        rows = tuple(Row(text.content(option), str(number)) for number, option in enumerate(self.texts, 1))
        yield Rows(rows, self._picked)

    def response(self) -> Response | str:
        """Returns the option under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Pick an option: press its number." if cursor is None else Chosen(self.texts[cursor])

    async def _picked(self, _: int) -> None:
        await self.action_submit(Confidence.UNSAID)

    async def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "this is the answer")


class TrueFalseInput(ChoiceInput):
    """Says true or false."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "say(0)", "True"),
        Binding("f", "say(1)", "False"),
    ]

    def __init__(self, question: Question, give: Give) -> None:
        super().__init__(question, ("true", "false"), give)

    def response(self) -> Response | str:
        """Returns what is under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Say true or false: press t or f." if cursor is None else Said(cursor == 0)

    async def action_say(self, index: int) -> None:
        """Answers."""
        await self.query_one(Rows).action_pick(index)


class SelectInput(ResponseInput):
    """Ticks all options that are right."""

    HOW = "Tick all that are right, then press Enter."

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Tick")]

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__(question, texts, give)
        self.ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lists the options."""
        yield Rows(self._rows(), self._picked)

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(text.content(option), f"{number} [{'x' if option in self.ticked else ' '}]")
            for number, option in enumerate(self.texts, 1)
        )

    def response(self) -> Response | str:
        """Returns the options that are ticked."""
        ticked = tuple(option for option in self.texts if option in self.ticked)
        return Ticked(ticked) if ticked else "Tick at least one: press its number."

    async def _picked(self, index: int) -> None:
        self.ticked ^= {self.texts[index]}
        self.query_one(Rows).show(self._rows())

    async def action_tick(self) -> None:
        """Ticks the option under the cursor, or takes its tick away."""
        rows = self.query_one(Rows)
        await rows.action_pick(rows.cursor or 0)

    async def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "right, not ticked")
