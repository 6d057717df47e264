"""Named tuples of our own do what those of `typing` do."""

import copy
import pickle
import typing
from typing import Any

import pytest

from quiz import records


class Ours(records.NamedTuple):
    first: int
    second: str = "two"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


class Theirs(typing.NamedTuple):  # noqa: TID251 -- ours is held against it
    first: int
    second: str = "two"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


both = pytest.mark.parametrize("kind", [Ours, Theirs])


@both
@pytest.mark.parametrize(
    ("values", "named", "held"),
    [
        ((1,), {}, (1, "two", ())),
        ((1, "b"), {}, (1, "b", ())),
        ((1, "b", (3,)), {}, (1, "b", (3,))),
        ((), {"first": 1}, (1, "two", ())),
        ((1,), {"third": (3,)}, (1, "two", (3,))),
        ((), {"third": (3,), "first": 1, "second": "b"}, (1, "b", (3,))),
    ],
)
def test_values_are_given_by_place_by_name_or_not_at_all(
    kind: Any, values: tuple[object, ...], named: dict[str, object], held: tuple[object, ...]
) -> None:
    made = kind(*values, **named)
    assert made == held
    assert hash(made) == hash(held)
    assert (made.first, made.second, made.third) == held
    assert made.both == f"{held[0]}{held[1]}"


@both
@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((), {"second": "b"}),
        ((1, "b", (), 4), {}),
        ((1,), {"first": 1}),
        ((1, "b", ()), {"third": ()}),
        ((1,), {"fourth": 4}),
        ((1, "b", ()), {"fourth": 4}),
    ],
)
def test_what_is_missing_too_much_or_unknown_is_refused(
    kind: Any, values: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        kind(*values, **named)


@both
def test_one_is_made_from_another(kind: Any) -> None:
    made = kind(1)
    assert made._replace(second="b", third=(3,)) == (1, "b", (3,))
    assert type(made._replace(first=2)) is kind
    with pytest.raises(ValueError, match="fourth"):
        made._replace(fourth=4)
    assert kind._make([1, "b", ()]) == (1, "b", ())
    with pytest.raises(TypeError):
        kind._make([1, "b", (), 4])


@both
def test_it_can_be_looked_into(kind: Any) -> None:
    made = kind(1)
    assert made._asdict() == {"first": 1, "second": "two", "third": ()}
    assert repr(made) == f"{kind.__name__}(first=1, second='two', third=())"
    assert kind._fields == ("first", "second", "third")
    match made:
        case kind(first, second="two"):
            assert first == 1
        case _:
            pytest.fail("it does not match")


@both
def test_it_stays_as_it_is(kind: Any) -> None:
    made = kind(1)
    for name in ("first", "fourth"):
        with pytest.raises(AttributeError):
            setattr(made, name, 2)
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert (type(again), again) == (kind, made)


@pytest.mark.parametrize("base", [records.NamedTuple, typing.NamedTuple])  # noqa: TID251
def test_no_field_without_a_default_follows_one_that_has_one(base: Any) -> None:
    with pytest.raises(TypeError):
        exec("class Odd(base):\n    first: int = 1\n    second: str", {"base": base})
