"""What the modules take of typing, without importing it: a fifteenth of the way to the first question.

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

    from collections import _tuplegetter

    class _Fields(type):
        """Makes a tuple with names of a class whose annotations say them, and that may give defaults."""

        def __new__(cls, name, bases, body):
            # From Python 3.14 on a class has its annotations only once it is made.
            said = body.get("__annotations__") or super().__new__(cls, name, (), dict(body)).__annotations__
            fields = tuple(said)
            defaults = {field: body[field] for field in fields if field in body}
            body |= {
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
            }
            body |= {field: _tuplegetter(place, None) for place, field in enumerate(fields)}
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Fields):
        """The base of named tuples, which behave as those of typing.

        Those have each a constructor that is compiled when the class is made: thirty of them take a twentieth
        of the way to the first question.
        """

        def __new__(cls, *values, **named):
            """Makes one of what is given, in order or by name, and of defaults."""
            if named or len(values) != len(cls._fields):
                values = cls._filled(values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _filled(cls, values, named):
            rest = cls._fields[len(values) :]
            given = cls._field_defaults | named
            if len(values) > len(cls._fields) or not named.keys() <= set(rest) <= given.keys():
                raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
            return (*values, *[given[field] for field in rest])

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **named):
            return type(self)(**{**self._asdict(), **named})

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            given = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({given})"

        def __getnewargs__(self):
            return tuple(self)
