"""The garbage collector, kept from looking for garbage where there is none."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from quiz import collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    # Another test may have started the program in this process.
    running, threshold = gc.isenabled(), gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    gc.enable()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    (gc.enable if running else gc.disable)()


def _is_old(what: object) -> bool:
    return any(each is what for each in gc.get_objects(generation=2))


def test_nothing_is_collected_meanwhile() -> None:
    with collecting.paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_made_meanwhile_counts_as_old_and_is_not_frozen() -> None:
    with collecting.paused():
        made = [[number] for number in range(2_000)]
    assert _is_old(made)
    assert gc.get_freeze_count() == 0


def test_what_was_frozen_before_stays_frozen() -> None:
    gc.freeze()
    with collecting.paused():
        pass
    assert gc.get_freeze_count()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with collecting.paused():
        pass
    assert not gc.isenabled()


def test_what_a_start_made_stays_and_the_collector_works_from_then_on_but_seldom() -> None:
    gc.disable()
    made = [[number] for number in range(2_000)]
    collecting.begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(made)
    assert gc.get_threshold()[0] > 700


def test_what_is_old_when_it_goes_is_let_go_of_while_little_else_is_made() -> None:
    class Ring:
        def __init__(self) -> None:
            self.itself = self

    collecting.begin()
    ring = Ring()
    gone = weakref.ref(ring)
    gc.collect(0)
    del ring
    assert gone() is not None
    _made = [[number] for number in range(60_000)]
    assert gone() is None
