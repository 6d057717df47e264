"""One learner's banks and progress: what there is to do, how they stand, and their sittings."""

from collections.abc import Iterable, Sequence
from functools import cached_property, partial

from quiz import paths
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Library, Question
from quiz.sitting import Sitting
from quiz.store import clock_warning
from quiz.study.sittings import Sittings

if TYPE_CHECKING:
    from quiz.exam import ExamPlan
    from quiz.model import Label, Review
    from quiz.stats import Overview
    from quiz.store import Miss
    from quiz.study.catalogue import Catalogue, Record, Standing
    from quiz.study.figures import Figures
    from quiz.study.fitting import Fitting
    from quiz.study.missed import Missed, Order


class Study(Sittings):
    """One learner's banks and progress, now: all that a front end calls."""

    _catalogue: "Catalogue | None" = None

    @cached_property
    def fitting(self) -> "Fitting":
        """The fitting of FSRS's parameters."""
        from quiz.study.fitting import Fitting

        return Fitting(self._journal)

    @property
    def library(self) -> Library:
        """The banks in use."""
        return self.shelf.library

    @property
    def warning(self) -> str:
        """What is odd about the clock; empty where nothing is."""
        return clock_warning(self._store.last_time(), self._clock())

    def begin_day(self) -> None:
        """Begins to keep the day's copy of the progress file, without waiting for it."""
        self._store.begin_day(self._clock())

    # What there is to do

    def overview(
        self,
        banks: Sequence[str] = (),
        planned: "ExamPlan | None" = None,
        most: int | None = None,
    ) -> "Overview":
        """Returns where the learner stands today with these banks, or with all.

        Args:
            banks: Their ids.
            planned: The plan for an exam over them, whose part for today then is what there is to do.
            most: After how many questions to leave it at that; what remains is looked up when this is called
                again. None to look up everything.

        Raises:
            QuizError: A bank is not there.
        """
        rows = tuple(self._standings.of(self.shelf.chosen(banks), self.today, most))
        return self._standings.overview(rows, self.library.problems, self._choosing.left(), planned)

    def misses(self, banks: Sequence[str] = (), order: "Order | None" = None) -> "list[Miss]":
        """Returns what is missed in these banks, or in all: certain and wrong first.

        Args:
            banks: Their ids.
            order: Of the others, and among those; None for the latest first.

        Raises:
            QuizError: A bank is not there.
        """
        from quiz.study import missed

        wanted = self.shelf.checked(banks)
        return missed.misses(self._store, self.shelf, self.labels, wanted, order or missed.Order.LATEST)

    def missed(self, misses: "Iterable[Miss]") -> "list[Missed]":
        """Returns what is worth knowing about what is missed, without what is right by now."""
        from quiz.study import missed

        return missed.missed(self._store, self.shelf, self.labels, (each.key for each in misses))

    def figures(self, banks: Sequence[str] = ()) -> "Figures":
        """Returns what reads the statistics of these banks, or of all.

        Raises:
            QuizError: A bank is not there.
        """
        from quiz.study.figures import Figures

        self.shelf.checked(banks)
        return Figures(
            self._store,
            self.shelf,
            partial(self.overview, banks),
            self._standings.jumped,
            paths.sums_cache(),
            tuple(banks),
        )

    def changed(self, question: Question) -> bool:
        """Says whether a question reads or is answered otherwise than at its last review."""
        return self._store.fingerprint(question.key) not in {None, question.fingerprint}

    def catalogue(self) -> "Catalogue":
        """Returns all questions, to be searched; the same object while they are the same."""
        from quiz.study.catalogue import Catalogue

        if self._catalogue is None or self._catalogue.of is not self.shelf.questions:
            self._catalogue = Catalogue(self.shelf.questions)
        return self._catalogue

    def standing(self) -> "Standing":
        """Returns how the learner stands with all questions."""
        from quiz.study.catalogue import Standing

        store, today = self._store, self.today
        labels: list[Label] = [*store.suspended(), *store.buried(today), *store.flagged()]
        return Standing.by(labels, store, today)

    def record(self, question: Question) -> "Record":
        """Returns all that is known of how the learner stands with one question."""
        from quiz.study.catalogue import Standing

        store, key = self._store, question.key
        standing = Standing.by(store.labels(key), store, self.today)
        return standing.record(key, store.history(key))

    def history(self, question: Question) -> "list[Review]":
        """Returns all reviews of a question, oldest first, as later changes left them."""
        return self._store.history(question.key)

    def missed_in(self, sitting: Sitting) -> "list[tuple[Question, Review]]":
        """Returns the questions that were missed in a sitting, each with its first review in it."""
        missed = sitting.missed
        reviews = self._store.reviews(answer.review for answer in missed)
        return [
            (sitting.queue.question(answer.key), reviews[answer.review])
            for answer in missed
            if answer.review in reviews
        ]
