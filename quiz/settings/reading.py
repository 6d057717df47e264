"""Reads the settings file: what is wrong with it is said with its line, and the rest of it counts."""

import os
import re
import stat
from collections.abc import Iterator

from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING, Any, NamedTuple
from quiz.settings.defaults import Settings

if TYPE_CHECKING:
    from quiz.paths import AnyPath
    from quiz.settings.values import Tree

MAX_BYTES = 32_000
"""Of the file. With all settings and their explanations it has about 2,000."""

_MOST_LINES = 50
"""Lines of one value that are looked through for its end, only to say on which line a later one stands."""


class SettingProblem(NamedTuple):
    """One thing that is wrong with the settings file."""

    path: str
    line: int | None
    """From 1; None where no line is to blame."""
    message: str
    """What is wrong, a sentence."""
    hint: str
    """What to do, a sentence."""

    @property
    def place(self) -> str:
        """The file, and the line where there is one: `FILE:LINE`."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.hint}"


def read_file(path: "AnyPath") -> tuple[Settings, tuple[SettingProblem, ...]]:
    """Reads the settings file as `read` does, where there may be one."""
    found = contents(path)
    if isinstance(found, SettingProblem):
        return Settings(), (found,)
    text, tree = found
    if not tree:
        return Settings(), ()
    from quiz.settings.values import checked, entries

    values: dict[str, Any] = {}
    keys: dict[str, tuple[str, ...]] = {}
    wrong: list[tuple[tuple[str, ...], QuizError]] = []
    for at, value in entries(tree):
        try:
            taken = checked(at, value)
        except QuizError as error:
            wrong.append((at, error))
        else:
            (keys if at[1:] else values)[at[-1]] = taken
    lines = _lines(text) if wrong else {}
    problems = [
        SettingProblem(os.fspath(path), lines.get(at, lines.get(at[:1])), error.message, error.hint)
        for at, error in wrong
    ]
    return Settings(**values, keys=keys), tuple(sorted(problems, key=_order))


def _order(problem: SettingProblem) -> tuple[bool, int]:
    return problem.line is None, problem.line or 0


def contents(path: "AnyPath") -> "tuple[str, Tree] | SettingProblem":
    """Returns the text of the file and what it means, both empty where there is no file; or what is wrong."""
    name = os.fspath(path)
    try:
        status = os.stat(name)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or device"
            return SettingProblem(name, None, f"This is {kind}, not a settings file.", "Move it away.")
        if status.st_size > MAX_BYTES:
            size = f"This has more than {MAX_BYTES // 1000} kB, far too much for a settings file."
            return SettingProblem(name, None, size, "Move it away.")
        with open(name, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        reason = f"The settings cannot be read: {error.strerror}."
        return SettingProblem(name, None, reason, "See to it that you may read it.")
    try:
        # Some editors begin a file with a mark that says UTF-8, which is no part of what it holds.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SettingProblem(name, line, "This is not UTF-8.", "Save the file as UTF-8 in your editor.")
    try:
        return text, parsed(text)
    except NotTomlError as error:
        return SettingProblem(name, error.line, error.message, error.hint)


class NotTomlError(QuizError):
    """A text is not TOML, on this line."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(
            f"This is not TOML: {reason}.", 'Write name = value, and a text in double quotes: theme = "nord".'
        )
        self.line = line


_REASON = r"(?s)(?P<reason>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)"


def parsed(text: str) -> "Tree":
    """Returns what a TOML text means.

    Raises:
        NotTomlError: It is none.
    """
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.fullmatch(_REASON, str(error))
        reason = found["reason"] if found else str(error)
        line = int(found["line"]) if found and found["line"] else text.rstrip().count("\n") + 1
        raise NotTomlError(line, reason[:1].lower() + reason[1:]) from None
    except (ValueError, RecursionError):
        raise NotTomlError(
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
            tree = parsed(piece)
        except NotTomlError:
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


def _names(tree: "Tree") -> Iterator[tuple[str, ...]]:
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
