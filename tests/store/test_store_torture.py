"""Processes that are killed, that answer at once, and files that are damaged: nothing acknowledged is lost.

`TORTURE=100 pytest -s --timeout 0 FILE` does a hundred times as much and says how much.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from math import inf
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.model import Key
from quiz.store import Summary, backups, database, look, restore
from quiz.store.form import VERSION
from tests.store.first_version import first_version
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")

ANSWERS = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz.memory import replay
from quiz.model import Chosen, Confidence, Key, Mode, Outcome, Rating, Review
from quiz.store import NotSaved, ProgressFile, new_id

path, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
rng = Random(seed)
now = datetime(2026, 1, 5, 18, tzinfo=UTC)
with ProgressFile.open(path, replay, now) as file:
    for _ in range(count):
        now += timedelta(minutes=rng.randrange(600))
        rating = rng.choice(list(Rating))
        review = Review(
            new_id(now, rng), now, 0, now.date(), Key("capitals", rng.choice(["france", "norway"])), "f",
            "choice", Mode.STUDY, Chosen("Paris"), 1.0, Outcome.RIGHT, Confidence.UNSAID, False, rating, 900,
            "s", file.device,
        )
        while True:
            try:
                file.record(review)
                break
            except NotSaved as error:
                print("again", error, file=sys.stderr)
        sys.stdout.write(review.id + "\\n")
        sys.stdout.flush()
"""


def answering(path: Path, seed: int, count: int) -> "subprocess.Popen[str]":
    """Starts a process that records answers and says the id of each when it has been saved."""
    return subprocess.Popen(
        [sys.executable, "-c", ANSWERS, str(path), str(seed), str(count)], stdout=subprocess.PIPE, text=True
    )


def test_what_was_acknowledged_before_a_kill_is_there(
    path: Path, open_file: "OpenFile", events: "Events", times: int
) -> None:
    rng = Random(times)
    acknowledged: set[str] = set()
    journal = Path(f"{path}-journal")
    kills = 4 * times
    for seed in range(kills):
        with answering(path, seed, 1_000_000) as process:
            assert process.stdout
            acknowledged |= {process.stdout.readline().strip() for _ in range(rng.randint(1, 15))}
            for _ in range(
                rng.randrange(2000)
            ):  # looks at the journal, which is there while an answer is written
                while not journal.exists():
                    assert process.poll() is None
            process.kill()
            acknowledged |= {line.strip() for line in process.stdout if line.endswith("\n")}
        with open_file(path) as file:
            assert acknowledged <= {event.id for event in file.log()}
            assert [each for each in file.check(events.now) if each.code != "future"] == []
    sys.stdout.write(f"{kills} kills, {len(acknowledged)} answers acknowledged, 0 lost\n")
    assert len(acknowledged) > 10


def test_processes_that_answer_at_once_lose_nothing(
    path: Path, open_file: "OpenFile", events: "Events", times: int
) -> None:
    each = 20 * times
    processes = [answering(path, seed, each) for seed in range(3)]
    acknowledged = [line.strip() for process in processes for line in process.communicate()[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0, 0]
    file = open_file(path)
    assert sorted(acknowledged) == sorted(event.id for event in file.log())
    assert len(acknowledged) == 3 * each
    assert [finding for finding in file.check(events.now) if finding.code != "future"] == []
    sys.stdout.write(f"3 processes, {len(acknowledged)} answers acknowledged, 0 lost\n")


MIGRATION = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from quiz.memory import rate, replay
from quiz.model import Rating
from quiz.store import ProgressFile

now = datetime(2026, 1, 5, 18, tzinfo=UTC)
rate(None, Rating.GOOD, now.date())
sys.stdout.write("ready\\n")
sys.stdout.flush()
ProgressFile.open(Path(sys.argv[1]), replay, now)
sys.stdout.write("done\\n")
"""


def migrate(path: Path, until: float = inf) -> int:
    """Opens a file in another process, which is killed as soon as the file's folder holds so many bytes.

    Returns:
        The most that were seen.
    """
    with subprocess.Popen(
        [sys.executable, "-c", MIGRATION, str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        most = 0
        while most < until and process.poll() is None:
            most = max(most, held(path.parent))
        process.kill()
        assert process.stdout.read() == "done\n" or until < inf
        return most


def held(folder: Path) -> int:
    """Returns how many bytes all files in a folder have; some may be gone when they are looked at."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                status = (Path(place) / name).stat()
                found[status.st_ino] = status.st_size
    return sum(found.values())


def version_and_columns(path: Path) -> tuple[int, int]:
    """Returns the version of a file, and how many of the newest columns it has, as SQLite plays it back."""
    columns = "SELECT count(*) FROM pragma_table_info('review') WHERE name IN ('wording', 'parameters')"
    with closing(sqlite3.connect(path)) as connection:
        return database.number(connection, "PRAGMA user_version"), database.number(connection, columns)


def a_copy(start: Path, name: str) -> Path:
    """Copies a file into a folder of its own beside it, and returns where it is now."""
    folder = start.parent / name
    folder.mkdir()
    return Path(shutil.copy(start, folder / "progress.db"))


def test_a_migration_that_is_killed_leaves_the_older_or_the_newer(
    tmp_path: Path, open_file: "OpenFile", events: "Events", times: int
) -> None:
    made = [
        events.answer(Key("capitals", str(number % 100))) for number in range(300 if times == 1 else 20_000)
    ]
    start = tmp_path / "start.db"
    first_version(start, made)
    least, most = start.stat().st_size, migrate(a_copy(start, "whole"))
    kills = 6 * times
    rng = Random(times)
    found: Counter[str] = Counter()
    for number in range(kills):
        path = a_copy(start, str(number))
        migrate(path, least + (most - least) * (number + rng.random()) / (kills - 1))
        found["in the middle"] += Path(f"{path}-journal").exists()
        version = version_and_columns(path)
        assert version in {(1, 0), (VERSION, 2)}
        copies = backups(path)
        assert copies or version == (1, 0)
        assert all(look(each.path) == Summary(len(made), made[-1].time) for each in copies)
        assert all(database.peek(each.path) == 1 for each in copies)
        found[f"of version {version[0]}, {'with' if copies else 'without'} a copy"] += 1
        with open_file(path) as file:
            assert list(file.log()) == made
            assert file.check(events.now) == []
        assert backups(path)
        shutil.rmtree(path.parent)
    sys.stdout.write(f"{kills} migrations of {len(made):,} answers killed: {dict(found)}\n")


@pytest.mark.parametrize("what", ["pages", "bits", "cut"])
def test_damage_anywhere_is_found_or_does_nothing_and_a_copy_brings_all_back(
    path: Path, open_file: "OpenFile", events: "Events", times: int, what: str
) -> None:
    with open_file(path) as file:
        file.record_all(events.answer(Key("capitals", str(number % 40))) for number in range(300))
        copy = file.backup(events.now)
        before = list(file.log()), all_progress(file)
    whole = path.read_bytes()
    rng = Random(times)
    found = silent = 0
    for _ in range(12 * times):
        content = bytearray(whole)
        match what:
            case "pages":
                page = rng.randrange(len(whole) // 4096) * 4096
                content[page : page + 4096] = rng.randbytes(4096)
            case "bits":
                content[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
            case _:
                del content[rng.randrange(len(whole)) :]
        path.write_bytes(content)
        try:
            with open_file(path) as file:
                findings = file.check(events.now)
                if not findings:
                    assert (list(file.log()), all_progress(file)) == before
                    silent += 1
        except ProgressError:
            findings = []
            found += 1
        found += bool(findings)
    sys.stdout.write(f"{what}: {found} found, {silent} without effect\n")
    assert found
    restore(path, copy, events.now)
    with open_file(path) as file:
        assert (list(file.log()), all_progress(file)) == before
