"""Between the first frame and the app: keys wait, and the terminal is given back whatever happens."""

import re
import signal
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from tests.e2e.conftest import Run, Terminal, without_queries
from tests.e2e.sums import rows

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


WAITS = "import signal; signal.pause()"


@pytest.mark.parametrize(
    ("command", "said"), [((), "Everything for today"), (("study", "sums"), "plus 100?")]
)
def test_the_first_frame_stands_before_the_app_is_there(
    opened: Opens, command: tuple[str, ...], said: str
) -> None:
    terminal = opened(WAITS, *command)
    terminal.wait(said)
    assert "Help" not in terminal.text()


def test_keys_before_the_app_are_not_shown_and_end_nothing(opened: Opens, tmp_path: Path) -> None:
    typed = tmp_path / "typed"
    terminal = opened(
        f"import os; open({str(typed)!r}, 'wb', 0).write(os.read(0, 6)); {WAITS}", "study", "sums"
    )
    before = terminal.wait("plus 100?")
    terminal.send("xyz\r\x03\x1a")
    terminal.until(lambda _: typed.exists() and typed.stat().st_size == 6, "what was typed")
    assert typed.read_bytes() == b"xyz\r\x03\x1a"
    assert terminal.text() == before
    assert terminal.child.isalive()


def test_a_signal_before_the_app_gives_the_terminal_back(opened: Opens) -> None:
    terminal = opened(WAITS, "study", "sums")
    terminal.wait("plus 100?")
    terminal.kill(signal.SIGTERM)
    assert terminal.exit_code() == 128 + signal.SIGTERM
    assert given_back(terminal)


def test_an_app_that_breaks_before_it_draws_gives_the_terminal_back(opened: Opens) -> None:
    terminal = opened("raise RuntimeError(1)", "study", "sums")
    assert terminal.exit_code() == 1
    assert "something unforeseen went wrong: RuntimeError." in terminal.text()
    assert b"Traceback" not in terminal.written
    assert given_back(terminal)


@pytest.mark.parametrize("command", [(), ("study", "sums")])
def test_nothing_of_the_first_frame_goes_away_again(
    run: Run, place: list[str], command: tuple[str, ...]
) -> None:
    terminal = run(*command, *place)
    terminal.wait("Help")
    screen = pyte.Screen(60, 20)
    stream = pyte.ByteStream(screen)
    frames = []
    for drawn in re.split(rb"(?<=\x1b\[\?2026l)", terminal.written):
        stream.feed(without_queries(drawn))
        frames.append([line.rstrip() for line in screen.display])
    first, *others = [frame for frame in frames if any(frame)]
    assert others[-1] != first
    changed = [(line, now) for frame in others for line, now in zip(first, frame, strict=True)]
    assert [(line, now) for line, now in changed if not now.startswith(line)] == []


@pytest.mark.parametrize("first", ["", "plus 100?"])
def test_keys_typed_ahead_answer_and_go_on(run: Run, place: list[str], first: str) -> None:
    terminal = run("study", "sums", *place)
    terminal.wait(first)
    terminal.send("1\r2\r")
    terminal.wait("3/", "Guess")
    assert len(rows(place, "SELECT 1 FROM review")) == 2
