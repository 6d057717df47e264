"""What a learner puts on a question: suspended, buried for today, flagged with a note."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from quiz import model
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Key, Question
from quiz.study.journal import Journal
from quiz.study.shelf import Shelf

if TYPE_CHECKING:
    from quiz.model import Flag, Label
    from quiz.store import Mark


class Labels:
    """Puts labels on questions and takes them off.

    Args:
        shelf: The banks in use.
        journal: Where it is written down.
        today: Returns the learner's study day.
    """

    def __init__(self, shelf: Shelf, journal: Journal, today: Callable[[], date]) -> None:
        self._shelf = shelf
        self._journal = journal
        self._today = today
        self._aside: tuple[Mark | None, date | None, Collection[Key]] = None, None, ()
        """What was put aside when the log went so far, on a study day."""

    def suspend(self, key: Key) -> str:
        """Takes a question out of everything that is planned; returns the event's id, for undo.

        Raises:
            NotSaved: Nothing was written; likewise all that follows.
        """
        event = model.Suspend(*self._journal.stamp(), key)
        self._journal.save(event)
        return event.id

    def resume(self, key: Key) -> None:
        """Takes a suspended question back in."""
        self._undo(each for each in self._journal.store.suspended() if each.key == key)

    def bury(self, key: Key) -> str:
        """Takes a question out of everything that is planned today; returns the event's id, for undo."""
        event = model.Bury(*self._journal.stamp(), key, self._today())
        self._journal.save(event)
        return event.id

    def unbury(self, key: Key) -> None:
        """Takes a question back in that was buried today."""
        self._undo(each for each in self._journal.store.buried(self._today()) if each.key == key)

    def flag(self, key: Key, note: str = "") -> None:
        """Flags a question, or gives its flag another note."""
        event = model.Flag(*self._journal.stamp(), key, note)
        self._journal.save(event)

    def unflag(self, key: Key) -> None:
        """Takes the flag off a question."""
        self._undo(each for each in self._journal.store.flagged() if each.key == key)

    def take_back(self, event: str) -> None:
        """Undoes one suspension or burial, by the id that was returned then."""
        self._journal.undo(event)

    def _undo(self, events: "Iterable[Label]") -> None:
        targets = [event.id for event in events]
        if targets:
            self._journal.undo(*targets)

    # What there is

    def aside(self) -> Collection[Key]:
        """Returns the questions that are suspended, or buried today; looked up when they may be others."""
        store, today = self._journal.store, self._today()
        mark, day, aside = self._aside
        touched = store.touched(mark)
        if day != today or touched.banks is None or touched.aside:
            aside = frozenset(store.aside(today))
        self._aside = touched.mark, today, aside
        return aside

    def suspended(self) -> list[Question]:
        """Returns the suspended questions, the last one first."""
        keys = dict.fromkeys(each.key for each in reversed(self._journal.store.suspended()))
        return [self._shelf.questions[key] for key in keys if key in self._shelf.questions]

    def buried(self) -> list[Question]:
        """Returns the questions that were buried today, the last one first."""
        keys = dict.fromkeys(each.key for each in reversed(self._journal.store.buried(self._today())))
        return [self._shelf.questions[key] for key in keys if key in self._shelf.questions]

    def notes(self) -> dict[Key, str]:
        """Returns the note of every flagged question."""
        return {each.key: each.note for each in self._journal.store.flagged()}

    def flagged(self) -> "list[tuple[Question, Flag]]":
        """Returns the flagged questions, the last one first."""
        flags = {each.key: each for each in self._journal.store.flagged()}
        latest = sorted(flags.values(), key=lambda flag: flag.time, reverse=True)
        return [
            (self._shelf.questions[flag.key], flag) for flag in latest if flag.key in self._shelf.questions
        ]
