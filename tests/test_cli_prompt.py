"""`due --short`: what a prompt is told, and that it is what the whole command line says."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quiz.cli import main, prompt, running, wiring
from tests.support import BANK

Words = tuple[str, ...]


@pytest.fixture
def progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A progress file with two questions that are due."""
    path, bank = tmp_path / "pro gress%3f#.db", tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    monkeypatch.setenv("TILLERSON_QUIZ_PROGRESS", str(path))
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:s\nt\n\nTokyo\n"))
    assert main(["study", "capitals", "--plain", "--banks", str(bank)]) == 0
    pass_(monkeypatch, wiring.clock() + timedelta(days=40))
    capsys.readouterr()
    return path


def pass_(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(wiring, "clock", lambda: now)
    monkeypatch.setattr(prompt, "clock", lambda: now)


def said(
    run: Callable[[Words], int], words: Words, capsys: pytest.CaptureFixture[str]
) -> tuple[object, str, str]:
    try:
        code: object = run(words)
    except SystemExit as ended:
        code = ended.code
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--short"),
        ("due", "--short", "capitals"),
        ("due", "capitals", "other", "--short"),
        ("due", "--short", "--progress", "{path}"),
        ("due", "capitals", "--short", "--progress", "{path}"),
        ("due", "--short", "other", "--progress", "{path}"),
        ("due", "--short", "--banks", "{folder}"),
        ("due", "capitals", "--short", "--banks", "{folder}", "--banks", "{folder}", "--progress", "{path}"),
        ("due", "--short", "--progress", "{folder}/none.db"),
        ("due", "--short", "--progress", "{folder}/capitals.yaml/none.db"),
    ],
)
def test_the_usual_words_are_answered_at_once_as_by_the_whole_command_line(
    words: Words, progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = tuple(word.format(path=progress, folder=progress.parent) for word in words)
    whole = said(running.run, words, capsys)
    assert whole[0] == 0
    assert said(main, words, capsys) == whole
    assert prompt.answered(words)


@pytest.mark.parametrize(
    "words",
    [
        ("--short",),
        ("--short", "due"),
        ("study", "--short"),
        ("--progress", "{path}", "due", "--short"),
        ("due", "--progress", "{path}", "--short"),
        ("due", "--progress={path}", "--short"),
        ("due", "capitals", "--short", "other"),
        ("due", "--short", "--short"),
        ("due", "--short", "--json"),
        ("due", "--short", "--no-save"),
        ("due", "--short", "--by", "tomorrow"),
        ("due", "--short", "--help"),
        ("due", "--short", "--banks"),
        ("due", "--short", "--banks", ""),
        ("due", "--short", "--banks", "{folder}/none.yaml"),
        ("due", "--short", "--progress", "{path}", "--banks", "{folder}"),
        ("due", "--short", "--progress"),
        ("due", "--progress", "--short"),
        ("due", "--short", "--progress", ""),
        ("due", "--short", "--progress", "{folder}"),
        ("due", "--short", "--progress", "{folder}/pipe"),
        ("due", "--short", "--progress", "{folder}/capitals.yaml"),
        ("due", "--short", "--progress", "{folder}/empty.db"),
        ("due", "--short", "", "caf\xe9", "a\x1bb"),
        ("due", "--short", "--", "capitals"),
    ],
)
def test_all_other_words_are_left_to_the_whole_command_line(
    words: Words, progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (progress.parent / "empty.db").touch()
    os.mkfifo(progress.parent / "pipe")
    words = tuple(word.format(path=progress, folder=progress.parent) for word in words)
    assert not prompt.answered(words)
    assert capsys.readouterr() == ("", "")
    assert said(main, words, capsys) == said(running.run, words, capsys)


def test_it_says_how_many_are_due(progress: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(main, ("due", "--short"), capsys) == (0, "2 due\n", "")


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ('theme = "nord"\n# reviews_per_day = 1\n', "2 due\n"),
        ("reviews_per_day = 1\n", "1 due\n"),
        ("reviews_per_day = 0\n", ""),
        ("day_starts = 'x'\n", "2 due\n"),
        ("nonsense", "2 due\n"),
    ],
)
def test_the_day_s_limit_holds_as_it_does_for_the_longer_answer(
    settings: str, shown: str, progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (progress.parent / "settings.toml").write_text(settings)
    assert said(main, ("due", "--short"), capsys) == (0, shown, "")
    assert said(running.run, ("due", "--short"), capsys) == (0, shown, "")


def test_the_day_begins_when_the_learner_says(
    progress: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = progress.parent / "settings.toml"
    morning = wiring.clock().replace(hour=5)
    for day in range(60):
        pass_(monkeypatch, morning - timedelta(days=day))
        settings.write_text("day_starts = 6\n")
        late = said(main, ("due", "--short"), capsys)
        settings.unlink()
        if late != said(main, ("due", "--short"), capsys):
            return
    pytest.fail("the hour made no difference on any day")


def test_a_file_that_is_no_settings_file_is_not_waited_for(
    progress: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (progress.parent / "settings.toml").mkdir()
    assert not prompt.answered(("due", "--short"))
    assert said(main, ("due", "--short"), capsys) == (0, "2 due\n", "")


def test_nothing_is_imported_that_the_number_does_not_need(progress: Path) -> None:
    dear = (
        "argparse re typing pathlib contextlib dataclasses json tomllib threading quiz.cli.running quiz.study"
    )
    code = (
        "import sys; from quiz.cli import main; before = set(sys.modules); code = main(['due', '--short']); "
        f"sys.exit(code or str(sorted(set({dear!r}.split()) & set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == "[]\n"
