"""How a sitting goes from screen to screen."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from quiz.sitting import Sitting
from quiz.study import Paper

Go: TypeAlias = Callable[[Sitting], Awaitable[None]]
"""Shows the next screen of a sitting.

It is awaited within the key that asked for it, so that a key typed ahead meets the new screen.
"""

Begin: TypeAlias = Callable[[Paper], Awaitable[None]]
"""Begins a test; awaited within the key that asked for it."""


class MakesWay:
    """A screen that is left for good when it opens another: it asks what to do, or tells how it went."""
