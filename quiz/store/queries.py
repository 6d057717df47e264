"""What the rest of the program asks of an open progress file."""

import gc
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from quiz.model import Event, Key, Memory, Progress, Review
from quiz.store import codec, database, derive

_PROGRESS = (
    "SELECT progress.bank, progress.question, progress.difficulty, progress.stability, progress.day,"
    " progress.due, progress.reviews, progress.lapses, review.id, time, offset, review.day, review.bank,"
    " review.question, fingerprint, kind, mode, response, progress.score, progress.outcome, confidence,"
    " hinted, progress.rating, milliseconds, sitting, device"
    " FROM progress CROSS JOIN review ON review.number = progress.last"
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What was done on one study day; undone answers do not count."""

    reviews: int
    new: int
    """Questions whose first review is of this day."""
    milliseconds: int
    """Spent on the reviews."""


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keeps the garbage collector from looking through what is being loaded, again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _progress(row: tuple[str, str, float, float, str, str, int, int, *codec.ReviewRow]) -> Progress:
    """Returns the progress in a row that _PROGRESS selects.

    Raises:
        ValueError: The row, or that of the last review, is damaged.
        LookupError: Likewise.
    """
    bank, question, difficulty, stability, day, due, reviews, lapses = row[:8]
    key = Key(bank, question)
    memory = Memory(difficulty, stability, date.fromisoformat(day), date.fromisoformat(due))
    return Progress(key, memory, codec.review(row[8:], key), reviews, lapses)


def progress(connection: sqlite3.Connection, key: Key) -> Progress | None:
    """Returns the progress of a question; None for a new one."""
    sql = f"{_PROGRESS} WHERE progress.bank = ? AND progress.question = ?"
    for row in connection.execute(sql, key):
        return _progress(row)
    return None


def all_progress(connection: sqlite3.Connection) -> dict[Key, Progress]:
    """Returns the progress of every question that has been reviewed."""
    with _collector_paused():
        return {each.key: each for each in map(_progress, connection.execute(_PROGRESS))}


def memories(connection: sqlite3.Connection) -> dict[Key, Memory]:
    """Returns the memory of every question that has been reviewed."""
    rows = connection.execute("SELECT bank, question, difficulty, stability, day, due FROM progress")
    with _collector_paused():
        return {
            Key(bank, question): Memory(
                difficulty, stability, date.fromisoformat(day), date.fromisoformat(due)
            )
            for bank, question, difficulty, stability, day, due in rows
        }


def due(connection: sqlite3.Connection, day: date, banks: Collection[str] | None) -> list[Key]:
    """Returns the questions of these banks, or of all, that are due on a day, the longest due first."""
    sql = "SELECT due, bank, question FROM progress WHERE due <= ?"
    if banks is None:
        rows = connection.execute(sql, (day.isoformat(),)).fetchall()
    else:
        found = (connection.execute(f"{sql} AND bank = ?", (day.isoformat(), bank)) for bank in set(banks))
        rows = [row for each in found for row in each]
    return [Key(bank, question) for _, bank, question in sorted(rows)]


def missed_keys(connection: sqlite3.Connection) -> set[Key]:
    """Returns the questions whose last review was wrong or partly right."""
    rows = connection.execute("SELECT bank, question FROM progress WHERE outcome <> 'right'")
    return {Key(*row) for row in rows}


def missed(connection: sqlite3.Connection) -> list[Progress]:
    """Returns the questions whose last review was wrong or partly right, the latest first."""
    rows = connection.execute(f"{_PROGRESS} WHERE progress.outcome <> 'right'")
    return sorted(map(_progress, rows), key=lambda each: (each.last.time, each.last.id), reverse=True)


def review(connection: sqlite3.Connection, review_id: str) -> Review | None:
    """Returns an effective review under the key that it counts for."""
    for row in connection.execute(f"SELECT {derive.REVIEW} FROM effective WHERE id = ?", (review_id,)):
        found = codec.review(row)
        return codec.review(row, derive.current(connection, found.key))
    return None


def ahead(connection: sqlite3.Connection, limit: datetime) -> list[Review]:
    """Returns the effective reviews that are dated after a moment, under their own keys, oldest first."""
    rows = connection.execute(
        f"SELECT {derive.REVIEW} FROM effective WHERE time > ? ORDER BY time, id", (codec.encode_time(limit),)
    )
    return [codec.review(row) for row in rows]


def totals(connection: sqlite3.Connection, day: date) -> Totals:
    """Returns what was done on a study day."""
    ((reviews, milliseconds),) = connection.execute(
        "SELECT count(*), coalesce(sum(milliseconds), 0) FROM effective WHERE day = ?", (day.isoformat(),)
    )
    new = database.number(connection, "SELECT count(*) FROM progress WHERE begun = ?", day.isoformat())
    return Totals(reviews, new, milliseconds)


def study_days(connection: sqlite3.Connection) -> set[date]:
    """Returns the study days on which something was answered and not undone."""
    # A plain DISTINCT reads the whole index; this jumps from day to day.
    rows = connection.execute(
        "WITH RECURSIVE found (day) AS ("
        " SELECT min(day) FROM review WHERE event = 'review' UNION ALL"
        " SELECT (SELECT min(day) FROM review WHERE event = 'review' AND day > found.day)"
        " FROM found WHERE found.day IS NOT NULL)"
        " SELECT day FROM found"
        " WHERE EXISTS (SELECT 1 FROM effective WHERE effective.day = found.day)"
    )
    return {date.fromisoformat(day) for (day,) in rows}


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


def last_time(connection: sqlite3.Connection) -> datetime | None:
    """Returns the time of the latest event, in UTC; None while there is none."""
    ((time,),) = connection.execute("SELECT max(time) FROM review")
    return datetime.fromisoformat(time) if time else None
