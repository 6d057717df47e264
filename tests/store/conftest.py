"""Builds events and progress files for the tests of the store."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from quiz.memory import replay
from quiz.model import (
    Bury,
    Change,
    Chosen,
    Confidence,
    Fit,
    Flag,
    HandedIn,
    Key,
    Mode,
    Outcome,
    Rating,
    Relink,
    Response,
    Review,
    Suspend,
    Void,
)
from quiz.store import ProgressFile, new_id
from tests.support import REVIEW

START = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)
PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")

FITTED = (
    *(0.3, 1.1, 3.0, 9.5, 6.0, 0.8, 2.5, 0.01, 1.9, 0.15, 0.8),
    *(1.5, 0.06, 0.26, 1.6, 0.6, 1.9, 0.5, 0.1, 0.07, 0.2),
)
"""Parameters as they may be fitted to a learner."""


@dataclass
class Events:
    """Makes events, each a minute after the one before it."""

    rng: Random
    now: datetime = START

    def tick(self) -> tuple[str, datetime]:
        self.now += timedelta(minutes=1)
        return new_id(self.now, self.rng), self.now

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)

    @property
    def today(self) -> date:
        return self.now.date()

    def answer(
        self,
        key: Key = PARIS,
        rating: Rating = Rating.GOOD,
        response: Response | None = None,
        *,
        confidence: Confidence = Confidence.UNSAID,
        mode: Mode = Mode.STUDY,
        sitting: str = "a sitting",
        wording: str = "",
    ) -> Review:
        event_id, time = self.tick()
        right = rating is not Rating.AGAIN
        return REVIEW._replace(
            id=event_id,
            time=time,
            offset=60,
            day=time.date(),
            key=key,
            fingerprint="f1",
            mode=mode,
            response=response or Chosen("Paris" if right else "Lyon"),
            score=1.0 if right else 0.0,
            outcome=Outcome.RIGHT if right else Outcome.WRONG,
            confidence=confidence,
            rating=rating,
            milliseconds=1500,
            sitting=sitting,
            device="a device",
            wording=wording,
        )

    def change(self, target: str, rating: Rating = Rating.EASY, outcome: Outcome = Outcome.RIGHT) -> Change:
        event_id, time = self.tick()
        return Change(event_id, time, target, float(outcome is Outcome.RIGHT), outcome, rating)

    def void(self, target: str) -> Void:
        return Void(*self.tick(), target)

    def relink(self, old: Key, new: Key) -> Relink:
        return Relink(*self.tick(), old, new)

    def suspend(self, key: Key = PARIS) -> Suspend:
        return Suspend(*self.tick(), key)

    def bury(self, key: Key = PARIS) -> Bury:
        event_id, time = self.tick()
        return Bury(event_id, time, key, time.date())

    def flag(self, key: Key = PARIS, note: str = "") -> Flag:
        return Flag(*self.tick(), key, note)

    def hand_in(self, sitting: str = "a test", allowed: int | None = None) -> HandedIn:
        return HandedIn(*self.tick(), sitting, "capitals", 20, 90_000, allowed)

    def fit(self, parameters: tuple[float, ...] = FITTED) -> Fit:
        return Fit(*self.tick(), parameters)


@pytest.fixture
def events() -> Events:
    return Events(Random(7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "progress.db"


OpenFile = Callable[[Path], ProgressFile]


@pytest.fixture
def open_file() -> Iterator[OpenFile]:
    """Opens progress files and closes them when the test is over."""
    opened: list[ProgressFile] = []

    def open_path(path: Path) -> ProgressFile:
        opened.append(ProgressFile.open(path, replay, START))
        return opened[-1]

    yield open_path
    for each in opened:
        each.close()


@pytest.fixture
def file(path: Path, open_file: OpenFile) -> ProgressFile:
    return open_file(path)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of someone to whom permissions apply, who the test is until it ends."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(os.getuid())
            for place, folders, files in os.walk(folder):
                for each in (*folders, *files):
                    (Path(place) / each).chmod(0o700)


@pytest.fixture
def disk_of_its_own(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a small disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def times() -> int:
    """How many times longer than in the suite the tortures are: the environment's TORTURE, else once."""
    return int(os.environ.get("TORTURE", "1"))
