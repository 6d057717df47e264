"""What all tests share: no test sees or touches the user's own files."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quiz.bank import read
from quiz.memory import replay
from quiz.model import Library
from quiz.store import ProgressFile
from quiz.study import Study

BANK = """\
bank: capitals
title: Capitals
about: A small bank for trying things out.
source: {title: An atlas, author: A. Mapmaker, date: 2020}
questions:
  - id: france
    ask: What is the capital of France?
    answer: Paris
    wrong:
      - Lyon:
          Lyon is the third largest city.
      - Marseille
    why: Paris has been the capital since 987.
    hint: The Seine runs through it.
    where: page 12
  - id: nordic
    ask: Which of these are capitals?
    answers: [Oslo, Helsinki]
    wrong: [Bergen, Turku]
    why: Bergen and Turku once were.
  - id: australia
    ask: Sydney is the capital of Australia.
    answer: false
    why: Canberra is.
  - id: japan
    ask: What is the capital of Japan?
    answer: Tokyo
    reject: [Kyoto]
    why: The emperor moved there in 1868.
"""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **spent: float) -> None:
        """Lets time pass, given as to `timedelta`."""
        self.now += timedelta(**spent)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("TILLERSON_QUIZ_PROGRESS", raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))


@pytest.fixture
def library() -> Library:
    bank, problems = read(BANK.encode(), Path("capitals.yaml"))
    assert bank is not None, problems
    return Library((bank,))


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[ProgressFile]:
    with ProgressFile.open(tmp_path / "progress.db", replay, clock()) as opened:
        yield opened


@pytest.fixture
def study(library: Library, store: ProgressFile, clock: Clock) -> Study:
    return Study(library, store, clock, Random(7))
