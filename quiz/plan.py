"""What to study now: a pure function of the state, the day and a seeded Random."""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import assert_never

from quiz.model import Choice, Cloze, Kind, Match, Number, Order, Question, Recall, Select, TrueFalse, Typed

DAY_STARTS = 4
"""The hour at which a study day starts: who studies past midnight is still at it today."""

NEW_PER_DAY = 20
"""New questions a day. Each costs several reviews in the weeks after, so more soon feels like a debt."""


def study_day(now: datetime, starts: int = DAY_STARTS) -> date:
    """Returns the study day of a moment, which must know its time zone.

    The clock on the learner's wall decides, so that a day is what the learner calls one, through changes of
    daylight saving and of time zone.
    """
    return (now.replace(tzinfo=None) - timedelta(hours=starts)).date()


def interleave(questions: Iterable[Question], rng: Random) -> list[Question]:
    """Returns the questions with those of one bank as far apart as they can be, keeping their order in it.

    Mixing helps most where things are easily confused (Brunmair & Richter 2019, Psychological Bulletin 145).
    """
    by_bank: dict[str, deque[Question]] = defaultdict(deque)
    for question in questions:
        by_bank[question.key.bank].append(question)
    # The bank with the most left goes next, unless it has just been asked.
    heap = [(-len(waiting), rng.random(), bank) for bank, waiting in by_bank.items()]
    heapq.heapify(heap)
    mixed: list[Question] = []
    held: tuple[int, float, str] | None = None
    while heap or held:
        if not heap:
            assert held is not None
            mixed.extend(by_bank[held[2]])
            break
        left, _, bank = heapq.heappop(heap)
        mixed.append(by_bank[bank].popleft())
        if held:
            heapq.heappush(heap, held)
        held = (left + 1, rng.random(), bank) if left < -1 else None
    return mixed


def queue(due: Sequence[Question], new: Sequence[Question], new_limit: int, rng: Random) -> list[Question]:
    """Returns what to ask: all that is due, then new questions up to the limit, both interleaved.

    New questions are taken in the order of the banks, so that a learner meets one subject after the other.
    """
    shuffled = list(due)
    rng.shuffle(shuffled)
    return interleave(shuffled, rng) + interleave(new[: max(0, new_limit)], rng)


def displayed(kind: Kind, rng: Random) -> tuple[str, ...]:
    """Returns the texts to pick from in the order they are shown: options, items, right sides or points.

    What is to be put in order never starts out in order.
    """
    match kind:
        case Choice(choices=fixed) if fixed:
            return fixed
        case Choice(answer=answer, wrong=wrong):
            texts = [answer, *(option.text for option in wrong)]
        case Select(answers=answers, wrong=wrong):
            texts = [*answers, *(option.text for option in wrong)]
        case Order(items=items):
            return _out_of_order(items, rng)
        case Match(pairs=pairs, wrong=lures):
            texts = [*dict.fromkeys(right for _, right in pairs), *lures]
        case Recall(points=points):
            return points
        case TrueFalse() | Typed() | Number() | Cloze():
            return ()
        case _:
            assert_never(kind)
    rng.shuffle(texts)
    return tuple(texts)


def _out_of_order(items: tuple[str, ...], rng: Random) -> tuple[str, ...]:
    texts = list(items)
    while tuple(texts) == items:
        rng.shuffle(texts)
    return tuple(texts)
