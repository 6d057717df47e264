"""How keys are called in texts."""

from quiz.tui.actions import ACTIONS

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "Backspace",
    "slash": "/",
    "comma": ",",
    "question_mark": "?",
}


def shown(key: str) -> str:
    """Returns a key as it is called in a text: `Ctrl+R`, `F2`, `?`."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last) or (last if len(last) == 1 else _shown_by_textual(last))
    if modifiers or (last[:1] == "f" and last[1:].isdecimal()):
        name = name[:1].upper() + name[1:]
    return "+".join([*(each.capitalize() for each in modifiers), name])


def _shown_by_textual(key: str) -> str:
    from textual.keys import format_key

    return format_key(key)


def usual(name: str) -> str:
    """Returns the first of the keys that an action has unless others are set, as it is shown."""
    return shown(ACTIONS[name].keys.split(",")[0])


def with_usual(text: str) -> str:
    """Returns a text of this program in which each `{action}` is the key that the action usually has."""
    return text.format_map(_Usual())


class _Usual(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return usual(name)
