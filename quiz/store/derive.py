"""What follows from the log: which reviews count, for which key, and the progress that they make."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum
from itertools import groupby

from quiz.lean_typing import NamedTuple, TypeAlias, assert_never
from quiz.model import (
    Bury,
    Change,
    Event,
    Fit,
    Flag,
    HandedIn,
    Key,
    Parameters,
    Progress,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.store import codec, progress
from quiz.store.form import FEW

Replay: TypeAlias = Callable[[Key, Sequence[Review], Parameters | None, Progress | None], Progress | None]
"""Returns the progress that follows from the effective reviews of a question, in the order of (time, id).

The parameters are those that were fitted to the learner; None for FSRS's own. Last comes what followed from
reviews before these; with it, None may also say that the outcome cannot be told without them.
"""

REVIEW = ", ".join(codec.REVIEW_COLUMNS)
_INSERT = (
    f"INSERT INTO review ({', '.join(codec.COLUMNS)}, checksum) "
    f"VALUES ({', '.join('?' * (len(codec.COLUMNS) + 1))}) ON CONFLICT (id) DO NOTHING"
)

_BORNE = (
    "SELECT 1 FROM review WHERE target = ? UNION ALL SELECT 1 FROM alias WHERE bank = ? AND question = ?"
    " UNION ALL SELECT 1 FROM alias WHERE new_bank = ? AND new_question = ? LIMIT 1"
)
_FITTED = (
    f"SELECT id, parameters FROM review AS fit WHERE {FEW} AND event = 'fit'"
    " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = fit.id AND void.event = 'void')"
    " ORDER BY time DESC, id DESC LIMIT 1"
)


class Followed(NamedTuple):
    """What follows from the log for a question to which a review was added."""

    before: Progress | None
    """From its other reviews."""
    after: Progress | None
    """From all of them."""
    parameters: Parameters | None
    """Those by which it follows."""


def aliases(connection: sqlite3.Connection) -> dict[Key, Key]:
    """Returns the key that each relinked key's reviews count for, by the relinks that are not voided.

    Relinks are applied in the order of (time, id): each hands the reviews recorded under the old key, and all
    that count for it by then, to the new one. So chains are followed to their end, and going there and back
    ends where it began.
    """
    target: dict[Key, Key] = {}
    handed: defaultdict[Key, set[Key]] = defaultdict(set)
    for old_bank, old_question, new_bank, new_question in connection.execute(
        "SELECT bank, question, new_bank, new_question FROM review AS relink"
        f" WHERE {FEW} AND event = 'relink'"
        " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = relink.id AND void.event = 'void')"
        " ORDER BY time, id"
    ):
        old, new = Key(old_bank, old_question), Key(new_bank, new_question)
        moved = handed.pop(old, set()) | {old}
        handed[target.get(old, old)].discard(old)
        for key in moved:
            target[key] = new
        handed[new] |= moved
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


def sources(connection: sqlite3.Connection, key: Key) -> list[Key]:
    """Returns the keys under which what counts for a key was recorded."""
    rows = connection.execute("SELECT bank, question FROM alias WHERE new_bank = ? AND new_question = ?", key)
    found = [Key(*row) for row in rows]
    return [*found, key] if current(connection, key) == key else found


def history(connection: sqlite3.Connection, key: Key) -> list[Review]:
    """Returns the effective reviews that count for a key, in the order of (time, id)."""
    reviews = [
        codec.review(row, key)
        for source in sources(connection, key)
        for row in connection.execute(
            f"SELECT {REVIEW} FROM effective WHERE bank = ? AND question = ?", source
        )
    ]
    return sorted(reviews, key=_by_time)


def keys(connection: sqlite3.Connection) -> list[Key]:
    """Returns the keys under which something was recorded or counts, undone or not, in order."""
    rows = connection.execute("SELECT DISTINCT bank, question FROM review WHERE event = 'review'")
    return sorted({Key(*row) for row in rows} | set(stored_aliases(connection).values()))


def histories(connection: sqlite3.Connection, wanted: Sequence[Key]) -> list[list[Review]]:
    """Returns the `history` of each key that has one; quickest where the keys follow each other in order."""
    if not wanted:
        return []
    moved = stored_aliases(connection)
    apart = moved.keys() | moved.values()
    plain = set(wanted) - apart
    rows = connection.execute(
        f"SELECT {REVIEW} FROM effective WHERE (bank, question) >= (?, ?) AND (bank, question) <= (?, ?)"
        " ORDER BY bank, question, time, id",
        (*min(wanted), *max(wanted)),
    )
    own = groupby(map(codec.review, rows), lambda review: review.key)
    found = [list(reviews) for key, reviews in own if key in plain]
    handed = (history(connection, key) for key in wanted if key in apart)
    return found + [reviews for reviews in handed if reviews]


def _by_time(review: Review) -> tuple[datetime, str]:
    return review.time, review.id


def parameters(connection: sqlite3.Connection) -> Parameters | None:
    """Returns the parameters of the last fit that is not voided."""
    for fit in connection.execute(_FITTED):
        return codec.parameters(*fit)
    return None


def derive(connection: sqlite3.Connection, keys: Iterable[Key], replay: Replay) -> None:
    """Replays these questions and writes what follows to the cache."""
    fitted = parameters(connection)
    for key in keys:
        _write(connection, key, replay(key, history(connection, key), fitted, None))


def _write(connection: sqlite3.Connection, key: Key, found: Progress | None) -> None:
    if found is None:
        progress.remove(connection, key)
    else:
        progress.write(connection, key, progress.row_of(found))


def _follow(connection: sqlite3.Connection, review: Review, replay: Replay) -> Followed | None:
    """Writes what follows from a new review without looking at those before; None where that cannot be done.

    It can where nothing bears on the review or its key by now, and where it is the last of its question.
    """
    borne = connection.execute(_BORNE, (review.id, *review.key, *review.key)).fetchone()
    try:
        before = progress.of(connection, review.key)
    except (ValueError, LookupError):
        return None  # a damaged row is made again from the log
    # Without a row it is a new question, or one whose row was lost: the log knows which.
    if borne is not None or before is None or _by_time(before.last) > _by_time(review):
        return None
    fitted = parameters(connection)
    after = replay(review.key, (review,), fitted, before)
    if after is None:
        return None
    if after is not before:
        progress.go_on(connection, review.key, progress.row_of(after))
    return Followed(before, after, fitted)


def _follow_anew(connection: sqlite3.Connection, review: Review, replay: Replay) -> Followed:
    """Writes what follows from all reviews of the question that a review counts for."""
    key = current(connection, review.key)
    fitted = parameters(connection)
    reviews = history(connection, key)
    others = [each for each in reviews if each.id != review.id]
    found = Followed(replay(key, others, fitted, None), replay(key, reviews, fitted, None), fitted)
    _write(connection, key, found.after)
    return found


def add_review(connection: sqlite3.Connection, review: Review, replay: Replay) -> Followed:
    """Adds a review, which may be there, and derives what follows.

    Raises:
        ValueError: The log has another event with the same id.
        sqlite3.Error: It does not fit, or the file cannot be written.
    """
    found = _follow(connection, review, replay) if _is_new(connection, review) else None
    return found or _follow_anew(connection, review, replay)


def add(connection: sqlite3.Connection, events: Iterable[Event], replay: Replay) -> int:
    """Adds events to the log, derives what follows, and returns how many were new.

    An event that the log already has is passed over.

    Raises:
        ValueError: The log has another event with the same id.
        sqlite3.Error: An event does not fit, or the file cannot be written.
    """
    added = 0
    touched: set[Key | Bearing] = set()
    for event in events:
        if _is_new(connection, event):
            added += 1
            touched.update(_touched(connection, event))
    if Bearing.ALL in touched:
        _derive_all(connection, replay)
    elif touched:
        moved = update_aliases(connection) if Bearing.NAMES in touched else set()
        keys = {current(connection, key) for key in touched if isinstance(key, Key)}
        derive(connection, sorted(keys | moved), replay)
    return added


def _is_new(connection: sqlite3.Connection, event: Event) -> bool:
    """Adds an event to the log, and says whether it was not there.

    Raises:
        ValueError: The log has another event with the same id.
    """
    row = codec.values(event)
    checksum = codec.checksum(row)
    if connection.execute(_INSERT, (*row, checksum)).rowcount:
        return True
    ((known,),) = connection.execute("SELECT checksum FROM review WHERE id = ?", (event.id,))
    if known != checksum:
        raise ValueError(f"there is another event with the id {event.id}")
    return False


class Bearing(Enum):
    """What an event bears on that is more than one question."""

    NAMES = "names"
    """By which key a question is known."""
    ALL = "all"
    """Every question that was reviewed."""


def _touched(connection: sqlite3.Connection, event: Event) -> Iterator[Key | Bearing]:
    """Gives what an event bears on: the key under which a review was recorded, or more than that."""
    match event:
        case Review(key=key):
            yield key
        case Relink():
            yield Bearing.NAMES
        case Fit():
            yield Bearing.ALL
        case Change(target=target) | Void(target=target):
            yield from _behind(connection, target, 2)
        case Suspend() | Bury() | Flag() | HandedIn():
            pass
        case _ as never:
            assert_never(never)


def _behind(connection: sqlite3.Connection, target: str, steps: int) -> Iterator[Key | Bearing]:
    """Follows a target to what it bears on: from a void over a change in two steps, never in a circle."""
    for event, bank, question, further in connection.execute(
        "SELECT event, bank, question, target FROM review WHERE id = ?", (target,)
    ).fetchall():
        if event == "review":
            yield Key(bank, question)
        elif event == "relink":
            yield Bearing.NAMES
        elif event == "fit":
            yield Bearing.ALL
        elif event in {"change", "void"} and steps > 1:
            yield from _behind(connection, further, steps - 1)


def rebuild(connection: sqlite3.Connection, replay: Replay) -> int:
    """Makes the indexes and the whole cache again and returns how many questions are in it."""
    connection.execute("REINDEX")
    return _derive_all(connection, replay)


def _derive_all(connection: sqlite3.Connection, replay: Replay) -> int:
    connection.execute("DELETE FROM progress")
    update_aliases(connection)
    count = 0
    for key, row in derived(connection, replay):
        progress.write(connection, key, row)
        count += 1
    return count


def derived(connection: sqlite3.Connection, replay: Replay) -> Iterator[tuple[Key, progress.Row]]:
    """Gives every key with its row of the table of progress, by the aliases that the file has."""
    fitted = parameters(connection)
    moved = stored_aliases(connection)
    apart = moved.keys() | moved.values()
    rows = connection.execute(f"SELECT {REVIEW} FROM effective ORDER BY bank, question")
    for key, reviews in groupby(map(codec.review, rows), lambda review: review.key):
        if key not in apart:
            yield from _row(key, replay(key, sorted(reviews, key=_by_time), fitted, None))
    for key in sorted(set(moved.values())):
        yield from _row(key, replay(key, history(connection, key), fitted, None))


def _row(key: Key, found: Progress | None) -> Iterator[tuple[Key, progress.Row]]:
    if found is not None:
        yield key, progress.row_of(found)
