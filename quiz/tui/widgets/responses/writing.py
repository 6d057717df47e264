"""Typing: an answer, a number, the gaps of a text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from quiz.model import (
    Cloze,
    Confidence,
    Question,
    Response,
    Written,
)
from quiz.tui import text
from quiz.tui.widgets.responses.base import Give, ResponseInput, asking


class _Line(Input):
    """A line to type on.

    Enter is a binding of the line itself, because one further out would overtake the letters typed before it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Answer", key_display="Enter", tooltip="Give this answer")
    ]

    async def action_submit(self) -> None:
        """Gives the answer."""
        if isinstance(self.parent, ResponseInput):
            await self.parent.action_submit(Confidence.UNSAID)


class TypedInput(ResponseInput, inherit_bindings=False):
    """Types the answer."""

    BINDINGS: ClassVar[list[BindingType]] = asking(typing=True)

    def __init__(self, question: Question, placeholder: str, give: Give) -> None:
        super().__init__(question, (), give)
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Gives a line to type on."""
        yield _Line(placeholder=self.placeholder)

    def response(self) -> Response | str:
        """Returns what was typed."""
        typed = self.query_one(Input).value
        return Written((typed,)) if typed.strip() else "Type an answer, or skip the question."

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(Input))


class ClozeInput(ResponseInput, inherit_bindings=False):
    """Fills the gaps of a text; what is typed shows in the text."""

    DEFAULT_CSS = """
    ClozeInput #text {
        margin: 0 0 1 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = asking(typing=True)

    def __init__(self, question: Question, kind: Cloze, give: Give) -> None:
        super().__init__(question, (), give)
        self.kind = kind

    def compose(self) -> ComposeResult:
        """Shows the text and a line for each gap."""
        yield Static(self._text(), id="text")
        for number, gap in enumerate(self.kind.gaps, 1):
            yield _Line(placeholder=text.line(f"gap {number}{': ' + gap.hint if gap.hint else ''}").plain)

    @property
    def _inputs(self) -> list[Input]:
        return list(self.query(Input)) if self.is_mounted else []

    def _text(self) -> Content:
        typed = [input_.value for input_ in self._inputs] or [""] * len(self.kind.gaps)
        parts = [text.content(self.kind.texts[0])]
        for number, (value, after) in enumerate(zip(typed, self.kind.texts[1:], strict=True), 1):
            shown = value.strip() or f" {number} " + "_" * 6
            parts += [text.content(shown, "bold underline $text-accent"), text.content(after)]
        return Content("").join(parts)

    def response(self) -> Response | str:
        """Returns what was typed into the gaps."""
        typed = tuple(input_.value for input_ in self._inputs)
        return (
            Written(typed) if any(each.strip() for each in typed) else "Fill the gaps: Tab goes to the next."
        )

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self._inputs[0])

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
