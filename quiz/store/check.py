"""What is wrong with a progress file: damage, and a cache that does not follow from the log."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import cache
from itertools import zip_longest

from quiz.lean_typing import NamedTuple
from quiz.store import codec, database, derive, events, migrating, progress

_NAMED = 5
"""Rows that are named one by one; of more, only the number is said."""

_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"

_RESTORE = "`tillerson-quiz restore` brings back the last copy."
_REBUILD = "`tillerson-quiz rebuild` makes it from the log again; no answer is touched."


class Finding(NamedTuple):
    """One thing that is wrong with a progress file."""

    code: str
    """`structure`, `row`, `schema`: damage; `index`, `cache`: can be rebuilt; `future`: a wrong clock."""
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


def damage(connection: sqlite3.Connection) -> list[Finding]:
    """Returns what is damaged in the file's structure, the log's rows and the schema.

    SQLite's own check (sqlite.org/pragma.html#pragma_integrity_check) sees pages that make no sense and
    indexes that differ from their table, but not a flipped bit within a text; the checksum of each row does.
    """
    try:
        return [*_structure(connection), *_schema(connection), *_rows(connection)]
    except sqlite3.DatabaseError as error:
        return [
            *_structure(connection),
            Finding("structure", f"It cannot be read through: {error}.", _RESTORE),
        ]


def _structure(connection: sqlite3.Connection) -> list[Finding]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_NAMED})").fetchall()
        found = [" ".join(line.split()) for (line,) in rows if line != "ok"]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if all(" index " in line for line in found):
        return [Finding("index", f"SQLite finds a damaged index: {line}.", _REBUILD) for line in found]
    return [Finding("structure", f"SQLite finds damage: {line}.", _RESTORE) for line in found]


@cache
def _expected(scripts: tuple[str, ...]) -> frozenset[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrating.migrate(fresh, scripts, lambda _: None)
        return frozenset(fresh.execute(_SCHEMA))


def _schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    version = database.number(connection, "PRAGMA user_version")
    expected, found = _expected(tuple(migrating.scripts()[:version])), set(connection.execute(_SCHEMA))
    for kind, name, _ in sorted(expected - found):
        yield Finding("schema", f"The {kind} {name} is missing or not as it was made.", _RESTORE)
    for kind, name, _ in sorted(found - expected):
        if kind == "trigger":
            yield Finding("schema", f"The trigger {name} was not made by this program.", _RESTORE)


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        bad = list(_bad_rows(connection))
    except sqlite3.OperationalError:
        # Text that is no UTF-8 ends the reading; read as text that differs, which is slower, it does not.
        connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        try:
            bad = list(_bad_rows(connection))
        finally:
            connection.text_factory = str
    for number in bad[:_NAMED]:
        yield Finding("row", f"Row {number} of the log is not what was written.", _RESTORE)
    if len(bad) > _NAMED:
        yield Finding("row", f"{len(bad) - _NAMED} more rows of the log are not what was written.", _RESTORE)


def _bad_rows(connection: sqlite3.Connection) -> Iterator[int]:
    columns = codec.columns(database.number(connection, "PRAGMA user_version"))
    for number, checksum, *row in connection.execute(
        f"SELECT number, checksum, {', '.join(columns)} FROM review"
    ):
        try:
            same = codec.checksum(tuple(row)) == checksum
        except TypeError:
            same = False
        if not same:
            yield number


def check(connection: sqlite3.Connection, replay: derive.Replay, now: datetime) -> list[Finding]:
    """Returns all that is wrong with a file; nothing where it is sound.

    Args:
        connection: The file, in a transaction.
        replay: Returns the progress that follows from the reviews of one question.
        now: The present moment, which must know its time zone.
    """
    found = damage(connection)
    if found:
        return found
    return [*_aliases(connection), *_cache(connection, replay), *_future(connection, now)]


def _aliases(connection: sqlite3.Connection) -> Iterator[Finding]:
    if derive.stored_aliases(connection) != derive.aliases(connection):
        yield Finding(
            "cache", "The questions that are known by another key do not follow from the log.", _REBUILD
        )


def _cache(connection: sqlite3.Connection, replay: derive.Replay) -> Iterator[Finding]:
    stored = dict(progress.rows(connection))
    followed = dict(derive.derived(connection, replay))
    wrong = [
        key
        for key in sorted(stored.keys() | followed.keys())
        if not _same(stored.get(key, ()), followed.get(key, ()))
    ]
    if wrong:
        first = " ".join(wrong[0])
        message = f"Questions whose progress does not follow from the log: {len(wrong):,}, first {first}."
        yield Finding("cache", message, _REBUILD)


def _same(one: tuple[codec.Value, ...], other: tuple[codec.Value, ...]) -> bool:
    """Says whether two rows agree; fractions may differ as processors calculate them differently."""
    return all(
        math.isclose(a, b, rel_tol=1e-9) if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip_longest(one, other)
    )


def _future(connection: sqlite3.Connection, now: datetime) -> Iterator[Finding]:
    ahead = events.ahead(connection, now + timedelta(days=1))
    if ahead:
        yield Finding(
            "future",
            f"Answers that are dated later than today: {len(ahead):,}, the first {ahead[0].time.date()}.",
            "The clock was wrong then; what was answered comes back too late until that is undone.",
        )
