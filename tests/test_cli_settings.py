"""The command that shows the settings and changes them."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from quiz.cli import main, wiring
from quiz.cli.command_line import parser
from quiz.settings import SETTINGS


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = tmp_path / "mine.toml"
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(named))
    return named


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["settings", *arguments, "--json"]) == code
    shown = capsys.readouterr().out
    assert shown.isascii()
    assert shown.count("\n") == 1
    parsed: dict[str, Any] = json.loads(shown)
    return parsed


def test_every_setting_is_shown_with_its_value_and_whether_that_is_the_default(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("day_starts = 4\nrecall_first = true\n[keys]\nhint = ['h', 'f2']\n")
    assert main(["settings"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    rows = [line.split(maxsplit=2) for line in captured.out.splitlines()]
    assert [row[0] for row in rows[: len(SETTINGS)]] == list(SETTINGS)
    assert ["new_per_day", "20", "default"] in rows
    assert ["reviews_per_day", "none", "default"] in rows
    assert ["day_starts", "4", "default"] in rows
    assert ["recall_first", "true", "default: false"] in rows
    assert ["keys.hint", "h,", "f2"] in rows
    assert captured.out.endswith(f"Settings file: {path}\n")


def test_without_a_file_it_says_so_and_makes_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert f"{path} (not there yet" in capsys.readouterr().out
    assert not path.exists()


def test_the_file_is_in_the_folder_of_settings_unless_another_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TILLERSON_QUIZ_SETTINGS")
    assert main(["settings", "theme", "nord"]) == 0
    assert (tmp_path / "config" / "tillerson-quiz" / "settings.toml").exists()
    assert printed(capsys, "theme")["settings"]["theme"]["value"] == "nord"


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("new_per_day", "30", 30),
        ("new_per_day", "none", "none"),
        ("recall_first", "true", True),
        ("theme", "5", "5"),
        ("theme", "tokyo night", "tokyo night"),
    ],
)
def test_one_is_set_shown_and_taken_out(
    name: str, word: str, value: object, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    default = SETTINGS[name].default
    assert main(["settings", name, word]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == f"{name}  {word}  default: {str(default).lower()}"
    one = printed(capsys, name)
    assert one == {
        "file": str(path),
        "settings": {name: {"value": value, "default": default, "changed": True}},
        "keys": {},
        "problems": [],
    }
    one = printed(capsys, name, "--default")
    assert one["settings"] == {name: {"value": default, "default": default, "changed": False}}


def test_one_is_shown_with_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "day_starts"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("day_starts  4  default\n")
    assert SETTINGS["day_starts"].form.words in shown


def test_the_keys_of_an_action_are_set_shown_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "keys.hint", "h", "f2") == printed(capsys, "keys.hint")
    assert printed(capsys, "keys.skip", "5")["keys"] == {"skip": ["5"]}
    assert printed(capsys)["keys"] == printed(capsys, "keys")["keys"] == {"hint": ["h", "f2"], "skip": ["5"]}
    assert main(["settings", "keys"]) == 0
    assert capsys.readouterr().out == "keys.hint  h, f2\nkeys.skip  5\n"
    assert main(["settings", "keys.hint", "--default"]) == 0
    assert capsys.readouterr().out.startswith("keys.hint  default\n")
    assert main(["settings", "keys", "--default"]) == 0
    assert printed(capsys)["keys"] == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new_per_day", "-5"], "new_per_day cannot be -5. Write a whole number from 0 to 9999"),
        (["new_per_day", "many"], "new_per_day cannot be “many”."),
        (["new_per_day", "9" * 5000], "new_per_day cannot be “9999"),
        (["recall_first", "yes"], "recall_first cannot be “yes”. Write true or false."),
        (["thme", "nord"], "There is no setting “thme”. Did you mean theme?"),
        (["thme"], "There is no setting “thme”. Did you mean theme?"),
        (["thme", "--default"], "There is no setting “thme”. Did you mean theme?"),
        (["theme", "tokyo", "night"], "theme takes one value."),
        (["theme", ""], "theme cannot be “”."),
        (["keys", "h"], "`keys` has an entry for each action."),
        (["keys.mised", "M"], "There is no action “mised”. Did you mean missed?"),
        (["keys.", "M"], "There is no setting “keys.”."),
        (["keys.hint", "h", ""], "The keys of “hint” cannot be"),
        (["keys.theme", "h"], "theme is a setting of its own"),
        (["--default"], "--default goes with the name of a setting"),
        (["theme", "nord", "--default"], "--default goes with the name of a setting"),
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(
    arguments: list[str], said: str, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"tillerson-quiz: {said}")
    assert captured.err.count("\n") == 1
    assert not path.exists()


def test_what_is_wrong_in_the_file_goes_to_standard_error_and_ends_with_1(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("\nthme = 'x'\nday_starts = 5\n")
    assert main(["settings", "day_starts"]) == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("day_starts  5  default: 4\n")
    assert captured.err == f"{path}:2: There is no setting “thme”. Did you mean theme?\n"
    assert printed(capsys, code=1)["problems"] == [
        {"line": 2, "message": "There is no setting “thme”.", "hint": "Did you mean theme?"}
    ]


def test_a_file_that_is_not_toml_is_named_and_not_written_to(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("theme = nord")
    assert main(["settings", "theme", "nord"]) == 2
    assert f"{path}:1: This is not TOML" in capsys.readouterr().err
    assert path.read_text() == "theme = nord"
    assert main(["settings"]) == 1
    captured = capsys.readouterr()
    assert "tillerson-dark  default" in captured.out
    assert captured.err.startswith(f"{path}:1: This is not TOML")


def test_no_control_character_of_the_file_reaches_the_terminal(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(
        'day_starts = "\\u001b[31m"\n"\\u001b]0;x" = 1\n[keys]\n"\\u001b[2J" = "h"\n"a\\nb" = "h"\n'
    )
    assert main(["settings"]) == 1
    captured = capsys.readouterr()
    assert "\x1b" not in captured.out + captured.err
    assert captured.err.count("\n") == 4
    assert captured.out.count("\n") == len(SETTINGS) + 2
    assert main(["settings", "--json"]) == 1
    assert "\\u001b" not in capsys.readouterr().out


def test_the_command_line_goes_before_the_exam_that_is_set(path: Path) -> None:
    today = wiring.clock().date()
    path.write_text(f"exam = {today + timedelta(days=90)}\nexam_target = 80\n")

    def exam(*arguments: str) -> tuple[date | None, float]:
        habits = wiring.habits(parser().parse_args(["due", *arguments]))
        return habits.exam, habits.target

    assert exam() == (today + timedelta(days=90), 0.8)
    sooner = today + timedelta(days=30)
    assert exam("--by", sooner.isoformat()) == (sooner, 0.8)
    assert exam("--target", "0.7") == (today + timedelta(days=90), 0.7)


def test_it_loads_no_screen() -> None:
    code = (
        "import sys; from quiz.cli import main; main(['settings', 'theme', 'nord']); "
        "assert not {'textual', 'rich', 'yaml', 'sqlite3'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
