"""How much is due, at a prompt's price: nothing is imported that only reviews and memories need.

Nor what finds words for a file that cannot be read: whoever is told nothing here opens it as always.
"""

import os
import sqlite3
import stat

from quiz.lean_typing import TYPE_CHECKING
from quiz.store.form import APPLICATION_ID, ASIDE, READ_ONLY, VERSION, address

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from quiz.paths import AnyPath


def due(path: "AnyPath", day: "date", banks: "Collection[str]" = ()) -> int | None:
    """Returns how many questions of these banks, or of all, are due on a study day.

    Args:
        path: The progress file; it is not changed. Where there is none, nothing is due.
        day: The study day.
        banks: Only of these banks; none for all.

    Returns:
        None where that cannot be told at a glance: the file is older and has to be brought up to date first,
        another process is writing, it is no file, or it cannot be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        # Once without its locks and its journal, so that another program's file is not touched.
        known = _number(path, "mode=ro&immutable=1", "SELECT 1", {})
        return known and _number(path, "mode=rw", *_counted(day, banks))
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        # The last is of SQLite's own message on a schema that is damaged.
        return None


def _number(path: "AnyPath", access: str, sql: str, named: "Mapping[str, str]") -> int | None:
    """Returns the one number that a statement gives; None where the file is not of this version."""
    place = address(os.path.realpath(path), access)
    connection = sqlite3.connect(place, timeout=0, isolation_level=None, uri=True)
    try:
        for pragma in READ_ONLY:
            connection.execute(pragma)
        if _value(connection, "PRAGMA application_id") != APPLICATION_ID:
            return None
        return (
            _value(connection, sql, named) if _value(connection, "PRAGMA user_version") == VERSION else None
        )
    finally:
        connection.close()


def _value(connection: sqlite3.Connection, sql: str, named: "Mapping[str, str] | None" = None) -> int:
    ((value,),) = connection.execute(sql, named or {})
    return int(value)


def _counted(day: "date", banks: "Collection[str]") -> tuple[str, dict[str, str]]:
    """Returns the statement that counts, and its values."""
    named = {f"bank{number}": bank for number, bank in enumerate(set(banks))}
    among = f" AND bank IN ({', '.join(f':{name}' for name in named)})" if named else ""
    sql = (
        f"WITH aside AS ({ASIDE})"
        f" SELECT count(*) FROM progress WHERE due <= :day{among}"
        " AND (bank, question) NOT IN (SELECT bank, question FROM aside)"
    )
    return sql, {"day": day.isoformat(), **named}
