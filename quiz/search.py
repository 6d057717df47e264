"""Searches many short texts while the query is typed: words in any order, their beginnings, small slips."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import compress, islice, repeat
from operator import contains, not_

from quiz.folding import fold
from quiz.lean_typing import NamedTuple
from quiz.portions import Growing, Portions, finished, quietly

_SLIPS = ((8, 2), (4, 1))
"""From how many letters on a word may differ in how many; a shorter one, or a number, must be as typed."""

_MANY = 5_000
"""Of more texts than this, none is put before the others: a letter more leaves fewer."""

_REMEMBERED = 32
"""Searches that need not be made again, and words that need not be likened again."""

_PORTION, _NOTED = 500, 100
"""Texts that are looked into at once, and whose words are noted: a fraction of a millisecond each."""

_LIKENED = 20_000
"""Letters of as many words as are likened at once."""


class _Step(NamedTuple):
    """What held some words."""

    words: Sequence[str]
    found: Sequence[int]

    def leads_to(self, words: Iterable[str]) -> bool:
        """Says whether what holds these words is among what was found."""
        return all(any(before in word for word in words) for before in self.words)


class Index:
    """Texts that can be searched; they are named by their positions.

    Args:
        texts: What is searched, each as `searchable` makes it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._unread = iter(texts)
        self._texts: list[str] = []
        self._words: set[str] = set()
        """Those made of letters in the texts that have been looked through so far."""
        self._looked_through = 0
        self._steps: deque[_Step] = deque(maxlen=_REMEMBERED)
        """What was searched last: with a letter more, the texts are among those found before."""
        self._likened: deque[tuple[str, Sequence[str]]] = deque(maxlen=_REMEMBERED)
        """Words that no text holds, and those that are most like them."""

    def find(self, query: str) -> list[int]:
        """Returns the positions of the texts that hold every word of a query, the fittest first.

        A word may be part of a longer one. One that no text holds is taken for a slip of those most like it.
        Of equal fitness, the texts stand in their own order; an empty query finds all of them.
        """
        return list(finished(self.search(query)))

    def search(self, query: str) -> Growing[Sequence[int]]:
        """Finds likewise, in portions; what is known before the end is how the positions begin."""
        yield from self._read()
        folded = fold(query)
        words = sorted(set(folded.split()), key=lambda word: (-len(word), word))
        missing: Sequence[str] = ()
        found = yield from self._held(words)
        if not found:
            found, missing = yield from self._nearest(words)
        return (yield from self._ordered(found, folded, [word for word in words if word not in missing]))

    def prepare(self) -> Portions[None]:
        """Does ahead, in portions, what the first searches need."""
        yield from self._read()
        yield from self._look_through()

    def _read(self) -> Portions[None]:
        """Reads the texts."""
        while some := list(islice(self._unread, _PORTION)):
            self._texts += some
            yield

    def _look_through(self) -> Portions[None]:
        """Notes the words of the texts."""
        while some := self._texts[self._looked_through : self._looked_through + _NOTED]:
            self._looked_through += len(some)
            self._words.update(filter(str.isalpha, set().union(*map(str.split, some))))
            yield

    def _held(self, words: Sequence[str]) -> Growing[Sequence[int]]:
        """Returns the texts that hold all these words, from what was found on the way to them."""
        steps = (step for step in reversed(self._steps) if step.leads_to(words))
        everything = _Step((), range(len(self._texts)))
        before, found = min(steps, key=lambda step: len(step.found), default=everything)
        if words != before:
            found = yield from self._holding(found, [word for word in words if word not in before])
            self._steps.append(_Step(words, found))
        return found

    def _nearest(self, words: Sequence[str]) -> Portions[tuple[Sequence[int], list[str]]]:
        """Returns the texts that hold these words or those most like them, and which words no text holds."""
        held: list[str] = []
        missing: list[str] = []
        for word in words:
            some = yield from quietly(self._held([*held, word]))
            (held if some else missing).append(word)
        yield from self._look_through()
        among = yield from quietly(self._held(held))
        meant: list[set[int]] = []
        for word in missing:
            alike: set[int] = set()
            for other in (yield from self._likest(word)):
                alike.update((yield from quietly(self._holding(among, [f" {other} "]))))
            meant.append(alike)
        return sorted(set.intersection(*meant)) if meant else [], missing

    def _texts_at(self, positions: Sequence[int]) -> Iterable[str]:
        if isinstance(positions, range):
            return self._texts[positions.start : positions.stop]
        return map(self._texts.__getitem__, positions)

    def _holding(self, positions: Sequence[int], parts: Sequence[str]) -> Growing[Sequence[int]]:
        """Returns those of the texts that hold all these parts; of very many, the first are known at once."""
        held: list[int] = []
        for begin in range(0, len(positions), _PORTION):
            some = positions[begin : begin + _PORTION]
            for part in parts:
                some = list(compress(some, map(contains, self._texts_at(some), repeat(part))))
            held += some
            yield held if len(held) > _MANY else None
        return held

    def _parted(self, positions: Sequence[int], part: str) -> Portions[tuple[list[int], list[int]]]:
        """Returns those of the texts that hold a part, and those that do not."""
        fit: list[int] = []
        left: list[int] = []
        for begin in range(0, len(positions), _PORTION):
            some = positions[begin : begin + _PORTION]
            held = list(map(contains, self._texts_at(some), repeat(part)))
            fit += compress(some, held)
            left += compress(some, map(not_, held))
            yield
        return fit, left

    def _ordered(self, found: Sequence[int], query: str, words: Sequence[str]) -> Portions[Sequence[int]]:
        """Puts first what holds the query as it stands, then where its words begin a word."""
        if not words or len(found) > _MANY:
            return found
        ordered: list[int] = []
        # Of a single word, the last two are one.
        for parts in dict.fromkeys(((f" {query} ",), (f" {query}",), tuple(f" {word}" for word in words))):
            fit, left = found, []
            for part in parts:
                fit, out = yield from self._parted(fit, part)
                left += out
            ordered += fit
            found = sorted(left)
        return ordered + list(found)

    def _likest(self, word: str) -> Portions[Sequence[str]]:
        """Returns the words that a word that no text holds may be a slip of."""
        likest = next((found for before, found in self._likened if before == word), None)
        if likest is None:
            likest = yield from self._liken(word)
            self._likened.append((word, likest))
        return likest

    def _liken(self, word: str) -> Portions[list[str]]:
        """Returns the words whose beginnings differ least from a word, and in few letters.

        A letter that is left out, put in, mistaken, or changes places with the next one counts as one: the
        optimal string alignment distance (Boytsov 2011, ACM Journal of Experimental Algorithmics 16).
        """
        from rapidfuzz.distance import OSA, LCSseq
        from rapidfuzz.process import extract

        limit = next((slips for length, slips in _SLIPS if len(word) >= length and word.isalpha()), 0)
        slips: dict[str, int] = {}
        others = iter(self._words if limit else ())
        while some := list(islice(others, 1 + _LIKENED // len(word))):
            # Each slip costs the longest common subsequence at most one letter: few words are left.
            alike = extract(
                word,
                [other[: len(word) + limit] for other in some],
                scorer=LCSseq.similarity,
                processor=None,
                limit=None,
                score_cutoff=len(word) - limit,
            )
            for beginning, _, place in alike:
                lengths = range(len(word) - limit, len(word) + limit + 1)
                slips[some[place]] = min(OSA.distance(word, beginning[:length]) for length in lengths)
            yield
        least = min(slips.values(), default=limit)
        return [other for other in slips if slips[other] == least <= limit]
