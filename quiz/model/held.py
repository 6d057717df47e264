"""What figures need of a question."""

from datetime import date

from quiz.lean_typing import NamedTuple


class Held(NamedTuple):
    """What is held of a question that has been reviewed, as much as figures need."""

    stability: float
    """Days after which recall has fallen to 90%."""
    day: date
    """The study day of the last review."""
    due: date
    missed: bool
