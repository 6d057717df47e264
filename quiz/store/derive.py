"""What follows from the log: which reviews count, for which key, and the cache of progress."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from quiz.model import Event, Key, Progress, Review
from quiz.store import codec

Replay: TypeAlias = Callable[[Key, Sequence[Review]], Progress | None]
"""Returns the progress that follows from the effective reviews of a question, in the order of (time, id)."""

_REVIEW = ", ".join(codec.REVIEW_COLUMNS)
_INSERT = (
    f"INSERT INTO review ({', '.join(codec.COLUMNS)}, checksum) "
    f"VALUES ({', '.join('?' * (len(codec.COLUMNS) + 1))})"
)


def aliases(connection: sqlite3.Connection) -> dict[Key, Key]:
    """Returns the key that each relinked key's reviews count for, by the relinks that are not voided.

    Relinks are applied in the order of (time, id): each hands all that counts for the old key to the new one.
    So chains are followed to their end, and going there and back ends where it began.
    """
    target: dict[Key, Key] = {}
    sources: defaultdict[Key, set[Key]] = defaultdict(set)
    for old_bank, old_question, new_bank, new_question in connection.execute(
        "SELECT bank, question, new_bank, new_question FROM review AS relink WHERE event = 'relink'"
        " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = relink.id AND void.event = 'void')"
        " ORDER BY time, id"
    ):
        old, new = Key(old_bank, old_question), Key(new_bank, new_question)
        if old == new:
            continue
        moved = sources.pop(old, set()) | {old}
        sources[target.get(old, old)].discard(old)
        for key in moved:
            target[key] = new
        sources[new] |= moved
    return {key: new for key, new in target.items() if key != new}


def stored_aliases(connection: sqlite3.Connection) -> dict[Key, Key]:
    """Returns the aliases as the file has them."""
    rows = connection.execute("SELECT bank, question, new_bank, new_question FROM alias")
    return {Key(old, question): Key(new, new_question) for old, question, new, new_question in rows}


def update_aliases(connection: sqlite3.Connection) -> set[Key]:
    """Derives the aliases again and returns the keys whose reviews may be others now."""
    before, after = stored_aliases(connection), aliases(connection)
    touched: set[Key] = set()
    for key in {key for key, _ in before.items() ^ after.items()}:
        touched |= {key, before.get(key, key), after.get(key, key)}
        connection.execute("DELETE FROM alias WHERE bank = ? AND question = ?", key)
        if key in after:
            connection.execute("INSERT INTO alias VALUES (?, ?, ?, ?)", (*key, *after[key]))
    return touched


def current(connection: sqlite3.Connection, key: Key) -> Key:
    """Returns the key that this key's reviews count for."""
    for bank, question in connection.execute(
        "SELECT new_bank, new_question FROM alias WHERE bank = ? AND question = ?", key
    ):
        return Key(bank, question)
    return key


def history(connection: sqlite3.Connection, key: Key) -> list[Review]:
    """Returns the effective reviews that count for a key, in the order of (time, id)."""
    rows = connection.execute("SELECT bank, question FROM alias WHERE new_bank = ? AND new_question = ?", key)
    sources = [Key(*row) for row in rows]
    if current(connection, key) == key:
        sources.append(key)
    reviews = [
        codec.review(row, key)
        for source in sources
        for row in connection.execute(
            f"SELECT {_REVIEW} FROM effective WHERE bank = ? AND question = ?", source
        )
    ]
    reviews.sort(key=lambda review: (review.time, review.id))
    return reviews


def derive(connection: sqlite3.Connection, keys: Iterable[Key], replay: Replay) -> None:
    """Replays these questions and writes what follows to the cache."""
    for key in keys:
        reviews = history(connection, key)
        progress = replay(key, reviews)
        if progress is None:
            connection.execute("DELETE FROM progress WHERE bank = ? AND question = ?", key)
        else:
            connection.execute(
                "INSERT OR REPLACE INTO progress"
                " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, number, ?, ?, ? FROM review WHERE id = ?",
                (*cached(progress, reviews), progress.last.id),
            )


def cached(progress: Progress, reviews: Sequence[Review]) -> tuple[codec.Value, ...]:
    """Returns the columns of a row of the cache, without the number of the last review."""
    memory, last = progress.memory, progress.last
    return (
        *progress.key,
        memory.difficulty,
        memory.stability,
        memory.day.isoformat(),
        memory.due.isoformat(),
        progress.reviews,
        progress.lapses,
        reviews[0].day.isoformat(),
        last.score,
        str(last.outcome),
        int(last.rating),
    )


def add(connection: sqlite3.Connection, events: Iterable[Event], replay: Replay) -> int:
    """Adds events to the log, derives what follows, and returns how many were new.

    An event that the log already has is passed over.

    Raises:
        ValueError: The log has another event with the same id.
        sqlite3.Error: An event does not fit, or the file cannot be written.
    """
    added = 0
    relinked = False
    touched: set[Key] = set()
    for event in events:
        row = codec.values(event)
        checksum = codec.checksum(row)
        if _known(connection, event.id, checksum):
            continue
        connection.execute(_INSERT, (*row, checksum))
        added += 1
        for key in _touched(connection, event.id):
            if key is None:
                relinked = True
            else:
                touched.add(key)
    moved = update_aliases(connection) if relinked else set()
    derive(connection, sorted({current(connection, key) for key in touched} | moved), replay)
    return added


def _known(connection: sqlite3.Connection, event_id: str, checksum: bytes) -> bool:
    for (known,) in connection.execute("SELECT checksum FROM review WHERE id = ?", (event_id,)):
        if known != checksum:
            raise ValueError(f"there is another event with the id {event_id}")
        return True
    return False


def _touched(connection: sqlite3.Connection, event_id: str, steps: int = 3) -> Iterator[Key | None]:
    """Gives the key under which the review was recorded that an event bears on; None for a relink.

    From a void over a change to a review there are three steps, however the targets of foreign events run.
    """
    rows = connection.execute("SELECT event, bank, question, target FROM review WHERE id = ?", (event_id,))
    for event, bank, question, target in rows.fetchall():
        if event == "review":
            yield Key(bank, question)
        elif event == "relink":
            yield None
        elif steps > 1:
            yield from _touched(connection, target, steps - 1)


def rebuild(connection: sqlite3.Connection, replay: Replay) -> int:
    """Derives the whole cache again and returns how many questions are in it."""
    connection.execute("DELETE FROM progress")
    update_aliases(connection)
    derive(connection, keys(connection), replay)
    ((count,),) = connection.execute("SELECT count(*) FROM progress")
    return int(count)


def keys(connection: sqlite3.Connection) -> list[Key]:
    """Returns the keys that reviews count for, in order."""
    rows = connection.execute("SELECT DISTINCT bank, question FROM review WHERE event = 'review'")
    return sorted({current(connection, Key(*row)) for row in rows.fetchall()})


def review(connection: sqlite3.Connection, review_id: str) -> Review | None:
    """Returns an effective review under the key that it counts for."""
    for row in connection.execute(f"SELECT {_REVIEW} FROM effective WHERE id = ?", (review_id,)):
        found = codec.review(row)
        return codec.review(row, current(connection, found.key))
    return None
