"""What was missed, and what is worth knowing about it."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from quiz.lean_typing import NamedTuple, assert_never
from quiz.model import Key, Progress, Question, Review
from quiz.store import Miss, ProgressFile
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


def misses(
    store: ProgressFile, shelf: Shelf, labels: Labels, wanted: Collection[str], order: Order
) -> list[Miss]:
    """Returns what is missed in these banks, without what was put aside; certain and wrong first."""
    questions, aside = shelf.questions, labels.aside()
    found = [
        each
        for each in store.misses()
        if each.key.bank in wanted and each.key in questions and each.key not in aside
    ]
    match order:
        case Order.LATEST:
            pass
        case Order.OFTENEST:
            times = store.times_missed()
            found.sort(key=lambda each: times.get(each.key, 0), reverse=True)
        case Order.BANK:
            found.sort(key=lambda each: each.key.bank)
        case _:
            assert_never(order)
    found.sort(key=lambda each: not each.certain_and_wrong)
    return found


def missed(store: ProgressFile, shelf: Shelf, labels: Labels, keys: Iterable[Key]) -> list[Missed]:
    """Returns what is worth knowing about these questions, without those that are not missed."""
    notes = labels.notes()
    return [
        Missed(shelf.questions[progress.key], progress, miss, times, repeated, notes.get(progress.key))
        for progress, miss, times, repeated in store.missed(keys)
    ]
