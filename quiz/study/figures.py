"""The statistics of one learner: what is read, in which order, and what comes of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from quiz import memory, stats
from quiz.model import Key, Parameters, Rating
from quiz.model.gist import Gist
from quiz.stats import Days, Overview, Predictions, Present, Range, Report
from quiz.store import ProgressFile
from quiz.study.kept import Keeper, Kept
from quiz.study.shelf import Shelf

_HARDEST = 10

_MANY = 5_000
"""Events from which on sums are kept: fewer are read about as quickly as what is kept."""


@dataclass(eq=False, slots=True)
class Figures:
    """Reads the statistics of these banks, or of all; to be made anew when something was answered.

    With no bank named, the days and the times hold every answer, those to questions that are gone included.
    `present` takes longer with many questions, `read` with many answers: they are fit to be called in a
    thread, and `read` says how far it is. `report` has what was read to the end by then.
    """

    store: ProgressFile
    shelf: Shelf
    overview: Callable[[], Overview]
    """Returns where the learner stands with these banks."""
    jumped: Callable[[date], bool]
    """Says whether a day without answers was jumped over by travelling."""
    sums: str
    """The folder where sums of the log are kept, as long as no bank is named."""
    banks: Sequence[str] = ()
    """The ids of banks that are there; none means all."""
    _days: Days = field(default_factory=Days, init=False)
    _predictions: Predictions = field(default_factory=Predictions, init=False)
    _longest_streak: int = field(default=0, init=False)

    def present(self) -> Present:
        """Returns where the learner stands now."""
        overview = self.overview()
        questions = self.shelf.questions
        dues: Counter[date] = Counter()
        for row in overview.banks:
            dues.update(row.dues)
        hardest = self.store.most_forgotten(_HARDEST, lambda key: key in questions and self._wanted(key))
        return Present(
            overview=overview,
            forecast=stats.forecast(dues, overview.today),
            target=memory.target(),
            first_return=max(overview.today, min(dues)) if dues else None,
            hardest=tuple((questions[each.key], each) for each in hardest),
        )

    def read(self) -> Iterator[float]:
        """Reads what is not kept of the log; after each portion gives how much is done, from 0 to 1."""
        log = self.store.gists(self.banks)
        parameters = memory.effective(self.store.parameters())
        keeps = self.store.saves and not self.banks and log.reached.number >= _MANY
        keeper = Keeper(self.sums, self.store, parameters) if keeps else None
        kept = keeper.find() if keeper else None
        since = log.since(kept.reached) if kept else None
        sums = _Sums(parameters)
        if kept and since:
            earlier, later = since
            sums.add(earlier)
            # What these add is in the sums that are kept; which questions they are of is what is needed.
            sums.days.tallies, sums.predictions.days = kept.tallies, kept.foretold
            sums.add(later)
        else:
            for share, reviews in log:
                sums.add(reviews)
                yield share
        if keeper and (kept is None or kept.reached != log.reached):
            keeper.keep(Kept(log.reached, sums.days.tallies, sums.predictions.days))
        sums.add(log.ahead)
        self._days, self._predictions = sums.days, sums.predictions
        self._longest_streak = stats.longest_streak(sums.days.tallies, self.jumped)

    def _wanted(self, key: Key) -> bool:
        return not self.banks or key.bank in self.banks

    def report(self, present: Present, span: Range) -> Report:
        """Returns the statistics of a range."""
        today = present.overview.today
        first = stats.first_day(span, self._days.begun, today)
        return Report(
            present=present,
            range=span,
            first=first,
            last=today,
            longest_streak=self._longest_streak,
            calendar=stats.calendar(self._days, today),
            study_days=sum(first <= day <= today for day in self._days.tallies),
            total=self._days.total(first, today),
            periods=self._days.periods(first, today, stats.PERIODS),
            long_periods=self._days.periods(first, today, stats.LONG_PERIODS),
            foretold=self._predictions.total(first, today),
        )

    def all_at_once(self, span: Range) -> Report:
        """Reads everything and returns the statistics of a range."""
        present = self.present()
        for _ in self.read():
            pass
        return self.report(present, span)


class _Sums:
    """What is added up of the log.

    Args:
        parameters: Those of FSRS, by which it is foretold.
    """

    def __init__(self, parameters: Parameters) -> None:
        self.days = Days()
        self.predictions = Predictions()
        self._foretold = memory.foretelling(parameters)

    def add(self, reviews: Iterable[Gist]) -> None:
        """Adds reviews, those of a question in the order of (time, id)."""
        days, predictions, foretold = self.days, self.predictions, self._foretold
        for review in reviews:
            days.add(review)
            if review.schedules:
                rating, day = review.rating, review.day
                likely = foretold(review.key, rating, day)
                if likely is not None:
                    predictions.add(day, likely, recalled=rating is not Rating.AGAIN)
