"""How the questions themselves do: figures for their author, of one learner or of many."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import sqrt

from quiz.model import (
    Choice,
    Chosen,
    Key,
    Kind,
    Mode,
    Question,
    Response,
    Review,
    Said,
    Select,
    Ticked,
    TrueFalse,
)

LEARNERS = 20
"""Learners below which a discrimination says nothing."""

FEW = 5
"""First attempts, or answers, below which it says nothing that a question looks hard or easy."""

CHOICES = 20
"""Answers below which it says nothing that an option was never chosen."""

HARD, EASY = 0.3, 0.95
"""Facilities beyond which a question tells learners apart badly."""


@dataclass(frozen=True, slots=True)
class Picked:
    """An option of a question, and how often it was chosen."""

    text: str
    right: bool
    times: int


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one question.

    An answer is the first that a learner gave to it in a sitting, as it is worded now; pretests are left out,
    being guesses. A first attempt is a learner's very first answer, and none where that was to other words.
    """

    question: Question
    learners: int
    """Who made a first attempt."""
    facility: float | None
    """The mean score of the first attempts, from 0 to 1; None without any."""
    answers: int
    score: float
    """The mean score of the answers, from 0 to 1."""
    milliseconds: int
    """The median time of the answers."""
    options: tuple[Picked, ...]
    """Of a choice, a select or a statement: the right ones first, then as the author wrote them."""
    discrimination: float | None
    """How far who does well in the rest of the bank does well here, from -100 to 100.

    As Moodle defines it (mod_quiz, statistics report, “discrimination index”): 100 times the correlation
    between the score here and that in the rest, over first attempts only. The rest is the mean score in the
    other questions of the bank that the learner has tried, so that who has not tried them all counts, too;
    who has tried no other does not. None below LEARNERS, and where all scores are alike.
    """

    @property
    def never_chosen(self) -> tuple[str, ...]:
        """The wrong options that nobody chose, where CHOICES answers would have shown it."""
        if self.answers < CHOICES:
            return ()
        return tuple(each.text for each in self.options if not each.right and not each.times)

    @property
    def too_hard(self) -> bool:
        """Says whether nearly all fail, as far as FEW attempts or answers can show."""
        return self._ease is not None and self._ease < HARD

    @property
    def too_easy(self) -> bool:
        """Says whether nearly nobody fails, likewise."""
        return self._ease is not None and self._ease > EASY

    @property
    def misleading(self) -> bool:
        """Says whether those who do well elsewhere do badly here: the answer may be wrong, or the wording."""
        return self.discrimination is not None and self.discrimination < 0

    @property
    def _ease(self) -> float | None:
        if self.learners >= FEW:
            return self.facility
        return self.score if self.answers >= FEW else None


@dataclass(slots=True)
class _Attempts:
    """What is known of one question."""

    first: dict[int, float] = field(default_factory=dict)
    """The score of each learner's first attempt, by the number of the learner."""
    scores: list[float] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    chosen: Counter[str] = field(default_factory=Counter)


class Items:
    """Collects the answers of learners.

    Args:
        find: Returns the question of a key; None where there is none, and its answers are left out.
    """

    def __init__(self, find: Callable[[Key], Question | None]) -> None:
        self._find = find
        self._attempts: dict[Key, _Attempts] = {}
        self._questions: dict[Key, Question] = {}
        self.learners = 0
        self.reworded = 0
        """Answers that are left out because the question was worded otherwise."""

    def add(self, histories: Iterable[Sequence[Review]]) -> None:
        """Counts another learner.

        Args:
            histories: The reviews of each question, in the order of (time, id).
        """
        for reviews in histories:
            answers = [each for each in reviews if each.mode is not Mode.PRETEST]
            question = self._find(answers[0].key) if answers else None
            if question is not None:
                self._count(question, answers)
        self.learners += 1

    def _count(self, question: Question, answers: Sequence[Review]) -> None:
        current = [each for each in answers if each.fingerprint == question.fingerprint]
        self.reworded += len(answers) - len(current)
        if not current:
            return
        self._questions[question.key] = question
        held = self._attempts.setdefault(question.key, _Attempts())
        if current[0] is answers[0]:
            held.first[self.learners] = current[0].score
        for _, sitting in groupby(current, lambda review: review.sitting):
            review = next(sitting)
            held.scores.append(review.score)
            held.times.append(review.milliseconds)
            held.chosen.update(_chosen(review.response))

    def items(self) -> list[Item]:
        """Returns the figures of every question that has an answer, the hardest first.

        That is by facility; with one learner, whose facilities are 0 or 1, by score.
        """
        rest = self._rest()
        found = [self._item(key, held, rest) for key, held in self._attempts.items()]
        return sorted(found, key=lambda item: (self._facility(item), item.score, item.question.key))

    def _facility(self, item: Item) -> float:
        return item.score if self.learners < 2 or item.facility is None else item.facility

    def _rest(self) -> dict[tuple[int, str], tuple[float, int]]:
        """Returns of each learner and bank the sum of the scores of the first attempts, and their number."""
        sums: dict[tuple[int, str], tuple[float, int]] = {}
        for key, held in self._attempts.items():
            for learner, score in held.first.items():
                total, number = sums.get((learner, key.bank), (0.0, 0))
                sums[learner, key.bank] = total + score, number + 1
        return sums

    def _item(self, key: Key, held: _Attempts, rest: dict[tuple[int, str], tuple[float, int]]) -> Item:
        question = self._questions[key]
        pairs = []
        for learner, score in held.first.items():
            total, number = rest[learner, key.bank]
            if number > 1:
                pairs.append((score, (total - score) / (number - 1)))
        return Item(
            question=question,
            learners=len(held.first),
            facility=_mean(held.first.values()) if held.first else None,
            answers=len(held.scores),
            score=_mean(held.scores),
            milliseconds=sorted(held.times)[(len(held.times) - 1) // 2],
            options=tuple(Picked(text, right, held.chosen[text]) for text, right in _options(question.kind)),
            discrimination=discrimination(pairs),
        )


def discrimination(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Returns 100 times the correlation of pairs of scores, here and in the rest.

    None of fewer than LEARNERS, and where all scores here, or all in the rest, are alike.
    """
    if len(pairs) < LEARNERS:
        return None
    here, rest = _mean([one for one, _ in pairs]), _mean([other for _, other in pairs])
    covariance = sum((one - here) * (other - rest) for one, other in pairs)
    variances = sum((one - here) ** 2 for one, _ in pairs) * sum((other - rest) ** 2 for _, other in pairs)
    # Of equal numbers, the mean may be off by the last bit, and the variance with it.
    return 100 * covariance / sqrt(variances) if variances > 1e-24 else None


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values)


def _chosen(response: Response) -> tuple[str, ...]:
    match response:
        case Chosen(option):
            return (option,)
        case Ticked(options):
            return options
        case Said(truth):
            return (_said(truth),)
        case _:
            return ()


def _options(kind: Kind) -> list[tuple[str, bool]]:
    """Returns the options of a question, each with whether it is right."""
    match kind:
        case Choice(answer=answer, wrong=wrong):
            return [(answer, True), *((option.text, False) for option in wrong)]
        case Select(answers=answers, wrong=wrong):
            return [*((text, True) for text in answers), *((option.text, False) for option in wrong)]
        case TrueFalse(answer=truth):
            return [(_said(truth), True), (_said(not truth), False)]
        case _:
            return []


def _said(truth: bool) -> str:
    return str(truth).lower()
