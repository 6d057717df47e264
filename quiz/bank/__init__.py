"""Bank files: YAML that people write, read into questions with every problem named by its place."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quiz import collecting, late, model
from quiz.bank.cache import Cache
from quiz.bank.files import File, Files, Reading
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank, Library
from quiz.text import one_line

__all__ = ["EXPLANATIONS", "Cache", "Code", "load", "read"]

if TYPE_CHECKING:
    from quiz.bank.codes import EXPLANATIONS, Code
    from quiz.model import Problem
    from quiz.paths import AnyPath
else:
    __getattr__ = late.names(__name__, {"EXPLANATIONS": "codes", "Code": "codes"})


def load(paths: "Iterable[AnyPath]", cache: Cache | None = None) -> Library:
    """Reads bank files, and the bank files in folders and the folders in them.

    What has a problem is left out, whole, and everything else can be used. In a folder, names that begin
    with a dot and links to folders are passed over. A file that is reached twice is read once.

    Args:
        paths: The files and folders.
        cache: Spares reading what has been read before; None to read everything.

    Returns:
        The banks in the order of the paths, those of a folder in order of their names; and all that is
        wrong with the others, in order of their places.
    """
    files = Files(cache.find) if cache else Files()
    with collecting.paused():
        readings = [_reading(file, cache) for file in files.find(paths)]
    if cache:
        cache.tidy()
    twice = clashes(readings)
    problems = [*files.problems, *twice, *(problem for reading in readings for problem in reading.problems)]
    clashing = {problem.place for problem in twice}
    usable = (reading.bank for reading in readings if reading.bank and reading.place not in clashing)
    return Library(tuple(usable), tuple(sorted(dict.fromkeys(problems))))


def _reading(file: File, cache: Cache | None) -> Reading:
    if file.known is not None:
        return file.known
    from quiz.bank import banks

    reading = banks.read(file.data, file.path)
    return cache.keep(file.path, file.status, reading) if cache else reading


def read(data: bytes, path: "AnyPath") -> "tuple[Bank | None, list[Problem]]":
    """Reads one bank without touching the disk.

    Args:
        data: The contents of the file.
        path: Where the file is, for the places of questions and problems.

    Returns:
        The bank, or None if there is any problem; and the problems in order of their places.
    """
    from quiz.bank import banks

    reading = banks.read(data, os.fspath(path))
    return reading.bank, sorted(reading.problems)


def clashes(readings: Iterable[Reading]) -> "list[Problem]":
    """Returns a problem for each file that cannot be used since another one has its bank id as well.

    Of files that hold the same, the first is used.
    """
    named = defaultdict(list)
    for reading in readings:
        if reading.place:
            named[reading.id].append(reading)
    several = ((name, among) for name, among in named.items() if len(among) > 1)
    return [problem for name, among in several for problem in _clash(name, among)]


def _clash(name: str, among: Sequence[Reading]) -> "Iterator[Problem]":
    """Yields the problems of the files that have the same bank id."""
    from quiz.bank.codes import Code

    places = [reading.place for reading in among if reading.place]
    first = places[0]
    if all(_alike(among[0].bank, reading.bank) for reading in among[1:]):
        message = f"this is the same bank as {one_line(first.path)}, which is used"
        for place in places[1:]:
            yield model.Problem(place, Code.DUPLICATE_BANK, message, "delete one of the two files")
        return
    for place in places:
        other = places[1] if place is first else first
        message = f"the bank id “{name}” is taken twice, also at {one_line(str(other))}"
        hint = "give one of the banks another id; until then neither is used"
        yield model.Problem(place, Code.DUPLICATE_BANK, message, hint)


def _alike(one: Bank | None, other: Bank | None) -> bool:
    """Says whether two banks hold the same, wherever they stand."""
    if one is None or other is None or len(one.questions) != len(other.questions):
        return False
    pairs = zip(one.questions, other.questions, strict=True)
    return (one.title, one.about) == (other.title, other.about) and all(
        question._replace(place=same.place) == same for question, same in pairs
    )
