"""Goes on with a search between the keys."""

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable
from time import perf_counter
from typing import Any, Generic, TypeVar

from textual.screen import Screen

from quiz.portions import Growing, Portions, finished

_AT_ONCE, _MEANWHILE = 0.008, 0.004
"""Seconds of work for which its own key waits, so that what they find is shown with it, and any other."""

_PAUSE, _REST = 0.002, 0.3
"""Seconds in which keys and frames have their turn, and from a search to what is done ahead."""

T = TypeVar("T")


class Finder(Generic[T]):
    """Has one search at a time, of which no key waits for the end; another one takes its place.

    Args:
        screen: Where it is searched.
        some: Is given what is known of what will be found, or None, whenever keys have their turn.
        found: Is given what was found.
    """

    def __init__(
        self, screen: Screen[Any], some: Callable[[T | None], None], found: Callable[[T], None]
    ) -> None:
        self._screen = screen
        self._some = some
        self._found = found
        self._search: Growing[T] | None = None
        self._ahead: Portions[None] | None = None
        self._wait: TimerHandle | None = None
        """Until it goes on."""

    def prepare(self, ahead: Portions[None]) -> None:
        """Makes ready for searches while there is none."""
        self._ahead = ahead
        self._go_on_in(_PAUSE)

    def begin(self, search: Growing[T]) -> None:
        """Searches."""
        self._search = search
        self._look(search, _AT_ONCE)

    def finish(self) -> None:
        """Waits for the end of the search: a key is to act on what is found."""
        if self._search is not None:
            self._end(finished(self._search))

    def _look(self, search: Growing[T], seconds: float) -> None:
        try:
            known = _spend(seconds, search)
        except StopIteration as end:
            self._end(end.value)
        else:
            self._go_on_in(_PAUSE)
            self._some(known)

    def _end(self, found: T) -> None:
        self._search = None
        self._go_on_in(_REST)
        self._found(found)

    def _go_on_in(self, seconds: float) -> None:
        if self._wait is not None:
            self._wait.cancel()
        # One of Textual's timers that is late does not go off at all.
        self._wait = get_running_loop().call_later(seconds, self._screen.call_later, self._go_on)

    def _go_on(self) -> None:
        if self._search is not None:
            self._look(self._search, _MEANWHILE)
        elif self._ahead is not None:
            try:
                _spend(_MEANWHILE, self._ahead)
            except StopIteration:
                self._ahead = None
            else:
                self._go_on_in(_PAUSE)


def _spend(seconds: float, work: Growing[T]) -> T | None:
    """Spends some time on some work, and returns what is known of what comes of it.

    Raises:
        StopIteration: It has come to its end.
    """
    until = perf_counter() + seconds
    known = next(work)
    while perf_counter() < until:
        known = next(work)
    return known
