"""Files merge by union: in any order, however often, with undos on both sides."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.memory import replay
from quiz.model import Key, Rating
from quiz.store import ProgressFile, backup, backups, codec, database
from tests.store.first_version import first_version
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")


def two_devices(file: ProgressFile, other: ProgressFile, events: "Events") -> None:
    """Fills two files with what both have, what one has, and what bears on the other's."""
    shared = [events.answer(PARIS), events.answer(OSLO, Rating.AGAIN)]
    change = events.change(shared[0].id, Rating.HARD)
    file.record_all(shared)
    other.record_all([*shared, change])
    events.later(3)
    mine, theirs = events.answer(PARIS), events.answer(PARIS, Rating.AGAIN)
    file.record_all([mine, events.void(change.id), events.relink(OSLO, Key("capitals", "oslo"))])
    other.record_all([theirs, events.void(mine.id), events.answer(OSLO)])


def test_either_way_and_again_gives_the_same(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    two_devices(one, other, events)
    log_of_one = tmp_path / "one.jsonl"
    one.export_log(log_of_one)
    assert one.merge(other.path, events.now) == 4
    assert other.merge(log_of_one, events.now) == 3
    assert list(one.log()) == list(other.log())
    assert all_progress(one) == all_progress(other)
    before = all_progress(one)
    assert one.merge(other.path, events.now) == 0
    assert one.merge(one.path, events.now) == 0
    assert all_progress(one) == before
    assert one.check(events.now) == other.check(events.now) == []
    assert {each.reason for each in backups(one.path)} == {"merge"}
    assert {each.reason for each in backups(other.path)} == {"import"}


def test_a_copy_in_memory_takes_in_another_file(
    file: ProgressFile, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    other = open_file(tmp_path / "other.db")
    two_devices(file, other, events)
    with ProgressFile.open_copy(file.path, replay) as copy:
        assert copy.merge(other.path, events.now) == 4
    assert backups(file.path) == []


def test_the_other_file_is_not_changed(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    two_devices(one, other, events)
    other.close()
    before = Path(other.path).read_bytes()
    one.merge(other.path, events.now)
    assert Path(other.path).read_bytes() == before


def test_a_damaged_file_is_not_merged(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    two_devices(one, other, events)
    other.close()
    before = list(one.log())
    content = Path(other.path).read_bytes()
    place = content.index(b'{"chosen"') + 12
    Path(other.path).write_bytes(content[:place] + b"X" + content[place + 1 :])
    with pytest.raises(ProgressError, match=r"other\.db is damaged: row . of the log"):
        one.merge(other.path, events.now)
    Path(other.path).write_bytes(content[:8192] + bytes(len(content) - 8192))
    with pytest.raises(ProgressError, match=r"other\.db is damaged"):
        one.merge(other.path, events.now)
    assert list(one.log()) == before


def test_what_is_sound_of_a_damaged_file_is_rescued(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    made = [events.answer(Key("capitals", str(number))) for number in range(300)]
    one.record_all(made[:10])
    other.record_all(made)
    other.close()
    content = bytearray(Path(other.path).read_bytes())
    text = content.index(b'{"chosen"', len(content) // 2)
    content[text + 12] ^= 0xFF
    page = content.index(made[200].id.encode()) // 4096
    content[page * 4096 : (page + 1) * 4096] = events.rng.randbytes(4096)
    Path(other.path).write_bytes(content)
    with pytest.raises(ProgressError, match="is damaged"):
        one.merge(other.path, events.now)
    added = one.rescue(other.path, events.now)
    assert 250 < added < 290
    assert set(one.log()) < set(made)
    assert len(list(one.log())) == 10 + added
    assert one.rescue(other.path, events.now) == 0
    assert one.check(events.now) == []
    assert {each.reason for each in backups(one.path)} == {"merge"}


def test_a_row_that_is_out_of_reach_does_not_keep_the_others_back(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    made = [events.answer(Key("capitals", str(number))) for number in range(300)]
    other.record_all(made)
    other.close()
    content = bytearray(Path(other.path).read_bytes())
    page = content.index(made[-1].id.encode()) // 4096
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    Path(other.path).write_bytes(content)
    added = one.rescue(other.path, events.now)
    assert list(one.log()) == made[:added]
    assert added > 280


def test_a_row_whose_number_is_damaged_is_not_counted_up_to(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    made = [events.answer(Key("capitals", str(number))) for number in range(10)]
    other.record_all(made)
    other.close()
    with closing(sqlite3.connect(other.path)) as connection:
        connection.execute("DROP TRIGGER review_never_changes")
        connection.execute("UPDATE review SET number = 9000000000000000000 WHERE number = 10")
        connection.commit()
    assert one.rescue(other.path, events.now) == 9
    assert list(one.log()) == made[:9]


def test_a_log_that_never_ends_is_not_read(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    other.close()
    endless = (
        "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) SELECT n FROM endless"
    )
    with closing(sqlite3.connect(other.path)) as connection:
        connection.execute("DROP TABLE review")
        connection.execute(f"CREATE VIEW review AS {endless}")
        connection.commit()
    with pytest.raises(ProgressError, match="its log is a view"):
        one.merge(other.path, events.now)


def test_a_sound_file_is_rescued_whole(tmp_path: Path, open_file: "OpenFile", events: "Events") -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    two_devices(one, other, events)
    first_version(tmp_path / "old.db", [events.answer(OSLO)])
    assert one.rescue(other.path, events.now) == 4
    assert one.rescue(tmp_path / "old.db", events.now) == 1
    with pytest.raises(ProgressError, match="is not there"):
        one.rescue(tmp_path / "none.db", events.now)


def left_by_a_crash(path: str, folder: Path) -> Path:
    """Copies a file and its journal in the middle of a change."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("DELETE FROM progress")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", ((f"{i}", "x" * 500) for i in range(200)))
        shutil.copy(f"{path}-journal", folder / "left.db-journal")
        shutil.copy(path, folder / "left.db")
    return folder / "left.db"


def test_a_file_that_a_crash_left_is_to_be_opened_first(
    file: ProgressFile, tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    other = open_file(tmp_path / "other.db")
    two_devices(file, other, events)
    left = left_by_a_crash(other.path, tmp_path)
    with pytest.raises(ProgressError, match="was left in the middle of a change by a crash"):
        file.merge(left, events.now)
    assert open_file(left).check(events.now) == []
    assert file.merge(left, events.now) == 4


def test_a_copy_is_made_of_a_file_that_a_crash_left(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    file = open_file(tmp_path / "mine.db")
    file.record(events.answer())
    left = left_by_a_crash(file.path, tmp_path)
    file.close()
    left.replace(file.path)
    Path(f"{left}-journal").replace(f"{file.path}-journal")
    with database.foreign(file.path, "mode=rw") as connection:
        assert backup.summary(connection).events == 1


def without_checks(path: Path, row: Mapping[str, object]) -> None:
    """Makes a file whose log is no table of ours, with one row and its right checksum."""
    database.create(path)
    values = tuple(row.get(name) for name in codec.COLUMNS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP VIEW effective")
        connection.execute("DROP TABLE review")
        connection.execute(f"CREATE TABLE review (number, checksum, {', '.join(codec.COLUMNS)})")
        connection.execute(
            f"INSERT INTO review VALUES (1, ?{', ?' * len(values)})",
            (codec.checksum(values), *values),  # type: ignore[arg-type]  # what a foreign file may hold
        )
        connection.commit()


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": "dreaming"},
        {"rating": 9},
        {"rating": None},
        {"score": "much"},
        {"score": 1.5},
        {"milliseconds": "long"},
        {"bank": 5},
        {"bank": "a\x1b[31m"},
        {"time": "yesterday"},
        {"time": 5},
        {"time": "2026-01-05T18:30:00"},
        {"day": 20260105},
        {"id": None},
        {"response": "[]"},
        {"event": "dream"},
    ],
)
def test_a_row_of_the_other_file_that_makes_no_sense_is_named(
    file: ProgressFile, tmp_path: Path, events: "Events", wrong: dict[str, object]
) -> None:
    row = dict(zip(codec.COLUMNS, codec.values(events.answer()), strict=True))
    without_checks(tmp_path / "sound.db", row)
    without_checks(tmp_path / "other.db", row | wrong)
    with pytest.raises(ProgressError, match=r"other\.db is damaged: row 1 of the log cannot be read"):
        file.merge(tmp_path / "other.db", events.now)
    assert list(file.log()) == []
    assert file.merge(tmp_path / "sound.db", events.now) == 1
    assert file.check(events.now) == []


def test_another_programs_file_is_not_merged(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE review (id)")
    with pytest.raises(ProgressError, match="is not a progress file"):
        file.merge(other, events.now)


def test_a_newer_file_is_not_merged(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    other = tmp_path / "other.db"
    database.create(other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(ProgressError, match="is of version 999"):
        file.merge(other, events.now)


def test_what_is_not_there_is_not_merged(
    file: ProgressFile, unprivileged: Path, tmp_path: Path, events: "Events"
) -> None:
    with pytest.raises(ProgressError, match="is not there"):
        file.merge(unprivileged / "none.db", events.now)
    closed = unprivileged / "closed.db"
    closed.write_text("x")
    closed.chmod(0)
    with pytest.raises(ProgressError, match="cannot be read"):
        file.merge(closed, events.now)


def test_a_thousand_relinks_are_quick(file: ProgressFile, events: "Events") -> None:
    answers = [events.answer(Key("capitals", f"~{number}")) for number in range(1000)]
    links = [events.relink(answer.key, Key("capitals", f"id-{answer.key.question}")) for answer in answers]
    file.record_all(answers)
    file.record_all(links)
    assert {key.question[:4] for key in all_progress(file)} == {"id-~"}
    assert file.check(events.now) == []
