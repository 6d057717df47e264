"""The README's tables of commands and the examples in the help are what the parser takes."""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.cli.command_line import parser
from tests.support import BANK
from tests.test_cli import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`tillerson-quiz \w.*?) \|(.*)\|$", README, re.MULTILINE)
NEEDS_MORE = {"fit", "browse"}
"""Commands whose example needs more answers than a beginner has, or a screen; they say so and end with 2."""


def commands() -> Mapping[str, argparse.ArgumentParser]:
    (found,) = (each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    choices: Mapping[str, argparse.ArgumentParser] = found.choices
    return choices


def test_the_readme_has_a_row_for_each_command() -> None:
    named = [name for first, _ in ROWS for name in re.findall(r"`tillerson-quiz ([a-z]+)", first)]
    assert sorted(named) == sorted(COMMANDS)


def test_the_readme_names_the_arguments_that_each_command_takes() -> None:
    known = commands()
    for first, about in ROWS:
        names = re.findall(r"`tillerson-quiz ([a-z]+)", first)
        actions = [action for name in names for action in known[name]._actions]
        options = {option for action in actions for option in action.option_strings}
        assert {each for each in re.findall(r"--[a-z]+", first + about) if each not in options} == set(), (
            first
        )
        taken = {
            str(action.metavar or action.dest).upper()
            for action in actions
            if not action.option_strings and not isinstance(action, argparse._SubParsersAction)
        }
        told = set(re.findall(r"\b[A-Z]+\b", re.sub(r"--[a-z]+ [A-Z]+", "", first)))
        assert told == taken, first


def test_the_help_of_each_command_begins_with_its_own_options() -> None:
    for command, known in commands().items():
        own, common = known.format_help().split("\noptions of every command:\n")
        for option in ("--progress FILE", "--banks PATH", "--no-save"):
            assert f"\n  {option}" not in own, command
            assert f"  {option} " in common, command


def test_every_example_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "my-bank.yaml").write_text(BANK)
    (tmp_path / "lines").write_text("")
    (tmp_path / "laptop").mkdir()
    assert main(["rebuild", "--progress", "laptop/progress.db"]) == 0
    for command, known in commands().items():
        example = re.search(r"Example: tillerson-quiz (.*)", known.epilog or "")
        assert example, command
        words = [str(Path(word).expanduser()) for word in shlex.split(example[1].split(" > ")[0])]
        assert words[0] == command
        with (tmp_path / "lines").open() as lines:
            monkeypatch.setattr(sys, "stdin", lines)
            code = main(words)
        assert code == (2 if command in NEEDS_MORE else 0), (words, capsys.readouterr())


def test_the_man_page_can_be_made_and_says_of_each_command_what_is_its_own() -> None:
    (recipe,) = re.findall(
        r"^    argparse-manpage ((?:.*\\\n)*.*)", (ROOT / "justfile").read_text(), re.MULTILINE
    )
    words = shlex.split(recipe.replace("\\\n", " "))
    made = subprocess.run(
        [Path(sys.executable).parent / "argparse-manpage", *words[: words.index("--output")]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    ).stdout
    commands_told, end = made.replace("\\-", "-").split(".SH EXIT STATUS")
    _, *parts = re.split(r"^\.SS \\fBtillerson-quiz (.*)\\fR$", commands_told, flags=re.MULTILINE)
    assert {*COMMANDS, "stats items"} == set(parts[::2])
    assert all(part.count("Example: tillerson-quiz") == 1 for part in parts[1::2])
    assert "--progress" not in "".join(parts)
    assert "128+n" in end
