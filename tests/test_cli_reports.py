"""What the commands print for programs, and for a shell prompt."""

import io
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.cli import main
from tests.support import BANK


@pytest.fixture
def options(tmp_path: Path, bank: Path) -> list[str]:
    return ["--banks", str(bank), "--progress", str(tmp_path / "progress.db")]


def answered(options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers the statement wrong and the capital of Japan right."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:s\nt\n\nTokyo\n"))
    assert main(["study", "capitals", "--plain", *options]) == 0


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == code
    shown = capsys.readouterr().out
    assert shown.isascii()
    assert shown.count("\n") == 1
    parsed: dict[str, Any] = json.loads(shown)
    return parsed


def test_due(options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answered(options, monkeypatch)
    due = printed(capsys, "due", "capitals", *options)
    today = date.fromisoformat(due["today"])
    assert date.fromisoformat(due["next_due"]) == today + timedelta(days=1)
    assert {key: due[key] for key in ("due", "new", "missed", "answered_today", "streak")} == {
        "due": 0,
        "new": 2,
        "missed": 1,
        "answered_today": 2,
        "streak": 1,
    }
    (row,) = due["banks"]
    assert row.pop("mastery") == pytest.approx(0.5)
    assert row == {"id": "capitals", "title": "Capitals", "questions": 4, "due": 0, "new": 2, "missed": 1}


def test_banks(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    banks = printed(capsys, "banks", "--banks", str(bank))
    (own,) = (each for each in banks["banks"] if each["id"] == "capitals")
    assert own == {
        "id": "capitals",
        "title": "Capitals",
        "about": "A small bank for trying things out.",
        "path": str(bank),
        "questions": 4,
        "kinds": {"choice": 1, "select": 1, "true-false": 1, "typed": 1},
    }
    assert banks["problems"] == []


@pytest.mark.parametrize("terminal", [None, 110])
def test_a_very_long_id_moves_no_other_row_and_loses_its_middle_on_a_terminal(
    terminal: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quiz.plain.console.terminal_width", lambda _: terminal)
    long = f"begin-{'between-' * 600}-end"
    arguments = []
    for name in (long, "short"):
        path = tmp_path / f"{name[:5]}.yaml"
        path.write_text(BANK.replace("bank: capitals", f"bank: {name}"))
        arguments += ["--banks", str(path)]
    arguments += ["--progress", str(tmp_path / "progress.db")]
    for command in ("banks", "due"):
        assert main([command, *arguments]) == 0
        rows = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line[:1].strip()}
        (shown,) = (each for each in rows if each.startswith("begin-"))
        assert shown.endswith("-end")
        assert 50 < len(shown) < 80 if terminal else shown == long
        assert len(rows["short"]) <= 110
        assert terminal is None or shown not in printed(capsys, command, *arguments)
        assert long in [each["id"] for each in printed(capsys, command, *arguments)["banks"]]


def test_problems_of_banks(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank.write_text(BANK.replace("answer: Paris", "anser: Paris"))
    problem = printed(capsys, "banks", "--banks", str(bank), code=1)["problems"][0]
    assert problem["path"] == str(bank)
    assert (problem["line"], problem["column"], problem["code"]) == (8, 5, "unknown-key")
    assert problem["message"]
    assert set(problem) == {"path", "line", "column", "code", "message", "hint"}


def test_missed(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(options, monkeypatch)
    (missed,) = printed(capsys, "missed", *options)["missed"]
    last, due = (date.fromisoformat(missed.pop(key)) for key in ("last", "due"))
    assert due == last + timedelta(days=1)
    assert missed == {
        "bank": "capitals",
        "question": "australia",
        "kind": "true-false",
        "ask": "Sydney is the capital of Australia.",
        "response": "true",
        "answer": "false",
        "outcome": "wrong",
        "score": 0.0,
        "confidence": "unsaid",
        "why": "Canberra is.",
        "times": 1,
        "repeated": 1,
        "certain": False,
        "lapses": 0,
        "note": None,
    }


def lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str, *arguments: str
) -> str:
    """Returns what a command prints for this input."""
    capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.StringIO(given))
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_missed_says_what_was_repeated_forgotten_and_flagged(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quiz.cli import wiring

    lines(monkeypatch, capsys, ":s\n:s\nf\n\n:q\n", "study", "capitals", "--plain", *options)
    now = wiring.clock() + timedelta(days=30)
    monkeypatch.setattr(wiring, "clock", lambda: now)
    lines(monkeypatch, capsys, ":f ask Anna\nt !\n:q\n", "study", "capitals", "--plain", *options)
    lines(monkeypatch, capsys, "t !\n:q\n", "missed", "--plain", *options)
    shown = lines(monkeypatch, capsys, "", "missed", *options)
    assert "You said: true, and you were certain\nYou chose this 2 times.\nAnswer: false\n" in shown
    (row,) = printed(capsys, "missed", *options)["missed"]
    assert {key: row[key] for key in ("repeated", "certain", "note")} == {
        "repeated": 2,
        "certain": True,
        "note": "ask Anna",
    }
    forgotten = f"forgotten {row['lapses']} time"
    assert row["lapses"]
    assert f"Missed 2 times, last today, {forgotten}" in shown
    assert "due tomorrow.\nFlagged: ask Anna\n" in shown


def test_missed_is_sorted(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = ("study", "capitals", "--plain", *options)
    lines(monkeypatch, capsys, ":s\n:s\nt\n\n:q\n", *study)
    lines(monkeypatch, capsys, "t\n:q\n", "missed", "--plain", *options)
    lines(monkeypatch, capsys, ":s\n:s\nKyoto\n:q\n", *study)
    for sort, first in (("oftenest", "australia"), ("latest", "japan")):
        rows = printed(capsys, "missed", "--sort", sort, *options)["missed"]
        assert rows[0]["question"] == first
    with pytest.raises(SystemExit):
        main(["missed", "--sort", "mood", *options])


def test_no_test_was_taken_yet(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", *options]) == 0
    assert "No test was handed in yet." in capsys.readouterr().out
    assert printed(capsys, "history", *options) == {"tests": [], "names": []}


def test_history(
    bank: Path, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    japan = BANK[BANK.index("  - id: japan") :]
    head = BANK[: BANK.index("  - id:")]
    bank.write_text(head + japan + japan.replace("id: japan", "id: nippon"))
    test = ("test", "capitals", "--plain", *options)
    lines(monkeypatch, capsys, ":q\n\n", *test, "--minutes", "5")
    lines(monkeypatch, capsys, "Tokyo\nTokyo\n\n", *test)
    lines(monkeypatch, capsys, "Tokyo\n:n\n\n", *test)
    shown = lines(monkeypatch, capsys, "", "history", *options).splitlines()
    last, _, first, empty, names = shown
    assert last.startswith("today, ")
    assert ", Capitals: 50%, 1 of 2 questions answered, in " in last
    assert ", Capitals: 0%, 0 of 2 questions answered, in " in first
    assert first.endswith(" of 5 minutes.")
    assert (empty, names) == ("", "Capitals: best 100%, last 50%, 3 tests.")
    known = printed(capsys, "history", *options)
    assert known["names"] == [{"name": "Capitals", "tests": 3, "best": 1.0, "last": 0.5}]
    assert [each["score"] for each in known["tests"]] == [0.5, 1, 0]
    assert [each["allowed"] for each in known["tests"]] == [None, None, 300_000]


def test_suspended_questions_are_listed_and_taken_back_in(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(monkeypatch, capsys, ":x\n:x\n", "study", "capitals", "--plain", *options)
    shown = lines(monkeypatch, capsys, "", "suspended", *options)
    assert "capitals/france  What is the capital of France?\n" in shown
    assert "2 suspended questions." in shown
    assert "is asked again" in lines(
        monkeypatch, capsys, "", "suspended", "--resume", "capitals/france", *options
    )
    (row,) = printed(capsys, "suspended", *options)["suspended"]
    assert row == {
        "bank": "capitals",
        "question": "nordic",
        "kind": "select",
        "ask": "Which of these are capitals?",
    }
    assert main(["suspended", "--resume", "capitals/france", *options]) == 2
    assert "capitals/france is not suspended." in capsys.readouterr().err


def test_flagged_questions_are_listed_and_unflagged(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines(monkeypatch, capsys, ":f\n:s\n:flag is Oslo so?\n", "study", "capitals", "--plain", *options)
    shown = lines(monkeypatch, capsys, "", "flagged", *options)
    assert "capitals/nordic  Which of these are capitals?\n  Flagged: is Oslo so?\n" in shown
    assert "capitals/france  What is the capital of France?\n  Flagged.\n" in shown
    lines(monkeypatch, capsys, "", "flagged", "--unflag", "capitals/nordic", *options)
    (row,) = printed(capsys, "flagged", *options)["flagged"]
    assert (row["question"], row["note"]) == ("france", "")
    lines(monkeypatch, capsys, "", "flagged", "--unflag", "capitals/france", *options)
    assert "Nothing is flagged." in lines(monkeypatch, capsys, "", "flagged", *options)


def test_short_says_nothing_while_nothing_is_due(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", "--short", *options]) == 0
    assert capsys.readouterr().out == ""
    assert not (tmp_path / "progress.db").exists()


def test_short_counts_what_is_due(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quiz.cli import prompt, wiring

    answered(options, monkeypatch)
    capsys.readouterr()
    assert main(["due", "--short", *options]) == 0
    assert capsys.readouterr().out == ""
    now = wiring.clock() + timedelta(days=40)
    for module in (wiring, prompt):
        monkeypatch.setattr(module, "clock", lambda: now)
    assert main(["due", "--short", *options]) == 0
    assert main(["due", "--short", "capitals", *options]) == 0
    assert main(["due", "--short", "other", *options]) == 0
    assert capsys.readouterr().out == "2 due\n2 due\n"


def test_short_and_json_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", "--short", "--json"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_short_reads_no_bank(tmp_path: Path, options: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answered(options, monkeypatch)
    code = (
        "import sys; from quiz.cli import main; main(['due', '--short', *sys.argv[1:]]); "
        "assert not {'yaml', 'textual', 'rapidfuzz', 'quiz.study'} & set(sys.modules), 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", code, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_bank_in_a_file_with_an_odd_name_takes_one_line_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "two\nlines.yaml"
    odd.write_text(BANK)
    (tmp_path / "no\nbank.yaml").write_text("- ")
    assert main(["banks", "--banks", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert f"    {tmp_path}/two lines.yaml" in said.out.splitlines()
    assert "no bank.yaml" in said.err
