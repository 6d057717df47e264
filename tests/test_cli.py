"""The command line: what is printed where, and the exit codes."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli import command_line, main
from quiz.cli.command_line import FAMILIES, parser
from tests.support import BANK

COMMANDS = [
    *("study", "missed", "browse", "practise", "pretest", "test"),
    *("new", "add", "remove", "relink", "schema", "check", "banks"),
    *("due", "history", "suspended", "flagged", "stats"),
    *("doctor", "rebuild", "backup", "restore", "export", "import", "merge"),
    *("settings", "fit", "completion"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Example: tillerson-quiz {command}" in shown


@pytest.mark.parametrize("width", [60, 80])
def test_no_help_runs_over_a_narrow_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quiz.plain.console.terminal_width", lambda _: width)
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if len(line) > width] == []


def test_the_list_of_commands_is_complete() -> None:
    help_ = parser().format_help()
    listed = re.findall(r"^ {4}([a-z]+)", help_.split("commands:")[1], re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("arguments", [["studdy"], ["--nonsense"], ["study", "--progress"]])
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [[], ["study"]])
def test_without_a_terminal_one_line_says_so(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "terminal" in captured.err


def test_banks_lists_what_is_loaded(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["banks", "--banks", str(bank)]) == 0
    shown = capsys.readouterr().out
    assert "1 choice, 1 select, 1 true-false, 1 typed" in shown
    assert str(bank) in shown
    assert shown.count("/questions/") == 12


def test_banks_may_be_named_before_and_after_the_command(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(BANK.replace("bank: capitals", "bank: other"))
    assert main(["--banks", str(bank), "banks", "--banks", str(other)]) == 0
    shown = capsys.readouterr().out
    assert str(bank) in shown
    assert str(other) in shown


def test_a_file_dropped_into_the_bank_folder_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "data" / "tillerson-quiz" / "banks"
    folder.mkdir(parents=True)
    (folder / "capitals.yaml").write_text(BANK)
    assert main(["banks"]) == 0
    assert "capitals" in capsys.readouterr().out


def test_a_broken_bank_is_named_with_its_place_and_the_others_work(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.write_text(BANK.replace("answer: Paris", "anser: Paris"))
    assert main(["banks", "--banks", str(bank)]) == 1
    captured = capsys.readouterr()
    assert f"{bank}:8:5: unknown-key" in captured.err
    assert "answer" in captured.err
    assert captured.out.count("/questions/") == 12


def test_due_counts_what_there_is(tmp_path: Path, bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress = str(tmp_path / "p.db")
    assert main(["due", "capitals", "--banks", str(bank), "--progress", progress]) == 0
    assert "0 questions due today, 4 new in today's plan." in capsys.readouterr().out


def test_an_unknown_bank_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "airspace", "--progress", str(tmp_path / "p.db")]) == 2
    assert "airspace-agreement" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_progress_file_that_cannot_be_used_ends_with_3_and_is_not_touched(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.db"
    path.write_bytes(content)
    assert main(["due", "--progress", str(path)]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(path) in captured.err
    assert path.read_bytes() == content


def test_what_is_unforeseen_is_logged_without_values_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "s3cret"

    def broken(_: object) -> None:
        raise RuntimeError("unheard of " + str(len(secret)))

    monkeypatch.setattr("quiz.cli.wiring.library", broken)
    assert main(["banks"]) == 1
    error = capsys.readouterr().err
    log = tmp_path / "state" / "tillerson-quiz" / "log" / "crash.log"
    assert str(log) in error
    assert error.count("\n") == 1
    written = log.read_text()
    assert "RuntimeError: unheard of 6" in written
    assert secret not in written.replace('secret = "s3cret"', "")


def test_control_characters_of_a_file_name_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b]0;title\x07b.yaml"
    path.write_text("x: [")
    assert main(["banks", "--banks", str(path)]) == 1
    captured = capsys.readouterr()
    assert "\x1b" not in captured.err + captured.out
    assert "\x07" not in captured.err


@pytest.mark.parametrize("module", ["textual", "rich"])
def test_commands_without_a_screen_never_load_what_draws_screens(module: str) -> None:
    code = (
        "import sys; from quiz.cli import main; "
        "main(['banks']); main(['due', '--progress', sys.argv[1]]); "
        f"assert not any(name.split('.')[0] == {module!r} for name in sys.modules), 'loaded'"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "/nowhere/at/all.db"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    code = f"{sys.executable} -m quiz banks | head -c 1 >/dev/null"
    done = subprocess.run(["sh", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_each_module_declares_the_commands_that_it_is_said_to() -> None:
    for family, commands in FAMILIES.items():
        (declared,) = (
            each for each in parser([family])._actions if isinstance(each, argparse._SubParsersAction)
        )
        assert tuple(declared.choices) == commands


def test_options_alone_declare_no_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command_line, "import_module", lambda name: pytest.fail(f"{name} was imported"))
    progress = str(tmp_path / "progress.db")
    found = command_line.parsed(["--no-save", "--banks", str(tmp_path), "--progress", progress])
    assert (found.no_save, found.banks, str(found.progress)) == (True, [str(tmp_path)], progress)
