"""What can go wrong with the file, in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from quiz.errors import ProgressError
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.paths import AnyPath

TRY_AGAIN = "Nothing of it was written; try again."
_DAMAGED_HINT = (
    "`tillerson-quiz doctor` says what is damaged, `tillerson-quiz restore` brings back the last copy."
)


class Unreadable(Exception):  # noqa: N818 -- never leaves this package
    """A row of the log that makes no sense."""


class NotSaved(ProgressError):  # noqa: N818 -- it says what happened, as the screen does
    """Nothing was written, and the same call may be made again."""


def describe(path: "AnyPath", error: sqlite3.Error) -> tuple[str, str]:
    """Returns what went wrong with the file, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        hint = "Open it once where it can be written: `tillerson-quiz --progress FILE`."
        return f"{path} was left in the middle of a change by a crash.", hint
    if "decode to UTF-8" in str(error):
        return f"{path} is damaged: a text in it cannot be read.", _DAMAGED_HINT
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"{path} is held by another program.", "Wait for it to finish or close it, then try again."
        case sqlite3.SQLITE_FULL:
            return f"The disk of {path} is full.", "Free some space, then try again."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return f"{path} cannot be written to.", "Check the permissions of the file and of its folder."
        case sqlite3.SQLITE_CANTOPEN:
            return f"{path} cannot be opened.", "Check that the file and its folder are there and yours."
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return f"{path} is damaged: {error}.", _DAMAGED_HINT
        case sqlite3.SQLITE_IOERR:
            return f"The disk of {path} reports a fault: {error}.", "Check the disk, then try again."
        case _:
            return f"{path} does not work: {error}.", "`tillerson-quiz doctor` looks for the reason."


def damaged(path: "AnyPath", what: str) -> ProgressError:
    """Returns the error for a file whose content makes no sense."""
    return ProgressError(f"{path} is damaged: {what}.", _DAMAGED_HINT)


@contextmanager
def in_words(path: "AnyPath") -> Iterator[None]:
    """Puts into words what goes wrong with a file within the block.

    Raises:
        ProgressError: SQLite has failed, or a row makes no sense.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise ProgressError(*describe(path, error)) from None
    except UnicodeDecodeError:  # of SQLite's message, which quotes the schema
        raise damaged(path, "a text in it cannot be read") from None
    except Unreadable as error:
        raise damaged(path, f"a row cannot be read ({error})") from None
