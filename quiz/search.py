"""Searches many short texts while the query is typed: words in any order, their beginnings, small slips."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import compress, islice, repeat
from operator import contains, not_

_SLIPS = ((8, 2), (4, 1))
"""From how many letters on a word may differ in how many; a shorter one, or a number, must be as typed."""

_MANY = 20_000
"""Of more texts than this, only those that hold the query as it stands are put first."""

_REMEMBERED = 32
"""Words of queries that are not looked for again."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"), "")
_ASCII = _APOSTROPHES | {
    code: " " for code in range(128) if unicodedata.category(chr(code))[0] in "PC" and chr(code) != "'"
}


def fold(text: str) -> str:
    """Returns a text without case, accents, punctuation and apostrophes, its words parted by one space each.

    What is part of a text is, folded, part of the folded text.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    bare = (each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    parted = "".join(
        " " if unicodedata.category(each)[0] in "PC" else each
        for each in "".join(bare).translate(_APOSTROPHES).casefold()
    )
    return " ".join(parted.split())


class Index:
    """Texts that can be searched; they are named by their positions.

    Args:
        texts: What is searched; folded once, by the first search or ahead of it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._unread = iter(texts)
        self._texts: list[str] = []
        # Most words of a query were in the one before it.
        self._holding = lru_cache(_REMEMBERED)(self._scan)
        self._alike = lru_cache(_REMEMBERED)(self._slipped)

    def read(self, number: int | None = None) -> bool:
        """Folds so many more texts ahead of the first search, or all; says whether others may be left."""
        before = len(self._texts)
        # With a space at either end, a word begins after a space and ends before one.
        self._texts += [f" {fold(text)} " for text in islice(self._unread, number)]
        return len(self._texts) - before == number

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """The positions of the texts that hold each word made of letters."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for position, text in enumerate(self._texts):
            for word in text.split():
                if word.isalpha():
                    holders[word].append(position)
        return holders

    def find(self, query: str) -> list[int]:
        """Returns the positions of the texts that hold every word of a query, the fittest first.

        A word may be part of a longer one. One that no text holds is taken for a slip of those most like it.
        Of equal fitness, the texts stand in their own order; an empty query finds all of them.
        """
        self.read()
        folded = fold(query)
        words = sorted(set(folded.split()), key=lambda word: (-len(word), word))
        found = int.from_bytes(b"\1" * len(self._texts))
        missing = []
        for word in words:
            held = found & self._holding(word)
            found = held or found
            missing += [] if held else [word]
        for word in missing:
            found &= self._alike(word)
        positions = list(compress(range(len(self._texts)), found.to_bytes(len(self._texts), "little")))
        return self._ordered(positions, folded, [word for word in words if word not in missing])

    def _scan(self, part: str) -> int:
        """Returns a number whose byte for each text is 1 where the text holds a part: quick to combine."""
        return int.from_bytes(bytes(map(contains, self._texts, repeat(part))), "little")

    def _marks(self, positions: Iterable[int]) -> int:
        """Returns such a number for these texts."""
        marks = bytearray(len(self._texts))
        for position in positions:
            marks[position] = 1
        return int.from_bytes(marks, "little")

    def _slipped(self, word: str) -> int:
        """Returns such a number for the texts that hold a word most like this one."""
        return self._marks(position for each in self._likest(word) for position in self._holders[each])

    def _ordered(self, found: list[int], query: str, words: Sequence[str]) -> list[int]:
        """Puts first what holds the query as it stands, then where its words begin a word."""
        if not words:
            return found
        as_typed, begun = [f" {query} "], [f" {word}" for word in words]
        ordered: list[int] = []
        for parts in (as_typed, [f" {query}"], begun):
            if len(found) > _MANY and parts is not as_typed:
                break
            fit, left = found, []
            for part in parts:
                fit, out = self._parted(fit, part)
                left += out
            ordered += fit
            found = sorted(left)
        return ordered + found

    def _parted(self, positions: Sequence[int], part: str) -> tuple[list[int], list[int]]:
        """Returns those of the texts that hold a part, and those that do not."""
        fit = list(map(contains, map(self._texts.__getitem__, positions), repeat(part)))
        return list(compress(positions, fit)), list(compress(positions, map(not_, fit)))

    def _likest(self, word: str) -> list[str]:
        """Returns the words whose beginnings differ least from a word, and in few letters.

        A letter that is left out, put in, mistaken, or changes places with the next one counts as one: the
        optimal string alignment distance (Boytsov 2011, ACM Journal of Experimental Algorithmics 16).
        """
        from rapidfuzz.distance import OSA, LCSseq
        from rapidfuzz.process import extract_iter

        limit = next((slips for length, slips in _SLIPS if len(word) >= length and word.isalpha()), 0)
        if not limit:
            return []
        # Each slip costs the longest common subsequence at most one letter: few words are left.
        alike = extract_iter(
            word,
            list(self._holders),
            scorer=LCSseq.similarity,
            processor=None,
            score_cutoff=len(word) - limit,
        )
        lengths = range(len(word) - limit, len(word) + limit + 1)
        slips = {other: min(OSA.distance(word, other[:length]) for length in lengths) for other, *_ in alike}
        least = min(slips.values(), default=limit)
        return [other for other in slips if slips[other] == least <= limit]
