"""Between the first frame and the app: keys wait, and the terminal is given back whatever happens."""

import signal
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Terminal

WITHOUT_APP = """
import sys, types
app = types.ModuleType("quiz.tui.app")
def run(*_):
    {instead}
app.run = run
sys.modules["quiz.tui.app"] = app
from quiz.cli.running import run as cli
sys.exit(cli(sys.argv[1:]))
"""
"""The program, with something else in the place of the app."""


Opens = Callable[..., Terminal]


@pytest.fixture
def opened(tmp_path: Path, place: list[str]) -> Iterator[Opens]:
    """Starts the program with something else in the place of the app."""
    started: list[Terminal] = []

    def start(instead: str, *command: str) -> Terminal:
        started.append(
            Terminal([*command, *place], {}, tmp_path, ("-c", WITHOUT_APP.format(instead=instead)))
        )
        return started[-1]

    yield start
    for terminal in started:
        terminal.child.close(force=True)


def given_back(terminal: Terminal) -> bool:
    """Says whether the terminal was left as it was found."""
    left = all(sequence in terminal.written for sequence in (b"\x1b[?7h", b"\x1b[?1049l", b"\x1b[?25h"))
    return left and termios.tcgetattr(terminal.child.child_fd) == terminal.before


WAITS = "import time; time.sleep(60)"


@pytest.mark.parametrize(
    ("command", "said"), [((), "Everything for today"), (("study", "sums"), "plus 100?")]
)
def test_the_first_frame_stands_before_the_app_is_there(
    opened: Opens, command: tuple[str, ...], said: str
) -> None:
    terminal = opened(WAITS, *command)
    terminal.wait(said)
    assert "Help" not in terminal.text()


def test_keys_before_the_app_are_not_shown_and_end_nothing(opened: Opens) -> None:
    terminal = opened("import os; print(os.read(0, 6), flush=True); import time; time.sleep(60)", "study")
    before = terminal.wait("plus 100?")
    terminal.send("xyz\r\x03\x1a")
    after = terminal.wait(r"b'xyz\r\x03\x1a'")
    assert after.replace(r"b'xyz\r\x03\x1a'", "").split() == before.split()
    assert terminal.child.isalive()


def test_a_signal_before_the_app_gives_the_terminal_back(opened: Opens) -> None:
    terminal = opened(WAITS, "study")
    terminal.wait("plus 100?")
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert given_back(terminal)


def test_an_app_that_breaks_before_it_draws_gives_the_terminal_back(opened: Opens) -> None:
    terminal = opened("raise RuntimeError(1)", "study")
    assert terminal.exit_code() == 1
    assert "something unforeseen went wrong: RuntimeError." in terminal.text()
    assert b"Traceback" not in terminal.written
    assert given_back(terminal)
