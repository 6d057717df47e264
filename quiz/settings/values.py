"""What the learner can set, each with its default and what it may be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from quiz.errors import QuizError, meant
from quiz.lean_typing import Any, NamedTuple, TypeAlias
from quiz.settings.defaults import Settings

Value: TypeAlias = bool | int | str | Sequence[str]
"""What may stand after `=`: which of these, depends on the setting."""

NO_LIMIT = "none"
"""What stands in the file for a limit that is None."""

KEYS = "keys"
"""The table of the file that says which keys do what; as a setting, `keys.ACTION` is one line of it."""

KEYS_TAKE = 'one key, such as "h", or a list of keys, such as ["h", "ctrl+r"]'

_MOST = 9_999
_MOST_SHOWN = 40

Tree: TypeAlias = dict[str, Any]


class Form(NamedTuple):
    """What may stand after `=`."""

    words: str
    """Which says so, to stand after “Write”."""
    fits: Callable[[object], bool]
    held: Callable[[Any], Any] = lambda value: value
    """Returns what `Settings` holds for a value that fits."""


class Setting(NamedTuple):
    """What is known of one setting, apart from its value."""

    about: str
    """What it is for, without a full stop."""
    form: Form
    default: bool | int | str
    """As it would stand in the file."""


def _printable(text: str) -> bool:
    return text.isprintable() and bool(text.strip())


def _whole(least: int, most: int) -> Form:
    def fits(value: object) -> bool:
        return type(value) is int and least <= value <= most

    return Form(f"a whole number from {least} to {most}", fits)


def _limit(least: int) -> Form:
    whole = _whole(least, _MOST)
    words = f'{whole.words}, or "{NO_LIMIT}" for no limit'
    return Form(
        words,
        lambda value: value == NO_LIMIT or whole.fits(value),
        lambda value: None if value == NO_LIMIT else value,
    )


def _day(value: object) -> date | None:
    """Returns the day that a value of the file names; None where it names none."""
    if type(value) is date:
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return None


DAY = Form(
    f'a day such as 2026-12-20, or "{NO_LIMIT}"',
    lambda value: value == NO_LIMIT or _day(value) is not None,
    _day,
)
SWITCH = Form("true or false", lambda value: type(value) is bool)
TEXT = Form("a text in double quotes", lambda value: isinstance(value, str) and _printable(value))


def stored(settings: Settings, name: str) -> bool | int | str:
    """Returns the value of one of `SETTINGS` as it stands in the file, a day as a text."""
    value: bool | int | str | date | None = getattr(settings, name)
    if isinstance(value, date):
        return value.isoformat()
    return NO_LIMIT if value is None else value


_FORMS = {
    "new_per_day": ("New questions a day", _limit(0)),
    "reviews_per_day": ("Due questions a day", _limit(0)),
    "questions_per_sitting": (
        "Questions in a sitting, not counting those that come back",
        _limit(1),
    ),
    "minutes_per_sitting": ("Minutes of answering in a sitting", _limit(1)),
    "day_starts": ("The hour at which a new day of study begins", _whole(0, 23)),
    "exam": ("The day of an exam to study for", DAY),
    "exam_target": ("How much you want to recall in the exam, in percent", _whole(1, 99)),
    "recall_first": ("Hide the choices until you have tried to remember the answer", SWITCH),
    "plain": ("Ask line by line, as --plain does, and draw no screens", SWITCH),
    "theme": ("The colours of the screens", TEXT),
    "reduced_motion": ("Nothing on the screens moves by itself", SWITCH),
}

SETTINGS: Mapping[str, Setting] = {
    name: Setting(about, form, stored(Settings(), name)) for name, (about, form) in _FORMS.items()
}
"""All settings but the keys, in the order in which they are shown."""


def typed(name: str, text: str) -> bool | int | str:
    """Returns the value of one of `SETTINGS` that somebody has typed, without quotes; it need not fit."""
    if SETTINGS[name].form is TEXT:
        return text
    if re.fullmatch("-?[0-9]{1,9}", text):
        return int(text)
    return {"true": True, "false": False}.get(text, text)


def check_name(name: str) -> None:
    """Makes sure that there is a setting of this name: one of `SETTINGS`, `keys`, or `keys.ACTION`.

    Raises:
        QuizError: There is none.
    """
    table, dot, action = name.partition(".")
    if name not in SETTINGS and (table != KEYS or (dot and not _printable(action))):
        raise _unknown(name)


def _unknown(name: str) -> QuizError:
    everything = f"The settings are {', '.join(SETTINGS)}, and {KEYS}."
    return QuizError(f"There is no setting {_shown(name)}.", meant(name, [*SETTINGS, KEYS], everything))


# Checking


def entries(tree: Tree) -> Iterator[tuple[tuple[str, ...], object]]:
    """Gives what is set, by where it stands: the name, or `keys` and the action."""
    for name, value in tree.items():
        if name == KEYS and isinstance(value, dict):
            yield from (((KEYS, action), keys) for action, keys in value.items())
        else:
            yield (name,), value


def path_of(name: str) -> tuple[str, ...]:
    """Returns where a setting stands: its name, or `keys` and the action.

    Raises:
        QuizError: There is no such setting.
    """
    check_name(name)
    return tuple(name.split(".", 1))


def checked(at: tuple[str, ...], value: object) -> Any:
    """Returns the value that `Settings` holds for one in the file.

    Raises:
        QuizError: There is no such setting, or it takes no such value.
    """
    name = at[0]
    if at[1:]:
        return _checked_keys(at[1], value)
    if name == KEYS:
        raise QuizError(
            f"`{KEYS}` is a table.", f'Write a line [{KEYS}], and below it hint = "h" or the like.'
        )
    if name not in SETTINGS:
        raise _unknown(name)
    form = SETTINGS[name].form
    if not form.fits(value):
        raise QuizError(f"{name} cannot be {_shown(value)}.", f"Write {form.words}.")
    return form.held(value)


def _checked_keys(action: str, value: object) -> tuple[str, ...]:
    if action in SETTINGS:
        raise QuizError(
            f"{action} is a setting of its own, and no action.", f"It belongs above the line [{KEYS}]."
        )
    if not _printable(action):
        raise QuizError(f"{_shown(action)} cannot be an action.", "Write the name of one, such as hint.")
    keys = [value] if isinstance(value, str) else value
    if isinstance(keys, Sequence) and all(isinstance(key, str) and _printable(key) for key in keys):
        return tuple(keys)
    shown = "a list with anything but keys in it" if isinstance(value, Sequence) and value else _shown(value)
    raise QuizError(f"The keys of {_shown(action)} cannot be {shown}.", f"Write {KEYS_TAKE}.")


def _shown(value: object) -> str:
    """Returns a value of the file as it is said to people, however long or odd it is."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{value if len(value) <= _MOST_SHOWN else value[:_MOST_SHOWN] + '…'}”"
        case int() if abs(value) > 10**_MOST_SHOWN:
            return "so large a number"
        case int() | float():
            return str(value)
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return "a date or time"
