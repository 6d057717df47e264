"""What became of one bank file."""

from typing import TYPE_CHECKING, NamedTuple

from quiz.model import Bank, Place

if TYPE_CHECKING:
    from quiz.model import Problem


class Reading(NamedTuple):
    """What became of one file."""

    bank: Bank | None
    problems: list["Problem"]
    id: str = ""
    """The bank's id, also where the bank cannot be used."""
    place: Place | None = None
    """Where the id stands."""
