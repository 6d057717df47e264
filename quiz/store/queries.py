"""What the rest of the program asks of an open progress file."""

import sqlite3
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from heapq import merge
from itertools import islice

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, NamedTuple
from quiz.model import Key
from quiz.store import database
from quiz.store.form import ASIDE

if TYPE_CHECKING:
    from quiz.model import Held

_UNNAMED = "~"
"""How the key of a question begins that its author gave no id; no id begins with it, or with what follows."""

_date = lru_cache(4096)(date.fromisoformat)
"""Of many questions, few days."""


class Mark(NamedTuple):
    """How far the log went at some time: the event that had arrived last."""

    number: int
    event: str


class Touched(NamedTuple):
    """What may be otherwise than at a mark."""

    mark: Mark
    """How far the log goes now."""
    banks: set[str] | None
    """The banks that what has arrived bears on; None where it may bear on all."""
    days: frozenset[date] = frozenset()
    """The study days of the answers that it bears on."""
    undone: bool = False
    """Says whether something was undone."""
    aside: bool = False
    """Says whether something was put aside, or taken back."""


def _names(connection: sqlite3.Connection, bank: str, where: str, *values: str) -> list[str]:
    """Returns questions of a bank that have been reviewed, without names that no question can have."""
    sql = f"SELECT {{}} FROM progress WHERE bank = ? {where}"
    # All names in one text: to hand over a row takes longer than to find it.
    together = sql.format("count(*), group_concat(question, char(10))")
    ((number, names),) = connection.execute(together, (bank, *values))
    found = str(names).split("\n") if number else []
    if len(found) != number:  # there is a line break in one, which no id of a question has
        each = connection.execute(sql.format("question"), (bank, *values))
        found = [name for (name,) in each if "\n" not in name]
    return found


def known(connection: sqlite3.Connection, bank: str) -> set[str]:
    """Returns the questions of a bank that have been reviewed, by the second half of their keys."""
    return set(_names(connection, bank, ""))


def number_known(connection: sqlite3.Connection, bank: str) -> int:
    """Returns how many questions of a bank have been reviewed."""
    return database.number(connection, "SELECT count(*) FROM progress WHERE bank = ?", bank)


def unnamed(connection: sqlite3.Connection, bank: str) -> set[str]:
    """Returns those of them that their author had given no id."""
    before = chr(ord(_UNNAMED) + 1)
    return set(_names(connection, bank, "AND question >= ? AND question < ?", _UNNAMED, before))


def held(connection: sqlite3.Connection, bank: str) -> "dict[str, Held]":
    """Returns what is held of each question of a bank that has been reviewed."""
    rows = connection.execute(
        "SELECT question, stability, day, due, missed IS NOT NULL FROM progress WHERE bank = ?", (bank,)
    )
    return {
        question: model.Held(stability, _date(day), _date(due), missed == 1)
        for question, stability, day, due, missed in rows
    }


def hard(connection: sqlite3.Connection, bank: str) -> list[str]:
    """Returns what is missed in a bank, or was forgotten more than once, by the second half of the keys."""
    return _names(connection, bank, "AND (missed IS NOT NULL OR lapses > 1)")


def missed_in(connection: sqlite3.Connection, bank: str) -> set[str]:
    """Returns what is missed in a bank, by the same halves."""
    return set(_names(connection, bank, "AND missed IS NOT NULL"))


def due_in(connection: sqlite3.Connection, day: date, bank: str) -> list[str]:
    """Returns what is due in a bank, by the second half of the keys."""
    return _names(connection, bank, "AND due <= ?", day.isoformat())


def number_due(connection: sqlite3.Connection, day: date, banks: Collection[str]) -> dict[str, int]:
    """Returns how many questions are due and not put aside in each of these banks."""
    if not banks:
        return {}
    named = {"day": day.isoformat()}
    left = connection.execute(
        f"SELECT bank, count(*) FROM (SELECT DISTINCT * FROM ({ASIDE}))"
        " JOIN progress USING (bank, question) WHERE due <= :day GROUP BY bank",
        named,
    )
    less: dict[str, int] = dict(left)
    counted = "SELECT count(*) FROM progress WHERE bank = ? AND due <= ?"
    return {
        bank: database.number(connection, counted, bank, named["day"]) - less.get(bank, 0) for bank in banks
    }


def due(
    connection: sqlite3.Connection,
    day: date,
    banks: Collection[str] | None,
    wanted: Callable[[Key], bool] | None,
    number: int | None,
) -> list[Key]:
    """Returns so many wanted questions that are due and not put aside, the longest due first."""
    # In the order of an index, so that no more rows are read than are wanted.
    sql = "SELECT due, bank, question FROM progress WHERE due <= ? {} ORDER BY due, bank, question"
    rows: Iterable[tuple[str, str, str]]
    if banks is None:
        rows = connection.execute(sql.format(""), (day.isoformat(),))
    else:
        one = sql.format("AND bank = ?")
        rows = merge(*(connection.execute(one, (day.isoformat(), bank)) for bank in set(banks)))
    left = aside(connection, day)
    keys = (Key(bank, question) for _, bank, question in rows)
    return list(islice(filter(wanted, (key for key in keys if key not in left)), number))


def aside(connection: sqlite3.Connection, day: date) -> set[Key]:
    """Returns the questions that are suspended, or buried for a study day, under their present keys."""
    return set(map(Key._make, connection.execute(ASIDE, {"day": day.isoformat()})))


def fingerprint(connection: sqlite3.Connection, key: Key) -> str | None:
    """Returns the fingerprint of a question at its last review; None for a new one."""
    rows = connection.execute(
        "SELECT fingerprint FROM progress JOIN review ON review.number = progress.last"
        " WHERE progress.bank = ? AND progress.question = ?",
        key,
    )
    return next((str(found) for (found,) in rows), None)


_TOUCHED = (
    "WITH RECURSIVE bearing (event, day, bank, question, target) AS ("
    " SELECT event, day, bank, question, target FROM review WHERE number > ? UNION"
    " SELECT review.event, review.day, review.bank, review.question, review.target"
    " FROM bearing JOIN review ON review.id = bearing.target)"
    " SELECT DISTINCT bearing.event, bearing.day, coalesce(new_bank, bearing.bank) FROM bearing"
    " LEFT JOIN alias ON alias.bank = bearing.bank AND alias.question = bearing.question"
)
"""The events that have arrived, and all that they change or undo."""


def touched(connection: sqlite3.Connection, mark: Mark | None) -> Touched:
    """Returns what may be otherwise than at a mark."""
    last = "SELECT number, id FROM review ORDER BY number DESC LIMIT 1"
    now = next((Mark(*row) for row in connection.execute(last)), Mark(0, ""))
    if now == mark:
        return Touched(now, set())
    # Another file may have taken the place of the one that was marked.
    there = "SELECT 1 FROM review WHERE number = ? AND id = ?"
    if mark is None or (mark.number and connection.execute(there, mark).fetchone() is None):
        return Touched(now, None)
    found = connection.execute(_TOUCHED, (mark.number,)).fetchall()
    if any(event in {"relink", "fit"} for event, *_ in found):
        return Touched(now, None)
    return Touched(
        now,
        {bank for _, _, bank in found if bank is not None},
        frozenset(date.fromisoformat(day) for event, day, _ in found if event == "review"),
        any(event == "void" for event, *_ in found),
        any(event in {"suspend", "bury"} for event, *_ in found),
    )


def answers(connection: sqlite3.Connection, day: date) -> int:
    """Returns how many reviews of a study day count."""
    return database.number(connection, "SELECT count(*) FROM effective WHERE day = ?", day.isoformat())


def begun(connection: sqlite3.Connection, day: date) -> int:
    """Returns of how many questions the first review that moves the schedule is of a study day."""
    return database.number(connection, "SELECT count(*) FROM progress WHERE begun = ?", day.isoformat())


def repeated(connection: sqlite3.Connection, day: date) -> int:
    """Returns how many questions were studied on a day and known before."""
    return database.number(
        connection,
        "SELECT count(*) FROM (SELECT DISTINCT coalesce(new_bank, effective.bank) AS bank,"
        " coalesce(new_question, effective.question) AS question FROM effective"
        " LEFT JOIN alias ON alias.bank = effective.bank AND alias.question = effective.question"
        " WHERE effective.day = ?1 AND mode = 'study')"
        " JOIN progress USING (bank, question) WHERE begun <> ?1",
        day.isoformat(),
    )


def latest_days(connection: sqlite3.Connection, day: date) -> set[date]:
    """Returns the study days with answers that count up to one, back to where two in a row have none."""
    # A plain DISTINCT reads the whole index; this jumps from day to day.
    latest = "SELECT max(day) FROM review WHERE event = 'review' AND day {} AND day >= date({}, '-2 days')"
    rows = connection.execute(
        f"WITH RECURSIVE found (day) AS ({latest.format('<= ?1', '?1')}"
        f" UNION ALL SELECT ({latest.format('< found.day', 'found.day')}) FROM found"
        " WHERE found.day IS NOT NULL)"
        " SELECT day FROM found"
        " WHERE EXISTS (SELECT 1 FROM effective WHERE effective.day = found.day)",
        (day.isoformat(),),
    )
    return {date.fromisoformat(day) for (day,) in rows}


def edge(connection: sqlite3.Connection, day: date, *, last: bool) -> datetime | None:
    """Returns the moment of the first answer of a study day that counts, or of the last."""
    order = "DESC" if last else "ASC"
    rows = connection.execute(
        "SELECT time, offset FROM review WHERE event = 'review' AND day = ?"
        " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = review.id AND void.event = 'void')"
        f" ORDER BY time {order}, id {order} LIMIT 1",
        (day.isoformat(),),
    )
    for time, offset in rows:
        return datetime.fromisoformat(time).astimezone(timezone(timedelta(minutes=offset)))
    return None


def last_time(connection: sqlite3.Connection) -> datetime | None:
    """Returns the time of the latest event, in UTC; None while there is none."""
    ((time,),) = connection.execute("SELECT max(time) FROM review")
    return datetime.fromisoformat(time) if time else None
