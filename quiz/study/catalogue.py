"""Every question there is, searched and filtered, and how the learner stands with it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from quiz.model import Key, Memory, Question, Review
from quiz.plan import Selection
from quiz.search import Index
from quiz.sitting import Queue
from quiz.study.shelf import Questions


class State(StrEnum):
    """How the learner stands with a question; more than one may hold."""

    ANY = "all"
    NEW = "new"
    DUE = "due"
    MISSED = "missed"
    CERTAIN = "certain and wrong"
    SUSPENDED = "suspended"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of how the learner stands with one question."""

    memory: Memory | None
    """None where it is new."""
    suspended: bool
    buried: bool
    """For today."""
    note: str | None
    """Of its flag, which may be empty; None where it is not flagged."""
    history: Sequence[Review]
    """All its reviews, the oldest first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the learner stands with all questions."""

    today: date
    memories: Mapping[Key, Memory]
    missed: Mapping[Key, Review]
    """The last review of each question that was wrong or partly right in it."""
    suspended: Collection[Key]
    buried: Collection[Key]
    """Those that are left for today."""
    notes: Mapping[Key, str]
    """The note of every flagged question."""

    def aside(self, key: Key) -> bool:
        """Says whether a question is suspended, or buried today."""
        return key in self.suspended or key in self.buried

    def within(self, state: State) -> Callable[[Key], bool]:
        """Returns what says whether a question is in a state; what is put aside is not due, new or missed."""
        aside = {*self.suspended, *self.buried}
        match state:
            case State.ANY:
                return lambda _: True
            case State.NEW:
                known = {*self.memories, *aside}
                return lambda key: key not in known
            case State.DUE:
                due = {key for key, held in self.memories.items() if held.due <= self.today}
                return (due - aside).__contains__
            case State.MISSED:
                return (set(self.missed) - aside).__contains__
            case State.CERTAIN:
                certain = {key for key, last in self.missed.items() if last.certain_and_wrong}
                return (certain - aside).__contains__
            case State.SUSPENDED:
                return self.suspended.__contains__
            case State.FLAGGED:
                return self.notes.__contains__
            case _:
                assert_never(state)

    def record(self, key: Key, history: Sequence[Review]) -> Record:
        """Returns all that is known of one question, given its reviews, the oldest first."""
        return Record(
            self.memories.get(key),
            key in self.suspended,
            key in self.buried,
            self.notes.get(key),
            history,
        )


class Catalogue:
    """Every question there is; the questions are named by their positions.

    Args:
        of: The questions of all banks.
    """

    def __init__(self, of: Questions) -> None:
        self.of = of
        self.entries = list(of.entries())
        """What is known of each without reading it, in the order in which they are listed."""
        self.questions: Sequence[Question] = Queue((entry.key for entry in self.entries), of.__getitem__)
        """In the same order; each is read when it is looked at."""
        self.kinds = sorted({entry.kind for entry in self.entries})
        self.tags = sorted({tag for entry in self.entries for tag in entry.tags})
        self._index = Index(of.texts())

    def fitting(self, state: State, wanted: Selection, standing: Standing) -> Collection[int] | None:
        """Returns the questions in a state and of a selection; None where that leaves out none."""
        everything = wanted == Selection()
        if state is State.ANY and everything:
            return None
        within = standing.within(state)
        return {
            position
            for position, entry in enumerate(self.entries)
            if within(entry.key) and (everything or wanted.has(entry))
        }

    def find(self, query: str, fitting: Collection[int] | None = None) -> Sequence[int]:
        """Returns the questions that fit a query, the fittest first.

        Args:
            query: Words of the question, its answer or its tags; without any, all questions fit.
            fitting: The only questions to find; None where any will do.
        """
        found = self._index.find(query)
        return found if fitting is None else [each for each in found if each in fitting]
