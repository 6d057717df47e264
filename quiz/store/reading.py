"""What is read of an open progress file."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from quiz import store
from quiz.lean_typing import TYPE_CHECKING
from quiz.store import queries
from quiz.store.database import Database

if TYPE_CHECKING:
    from quiz.model import (
        Brief,
        Bury,
        Event,
        Fit,
        Flag,
        HandedIn,
        Held,
        Key,
        Label,
        Memory,
        Parameters,
        Progress,
        Review,
        Suspend,
    )
    from quiz.store import Mark, Miss, Touched
    from quiz.store.gists import Gists

_PAGE = 1000
"""Events read at once while going through the log."""


class Reading:
    """Reads a progress file: each call sees one state of it.

    Args:
        opened: The file.

    Raises:
        ProgressError: By every method, when the file cannot be read.
    """

    def __init__(self, opened: Database) -> None:
        self._database = opened

    @cached_property
    def device(self) -> str:
        """A random name of this file, given when it was made; every review says which file it was made in."""
        with self._database.reading() as connection:
            ((name,),) = connection.execute("SELECT value FROM meta WHERE name = 'device'")
            return str(name)

    def progress(self, key: "Key") -> "Progress | None":
        """Returns the progress of a question; None for a new one."""
        with self._database.reading() as connection:
            return store.progress.of(connection, key)

    def briefs(self, keys: "Iterable[Key]") -> "list[Brief | None]":
        """Returns what a list says of each of these questions; None for a new one."""
        with self._database.reading() as connection:
            return store.progress.briefs(connection, keys)

    def aside(self, day: date) -> "set[Key]":
        """Returns the questions that are suspended, or buried for a study day, under their present keys."""
        with self._database.reading() as connection:
            return queries.aside(connection, day)

    def fingerprint(self, key: "Key") -> str | None:
        """Returns the fingerprint that a question had at its last review; None for a new one."""
        with self._database.reading() as connection:
            return queries.fingerprint(connection, key)

    def memories(self) -> "dict[Key, Memory]":
        """Returns the memory of every question that has been reviewed."""
        with self._database.reading() as connection:
            return store.progress.memories(connection)

    def known(self, bank: str) -> set[str]:
        """Returns the questions of a bank that have been reviewed, by the second half of their keys."""
        with self._database.reading() as connection:
            return queries.known(connection, bank)

    def number_known(self, banks: Iterable[str]) -> dict[str, int]:
        """Returns how many questions of each of these banks have been reviewed; quicker than `known`."""
        with self._database.reading() as connection:
            return {bank: queries.number_known(connection, bank) for bank in banks}

    def unnamed(self, banks: Iterable[str]) -> dict[str, set[str]]:
        """Returns those of them that their author had given no id, of each of these banks that has such."""
        with self._database.reading() as connection:
            found = ((bank, queries.unnamed(connection, bank)) for bank in banks)
            return {bank: names for bank, names in found if names}

    def held(self, bank: str) -> "dict[str, Held]":
        """Returns what figures need of each question of a bank that has been reviewed, by the same halves."""
        with self._database.reading() as connection:
            return queries.held(connection, bank)

    def hard(self, banks: Iterable[str]) -> dict[str, list[str]]:
        """Returns what is missed, or was forgotten more than once, in each of these banks that has such."""
        with self._database.reading() as connection:
            found = ((bank, queries.hard(connection, bank)) for bank in banks)
            return {bank: names for bank, names in found if names}

    def touched(self, mark: "Mark | None") -> "Touched":
        """Returns what may be otherwise than at a mark that an earlier call returned; None at first."""
        with self._database.reading() as connection:
            return queries.touched(connection, mark)

    def due(
        self,
        day: date,
        banks: Collection[str] | None = None,
        wanted: "Callable[[Key], bool] | None" = None,
        number: int | None = None,
    ) -> "list[Key]":
        """Returns the questions due on a study day or before and not put aside, the longest due first.

        Args:
            day: The study day.
            banks: Only of these banks; None for all.
            wanted: Says whether a question counts; None where all do.
            number: How many at most; None for all.
        """
        with self._database.reading() as connection:
            return queries.due(connection, day, banks, wanted, number)

    def due_in(self, day: date, banks: Iterable[str]) -> dict[str, list[str]]:
        """Returns all that is due in each of these banks on a study day or before, put aside or not.

        Questions are named by the second halves of their keys; a bank without any is left out. Quicker than
        `due` where many are due.
        """
        with self._database.reading() as connection:
            found = ((bank, queries.due_in(connection, day, bank)) for bank in banks)
            return {bank: names for bank, names in found if names}

    def number_due(self, day: date, banks: Collection[str]) -> dict[str, int]:
        """Returns how many questions are due in each of these banks on a study day or before, not put aside.

        Those count, too, that were taken away from the bank's file.
        """
        with self._database.reading() as connection:
            return queries.number_due(connection, day, banks)

    def misses(self) -> "list[Miss]":
        """Returns the questions that are missed, the latest first."""
        with self._database.reading() as connection:
            return store.misses.every(connection)

    def missed(self, keys: "Iterable[Key]") -> "list[tuple[Progress, Review, int, int]]":
        """Returns how those of these questions that are missed were, in this order.

        Returns:
            The progress; the first review that was not right, of the last sitting in which there is one; how
            many of the question's reviews were wrong or partly right; and in how many of those the response
            was that of the miss.
        """
        with self._database.reading() as connection:
            return store.misses.how(connection, keys)

    def times_missed(self) -> "dict[Key, int]":
        """Returns how many reviews of each question that is missed were wrong or partly right."""
        with self._database.reading() as connection:
            return store.misses.times(connection)

    def missed_in(self, bank: str) -> set[str]:
        """Returns what is missed in a bank, by the second halves of the keys."""
        with self._database.reading() as connection:
            return queries.missed_in(connection, bank)

    def certain_in(self, bank: str) -> set[str]:
        """Returns what was wrong in a bank though the learner was certain, by the same halves."""
        with self._database.reading() as connection:
            return store.misses.certain_in(connection, bank)

    def most_forgotten(self, number: int, wanted: "Callable[[Key], bool]") -> "list[Progress]":
        """Returns the questions with the most lapses, of those that are wanted, the one with most first.

        Args:
            number: How many at most; a question without lapses is none of them.
            wanted: Says whether a question counts.
        """
        with self._database.reading() as connection:
            return store.events.most_forgotten(connection, number, wanted)

    def history(self, key: "Key") -> "list[Review]":
        """Returns the reviews that count for a question, oldest first, as later changes left them."""
        with self._database.reading() as connection:
            return store.derive.history(connection, key)

    def answered(self) -> "list[Key]":
        """Returns the questions that were ever answered, in order, those of banks that are gone included."""
        with self._database.reading() as connection:
            return store.derive.keys(connection)

    def histories(self, keys: "Sequence[Key]") -> "list[list[Review]]":
        """Returns the `history` of each of these questions that has one.

        To be asked for some hundreds that follow each other in the order of `answered`: it is quickest so,
        and other threads get their turn in between.
        """
        with self._database.reading() as connection:
            return store.derive.histories(connection, keys)

    def gists(self, banks: Collection[str] = ()) -> "Gists":
        """Returns what figures need of all reviews that count, to be gone through in portions.

        Args:
            banks: Only what counts for these banks; none means all.
        """
        from quiz.store.gists import Gists

        return Gists(self._database.reading, banks)

    def reviews(self, ids: Iterable[str]) -> "dict[str, Review]":
        """Returns reviews by their ids, as later changes left them, without those that were undone."""
        with self._database.reading() as connection:
            return store.events.reviews(connection, ids)

    def parameters(self) -> "Parameters | None":
        """Returns FSRS's parameters that were fitted to the learner; None for FSRS's own."""
        with self._database.reading() as connection:
            return store.derive.parameters(connection)

    def fits(self) -> "list[Fit]":
        """Returns the fits of parameters that were not undone, oldest first; the last one counts."""
        with self._database.reading() as connection:
            return store.events.fits(connection)

    def suspended(self) -> "list[Suspend]":
        """Returns what was suspended and not undone, under the keys that count now, oldest first."""
        with self._database.reading() as connection:
            return store.events.suspended(connection)

    def buried(self, day: date) -> "list[Bury]":
        """Returns what was buried for a study day and not undone, likewise."""
        with self._database.reading() as connection:
            return store.events.buried(connection, day)

    def flagged(self) -> "list[Flag]":
        """Returns what was flagged and not undone, likewise; the last of each question counts."""
        with self._database.reading() as connection:
            return store.events.flagged(connection)

    def labels(self, key: "Key") -> "list[Label]":
        """Returns what was put on one question and not undone, buried for any day, oldest first."""
        with self._database.reading() as connection:
            return store.events.labels(connection, key)

    def tests(self) -> "list[HandedIn]":
        """Returns the tests that were handed in and not undone, oldest first."""
        with self._database.reading() as connection:
            return store.events.tests(connection)

    def test_reviews(self, sitting: str) -> "list[Review]":
        """Returns the reviews of a test that count, under their own keys, oldest first."""
        with self._database.reading() as connection:
            return store.events.test_reviews(connection, sitting)

    def answers(self, day: date) -> int:
        """Returns how many answers were given on a study day and not undone."""
        with self._database.reading() as connection:
            return queries.answers(connection, day)

    def begun(self, day: date) -> int:
        """Returns how many questions were first answered on a study day in a sitting that schedules them."""
        with self._database.reading() as connection:
            return queries.begun(connection, day)

    def repeated(self, day: date) -> int:
        """Returns how many questions were studied on a study day and known before."""
        with self._database.reading() as connection:
            return queries.repeated(connection, day)

    def latest_days(self, day: date) -> set[date]:
        """Returns the study days with answers that were not undone, up to one and back to a gap of two.

        Days before the gap may be among them.
        """
        with self._database.reading() as connection:
            return queries.latest_days(connection, day)

    def edge(self, day: date, *, last: bool) -> datetime | None:
        """Returns the moment of the first or last answer of a study day, by the learner's clock.

        What was undone is none; None where there is no other.

        Args:
            day: The study day.
            last: Says which of the two.
        """
        with self._database.reading() as connection:
            return queries.edge(connection, day, last=last)

    # The log

    def log(self) -> "Iterator[Event]":
        """Gives every event in the order of (time, id)."""
        time = event_id = ""
        while page := self._page(time, event_id):
            yield from page
            time, event_id = store.codec.encode_time(page[-1].time), page[-1].id

    def _page(self, time: str, event_id: str) -> "list[Event]":
        with self._database.reading() as connection:
            return store.events.page(connection, time, event_id, _PAGE)

    def ahead(self, now: datetime) -> "list[Review]":
        """Returns the reviews, not undone, that are dated more than a day later than now, oldest first.

        A clock that was wrong has made them, and they push their questions' due dates away.
        """
        with self._database.reading() as connection:
            return store.events.ahead(connection, now + timedelta(days=1))

    def last_time(self) -> datetime | None:
        """Returns the time of the latest event, in UTC; None while there is none."""
        with self._database.reading() as connection:
            return queries.last_time(connection)
