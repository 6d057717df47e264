"""The whole app killed while it is answering, and its disk filled: nothing that was shown is lost.

`just torture` does a hundred times as much and says how much.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.e2e.conftest import Terminal
from tests.e2e.sums import answer, rows, sums

TIMES = int(os.environ.get("TORTURE", "1"))
KILLS = 10 * TIMES if TIMES > 1 else 3


def shown(terminal: Terminal) -> int:
    """Returns how many first answers the screen says there were in this sitting."""
    score = re.search(r"✓(\d+)(?: ~(\d+))? ✗(\d+)", terminal.text())
    return sum(int(part or 0) for part in score.groups()) if score else 0


def answered_until_killed(place: list[str], cwd: Path, seconds: float) -> int:
    """Answers as fast as it can for so long, kills the app, and returns how many verdicts had been shown."""
    terminal = Terminal(["study", "sums", *place], {}, cwd)
    terminal.wait("plus 100?", "Guess")
    most = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.send("1\r")
        terminal.read()
        most = max(most, shown(terminal))
    terminal.kill(signal.SIGKILL)
    terminal.child.wait()
    return most


@pytest.mark.timeout(60 + 30 * KILLS)
def test_every_verdict_that_was_shown_before_a_kill_is_in_the_log(tmp_path: Path) -> None:
    chance = Random(2017)
    (tmp_path / "sums.yaml").write_text(sums(2000))
    total = 0
    for number in range(KILLS):
        place = ["--banks", str(tmp_path / "sums.yaml"), "--progress", str(tmp_path / f"{number}.db")]
        seen = answered_until_killed(place, tmp_path, 0.2 + 1.5 * chance.random())
        ((kept,),) = rows(place, "SELECT count(DISTINCT question) FROM review WHERE event = 'review'")
        assert isinstance(kept, int)
        assert kept >= seen
        total += seen
    print(f"{number + 1} kills of the app, {total} verdicts shown, 0 lost")  # noqa: T201 — the figures asked for
    assert total


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Takes all the room there is."""
    path = folder / "filling"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return path


def test_an_answer_waits_on_a_full_disk_until_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "sums.yaml").write_text(sums(12))
    place = ["--banks", str(tmp_path / "sums.yaml"), "--progress", str(small_disk / "progress.db")]
    terminal = Terminal(["study", "sums", *place], {}, tmp_path)
    answer(terminal, right=True)
    terminal.send("\r")
    terminal.wait("How much is 1 plus 100?", "Guess")
    filling = fill(small_disk)
    terminal.send("1")
    terminal.wait("Not saved", "full", "How much is 1 plus 100?")
    terminal.send("\r")
    terminal.wait("Not saved", "How much is 1 plus 100?")
    assert len(rows(place, "SELECT 1 FROM review")) == 1
    filling.unlink()
    terminal.send("\x13")
    terminal.wait("Next", "Because it is 101 exactly")
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert len(rows(place, "SELECT 1 FROM review")) == 2


def test_a_disk_that_is_full_at_the_first_start_is_left_as_it_was(small_disk: Path, tmp_path: Path) -> None:
    fill(small_disk)
    terminal = Terminal(["due", "--progress", str(small_disk / "progress.db")], {}, tmp_path)
    assert terminal.exit_code() == 3
    assert "full" in terminal.text()
    assert [path.name for path in small_disk.iterdir()] == ["filling"]


def test_an_answer_waits_for_another_program_to_let_go_of_the_file(place: list[str], tmp_path: Path) -> None:
    terminal = Terminal(["study", "sums", *place], {}, tmp_path)
    answer(terminal, right=True)
    terminal.send("\r")
    terminal.wait("How much is 1 plus 100?", "Guess")
    holder = sqlite3.connect(place[3], isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    terminal.send("1")
    terminal.wait("Not saved", "another program", "How much is 1 plus 100?")
    holder.execute("ROLLBACK")
    holder.close()
    terminal.send("\x13")
    terminal.wait("Next", "Because it is 101 exactly")
    assert len(rows(place, "SELECT 1 FROM review")) == 2


def test_on_a_read_only_disk_all_can_be_tried_without_saving(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "sums.yaml").write_text(sums(12))
    place = ["--banks", str(tmp_path / "sums.yaml"), "--progress", str(small_disk / "progress.db")]
    terminal = Terminal(["study", "sums", *place], {}, tmp_path)
    answer(terminal, right=True)
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    terminal = Terminal(["study", "sums", *place], {}, tmp_path)
    terminal.wait("plus 100?", "Guess")
    terminal.send("1")
    terminal.wait("Not saved", "Read-only", "plus 100?")
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    terminal = Terminal(["study", "sums", "--no-save", *place], {}, tmp_path)
    answer(terminal, right=True)
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert len(rows(place, "SELECT 1 FROM review")) == 1


STRACE = """
import os, sys
calls = "trace=network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlinkat"
traced = ["strace", "-f", "-qq", "-s", "4096", "-e", calls, "-o", sys.argv[1], sys.executable, "-m", "quiz"]
os.execvp("strace", [*traced, *sys.argv[2:]])
"""


def written(trace: str) -> set[Path]:
    """Returns the files and folders that were opened for writing, made or named."""
    changing = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d+ +(?:creat|mkdir|rename|link|symlink)")
    return {
        Path(name)
        for line in trace.splitlines()
        if changing.search(line) and "= -1" not in line
        for name in re.findall(r'"([^"]*)"', line)
    }


def test_a_whole_sitting_writes_only_progress_and_cache_and_talks_to_nobody(
    place: list[str], tmp_path: Path
) -> None:
    if not shutil.which("strace"):
        pytest.skip("there is no strace here")
    trace = tmp_path / "trace"
    (tmp_path / "own").mkdir(mode=0o755)
    place[3] = str(tmp_path / "own" / "progress.db")
    quiet = {"PYTHONDONTWRITEBYTECODE": "1"}
    log = ""
    for _ in range(2):
        terminal = Terminal([str(trace), "study", "sums", *place], quiet, tmp_path, ("-c", STRACE))
        answer(terminal, right=True)
        terminal.send("\r")
        answer(terminal, right=False)
        terminal.send("\x11")
        assert terminal.exit_code() == 0
        log += trace.read_text()
    assert " socketpair(" in log
    assert not re.search(r"^\d+ +(socket|connect|bind|listen|accept4?)\(", log, re.MULTILINE)
    files = {each for each in written(log) if not each.is_relative_to("/dev")}
    assert {each.parts[len(tmp_path.parts)] for each in files} == {"own", "cache"}
    assert {Path(place[3]), Path(f"{place[3]}-journal"), Path(f"{place[3]}-backups")} <= files
    for folder in (tmp_path / "own", tmp_path / "cache" / "tillerson-quiz"):
        found = {each.stat().st_mode & 0o777 for each in folder.rglob("*")}
        assert found == {0o600, 0o700}
    assert len(rows(place, "SELECT 1 FROM review")) == 4
