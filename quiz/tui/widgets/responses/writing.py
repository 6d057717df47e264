"""Typing: an answer, a number, the gaps of a text."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from quiz.model import (
    Cloze,
    Confidence,
    Question,
    Response,
    Verdict,
    Written,
)
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets.marked import part_rows
from quiz.tui.widgets.responses.base import Give, ResponseInput, WritingInput
from quiz.tui.widgets.rows import Rows


class AnswerLine(Input):
    """A line to type on.

    Enter is a binding of the line itself, because one further out would overtake the letters typed before it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bind("answer", "submit", writing=True)]

    async def action_submit(self) -> None:
        """Gives the answer."""
        if isinstance(self.parent, ResponseInput):
            await self.parent.action_submit(Confidence.UNSAID)


class _LinesInput(WritingInput):
    """Types on lines."""

    def begun(self) -> Sequence[object]:
        """Returns what was typed."""
        typed = [line.value for line in self.query(Input)]
        return typed if any(typed) else ()


class TypedInput(_LinesInput):
    """Types the answer."""

    def __init__(self, question: Question, placeholder: str, give: Give) -> None:
        super().__init__(question, (), give)
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Gives a line to type on."""
        yield AnswerLine(placeholder=self.placeholder)

    def response(self) -> Response | str:
        """Returns what was typed."""
        typed = self.query_one(Input).value
        return Written((typed,)) if typed.strip() else "Type an answer, or skip the question with {skip}."

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(Input), scroll_visible=False)


class ClozeInput(_LinesInput):
    """Fills the gaps of a text; what is typed shows in the text."""

    DEFAULT_CSS = """
    ClozeInput #text {
        margin: 0 0 1 1;
    }
    """

    def __init__(self, question: Question, kind: Cloze, give: Give) -> None:
        super().__init__(question, (), give)
        self.kind = kind
        self._warned = False

    def compose(self) -> ComposeResult:
        """Shows the text and a line for each gap."""
        yield Static(self._text(), id="text")
        for number, gap in enumerate(self.kind.gaps, 1):
            yield AnswerLine(
                placeholder=text.line(f"gap {number}{': ' + gap.hint if gap.hint else ''}").plain
            )

    @property
    def _inputs(self) -> list[Input]:
        return list(self.query(Input)) if self.is_mounted else []

    def _text(self) -> Content:
        return self._filled([input_.value for input_ in self._inputs] or [""] * len(self.kind.gaps))

    def _filled(self, values: list[str]) -> Content:
        parts = [text.content(self.kind.texts[0])]
        for number, (value, after) in enumerate(zip(values, self.kind.texts[1:], strict=True), 1):
            shown = value.strip() or f" {number} " + "_" * 6
            parts += [text.content(shown, "bold underline $text-accent"), text.content(after)]
        return Content("").join(parts)

    def response(self) -> Response | str:
        """Returns what was typed into the gaps."""
        typed = tuple(input_.value for input_ in self._inputs)
        empty = sum(not each.strip() for each in typed)
        if empty == len(typed):
            return "Fill the gaps: Tab goes to the next."
        if empty and not self._warned:
            self._warned = True
            return "Not every gap is filled. {answer} again answers all the same."
        return Written(typed)

    async def show(self, verdict: Verdict) -> None:
        """Shows the text as it should read, and below it gap by gap what was right."""
        self.query_one("#text", Static).update(self._filled([gap.answer for gap in self.kind.gaps]))
        await self.query("Input, Rows").remove()
        rows = Rows(part_rows(verdict))
        rows.freeze()
        await self.mount(rows)

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self._inputs[0], scroll_visible=False)

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#text", Static).update(self._text())

    async def action_submit(self, confidence: str) -> None:
        """Goes on to the next gap; from the last one, gives the answer."""
        later = [number for number, input_ in enumerate(self._inputs) if input_.has_focus]
        if confidence == Confidence.UNSAID and later and later[0] + 1 < len(self._inputs):
            self.screen.set_focus(self._inputs[later[0] + 1])
        else:
            await super().action_submit(confidence)
