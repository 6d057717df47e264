"""Running commands as an author does."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from quiz.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command and returns its exit code and what it printed."""

    def run_command(*arguments: object, given: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given), isatty=bool, readline=str)
        )
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's own banks are; it is not there yet."""
    return tmp_path / "data" / "tillerson-quiz" / "banks"
