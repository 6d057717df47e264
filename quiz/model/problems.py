"""What is wrong with a bank."""

from enum import StrEnum

from quiz.lean_typing import NamedTuple
from quiz.model.banks import Place


class Severity(StrEnum):
    """What a problem does to the bank that has it."""

    ERROR = "error"
    """The bank cannot be used."""
    ADVICE = "advice"
    """The bank can be used, and would be better otherwise."""


class Problem(NamedTuple):
    """One thing that is wrong with a bank, or that would be better otherwise."""

    place: Place
    code: str
    """A stable name in kebab-case, such as `unknown-key`."""
    message: str
    """What is wrong, for the author."""
    hint: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else "")
