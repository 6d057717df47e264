"""Named tuples whose classes are quickly made.

Some eighty of them are made before a first question is asked. `typing.NamedTuple` compiles a function for
each of its classes, which takes most of the time; here they share one. To type checkers these are
`typing.NamedTuple`, whose every use works here too.
"""

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: TID251
else:
    _Longest = namedtuple("_Longest", [f"at_{place}" for place in range(32)])
    _GETTERS = [vars(_Longest)[name] for name in _Longest._fields]
    """What looks up each place of a tuple: any named tuple's will do."""

    class _Maker(type):
        """Makes the classes, as they are written for `typing.NamedTuple`."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"in {name}, a field without a default follows one that has one")
            body.update(zip(fields, _GETTERS[: len(fields)], strict=True))
            body.update(__slots__=(), __match_args__=fields, _fields=fields, _field_defaults=defaults)
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Maker):
        """A tuple whose places have names, and where they are given, defaults."""

        def __new__(cls, *values, **named):
            """Makes one; what is not given has its default."""
            if named or len(values) != len(cls._fields):
                values = cls._complete(values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _complete(cls, values, named):
            left = cls._fields[len(values) :]
            given = cls._field_defaults | named if named else cls._field_defaults
            try:
                complete = (*values, *[given[field] for field in left])
            except KeyError as missing:
                raise TypeError(f"{cls.__name__} needs {missing}") from None
            if len(complete) != len(cls._fields) or not named.keys() <= set(left):
                raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}, each once")
            return complete

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changed):
            made = self._make(map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"{type(self).__name__} has no {', '.join(changed)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            held = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({held})"

        def __getnewargs__(self):
            return tuple(self)
