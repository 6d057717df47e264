"""Searches many short texts while the query is typed: words in any order, their beginnings, small slips."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import compress, islice, repeat
from operator import contains, not_
from typing import NamedTuple

from quiz.folding import fold

_SLIPS = ((8, 2), (4, 1))
"""From how many letters on a word may differ in how many; a shorter one, or a number, must be as typed."""

_MANY = 10_000
"""Of more texts than this, none is put before the others: a letter more leaves fewer."""

_REMEMBERED = 32
"""Words of queries that are not likened again."""


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
        """Those of the texts that have been looked through so far."""
        self._looked_through = 0
        self._steps: list[_Step] = []
        """The searches that led to the last one, letter by letter: each among what the one before found."""
        # Most words of a query were in the one before it.
        self._likest = lru_cache(_REMEMBERED)(self._liken)

    def prepare(self, number: int) -> bool:
        """Does ahead, for so many texts, what the first searches need; says whether there is more to do."""
        return self._read(number) or self._look_through(number)

    def _read(self, number: int | None = None) -> bool:
        """Reads so many more texts, or all; says whether others may be left."""
        before = len(self._texts)
        self._texts += islice(self._unread, number)
        return len(self._texts) - before == number

    def _look_through(self, number: int | None = None) -> bool:
        """Notes the words of so many more texts, or of all; says whether others are left."""
        begin = self._looked_through
        self._looked_through = len(self._texts) if number is None else min(begin + number, len(self._texts))
        self._words.update(*map(str.split, self._texts[begin : self._looked_through]))
        return self._looked_through < len(self._texts)

    @cached_property
    def _letters(self) -> Sequence[str]:
        """All words of the texts that are made of letters."""
        self._look_through()
        return list(filter(str.isalpha, self._words))

    def find(self, query: str) -> list[int]:
        """Returns the positions of the texts that hold every word of a query, the fittest first.

        A word may be part of a longer one. One that no text holds is taken for a slip of those most like it.
        Of equal fitness, the texts stand in their own order; an empty query finds all of them.
        """
        self._read()
        folded = fold(query)
        words = sorted(set(folded.split()), key=lambda word: (-len(word), word))
        missing: Sequence[str] = ()
        found = self._narrowed(words)
        if not found:
            found, missing = self._nearest(words)
        return self._ordered(found, folded, [word for word in words if word not in missing])

    def _narrowed(self, words: Sequence[str]) -> Sequence[int]:
        """Returns the texts that hold all these words, from what was found on the way to them."""
        while self._steps and not self._steps[-1].leads_to(words):
            self._steps.pop()
        before, found = self._steps[-1] if self._steps else _Step((), range(len(self._texts)))
        if words != before:
            for word in words:
                found = found if word in before else self._holding(found, word)
            self._steps.append(_Step(words, found))
        return found

    def _nearest(self, words: Sequence[str]) -> tuple[Sequence[int], list[str]]:
        """Returns the texts that hold these words or those most like them, and which words no text holds."""
        found: Sequence[int] = range(len(self._texts))
        missing = []
        for word in words:
            held = self._holding(found, word)
            found = held or found
            missing += [] if held else [word]
        for word in missing:
            alike = (self._holding(found, f" {each} ") for each in self._likest(word))
            found = sorted(set().union(*alike))
        return found, missing

    def _texts_at(self, positions: Sequence[int]) -> Iterable[str]:
        everything = len(positions) == len(self._texts)
        return self._texts if everything else map(self._texts.__getitem__, positions)

    def _holding(self, positions: Sequence[int], part: str) -> list[int]:
        """Returns those of the texts that hold a part."""
        return list(compress(positions, map(contains, self._texts_at(positions), repeat(part))))

    def _parted(self, positions: Sequence[int], part: str) -> tuple[list[int], list[int]]:
        """Returns those of the texts that hold a part, and those that do not."""
        fit = list(map(contains, self._texts_at(positions), repeat(part)))
        return list(compress(positions, fit)), list(compress(positions, map(not_, fit)))

    def _ordered(self, found: Sequence[int], query: str, words: Sequence[str]) -> list[int]:
        """Puts first what holds the query as it stands, then where its words begin a word."""
        if not words or len(found) > _MANY:
            return list(found)
        ordered: list[int] = []
        for parts in ([f" {query} "], [f" {query}"], [f" {word}" for word in words]):
            fit, left = found, []
            for part in parts:
                fit, out = self._parted(fit, part)
                left += out
            ordered += fit
            found = sorted(left)
        return ordered + list(found)

    def _liken(self, word: str) -> list[str]:
        """Returns the words whose beginnings differ least from a word, and in few letters.

        A letter that is left out, put in, mistaken, or changes places with the next one counts as one: the
        optimal string alignment distance (Boytsov 2011, ACM Journal of Experimental Algorithmics 16).
        """
        from rapidfuzz.distance import OSA, LCSseq
        from rapidfuzz.process import extract

        limit = next((slips for length, slips in _SLIPS if len(word) >= length and word.isalpha()), 0)
        if not limit:
            return []
        # Each slip costs the longest common subsequence at most one letter: few words are left.
        alike = extract(
            word,
            self._letters,
            scorer=LCSseq.similarity,
            processor=None,
            limit=None,
            score_cutoff=len(word) - limit,
        )
        lengths = range(len(word) - limit, len(word) + limit + 1)
        slips = {other: min(OSA.distance(word, other[:length]) for length in lengths) for other, *_ in alike}
        least = min(slips.values(), default=limit)
        return [other for other in slips if slips[other] == least <= limit]
