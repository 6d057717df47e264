"""The command that shows the settings and changes them."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from quiz import paths
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json, warn
from quiz.errors import QuizError
from quiz.settings import (
    KEYS,
    KEYS_TAKE,
    SETTINGS,
    SettingProblem,
    Settings,
    Value,
    check_name,
    read,
    stored,
    typed,
    write,
)
from quiz.text import one_line


def register(commands: Commands) -> None:
    """Adds the command."""
    added = commands.add("settings", _run, "show the settings, or change one", "settings new_per_day 30")
    added.add_argument(
        "setting", nargs="?", metavar="NAME", help=f"only this setting; `{KEYS}.ACTION` for an action's keys"
    )
    added.add_argument(
        "value", nargs="*", metavar="VALUE", help="what to set it to; an action takes one key or several"
    )
    added.add_argument("--default", action="store_true", help="take it out, so that it has its default again")
    json_option(added)


def _run(arguments: argparse.Namespace) -> int:
    path, name = paths.settings_file(), arguments.setting
    if name is not None:
        check_name(name)
    if arguments.default:
        _take_out(path, name, arguments.value)
    elif arguments.value:
        write(path, {name: _value(name, arguments.value)})
    settings, problems = read(path)
    if arguments.json:
        _print_json(path, settings, problems, name)
    elif name is None:
        _print_all(path, settings)
    else:
        _print_one(settings, name)
    for problem in problems:
        warn(str(problem))
    return 1 if problems else 0


# Changing


def _take_out(path: str, name: str | None, words: Sequence[str]) -> None:
    if name is None or words:
        raise QuizError("--default goes with the name of a setting and nothing else.", "Nothing was changed.")
    write(path, {}, [name])


def _value(name: str, words: Sequence[str]) -> Value:
    """Returns what stands in the file for the words of a command.

    Raises:
        QuizError: The setting takes one value.
    """
    if name.startswith(f"{KEYS}."):
        _check_action(name.partition(".")[2])
        return words[0] if len(words) == 1 else words
    if name == KEYS:
        raise QuizError(f"`{KEYS}` has an entry for each action.", f"Name one, such as {KEYS}.hint.")
    (word, *more) = words
    if more:
        raise QuizError(f"{name} takes one value.", "Put one with spaces in it in quotes.")
    return typed(name, word)


def _check_action(action: str) -> None:
    """Makes sure that keys can be set for an action, or that this is said of it where the file is checked.

    Raises:
        QuizError: There is no such action.
    """
    from difflib import get_close_matches

    from quiz.tui.actions import ACTIONS

    if action in ACTIONS or action in SETTINGS:
        return
    close = get_close_matches(action, ACTIONS, 1)
    hint = f"Did you mean {close[0]}?" if close else "Name one, such as hint, undo or missed."
    raise QuizError(f"There is no action “{one_line(action)}”.", hint)


# Showing


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else one_line(str(value))


def _keys(action: str, keys: Sequence[str]) -> tuple[str, str, str]:
    return one_line(f"{KEYS}.{action}"), one_line(", ".join(keys)) or "no key", ""


def _entries(settings: Settings, name: str | None) -> tuple[list[str], Mapping[str, Sequence[str]]]:
    """Returns the settings that are asked for, and the actions with their keys."""
    if name is None:
        return list(SETTINGS), settings.keys
    table, _, action = name.partition(".")
    if table != KEYS:
        return [name], {}
    return [], {each: keys for each, keys in settings.keys.items() if action in {"", each}}


def _print_all(path: str, settings: Settings) -> None:
    names, keys = _entries(settings, None)
    rows = [_row(settings, name) for name in names]
    rows += [_keys(action, each) for action, each in keys.items()]
    wide, wider = (max(len(row[column]) for row in rows) for column in (0, 1))
    for title, value, default in rows:
        say(f"{title:<{wide}}  {value:<{wider}}  {default}".rstrip())
    say()
    say(f"Settings file: {path}" + ("" if Path(path).exists() else " (not there yet: all is as by default)"))


def _row(settings: Settings, name: str) -> tuple[str, str, str]:
    value, default = stored(settings, name), SETTINGS[name].default
    return name, _shown(value), "default" if value == default else f"default: {_shown(default)}"


def _print_one(settings: Settings, name: str) -> None:
    names, keys = _entries(settings, name)
    for each in names:
        title, value, default = _row(settings, each)
        say(f"{title}  {value}  {default}")
        say(f"{SETTINGS[each].about}. Takes {SETTINGS[each].form.words}.")
    for action, several in keys.items():
        say("  ".join(_keys(action, several)).rstrip())
    if not names and not keys:
        say(f"{name}  default")
        say(f"An action takes {KEYS_TAKE}.")


def _print_json(path: str, settings: Settings, problems: Sequence[SettingProblem], name: str | None) -> None:
    names, keys = _entries(settings, name)
    values = {each: (stored(settings, each), SETTINGS[each].default) for each in names}
    report = {
        "file": path,
        "settings": {
            each: {"value": value, "default": default, "changed": value != default}
            for each, (value, default) in values.items()
        },
        "keys": keys,
        "problems": [
            {"line": problem.line, "message": problem.message, "hint": problem.hint} for problem in problems
        ],
    }
    say_json(report)
