"""Another progress file, read to be merged."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quiz.errors import ProgressError
from quiz.model import Event
from quiz.store import codec, database, disk, faults, lines
from quiz.store.faults import Unreadable


def is_database(path: Path) -> bool:
    """Says whether a file is one of SQLite's (sqlite.org/fileformat.html#magic_header_string).

    Raises:
        ProgressError: It is not there, empty or no regular file, or cannot be read.
    """
    place = disk.existing(path)
    try:
        with place.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError as error:
        raise ProgressError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from None


@contextmanager
def _newest(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens a progress file in the newest form: an older one as a copy in memory that was brought up to date.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged.
    """
    place = disk.existing(path)
    if database.peek(place) < database.VERSION:
        with closing(database.open_copy(place)) as copy:
            yield copy
    else:
        with database.foreign(place) as connection:
            yield connection


def events(path: Path) -> Generator[Event, None, None]:
    """Gives the events of another progress file in the order of arrival, having looked at each checksum.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged.
    """
    columns = f"{', '.join(codec.COLUMNS)}, checksum, number"
    with _newest(path) as connection:
        cursor = connection.cursor()
        cursor.row_factory = sqlite3.Row
        for row in cursor.execute(f"SELECT {columns} FROM review ORDER BY number"):
            if codec.checksum(row[: len(codec.COLUMNS)]) != row["checksum"]:
                raise faults.damaged(path, f"row {row['number']} of the log is not what was written")
            try:
                # Read as a line too, since no CHECK of ours may have held the other file's values.
                event = lines.decode(lines.encode(codec.event(row)))
            except (Unreadable, ValueError, TypeError) as error:
                raise faults.damaged(
                    path, f"row {row['number']} of the log cannot be read ({error})"
                ) from None
            yield event
