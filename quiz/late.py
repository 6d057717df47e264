"""What is not needed costs no start: names are imported, and classes made in full, when they are used."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

TYPE_CHECKING = False  # typing's own costs a prompt dear


def names(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Returns the `__getattr__` of a package (PEP 562).

    Args:
        package: Its name.
        homes: The module of the package that each of its names is defined in.
    """

    def look(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return look


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
    from typing import TypeVar

    _T = TypeVar("_T", bound=tuple[object, ...])

    def whole(cls: type[_T]) -> type[_T]:
        """Gives a class of named tuples all that it was declared without, and returns it."""

else:

    class _Named(type):
        """Makes the classes, as they are written for `typing.NamedTuple`."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            own = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            return super().__new__(cls, name, bases, body | own)

    class NamedTuple(tuple, metaclass=_Named):
        """The base of named tuples that are made in full by `collections.namedtuple` with the first of them.

        That compiles a function for each class. Some seventy are declared before the first question, and
        most are not used by then.
        """

        def __new__(cls, *values, **named):
            """Makes the first one; the next are made by what stands in the place of this by then."""
            return whole(cls)(*values, **named)

        @classmethod
        def _make(cls, values):
            return whole(cls)._make(values)

    def whole(cls):  # noqa: D103 -- it is above
        from collections import namedtuple

        # Held to the end: a class that nobody holds is emptied when the collector comes by.
        made = namedtuple(cls.__name__, cls._fields, defaults=cls._field_defaults.values())
        # What makes one comes last: no other thread may meet one that lacks something.
        for name in (*cls._fields, "_replace", "_asdict", "__getnewargs__", "__repr__", "_make", "__new__"):
            if name not in vars(cls):
                setattr(cls, name, vars(made)[name])
        return cls
