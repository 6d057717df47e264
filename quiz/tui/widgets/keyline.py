"""The last line of a screen: the keys that work now, drawn as one widget."""

from itertools import groupby
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from quiz.tui.actions import ACTIONS
from quiz.tui.keys import WritingScreen, in_order, name_of


class _Entry(NamedTuple):
    """What the line says of an action, or of several that belong together."""

    active: ActiveBinding
    """What a click does."""
    keys: str
    said: str

    @property
    def width(self) -> int:
        """The cells that it takes."""
        return cell_len(f" {self.keys} {self.said} ")

    @property
    def spare(self) -> int:
        """How soon it is left out: the highest first."""
        name = name_of(self.active.binding)
        return ACTIONS[name].spare if name else 0


def _label(active: ActiveBinding) -> str:
    node, binding = active.node, active.binding
    return node.label(binding) if isinstance(node, WritingScreen) else binding.description


class KeyLine(Widget):
    """Shows the keys that work now; a click on one presses it.

    Where there is no room for all, those are left out that can be spared soonest, the last one first.

    Looks and acts like Textual's Footer, which has a widget for each key: making these anew took most of the
    time from a key to the frame that follows it.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--description", "key-line--hover"}

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        text-wrap: nowrap;
        text-overflow: clip;
        color: $footer-foreground;
        background: $surface;

        & > .key-line--key {
            color: $footer-key-foreground;
            text-style: bold;
        }
        & > .key-line--description {
            color: $footer-description-foreground;
        }
        & > .key-line--hover {
            color: $footer-key-foreground;
            background: $block-hover-background;
        }
    }
    """

    _hovered: reactive[int | None] = reactive(None)
    """The key under the mouse, by its place from the left."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[range, _Entry]] = []
        """What is drawn, each with the cells that it takes."""

    def on_mount(self) -> None:
        """Listens for what changes the keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draws the keys, one for each action."""
        between = "" if self.screen.has_class("-narrow") else " "
        drawn: list[Content] = []
        self._shown = []
        start = 0
        for place, entry in enumerate(self._fitting(len(between))):
            drawn.append(self._drawn(entry, hovered=place == self._hovered))
            end = start + entry.width
            self._shown.append((range(start, end), entry))
            start = end + len(between)
        return Content(between).join(drawn)

    def _fitting(self, between: int) -> list[_Entry]:
        """Returns what there is room for, with so many cells between one and the next."""
        entries = self._entries()
        room = self.size.width + between + 1  # for what would stand after the last one
        kept = []
        for entry in sorted(entries, key=lambda entry: entry.spare):
            if entry.width + between <= room:
                room -= entry.width + between
                kept.append(entry)
        return [entry for entry in entries if entry in kept]

    def _entries(self) -> list[_Entry]:
        """Returns all that keys do now, and last the help, which knows them all."""
        found: dict[str, ActiveBinding] = {}
        for active in in_order(self.screen):
            if active.binding.show:
                found.setdefault(active.binding.action, active)
        entries = []
        for group, members in groupby(found.values(), lambda each: each.binding.group or each.binding):
            first, *others = members
            keys = "".join(self.app.get_key_display(each.binding) for each in (first, *others))
            entries.append(_Entry(first, keys, group.description if others else _label(first)))
        return sorted(entries, key=lambda entry: name_of(entry.active.binding) == "help")

    def _drawn(self, entry: _Entry, *, hovered: bool) -> Content:
        shown = Content.assemble(
            (f" {entry.keys} ", self.get_visual_style("key-line--key", partial=True)),
            (f"{entry.said} ", self.get_visual_style("key-line--description", partial=True)),
        )
        if hovered:
            shown = shown.stylize(self.get_visual_style("key-line--hover", partial=True))
        return shown if entry.active.enabled else shown.stylize("dim")

    # The mouse

    def _at(self, x: int) -> int | None:
        """Returns the place of the key that is drawn at a cell."""
        return next((place for place, (cells, _) in enumerate(self._shown) if x in cells), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Marks the key under the mouse, and explains it."""
        self._hovered = self._at(event.x)
        active = None if self._hovered is None else self._shown[self._hovered][1].active
        self.styles.pointer = "default" if active is None else "pointer"
        self.tooltip = active.tooltip or None if active else None

    def on_leave(self) -> None:
        """Marks none."""
        self._hovered = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Presses the key under the mouse."""
        place = self._at(event.x)
        if place is None:
            return
        active = self._shown[place][1].active
        if active.enabled:
            self.app.simulate_key(active.binding.key)
        else:
            self.app.bell()
