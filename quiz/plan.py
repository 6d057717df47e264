"""What to study now: a pure function of the state, the day and a seeded Random."""

import heapq
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice, repeat
from random import Random
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, assert_never

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


def left(limit: int, done: int) -> int:
    """Returns what is left of a day's limit."""
    return max(0, limit - done)


class Planned(Protocol):
    """What there is to know of a question to plan with it: an entry, or the question itself."""

    @property
    def key(self) -> Key:
        """What names it."""

    @property
    def tags(self) -> tuple[str, ...]:
        """What it is tagged with."""


P = TypeVar("P", bound=Planned)


def turns(numbers: Mapping[str, int], rng: Random) -> Iterator[str]:
    """Yields each bank as often as its number says, one bank's turns as far apart as they can be.

    Mixing helps most where things are easily confused (Brunmair & Richter 2019, Psychological Bulletin 145).
    """
    # The bank with the most left goes next, unless it has just been asked.
    heap = [(-number, rng.random(), bank) for bank, number in numbers.items() if number]
    heapq.heapify(heap)
    held: tuple[int, float, str] | None = None
    while heap:
        left, _, bank = heapq.heappop(heap)
        yield bank
        if held:
            heapq.heappush(heap, held)
        held = (left + 1, rng.random(), bank) if left < -1 else None
    if held:
        yield from repeat(held[2], -held[0])


def interleave(questions: Iterable[P], rng: Random) -> list[P]:
    """Returns the questions with those of one bank as far apart as they can be, keeping their order in it."""
    by_bank: dict[str, deque[P]] = defaultdict(deque)
    for question in questions:
        by_bank[question.key.bank].append(question)
    numbers = {bank: len(waiting) for bank, waiting in by_bank.items()}
    return [by_bank[bank].popleft() for bank in turns(numbers, rng)]


def by_bank(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Returns the second halves of the keys, in their order, by the first."""
    found: dict[str, list[str]] = defaultdict(list)
    for bank, name in keys:
        found[bank].append(name)
    return dict(found)


Tags: TypeAlias = Callable[[Key], Sequence[str]]
"""Returns what a question is tagged with."""


def queue(
    due: Mapping[str, Sequence[str]],
    new: Sequence[Planned],
    habits: Habits,
    rng: Random,
    tags: Tags | None = None,
) -> tuple[int, Iterator[Key]]:
    """Returns how many questions to ask, and which: what is due, then new ones, both interleaved.

    New questions are taken in the order of the banks, so that a learner meets one subject after the other.
    Questions that are easily confused stand apart while they are new, and together once they are known: mixed
    up from the first they are not learnt, and never compared they are not told apart.

    Args:
        due: The second halves of the keys of what is due in each bank.
        new: In the order of the banks.
        habits: With the limits as what is left of them; that of reviews has been kept to.
        rng: The source of chance, drawn from as the questions are taken: the first is there at once,
            however many are due.
        tags: Of what is due; None where nothing of it is easily confused.
    """
    fresh = _apart(interleave(new[: habits.new_per_day], rng))
    known = _mixed(due, rng)
    if tags is not None:
        known = iter(_together(list(known), tags))
    asked = chain(known, (each.key for each in fresh))
    number = sum(map(len, due.values())) + len(fresh)
    most = number if habits.questions is None else min(number, habits.questions)
    return most, islice(asked, most)


def _mixed(due: Mapping[str, Sequence[str]], rng: Random) -> Iterator[Key]:
    """Yields the keys interleaved; those of a bank are shuffled when it has its first turn."""
    waiting = {bank: _shuffled(names, rng) for bank, names in due.items()}
    numbers = {bank: len(names) for bank, names in due.items()}
    return (Key(bank, next(waiting[bank])) for bank in turns(numbers, rng))


def _shuffled(names: Sequence[str], rng: Random) -> Iterator[str]:
    shuffled = list(names)
    rng.shuffle(shuffled)
    yield from shuffled


def has_confusable(tags: Iterable[str]) -> bool:
    """Says whether any of these tags marks questions that are easily confused."""
    return any(map(_is_confusable, tags))


def _is_confusable(tag: str) -> bool:
    return tag.startswith(CONFUSABLE)


def _together(keys: Sequence[Key], tags: Tags) -> list[Key]:
    """Returns the questions with those that are easily confused one after the other, by the first of them."""
    confusable = {key: found for key in keys if (found := sorted(filter(_is_confusable, tags(key))))}
    waiting: dict[str, list[Key]] = defaultdict(list)
    for key, found in confusable.items():
        for tag in found:
            waiting[tag].append(key)
    ordered: dict[Key, None] = {}
    for key in keys:
        ordered.setdefault(key)
        for tag in confusable.get(key, ()):
            ordered.update(dict.fromkeys(waiting.pop(tag, ())))
    return list(ordered)


def _apart(questions: Sequence[P]) -> list[P]:
    """Returns the questions with those that are easily confused as evenly spread as their number allows."""
    groups: dict[frozenset[str], list[P]] = defaultdict(list)
    for question in questions:
        groups[frozenset(filter(_is_confusable, question.tags))].append(question)
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
