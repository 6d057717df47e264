"""What to study now: a pure function of the state, the day and a seeded Random."""

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain, islice, repeat
from random import Random

from quiz.days import DAY_STARTS
from quiz.lean_typing import NamedTuple, Protocol, TypeAlias, assert_never
from quiz.model import (
    Choice,
    Cloze,
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


def interleave(keys: Iterable[Key], rng: Random) -> list[Key]:
    """Returns the keys with those of one bank as far apart as they can be, keeping their order in it."""
    found = by_bank(keys)
    waiting = {bank: iter(names) for bank, names in found.items()}
    numbers = {bank: len(names) for bank, names in found.items()}
    return [Key(bank, next(waiting[bank])) for bank in turns(numbers, rng)]


def by_bank(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Returns the second halves of the keys, in their order, by the first."""
    found: dict[str, list[str]] = defaultdict(list)
    for bank, name in keys:
        found[bank].append(name)
    return dict(found)


Tags: TypeAlias = Callable[[Key], Sequence[str]]
"""Returns what a question is tagged with."""


class Names(Protocol):
    """The second halves of the keys of questions of one bank.

    They are counted at once, and looked at when their bank has its first turn: there may be fewer by then.
    """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[str]: ...


def queue(
    due: Mapping[str, Names],
    new: Sequence[Key],
    habits: Habits,
    rng: Random,
    tags: Tags | None = None,
) -> tuple[int, Iterator[Key]]:
    """Returns how many questions to ask, and which: what is due, interleaved, then new ones.

    Questions that are easily confused come together once they are known: never compared they are not told
    apart.

    Args:
        due: The second halves of the keys of what is due in each bank.
        new: In the order in which they are asked; see `spread`.
        habits: With the limits as what is left of them; that of reviews has been kept to.
        rng: The source of chance, drawn from as the questions are taken: the first is there at once,
            however many are due.
        tags: Of what is due; None where nothing of it is easily confused.
    """
    fresh = new[: habits.new_per_day]
    known = mixed(due, rng)
    if tags is not None:
        known = _together(known, tags)
    asked = chain(known, fresh)
    number = sum(map(len, due.values())) + len(fresh)
    most = number if habits.questions is None else min(number, habits.questions)
    return most, islice(asked, most)


def mixed(found: Mapping[str, Names], rng: Random) -> Iterator[Key]:
    """Yields the keys of these questions, interleaved and in each bank in any order.

    Args:
        found: The second halves of the keys by the first.
        rng: The source of chance, drawn from as the questions are taken.
    """
    waiting = {bank: _shuffled(names, rng) for bank, names in found.items()}
    numbers = {bank: len(names) for bank, names in found.items()}
    taken = ((bank, next(waiting[bank], None)) for bank in turns(numbers, rng))
    return (Key(bank, name) for bank, name in taken if name is not None)


def drawn(found: Mapping[str, Sequence[str]], number: int, rng: Random) -> dict[str, list[str]]:
    """Returns so many of these questions, or all where there are fewer, each as likely as any other."""
    starts = list(accumulate(map(len, found.values()), initial=0))
    total = starts.pop()
    banks = list(found.items())
    keys = []
    for position in sorted(rng.sample(range(total), min(number, total))):
        at = bisect_right(starts, position) - 1
        bank, names = banks[at]
        keys.append(Key(bank, names[position - starts[at]]))
    return by_bank(keys)


def _shuffled(names: Names, rng: Random) -> Iterator[str]:
    left = list(names)
    while left:
        place = rng.randrange(len(left))
        left[place], left[-1] = left[-1], left[place]
        yield left.pop()


def has_confusable(tags: Sequence[str]) -> bool:
    """Says whether any of these tags, which are sorted, marks questions that are easily confused."""
    at = bisect_left(tags, CONFUSABLE)
    return at < len(tags) and _is_confusable(tags[at])


def _is_confusable(tag: str) -> bool:
    return tag.startswith(CONFUSABLE)


def _together(keys: Iterator[Key], tags: Tags) -> Iterator[Key]:
    """Yields the questions with those that are easily confused one after the other, by the first of them.

    What comes after that first one is looked through only when its turn has come.
    """
    for key in keys:
        if any(map(_is_confusable, tags(key))):
            yield from _grouped([key, *keys], tags)
        else:
            yield key


def _grouped(keys: Sequence[Key], tags: Tags) -> Iterable[Key]:
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
    return ordered


def spread(new: Sequence[Key], rng: Random, tags: Tags | None = None) -> list[Key]:
    """Returns new questions interleaved, and those easily confused as far apart as their number allows.

    Mixed up from the first they are not learnt.

    Args:
        new: In the order of the banks, so that a learner meets one subject after the other.
        rng: The source of chance.
        tags: None where nothing of it is easily confused.
    """
    keys = interleave(new, rng)
    if tags is None:
        return keys
    groups: dict[frozenset[str], list[Key]] = defaultdict(list)
    for key in keys:
        groups[frozenset(filter(_is_confusable, tags(key)))].append(key)
    placed: list[tuple[float, int, Key]] = []
    plain = groups.pop(frozenset(), [])
    for number, group in enumerate([plain, *groups.values()]):
        placed += [((place + 0.5) / len(group), number, each) for place, each in enumerate(group)]
    if groups:
        placed.sort(key=lambda each: each[:2])
    return [key for _, _, key in placed]


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
