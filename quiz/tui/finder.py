"""Goes on with a search between the keys."""

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.screen import Screen
from textual.timer import Timer

from quiz.portions import Portions, done, finished

_AT_ONCE = 6
"""Portions of a search for which a key waits, so that what it finds is shown with the key."""

_PAUSE, _REST = 0.002, 0.3
"""Seconds from one portion that is made ready to the next, and from a key: whoever types has no wait."""

T = TypeVar("T")


class Finder(Generic[T]):
    """Has one search at a time, of which no key waits for the end; another one takes its place.

    Args:
        screen: Where it is searched.
        found: Is given what was found.
    """

    def __init__(self, screen: Screen[None], found: Callable[[T], None]) -> None:
        self._screen = screen
        self._found = found
        self._search: Portions[T] | None = None
        self._ahead: Portions[None] | None = None
        self._wait: Timer | None = None
        """Until the next portion is made ready; None where nothing is left to do ahead."""

    def prepare(self, ahead: Portions[None]) -> None:
        """Makes ready for searches while there is none."""
        self._ahead = ahead
        self._prepare_in(_PAUSE)

    def _prepare_in(self, seconds: float) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._wait = self._screen.set_timer(seconds, self._prepare)

    def _prepare(self) -> None:
        self._wait = None
        for _ in self._ahead or ():
            self._prepare_in(_PAUSE)
            return

    def begin(self, search: Portions[T]) -> None:
        """Searches."""
        if self._wait is not None:
            self._prepare_in(_REST)
        self._search = search
        self._go_on(search)

    def _go_on(self, search: Portions[T]) -> None:
        if search is self._search:
            found = done(search, _AT_ONCE)
            if found is None:
                self._screen.call_later(self._go_on, search)
            else:
                self._end(found)

    def finish(self) -> None:
        """Waits for the end of the search: a key is to act on what is found."""
        if self._search is not None:
            self._end(finished(self._search))

    def _end(self, found: T) -> None:
        self._search = None
        self._found(found)
