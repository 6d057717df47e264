"""The garbage collector, kept from looking for garbage where there is none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 10_000
"""Things made until they are looked through: a frame makes thousands, hardly one of them garbage."""

_OLDER = 3
"""How often that is done until those left by it are looked through as well, and likewise all others. What has
shown a question refers to itself, and is no longer young when it goes: with Python's ten, that of dozens of
questions is held, and a key has to wait until all of it is let go of at once."""


def begin() -> None:
    """Has the collector work from now on, seldom; what there is by now counts as made to stay.

    It is off from the start of the program: nothing that is imported and made before the first question or
    screen is garbage.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDER)
    gc.enable()


@contextmanager
def paused() -> Iterator[None]:
    """Keeps the collector from looking through what is being made, again and again.

    Then what has been made counts as old: the next small thing does not have all of it looked through.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                # One after the other they make everything old, and leave nothing frozen.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
