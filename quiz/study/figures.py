"""The statistics of one learner: what is read, in which order, and what comes of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from quiz import memory, stats
from quiz.model import Key, Review
from quiz.stats import Days, Overview, Predictions, Present, Range, Report
from quiz.store import ProgressFile
from quiz.study.shelf import Shelf

_PORTION = 200
"""Questions whose history is read at once: some hundredths of a second, in which others wait."""

_HARDEST = 10


@dataclass(eq=False, slots=True)
class Figures:
    """Reads the statistics of these banks, or of all; to be made anew when something was answered.

    With no bank named, the days and the times hold every answer, those to questions that are gone included.
    `present` takes longer with many questions, `read` and `foretell` with many answers: they are fit to be
    called in a thread, and the two say how far they are. `report` has what was read to the end by then.
    """

    store: ProgressFile
    shelf: Shelf
    aside: Callable[[], Collection[Key]]
    """Returns what is suspended, or buried today."""
    overview: Overview
    """Where the learner stands with these banks."""
    jumped: Callable[[date], bool]
    """Says whether a day without answers was jumped over by travelling."""
    banks: Sequence[str] = ()
    """The ids of banks that are there; none means all."""
    _days: Days = field(default_factory=Days, init=False)
    _predictions: Predictions | None = field(default=None, init=False)

    def present(self) -> Present:
        """Returns where the learner stands now."""
        overview = self.overview
        questions = self.shelf.questions
        aside = self.aside()
        known = {
            key: held
            for key, held in self.store.memories().items()
            if key in questions and self._wanted(key) and key not in aside
        }
        hardest = self.store.most_forgotten(_HARDEST, lambda key: key in questions and self._wanted(key))
        dues = [held.due for held in known.values()]
        return Present(
            overview=overview,
            forecast=stats.forecast(dues, overview.today),
            target=memory.target(),
            first_return=max(overview.today, min(dues)) if dues else None,
            hardest=tuple((questions[each.key], each) for each in hardest),
        )

    def read(self) -> Iterator[float]:
        """Reads the log; after each portion gives how much is done, from 0 to 1."""
        found = Days()
        for share, histories in self._portions():
            for reviews in histories:
                found.add(reviews)
            yield share
        self._days = found

    def foretell(self) -> Iterator[float]:
        """Reads the log again, and works out what FSRS would have foretold; gives how much is done."""
        found = Predictions()
        parameters = self.store.parameters()
        for share, histories in self._portions():
            for reviews in histories:
                predicted = zip(reviews, memory.predictions(reviews, parameters), strict=True)
                found.add((review, likely) for review, likely in predicted if likely is not None)
            yield share
        self._predictions = found

    def _wanted(self, key: Key) -> bool:
        return not self.banks or key.bank in self.banks

    def _portions(self) -> Iterator[tuple[float, list[list[Review]]]]:
        keys = [key for key in self.store.answered() if self._wanted(key)]
        for start in range(0, len(keys), _PORTION):
            yield start / len(keys), self.store.histories(keys[start : start + _PORTION])

    def report(self, present: Present, span: Range) -> Report:
        """Returns the statistics of a range."""
        today = present.overview.today
        first = stats.first_day(span, self._days.begun, today)
        return Report(
            present=present,
            range=span,
            first=first,
            last=today,
            longest_streak=stats.longest_streak(self._days.tallies, self.jumped),
            calendar=stats.calendar(self._days, today),
            study_days=sum(first <= day <= today for day in self._days.tallies),
            total=self._days.total(first, today),
            periods=self._days.periods(first, today, stats.PERIODS),
            long_periods=self._days.periods(first, today, stats.LONG_PERIODS),
            foretold=self._predictions.total(first, today) if self._predictions else None,
        )

    def all_at_once(self, span: Range) -> Report:
        """Reads everything and returns the statistics of a range."""
        present = self.present()
        for _ in self.read():
            pass
        for _ in self.foretell():
            pass
        return self.report(present, span)
