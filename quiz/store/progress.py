"""The table of progress: what follows from the log, one row for each question that has been reviewed."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from quiz import collecting
from quiz.lean_typing import TypeAlias
from quiz.model import Brief, Key, Memory, Outcome, Progress
from quiz.store import codec

Row: TypeAlias = tuple[codec.Value, ...]
"""A row without the key; reviews are named by their ids."""

_PROGRESS = (
    "SELECT progress.bank, progress.question, progress.difficulty, progress.stability, progress.day,"
    " progress.due, progress.check_day, progress.reviews, progress.lapses, progress.begun,"
    " review.id, time, offset, review.day, review.bank,"
    " review.question, fingerprint, kind, mode, response, progress.score, progress.outcome, confidence,"
    " hinted, progress.rating, milliseconds, sitting, device, wording,"
    " (SELECT miss.id FROM review AS miss WHERE miss.number = progress.missed)"
    " FROM progress CROSS JOIN review ON review.number = progress.last"
    " WHERE progress.bank = ? AND progress.question = ?"
)

_KEY = ("bank", "question")
_REST = (
    "difficulty",
    "stability",
    "day",
    "due",
    "check_day",
    "reviews",
    "lapses",
    "begun",
    "score",
    "outcome",
    "rating",
    "last",
    "missed",
)
_VALUES = {
    name: f"(SELECT number FROM review WHERE id = ?{place})" if name in {"last", "missed"} else f"?{place}"
    for place, name in enumerate((*_KEY, *_REST), 1)
}
_WRITE = (
    f"INSERT INTO progress ({', '.join(_VALUES)}) VALUES ({', '.join(_VALUES.values())})"
    f" ON CONFLICT (bank, question) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _REST)}"
)
# What does not change is left out: SQLite writes the index of each column that it is told to write.
_GO_ON = (
    f"UPDATE progress SET {', '.join(f'{name} = {_VALUES[name]}' for name in _REST if name != 'begun')}"
    f" WHERE bank = {_VALUES['bank']} AND question = {_VALUES['question']}"
)


def _memory(difficulty: float, stability: float, day: str, due: str, check: str | None) -> Memory:
    """Returns a memory as the file has it.

    Raises:
        ValueError: A day is damaged.
    """
    checked = date.fromisoformat(check) if check else None
    return Memory(difficulty, stability, date.fromisoformat(day), date.fromisoformat(due), checked)


def _progress(
    row: tuple[str, str, float, float, str, str, str | None, int, int, str, *codec.ReviewRow, str | None],
) -> Progress:
    """Returns the progress in a row that _PROGRESS selects.

    Raises:
        ValueError: The row, or that of the last review, is damaged.
        LookupError: Likewise.
    """
    key = Key(row[0], row[1])
    reviews, lapses, begun = row[7:10]
    last = codec.review(row[10:-1], key)
    return Progress(key, _memory(*row[2:7]), last, reviews, lapses, date.fromisoformat(begun), row[-1])


def of(connection: sqlite3.Connection, key: Key) -> Progress | None:
    """Returns the progress of a question; None for a new one."""
    for row in connection.execute(_PROGRESS, key):
        return _progress(row)
    return None


def briefs(connection: sqlite3.Connection, keys: Iterable[Key]) -> list[Brief | None]:
    """Returns what a list says of each of these questions; None for a new one."""
    sql = "SELECT outcome, due FROM progress WHERE bank = ? AND question = ?"
    rows = [connection.execute(sql, key).fetchone() for key in keys]
    return [row and Brief(Outcome(row[0]), date.fromisoformat(row[1])) for row in rows]


def memories(connection: sqlite3.Connection) -> dict[Key, Memory]:
    """Returns the memory of every question that has been reviewed."""
    rows = connection.execute(
        "SELECT bank, question, difficulty, stability, day, due, check_day FROM progress"
    )
    with collecting.paused():
        return {Key(bank, question): _memory(*memory) for bank, question, *memory in rows}


def row_of(progress: Progress) -> Row:
    """Returns the row that holds the progress of a question."""
    memory, last = progress.memory, progress.last
    return (
        memory.difficulty,
        memory.stability,
        memory.day.isoformat(),
        memory.due.isoformat(),
        memory.check.isoformat() if memory.check else None,
        progress.reviews,
        progress.lapses,
        progress.begun.isoformat(),
        last.score,
        str(last.outcome),
        int(last.rating),
        last.id,
        progress.miss,
    )


def rows(connection: sqlite3.Connection) -> Iterator[tuple[Key, Row]]:
    """Gives every key with its row, as the file has it."""
    for bank, question, *row in connection.execute(
        f"SELECT {', '.join(f'progress.{name}' for name in (*_KEY, *_REST[:-2]))}, last.id, miss.id"
        " FROM progress"
        " LEFT JOIN review AS last ON last.number = progress.last"
        " LEFT JOIN review AS miss ON miss.number = progress.missed"
    ):
        yield Key(bank, question), tuple(row)


def write(connection: sqlite3.Connection, key: Key, row: Row) -> None:
    """Puts a row in the place of the one that the question had."""
    connection.execute(_WRITE, (*key, *row))


def go_on(connection: sqlite3.Connection, key: Key, row: Row) -> None:
    """Puts a row in the place of the one that the question has, and that was begun on the same day."""
    connection.execute(_GO_ON, (*key, *row))


def remove(connection: sqlite3.Connection, key: Key) -> None:
    """Has a question count as one that was never reviewed."""
    connection.execute("DELETE FROM progress WHERE bank = ? AND question = ?", key)
