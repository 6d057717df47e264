"""A file of an older version is brought up to date whole, and loses nothing by it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.memory import replay
from quiz.model import Confidence, Event, Key, Rating
from quiz.store import ProgressFile, Summary, backup, backups, check, database, form, look, migrating, restore
from tests.store.first_version import COLUMNS, checksum, first_version
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
ATOM = Key("physics", "atom")


def old_log(events: "Events") -> list[Event]:
    """Returns one of each that version 1 knew, bearing on each other."""
    answers = [
        events.answer(key, rating, confidence=Confidence.CERTAIN)
        for key in (PARIS, OSLO, ATOM)
        for rating in Rating
    ]
    change = events.change(answers[0].id)
    undone = events.change(answers[4].id)
    return [
        *answers,
        change,
        undone,
        events.void(undone.id),
        events.void(answers[-1].id),
        events.relink(ATOM, Key("physics", "the-atom")),
    ]


def refused(path: Path, open_file: "OpenFile", words: str) -> None:
    """Has the file refused with these words, and left as it was."""
    before = path.read_bytes()
    with pytest.raises(ProgressError, match=words) as caught:
        open_file(path)
    assert caught.value.hint
    assert path.read_bytes() == before


def meddle(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER review_never_changes")
        for statement in statements:
            connection.execute(statement)
        connection.execute(
            "CREATE TRIGGER review_never_changes BEFORE UPDATE ON review\nBEGIN\n"
            "    SELECT RAISE(ABORT, 'the log is never changed, only added to');\nEND"
        )
        connection.commit()


def test_a_file_of_the_first_version_is_copied_then_brought_up(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    made = old_log(events)
    first_version(path, made)
    file = open_file(path)
    assert list(file.log()) == made
    assert file.device == "0123456789abcdef"
    assert all_progress(file) == {
        key: replay(key, file.history(key)) for key in (PARIS, OSLO, Key("physics", "the-atom"))
    }
    assert file.memories()[OSLO].check is not None
    assert file.check(events.now) == []
    (copy,) = backups(path)
    assert copy.reason == "migration"
    assert database.peek(path) == form.VERSION
    assert database.peek(copy.path) == 1
    assert look(copy.path) == Summary(len(made), made[-1].time)


def test_a_file_of_the_second_version_says_how_each_question_is_missed(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    wrong = events.answer(OSLO, Rating.AGAIN)
    with open_file(path) as file:
        file.record_all([wrong, events.answer(OSLO), events.answer(PARIS)])
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP INDEX progress_missed; ALTER TABLE progress DROP COLUMN missed;"
            "CREATE INDEX progress_missed ON progress (outcome) WHERE outcome <> 'right';"
            "PRAGMA user_version = 2"
        )
    file = open_file(path)
    assert [(progress.key, miss) for progress, miss, *_ in file.missed([OSLO, PARIS])] == [(OSLO, wrong)]
    assert file.check(events.now) == []
    assert [copy.reason for copy in backups(path)] == ["migration"]


def test_every_row_keeps_its_number_and_its_checksum(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, old_log(events))
    select = f"SELECT number, checksum, {', '.join(COLUMNS)} FROM review ORDER BY number"
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute(select).fetchall()
    open_file(path)
    with closing(sqlite3.connect(path)) as connection:
        after = connection.execute(select).fetchall()
    assert after == before
    assert all(checksum(tuple(row)) == known for _, known, *row in after)


def test_a_file_that_was_brought_up_is_like_a_new_one(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    made = old_log(events)
    first_version(path, made)
    new = tmp_path / "new.db"
    open_file(new).record_all(made)
    open_file(path)
    found = []
    for each in (path, new):
        with closing(sqlite3.connect(each)) as connection:
            found.append(
                [
                    set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")),
                    connection.execute("SELECT * FROM review ORDER BY number").fetchall(),
                    connection.execute("SELECT * FROM progress ORDER BY bank, question").fetchall(),
                    connection.execute("SELECT * FROM alias").fetchall(),
                ]
            )
    assert found[0] == found[1]


def test_new_events_go_into_a_file_that_was_brought_up(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, old_log(events))
    file = open_file(path)
    suspend = events.suspend()
    file.record_all([suspend, events.flag(), events.fit(), events.answer(wording="?"), events.hand_in()])
    assert file.suspended() == [suspend]
    assert file.check(events.now) == []


def test_a_copy_of_the_first_version_is_brought_back_and_brought_up(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    made = old_log(events)
    first_version(path, made)
    with open_file(path) as file:
        file.record(events.answer())
    (copy,) = backups(path)
    restore(path, copy.path, events.now)
    assert database.peek(path) == 1
    file = open_file(path)
    assert list(file.log()) == made
    assert file.check(events.now) == []


def test_either_version_merges_into_the_other_and_gives_the_same(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    made = old_log(events)
    first_version(tmp_path / "old.db", made)
    new = open_file(tmp_path / "new.db")
    new.record_all([*made[:5], events.suspend(), events.void(made[1].id)])
    before = (tmp_path / "old.db").read_bytes()
    assert new.merge(tmp_path / "old.db", events.now) == len(made) - 5
    assert new.merge(tmp_path / "old.db", events.now) == 0
    assert (tmp_path / "old.db").read_bytes() == before
    old = open_file(tmp_path / "old.db")
    assert old.merge(new.path, events.now) == 2
    assert list(old.log()) == list(new.log())
    assert all_progress(old) == all_progress(new)
    assert old.check(events.now) == new.check(events.now) == []


def test_a_file_of_the_first_version_can_be_tried_without_saving(path: Path, events: "Events") -> None:
    made = old_log(events)
    first_version(path, made)
    before = path.read_bytes()
    with ProgressFile.open_copy(path, replay) as copy:
        assert list(copy.log()) == made
        assert copy.check(events.now) == []
        copy.record(events.suspend())
    assert path.read_bytes() == before
    assert backups(path) == []


CHANGED = "UPDATE review SET response = replace(response, 'Paris', 'Parma') WHERE number = 3"
IMPOSSIBLE = "UPDATE review SET event = 'dream' WHERE number = 3"


def test_a_changed_row_of_the_first_version_is_damage(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, old_log(events))
    with database.foreign(path) as connection:
        assert check.damage(connection) == []
    meddle(path, CHANGED)
    with database.foreign(path) as connection:
        assert [each.code for each in check.damage(connection)] == ["row"]
    refused(path, open_file, r"is damaged\. Row 3 of the log is not what was written")
    assert backups(path) == []
    other = open_file(tmp_path / "other.db")
    with pytest.raises(ProgressError, match="is damaged: row 3 of the log is not what was written"):
        other.merge(path, events.now)
    with pytest.raises(ProgressError, match=r"is damaged\. Row 3"):
        restore(other.path, path, events.now)
    assert list(other.log()) == []


@pytest.mark.parametrize("statement", ["DROP TRIGGER review_never_shrinks", "DROP TABLE alias"])
def test_a_missing_part_of_the_first_versions_schema_is_damage(
    path: Path, open_file: "OpenFile", events: "Events", statement: str
) -> None:
    first_version(path, old_log(events))
    meddle(path, statement)
    refused(path, open_file, "is missing or not as it was made")


def test_a_row_that_no_check_of_ours_has_seen_is_damage_to_whoever_reads_it(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, old_log(events))
    meddle(path, "PRAGMA ignore_check_constraints = ON", IMPOSSIBLE)
    with pytest.raises(ProgressError, match="CHECK"):
        ProgressFile.open_copy(path, replay)
    with pytest.raises(ProgressError, match="row 3 of the log is not what was written"):
        open_file(tmp_path / "other.db").merge(path, events.now)


def test_a_response_that_cannot_be_read_stops_the_migration(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first_version(path, old_log(events))
    with closing(sqlite3.connect(path)) as connection:
        row = list(connection.execute(f"SELECT {', '.join(COLUMNS)} FROM review WHERE number = 3").fetchone())
    row[COLUMNS.index("response")] = "[]"
    meddle(
        path,
        f"UPDATE review SET response = '[]', checksum = x'{checksum(tuple(row)).hex()}' WHERE number = 3",
    )
    refused(path, open_file, "is damaged: a row cannot be read")
    assert database.peek(path) == 1
    with pytest.raises(ProgressError, match="is damaged: a row cannot be read"):
        ProgressFile.open_copy(path, replay)


def test_a_migration_that_fails_leaves_the_older_file(
    path: Path, open_file: "OpenFile", events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    first_version(path, old_log(events))
    scripts = [*migrating.scripts(), "ALTER TABLE meta ADD COLUMN note TEXT;\nCREATE NONSENSE;"]
    monkeypatch.setattr(migrating, "scripts", lambda: scripts)
    refused(path, open_file, "does not work")
    assert database.peek(path) == 1
    assert [database.peek(each.path) for each in backups(path)] == [1]


def test_what_a_newer_program_migrated_meanwhile_keeps_its_version(file: ProgressFile) -> None:
    newer = form.VERSION + 1
    with closing(database.connect(file.path)) as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
        migrating.migrate(connection, migrating.scripts(), lambda _: pytest.fail("nothing is to be derived"))
        assert database.number(connection, "PRAGMA user_version") == newer


def test_no_copy_no_migration(path: Path, open_file: "OpenFile", events: "Events") -> None:
    first_version(path, old_log(events))
    backup.folder(path).write_text("in the way")
    refused(path, open_file, "cannot be copied to")


def test_two_that_migrate_at_once_do_it_once(
    path: Path, open_file: "OpenFile", events: "Events", monkeypatch: pytest.MonkeyPatch
) -> None:
    made = old_log(events)
    first_version(path, made)
    make = backup.make

    def slower(connection: sqlite3.Connection, place: Path, now: datetime, reason: backup.Reason) -> Path:
        monkeypatch.setattr(backup, "make", make)
        open_file(path).record(events.suspend())
        return make(connection, place, now, reason)

    monkeypatch.setattr(backup, "make", slower)
    file = open_file(path)
    assert list(file.log())[:-1] == made
    assert len(file.suspended()) == 1


def test_a_program_that_is_open_goes_on_with_a_copy_of_the_first_version(
    path: Path, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    made = old_log(events)
    first_version(tmp_path / "old.db", made)
    file = open_file(path)
    restore(path, tmp_path / "old.db", events.now)
    later = events.answer()._replace(wording="new")
    with pytest.raises(ProgressError, match="was replaced"):
        file.record(later)
    file.record(later)
    assert list(file.log()) == [*made, later]
