"""Work that is done in portions: between two of them, a key can be answered."""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Portions: TypeAlias = Generator[None, None, T]
"""Yields after each portion, and returns what came of it."""

Growing: TypeAlias = Generator[T | None, None, T]
"""Likewise, but yields what is known by then of what comes of it, or None where that is nothing."""


def quietly(work: Growing[T]) -> Portions[T]:
    """Does some work without saying what is known before its end."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        yield


def finished(work: Growing[T]) -> T:
    """Does all that is left of some work, and returns what came of it."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
