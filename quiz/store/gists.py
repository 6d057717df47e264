"""The log as figures read it: in portions, and of each review no more than they add up."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from quiz.model import Confidence, Key, Mode, Outcome, Rating
from quiz.model.gist import Gist
from quiz.store import database, derive
from quiz.store.faults import Unreadable

_EVENTS = 2_000
"""Events that are read at once: some hundredths of a second, in which others wait."""

_EDGE = "SELECT time FROM review WHERE time > ? ORDER BY time LIMIT 1 OFFSET ?"
_END = "~"
"""Comes after every time."""

# The index is named, lest another one be taken. To put the few reviews of one moment in the order of their
# ids takes SQLite a quarter of its time, and Python next to none.
_REVIEWS = (
    "SELECT time, id, offset, day, bank, question, mode, outcome, confidence, rating, milliseconds"
    " FROM review INDEXED BY review_time"
    " WHERE event = 'review' AND time > ? AND time <= ? AND number <= ?{} ORDER BY time"
)

_Row: TypeAlias = tuple[str, str, int, str, str, str, str, str, str, int, int]
"""What _REVIEWS selects."""

_SCHEDULING = {str(each): each.schedules for each in Mode}
_OUTCOMES = {str(each): each for each in Outcome}
_CONFIDENCES = {str(each): each for each in Confidence}
_RATINGS = {int(each): each for each in Rating}

_day = lru_cache(4096)(date.fromisoformat)
"""Of many reviews, few days."""


@lru_cache(4096)
def _hour(clock: str, offset: int) -> int:
    """Returns the hour of a clock that is so many minutes ahead of UTC, from what that says: `18:30`."""
    hours, minutes = clock.split(":")
    return (int(hours) * 60 + int(minutes) + offset) // 60 % 24


class _Log:
    """The log as it is now, and what in it bears on reviews: that is little, and looked up once for all.

    Args:
        connection: The progress file.
        banks: Only what counts for these banks; none means all.
    """

    def __init__(self, connection: sqlite3.Connection, banks: Collection[str]) -> None:
        by_target = "SELECT target{} FROM review WHERE target IS NOT NULL AND event = '{}' ORDER BY time, id"
        changes = connection.execute(by_target.format(", id, outcome, rating", "change"))
        self._banks = banks
        self._voided = {target for (target,) in connection.execute(by_target.format("", "void"))}
        self._changed = {
            target: (outcome, rating) for target, id_, outcome, rating in changes if id_ not in self._voided
        }
        self._keys: dict[tuple[str, str], Key] = dict(derive.stored_aliases(connection).items())
        """The key that each question counts for, as far as it was met or is another."""
        self.sources = {*banks, *(bank for (bank, _), key in self._keys.items() if key.bank in banks)}
        """The banks under which anything was recorded that counts."""
        self.events = database.number(connection, "SELECT count(*) FROM review")
        self.last = database.number(connection, "SELECT coalesce(max(number), 0) FROM review")

    def gists(self, rows: Iterable[_Row]) -> list[Gist]:
        """Returns what counts of these reviews, as it was left.

        Raises:
            Unreadable: A row makes no sense.
        """
        banks, keys, voided, changed = self._banks, self._keys, self._voided, self._changed
        found: list[Gist] = []
        id_ = ""
        try:
            for time, id_, offset, day, bank, question, mode, outcome, confidence, rating, spent in rows:
                if id_ in voided:
                    continue
                if id_ in changed:
                    outcome, rating = changed[id_]
                key = keys.get((bank, question)) or keys.setdefault((bank, question), Key(bank, question))
                if not banks or key.bank in banks:
                    found.append(
                        Gist(
                            key,
                            _day(day),
                            _hour(time[11:16], offset),
                            _SCHEDULING[mode],
                            _OUTCOMES[outcome],
                            _CONFIDENCES[confidence],
                            _RATINGS[rating],
                            spent,
                        )
                    )
        except (ValueError, LookupError) as error:
            raise Unreadable(f"{id_}: {error}") from None
        return found


def portions(
    reading: Callable[[], AbstractContextManager[sqlite3.Connection]], banks: Collection[str]
) -> Iterator[tuple[float, list[Gist]]]:
    """Gives the reviews that count, in the order of (time, id), each portion with the share read by then.

    They are those of the log as it is at first: what is added meanwhile is left out.

    Args:
        reading: Gives the connection for one portion.
        banks: Only what counts for these banks; none means all.

    Raises:
        Unreadable: A row makes no sense.
    """
    with reading() as connection:
        log = _Log(connection, banks)
    among = f" AND bank IN ({', '.join('?' * len(log.sources))})" if log.sources else ""
    after, read = "", 0
    while after < _END:
        with reading() as connection:
            # By time alone, so that reviews of one moment are never parted.
            edge = connection.execute(_EDGE, (after, _EVENTS - 1)).fetchone()
            until = edge[0] if edge else _END
            rows = connection.execute(_REVIEWS.format(among), (after, until, log.last, *log.sources))
            found = log.gists(sorted(rows))
        read += _EVENTS
        yield min(1.0, read / log.events) if edge else 1.0, found
        after = until
