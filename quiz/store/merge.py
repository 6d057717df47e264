"""Another progress file, read to be merged."""

import sqlite3
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

from quiz.errors import ProgressError
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Event
from quiz.store import codec, database, disk, faults, lines
from quiz.store.faults import Unreadable

if TYPE_CHECKING:
    from quiz.paths import AnyPath

_MOST_ROWS_OF_A_PAGE = 64
"""A page has 4,096 bytes, and the shortest row some 90."""


def is_database(path: "AnyPath") -> bool:
    """Says whether a file is one of SQLite's (sqlite.org/fileformat.html#magic_header_string).

    Raises:
        ProgressError: It is not there, empty or no regular file, or cannot be read.
    """
    place = disk.existing(path)
    try:
        with Path(place).open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError as error:
        raise ProgressError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from None


def _rows(connection: sqlite3.Connection, where: str) -> tuple[sqlite3.Cursor, str]:
    """Returns a cursor, and the statement by which it reads the log, of whatever version the file is."""
    there = codec.columns(database.number(connection, "PRAGMA user_version"))
    columns = (name if name in there else f"NULL AS {name}" for name in codec.COLUMNS)
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor, f"SELECT {', '.join(columns)}, checksum, number FROM review {where}"


def _event(row: sqlite3.Row) -> Event:
    """Returns the event in a row of another file.

    Raises:
        Unreadable: It is not what was written, or makes no sense.
    """
    if codec.checksum(row[: len(codec.COLUMNS)]) != row["checksum"]:
        raise Unreadable(f"row {row['number']} of the log is not what was written")
    try:
        # Read as a line too, since no CHECK of ours may have held the other file's values.
        return lines.decode(lines.encode_event(codec.event(row)))
    except (Unreadable, ValueError, TypeError) as error:
        raise Unreadable(f"row {row['number']} of the log cannot be read ({error})") from None


def events(path: "AnyPath") -> Generator[Event, None, None]:
    """Gives the events of another progress file in the order of arrival, having looked at each checksum.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged.
    """
    with database.foreign(path) as connection:
        cursor, select = _rows(connection, "ORDER BY number")
        for row in cursor.execute(select):
            try:
                event = _event(row)
            except Unreadable as error:
                raise faults.damaged(path, str(error)) from None
            yield event


def sound_events(path: "AnyPath") -> Generator[Event, None, None]:
    """Gives those events of a damaged progress file that are as they were written.

    Each row is looked up by its number: reading on from row to row would end where a page is damaged.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged in its first page.
    """
    with database.foreign(path) as connection:
        cursor, select = _rows(connection, "WHERE number = ?")
        for number in range(1, _last_number(connection) + 1):
            with suppress(sqlite3.DatabaseError, Unreadable):
                for row in cursor.execute(select, (number,)).fetchall():
                    yield _event(row)


def _last_number(connection: sqlite3.Connection) -> int:
    """Returns a number that no row of the log is beyond, but for one whose number is damaged."""
    most = database.number(connection, "PRAGMA page_count") * _MOST_ROWS_OF_A_PAGE
    try:
        return min(most, database.number(connection, "SELECT coalesce(max(number), 0) FROM review"))
    except sqlite3.DatabaseError:
        return most
