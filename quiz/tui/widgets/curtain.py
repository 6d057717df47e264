"""What hides the choices of a question until the learner has tried to recall the answer."""

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Static

from quiz.tui.keys import bind, named
from quiz.tui.widgets.responses.base import labelling


class Curtain(Static, can_focus=True):
    """Stands in the place of the choices."""

    DEFAULT_CSS = """
    Curtain {
        padding: 1 2;
        color: $foreground 72%;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("hide", "screen.hide", key="space,enter,v", description="Choices", tooltip="Show the choices"),
        bind("hint", "screen.hint"),
        bind("skip", "screen.skip"),
        *labelling(writing=False),
        bind("undo", "screen.undo"),
        bind("edit", "screen.edit"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_focus(self) -> None:
        """Says how the choices are shown."""
        self.update(named("Recall the answer first. {hide} shows the choices.", self.screen))
