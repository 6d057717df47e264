"""Copies: made whole, thinned out, and brought back."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import NamedFileError, ProgressError
from quiz.model import Key
from quiz.store import NotSaved, ProgressFile, Summary, backup, backups, database, disk, look, restore
from tests.store.first_version import first_version

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 1
    path.write_bytes(content)


def test_a_copy_holds_what_the_file_holds(
    file: ProgressFile, events: "Events", open_file: "OpenFile"
) -> None:
    file.record(events.answer())
    copy = file.backup(NOW)
    assert copy == Path(file.path).parent / "progress.db-backups" / "20260301T093000Z-asked.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert look(copy) == Summary(1, events.now)
    assert list(open_file(copy).log()) == list(file.log())


def test_what_has_a_name_is_on_the_disk(
    file: ProgressFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    fsync = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    copy = file.backup(NOW)
    assert [each.parent == copy.parent and each.name[:22] for each in synced] == [
        ".20260301T093000Z-aske",
        False,
    ]
    assert synced[1] == copy.parent
    synced.clear()
    file.export_log(tmp_path / "log.jsonl")
    assert [each.name[:11] for each in synced] == [".log.jsonl.", tmp_path.name[:11]]


def test_copies_are_listed_newest_first(file: ProgressFile) -> None:
    made = [file.backup(NOW + timedelta(days=days), "merge") for days in range(3)]
    (made[0].parent / "notes.db").touch()
    (made[0].parent / "20261301T000000Z-day.db").touch()
    (made[0].parent / ".20260301T093000Z-asked.db.0123456789abcdef").touch()
    found = backups(file.path)
    assert [each.path for each in found] == made[::-1]
    assert found[0].made == NOW + timedelta(days=2)
    assert found[0].reason == "merge"
    assert found[0].size == made[0].stat().st_size


def test_no_folder_no_copies(path: Path) -> None:
    assert backups(path) == []


def test_two_copies_of_one_second_are_both_kept(file: ProgressFile) -> None:
    made = [file.backup(NOW) for _ in range(3)]
    assert [each.name for each in made] == [
        "20260301T093000Z-asked.db",
        "20260301T093000Z-asked.2.db",
        "20260301T093000Z-asked.3.db",
    ]
    assert {each.reason for each in backups(file.path)} == {"asked"}


def test_an_early_year_does_not_spoil_the_names(file: ProgressFile) -> None:
    file.backup(datetime(970, 1, 1, tzinfo=UTC))
    assert backups(file.path)[0].made.year == 970


def test_ten_days_and_twelve_months_are_kept(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer())
    for days in range(500):
        stamp = (NOW + timedelta(days=days)).strftime("%Y%m%dT%H%M%SZ")
        folder = backup.folder(file.path)
        folder.mkdir(exist_ok=True)
        (folder / f"{stamp}-day.db").touch()
        if days % 40 == 0 or days == 499:
            backup.thin(file.path, NOW)
    kept = [each.made.date() for each in backups(file.path)]
    last = (NOW + timedelta(days=499)).date()
    assert kept[:10] == [last - timedelta(days=days) for days in range(10)]
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) == 10 + 11


def test_what_a_kill_left_is_removed_on_a_later_day(file: ProgressFile) -> None:
    folder = file.backup(NOW).parent
    old, new = (folder / f".{day}T093000Z-day.db.{'0' * 16}" for day in ("20260228", "20260301"))
    journal = folder / f"{old.name}-journal"
    for each in (old, journal, new):
        each.touch()
    file.backup(NOW)
    assert {each.name for each in folder.iterdir() if each.name.startswith(".")} == {new.name}


def test_many_copies_of_a_day_do_not_push_out_the_days_before(file: ProgressFile) -> None:
    earlier = [file.backup(NOW - timedelta(days=days)) for days in (1, 2, 3)]
    for minutes in range(15):
        file.backup(NOW + timedelta(minutes=minutes), "merge")
    kept = {each.path for each in backups(file.path)}
    assert set(earlier) <= kept
    assert len(kept) == 10 + 3


def test_a_damaged_file_gives_no_copy_and_costs_none(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        file.record(events.answer(response=None))
        sound = file.backup(NOW)
    place = path.read_bytes().index(b'{"chosen"')
    flip(path, place + 12)
    file = open_file(path)
    with pytest.raises(ProgressError, match="is not what was written"):
        file.backup(NOW + timedelta(days=1))
    assert [each.path for each in backups(path)] == [sound]
    assert len(list(sound.parent.iterdir())) == 1


def test_a_copy_goes_to_a_free_name(file: ProgressFile, events: "Events", tmp_path: Path) -> None:
    file.record(events.answer())
    place = tmp_path / "mine.db"
    file.backup_to(place)
    assert look(place).events == 1
    with pytest.raises(NamedFileError, match="is there already"):
        file.backup_to(place)
    with pytest.raises(NamedFileError, match="cannot be written"):
        file.backup_to(tmp_path / "nowhere" / "mine.db")


def test_a_copy_that_cannot_be_made_is_named(file: ProgressFile) -> None:
    backup.folder(file.path).write_text("in the way")
    with pytest.raises(ProgressError, match="cannot be copied to"):
        file.backup(NOW)
    backup.folder(file.path).unlink()


def test_copies_that_cannot_be_listed_are_named(
    unprivileged: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(unprivileged / "progress.db")
    file.record(events.answer())
    copy = file.backup(NOW)
    copy.parent.chmod(0)
    with pytest.raises(ProgressError, match="cannot be read: Permission denied"):
        backups(file.path)
    with pytest.raises(ProgressError, match=r"cannot be copied to .* Permission denied"):
        file.backup(NOW)
    copy.parent.chmod(0o700)


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "sound"])
def test_a_copy_is_brought_back_and_what_was_there_is_kept(
    path: Path, open_file: "OpenFile", events: "Events", damage: str
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        copy = file.backup(NOW)
        file.record(events.answer())
    match damage:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("something else")
        case _:
            pass
    before = path.read_bytes() if path.exists() else None
    replaced = restore(path, copy, NOW)
    assert (replaced.read_bytes() if replaced else None) == before
    assert open_file(path).last_time() == look(copy).last
    assert copy.exists()


def test_a_copy_of_each_kind_is_brought_back(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, [events.answer()])
    with open_file(tmp_path / "other.db") as other:
        other.record_all(events.answer(OSLO) for _ in range(3))
        other.export_log(tmp_path / "other.jsonl")
    with open_file(path) as file:
        file.record(events.answer())
        file.before_change_of_day(NOW)
        file._daily.end()
        file.record(events.answer())
        file.backup(NOW)
        file.record(events.answer())
        file.merge(tmp_path / "other.db", NOW)
        file.import_log(tmp_path / "other.jsonl", NOW)
        held = len(list(file.log()))
    expected = {"migration": 1, "day": 2, "asked": 3, "merge": 4, "import": 7}
    assert {each.reason: look(each.path).events for each in backups(path)} == expected
    for each in backups(path):
        replaced = restore(path, each.path, NOW)
        assert replaced
        assert look(replaced).events == held
        with open_file(path) as file:
            held = len(list(file.log()))
            assert held == expected[each.reason]
            assert file.check(NOW) == []


def test_what_sqlite_left_beside_a_file_is_not_played_into_another(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        copy = file.backup(NOW)
    for ending in ("-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").write_bytes(b"left by a crash")
    replaced = restore(path, copy, NOW)
    assert replaced == path.with_name("progress.db.replaced-20260301T093000Z")
    assert sorted(
        each.name.removeprefix(replaced.name) for each in path.parent.iterdir() if each.is_file()
    ) == [
        "",
        "-journal",
        "-shm",
        "-wal",
        "progress.db",
    ]
    again = restore(path, copy, NOW)
    assert again == path.with_name("progress.db.replaced-20260301T093000Z.2")


def test_a_full_disk_is_that_of_the_copy(
    file: ProgressFile, events: "Events", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.record(events.answer())
    copy = file.backup(NOW)
    connect = database.connect

    def full(path: Path, access: str = "mode=rw") -> sqlite3.Connection:
        connection = connect(path, access)
        if access == "mode=rw":
            connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(database, "connect", full)
    place = tmp_path / "other" / "progress.db"
    with pytest.raises(ProgressError, match=f"^{copy} cannot be put in the place of {place}: No space left"):
        restore(place, copy, NOW)
    place = tmp_path / "copy.db"
    with pytest.raises(NamedFileError, match=f"^{place} cannot be written: No space left"):
        file.backup_to(place)
    assert not place.exists()


def test_a_restore_that_fails_puts_everything_back(
    path: Path, open_file: "OpenFile", events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        copy = file.backup(NOW)
    Path(f"{path}-journal").write_bytes(b"left by a crash")
    before = {each.name for each in path.parent.iterdir()}

    def fail(made: Path, place: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "publish", fail)
    with pytest.raises(ProgressError, match=r"cannot be put in the place of .*No space left"):
        restore(path, copy, NOW)
    assert {each.name for each in path.parent.iterdir()} == before


def test_a_program_that_is_open_during_a_restore_goes_on_with_the_copy(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(path)
    file.record(events.answer())
    restore(path, file.backup(NOW), NOW)
    later = events.answer()
    with pytest.raises(NotSaved, match=re.escape(f"{path} was replaced")):
        file.record(later)
    file.record(later)
    assert len(open_file(path).history(PARIS)) == 2


def test_a_link_stays_a_link(path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    with open_file(path) as file:
        file.record(events.answer())
        copy = file.backup(NOW)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    assert [each.path for each in backups(link)] == [copy]
    restore(link, copy, NOW)
    assert link.is_symlink()
    assert look(path).events == 1


def test_a_copy_that_is_none_is_not_brought_back(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        copy = file.backup(NOW)
    before = path.read_bytes()
    flip(copy, copy.read_bytes().index(b'{"chosen"') + 12)
    notes = tmp_path / "notes.txt"
    notes.write_text("notes\n" * 200)
    for wrong, words in (
        (copy, "is damaged"),
        (notes, "not a progress"),
        (tmp_path / "none", "is not there"),
    ):
        with pytest.raises(ProgressError, match=words):
            restore(path, wrong, NOW)
    assert path.read_bytes() == before
    with pytest.raises(ProgressError, match="is a folder"):
        restore(tmp_path, copy, NOW)
    with pytest.raises(ProgressError, match="cannot be put in the place of"):
        restore(notes / "deeper.db", file_copy(path, tmp_path), NOW)


def file_copy(path: Path, folder: Path) -> Path:
    made = folder / "sound.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(made)) as copy:
        source.backup(copy)
    return made
