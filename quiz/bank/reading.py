"""What became of one bank file."""

from typing import NamedTuple

from quiz.model import Bank, Place, Problem


class Reading(NamedTuple):
    """What became of one file."""

    bank: Bank | None
    problems: list[Problem]
    id: str = ""
    """The bank's id, also where the bank cannot be used."""
    place: Place | None = None
    """Where the id stands."""
