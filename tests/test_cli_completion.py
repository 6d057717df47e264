"""Completion as bash does it, and that each shell gets a script that knows all commands."""

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


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["mis"], ["missed"]),
        (["study", "airspace"], ["airspace-agreement"]),
        (["study", "north-korea", "airspace"], ["airspace-agreement"]),
        (["due", "--s"], ["--short"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_completion_in_bash(
    words: list[str], completed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["completion", "bash"])
    program = tmp_path / "tillerson-quiz"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n')
    program.chmod(0o755)
    script = (
        f'PATH="{tmp_path}:$PATH"\n{capsys.readouterr().out}\n'
        'COMP_WORDS=(tillerson-quiz "$@"); COMP_CWORD=$#\n'
        '_shtab_tillerson_quiz; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, "bash", *words], capture_output=True, text=True, check=True, timeout=50
    )
    assert done.stdout.split() == completed


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import version

    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"tillerson-quiz {version('tillerson-quiz')}\n"
