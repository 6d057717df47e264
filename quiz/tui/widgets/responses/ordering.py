"""Putting items in order."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from quiz.model import (
    Ordered,
    Question,
    Response,
)
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets.responses.base import Give, PickingInput
from quiz.tui.widgets.rows import Row, Rows, picking_key


class _OrderRows(Rows):
    """Rows of which one can be held and moved."""

    held: int | None = None

    def action_move(self, by: int) -> None:
        """Moves the cursor, or the row that is held."""
        if self.held is None:
            super().action_move(by)
        elif isinstance(self.parent, OrderInput):
            self.parent.action_shift(by)


class OrderInput(PickingInput):
    """Puts the items in order: pick one up, move it, put it down."""

    HOW = (
        "{option_3} then {option_1} moves the third to the top; or {choose}, arrows, {choose}. "
        "{answer} answers."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "grip", tooltip="Pick the item up, or put it down", show=False),
        bind("item_up", "shift(-1)", show=False),
        bind("item_down", "shift(1)", show=False),
    ]

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__(question, texts, give)
        self.items = list(texts)
        self.touched = False

    def compose(self) -> ComposeResult:
        """Lists the items."""
        yield _OrderRows(self._rows(None), self._picked)

    def _rows(self, held: int | None) -> tuple[Row, ...]:
        return tuple(
            Row(
                text.content(item),
                picking_key(self, index + 1),
                *(("≡", "$text-accent") if index == held else ("", "")),
            )
            for index, item in enumerate(self.items)
        )

    def response(self) -> Response | str:
        """Returns the order as it stands, once anything was moved."""
        if not self.touched:
            return "Nothing was moved yet. If they stand right, pick one up and put it down again."
        return Ordered(tuple(self.items))

    def begun(self) -> Sequence[object]:
        """Returns the order as it stands, once anything was moved."""
        return self.items if self.touched else ()

    def _move(self, start: int, end: int, held: int | None) -> None:
        self.items.insert(end, self.items.pop(start))
        self.touched = True
        rows = self.query_one(_OrderRows)
        rows.held = held
        rows.cursor = end
        rows.show(self._rows(held))

    async def _picked(self, index: int) -> None:
        rows = self.query_one(_OrderRows)
        if rows.held is None:
            rows.held = index
            rows.show(self._rows(index))
        else:
            self._move(rows.held, index, None)

    async def action_grip(self) -> None:
        """Picks up the item under the cursor, or puts down the one that is held."""
        rows = self.query_one(_OrderRows)
        await rows.action_pick(rows.cursor or 0)

    def action_shift(self, by: int) -> None:
        """Moves the item that is held or under the cursor."""
        rows = self.query_one(_OrderRows)
        start = rows.cursor or 0
        end = max(0, min(len(self.items) - 1, start + by))
        self._move(start, end, None if rows.held is None else end)
