"""What is measured within a process: `python -m benchmarks.speed.worker WHAT …` prints figures as JSON."""

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.speed.banks import bank_id

ANSWERS = 50
"""Of each of these the middle one counts."""


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- a learner who studies now


def _timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def load(folder: str) -> dict[str, float]:
    """Reads banks with all checking, from importing what reads them on."""

    def read() -> None:
        from quiz.bank import load

        load([Path(folder)])

    return {"load": _timed(read)}


def events(folder: str) -> dict[str, float]:
    """Reads the bare events of libyaml from the same bytes, from its import on, and throws them away."""

    def parse() -> None:
        import yaml

        for path in sorted(Path(folder).iterdir()):
            for _ in yaml.parse(path.read_bytes(), yaml.CSafeLoader):
                pass

    return {"events": _timed(parse)}


def sitting(folder: str, progress: str) -> dict[str, float]:
    """Begins a sitting of what is due; then goes through one of known questions, due or not.

    The banks have been read once before. Before each answer the disk takes in a bare row: how long that
    takes changes from one second to the next.
    """
    from quiz.bank import Cache, load
    from quiz.memory import replay
    from quiz.model import Key
    from quiz.store import ProgressFile
    from quiz.study import Study
    from tests.support import right_response

    # What is kept of the log is kept beside it, as the banks are, and not among the user's own.
    os.environ["XDG_CACHE_HOME"] = str(Path(progress).parent)
    with ProgressFile.open(Path(progress), replay, _now()) as store, _bare_commit(progress) as commit:
        store.before_change_of_day(_now())
        library = load([Path(folder)], Cache(Path(progress).with_name("banks")))
        study = Study(library, store, _now, Random(1))
        begin = _timed(study.study)
        (bank,) = study.shelf.chosen([bank_id(0)])
        going = study.drill(Key(bank.id, name) for name in bank.questions.ids[:ANSWERS])
        committed: list[float] = []
        answered: list[float] = []
        following: list[float] = []
        while going.current is not None:
            response = right_response(going.current.kind)
            committed.append(_timed(commit))
            answered.append(_timed(partial(study.answer, going, response)))
            following.append(_timed(partial(study.advance, going)))
    return {
        "begin": begin,
        "commit of a bare row": median(committed),
        "answer": median(answered),
        "next": median(following),
    }


@contextmanager
def _bare_commit(beside: str) -> Iterator[Callable[[], object]]:
    """Gives what has the disk take in one row in the way that SQLite is told to by the program."""
    with (
        tempfile.TemporaryDirectory(dir=Path(beside).parent) as folder,
        closing(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)) as bare,
    ):
        bare.execute("PRAGMA synchronous = EXTRA")
        bare.execute("CREATE TABLE log (number INTEGER PRIMARY KEY, text TEXT)")
        yield partial(bare.execute, "INSERT INTO log (text) VALUES (?)", ("x" * 400,))


def disk(beside: str) -> dict[str, float]:
    """Has the disk take in one small write, and one row."""
    with tempfile.TemporaryDirectory(dir=Path(beside).parent) as folder, _bare_commit(beside) as commit:
        descriptor = os.open(Path(folder) / "small", os.O_RDWR | os.O_CREAT)
        page = b"x" * 4096

        def sync() -> None:
            os.pwrite(descriptor, page, 0)
            os.fsync(descriptor)

        syncs = [_timed(sync) for _ in range(ANSWERS)]
        os.close(descriptor)
        commits = [_timed(commit) for _ in range(ANSWERS)]
    return {"sync": median(syncs), "commit of a bare row": median(commits)}


if __name__ == "__main__":
    measured: dict[str, Callable[..., dict[str, float]]] = {
        "load": load,
        "events": events,
        "sitting": sitting,
        "disk": disk,
    }
    sys.stdout.write(json.dumps(measured[sys.argv[1]](*sys.argv[2:])))
