"""Picking from options: choice, true or false, select."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

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
from quiz.tui.keys import bind, key_of
from quiz.tui.widgets import asked
from quiz.tui.widgets.responses.base import Give, PickingInput, TickingInput
from quiz.tui.widgets.rows import Row, Rows


class ChoiceInput(PickingInput):
    """Picks one of several options; a digit or a click answers at once."""

    _armed = Confidence.UNSAID
    """How the option that is picked next is given."""

    def compose(self) -> ComposeResult:
        """Lists the options."""
        options = asked.options(self.question.kind, self.texts, partial(key_of, node=self))
        yield Rows(tuple(Row(text.content(each.text), each.label) for each in options), self._picked)

    def response(self) -> Response | str:
        """Returns the option under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Pick an option: press its number." if cursor is None else Chosen(self.texts[cursor])

    async def _picked(self, _: int) -> None:
        await self.action_submit(Confidence.UNSAID)

    async def action_submit(self, confidence: str) -> None:
        """Gives the answer; with nothing picked yet, what is picked next is given like this."""
        if confidence != Confidence.UNSAID:
            self._armed = Confidence(confidence)
        response = self.response()
        if isinstance(response, str) and self._armed is not Confidence.UNSAID:
            said = {Confidence.GUESS: "As a guess", Confidence.CERTAIN: "Certain"}[self._armed]
            response = f"{said}: now pick."
        await self._give(response, self._armed)

    async def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "this is the answer")


class TrueFalseInput(ChoiceInput):
    """Says true or false."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("true", "say(0)", show=False),
        bind("false", "say(1)", show=False),
    ]

    def __init__(self, question: Question, give: Give) -> None:
        super().__init__(question, ("true", "false"), give)

    def response(self) -> Response | str:
        """Returns what is under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Say true or false: press {true} or {false}." if cursor is None else Said(cursor == 0)

    async def action_say(self, index: int) -> None:
        """Answers."""
        await self.query_one(Rows).action_pick(index)


class SelectInput(TickingInput, PickingInput):
    """Ticks all options that are right."""

    HOW = "Tick all that are right, then press {answer}."

    def compose(self) -> ComposeResult:
        """Lists the options."""
        yield self.to_tick()

    def response(self) -> Response | str:
        """Returns the options that are ticked."""
        return Ticked(self.given) if self.ticked else "Tick at least one: press its number."

    def begun(self) -> Sequence[object]:
        """Returns the options that are ticked."""
        return self.given

    async def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "right, not ticked")
