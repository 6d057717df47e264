"""Work that is done in portions: between two of them, a key can be answered."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Portions: TypeAlias = Generator[None, None, T]
"""Yields after each portion, and returns what came of it."""


def done(work: Portions[T], most: int) -> T | None:
    """Does at most so many portions more; returns what came of it, or None where more is left to do."""
    try:
        for _ in range(most):
            next(work)
    except StopIteration as end:
        result: T = end.value
        return result
    return None


def finished(work: Portions[T]) -> T:
    """Does all that is left of some work, and returns what came of it."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
