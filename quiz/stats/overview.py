"""Where the learner stands today: what the home screen says."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta

from quiz.lean_typing import NamedTuple, Protocol
from quiz.model import Bank, Problem


class BankRow(NamedTuple):
    """Where the learner stands with one bank."""

    id: str
    title: str
    about: str
    questions: int
    due: int
    new: int
    missed: int
    mastery: float
    """Mean predicted recall over all its questions, from 0 to 1."""
    next_due: date | None
    """The next study day after today on which something is due in it."""
    dues: Mapping[date, int]
    """How many of its questions are due on each study day that has some, those put aside left out."""
    lost: int = 0
    """Of how many of its questions that were reviewed its file has none any more."""
    known: bool = True
    """False where it has not been looked up yet, so that there are no figures but the number of questions."""


class Overview(NamedTuple):
    """Where the learner stands today."""

    banks: tuple[BankRow, ...]
    problems: tuple[Problem, ...]
    due: int
    """Questions due in today's plan."""
    waiting: int
    """Questions that are due and beyond the day's limit."""
    new: int
    """New questions that today's plan still holds."""
    missed: int
    answered_today: int
    streak: int
    """Study days in a row."""
    next_due: date | None
    """The next study day after today on which something is due."""
    today: date

    @property
    def known(self) -> bool:
        """Says whether all banks have been looked up, so that the sums hold."""
        return all(row.known for row in self.banks)


def streak(days: Collection[date], today: date, jumped: Callable[[date], bool]) -> int:
    """Returns how many study days in a row were studied, up to today.

    A day that is not over yet breaks nothing: until it is studied, the run up to yesterday stands. Nor does a
    day that the learner did not have, having crossed the date line.

    Args:
        days: The study days on which something was answered, at least back to where two in a row are missing.
        today: The study day.
        jumped: Says whether a day without answers between two with some was jumped over by travelling.
    """
    one = timedelta(days=1)
    length = 0
    day = today
    while True:
        if day in days:
            length += 1
        elif day != today and not (day - one in days and jumped(day)):
            return length
        day -= one


def mastery(recalls: Iterable[float], questions: int) -> float:
    """Returns the mean predicted recall over all questions, from 0 to 1; new ones count zero."""
    return sum(recalls) / questions if questions else 0.0


class Held(Protocol):
    """What is held of a question that has been reviewed."""

    @property
    def stability(self) -> float:
        """Days after which recall has fallen to 90%."""

    @property
    def day(self) -> date:
        """The study day of the last review."""

    @property
    def due(self) -> date:
        """The study day on which it is due."""

    @property
    def missed(self) -> bool:
        """Says whether it was not right, and has not been right in a later sitting."""


def unknown_row(bank: Bank) -> BankRow:
    """Returns the row of a bank that has not been looked up yet."""
    return BankRow(bank.id, bank.title, bank.about, len(bank.questions), 0, 0, 0, 0.0, None, {}, known=False)


def bank_row(
    bank: Bank,
    held: Mapping[str, Held],
    aside: Collection[str],
    recall: Callable[[float, date], float],
    today: date,
) -> BankRow:
    """Returns where the learner stands with one bank.

    Args:
        bank: The bank.
        held: What is held of its questions that have been reviewed, by the second half of their keys.
        aside: Those that are suspended, or buried today: not due, new or missed. Likewise.
        recall: Predicts from 0 to 1 how likely what has a stability, and was last reviewed on a study day, is
            recalled today.
        today: The study day.
    """
    ids = bank.questions.ids
    known = [held[name] for name in ids if name in held]
    active = [held[name] for name in ids if name in held and name not in aside] if aside else known
    dues = Counter(each.due for each in active)
    return BankRow(
        id=bank.id,
        title=bank.title,
        about=bank.about,
        questions=len(ids),
        due=sum(number for day, number in dues.items() if day <= today),
        new=len(ids) - len(known) - sum(name in bank.questions.places and name not in held for name in aside),
        missed=sum(each.missed for each in active),
        mastery=mastery((recall(each.stability, each.day) for each in known), len(ids)),
        next_due=min((day for day in dues if day > today), default=None),
        dues=dues,
        lost=len(held) - len(known),
    )
