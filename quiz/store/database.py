"""The file itself: found, made, opened and written so that what is acknowledged is on the disk.

One SQLite file with a rollback journal, because a write-ahead log can be corrupted by two connections in
SQLite before 3.51.3 (sqlite.org/wal.html#walresetbug), and synchronous=EXTRA, because without it a power cut
can bring the last answer's journal back (sqlite.org/pragma.html#pragma_synchronous). Works with SQLite 3.24
and later: upserts are the newest thing that is used.
"""

import sqlite3
import time
from _thread import RLock
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress

from quiz.errors import ProgressError
from quiz.lean_typing import TYPE_CHECKING, TypeAlias
from quiz.store import disk, faults
from quiz.store.faults import TRY_AGAIN, NotSaved, Unreadable
from quiz.store.form import APPLICATION_ID, READ_ONLY, VERSION, address

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.paths import AnyPath

MEMORY = ":memory:"
"""What SQLite calls a file that is none."""

PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

_LOOK_AGAIN = 0.002
"""Seconds between two looks at whether it is still writing."""

_LITTLE = ("PRAGMA cache_size = -500", "PRAGMA temp_store = MEMORY")
_MUCH = ("PRAGMA cache_size = -4000", "PRAGMA temp_store = FILE")
"""How much of the file is held, in KiB, and where SQLite puts what it works with meanwhile.

An answer needs little, and many events write less of it twice with more. For each list in a CHECK that it
looks through, SQLite makes a small table; it takes 87 KB for that and gives them back, unless the table may
only be in memory. An index of a long log is better made in files.
"""

_PRAGMAS = (
    "PRAGMA fullfsync = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_mode = DELETE",
    *_LITTLE,
)

_SENSELESS = (ValueError, TypeError, OverflowError)
"""What comes of a value in the file that is none of its column: damage changes types, too."""


def connect(path: "AnyPath", access: str = "mode=rw") -> sqlite3.Connection:
    """Opens an existing SQLite file in autocommit mode; any thread may use the connection.

    Raises:
        sqlite3.Error: It cannot be opened.
    """
    return sqlite3.connect(
        address(path, access),
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )


def number(connection: sqlite3.Connection, sql: str, *parameters: str | int, **named: str) -> int:
    """Returns the one whole number that a statement gives."""
    ((value,),) = connection.execute(sql, named or parameters)
    return int(value)


Step: TypeAlias = Callable[[sqlite3.Connection], object]
"""Something done with an open file."""


def _nothing(connection: sqlite3.Connection) -> None:
    """Does nothing: an empty file has nothing derived."""


def verify(path: "AnyPath", connection: sqlite3.Connection) -> int:
    """Returns the version of a progress file.

    Raises:
        ProgressError: It is another program's file, or newer than this program.
        sqlite3.Error: It cannot be read.
    """
    if number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise ProgressError(f"{path} is not a progress file.", "Name another file.")
    version = number(connection, "PRAGMA user_version")
    if version > VERSION:
        raise ProgressError(
            f"{path} is of version {version}, and this program knows versions up to {VERSION}.",
            "Install the newest tillerson-quiz.",
        )
    return version


def peek(path: "AnyPath") -> int:
    """Returns the version of the progress file at a path without touching it, its locks or its journal.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged.
    """
    try:
        with closing(connect(path, "mode=ro&immutable=1")) as connection:
            # Has it read the header of a file that a crash has left shorter than its header says: the journal
            # beside it, which is not looked at here, makes it whole.
            connection.execute("PRAGMA writable_schema = ON")
            return verify(path, connection)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            message = f"{path} is not a progress file, or its beginning is damaged."
            hint = "Name another file; or `tillerson-quiz restore` brings back the last copy."
            raise ProgressError(message, hint) from None
        raise ProgressError(*faults.describe(path, error)) from None


@contextmanager
def foreign(path: "AnyPath", access: str = "mode=ro") -> Iterator[sqlite3.Connection]:
    """Opens a progress file that is not to be changed, such as a copy.

    Args:
        path: The file.
        access: `mode=rw` where a journal that a crash left behind may be played back.

    Raises:
        ProgressError: It is not there, not a progress file, newer than this program, or damaged.
    """
    place = disk.existing(path)
    peek(place)
    with faults.in_words(place), closing(connect(place, access)) as connection:
        for pragma in READ_ONLY:
            connection.execute(pragma)
        verify(place, connection)
        if number(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'view' AND name = 'review'"):
            # It may have no end.
            raise ProgressError(f"{place} is not a progress file: its log is a view.", "Name another file.")
        yield connection


def _set(connection: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    for pragma in pragmas:
        connection.execute(pragma).close()


def _name_device(connection: sqlite3.Connection) -> None:
    import secrets

    connection.execute(
        "INSERT OR IGNORE INTO meta (name, value) VALUES ('device', ?)", (secrets.token_hex(8),)
    )


def create(path: "Path") -> None:
    """Makes an empty progress file, whole or not at all; does nothing where another process was quicker.

    Raises:
        ProgressError: It cannot be made.
    """
    from quiz.store import migrating

    try:
        disk.make_folder(path.parent)
        with faults.in_words(path), disk.temporary(path) as made:
            with closing(connect(made)) as connection:
                _set(connection, _PRAGMAS)
                migrating.migrate(connection, migrating.scripts(), _nothing)
                _name_device(connection)
            with suppress(FileExistsError):
                disk.publish(made, path)
    except OSError as error:
        raise ProgressError(
            f"{path} cannot be made: {error.strerror}.", "Free its place, or name another file."
        ) from None


def open_file(path: str, keep: Step, derive: Step) -> sqlite3.Connection:
    """Opens a progress file, and brings an older one up to date.

    Args:
        path: The file, which exists.
        keep: Called before an older file is migrated, to keep a copy of it.
        derive: Makes again what is derived from the log of an older file.

    Raises:
        ProgressError: It cannot be opened; it is as it was.
    """
    peek(path)
    with faults.in_words(path), ExitStack() as opened:
        connection = connect(path)
        opened.callback(connection.close)
        _set(connection, _PRAGMAS)
        # Read again: only now has a journal that a crash left behind been played back.
        if verify(path, connection) < VERSION:
            from quiz.store import migrating

            keep(connection)
            _set(connection, _MUCH)
            migrating.migrate(connection, migrating.scripts(), derive)
            _set(connection, _LITTLE)
        opened.pop_all()
    return connection


def open_copy(path: "AnyPath | None", derive: Step = _nothing) -> sqlite3.Connection:
    """Opens a copy in memory of a progress file, or an empty one; nothing that is done to it is kept.

    Args:
        path: The file; None for an empty one.
        derive: Makes again what is derived from the log of an older file, where that is wanted.

    Raises:
        ProgressError: The file cannot be read.
    """
    from quiz.store import migrating

    memory = sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False)
    with faults.in_words(path or MEMORY), ExitStack() as opened:
        opened.callback(memory.close)
        if path is not None:
            with foreign(path) as source:
                source.backup(memory)
        migrating.migrate(memory, migrating.scripts(), derive)
        _name_device(memory)
        opened.pop_all()
    return memory


class Database:
    """An open progress file. Any thread may use it; one at a time gets in.

    Args:
        path: The file, for messages.
        connect: Opens it; called again when another file has taken its place.

    Raises:
        ProgressError: It cannot be opened.
    """

    def __init__(self, path: str, connect: Callable[[], sqlite3.Connection]) -> None:
        self.path = path
        self._lock = RLock()
        self._connect = connect
        self._connection = connect()

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Gives the connection, in a transaction that sees one state of the file.

        Raises:
            ProgressError: The file cannot be read.
        """
        with self._lock:
            try:
                with faults.in_words(self.path):
                    self._connection.execute("BEGIN")
                    yield self._connection
            except _SENSELESS as error:
                raise faults.damaged(self.path, f"a row cannot be read ({error})") from None
            finally:
                self._roll_back()

    @contextmanager
    def writing(self, *, much: bool = False) -> Iterator[sqlite3.Connection]:
        """Gives the connection, in a transaction that is on the disk when the block has been left.

        Args:
            much: Says that many events are written, or an index.

        Raises:
            NotSaved: Nothing was written.
        """
        with self._lock:
            try:
                if much:
                    _set(self._connection, _MUCH)
                self._begin()
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
                    raise self._moved() from None
                raise NotSaved(*faults.describe(self.path, error)) from None
            except Unreadable as error:
                found = faults.damaged(self.path, f"a row cannot be read ({error})")
                raise NotSaved(found.message, found.hint) from None
            except _SENSELESS as error:
                raise NotSaved(f"{self.path} cannot take this: {error}.", TRY_AGAIN) from None
            finally:
                self._roll_back()
                if much:
                    with suppress(sqlite3.Error):
                        _set(self._connection, _LITTLE)

    def _begin(self) -> None:
        """Begins to write, as soon as no other process does.

        SQLite's own waiting looks every 100 ms after a while, and can miss its turn for seconds where two
        processes write without a pause; this looks so often that it does not.
        """
        deadline = time.monotonic() + PATIENCE
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                else:
                    return
                time.sleep(_LOOK_AGAIN)
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _moved(self) -> ProgressError:
        """Turns to the file that has taken the place of the one that was open, as after a restore."""
        try:
            connection = self._connect()
        except ProgressError as error:
            return NotSaved(error.message, error.hint)
        self._connection.close()
        self._connection = connection
        return NotSaved(f"{self.path} was replaced by another file meanwhile.", TRY_AGAIN)
