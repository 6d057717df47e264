"""What to study now: a pure function of the state, the day and a seeded Random."""

import heapq
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from random import Random
from typing import NamedTuple, Protocol, TypeVar, assert_never

from quiz.days import DAY_STARTS
from quiz.model import (
    Choice,
    Cloze,
    Entry,
    Key,
    Kind,
    Match,
    Number,
    Order,
    Recall,
    Select,
    TrueFalse,
    Typed,
)

NEW_PER_DAY = 20
"""New questions a day. Each costs several reviews in the weeks after, so more soon feels like a debt."""

CONFUSABLE = "confusable"
"""How a tag begins that says which questions are easily confused: those that share it."""


class Habits(NamedTuple):
    """How the learner wants to study; of limits, None is no limit."""

    new_per_day: int | None = NEW_PER_DAY
    reviews_per_day: int | None = None
    questions: int | None = None
    """In one sitting, without those that come back."""
    minutes: int | None = None
    """Of answering, in one sitting."""
    day_starts: int = DAY_STARTS
    """The hour, from 0 to 23, at which the study day starts."""
    recall_first: bool = False
    """Hide what there is to pick from until the learner has tried."""
    exam: date | None = None
    """The day of an exam to study for; None for studying as things come due."""
    target: float = 0.9
    """The mean recall that is wanted in the exam, from 0 to 1."""

    def hides(self, kind: Kind) -> bool:
        """Says whether what there is to pick from is hidden until the learner has tried."""
        return self.recall_first and isinstance(kind, Choice | Select)


USUAL = Habits()
"""What holds where the learner has said nothing."""


def left(limit: int | None, done: int) -> int | None:
    """Returns what is left of a day's limit; None where there is none."""
    return None if limit is None else max(0, limit - done)


class Planned(Protocol):
    """What there is to know of a question to plan with it: an entry, or the question itself."""

    @property
    def key(self) -> Key:
        """What names it."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is tagged with."""


P = TypeVar("P", bound=Planned)


def interleave(questions: Iterable[P], rng: Random) -> list[P]:
    """Returns the questions with those of one bank as far apart as they can be, keeping their order in it.

    Mixing helps most where things are easily confused (Brunmair & Richter 2019, Psychological Bulletin 145).
    """
    by_bank: dict[str, deque[P]] = defaultdict(deque)
    for question in questions:
        by_bank[question.key.bank].append(question)
    # The bank with the most left goes next, unless it has just been asked.
    heap = [(-len(waiting), rng.random(), bank) for bank, waiting in by_bank.items()]
    heapq.heapify(heap)
    mixed: list[P] = []
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


def queue(due: Sequence[P], new: Sequence[P], habits: Habits, rng: Random) -> list[P]:
    """Returns what to ask: what is due, then new questions, both interleaved.

    New questions are taken in the order of the banks, so that a learner meets one subject after the other.
    Questions that are easily confused stand apart while they are new, and together once they are known: mixed
    up from the first they are not learnt, and never compared they are not told apart.

    Args:
        due: The longest due first; these are kept where there are more than the limit.
        new: In the order of the banks.
        habits: With the limits as what is left of them.
        rng: The source of chance.
    """
    shuffled = list(due[: habits.reviews_per_day])
    rng.shuffle(shuffled)
    known = _together(interleave(shuffled, rng))
    return (known + _apart(interleave(new[: habits.new_per_day], rng)))[: habits.questions]


def _confusable(question: Planned) -> list[str]:
    return [tag for tag in question.tags if tag.startswith(CONFUSABLE)]


def _together(questions: Sequence[P]) -> list[P]:
    """Returns the questions with those that are easily confused one after the other, by the first of them."""
    waiting: dict[str, list[P]] = defaultdict(list)
    for question in questions:
        for tag in _confusable(question):
            waiting[tag].append(question)
    if not waiting:
        return list(questions)
    ordered: dict[Key, P] = {}
    for question in questions:
        ordered.setdefault(question.key, question)
        for tag in sorted(_confusable(question)):
            ordered.update((each.key, each) for each in waiting.pop(tag, ()))
    return list(ordered.values())


def _apart(questions: Sequence[P]) -> list[P]:
    """Returns the questions with those that are easily confused as evenly spread as their number allows."""
    groups: dict[frozenset[str], list[P]] = defaultdict(list)
    for question in questions:
        groups[frozenset(_confusable(question))].append(question)
    placed: list[tuple[float, int, P]] = []
    plain = groups.pop(frozenset(), [])
    for number, group in enumerate([plain, *groups.values()]):
        placed += [((place + 0.5) / len(group), number, each) for place, each in enumerate(group)]
    if groups:
        placed.sort(key=lambda each: each[:2])
    return [question for _, _, question in placed]


class Selection(NamedTuple):
    """Which questions to practise; what is empty does not matter."""

    banks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def has(self, entry: Entry) -> bool:
        """Says whether a question is one of them: in one of the banks, with one of the tags, of one kind."""
        return (
            _fits(self.banks, (entry.key.bank,))
            and _fits(self.tags, entry.tags)
            and _fits(self.kinds, (entry.kind,))
        )


def _fits(wanted: Collection[str], there: Iterable[str]) -> bool:
    return not wanted or any(each in wanted for each in there)


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
