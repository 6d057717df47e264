"""Named tuples that are made without typing are those that typing makes."""

import copy
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
    told = ("__name__", "__qualname__", "__module__", "__doc__", "__slots__", "_fields")
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


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("a",), {}),
        (("a", 1, 2, 3), {}),
        (("a",), {"path": "b", "line": 1}),
        (("a", 1), {"row": 2}),
        (("a", 1, 2), {"column": 2}),
        ((), {"line": 1}),
    ],
)
def test_values_too_few_too_many_or_unknown_are_refused(
    values: tuple[object, ...], named: dict[str, object]
) -> None:
    for made_by in made("lean"), made("typing"):
        with pytest.raises(TypeError):
            made_by(*values, **named)


def test_they_behave_as_those_of_typing() -> None:
    lean, usual = made("lean")("a", 1), made("typing")("a", 1)
    for done in (
        "place == ('a', 1, 1) and hash(place) == hash(('a', 1, 1)) and isinstance(place, tuple)",
        "place._replace(line=5), place._asdict(), place.shown, place.column, place[1:]",
        "copy.copy(place) == place, type(copy.copy(place)) is type(place), not hasattr(place, '__dict__')",
        "[(path, line) for path, line, _ in [place]], type(place)._make(['b', 2, 3])",
        "sorted([place, place._replace(path='A')])",
    ):
        names = {"copy": copy}
        assert eval(done, {**names, "place": lean}) == eval(done, {**names, "place": usual}), done
    match lean:
        case (path, line, _) if (path, line) == ("a", 1):
            pass
        case _:
            pytest.fail("it does not match as a tuple")
    for place in lean, usual:
        with pytest.raises(TypeError):
            type(place)._make(["a"])  # type: ignore[attr-defined]
        with pytest.raises((TypeError, ValueError)):
            place._replace(row=1)  # type: ignore[attr-defined]


def test_a_field_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        made("lean")("a", 1).line = 2  # type: ignore[attr-defined]


def test_every_name_is_one_of_typing() -> None:
    names = {name for name in vars(lean_typing) if not name.startswith("_")}
    assert names <= set(typing.__all__)
