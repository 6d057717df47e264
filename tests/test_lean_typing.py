"""Named tuples that are made without typing are those that typing makes."""

import typing
from collections.abc import Callable

import pytest

from quiz import lean_typing

Made = Callable[..., tuple[object, ...]]

BODY = '''
class Place({base}):
    """A place in a file."""

    path: str
    line: "int"
    column: int = 1
    """From 1."""

    @property
    def shown(self):
        return f"{{self.path}}:{{self.line}}"

    def __str__(self):
        return self.shown
'''


def made(base: str) -> Made:
    names: dict[str, typing.Any] = {
        "lean": vars(lean_typing)["NamedTuple"],
        "typing": typing.NamedTuple,
        "__name__": "places",
    }
    exec(BODY.format(base=base), names)
    made: Made = names["Place"]
    return made


def test_what_is_made_is_what_typing_makes() -> None:
    lean, usual = made("lean"), made("typing")
    told = ("__name__", "__qualname__", "__module__", "__doc__", "__bases__", "__slots__", "_fields")
    for name in (*told, "_field_defaults", "__match_args__"):
        assert getattr(lean, name) == getattr(usual, name), name
    assert list(lean.__annotations__) == list(usual.__annotations__)


@pytest.mark.parametrize(
    ("values", "named"),
    [(("a", 1), {}), (("a", 1, 2), {}), (("a",), {"line": 3}), ((), {"path": "b", "line": 4})],
)
def test_values_are_given_in_order_or_by_name(values: tuple[object, ...], named: dict[str, object]) -> None:
    lean, usual = made("lean"), made("typing")
    place, meant = lean(*values, **named), usual(*values, **named)
    assert place == meant
    assert (repr(place), str(place)) == (repr(meant), str(meant))


@pytest.mark.parametrize("values", [(), ("a",), ("a", 1, 2, 3)])
def test_values_too_few_or_too_many_are_refused(values: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        made("lean")(*values)


def test_a_field_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        made("lean")("a", 1).line = 2  # type: ignore[attr-defined]


def test_every_name_is_one_of_typing() -> None:
    names = {name for name in vars(lean_typing) if not name.startswith("_")}
    assert names <= set(typing.__all__)
