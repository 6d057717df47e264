"""The copy of the day: made before its first change, checked beside it, and damage is said."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from quiz.model import Key
from quiz.store import NotSaved, ProgressFile, Summary, backup, backups, check, look, restore

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)


def settled(file: ProgressFile) -> list[Path]:
    """Returns the copies of a file once the one that was begun is done."""
    file._daily.end()
    return [each.path for each in backups(file.path)]


def flip(path: Path) -> None:
    """Changes a letter of an answer."""
    content = path.read_bytes()
    path.write_bytes(content.replace(b'{"chosen": "Paris"}', b'{"chosen": "Parts"}', 1))


@pytest.fixture
def checking(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Holds up the check of copies until it is set."""
    go_on = Event()
    damage = check.damage

    def held(connection: sqlite3.Connection) -> list[check.Finding]:
        assert go_on.wait(30)
        return damage(connection)

    monkeypatch.setattr(check, "damage", held)
    return go_on


def test_the_first_change_of_a_day_makes_a_copy(file: ProgressFile, events: "Events") -> None:
    file.before_change_of_day(NOW)
    assert settled(file) == []
    file.record(events.answer())
    for moment, count in (
        (TOMORROW, 1),
        (TOMORROW + timedelta(hours=5), 1),
        (TOMORROW + timedelta(days=1), 2),
    ):
        file.before_change_of_day(moment)
        assert len(settled(file)) == count
    assert {each.reason for each in backups(file.path)} == {"day"}


def test_a_day_that_has_a_copy_gets_no_second(path: Path, open_file: "OpenFile", events: "Events") -> None:
    file = open_file(path)
    file.record(events.answer())
    copy = file.backup(NOW)
    file.before_change_of_day(NOW)
    assert settled(file) == [copy]
    other = open_file(path)
    other.begin_day(NOW)
    assert settled(other) == [copy]


def test_an_answer_waits_for_the_copying_but_not_for_the_check(
    file: ProgressFile, events: "Events", checking: Event
) -> None:
    file.record(events.answer())
    file.before_change_of_day(NOW)
    file.record(events.answer())
    assert backups(file.path) == []
    checking.set()
    (copy,) = settled(file)
    assert look(copy).events == 1
    assert len(file.history(PARIS)) == 2


def test_a_copy_that_was_begun_early_is_waited_for(
    file: ProgressFile, events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    file.record(events.answer())
    awaited = Event()
    summary = backup.summary

    class Copied(Event):
        def wait(self, timeout: float | None = None) -> bool:
            awaited.set()
            return super().wait(timeout)

    def held(connection: sqlite3.Connection) -> Summary:
        assert awaited.wait(30)
        return summary(connection)

    monkeypatch.setattr(file._daily, "_copied", Copied())
    with monkeypatch.context() as slower:
        slower.setattr(backup, "summary", held)
        file.begin_day(NOW)
        file.before_change_of_day(NOW)
        file.record(events.answer())
        (copy,) = settled(file)
    assert look(copy).events == 1


def test_closing_waits_for_the_check(
    path: Path, open_file: "OpenFile", events: "Events", checking: Event
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        file.begin_day(NOW)
        file.begin_day(NOW)
        checking.set()
    assert [each.reason for each in backups(path)] == ["day"]


def test_damage_is_said_and_nothing_is_written_until_it_is_mended(
    path: Path, open_file: "OpenFile", events: "Events", checking: Event
) -> None:
    checking.set()
    with open_file(path) as file:
        file.record(events.answer())
        sound = file.backup(NOW)
    flip(path)
    checking.clear()
    file = open_file(path)
    file.begin_day(TOMORROW)
    file.before_change_of_day(TOMORROW)
    checking.set()
    assert settled(file) == [sound]
    for _ in range(3):
        with pytest.raises(NotSaved, match="is damaged") as caught:
            file.before_change_of_day(TOMORROW)
        assert "Row 1 of the log is not what was written" in caught.value.message
        assert "restore" in caught.value.hint
    assert settled(file) == [sound]
    assert [each.name for each in sound.parent.iterdir()] == [sound.name]
    restore(path, sound, TOMORROW)
    file.before_change_of_day(TOMORROW)
    assert len(settled(file)) == 2


def test_page_damage_is_said(path: Path, open_file: "OpenFile", events: "Events") -> None:
    with open_file(path) as file:
        file.record_all(events.answer() for _ in range(200))
    content = bytearray(path.read_bytes())
    content[-4096 * 5 : -4096 * 4] = bytes(4096)
    path.write_bytes(content)
    file = open_file(path)
    file.begin_day(NOW)
    assert settled(file) == []
    with pytest.raises(NotSaved, match="is damaged"):
        file.before_change_of_day(NOW)


def test_a_copy_that_cannot_be_made_is_tried_again(
    unprivileged: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(unprivileged / "progress.db")
    file.record(events.answer())
    unprivileged.chmod(0o500)
    for _ in range(2):
        with pytest.raises(NotSaved, match=r"cannot be copied to .* Permission denied"):
            file.before_change_of_day(NOW)
    assert len(file.history(PARIS)) == 1
    unprivileged.chmod(0o700)
    file.before_change_of_day(NOW)
    assert len(settled(file)) == 1


def test_where_there_is_no_thread_the_copy_is_made_at_once(
    path: Path, open_file: "OpenFile", events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(path).record(events.answer())

    def refuse(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    file = open_file(path)
    file.begin_day(NOW)
    assert len(backups(path)) == 1
    file.before_change_of_day(NOW)
    file.record(events.answer())
    assert len(backups(path)) == 1


def test_copies_that_cannot_be_listed_stop_the_answer(
    unprivileged: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(unprivileged / "progress.db")
    file.record(events.answer())
    copy = file.backup(NOW)
    copy.parent.chmod(0)
    with pytest.raises(NotSaved, match="cannot be read: Permission denied"):
        file.before_change_of_day(TOMORROW)


def test_what_nobody_foresaw_is_not_kept_in_the_thread(
    file: ProgressFile, events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(backup, "backups", fail)
    with pytest.raises(RuntimeError, match="unforeseen"):
        file.before_change_of_day(NOW)
    monkeypatch.undo()
    file.before_change_of_day(NOW)
