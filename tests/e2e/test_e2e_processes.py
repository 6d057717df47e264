"""Ways to end or to be stopped: nothing is lost, the terminal is as it was, the process is gone."""

import os
import select
import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.e2e.conftest import Run, Terminal
from tests.e2e.sums import answer, rows


def test_ctrl_z_stops_it_and_it_goes_on_where_it_was(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    answer(terminal, right=True)
    terminal.send("\x1a")
    assert terminal.child.pid is not None
    state = Path(f"/proc/{terminal.child.pid}/stat")
    terminal.until(lambda _: state.read_text().rpartition(")")[2].split()[0] == "T", "the stop")
    terminal.until(lambda _: b"\x1b[?1049l" in terminal.written, "the way out")
    terminal.kill(signal.SIGCONT)
    terminal.wait("✓ Right")
    terminal.send("\r")
    answer(terminal, right=True)
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert len(rows(place, "SELECT 1 FROM review")) == 2


@pytest.mark.parametrize("ignored", [False, True])
def test_a_closed_window_ends_it_within_two_seconds(place: list[str], tmp_path: Path, ignored: bool) -> None:
    terminal = Terminal(["study", "sums", *place], {}, tmp_path, ignore_hangup=ignored)
    answer(terminal, right=True)
    pid = terminal.child.pid
    assert pid is not None
    ending = os.pidfd_open(pid)
    os.close(terminal.child.child_fd)
    ended, _, _ = select.select([ending], [], [], 5)  # two seconds, and slack for a busy machine
    os.close(ending)
    if not ended:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert ended
    assert len(rows(place, "SELECT 1 FROM review")) == 1


BROKEN = """
import sys
from quiz.tui.screens.question import QuestionScreen

def broken(self):
    secret = "s3cret"
    raise RuntimeError("boom")

QuestionScreen.action_{where} = broken
from quiz.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_an_exception_restores_the_terminal_and_is_logged_without_values(
    place: list[str], tmp_path: Path
) -> None:
    program = ("-c", BROKEN.replace("{where}", "overrule"))
    terminal = Terminal(["study", "sums", *place], {}, tmp_path, program)
    answer(terminal, right=True)
    terminal.send("o")
    assert terminal.exit_code() == 1
    assert terminal.restored()
    assert termios.tcgetattr(terminal.child.child_fd)[3] == terminal.before[3]
    shown = terminal.written.split(b"\x1b[?1049l")[-1].decode()
    assert "RuntimeError" in shown
    assert "Traceback" not in shown
    assert "s3cret" not in shown
    log = (tmp_path / "state" / "tillerson-quiz" / "log" / "crash.log").read_text()
    assert "boom" in log
    assert len(rows(place, "SELECT 1 FROM review")) == 1


BROKEN_READING = """
import sys
from textual._xterm_parser import XTermParser

def broken(self, data):
    secret = "s3cret"
    if "1" in data:
        raise RuntimeError("boom")
    return iter(())

XTermParser.feed = broken
from quiz.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("keys", ["\x03", "\x11"])
def test_ctrl_c_and_ctrl_q_end_it_cleanly(run: Run, place: list[str], keys: str) -> None:
    terminal = run("study", "sums", *place)
    answer(terminal, right=True)
    terminal.send(keys)
    assert terminal.exit_code() == 0
    assert terminal.restored()


def test_ctrl_q_ends_it_while_something_is_asked(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    answer(terminal, right=True)
    terminal.send("f")
    terminal.wait("Flag it.")
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert terminal.restored()


def test_random_keys_never_break_it(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    terminal.wait("plus 100?", "Guess")
    noise = "".join(chr(32 + (number * 7919) % 95) for number in range(600))
    # Not the keys that quit, or that open an editor, which would take the keys after it.
    kept = noise.translate(dict.fromkeys(map(ord, "qQe")))
    terminal.send(kept + "\t\x1b[A\x1b[B\x1b[5~" * 20)
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert terminal.restored()


def test_bytes_that_are_no_text_are_passed_over(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    terminal.wait("plus 100?", "Guess")
    for noise in (b"\xe9", b"\xff\xfe", b"\xc3(", b"\xf0\x9f\x98"):
        os.write(terminal.child.child_fd, noise)
        terminal.read()
    answer(terminal, right=True)
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert terminal.restored()
    assert b"Unicode" not in terminal.written
    assert len(rows(place, "SELECT 1 FROM review")) == 1


def test_what_breaks_while_keys_are_read_is_logged_as_any_other_failure(
    place: list[str], tmp_path: Path
) -> None:
    program = ("-c", BROKEN_READING)
    terminal = Terminal(["study", "sums", *place], {}, tmp_path, program)
    terminal.wait("plus 100?", "Guess")
    terminal.send("1")
    assert terminal.exit_code() == 1
    assert terminal.restored()
    shown = terminal.written.split(b"\x1b[?1049l")[-1].decode()
    assert "RuntimeError" in shown
    assert "s3cret" not in shown
    assert "boom" in (tmp_path / "state" / "tillerson-quiz" / "log" / "crash.log").read_text()


def test_half_a_character_waits_for_the_other_half(run: Run, place: list[str]) -> None:
    terminal = run(*place)
    terminal.wait("Browse")
    terminal.send("b")
    terminal.wait("Type to search")
    terminal.child.send(b"zq\xc3")
    terminal.wait("zq")
    terminal.child.send(b"\xa9")
    terminal.wait("zqé")
    terminal.send("\x11")
    assert terminal.exit_code() == 0
    assert terminal.restored()


def test_a_python_file_in_the_current_folder_is_not_imported(tmp_path: Path, place: list[str]) -> None:
    for name in ("yaml", "sqlite3", "textual"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    command = Path(sys.executable).with_name("tillerson-quiz")
    terminal = Terminal(["study", "sums", *place], {}, tmp_path, ("-P", str(command)))
    answer(terminal, right=True)
    assert "imported" not in terminal.text()
