"""The keys of actions: how a screen declares them, how they are shown, and the app that takes others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, TypedDict, TypeVar, Unpack

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, Keymap
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from quiz.tui.actions import ACTIONS
from quiz.tui.key_names import shown

_WRITING = "writing."
"""How the id of a binding begins that works while letters are typed."""

_LOOKED_UP = 32
"""Widgets that a screen on which many questions are asked holds for having been looked up."""

T = TypeVar("T")


class Here(TypedDict, total=False):
    """In what a screen or widget differs from how an action is declared; see Textual's `Binding`."""

    key: str
    description: str
    tooltip: str
    show: bool
    priority: bool
    group: Binding.Group


def bind(name: str, action: str = "", *, writing: bool = False, **here: Unpack[Here]) -> Binding:
    """Returns the binding of an action for the `BINDINGS` of a screen or widget.

    Args:
        name: Which of `ACTIONS`.
        action: What Textual is to run; the name itself unless said otherwise.
        writing: It is for where letters are typed.
        here: What is otherwise here.
    """
    known = ACTIONS[name]
    keys = known.writing if writing and known.writing else known.keys
    bound = Binding(
        keys, action or name, known.label, tooltip=known.about, id=binding_id(name, writing=writing)
    )
    return replace(bound, **here)


def binding_id(name: str, *, writing: bool) -> str:
    """Returns the id of the bindings of an action."""
    return f"{_WRITING}{name}" if writing else name


MOVING = (
    bind("up", "move(-1)", show=False),
    bind("down", "move(1)", show=False),
    bind("page_up", "page(-1)", show=False),
    bind("page_down", "page(1)", show=False),
    bind("first", "move_to(0)", show=False),
    bind("last", "move_to(-1)", show=False),
)
"""The keys that move the cursor of a list, by actions of the list."""


def name_of(binding: Binding) -> str | None:
    """Returns the name of the action of a binding; None where it has none, and no other keys can be set."""
    return binding.id.removeprefix(_WRITING) if binding.id else None


def character(key: str) -> str | None:
    """Returns the character that a key types, if it types any."""
    found = key_to_character(REPLACED_KEYS.get(key, key))
    return found if found is not None and found.isprintable() else None


def named(text: str, screen: Screen[Any]) -> str:
    """Returns a text of this program in which each `{action}` is a key that the action has now.

    Args:
        text: What is said; it holds nothing foreign.
        screen: Where it is said.
    """
    return text.format_map(_Keys(screen))


def key_of(name: str, node: DOMNode, *, writing: bool = False) -> str:
    """Returns the first of the keys that are set for an action, or that it has by default, as it is shown."""
    action, app = ACTIONS[name], node.app
    keymap = app.keymap if isinstance(app, KeyApp) else {}
    usual = action.writing if writing and action.writing else action.keys
    return shown(keymap.get(binding_id(name, writing=writing), usual).split(",")[0])


class _Keys(dict[str, str]):
    """The keys of the actions by name: of those that do something now, and of all others."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._screen = screen
        for active in screen.active_bindings.values():
            if name := name_of(active.binding):
                self.setdefault(name, shown(active.binding.key))

    def __missing__(self, name: str) -> str:
        focused = self._screen.focused
        writing = focused is not None and focused.check_consume_key("a", "a")
        return key_of(name, self._screen, writing=writing)


class WritingScreen(Screen[T]):
    """A screen on which letters are typed: there, a letter is no key of an action."""

    # The one it inherits has all of the screen drawn whenever another widget takes the keyboard.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        # Every change of what stands on a screen has Textual look up anew, and hold a thousand of the old.
        self._query_one_cache.maxsize = _LOOKED_UP

    def label(self, binding: Binding) -> str:
        """Returns what a key does, in a word; another one where that depends on what is shown."""
        return binding.description

    def on_screen_suspend(self) -> None:
        """Takes away what was said here: it is not to cover the next screen."""
        if isinstance(self.app, KeyApp):
            self.app.unsay()

    def _compositor_refresh(self) -> None:
        # While the app holds its frames back, Textual would draw one all the same, and throw it away. Where
        # all of the screen is drawn next, it would first draw what has moved.
        if not (self.app._batch_count or self._repaint_required):
            super()._compositor_refresh()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now."""
        focused = self.focused
        # Textual's own use of Tab has it come first, which on these screens is the second key of an action.
        return {
            key: active
            for key, active in sorted(super().active_bindings.items(), key=lambda each: each[0] == "tab")
            if focused is None or not focused.check_consume_key(key, character(key))
        }


class KeyApp(App[None]):
    """An app whose actions may have other keys, and are offered by the command palette."""

    keymap: Keymap = {}  # noqa: RUF012 — replaced, never changed

    def set_keymap(self, keymap: Keymap) -> None:
        """Gives actions other keys.

        Args:
            keymap: The keys by the id of the bindings, as `quiz.tui.keymap` returns them.
        """
        self.keymap = keymap
        super().set_keymap(keymap)

    def unsay(self) -> None:
        """Takes away what was said, but no warning."""
        for said in list(self._notifications):
            if said.severity == "information":
                self._unnotify(said)

    def get_key_display(self, binding: Binding) -> str:
        """Returns how a key is shown in the footer, where there is little room."""
        return shown(binding.key).replace("Ctrl+", "^")

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Gives what the command palette offers: what keys do on the screen below, but not moving about."""
        for binding, node, keys in offered(screen):
            if not _moves(binding) and binding.action != "command_palette":
                run = partial(self.run_action, binding.action, node)
                yield SystemCommand(f"{binding.description} ({' '.join(keys)})", binding.tooltip, run)


def described(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Returns what the keys do on a screen now: the keys and what they do, moving about last."""
    found: dict[str, list[str]] = {}
    for binding, _, keys in sorted(offered(screen), key=lambda each: _moves(each[0])):
        found.setdefault(binding.tooltip, []).extend(keys)
    return [(_together(list(dict.fromkeys(keys))), said) for said, keys in found.items()]


def _together(keys: Sequence[str]) -> str:
    """Returns keys as one text; digits that follow one another as the first and the last."""
    if len(keys) > 2 and "".join(keys) in "123456789":
        return f"{keys[0]} to {keys[-1]}"
    return " ".join(keys)


@cache
def bindings(node: type[DOMNode]) -> Sequence[Binding]:
    """Returns the bindings of a class, those it inherits among them."""
    found: dict[str, Binding] = {}
    for base in reversed(node.__mro__):
        own = Binding.make_bindings(base.__dict__.get("BINDINGS", ()))
        found |= {binding.key: binding for binding in own}
    return tuple(found.values())


def in_order(screen: Screen[Any]) -> list[ActiveBinding]:
    """Returns the keys that work now in the order in which they are declared, whatever keys are set.

    Textual puts bindings with other keys behind all others.
    """
    active = list(screen.active_bindings.values())
    if not (isinstance(screen.app, KeyApp) and screen.app.keymap):
        return active
    nodes = list(dict.fromkeys(each.node for each in active))

    def place(each: ActiveBinding) -> tuple[int, int]:
        ids = [binding.id for binding in bindings(type(each.node))]
        at = ids.index(each.binding.id) if each.binding.id in ids else len(ids)
        return nodes.index(each.node), at

    return sorted(active, key=place)


def offered(screen: Screen[Any]) -> list[tuple[Binding, DOMNode, list[str]]]:
    """Returns what can be done on a screen now: each action once, where it is done, and all its keys."""
    found: dict[str, tuple[Binding, DOMNode, list[str]]] = {}
    for active in in_order(screen):
        binding = active.binding
        if binding.id is not None and active.enabled:
            found.setdefault(binding.id, (binding, active.node, []))[2].append(shown(binding.key))
    return list(found.values())


def _moves(binding: Binding) -> bool:
    return ACTIONS[name_of(binding) or ""].moves
