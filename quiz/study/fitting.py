"""FSRS's parameters, fitted to the learner's own reviews."""

from quiz import fitting
from quiz.fitting import Fitted
from quiz.model import Fit
from quiz.study.journal import Journal


class Fitting:
    """Fits FSRS's parameters, and has the schedule follow them.

    Args:
        journal: Where it is written down which parameters count.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def fit(self) -> Fitted:
        """Fits the parameters to all reviews; nothing is changed.

        Raises:
            QuizError: There are too few reviews, or the library that fits is not installed.
        """
        store = self._journal.store
        histories = (store.history(key) for key in store.memories())
        return fitting.fit(histories, store.parameters())

    def adopt(self, fitted: Fitted) -> None:
        """Has the whole schedule follow fitted parameters.

        Raises:
            ValueError: They foretell no better than those in use.
            NotSaved: Nothing was written.
        """
        if not fitted.better:
            raise ValueError("a worse fit is never adopted")
        self._journal.save(Fit(*self._journal.stamp(), fitted.parameters))

    def forget(self) -> bool:
        """Goes back to the parameters that were in use before the last fit; says whether there was one.

        Raises:
            NotSaved: Nothing was written.
        """
        fits = self._journal.store.fits()
        if fits:
            self._journal.undo(fits[-1].id)
        return bool(fits)
