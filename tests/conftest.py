"""What all tests share: no test sees or touches the user's own files."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import hypothesis
import pytest

from quiz.bank import read
from quiz.memory import replay
from quiz.model import Library
from quiz.store import ProgressFile
from quiz.study import Study
from tests.support import BANK, Clock

# How long an example takes says more about the machine than about the program.
hypothesis.settings.register_profile("quiz", deadline=None)
hypothesis.settings.load_profile("quiz")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("PROGRESS", "SETTINGS"):
        monkeypatch.delenv(f"TILLERSON_QUIZ_{name}", raising=False)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 10, 0, tzinfo=UTC))


@pytest.fixture
def library() -> Library:
    bank, problems = read(BANK.encode(), Path("capitals.yaml"))
    assert bank is not None, problems
    return Library((bank,))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The file of the small bank."""
    path = tmp_path / "capitals.yaml"
    path.write_text(BANK)
    return path


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[ProgressFile]:
    with ProgressFile.open(tmp_path / "progress.db", replay, clock()) as opened:
        yield opened


@pytest.fixture
def study(library: Library, store: ProgressFile, clock: Clock) -> Study:
    return Study(library, store, clock, Random(7))
