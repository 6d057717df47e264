"""How questions do, read from one progress file or from those of many learners."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from quiz.errors import QuizError
from quiz.model import Key, Parameters, Progress, Question, Review
from quiz.stats.items import Items
from quiz.store import ProgressFile
from quiz.study.shelf import Shelf

_PORTION = 200


def own(shelf: Shelf, store: ProgressFile, banks: Sequence[str] = ()) -> Items:
    """Returns how the questions of these banks, or of all, do with one learner.

    Raises:
        QuizError: A bank is not there.
    """
    items = _items(shelf, banks)
    items.add(_histories(store))
    return items


def of_files(shelf: Shelf, paths: Iterable[Path], now: datetime, banks: Sequence[str] = ()) -> Items:
    """Returns how the questions of these banks, or of all, do with many learners.

    Args:
        shelf: The banks in use.
        paths: A file for each learner: a log of JSON lines, or a progress file. None is changed.
        now: The present moment.
        banks: Their ids.

    Raises:
        BadLog: Lines of a log are wrong; they are named.
        ProgressError: A file cannot be read.
        QuizError: A bank is not there, or two files hold an answer of the same learner.
    """
    items = _items(shelf, banks)
    known: dict[str, Path] = {}
    for path in paths:
        with ProgressFile.open_copy(None, _no_progress) as learner:
            learner.merge(path, now)
            items.add(_told_apart(_histories(learner), path, known))
    return items


def _items(shelf: Shelf, banks: Sequence[str]) -> Items:
    wanted = shelf.checked(banks)

    def find(key: Key) -> Question | None:
        return shelf.questions.get(key) if key.bank in wanted else None

    return Items(find)


def _histories(store: ProgressFile) -> Iterator[list[Review]]:
    keys = store.answered()
    for start in range(0, len(keys), _PORTION):
        yield from store.histories(keys[start : start + _PORTION])


def _told_apart(
    histories: Iterable[list[Review]], path: Path, known: dict[str, Path]
) -> Iterator[list[Review]]:
    """Gives the histories, having looked whether a file before has their first answers, too."""
    for reviews in histories:
        first = reviews[0].id
        if first in known:
            raise QuizError(
                f"{path} and {known[first]} hold an answer of the same learner.",
                "Name one file for each learner; `tillerson-quiz merge` joins two of one learner's.",
            )
        known[first] = path
        yield reviews


def _no_progress(
    _key: Key, _reviews: Sequence[Review], _parameters: Parameters | None, _before: Progress | None
) -> Progress | None:
    """Derives nothing: the answers alone are looked at."""
    return None
