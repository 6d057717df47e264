"""The data to measure with: made once, kept in a folder, and taken from there the next time."""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.speed import banks, logs, peer, processes

VERSION = 1
"""Of the data; another one has them made anew."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody with banks and progress of some size."""

    home: Path
    banks: Path | None
    """The folder of the banks; None for the shipped ones alone."""
    progress: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the program is run in."""
        return processes.environment(self.home)

    def command(self, *command: str) -> list[str]:
        """Returns the command that starts the program for this learner; none opens the home screen."""
        named = ["--banks", str(self.banks)] if self.banks else []
        return [*processes.program(), *command, *named, "--progress", str(self.progress)]


@dataclass(frozen=True, slots=True)
class Data:
    """The folder with all data.

    Args:
        folder: Where they are kept.
        seed: From which they are made.
        say: Is told what takes its time.
    """

    folder: Path
    seed: int
    say: Callable[[str], None]
    _warm: set[Path] = field(default_factory=set)

    @property
    def _kept(self) -> Path:
        return self.folder / f"version-{VERSION}-seed-{self.seed}"

    def banks(self, questions: int) -> Path:
        """Returns a folder of banks with so many questions together."""
        return self._made(f"banks-{questions}", lambda path: banks.write_banks(path, questions, self.seed))

    def progress(self, questions: int, reviews: int) -> Path:
        """Returns a progress file with so many reviews of so many questions, which may be written to."""
        folder = self.banks(questions)

        def make(path: Path) -> None:
            path.mkdir()
            logs.write_log(path / "progress.db", folder, reviews, datetime.now(UTC), self.seed)  # noqa: TID251 -- no study

        return self._made(f"progress-{questions}-{reviews}", make) / "progress.db"

    def learner(self, questions: int, reviews: int) -> Learner:
        """Returns a learner of so many questions, beside the shipped ones, and reviews; 0 is none of them."""
        home = self._kept / f"home-{questions}-{reviews}"
        home.mkdir(parents=True, exist_ok=True)
        progress = self.progress(questions, reviews) if reviews else home / "progress.db"
        learner = Learner(home, self.banks(questions) if questions else None, progress)
        self._warm_up(learner)
        return learner

    def _warm_up(self, learner: Learner) -> None:
        """Has the program read the banks once and keep its copy of the day: other starts do neither."""
        if learner.home not in self._warm:
            processes.whole(learner.command("study", "--plain"), learner.environment)
            self._warm.add(learner.home)

    def collection(self, cards: int) -> Path:
        """Returns a collection of Anki's with so many cards, which may be written to."""
        python = self.anki()

        def make(path: Path) -> None:
            path.mkdir()
            processes.whole(
                peer.command(python, "make", path / "collection.anki2", cards), processes.environment(path)
            )

        return self._made(f"anki-{cards}", make) / "collection.anki2"

    def anki(self) -> Path:
        """Returns the Python of a virtual environment that has Anki's library, and nothing of ours."""
        return self._made("anki", peer.install) / "bin" / "python"

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Returns what is kept under a name; it is made where it is not there, whole or not at all."""
        path = self._kept / name
        if not path.exists():
            self._kept.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{name}.part")
            shutil.rmtree(part, ignore_errors=True)
            self.say(f"making {name} …")
            begun = time.perf_counter()
            make(part)
            part.rename(path)
            self.say(f"made {name} in {time.perf_counter() - begun:.0f} s")
        return path


def say(message: str) -> None:
    """Tells on standard error what is going on."""
    sys.stderr.write(f"{message}\n")
