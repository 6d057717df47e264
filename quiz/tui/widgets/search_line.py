"""A line to search on above a list."""

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Input

from quiz.tui.keys import bind


class SearchLine(Input):
    """The line to type what to look for; meanwhile the arrows move in the list, by actions of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "screen.move(-1)", writing=True, show=False),
        bind("down", "screen.move(1)", writing=True, show=False),
        bind("page_up", "screen.page(-1)", show=False),
        bind("page_down", "screen.page(1)", show=False),
        bind("list", "screen.list"),
    ]

    # An Input's own has the screen laid out with every letter.
    virtual_size = reactive(Size(0, 0))
