"""The last line of a screen: the keys that work now, drawn as one widget."""

from typing import ClassVar

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget


class KeyLine(Widget):
    """Shows the keys that work now; a click on one presses it.

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
        self._shown: list[tuple[range, ActiveBinding]] = []
        """What is drawn, each with the cells that it takes."""

    def on_mount(self) -> None:
        """Listens for what changes the keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Draws the keys, one for each action."""
        between = "" if self.screen.has_class("-narrow") else " "
        keys = [
            (active, self._key(active, hovered=place == self._hovered))
            for place, active in enumerate(self._keys())
        ]
        while len(keys) > 1 and _width(keys, between) > self.size.width:
            del keys[-2]  # the last one is the help, which knows them all
        self._shown = []
        start = 0
        for active, drawn in keys:
            end = start + drawn.cell_length
            self._shown.append((range(start, end), active))
            start = end + len(between)
        return Content(between).join(drawn for _, drawn in keys)

    def _keys(self) -> list[ActiveBinding]:
        found: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                found.setdefault(active.binding.action, active)
        return list(found.values())

    def _key(self, active: ActiveBinding, *, hovered: bool) -> Content:
        binding = active.binding
        shown = Content.assemble(
            (f" {self.app.get_key_display(binding)} ", self.get_visual_style("key-line--key", partial=True)),
            (f"{binding.description} ", self.get_visual_style("key-line--description", partial=True)),
        )
        if hovered:
            shown = shown.stylize(self.get_visual_style("key-line--hover", partial=True))
        return shown if active.enabled else shown.stylize("dim")

    # The mouse

    def _at(self, x: int) -> int | None:
        """Returns the place of the key that is drawn at a cell."""
        return next((place for place, (cells, _) in enumerate(self._shown) if x in cells), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Marks the key under the mouse, and explains it."""
        self._hovered = self._at(event.x)
        active = None if self._hovered is None else self._shown[self._hovered][1]
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
        active = self._shown[place][1]
        if active.enabled:
            self.app.simulate_key(active.binding.key)
        else:
            self.app.bell()


def _width(keys: list[tuple[ActiveBinding, Content]], between: str) -> int:
    """Returns how many cells the keys take up, but for the space after the last one."""
    return sum(drawn.cell_length for _, drawn in keys) + len(between) * (len(keys) - 1) - 1
