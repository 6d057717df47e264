"""The commands that look after the progress file."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from quiz.bank import load
from quiz.cli import main
from quiz.memory import replay
from quiz.model import Bury, Event, Flag, Key, Suspend
from quiz.plain import console
from quiz.store import ProgressFile
from quiz.study import Study
from tests.store.first_version import first_version
from tests.support import BANK, Clock, right_response, wrong_responses

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    """A progress file with four answers, the last of them undone."""
    place = tmp_path / "p.db"
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    with ProgressFile.open(place, replay, clock()) as store:
        study = Study(load([bank]), store, clock, Random(1))
        sitting = study.study()
        while sitting.current is not None and len(sitting.answers) < 4:
            kind = sitting.current.kind
            right = len(sitting.answers) != 1
            study.answer(sitting, right_response(kind) if right else wrong_responses(kind)[0])
            clock.pass_(minutes=1)
            study.advance(sitting)
        study.undo(sitting)
    return place


def run(path: Path, *arguments: str) -> int:
    return main([*arguments, "--progress", str(path), "--banks", str(path.parent / "capitals.yaml")])


def cached(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT * FROM progress ORDER BY bank, question").fetchall()
    finally:
        connection.close()


def test_doctor_finds_a_sound_file_sound(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(path, "doctor") == 0
    assert capsys.readouterr().out.splitlines() == [
        str(path),
        "Progress on 3 questions",
        "No copy yet",
        "✓ Sound",
    ]


def test_a_file_of_an_earlier_version_is_brought_up_to_date_with_a_word(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = path.with_name("old.db")
    first_version(old, [])
    assert run(old, "due", "--json") == 0
    said = capsys.readouterr()
    assert said.err.startswith("The progress file is of an earlier version of this program. A copy is kept")
    assert json.loads(said.out)["due"] == 0
    assert run(old, "due", "--json") == 0
    assert capsys.readouterr().err == ""


def test_doctor_says_which_progress_sleeps(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path.parent / "capitals.yaml").write_text("bank: other\nquestions:\n  - ask: x?\n    answer: y\n")
    assert run(path, "doctor") == 0
    assert "3 asleep, until a bank has them again:\n    3 of capitals\n" in capsys.readouterr().out


def label(path: Path, *events: Event) -> None:
    with ProgressFile.open(path, replay, NOW) as store:
        store.record_all(events)


def test_doctor_counts_what_was_put_on_questions_and_the_copies(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Key("capitals", "france")
    label(path, Suspend("s1", NOW, key), Suspend("s2", NOW, key), Flag("f1", NOW, key, "Is it?"))
    label(path, Flag("f2", NOW, Key("capitals", "japan"), ""), Bury("b1", NOW, key, NOW.date()))
    for copies in ("1 copy, of", "2 copies, the newest of"):
        assert run(path, "backup") == 0
        assert run(path, "doctor") == 0
        shown = capsys.readouterr().out
        assert "1 suspended, 2 flagged\n" in shown
        assert copies in shown
    assert run(path, "doctor", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert {name: report[name] for name in ("sound", "findings", "questions", "suspended", "flagged")} == {
        "sound": True,
        "findings": [],
        "questions": 3,
        "suspended": 1,
        "flagged": 2,
    }
    assert [each["reason"] for each in report["backups"]] == ["asked", "asked"]


def test_doctor_fits_into_sixty_columns(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "terminal_width", lambda _: 60)
    label(path, Suspend("s1", NOW, Key("capitals", "france")))
    (path.parent / "capitals.yaml").unlink()
    (path.parent / "capitals.yaml").write_text("bank: other\nquestions:\n  - ask: x?\n    answer: y\n")
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE progress SET stability = 99")
        connection.execute("DROP TRIGGER review_never_changes")
    connection.close()
    assert run(path, "doctor") == 1
    shown = capsys.readouterr().out.replace(str(path), "FILE").splitlines()
    assert max(map(len, shown)) <= 60
    assert shown[-2].startswith("    Hint: `tillerson-quiz restore`")
    assert shown[-1] == "    copy."


def test_doctor_says_what_is_wrong_with_a_cache_that_cannot_be_read(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE progress SET due = 'soon'")
    connection.close()
    assert run(path, "doctor") == 1
    shown = capsys.readouterr().out
    assert "✗ Questions whose progress does not follow from the log: 3, first " in shown
    assert "    Hint: `tillerson-quiz rebuild`" in shown
    assert "Progress on" not in shown
    assert run(path, "rebuild") == 0
    assert run(path, "doctor") == 0


def test_doctor_finds_a_changed_row_and_prints_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = path.read_bytes()
    assert b'"Paris"' in data or b"Oslo" in data
    path.write_bytes(data.replace(b"capitals", b"capitols", 1))
    assert run(path, "doctor", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert report["sound"] is False
    assert report["findings"]
    assert {"code", "message", "hint"} == set(report["findings"][0])


def test_rebuild_gives_the_same_schedule(path: Path) -> None:
    before = cached(path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE progress SET stability = 99")
    connection.close()
    assert run(path, "doctor") == 1
    assert run(path, "rebuild") == 0
    assert cached(path) == before
    assert run(path, "doctor") == 0


def test_a_backup_restores_and_what_was_there_is_kept(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = cached(path)
    assert run(path, "backup") == 0
    path.write_bytes(b"ruined")
    assert run(path, "doctor") == 3
    assert run(path, "restore") == 0
    assert "asked" in capsys.readouterr().out
    assert run(path, "restore", "latest") == 0
    assert cached(path) == before
    kept = [each for each in path.parent.iterdir() if ".replaced-" in each.name]
    assert [each.read_bytes() for each in kept] == [b"ruined"]


def test_the_log_can_be_printed_for_other_programs(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ProgressFile.open(path, replay, NOW) as store:
        store.record(Flag("f", NOW, Key("capitals", "japan"), "日本 \u202e\x1b?"))
    run(path, "export", "--log", str(tmp_path / "log"))
    capsys.readouterr()
    assert run(path, "export", "--log", "-") == 0
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert "\x1b" not in printed
    written = (tmp_path / "log").read_text(encoding="utf-8")
    assert [json.loads(line) for line in printed.splitlines()] == [
        json.loads(line) for line in written.splitlines()
    ]


def test_what_came_after_the_copy_is_rescued_from_the_damaged_file(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(path, "backup") == 0
    log = path.parent / "log.jsonl"
    assert run(path, "export", "--log", str(log)) == 0
    later = log.read_text().splitlines()[0].replace('"id": "0', '"id": "1').replace("certain", "unsaid")
    (path.parent / "later.jsonl").write_text(later + "\n")
    assert run(path, "import", "--log", str(path.parent / "later.jsonl")) == 0
    before, _, after = path.read_bytes().rpartition(b'{"')
    path.write_bytes(before + b"{x" + after)
    assert run(path, "doctor") == 1
    capsys.readouterr()
    assert run(path, "restore", "latest") == 0
    said = capsys.readouterr().out
    replaced = next(each for each in path.parent.iterdir() if ".replaced-" in each.name)
    assert f"`merge --rescue {replaced}`" in said
    assert run(path, "merge", str(replaced)) == 3
    assert run(path, "merge", "--rescue", str(replaced)) == 0
    assert "Added 1 event;" in capsys.readouterr().out
    assert run(path, "doctor") == 0


def test_a_backup_to_a_name_that_is_taken_is_refused(path: Path) -> None:
    taken = path.parent / "taken.db"
    taken.write_text("mine")
    assert run(path, "backup", str(taken)) == 2
    assert run(path, "export", "--log", str(taken)) == 2
    assert run(path, "import", "--log", str(path.parent / "nowhere")) == 2
    assert taken.read_text() == "mine"


def test_restoring_what_is_no_copy_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    other = path.parent / "other.txt"
    other.write_text("no copy")
    assert run(path, "restore", str(other)) == 3
    assert path.read_bytes() == before
    assert run(path, "restore", "latest") in {0, 2}


def test_the_log_goes_out_and_comes_in_again(path: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    assert run(path, "export", "--log", str(log)) == 0
    assert len(log.read_text().splitlines()) == 5
    fresh = tmp_path / "fresh.db"
    for _ in range(2):
        assert main(["import", "--log", str(log), "--progress", str(fresh)]) == 0
        assert cached(fresh) == cached(path)


def test_a_bad_line_is_named_and_nothing_is_taken(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.jsonl"
    run(path, "export", "--log", str(log))
    lines = log.read_text().splitlines()
    lines[1] = lines[1].replace('"rating": ', '"rating": 9')
    log.write_text("\n".join(lines) + "\n")
    fresh = tmp_path / "fresh.db"
    assert main(["import", "--log", str(log), "--progress", str(fresh)]) == 1
    assert f"{log}:2" in capsys.readouterr().err
    assert cached(fresh) == []


def test_merging_twice_changes_nothing_more(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    for _ in range(2):
        assert main(["merge", str(path), "--progress", str(fresh)]) == 0
        assert cached(fresh) == cached(path)


def test_without_saving_nothing_is_written(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    assert run(path, "due", "--no-save") == 0
    assert path.read_bytes() == before
    nowhere = tmp_path / "nowhere" / "p.db"
    assert main(["due", "--no-save", "--progress", str(nowhere)]) == 0
    assert not nowhere.parent.exists()
