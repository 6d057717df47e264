"""Every question there is, searched and filtered, and how the learner stands with it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quiz.lean_typing import Self, assert_never, overload
from quiz.model import Brief, Bury, Flag, Key, Label, Memory, Question, Review, Selection, Suspend
from quiz.plan import by_bank
from quiz.portions import Growing, Portions, quietly
from quiz.search import Index
from quiz.store import ProgressFile
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
    """How the learner stands with all questions; looked up of those that are asked for."""

    store: ProgressFile
    today: date
    suspended: Collection[Key]
    buried: Collection[Key]
    """Those that are left for today."""
    notes: Mapping[Key, str]
    """The note of every flagged question."""

    @classmethod
    def by(cls, labels: Iterable[Label], store: ProgressFile, today: date) -> Self:
        """Returns how the learner stands by what was put on questions, the oldest first."""
        suspended: set[Key] = set()
        buried: set[Key] = set()
        notes: dict[Key, str] = {}
        for each in labels:
            match each:
                case Suspend():
                    suspended.add(each.key)
                case Bury():
                    buried.update({each.key} if each.day == today else ())
                case Flag():
                    notes[each.key] = each.note
                case _ as never:
                    assert_never(never)
        return cls(store, today, suspended, buried, notes)

    def aside(self, key: Key) -> bool:
        """Says whether a question is suspended, or buried today."""
        return key in self.suspended or key in self.buried

    def within(self, state: State, bank: str) -> Callable[[str], bool]:
        """Returns what says whether a question of a bank, by the second half of its key, is in a state.

        What is put aside is not due, new or missed.
        """
        match state:
            case State.ANY:
                return lambda _: True
            case State.SUSPENDED:
                return lambda name: Key(bank, name) in self.suspended
            case State.FLAGGED:
                return lambda name: Key(bank, name) in self.notes
            case State.NEW:
                known = self.store.known(bank)
                return lambda name: name not in known and not self.aside(Key(bank, name))
            case State.DUE:
                found = set(self.store.due_in(self.today, [bank]).get(bank, ()))
            case State.MISSED:
                found = self.store.missed_in(bank)
            case State.CERTAIN:
                found = self.store.certain_in(bank)
            case _:
                assert_never(state)
        return lambda name: name in found and not self.aside(Key(bank, name))

    def briefs(self, keys: Iterable[Key]) -> list[Brief | None]:
        """Returns what a list says of each of these questions; None for a new one."""
        return self.store.briefs(keys)

    def record(self, key: Key, history: Sequence[Review]) -> Record:
        """Returns all that is known of one question, given its reviews, the oldest first."""
        progress = self.store.progress(key)
        return Record(
            None if progress is None else progress.memory,
            key in self.suspended,
            key in self.buried,
            self.notes.get(key),
            history,
        )


class _InOrder(Sequence[Question]):
    """Every question by its position; each is read when it is looked at."""

    def __init__(self, of: Questions) -> None:
        self._of = of

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> list[Question]: ...
    def __getitem__(self, index: int | slice) -> Question | list[Question]:
        positions = range(len(self))[index]
        return self._of.at(positions) if isinstance(positions, int) else list(map(self._of.at, positions))


_PORTION = 5_000
"""Questions that are looked up at once among those that fit: a fraction of a millisecond."""


class Catalogue:
    """Every question there is; the questions are named by their positions.

    Args:
        of: The questions of all banks.
    """

    def __init__(self, of: Questions) -> None:
        self.of = of
        self.questions: Sequence[Question] = _InOrder(of)
        """In the order in which they are listed; each is read when it is looked at."""
        self._index = Index(of.texts())

    def prepare(self) -> Portions[None]:
        """Does ahead, in portions, what the first searches need."""
        yield from self._index.prepare()
        for _, bank in self.of.placed(()):
            if bank.questions:
                bank.questions.entry(0)  # reads what is known of all questions of the bank
            yield

    def fitting(self, state: State, wanted: Selection, standing: Standing) -> Portions[Collection[int]]:
        """Returns, in portions, the questions in a state and of a selection."""
        if state is State.ANY and wanted == Selection():
            return range(len(self.questions))
        fitting: set[int] = set()
        for start, bank in self.of.placed(wanted.banks):
            places = bank.questions.places
            names = bank.questions.selected(wanted.kinds, wanted.tags)
            fitting.update(start + places[name] for name in filter(standing.within(state, bank.id), names))
            yield
        return fitting

    def search(self, query: str, fitting: Collection[int]) -> Growing[Sequence[int]]:
        """Returns, in portions, the questions that fit a query, the fittest first.

        Args:
            query: Words of the question, its answer or its tags; without any, all questions fit.
            fitting: The only questions to find.
        """
        if len(fitting) == len(self.questions):
            return (yield from self._among_all(query))
        found = yield from quietly(self._among_all(query))
        kept: list[int] = []
        for begin in range(0, len(found), _PORTION):
            kept += filter(fitting.__contains__, found[begin : begin + _PORTION])
            yield None
        return kept

    def practised(self, found: Sequence[int], state: State, standing: Standing) -> dict[str, list[str]]:
        """Returns the questions to practise among those that were found in a state.

        What is put aside is left out, but where it is asked for.

        Returns:
            The second halves of their keys by the first; a bank without any is left out.
        """
        names = self.of.names(found)
        aside = by_bank([] if state is State.SUSPENDED else [*standing.suspended, *standing.buried])
        for bank in aside.keys() & names:
            left = set(aside[bank])
            names[bank] = [name for name in names[bank] if name not in left]
        return {bank: some for bank, some in names.items() if some}

    def _among_all(self, query: str) -> Growing[Sequence[int]]:
        return (yield from self._index.search(query)) if query.strip() else range(len(self.questions))
