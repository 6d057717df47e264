"""Pairing left sides with right sides."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quiz.model import (
    Match,
    Paired,
    Question,
    Response,
)
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets.marked import ALIGNED
from quiz.tui.widgets.responses.base import Give, PickingInput
from quiz.tui.widgets.rows import Row, Rows, picking_key


class MatchInput(PickingInput):
    """Pairs left sides with right sides: the left one's number, then the right one's."""

    HOW = "A number above, then its match below. {answer} answers when all are paired."

    DEFAULT_CSS = """
    MatchInput #rights {
        margin-top: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "pick", tooltip="Pick what is under the cursor", show=False)
    ]

    def __init__(self, question: Question, kind: Match, texts: tuple[str, ...], give: Give) -> None:
        super().__init__(question, texts, give)
        self.lefts = tuple(left for left, _ in kind.pairs)
        self.pairs: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lists both sides."""
        lefts = Rows(self._left_rows(), self._left_picked, id="lefts")
        lefts.cursor = 0
        lefts.keeps_cursor = True
        yield lefts
        yield Rows(self._right_rows(), self._right_picked, id="rights")

    def _left_rows(self) -> tuple[Row, ...]:
        lefts = [text.content(left) for left in self.lefts]
        widest = max(left.cell_length for left in lefts)
        column = widest if widest <= ALIGNED else 0
        return tuple(
            Row(
                Content.assemble(
                    shown.pad_right(max(0, column - shown.cell_length)),
                    ("  →  ", text.MUTED),
                    text.content(self.pairs.get(left, "…"), "$text-accent"),
                ),
                picking_key(self, number),
            )
            for number, (left, shown) in enumerate(zip(self.lefts, lefts, strict=True), 1)
        )

    def _right_rows(self) -> tuple[Row, ...]:
        used = set(self.pairs.values())
        return tuple(
            Row(
                text.content(right),
                picking_key(self, number),
                "·" if right in used else "",
                text.MUTED if right in used else "",
            )
            for number, right in enumerate(self.texts, 1)
        )

    def response(self) -> Response | str:
        """Returns the pairs, once every left side has one."""
        if len(self.pairs) < len(self.lefts):
            return "Some have no match yet."
        return Paired(tuple((left, self.pairs[left]) for left in self.lefts))

    def begun(self) -> Sequence[object]:
        """Returns the pairs that were made."""
        return tuple(self.pairs.items())

    async def _left_picked(self, _: int) -> None:
        self.screen.set_focus(self.query_one("#rights"))

    async def _right_picked(self, index: int) -> None:
        lefts = self.query_one("#lefts", Rows)
        left = self.lefts[lefts.cursor or 0]
        right = self.texts[index]
        self.pairs = {key: value for key, value in self.pairs.items() if value != right} | {left: right}
        open_ = [index for index, each in enumerate(self.lefts) if each not in self.pairs]
        lefts.cursor = open_[0] if open_ else lefts.cursor
        lefts.show(self._left_rows())
        self.query_one("#rights", Rows).show(self._right_rows())
        self.screen.set_focus(lefts)

    async def action_pick(self) -> None:
        """Picks what is under the cursor."""
        rows = next(rows for rows in self.query(Rows) if rows.has_focus)
        await rows.action_pick(rows.cursor or 0)

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one("#lefts"), scroll_visible=False)
