"""Filters beside each other on one line, each changed by a key of its own or by a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.tui import text
from quiz.tui.keys import key_of

_BETWEEN = "  "
"""What stands between one filter and the next."""


@dataclass(slots=True)
class Filter:
    """One thing to filter by."""

    action: str
    """The name of what changes it."""
    choices: tuple[tuple[str, str], ...] = ()
    """How each is called, and what it is; the first leaves nothing out."""
    value: str = ""
    many: bool = False
    """Has so many choices that one is found by typing."""

    @property
    def name(self) -> str:
        """How what is chosen is called."""
        return next((name for name, value in self.choices if value == self.value), self.value)

    @property
    def narrows(self) -> bool:
        """Says whether it leaves something out."""
        return bool(self.choices) and self.value != self.choices[0][1]

    @property
    def wanted(self) -> tuple[str, ...]:
        """What is chosen; nothing where all is."""
        return (self.value,) if self.narrows else ()

    @property
    def at(self) -> int:
        """The place of what is chosen among the choices."""
        values = [value for _, value in self.choices]
        return values.index(self.value) if self.value in values else 0

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Has these to choose from; what was chosen stays so where it is still among them."""
        self.choices = tuple(choices)
        self.turn(0)

    def turn(self, by: int) -> None:
        """Chooses the next or the one before, round the ends."""
        self.choose((self.at + by) % len(self.choices))

    def choose(self, at: int) -> None:
        """Chooses what stands at a place among the choices."""
        self.value = self.choices[at][1]


class FilterLine(Static):
    """The filters of a screen, which changes them in its action `change`."""

    def show(self, filters: Sequence[Filter], width: int) -> None:
        """Shows what is chosen on one line of this width in cells, on which the longest names may be cut."""
        keys = [Content.styled(f"{key_of(each.action, self)} ", text.MUTED) for each in filters]
        names = [text.line(each.name, "bold" if each.narrows else "") for each in filters]
        room = width - sum(key.cell_length for key in keys) - len(_BETWEEN) * (len(filters) - 1)
        lengths = [name.cell_length for name in names]
        longest = max(lengths)
        while longest > 1 and sum(min(length, longest) for length in lengths) > room:
            longest -= 1
        parts = [
            (key + name.truncate(longest, ellipsis=True)).stylize(
                Style.from_meta({"@click": f"screen.change({number}, 1)"})
            )
            for number, (key, name) in enumerate(zip(keys, names, strict=True))
        ]
        self.update(Content(_BETWEEN).join(parts), layout=False)
