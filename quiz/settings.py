"""The settings file: the learner's own TOML, checked value by value, changed without losing a comment."""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from quiz.errors import QuizError, meant

Value: TypeAlias = bool | int | str | Sequence[str]
"""What may stand after `=`: which of these, depends on the setting."""

NO_LIMIT = "none"
"""What stands in the file for a limit that is None."""

KEYS = "keys"
"""The table of the file that says which keys do what; as a setting, `keys.ACTION` is one line of it."""

KEYS_TAKE = 'one key, such as "h", or a list of keys, such as ["h", "ctrl+r"]'

MAX_BYTES = 32_000
"""Of the file. With all settings and their explanations it has about 2,000."""

_MOST = 9_999
_MOST_LINES = 50
"""Lines of one value that are looked through for its end, only to say on which line a later one stands."""
_MOST_SHOWN = 40

_T = TypeVar("_T")
_Tree: TypeAlias = dict[str, Any]


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


def _setting(default: _T, form: Form, about: str) -> _T:
    setting = Setting(about, form, NO_LIMIT if default is None else default)  # type: ignore[arg-type]
    # To the type checker this is the default itself, as it is to whoever makes a Settings.
    made: _T = field(default=default, metadata={"setting": setting})
    return made


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner has set, each with its default; a limit of None is no limit."""

    new_per_day: int | None = _setting(20, _limit(0), "New questions a day")
    reviews_per_day: int | None = _setting(None, _limit(0), "Due questions a day")
    questions_per_sitting: int | None = _setting(
        None, _limit(1), "Questions in a sitting, not counting those that come back"
    )
    minutes_per_sitting: int | None = _setting(None, _limit(1), "Minutes of answering in a sitting")
    day_starts: int = _setting(4, _whole(0, 23), "The hour at which a new day of study begins")
    exam: date | None = _setting(None, DAY, "The day of an exam to study for")  # noqa: RUF009 — a field
    exam_target: int = _setting(90, _whole(1, 99), "How much you want to recall in the exam, in percent")
    recall_first: bool = _setting(
        False, SWITCH, "Hide the choices until you have tried to remember the answer"
    )
    theme: str = _setting("tillerson-dark", TEXT, "The colours of the screens")
    reduced_motion: bool = _setting(False, SWITCH, "Nothing on the screens moves by itself")
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of each action that has others than by default; no action is known here."""


SETTINGS: Mapping[str, Setting] = {
    each.name: each.metadata["setting"] for each in fields(Settings) if each.metadata
}
"""All settings but the keys, in the order in which they are shown."""


def stored(settings: Settings, name: str) -> bool | int | str:
    """Returns the value of one of `SETTINGS` as it stands in the file, a day as a text."""
    value: bool | int | str | date | None = getattr(settings, name)
    if isinstance(value, date):
        return value.isoformat()
    return NO_LIMIT if value is None else value


def typed(name: str, text: str) -> bool | int | str:
    """Returns the value of one of `SETTINGS` that somebody has typed, without quotes; it need not fit."""
    if SETTINGS[name].form is TEXT:
        return text
    if re.fullmatch("-?[0-9]{1,9}", text):
        return int(text)
    return {"true": True, "false": False}.get(text, text)


class SettingProblem(NamedTuple):
    """One thing that is wrong with the settings file."""

    path: Path
    line: int | None
    """From 1; None where no line is to blame."""
    message: str
    """What is wrong, a sentence."""
    hint: str
    """What to do, a sentence."""

    @property
    def place(self) -> str:
        """The file, and the line where there is one: `FILE:LINE`."""
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.hint}"


def read(path: Path) -> tuple[Settings, tuple[SettingProblem, ...]]:
    """Reads the settings; whatever is wrong with the file, no error is raised.

    Args:
        path: The file. One that is not there is no problem, and costs nothing.

    Returns:
        The settings, where what is missing or wrong has its default; and what is wrong, in order of lines.
    """
    found = _contents(path)
    if isinstance(found, SettingProblem):
        return Settings(), (found,)
    text, tree = found
    values: dict[str, Any] = {}
    keys: dict[str, tuple[str, ...]] = {}
    wrong: list[tuple[tuple[str, ...], QuizError]] = []
    for at, value in _entries(tree):
        try:
            taken = _checked(at, value)
        except QuizError as error:
            wrong.append((at, error))
        else:
            (keys if at[1:] else values)[at[-1]] = taken
    lines = _lines(text) if wrong else {}
    problems = [
        SettingProblem(path, lines.get(at, lines.get(at[:1])), error.message, error.hint)
        for at, error in wrong
    ]
    return Settings(**values, keys=keys), tuple(sorted(problems, key=_order))


def _order(problem: SettingProblem) -> tuple[bool, int]:
    return problem.line is None, problem.line or 0


def write(path: Path, changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
    """Changes the settings file, and nothing in it but what is named; a link stays a link.

    The file is replaced in one step, safe on the disk, and made with an explanation of each setting when it
    is not there.

    Args:
        path: The file.
        changes: What is to be set, by its name, which is `keys.ACTION` for the keys of an action.
        removed: The names of what is taken out and so has its default again; `keys` for those of all actions.

    Raises:
        QuizError: A name or value is wrong, or the file is not TOML or cannot be written; it stays as it was.
    """
    for name, value in changes.items():
        _checked(_path(name), value)
    for name in removed:
        check_name(name)
    found = _contents(path)
    if isinstance(found, SettingProblem):
        raise QuizError(f"{found.place}: {found.message}", f"{found.hint} Nothing was changed.")
    text, tree = found
    before = text or _explained()
    edited = _edited(before, tree, changes, removed)
    if edited == before:
        return
    try:
        _replace(Path(os.path.realpath(path)), edited.encode())
    except OSError as error:
        raise QuizError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from None


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


def _entries(tree: _Tree) -> Iterator[tuple[tuple[str, ...], object]]:
    """Gives what is set, by where it stands: the name, or `keys` and the action."""
    for name, value in tree.items():
        if name == KEYS and isinstance(value, dict):
            yield from (((KEYS, action), keys) for action, keys in value.items())
        else:
            yield (name,), value


def _path(name: str) -> tuple[str, ...]:
    check_name(name)
    return tuple(name.split(".", 1))


def _checked(at: tuple[str, ...], value: object) -> Any:
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


# Reading


def _contents(path: Path) -> tuple[str, _Tree] | SettingProblem:
    """Returns the text of the file and what it means, both empty where there is no file; or what is wrong."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or device"
            return SettingProblem(path, None, f"This is {kind}, not a settings file.", "Move it away.")
        if status.st_size > MAX_BYTES:
            size = f"This has more than {MAX_BYTES // 1000} kB, far too much for a settings file."
            return SettingProblem(path, None, size, "Move it away.")
        data = path.read_bytes()
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        reason = f"The settings cannot be read: {error.strerror}."
        return SettingProblem(path, None, reason, "See to it that you may read it.")
    try:
        # Some editors begin a file with a mark that says UTF-8, which is no part of what it holds.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SettingProblem(path, line, "This is not UTF-8.", "Save the file as UTF-8 in your editor.")
    try:
        return text, _parsed(text)
    except _NotTomlError as error:
        return SettingProblem(path, error.line, error.message, error.hint)


class _NotTomlError(QuizError):
    """A text is not TOML, on this line."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(
            f"This is not TOML: {reason}.", 'Write name = value, and a text in double quotes: theme = "nord".'
        )
        self.line = line


_REASON = r"(?s)(?P<reason>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)"


def _parsed(text: str) -> _Tree:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(_REASON, str(error))
        reason = found["reason"] if found else str(error)
        line = int(found["line"]) if found and found["line"] else text.rstrip().count("\n") + 1
        raise _NotTomlError(line, reason[:1].lower() + reason[1:]) from None
    except (ValueError, RecursionError):
        raise _NotTomlError(
            None, "a number in it is too long, or lists stand too deep in each other"
        ) from None


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Returns on which line each name of a TOML text stands, from 1, with those of the tables it stands in.

    tomllib does not tell. But each line `name = value` or `[table]` is itself TOML, with the lines after it
    as far as its value goes on: so the shortest piece that can be read is one of them, and says its name.
    """
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    piece, start = "", 1
    for number, line in enumerate(text.split("\n"), 1):
        piece += line + "\n"
        try:
            tree = _parsed(piece)
        except _NotTomlError:
            if number - start > _MOST_LINES:
                break
            continue
        heading = piece.lstrip().startswith("[")
        for at in _names(tree):
            lines.setdefault(at if heading else table + at, start)
        if heading:
            table = _heading(tree)
        piece, start = "", number + 1
    return lines


def _names(tree: _Tree) -> Iterator[tuple[str, ...]]:
    for name, value in tree.items():
        yield (name,)
        yield from ((name, inner) for inner in (value if isinstance(value, dict) else ()))


def _heading(tree: object) -> tuple[str, ...]:
    """Returns the name of a table, of one part or more."""
    parts: tuple[str, ...] = ()
    while isinstance(tree, dict) and tree:
        ((part, tree),) = tree.items()
        parts += (part,)
    return parts


# Writing


def _explained() -> str:
    """Returns a settings file in which nothing is set and everything is explained."""
    explained = [
        "# Settings of tillerson-quiz. All are optional: what is not set has the default shown here.",
        "# `tillerson-quiz settings NAME VALUE` sets one, and leaves your comments as they are.",
    ]
    for name, setting in SETTINGS.items():
        explained += ["", f"# {setting.about}: {setting.form.words}.", f"# {name} = {_toml(setting.default)}"]
    explained += [
        "",
        f"# Other keys for actions stand at the end of the file, below a line [{KEYS}]. An action takes",
        f"# {KEYS_TAKE}.",
    ]
    return "\n".join(explained) + "\n"


def _toml(value: object) -> str:
    import tomlkit

    return str(tomlkit.item(value).as_string())


def _edited(text: str, tree: _Tree, changes: Mapping[str, Value], removed: Collection[str]) -> str:
    """Returns the text with what is named changed.

    Raises:
        QuizError: It cannot be done without changing anything else.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    newline = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
    added = {name: value for name, value in changes.items() if "." not in name and name not in tree}
    others = {name: value for name, value in changes.items() if name not in added}
    try:
        document = tomlkit.parse(text.replace(newline, "\n"))
        _apply(document, others, removed)
        edited = tomlkit.dumps(document)
        for name, value in added.items():
            edited = _with_line(edited, f"{name} = {_toml(value)}")
        _apply(tree, changes, removed)
        faithful = _with_keys(_parsed(edited)) == _with_keys(tree)
    except (TOMLKitError, _NotTomlError):
        faithful = False
    if not faithful:
        raise QuizError(
            "The settings file cannot be changed without changing more than that.",
            "Change it in an editor; nothing was changed.",
        )
    return edited.replace("\n", newline)


def _with_keys(tree: _Tree) -> _Tree:
    """Returns what a file means, where a table of keys with nothing in it is as good as none."""
    return {KEYS: {}} | tree


def _apply(tree: MutableMapping[str, Any], changes: Mapping[str, Value], removed: Collection[str]) -> None:
    """Makes the changes in what tomlkit or tomllib has read."""
    for name, value in changes.items():
        table, action = _table(tree, name, make=True)
        table[action] = value if isinstance(value, str | int) else list(value)
    for name in removed:
        table, action = _table(tree, name, make=False)
        if action in table:
            del table[action]


def _table(tree: MutableMapping[str, Any], name: str, *, make: bool) -> tuple[MutableMapping[str, Any], str]:
    """Returns the table that a setting stands in, and its name there."""
    table, _, action = name.partition(".")
    if not action:
        return tree, name
    if make and table not in tree:
        tree[table] = {}
    found = tree.get(table, {})
    if not isinstance(found, MutableMapping):
        raise QuizError(
            f"`{table}` is no table in the settings file.",
            f"`tillerson-quiz settings {table} --default` takes it out.",
        )
    return found, action


_HEADING = r"[ \t]*\[+[^\[\],]+\]+[ \t]*(?:#|$)"


def _first_table(text: str) -> int:
    """Returns where the first table begins, with the comments right above it, which belong to it."""
    start = end = 0
    for line in text.split("\n"):
        if re.match(_HEADING, line):
            return start
        end += len(line) + 1
        if not line.lstrip().startswith("#"):
            start = end
    return len(text)


def _with_line(text: str, line: str) -> str:
    """Returns the text with a line more, above all tables."""
    end = _first_table(text)
    above, below = text[:end].rstrip(), text[end:]
    if above:
        above += "\n\n" if above.rpartition("\n")[2].startswith("#") else "\n"
    return f"{above}{line}\n" + (f"\n{below}" if below else "")


def _replace(path: Path, data: bytes) -> None:
    """Puts a file with these contents in the place of another, whole and safe on the disk, or not at all."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if path.exists():
                made.chmod(stat.S_IMODE(path.stat().st_mode))
            file.flush()
            os.fsync(descriptor)
        made.replace(path)
    except OSError:
        with suppress(OSError):
            made.unlink()
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
