"""Asks before something that cannot be taken back."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeAlias

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.tui import text
from quiz.tui.keys import bind, named

Step: TypeAlias = Callable[[], Awaitable[None]]
"""Something that a screen does next."""


class Sure(Static, can_focus=True):
    """Asks whether something is meant, and has the keyboard until that is said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("yes", "agree"),
        bind("no", "refuse", tooltip="Go on with the test"),
    ]

    _agreed: Step | None = None
    """What a yes does."""
    _before: Widget | None = None
    """What had the keyboard before."""

    def ask(self, said: str, agreed: Step) -> None:
        """Asks.

        Args:
            said: The question.
            agreed: What a yes does.
        """
        self.display = True
        self._agreed = agreed
        if self.screen.focused is not self:
            self._before = self.screen.focused
        self.screen.set_focus(self)
        keys = named(" {yes} yes · {no} no", self.screen)
        self.update(Content.assemble(text.content(said), (keys, "bold")))

    async def action_agree(self) -> None:
        """Does what was asked about."""
        if self._agreed is not None:
            await self._agreed()

    def action_refuse(self) -> None:
        """Goes on as before."""
        if self.display:
            self.display = False
            self.screen.set_focus(self._before)
