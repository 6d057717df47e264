"""The log as figures read it: in portions, and of each review no more than they add up."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from functools import lru_cache
from sys import intern

from quiz.lean_typing import NamedTuple, TypeAlias
from quiz.model import Confidence, Key, Mode, Outcome, Rating
from quiz.model.gist import Gist
from quiz.store import database, derive
from quiz.store.faults import Unreadable

_EVENTS = 2_000
"""Events that are read at once: some hundredths of a second, in which others wait."""

_EDGE = "SELECT time FROM review WHERE time > ? ORDER BY time LIMIT 1 OFFSET ?"

_SELECT = (
    "SELECT time, id, offset, day, bank, question, mode, outcome, confidence, rating, milliseconds"
    " FROM review "
)
# Indexes are named where SQLite would take another one, to have the order for nothing.
_LATER = "FROM review INDEXED BY review_target WHERE target IS NOT NULL"
_BY_TIME = (
    f"{_SELECT}INDEXED BY review_time WHERE event = 'review' AND number <= ? AND time > ? AND time <= ?"
)
_AHEAD = f"{_SELECT}WHERE event = 'review' AND +number <= ? AND time > ?"
_SINCE = (
    f"{_AHEAD} AND time <= ?"
    f" UNION {_SELECT}WHERE event = 'review' AND number <= ? AND number > ? AND +time <= ?"
)
"""Finds what has arrived since, and what was dated later then and is no more."""
_OF_QUESTION = (
    f"{_SELECT}WHERE event = 'review' AND +number <= ? AND +time <= ? AND bank = ? AND question = ?"
)

_BEARING = (
    "SELECT 1 FROM review AS event LEFT JOIN review AS target ON target.id = event.target"
    " WHERE event.number > ? AND event.number <= ? AND (event.event IN ('relink', 'fit')"
    " OR event.event = 'review' AND event.time <= ?"
    " OR target.number <= ? AND target.event NOT IN ('suspend', 'bury', 'flag', 'test')) LIMIT 1"
)
"""Finds what bears on earlier reviews, or comes among them."""

_Row: TypeAlias = tuple[str, str, int, str, str, str, str, str, str, int, int]
"""What _SELECT selects."""

Reading: TypeAlias = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""Gives the connection in a transaction of its own."""

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


class Reached(NamedTuple):
    """How far the log went at some time."""

    number: int
    """Of the event that had arrived last."""
    event: str
    """Its id."""
    time: str
    """The time of that event, after which few others are dated; of the latest, where many are."""


class Gists(Iterable[tuple[float, list[Gist]]]):
    """The reviews that count, in the order of (time, id), in portions, each with the share read by then.

    They are those of the log as it is at first: what is added meanwhile is left out. What later events say of
    a review is little, and looked up once for all. The few that are dated after the event that arrived last,
    as by a clock that was wrong, are not among them, but in `ahead`: what follows does not come after them.

    Args:
        reading: Gives the connection for one portion; other threads get their turn in between.
        banks: Only what counts for these banks; none means all.

    Raises:
        Unreadable: By going through them, too: a row makes no sense.
    """

    def __init__(self, reading: Reading, banks: Collection[str] = ()) -> None:
        self._reading = reading
        self._banks = banks
        with reading() as connection:
            self._look(connection)

    def _look(self, connection: sqlite3.Connection) -> None:
        voids = connection.execute(f"SELECT target {_LATER} AND event = 'void'")
        changes = connection.execute(
            f"SELECT id, target, outcome, rating {_LATER} AND event = 'change' ORDER BY time, id"
        )
        self._voided = {target for (target,) in voids}
        self._changed = {
            target: (outcome, rating) for id_, target, outcome, rating in changes if id_ not in self._voided
        }
        self._keys: dict[tuple[str, str], Key] = dict(derive.stored_aliases(connection).items())
        """The key that each question counts for, as far as it was met or is another."""
        self.reached = _reached(connection)
        """How far the log went then."""
        self.ahead = self._gists(connection, _AHEAD, self.reached.number, self.reached.time)
        """The reviews that are dated later, in the same order."""

    def __iter__(self) -> Iterator[tuple[float, list[Gist]]]:
        """Gives the portions."""
        banks = {*self._banks, *(bank for (bank, _), key in self._keys.items() if key.bank in self._banks)}
        among = f" AND bank IN ({', '.join('?' * len(banks))})" if banks else ""
        with self._reading() as connection:
            events = database.number(connection, "SELECT count(*) FROM review")
        after, read, end = "", 0, self.reached.time
        while after < end:
            with self._reading() as connection:
                # By time alone, so that reviews of one moment are never parted.
                edge = connection.execute(_EDGE, (after, _EVENTS - 1)).fetchone()
                until = min(edge[0], end) if edge else end
                found = self._gists(
                    connection, f"{_BY_TIME}{among} ORDER BY time", self.reached.number, after, until, *banks
                )
            read += _EVENTS
            yield min(1.0, read / events) if until < end else 1.0, found
            after = until

    def since(self, before: Reached) -> "tuple[list[Gist], list[Gist]] | None":
        """Returns the earlier reviews of the questions that were answered since or ahead, and those since.

        Args:
            before: How far the log went then.

        Returns:
            None where it must be read as a whole: it is another log, too much has arrived, or what has
            arrived bears on earlier reviews or is not later than all of them.
        """
        number, _, time = self.reached
        with self._reading() as connection:
            if not _goes_on(connection, before, self.reached):
                return None
            after = self._gists(connection, _SINCE, number, before.time, time, number, before.number, time)
            earlier = [
                row
                for source in self._sources({each.key for each in (*after, *self.ahead)})
                for row in connection.execute(_OF_QUESTION, (before.number, before.time, *source))
            ]
        return self._counting(earlier), after

    def _sources(self, keys: Collection[Key]) -> set[tuple[str, str]]:
        """Returns the keys under which reviews were recorded that count for these."""
        others = {source for source, key in self._keys.items() if key in keys}
        return others | {key for key in keys if self._keys.get(key, key) == key}

    def _gists(self, connection: sqlite3.Connection, sql: str, *values: str | int) -> list[Gist]:
        return self._counting(connection.execute(sql, values))

    def _counting(self, rows: Iterable[_Row]) -> list[Gist]:
        """Returns what counts of these reviews, as it was left, in the order of (time, id)."""
        banks, keys, voided, changed = self._banks, self._keys, self._voided, self._changed
        found: list[Gist] = []
        id_ = ""
        try:
            # To put the few reviews of one moment in the order of their ids takes SQLite a quarter of its
            # time, and Python next to none.
            for row in sorted(rows):
                time, id_, offset, day, bank, question, mode, outcome, confidence, rating, spent = row
                if id_ in voided:
                    continue
                if id_ in changed:
                    outcome, rating = changed[id_]
                key = keys.get((bank, question))
                if key is None:
                    key = Key(intern(bank), question)
                    keys[key] = key
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


def _reached(connection: sqlite3.Connection) -> Reached:
    for last in connection.execute("SELECT number, id, time FROM review ORDER BY number DESC LIMIT 1"):
        reached = Reached(*last)
        if connection.execute(_EDGE, (reached.time, _EVENTS)).fetchone() is None:
            return reached
        ((latest,),) = connection.execute("SELECT max(time) FROM review")
        return reached._replace(time=latest)
    return Reached(0, "", "")


def _goes_on(connection: sqlite3.Connection, before: Reached, now: Reached) -> bool:
    """Says whether sums up to a point hold for a later one, when what has arrived since is added."""
    there = connection.execute("SELECT 1 FROM review WHERE number = ? AND id = ?", before[:2]).fetchone()
    if there is None or now.number - before.number > _EVENTS or now.time < before.time:
        return False
    return (
        connection.execute(_BEARING, (before.number, now.number, before.time, before.number)).fetchone()
        is None
    )
