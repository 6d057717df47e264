"""What is read of the log itself: whole events."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import islice

from quiz.lean_typing import TypeVar
from quiz.model import Bury, Event, Fit, Flag, HandedIn, Key, Label, Progress, Review, Suspend
from quiz.store import codec, derive, progress
from quiz.store.form import FEW


def _standing(connection: sqlite3.Connection, event: str, more: str = "", *values: str) -> list[sqlite3.Row]:
    """Returns the rows of one of the events that are few, without voided ones, oldest first."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    # The event is part of the words: by a value of it SQLite would choose its indexes anew each time.
    cursor.execute(
        f"SELECT {', '.join(codec.COLUMNS)} FROM review AS event WHERE {FEW} AND event = '{event}' {more}"
        " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = event.id AND void.event = 'void')"
        " ORDER BY time, id",
        values,
    )
    return cursor.fetchall()


_Labelled = TypeVar("_Labelled", Suspend, Bury, Flag)


def _labels(
    connection: sqlite3.Connection, label: type[_Labelled], rows: Iterable[sqlite3.Row]
) -> list[_Labelled]:
    found = [each for each in map(codec.label, rows) if isinstance(each, label)]
    return [each._replace(key=derive.current(connection, each.key)) for each in found]


def suspended(connection: sqlite3.Connection) -> list[Suspend]:
    """Returns what was suspended and not undone, under the keys that count now, oldest first."""
    return _labels(connection, Suspend, _standing(connection, "suspend"))


def buried(connection: sqlite3.Connection, day: date) -> list[Bury]:
    """Returns what was buried for a study day and not undone, likewise."""
    return _labels(connection, Bury, _standing(connection, "bury", "AND day = ?", day.isoformat()))


def flagged(connection: sqlite3.Connection) -> list[Flag]:
    """Returns what was flagged and not undone, likewise."""
    return _labels(connection, Flag, _standing(connection, "flag"))


def labels(connection: sqlite3.Connection, key: Key) -> list[Label]:
    """Returns what was put on one question and not undone, buried for any day, oldest first."""
    rows = (
        row
        for source in derive.sources(connection, key)
        for event in ("suspend", "bury", "flag")
        for row in _standing(connection, event, "AND bank = ? AND question = ?", *source)
    )
    return sorted((codec.label(row)._replace(key=key) for row in rows), key=lambda each: (each.time, each.id))


def fits(connection: sqlite3.Connection) -> list[Fit]:
    """Returns the fits that were not undone, oldest first."""
    found = map(codec.event, _standing(connection, "fit"))
    return [each for each in found if isinstance(each, Fit)]


def tests(connection: sqlite3.Connection) -> list[HandedIn]:
    """Returns the tests that were handed in and not undone, oldest first."""
    found = map(codec.event, _standing(connection, "test"))
    return [each for each in found if isinstance(each, HandedIn)]


def test_reviews(connection: sqlite3.Connection, sitting: str) -> list[Review]:
    """Returns the reviews of a test that count, under their own keys, oldest first."""
    sql = f"SELECT {derive.REVIEW} FROM effective WHERE mode = 'test' AND sitting = ? ORDER BY time, id"
    return [codec.review(row) for row in connection.execute(sql, (sitting,))]


def most_forgotten(
    connection: sqlite3.Connection, number: int, wanted: Callable[[Key], bool]
) -> list[Progress]:
    """Returns so many questions with the most lapses, of those that are wanted, the one with most first."""
    rows = connection.execute(
        "SELECT bank, question FROM progress WHERE lapses > 0 ORDER BY lapses DESC, reviews, bank, question"
    )
    keys = islice((key for key in map(Key._make, rows) if wanted(key)), number)
    return [found for key in list(keys) if (found := progress.of(connection, key)) is not None]


def reviews(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Review]:
    """Returns effective reviews by their ids, under the keys that they count for."""
    sql = f"SELECT {derive.REVIEW} FROM effective WHERE id = ?"
    found = [codec.review(row) for each in ids for row in connection.execute(sql, (each,))]
    return {each.id: each._replace(key=derive.current(connection, each.key)) for each in found}


def ahead(connection: sqlite3.Connection, limit: datetime) -> list[Review]:
    """Returns the effective reviews that are dated after a moment, under their own keys, oldest first."""
    rows = connection.execute(
        f"SELECT {derive.REVIEW} FROM effective WHERE time > ? ORDER BY time, id", (codec.encode_time(limit),)
    )
    return [codec.review(row) for row in rows]


def page(connection: sqlite3.Connection, time: str, event_id: str, size: int) -> list[Event]:
    """Returns the events that come after one in the order of (time, id), up to a number."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    cursor.execute(
        f"SELECT {', '.join(codec.COLUMNS)} FROM review"
        f" WHERE (time, id) > (?, ?) ORDER BY time, id LIMIT {size}",
        (time, event_id),
    )
    return [codec.event(row) for row in cursor]
