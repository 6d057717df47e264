"""Changes the settings file, without losing a comment."""

import os
import re
import stat
from collections.abc import Collection, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING, Any
from quiz.settings.reading import NotTomlError, SettingProblem, contents, parsed
from quiz.settings.values import KEYS, KEYS_TAKE, SETTINGS, Tree, Value, check_name, checked, path_of

if TYPE_CHECKING:
    from quiz.paths import AnyPath


def write(path: "AnyPath", changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
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
        checked(path_of(name), value)
    for name in removed:
        check_name(name)
    found = contents(path)
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


def _edited(text: str, tree: Tree, changes: Mapping[str, Value], removed: Collection[str]) -> str:
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
        faithful = _with_keys(parsed(edited)) == _with_keys(tree)
    except (TOMLKitError, NotTomlError):
        faithful = False
    if not faithful:
        raise QuizError(
            "The settings file cannot be changed without changing more than that.",
            "Change it in an editor; nothing was changed.",
        )
    return edited.replace("\n", newline)


def _with_keys(tree: Tree) -> Tree:
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
