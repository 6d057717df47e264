"""Fitting FSRS's parameters to the learner's own log, and saying whether they are any better.

The earlier part of the log trains, the later part judges. What is judged is what would be used: recall as
`quiz.memory` predicts it. Training is fsrs-rs's, which comes with the extra `fit`.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean, stdev

from quiz import memory
from quiz.errors import QuizError
from quiz.lean_typing import NamedTuple
from quiz.model import Parameters, Rating, Review

ENOUGH = 400
"""Reviews of a later study day that a fit takes. With fewer, a fit is worse on average than FSRS's own
parameters (measured on simulated learners, docs/fitting.md)."""

_TRAINING = 2 / 3
"""The part of these reviews, from the earliest on, that trains; the rest judges."""

_SIGMAS = 1.645
"""Standard errors by which a gain must exceed none: by luck alone, one fit in twenty does."""

_SURE = 0.9999
"""A prediction counts as no surer than this, so that one surprise does not decide a comparison."""

_DIGITS = 4
"""Decimals of a parameter, as FSRS publishes its own. fsrs-rs calculates in single precision: its 0.8 is a
little above the 0.8 that FSRS allows."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parameters that were fitted, and how well they foretell reviews that they were not fitted to.

    A log loss is the mean of -ln(p), where p, from 0 to 1, is the probability that was given to what
    happened. Lower is better; always saying 50% has 0.693.
    """

    parameters: Parameters
    reviews: int
    """Reviews that were fitted to."""
    held_out: int
    """Later reviews that were kept apart, to judge by."""
    before: float
    """Log loss of the held-out reviews with the parameters in use."""
    after: float
    """Log loss of the held-out reviews with the fitted parameters."""
    noise: float
    """Standard error of the difference between the two."""

    @property
    def better(self) -> bool:
        """Says whether the fitted parameters foretell the held-out reviews better, by more than luck."""
        return self.before - self.after > _SIGMAS * self.noise


class _Trial(NamedTuple):
    """A review on a later study day than the one before it: it shows what was remembered."""

    review: Review
    taught: tuple[tuple[int, int], ...]
    """The rating of each review up to this one, and the study days since the one before."""
    predicted: float
    """The probability of recall, from 0 to 1, just before."""

    @property
    def loss(self) -> float:
        recall = min(max(1 - _SURE, self.predicted), _SURE)
        return -math.log(1 - recall if self.review.rating is Rating.AGAIN else recall)


def fit(histories: Iterable[Sequence[Review]], current: Parameters | None) -> Fitted:
    """Returns parameters fitted to the earlier reviews, judged by the later ones.

    The same reviews give the same parameters.

    Args:
        histories: The reviews of each question in the order of (time, id), as later changes left them and
            without voided ones. Those that leave the schedule as it was are passed over.
        current: The parameters in use; None for FSRS's own.

    Raises:
        QuizError: There are too few reviews, or the extra `fit` is not installed.
    """
    histories = [[review for review in history if review.mode.schedules] for history in histories]
    trials = _trials(histories, current)
    if len(trials) < ENOUGH:
        raise _too_few(ENOUGH - len(trials))
    cut = round(len(trials) * _TRAINING)
    parameters = _train(trials[:cut])
    before = [trial.loss for trial in trials[cut:]]
    after = [trial.loss for trial in _trials(histories, parameters)[cut:]]
    gains = [old - new for old, new in zip(before, after, strict=True)]
    noise = stdev(gains) / math.sqrt(len(gains))
    return Fitted(parameters, cut, len(gains), fmean(before), fmean(after), noise)


def _trials(histories: Iterable[Sequence[Review]], parameters: Parameters | None) -> list[_Trial]:
    """Returns the reviews that show what was remembered, in order of time."""
    found = chain.from_iterable(_retraced(history, parameters) for history in histories)
    return sorted(found, key=lambda trial: (trial.review.time, trial.review.id))


def _retraced(history: Sequence[Review], parameters: Parameters | None) -> Iterator[_Trial]:
    """Yields what was predicted for each review of a question that came on a later study day."""
    taught: tuple[tuple[int, int], ...] = ()
    last = None
    for review in history:
        now = memory.rate(last, review.rating, review.day, parameters)
        days = (now.day - last.day).days if last else 0
        taught += ((review.rating, days),)
        if last and days:
            yield _Trial(review, taught, memory.recall(last, review.day, parameters))
        last = now


def _train(trials: Sequence[_Trial]) -> Parameters:
    """Returns the parameters that fsrs-rs fits; in order of time, as it gives late ones a greater weight."""
    try:
        from fsrs_rs_python import FSRS, FSRSItem, FSRSReview
    except ImportError as error:
        raise QuizError(
            "Fitting needs fsrs-rs-python, which is not installed.",
            "Install it: pip install 'tillerson-quiz[fit]', or uv tool install 'tillerson-quiz[fit]', "
            "or pipx inject tillerson-quiz fsrs-rs-python.",
        ) from error
    items = [FSRSItem([FSRSReview(rating, days) for rating, days in trial.taught]) for trial in trials]
    return tuple(round(parameter, _DIGITS) for parameter in FSRS([]).compute_parameters(items))


def _too_few(missing: int) -> QuizError:
    return QuizError(
        f"Too few reviews to fit to: {missing} more {'is' if missing == 1 else 'are'} needed.",
        "What counts is a review on a later study day than the one before it of the same question. "
        "Until then FSRS's own parameters, made from many learners, do well.",
    )
