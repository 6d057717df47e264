"""Checking again on every save, in a terminal of its own."""

import os
import re
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from quiz.cli.watching import screenful
from quiz.plain.console import Console
from tests.support import BANK

CLEARED = re.escape("\x1b[H\x1b[2J")
PATIENCE = 20


def started(folder: Path, *arguments: str) -> "pexpect.spawn[str]":
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    return pexpect.spawn(
        sys.executable,
        ["-m", "quiz", "check", "--watch", *arguments],
        cwd=str(folder),
        env={**environment, "TERM": "xterm", "PYTHONPATH": str(Path.cwd())},
        dimensions=(12, 80),
        encoding="utf-8",
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("by_rename", [True, False])
def test_each_save_shows_one_screenful_and_ctrl_c_ends_it(by_rename: bool, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(BANK.replace("why:", "whyy:"))
    child = started(tmp_path, "b.yaml")
    child.expect(CLEARED + r"b\.yaml:13:5: unknown-key .*… and 3 more problems.*4 errors.*Ctrl\+C ends\.")
    if by_rename:
        (tmp_path / "b.tmp").write_text(BANK)
        (tmp_path / "b.tmp").replace(path)
    else:
        path.write_text(BANK)
    child.expect(CLEARED + r"\d\d:\d\d:\d\d  1 file, 4 questions: no problems\. Ctrl\+C ends\.")
    path.unlink()
    child.expect(CLEARED + r".*unreadable")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130 or child.signalstatus == signal.SIGINT
    assert "Traceback" not in (child.before or "")


def test_a_folder_is_watched_with_the_folders_in_it(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    child = started(tmp_path, ".")
    child.expect("There is no bank file in")
    (tmp_path / "deeper" / "b.yaml").write_text(BANK)
    child.expect(r"1 file, 4 questions: no problems\.")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()


def test_a_screenful_holds_whole_problems_and_says_how_many_are_left() -> None:
    console = Console(lambda _: "", sys.stdout, 20)
    blocks = [["one " * 9], ["two"], ["three"], ["four"]]
    assert screenful(iter(blocks), "end", console, 9) == [
        "one one one one one",
        "one one one one ",
        "",
        "two",
        "",
        "… and 2 more problems",
        "end",
    ]
    assert screenful(iter(blocks[1:]), "end", console, 99)[-2:] == ["", "end"]


def test_standard_input_and_what_is_not_there_cannot_be_watched(tmp_path: Path) -> None:
    for path, said in (
        ("-", r"cannot\s+be\s+watched"),
        (str(tmp_path / "no" / "b.yaml"), r"is\s+not\s+there"),
    ):
        child = started(tmp_path, path)
        child.expect(said)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 2
