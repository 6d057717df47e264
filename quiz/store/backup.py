"""Copies of the progress file: kept in a folder beside it, thinned out, and brought back.

A copy is made with SQLite's backup API (sqlite.org/backup.html) into a temporary file, synced, opened and
checked, and only then given its name: a copy that has a name can be relied on.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from quiz.errors import NamedFileError, ProgressError
from quiz.lean_typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from quiz.store import check, database, disk

if TYPE_CHECKING:
    from quiz.paths import AnyPath

Step: TypeAlias = Callable[[], object]
"""Something to be done without being given anything."""

Reason: TypeAlias = Literal["day", "migration", "import", "merge", "asked"]
"""Why a copy was made: before the first change of a day, before something else, or on request."""

NEWEST = 10
DAYS = 10
MONTHS = 12
"""What is kept: the newest copies, and the newest one of each of the latest days and months that have one."""

_NAME = re.compile(r"(?P<stamp>\d{8}T\d{6}Z)-(?P<reason>[a-z]+)(\.\d+)?\.db")
_LEFT = re.compile(r"\.(?P<day>\d{8})T\d{6}Z-[a-z]+\.db\.[0-9a-f]{16}(-journal)?")
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite may have left beside a file, and would play back into another one of the same name."""


class Backup(NamedTuple):
    """One copy in the folder beside a progress file."""

    path: Path
    made: datetime
    """In UTC, to the second."""
    reason: str
    size: int
    """In bytes."""


class Summary(NamedTuple):
    """What a progress file holds."""

    events: int
    last: datetime | None
    """The time of the latest event, in UTC."""


def folder(path: "AnyPath") -> Path:
    """Returns where the copies of a progress file are kept: beside the file itself, links followed."""
    place = Path(os.path.realpath(path))
    return place.with_name(f"{place.name}-backups")


def _stamp(now: datetime) -> str:
    """Returns the moment as names have it; written out, since strftime leaves zeros off early years."""
    now = now.astimezone(UTC)
    return f"{now.year:04}{now:%m%dT%H%M%SZ}"


def backups(path: "AnyPath") -> list[Backup]:
    """Returns the copies of a progress file, the newest first.

    Raises:
        ProgressError: Their folder cannot be read.
    """
    found = []
    try:
        for each in folder(path).iterdir():
            named = _NAME.fullmatch(each.name)
            if named:
                with suppress(ValueError):
                    made = datetime.fromisoformat(named["stamp"])
                    found.append(Backup(each, made, named["reason"], each.stat().st_size))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise ProgressError(
            f"{folder(path)} cannot be read: {error.strerror}.", "Check its permissions."
        ) from None
    return sorted(found, key=lambda each: (each.made, each.path.name), reverse=True)


def _nothing() -> None:
    """Does nothing: nobody waits."""


def make(
    connection: sqlite3.Connection, path: "AnyPath", now: datetime, reason: Reason, copied: Step = _nothing
) -> Path:
    """Keeps a copy of an open progress file, thins out the older ones, and returns where it is.

    Args:
        connection: The file.
        path: Where it is.
        now: The present moment, which must know its time zone.
        reason: Why it is made.
        copied: Called when the file has been read, and before the copy is checked.

    Raises:
        ProgressError: It cannot be made, or what was copied is damaged; the older ones are all still there.
        sqlite3.Error: Likewise.
    """
    try:
        disk.make_folder(folder(path))
        made = _copy(connection, folder(path), f"{_stamp(now)}-{reason}", copied)
        thin(path, now)
    except OSError as error:
        raise ProgressError(
            f"{path} cannot be copied to {folder(path)}: {error.strerror}.",
            "See to it that it can, then try again.",
        ) from None
    return made


def _copy(connection: sqlite3.Connection, place: Path, name: str, copied: Step) -> Path:
    """Copies an open file into a folder; where the name is taken, with `.2`, `.3` and so on after it."""
    path = place / f"{name}.db"
    number = 2
    with disk.temporary(path) as made:
        _fill(connection, made, copied)
        while True:
            try:
                disk.publish(made, path)
            except FileExistsError:
                path = place / f"{name}.{number}.db"
                number += 1
            else:
                return path


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Copies an open file to a name that is not taken.

    Raises:
        NamedFileError: It is taken, or cannot be written.
        ProgressError: What was copied is damaged.
        sqlite3.Error: Likewise.
    """
    try:
        with disk.temporary(path) as made:
            with _full_where_written():
                _fill(connection, made)
            disk.publish(made, path)
    except FileExistsError:
        raise NamedFileError(f"{path} is there already.", "Name a file that is not there yet.") from None
    except OSError as error:
        raise NamedFileError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from None


@contextmanager
def _full_where_written() -> Iterator[None]:
    """Takes a full disk for that of what is written, which need not be that of what is read.

    Raises:
        OSError: It is full.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None


def _fill(connection: sqlite3.Connection, made: Path, copied: Step = _nothing) -> None:
    """Copies an open file over an empty one, syncs it, and reads it back.

    Raises:
        ProgressError: What was copied is damaged.
    """
    with closing(database.connect(made)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        connection.backup(copy)
    copied()
    disk.sync(made)
    with closing(database.connect(made, "mode=ro")) as copy:
        found = check.damage(copy)
    if found:
        raise ProgressError(f"The progress file is damaged. {found[0].message}", found[0].hint)


def thin(path: "AnyPath", now: datetime) -> None:
    """Removes the copies that are not among those to keep, and what was left on an earlier day by a kill.

    Raises:
        OSError: One cannot be removed.
    """
    found = backups(path)
    kept = {each.path for each in found[:NEWEST]}
    for form, count in (("%Y%m%d", DAYS), ("%Y%m", MONTHS)):
        newest: dict[str, Path] = {}
        for each in found:
            newest.setdefault(f"{each.made:{form}}", each.path)
        kept |= set(list(newest.values())[:count])
    for each in found:
        if each.path not in kept:
            each.path.unlink(missing_ok=True)
    for place in folder(path).iterdir():
        left = _LEFT.fullmatch(place.name)
        if left and left["day"] < _stamp(now)[:8]:
            place.unlink(missing_ok=True)


def before_change_of_day(
    connection: sqlite3.Connection, path: "AnyPath", now: datetime, copied: Step = _nothing
) -> Path | None:
    """Keeps a copy like `make` unless there is one of this day, in UTC, or nothing to keep.

    Raises:
        ProgressError: It cannot be made, or the file is damaged.
        sqlite3.Error: Likewise.
    """
    day = now.astimezone(UTC).date()
    if any(each.made.date() == day for each in backups(path)) or not summary(connection).events:
        return None
    return make(connection, path, now, "day", copied)


def summary(connection: sqlite3.Connection) -> Summary:
    """Returns what an open file holds.

    Raises:
        sqlite3.Error: It cannot be read.
    """
    ((events, last),) = connection.execute("SELECT count(*), max(time) FROM review")
    return Summary(events, datetime.fromisoformat(last) if last else None)


def look(path: "AnyPath") -> Summary:
    """Returns what a progress file or a copy of one holds, without changing it.

    Raises:
        ProgressError: It is not a progress file, newer than this program, or damaged.
    """
    with database.foreign(path) as connection:
        return summary(connection)


def restore(path: "AnyPath", copy: "AnyPath", now: datetime) -> Path | None:
    """Puts a copy in the place of a progress file, and keeps what was there.

    What SQLite left beside the replaced file goes with it: played back into another file it would ruin it.
    A program that has the replaced file open is told so at its next answer.

    Args:
        path: The progress file, which may be missing or damaged.
        copy: A copy, or any other progress file.
        now: The present moment, which must know its time zone; names what was replaced.

    Returns:
        Where the replaced file is now; None where there was none.

    Raises:
        ProgressError: The copy is damaged, or cannot be put in place.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.is_dir():
            raise ProgressError(f"{place} is a folder.", "Name a file.")
        disk.make_folder(place.parent)
        with database.foreign(copy) as source, disk.temporary(place) as made:
            with _full_where_written():
                _fill(source, made)
            return _put_in_place(made, place, f"{place.name}.replaced-{_stamp(now)}")
    except OSError as error:
        raise ProgressError(
            f"{copy} cannot be put in the place of {place}: {error.strerror}.",
            "Check the folder, then try again.",
        ) from None


def _put_aside(path: Path, name: str) -> list[tuple[Path, Path]]:
    """Renames a file and what SQLite left beside it; returns what was renamed to what, the file last."""
    aside = path.with_name(name)
    while os.path.lexists(aside):
        aside = aside.with_name(f"{aside.name}.2")
    moved = []
    for ending in (*_BESIDE, ""):
        source, target = path.with_name(path.name + ending), aside.with_name(aside.name + ending)
        with suppress(FileNotFoundError):
            source.rename(target)
            moved.append((source, target))
    return moved


def _put_in_place(made: Path, path: Path, name: str) -> Path | None:
    moved: list[tuple[Path, Path]] = []
    try:
        moved = _put_aside(path, name)
        disk.publish(made, path)
    except OSError:
        if not path.exists():
            for source, target in moved:
                target.rename(source)
        raise
    return moved[-1][1] if moved and moved[-1][0] == path else None
