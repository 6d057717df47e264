"""Opening: what is there is never harmed, and what cannot be opened says why."""

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.memory import replay
from quiz.model import Key
from quiz.store import NotSaved, ProgressFile, database, disk, form, glance, migrating
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")


def sqlite_file(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_new_file_and_its_folders_are_the_owners_alone(tmp_path: Path, open_file: "OpenFile") -> None:
    path = tmp_path / "new" / "deep" / "progress.db"
    open_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700
    assert names(path.parent) == ["progress.db"]


def test_it_is_sqlite_as_safe_as_it_can_be(file: ProgressFile) -> None:
    with file._database.reading() as connection:
        held = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "busy_timeout",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "fullfsync",
                "user_version",
            )
        }
    assert held == {
        "journal_mode": "delete",
        "synchronous": 3,
        "busy_timeout": 5000,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "fullfsync": 1,
        "user_version": form.VERSION,
    }
    assert len(migrating.scripts()) == form.VERSION


def text(path: Path) -> None:
    path.write_text("Just some notes.\n" * 500)


def empty(path: Path) -> None:
    path.touch()


def short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def another_programs(path: Path) -> None:
    sqlite_file(path, "CREATE TABLE note (text)")


def newer(path: Path) -> None:
    sqlite_file(path, f"PRAGMA application_id = {form.APPLICATION_ID}", "PRAGMA user_version = 999", "VACUUM")


def truncated(path: Path) -> None:
    database.create(path)
    path.write_bytes(path.read_bytes()[:10000])


def bad_header(path: Path) -> None:
    database.create(path)
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (text, "is not a progress file"),
        (empty, "is empty"),
        (short, "is not a progress file"),
        (another_programs, "is not a progress file"),
        (newer, f"is of version 999, and this program knows versions up to {form.VERSION}"),
        (truncated, "is damaged"),
        (bad_header, "is not a progress file, or its beginning is damaged"),
    ],
)
def test_what_cannot_be_a_progress_file_is_left_alone(
    path: Path, open_file: "OpenFile", make: Callable[[Path], None], message: str
) -> None:
    make(path)
    before = snapshot(path.parent)
    with pytest.raises(ProgressError, match=message) as caught:
        open_file(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code == 3
    assert snapshot(path.parent) == before


def test_a_schema_that_is_no_text_any_more_is_damage(path: Path, open_file: "OpenFile") -> None:
    with open_file(path):
        pass
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE INDEX progress_due ON", b"CREATE \xe1NDEX progress_due ON"))
    assert path.read_bytes() != content
    with pytest.raises(ProgressError, match="is damaged: a text in it cannot be read"):
        open_file(path)
    assert glance.due(path, date(2026, 1, 5)) is None


def test_a_folder_is_refused(tmp_path: Path, open_file: "OpenFile") -> None:
    with pytest.raises(ProgressError, match="is a folder"):
        open_file(tmp_path)


def test_a_pipe_is_refused_at_once(path: Path, open_file: "OpenFile") -> None:
    os.mkfifo(path)
    with pytest.raises(ProgressError, match="no regular file"):
        open_file(path)


def test_a_socket_is_refused(path: Path, open_file: "OpenFile", monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(path.parent)  # the path of a socket may have 107 bytes
        server.bind(path.name)
        with pytest.raises(ProgressError, match="no regular file"):
            open_file(path)


def test_nothing_is_made_in_a_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_file: "OpenFile"
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(ProgressError, match="the folder you are in is not there any more"):
        open_file(Path("progress.db"))


def test_a_link_is_followed(tmp_path: Path, path: Path, open_file: "OpenFile", events: "Events") -> None:
    open_file(path).record(events.answer())
    link = tmp_path / "link.db"
    link.symlink_to(path)
    linked = open_file(link)
    assert linked.path == str(path)
    assert len(linked.history(PARIS)) == 1


def test_a_link_to_nothing_is_refused(path: Path, open_file: "OpenFile") -> None:
    path.symlink_to("/unmounted/progress.db")
    with pytest.raises(ProgressError, match=r"is a link to /unmounted/progress\.db, which is not there"):
        open_file(path)
    assert path.is_symlink()


def test_a_link_to_itself_is_refused(path: Path, open_file: "OpenFile") -> None:
    path.symlink_to(path)
    with pytest.raises(ProgressError, match="cannot be opened"):
        open_file(path)


def test_a_folder_that_is_a_link_is_followed(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "real")
    file = open_file(tmp_path / "data" / "quiz" / "progress.db")
    file.record(events.answer())
    file.backup(events.now)
    assert sorted(names(tmp_path / "real" / "quiz")) == ["progress.db", "progress.db-backups"]
    again = open_file(tmp_path / "data" / "quiz" / "progress.db")
    assert again.path == str(tmp_path / "real" / "quiz" / "progress.db")
    assert again.history(PARIS) == file.history(PARIS)


def test_a_folder_that_is_a_link_to_nothing_is_named(tmp_path: Path, open_file: "OpenFile") -> None:
    (tmp_path / "data").symlink_to("/unmounted")
    with pytest.raises(ProgressError, match="cannot be made: File exists"):
        open_file(tmp_path / "data" / "progress.db")
    assert names(tmp_path) == ["data"]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path, open_file: "OpenFile") -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(ProgressError, match="cannot be opened: Not a directory"):
        open_file(tmp_path / "data" / "progress.db")
    assert (tmp_path / "data").read_text() == "mine"


@pytest.mark.parametrize("parent", ["/dev/null/deeper", "/proc/nowhere"])
def test_a_folder_that_cannot_be_made_is_named(parent: str, open_file: "OpenFile") -> None:
    with pytest.raises(ProgressError, match=r"cannot be (made|opened)"):
        open_file(Path(parent) / "progress.db")


def test_a_name_that_is_no_text_works(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    path = tmp_path / os.fsdecode(b"caf\xff ?mode=ro#%41\n.db")
    open_file(path).record(events.answer())
    assert len(open_file(path).history(PARIS)) == 1
    assert len(names(tmp_path)) == 1


def test_a_missing_file_with_copies_beside_it_is_not_replaced(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        file.record(events.answer())
        file.backup(events.now)
    path.unlink()
    with pytest.raises(ProgressError, match="is not there, but copies of it are") as caught:
        open_file(path)
    assert "restore" in caught.value.hint
    assert not path.exists()


def test_a_file_that_may_not_be_read_is_named(unprivileged: Path, open_file: "OpenFile") -> None:
    path = unprivileged / "progress.db"
    open_file(path).close()
    path.chmod(0)
    with pytest.raises(ProgressError, match="cannot be opened"):
        open_file(path)


def test_a_folder_that_may_not_be_entered_is_named(unprivileged: Path, open_file: "OpenFile") -> None:
    folder = unprivileged / "closed"
    folder.mkdir(mode=0)
    with pytest.raises(ProgressError, match="Permission denied"):
        open_file(folder / "progress.db")


def test_a_read_only_file_can_be_looked_at(
    unprivileged: Path, open_file: "OpenFile", events: "Events"
) -> None:
    path = unprivileged / "progress.db"
    with open_file(path) as file:
        file.record(events.answer())
    path.chmod(0o400)
    unprivileged.chmod(0o500)
    file = open_file(path)
    assert len(file.history(PARIS)) == 1
    with pytest.raises(NotSaved, match="cannot be written to"):
        file.record(events.answer())
    assert len(file.history(PARIS)) == 1
    unprivileged.chmod(0o700)


def test_a_read_only_disk_can_be_looked_at(
    disk_of_its_own: Path, open_file: "OpenFile", events: "Events"
) -> None:
    path = disk_of_its_own / "progress.db"
    answered = events.answer()
    with open_file(path) as file:
        file.record(answered)
    subprocess.run(["mount", "-o", "remount,ro", str(disk_of_its_own)], check=True)
    before = snapshot(disk_of_its_own)
    with open_file(path) as file:
        assert file.history(PARIS) == [answered]
        assert file.check(events.now) == []
        file.begin_day(events.now)
        with pytest.raises(NotSaved, match="Read-only file system"):
            file.before_change_of_day(events.now)
        with pytest.raises(NotSaved, match="cannot be written to") as caught:
            file.record(events.answer())
        assert caught.value.hint
        with pytest.raises(ProgressError, match="Read-only file system"):
            file.backup(events.now)
    with ProgressFile.open_copy(path, replay) as copy:
        copy.record(events.answer())
        assert len(copy.history(PARIS)) == 2
    with pytest.raises(ProgressError, match="cannot be made: Read-only file system"):
        open_file(disk_of_its_own / "new.db")
    assert snapshot(disk_of_its_own) == before


def test_a_folder_that_may_not_be_written_gets_no_file(unprivileged: Path, open_file: "OpenFile") -> None:
    unprivileged.chmod(0o500)
    with pytest.raises(ProgressError, match="cannot be made: Permission denied"):
        open_file(unprivileged / "progress.db")
    unprivileged.chmod(0o700)
    assert names(unprivileged) == []


def test_nothing_is_left_when_making_a_file_fails(
    path: Path, open_file: "OpenFile", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "scripts", lambda: ["CREATE TABLE review (a); CREATE BAD;"])
    with pytest.raises(ProgressError, match="does not work"):
        open_file(path)
    assert names(path.parent) == []


def test_two_that_make_the_file_at_once_share_it(
    path: Path, open_file: "OpenFile", monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = disk.publish

    def slower(made: Path, place: Path) -> None:
        monkeypatch.setattr(disk, "publish", publish)
        open_file(place)
        publish(made, place)

    monkeypatch.setattr(disk, "publish", slower)
    assert open_file(path).device == open_file(path).device
    assert names(path.parent) == ["progress.db"]


def test_a_file_system_without_hard_links_will_do(
    path: Path, open_file: "OpenFile", monkeypatch: pytest.MonkeyPatch, events: "Events"
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with monkeypatch.context() as worse:
        worse.setattr(Path, "replace", refuse)
        with pytest.raises(ProgressError, match="cannot be made"):
            open_file(path)
    assert names(path.parent) == []
    file = open_file(path)
    file.record(events.answer())
    assert names(path.parent) == ["progress.db"]
    file.backup(events.now)
    file.backup(events.now)
    assert len(names(Path(f"{path}-backups"))) == 2


def test_the_log_cannot_be_changed_by_any_program(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer())
    with closing(sqlite3.connect(file.path)) as connection:
        for statement in ("UPDATE review SET rating = 4", "DELETE FROM review"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(statement)


def test_the_log_can_be_read_by_people(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer())
    with closing(sqlite3.connect(file.path)) as connection:
        (row,) = connection.execute("SELECT event, time, day, bank, question, response, rating FROM review")
    assert row == (
        "review",
        "2026-01-05T18:31:00.000000Z",
        "2026-01-05",
        "capitals",
        "france",
        '{"chosen": "Paris"}',
        3,
    )


def test_any_thread_may_record(file: ProgressFile, events: "Events") -> None:
    reviews = [events.answer() for _ in range(40)]
    threads = [Thread(target=file.record, args=(review,)) for review in reviews]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.history(PARIS) == reviews
    assert file.check(events.now) == []


def test_a_file_that_another_program_holds_is_not_saved(
    file: ProgressFile, events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    review = events.answer()
    file._database._connection.execute("PRAGMA busy_timeout = 50")
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved, match="is held by another program"):
            file.record(review)
        with pytest.raises(ProgressError, match="is held by another program"):
            file.history(PARIS)
    file.record(review)
    assert file.history(PARIS) == [review]


def test_an_answer_waits_for_another_program_to_finish(file: ProgressFile, events: "Events") -> None:
    with closing(sqlite3.connect(file.path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        soon = Timer(0.05, other.execute, ("ROLLBACK",))
        soon.start()
        file.record(events.answer())
        soon.join()
    assert len(file.history(PARIS)) == 1
    ((patience,),) = file._database._connection.execute("PRAGMA busy_timeout")
    assert patience == 5000


def test_opening_waits_no_longer_than_it_must(
    path: Path, open_file: "OpenFile", monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(path)
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProgressError, match="is held by another program"):
            open_file(path)


def test_a_full_disk_is_not_saved_and_the_next_try_is(file: ProgressFile, events: "Events") -> None:
    first = events.answer()
    file.record(first)
    with file._database.reading() as connection:
        pages = database.number(connection, "PRAGMA page_count")
        connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [events.answer() for _ in range(200)]
    with pytest.raises(NotSaved, match="is full"):
        file.record_all(many)
    assert file.history(PARIS) == [first]
    with file._database.reading() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    file.record_all(many)
    assert file.history(PARIS) == [first, *many]


def test_a_row_that_makes_no_sense_is_damage(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer())
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("DROP TRIGGER review_never_changes")
        connection.execute("UPDATE review SET response = '{\"chosen'")
        connection.commit()
    with pytest.raises(ProgressError, match="is damaged: a row cannot be read") as caught:
        file.progress(PARIS)
    assert "doctor" in caught.value.hint
    with pytest.raises(NotSaved):
        file.record(events.answer())


@pytest.mark.parametrize("change", ["time = x'ff'", "offset = 'x'", "offset = 1000000000000000"])
def test_a_value_that_is_none_of_its_column_is_damage(
    file: ProgressFile, events: "Events", change: str
) -> None:
    file.record(events.answer())
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("DROP TRIGGER review_never_changes")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE review SET {change}")
        connection.commit()
    with pytest.raises(ProgressError, match="is damaged: a row cannot be read"):
        file.edge(events.today, last=True)


@pytest.mark.parametrize("value", ["'soon'", "x'ff'"])
@pytest.mark.parametrize("column", ["day", "due", "check_day"])
def test_a_cache_that_makes_no_sense_is_damage(
    file: ProgressFile, events: "Events", column: str, value: str
) -> None:
    file.record(events.answer())
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute(f"UPDATE progress SET {column} = {value}")
        connection.commit()
    for read in (file.memories, lambda: file.progress(PARIS)):
        with pytest.raises(ProgressError, match="is damaged: a row cannot be read"):
            read()
    file.rebuild()
    assert len(file.memories()) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_IOERR | 3 << 8, "reports a fault"),
        (sqlite3.SQLITE_CORRUPT, "is damaged"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_ERROR, "does not work"),
    ],
)
def test_each_fault_has_its_words(code: int, words: str) -> None:
    from quiz.store import faults

    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    message, hint = faults.describe(Path("progress.db"), error)
    assert words in message
    assert hint


def test_a_file_that_was_replaced_is_turned_to(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file, other = open_file(path), open_file(tmp_path / "other.db")
    earlier, later = events.answer(), events.answer()
    other.record(earlier)
    other.close()
    Path(other.path).replace(path)
    with pytest.raises(NotSaved, match="was replaced by another file"):
        file.record(later)
    file.record(later)
    assert open_file(path).history(PARIS) == [earlier, later]


def test_a_file_that_was_taken_away_is_not_saved(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(path)
    path.rename(tmp_path / "away.db")
    with pytest.raises(NotSaved, match="cannot be opened"):
        file.record(events.answer())
    (tmp_path / "away.db").rename(path)
    file.record(events.answer())
    assert len(file.history(PARIS)) == 1


def test_studying_without_saving_changes_nothing(path: Path, open_file: "OpenFile", events: "Events") -> None:
    with open_file(path) as file:
        file.record(events.answer())
        device = file.device
    before = snapshot(path.parent)
    with ProgressFile.open_copy(path, replay) as copy:
        assert (copy.path, copy.device) == (str(path), device)
        copy.record(events.answer())
        assert len(copy.history(PARIS)) == 2
        assert copy.check(events.now) == []
        copy.begin_day(events.now)
        copy.before_change_of_day(events.now)
        with pytest.raises(ProgressError, match="nothing to keep a copy of"):
            copy.backup(events.now)
        with open_file(path) as file:
            assert copy.merge(file.path, events.now) == 0
    assert snapshot(path.parent) == before


def test_studying_without_a_file_begins_with_nothing(events: "Events") -> None:
    with ProgressFile.open_copy(None, replay) as copy:
        assert all_progress(copy) == {}
        assert len(copy.device) == 16
        copy.record(events.answer())
        assert len(copy.history(PARIS)) == 1


def test_a_copy_of_what_cannot_be_read_is_refused(path: Path) -> None:
    text(path)
    with pytest.raises(ProgressError, match="not a progress file"):
        ProgressFile.open_copy(path, replay)


def test_importing_the_store_is_cheap() -> None:
    code = "import sys, quiz.store; sys.exit(bool({'importlib.resources', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
