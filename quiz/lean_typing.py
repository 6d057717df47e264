"""What the modules take of typing, without importing it: that takes as long as opening a hundred banks.

To a type checker each name is that of typing. At run time most of them stand for nothing; an alias that takes
a parameter needs typing itself.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Generic as Generic
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
    from typing import NoReturn as NoReturn
    from typing import Protocol as Protocol
    from typing import Self as Self
    from typing import TextIO as TextIO
    from typing import TypeAlias as TypeAlias
    from typing import TypeGuard as TypeGuard
    from typing import TypeVar as TypeVar
    from typing import assert_never as assert_never
    from typing import overload as overload
else:

    class _Nothing:
        """May be a base, and be given parameters."""

        def __class_getitem__(cls, _):
            return cls

    Any = Generic = Literal = NoReturn = Protocol = Self = TextIO = TypeAlias = TypeGuard = _Nothing

    def TypeVar(name, *constraints, bound=None):  # noqa: N802
        """Stands for a type."""
        return _Nothing

    def overload(function):
        """Leaves a function as it is: the last one of its name stays."""
        return function

    def assert_never(value):
        """Says that a case was forgotten."""
        raise AssertionError(f"There is no case for {value!r}.")

    class _Fields(type):
        """Makes a named tuple of a class whose annotations say the fields."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            from collections import namedtuple

            # From Python 3.14 on a class has its annotations only once it is made.
            fields = body.get("__annotations__") or super().__new__(cls, name, bases, body).__annotations__
            made = namedtuple(name, fields, defaults=[body[field] for field in fields if field in body])
            for key, value in body.items():
                if key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Fields):
        """The base of named tuples."""
