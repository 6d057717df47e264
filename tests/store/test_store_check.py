"""Damage and a wrong cache are found and named."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.memory import replay
from quiz.model import Key, Progress, Rating, Review
from quiz.store import Finding, ProgressFile

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
REPLACE_TRIGGERS = "DROP TRIGGER review_never_changes"


def fill(file: ProgressFile, events: "Events") -> None:
    answers = []
    for key in (PARIS, OSLO) * 10:
        answers.append(events.answer(key, events.rng.choice(list(Rating))))
        events.later(1)
    file.record_all([*answers, events.change(answers[0].id), events.relink(OSLO, Key("capitals", "oslo"))])


def meddle(path: str, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def codes(found: list[Finding]) -> set[str]:
    return {each.code for each in found}


def test_a_sound_file_has_no_findings(file: ProgressFile, events: "Events") -> None:
    assert file.check(events.now) == []
    fill(file, events)
    assert file.check(events.now) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM progress WHERE question = 'france'",
        "UPDATE progress SET due = '2030-01-01' WHERE question = 'france'",
        "UPDATE progress SET stability = stability * 1.000001",
        "UPDATE progress SET reviews = reviews + 1",
        "UPDATE progress SET last = 1 WHERE question = 'oslo'",
        "INSERT INTO progress SELECT 'another', question, difficulty, stability, day, due, check_day,"
        " reviews, lapses, begun, last, score, outcome, rating, missed FROM progress WHERE question = 'oslo'",
        "UPDATE progress SET missed = last WHERE question = 'france'",
        "DELETE FROM alias",
    ],
)
def test_a_cache_that_does_not_follow_is_found_and_rebuilt(
    file: ProgressFile, events: "Events", statement: str
) -> None:
    fill(file, events)
    meddle(file.path, statement)
    found = file.check(events.now)
    assert codes(found) == {"cache"}
    assert "rebuild" in str(found[0])
    file.rebuild()
    assert file.check(events.now) == []


def test_another_processor_may_calculate_a_little_differently(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    meddle(file.path, "UPDATE progress SET stability = stability * (1 + 1e-13)")
    assert file.check(events.now) == []


@pytest.mark.parametrize(
    "change",
    [
        "rating = 4 WHERE number = 3",
        'response = \'{"chosen": "Rome"}\' WHERE number = 3',
        "time = '2026-01-05T18:31:00.000001Z' WHERE number = 1",
        "checksum = zeroblob(32) WHERE number = 2",
        "fingerprint = x'00ff' WHERE number = 2",
        "fingerprint = CAST(x'ff' AS TEXT) WHERE number = 2",
    ],
)
def test_a_row_that_was_changed_is_found(file: ProgressFile, events: "Events", change: str) -> None:
    fill(file, events)
    (trigger,) = schema(file.path, "review_never_changes")
    meddle(file.path, REPLACE_TRIGGERS, f"UPDATE review SET {change}", trigger)
    (found,) = file.check(events.now)
    assert found.code == "row"
    assert "restore" in found.hint


def schema(path: str, name: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,))]


def test_many_changed_rows_are_counted(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    (trigger,) = schema(file.path, "review_never_changes")
    meddle(file.path, REPLACE_TRIGGERS, "UPDATE review SET device = 'mine' WHERE event = 'review'", trigger)
    found = file.check(events.now)
    assert len(found) == 6
    assert found[-1].message == "15 more rows of the log are not what was written."


def test_no_more_changed_rows_are_told_of_than_there_are(file: ProgressFile, events: "Events") -> None:
    file.record_all(events.answer() for _ in range(5))
    (trigger,) = schema(file.path, "review_never_changes")
    meddle(file.path, REPLACE_TRIGGERS, "UPDATE review SET device = 'mine'", trigger)
    assert [each.message[:5] for each in file.check(events.now)] == [f"Row {row}" for row in range(1, 6)]


def test_a_missing_trigger_is_found(file: ProgressFile, events: "Events") -> None:
    meddle(file.path, REPLACE_TRIGGERS)
    (found,) = file.check(events.now)
    assert found.code == "schema"
    assert "review_never_changes" in found.message


def test_a_trigger_of_someone_elses_is_found(file: ProgressFile, events: "Events") -> None:
    meddle(file.path, "CREATE VIEW mine AS SELECT 1", "CREATE TABLE also_mine (a)")
    assert file.check(events.now) == []
    meddle(file.path, "CREATE TRIGGER theirs AFTER INSERT ON review BEGIN DELETE FROM progress; END")
    (found,) = file.check(events.now)
    assert found.code == "schema"
    assert "theirs was not made by this program" in found.message


def test_a_missing_table_is_found(file: ProgressFile, events: "Events") -> None:
    meddle(file.path, "DROP VIEW effective", "DROP TABLE review")
    found = file.check(events.now)
    assert "structure" in codes(found)


@pytest.mark.parametrize("seed", range(12))
def test_page_damage_is_found(path: Path, open_file: "OpenFile", events: "Events", seed: int) -> None:
    rng = Random(seed)
    with open_file(path) as file:
        fill(file, events)
    content = bytearray(path.read_bytes())
    page = rng.randrange(1, len(content) // 4096)
    content[page * 4096 : page * 4096 + 512] = rng.randbytes(512)
    path.write_bytes(content)
    try:
        found = open_file(path).check(events.now)
    except ProgressError as error:
        assert "damaged" in error.message  # noqa: PT017 -- either way of saying so will do
    else:
        assert found


def test_a_flipped_bit_in_what_was_answered_is_found(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        fill(file, events)
    whole = path.read_bytes()
    places = [place for place in range(len(whole)) if whole.startswith(b'{"chosen": "', place)]
    assert len(places) >= 20
    for place in places:
        flipped = bytearray(whole)
        flipped[place + 13] ^= 1 << (place % 7)
        path.write_bytes(flipped)
        with open_file(path) as file:
            assert codes(file.check(events.now)) == {"row"}


@pytest.mark.parametrize("sql", ["DELETE FROM progress", "UPDATE progress SET day = 'Monday'"])
def test_one_more_answer_makes_a_lost_row_of_the_cache_again(
    file: ProgressFile, events: "Events", sql: str
) -> None:
    file.record_all([events.answer(), events.answer(rating=Rating.AGAIN)])
    meddle(file.path, sql)
    file.record(events.answer())
    assert len(file.history(PARIS)) == 3
    assert file.progress(PARIS) == replay(PARIS, file.history(PARIS))


def test_a_damaged_index_is_found_and_made_again(path: Path, open_file: "OpenFile", events: "Events") -> None:
    with open_file(path) as file:
        fill(file, events)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'review_day'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    place = content.index(b"2026-01-05", (root - 1) * 4096, root * 4096)
    content[place : place + 10] = b"2025-01-05"
    path.write_bytes(content)
    file = open_file(path)
    assert codes(file.check(events.now)) == {"index"}
    file.rebuild()
    assert file.check(events.now) == []


def test_an_answer_from_the_future_is_found(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer(OSLO))
    review = events.answer()
    ahead = review._replace(time=review.time + timedelta(days=3650), day=review.day + timedelta(days=3650))
    file.record(ahead)
    assert file.check(ahead.time - timedelta(days=1)) == []
    (found,) = file.check(ahead.time - timedelta(days=1, seconds=1))
    assert found.code == "future"
    (found,) = file.check(events.now)
    assert found.code == "future"
    assert str(ahead.day) in found.message
    assert file.ahead(events.now) == [ahead]
    assert file.due(events.today + timedelta(days=30)) == [OSLO]
    file.record(events.void(ahead.id))
    assert file.check(events.now) == []


def test_another_schedule_is_seen_as_a_cache_to_rebuild(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    with open_file(path) as file:
        fill(file, events)

    def forget(key: Key, reviews: object, parameters: object, before: object) -> Progress | None:
        return None

    with ProgressFile.open(path, forget, events.now) as file:
        assert codes(file.check(events.now)) == {"cache"}
        assert file.rebuild() == 0
        assert file.check(events.now) == []


def test_a_review_knows_its_key_after_relinking(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    assert {type(each) for each in file.history(Key("capitals", "oslo"))} == {Review}
    assert {each.key for each in file.history(Key("capitals", "oslo"))} == {Key("capitals", "oslo")}
