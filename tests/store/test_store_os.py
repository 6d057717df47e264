"""Every call that the store makes to the system itself fails once: it says so, and nothing is harmed."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import QuizError
from quiz.model import Key
from quiz.store import ProgressFile, backups, look, restore

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
CALLS = ("close", "fsync", "link", "listdir", "lstat", "mkdir", "open", "rename", "replace", "stat", "unlink")


class Faults:
    """Counts the calls to the system, and lets one of them fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.at = 0
        for name in CALLS:
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))

    def _counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*given: object, **named: object) -> object:
            if self.at:
                self.count += 1
                if self.count == self.at:
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
            return call(*given, **named)

        return counted

    @contextmanager
    def failing(self, at: int) -> Iterator[None]:
        self.count, self.at = 0, at
        try:
            yield
        finally:
            self.at = 0


def back_up(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.backup(events.now)


def copy(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.backup_to(folder / "copy.db")


def first_of_day(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.before_change_of_day(events.now)
    file._daily.end()
    if file._daily._error:
        raise file._daily._error


def export(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.export_log(folder / "log.jsonl")


def take_in(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.import_log(folder / "other.jsonl", events.now)


def merge(file: ProgressFile, events: "Events", folder: Path) -> None:
    file.merge(folder / "other.db", events.now)


def bring_back(file: ProgressFile, events: "Events", folder: Path) -> None:
    restore(file.path, folder / "other.db", events.now)


def make_new(file: ProgressFile, events: "Events", folder: Path) -> None:
    ProgressFile.open(folder / "deep" / "er" / "new.db", file._replay, events.now).close()


@pytest.mark.parametrize(
    "action", [back_up, copy, first_of_day, export, take_in, merge, bring_back, make_new]
)
def test_whatever_call_to_the_system_fails_nothing_is_lost(
    tmp_path: Path,
    open_file: "OpenFile",
    events: "Events",
    monkeypatch: pytest.MonkeyPatch,
    action: Callable[[ProgressFile, "Events", Path], None],
) -> None:
    faults = Faults(monkeypatch)
    refused = 0
    mine, others = events.answer(), events.answer()
    start = tmp_path / "start"
    for name, event in (("progress.db", mine), ("other.db", others)):
        with open_file(start / name) as made:
            made.record(event)
    with open_file(start / "other.db") as made:
        made.export_log(start / "other.jsonl")
    for at in range(1, 200):
        folder = shutil.copytree(start, tmp_path / "now")
        path = folder / "progress.db"
        with open_file(path) as file:
            try:
                with faults.failing(at):
                    action(file, events, folder)
            except QuizError as error:
                refused += 1
                assert error.hint  # noqa: PT017 -- what must hold in either case follows
            assert all(look(each.path).events == 1 for each in backups(path))
        with open_file(path) as file:
            assert file.check(events.now) == []
            assert list(file.log()) in ([mine], [mine, others], [others])
        shutil.rmtree(folder)
        if faults.count < at:
            break
    assert refused > 3
    assert faults.count < at
