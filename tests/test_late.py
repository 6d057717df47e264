"""Named tuples that are made in full with the first of them do what those of `typing` do."""

import copy
import gc
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from quiz import late


def declared(base: Any) -> Any:
    """Returns a class that nobody has used."""

    class Three(base):  # type: ignore[misc]
        first: int
        second: str = "two"
        third: tuple[int, ...] = ()

        @property
        def both(self) -> str:
            return f"{self.first}{self.second}"

        def __str__(self) -> str:
            return "three"

    return Three


both = pytest.mark.parametrize("base", [late.NamedTuple, typing.NamedTuple])


@both
@pytest.mark.parametrize(
    ("values", "named", "held"),
    [
        ((1,), {}, (1, "two", ())),
        ((1, "b", (3,)), {}, (1, "b", (3,))),
        ((1,), {"third": (3,)}, (1, "two", (3,))),
        ((), {"third": (3,), "first": 1, "second": "b"}, (1, "b", (3,))),
    ],
)
def test_values_are_given_by_place_by_name_or_not_at_all(
    base: Any, values: tuple[object, ...], named: dict[str, object], held: tuple[object, ...]
) -> None:
    kind = declared(base)
    for _ in range(2):
        made = kind(*values, **named)
        assert (type(made), made, hash(made)) == (kind, held, hash(held))
        assert (made.first, made.second, made.third) == held
        assert (made.both, str(made)) == (f"{held[0]}{held[1]}", "three")


@both
@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, "b", (), 4), {}), ((1,), {"first": 1}), ((1,), {"fourth": 4})],
)
def test_what_is_missing_too_much_or_unknown_is_refused(
    base: Any, values: tuple[object, ...], named: dict[str, object]
) -> None:
    kind = declared(base)
    for _ in range(2):
        with pytest.raises(TypeError):
            kind(*values, **named)


@both
def test_one_is_made_from_another_or_from_a_row(base: Any) -> None:
    kind = declared(base)
    assert kind._make([1, "b", ()]) == (1, "b", ())
    with pytest.raises(TypeError):
        kind._make([1, "b", (), 4])
    made = kind(1)
    assert made._replace(second="b", third=(3,)) == (1, "b", (3,))
    assert type(made._replace(first=2)) is kind
    with pytest.raises(ValueError, match="fourth"):
        made._replace(fourth=4)


@both
def test_it_can_be_looked_into(base: Any) -> None:
    kind = declared(base)
    assert kind._fields == ("first", "second", "third")
    match kind(1):
        case kind(first, third=()) as made:
            assert first == 1
            assert made._asdict() == {"first": 1, "second": "two", "third": ()}
            assert repr(made) == "Three(first=1, second='two', third=())"
        case _:
            pytest.fail("it does not match")


class Kept(late.NamedTuple):
    first: int
    second: str = "two"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_it_stays_as_it_is(again: Callable[[Kept], Kept]) -> None:
    made = Kept(1)
    with pytest.raises(AttributeError):
        made.first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        made.third = 3  # type: ignore[attr-defined]
    assert (type(again(made)), again(made)) == (Kept, made)


def test_a_class_can_be_made_in_full_at_once() -> None:
    kind = declared(late.NamedTuple)
    assert late.whole(kind) is kind
    assert tuple.__new__(kind, (1, "b", ())).second == "b"


def test_a_class_is_made_in_full_even_if_the_collector_comes_by() -> None:
    kind = declared(late.NamedTuple)
    before = gc.get_threshold()
    collects = gc.isenabled()
    gc.enable()
    gc.set_threshold(1, 1, 1)
    try:
        late.whole(kind)
    finally:
        gc.set_threshold(*before)
        if not collects:
            gc.disable()
    assert kind(1).second == "two"
