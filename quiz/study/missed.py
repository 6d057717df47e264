"""What was missed, and what is worth knowing about it."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple, assert_never

from quiz.model import Progress, Question, Review
from quiz.store import ProgressFile
from quiz.study.labels import Labels
from quiz.study.shelf import Shelf


class Order(StrEnum):
    """What comes first in the list of what was missed; certain and wrong always does."""

    LATEST = "latest"
    OFTENEST = "oftenest"
    BANK = "bank"


class Missed(NamedTuple):
    """A question that was wrong or partly right, and has not been right in a later sitting."""

    question: Question
    progress: Progress
    miss: Review
    """The first review that was not right, of the last sitting in which there is one."""
    times: int
    """How many of its reviews were wrong or partly right."""
    repeated: int
    """How often in all the response of the miss was given; 1 where it was new."""
    note: str | None = None
    """What the learner noted while flagging it; None where it is not flagged."""


def missed(store: ProgressFile, shelf: Shelf, labels: Labels, wanted: Collection[str]) -> list[Missed]:
    """Returns the missed questions of these banks, the latest first, without those put aside."""
    questions, aside, notes = shelf.questions, labels.aside(), labels.notes()
    return [
        Missed(questions[progress.key], progress, *miss, notes.get(progress.key))
        for progress, miss in store.missed()
        if progress.key.bank in wanted and progress.key in questions and progress.key not in aside
    ]


def ordered(rows: Sequence[Missed], order: Order = Order.LATEST) -> list[Missed]:
    """Returns the rows, given the latest first, in an order; those that the learner was certain of first."""
    match order:
        case Order.LATEST:
            found = list(rows)
        case Order.OFTENEST:
            found = sorted(rows, key=lambda row: row.times, reverse=True)
        case Order.BANK:
            found = sorted(rows, key=lambda row: row.question.key.bank)
        case _:
            assert_never(order)
    found.sort(key=lambda row: not row.miss.certain_and_wrong)
    return found
