"""How a sitting goes from screen to screen."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from quiz.sitting import Sitting

Go: TypeAlias = Callable[[Sitting], Awaitable[None]]
"""Shows the next screen of a sitting.

It is awaited within the key that asked for it, so that a key typed ahead meets the new screen.
"""
