"""Checking bank files: every error and all advice, with what stands in the file."""

from collections.abc import Iterable

from quiz import collecting
from quiz.bank import banks, clashes
from quiz.bank.advice import advise
from quiz.bank.files import Files
from quiz.bank.recovery import further_problems
from quiz.lean_typing import TYPE_CHECKING, NamedTuple
from quiz.model import Bank, Problem, Severity

if TYPE_CHECKING:
    from quiz.paths import AnyPath


class Checked(NamedTuple):
    """What was found in one file."""

    path: str
    data: bytes
    id: str
    """The bank's id, also where the bank cannot be used."""
    bank: Bank | None
    """The bank; None where there are errors."""
    problems: list[Problem]
    """Errors and advice, in order of their places."""


class Findings(NamedTuple):
    """What was found in all files."""

    files: list[Checked]
    problems: list[Problem]
    """All errors and advice, also on what could not be read, in order of their places."""

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def advice(self) -> int:
        """How many pieces of advice there are."""
        return len(self.problems) - self.errors


@collecting.paused()
def check(paths: "Iterable[AnyPath]", given: Iterable[tuple[str, bytes]] = ()) -> Findings:
    """Checks bank files, and the bank files in folders.

    Args:
        paths: The files and folders.
        given: Banks that are no files, each with a name for its places and its contents.
    """
    files = Files()
    contents = [*files.read(paths), *given]
    readings = [banks.read(data, path) for path, data in contents]
    twice = clashes(readings)
    clashing = {problem.place for problem in twice}
    checked = []
    for (path, data), reading in zip(contents, readings, strict=True):
        advice = advise(reading.bank, data) if reading.bank else []
        own = [problem for problem in twice if problem.place == reading.place]
        bank = None if reading.place in clashing else reading.bank
        further = further_problems(data, path, reading.problems)
        found = sorted([*reading.problems, *further, *own, *advice])
        checked.append(Checked(path, data, reading.id, bank, found))
    problems = [*files.problems, *(problem for file in checked for problem in file.problems)]
    return Findings(checked, sorted(dict.fromkeys(problems)))


def named(paths: "Iterable[AnyPath]") -> list[tuple[str, str]]:
    """Returns the id and the file of each bank in files and folders, also of those that cannot be used."""
    readings = [(banks.read(data, path).id, path) for path, data in Files().read(paths)]
    return [(bank, path) for bank, path in readings if bank]
