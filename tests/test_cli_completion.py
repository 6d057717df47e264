"""Completion as bash does it, and that each shell gets a script that knows all commands."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.cli.completion import SHELLS
from tests.test_cli import COMMANDS


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_the_banks_names_are_completed(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for command in COMMANDS:
        assert command in script
    assert "_tillerson_quiz_banks" in script


WORDS = pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["mis"], {"missed"}),
        (["study", "airspace"], {"airspace-agreement"}),
        (["study", "north-korea", "airspace"], {"airspace-agreement"}),
        (["stats", "--bank", "north"], {"north-korea"}),
        (["due", "--s"], {"--short"}),
        (["completion", ""], {"bash", "zsh", "fish"}),
        (["practise", "--kind", "c"], {"choice", "cloze"}),
        (["settings", "new"], {"new_per_day"}),
    ],
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the program on the path of the shells."""
    program = tmp_path / "tillerson-quiz"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.mark.usefixtures("path")
@WORDS
def test_completion_in_bash(
    words: list[str], completed: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", "bash"])
    script = (
        f"{capsys.readouterr().out}\n"
        'COMP_WORDS=(tillerson-quiz "$@"); COMP_CWORD=$#\n'
        '_shtab_tillerson_quiz; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words], capture_output=True, text=True, check=True, timeout=50
    )
    assert set(done.stdout.split()) == completed


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.usefixtures("path")
@WORDS
def test_completion_in_fish(
    words: list[str], completed: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", "fish"])
    script = tmp_path / "tillerson-quiz.fish"
    script.write_text(capsys.readouterr().out)
    line = " ".join(["tillerson-quiz", *words])
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    )
    assert {each.split("\t")[0] for each in done.stdout.splitlines()} == completed


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_can_read_its_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["completion", "zsh"])
    script = tmp_path / "_tillerson-quiz"
    script.write_text(capsys.readouterr().out)
    subprocess.run(["zsh", "-n", str(script)], check=True, timeout=50)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import version

    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"tillerson-quiz {version('tillerson-quiz')}\n"
