"""What hides the choices of a question until the learner has tried to recall the answer."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static


class Curtain(Static, can_focus=True):
    """Stands in the place of the choices."""

    DEFAULT_CSS = """
    Curtain {
        display: none;
        padding: 1 2;
        color: $foreground 65%;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter,v", "screen.hide", "Choices", key_display="Space", tooltip="Show the choices"),
        Binding("h", "screen.hint", "Hint", tooltip="Show the hint"),
        Binding("s", "screen.skip", "Skip", tooltip="Leave this question out of the sitting", show=False),
        Binding("u", "screen.undo", "Undo", tooltip="Take back the last answer"),
    ]

    def __init__(self) -> None:
        super().__init__("Recall the answer first. Space shows the choices.", markup=False)
