"""A terminal to run the whole program in: a pty whose screen can be read."""

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 15.0
"""Seconds to wait for the screen; far more than it takes, since machines are busy at times."""

RESTORED = (
    b"\x1b[?1049l",
    b"\x1b[?25h",
    b"\x1b[?1000l",
    b"\x1b[?1003l",
    b"\x1b[?1015l",
    b"\x1b[?1006l",
    b"\x1b[?2004l",
)
"""Leaving the alternate screen, showing the cursor, no mouse reports, no bracketed paste."""


def _inherited() -> dict[str, str]:
    """Returns the environment without the size of another terminal, which would be believed."""
    return {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}


def without_queries(written: bytes) -> bytes:
    """Returns what was written without newer requests, which pyte does not know and would print."""
    return re.sub(rb"\x1b\[[<>=?][\d;]*\$?[cpqu]", b"", written)


class Terminal:
    """The program in a pty of 60 by 20."""

    def __init__(
        self,
        arguments: list[str],
        environment: dict[str, str],
        cwd: Path,
        program: tuple[str, ...] = ("-m", "quiz"),
        *,
        ignore_hangup: bool = False,
    ) -> None:
        self.screen = pyte.Screen(60, 20)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.child = pexpect.spawn(
            sys.executable,
            [*program, *arguments],
            env={**_inherited(), **environment, "TERM": "xterm-256color"},
            cwd=str(cwd),
            dimensions=(20, 60),
            timeout=PATIENCE,
            ignore_sighup=ignore_hangup,
        )
        self.before = termios.tcgetattr(self.child.child_fd)

    def read(self) -> None:
        """Takes in what was written since."""
        try:
            new: bytes = self.child.read_nonblocking(65536, timeout=0.05)  # type: ignore[assignment] # stub says str
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.written += new
        self._stream.feed(without_queries(new))

    def text(self) -> str:
        """Returns what stands on the screen, its lines joined and white space folded."""
        return " ".join("\n".join(self.screen.display).split())

    def wait(self, *texts: str) -> str:
        """Waits until all texts stand on the screen.

        Raises:
            AssertionError: They did not come.
        """
        return self.until(lambda shown: all(text in shown for text in texts), " and ".join(texts))

    def until(self, wanted: Callable[[str], bool], what: str) -> str:
        """Waits until the screen is as wanted."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read()
            if wanted(self.text()):
                return self.text()
        raise AssertionError(f"{what} did not come:\n" + "\n".join(self.screen.display))

    def send(self, keys: str) -> None:
        """Types."""
        self.child.send(keys)

    def kill(self, number: signal.Signals) -> None:
        """Sends a signal to the program."""
        assert self.child.pid is not None
        os.kill(self.child.pid, number)

    def exit_code(self) -> int:
        """Waits for the end and returns the exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self.read()
        self.read()
        assert not self.child.isalive(), "it did not end"
        self.child.wait()
        return self.child.exitstatus if self.child.exitstatus is not None else -1

    def restored(self) -> bool:
        """Says whether the terminal was left as it was found."""
        return all(sequence in self.written for sequence in RESTORED)


Run = Callable[..., Terminal]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    started: list[Terminal] = []

    def start(*arguments: str, **environment: str) -> Terminal:
        terminal = Terminal(list(arguments), environment, tmp_path)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.child.close(force=True)


@pytest.fixture
def place(tmp_path: Path) -> list[str]:
    from tests.e2e.sums import sums

    (tmp_path / "sums.yaml").write_text(sums(12))
    return ["--banks", str(tmp_path / "sums.yaml"), "--progress", str(tmp_path / "progress.db")]
