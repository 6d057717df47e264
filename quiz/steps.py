"""What has happened in a sitting: answers, how they turned out, and what else moved through its queue."""

import functools
from collections.abc import Callable, Iterable, Iterator

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, NamedTuple
from quiz.model import Key, Outcome

if TYPE_CHECKING:
    from quiz.model import Aside, Reviewed, Skip, Step


class Tally(NamedTuple):
    """How a set of first answers turned out."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    points: float = 0.0
    """The sum of their scores."""

    def plus(self, answer: "Reviewed") -> "Tally":
        """Returns the tally with one more answer."""
        return Tally(
            self.right + (answer.outcome is Outcome.RIGHT),
            self.partly + (answer.outcome is Outcome.PARTLY),
            self.wrong + (answer.outcome is Outcome.WRONG),
            self.points + answer.score,
        )

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return self.right + self.partly + self.wrong

    @property
    def score(self) -> float:
        """The mean score, from 0 to 1; 0 where nothing was answered."""
        return self.points / self.answered if self.answered else 0.0


def tally(answers: "Iterable[Reviewed]") -> Tally:
    """Returns how the answers turned out."""
    return functools.reduce(Tally.plus, answers, Tally())


_OUTCOMES = tuple(Outcome)
_PACKED = "<dq4B16s"
"""Score, milliseconds, place among the outcomes, hinted, first, back; the bytes of the review's id."""
_SIZE = 36
"""Bytes of that."""

_TOGETHER = 13
"""So many answers are held in one piece: as many as Python's own allocator has room for in one, 512 bytes."""


def _packed(answer: "Reviewed") -> bytes:
    from struct import pack
    from uuid import UUID

    outcome = _OUTCOMES.index(answer.outcome)
    flags = answer.hinted, answer.first, answer.back
    return pack(_PACKED, answer.score, answer.milliseconds, outcome, *flags, UUID(answer.review).bytes)


def _unpacked(packed: bytes, key: Key) -> "Reviewed":
    from struct import unpack
    from uuid import UUID

    score, milliseconds, outcome, hinted, first, back, review = unpack(_PACKED, packed)
    flags = bool(hinted), bool(first), bool(back)
    return model.Reviewed(str(UUID(bytes=review)), key, _OUTCOMES[outcome], score, milliseconds, *flags)


class Steps:
    """The moves through a queue, the last one first. An answer is held packed: a sitting may have thousands.

    Args:
        key: Returns what names the question at a place of the queue.
    """

    def __init__(self, key: Callable[[int], Key]) -> None:
        self._key = key
        self._held: list[bytes | Aside | Skip] = []
        """Answers that follow each other are together, each packed."""
        self.at = 0
        """The place in the queue to which they lead."""

    def __iter__(self) -> "Iterator[Step]":
        at = self.at
        for held in reversed(self._held):
            if isinstance(held, bytes):
                for end in range(len(held), 0, -_SIZE):
                    at -= 1
                    yield _unpacked(held[end - _SIZE : end], self._key(at))
            else:
                at -= _moves(held)
                yield held

    def add(self, step: "Step") -> None:
        """Makes a move."""
        self.at += _moves(step)
        if not isinstance(step, model.Reviewed):
            self._held.append(step)
            return
        last = self._held[-1] if self._held else None
        if isinstance(last, bytes) and len(last) < _TOGETHER * _SIZE:
            self._held[-1] = last + _packed(step)
        else:
            self._held.append(_packed(step))

    def take_back(self) -> "Step":
        """Takes back the last move."""
        step = next(iter(self))
        self.at -= _moves(step)
        last = self._held.pop()
        if isinstance(last, bytes) and len(last) > _SIZE:
            self._held.append(last[:-_SIZE])
        return step


def _moves(step: "Step") -> int:
    """Returns by how many places a step goes on."""
    return step.moves if isinstance(step, model.Aside) else 1
