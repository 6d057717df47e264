"""A terminal to run a program in: it answers what programs ask of one, and says when something was shown."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from benchmarks.speed import processes

COLUMNS, LINES = 120, 36
PATIENCE = 120.0
"""Seconds to wait for what must come."""

_QUIET = 0.06
"""Seconds without output after which a program is taken to have drawn all it had to."""

_REST = 0.15
"""Seconds in which a program that rests takes no time of the processor."""

_SHOWN = 4_000
"""Bytes of what was written last that the error says when a program does not show what it must."""

_FRAME_END = b"\x1b[?2026l"
_LEFT = b"\x1b[?1049l"
_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP.*?\x1b\\|\x1b[()].|\x1b[=>78]"
)
_ANSWERS: Sequence[tuple[re.Pattern[bytes], bytes]] = (
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # synchronised output is known, and off
    (re.compile(rb"\x1b\[\?(?!2026)(\d+)\$p"), b"\x1b[?\\1;0$y"),  # other modes are not
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),  # device attributes: a VT220 with colours
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>1;10;0c"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),  # no flags of the kitty keyboard protocol
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\]1([01]);\?(?:\x07|\x1b\\)"), b"\x1b]1\\1;rgb:1515/1818/1d1d\x1b\\\\"),
)
"""What is asked (ECMA-48, xterm's control sequences), and the answer."""


class GoneError(Exception):
    """The program did not show what it must."""


class Terminal:
    """A program in a pty, from the moment it is started.

    Args:
        command: The program, by its path, and its arguments.
        environment: The environment it gets.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._written = b""
        self._seen = 0
        self._answered = 0
        self._begun = time.perf_counter()
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            try:
                size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
                fcntl.ioctl(sys.stdin.fileno(), termios.TIOCSWINSZ, size)
                os.execve(command[0], list(command), dict(environment))
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends the program, if it has not ended by itself."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)

    def started(self, shows: str) -> float:
        """Waits for the frame that shows a text, and returns the milliseconds since the program was started.

        Args:
            shows: A regular expression over what is written, without control sequences.

        Raises:
            GoneError: It did not come.
        """
        return self._until(shows, self._begun)

    def key(self, keys: str, shows: str, *, settled: bool = True) -> float:
        """Presses keys and returns the milliseconds until the next frame that shows a text has been drawn.

        Args:
            keys: As the terminal sends them.
            shows: A regular expression, as in `started`.
            settled: Waits first until nothing more is drawn.

        Raises:
            GoneError: It did not come.
        """
        if settled:
            self.settle()
        self._forget()
        begun = time.perf_counter()
        os.write(self._descriptor, keys.encode())
        return self._until(shows, begun)

    def left(self, keys: str) -> tuple[float, float]:
        """Presses the keys that leave the program; returns the milliseconds until its screen and it are gone.

        Raises:
            GoneError: It did not go.
        """
        self.settle()
        begun = time.perf_counter()
        os.write(self._descriptor, keys.encode())
        while _LEFT not in self._written[self._seen :] and self._read(begun):
            pass
        screen = time.perf_counter() - begun
        while self._read(begun):
            pass
        os.waitpid(self.pid, 0)
        self.pid = 0
        return screen * 1000, (time.perf_counter() - begun) * 1000

    def rest(self) -> None:
        """Waits until the program does nothing more: what it prepares after its start is not measured."""
        before = None
        while (spent := processes.spent(self.pid)) != before:
            before = spent
            self.settle()
            time.sleep(_REST)

    def settle(self) -> None:
        """Waits until the program draws no more."""
        while select.select([self._descriptor], [], [], _QUIET)[0] and self._read(time.perf_counter()):
            pass
        self._forget()

    def _forget(self) -> None:
        """Looks no more at what was written until now, and holds only what an error would show of it."""
        past = min(self._answered, max(0, len(self._written) - _SHOWN))
        self._written = self._written[past:]
        self._answered -= past
        self._seen = len(self._written)

    def _until(self, shows: str, begun: float) -> float:
        wanted = re.compile(shows.encode())
        while True:
            frames, end, _ = self._written[self._seen :].rpartition(_FRAME_END)
            if end and wanted.search(_SEQUENCE.sub(b"", frames)):
                return (time.perf_counter() - begun) * 1000
            if not self._read(begun):
                shown = _SEQUENCE.sub(b"", self._written[-_SHOWN:]).decode(errors="replace")
                raise GoneError(f"{' '.join(self._command)} ended before it showed {shows!r}:\n{shown}")

    def _read(self, begun: float) -> bool:
        """Takes in what is written next, and answers; says whether the program still runs."""
        left = PATIENCE - (time.perf_counter() - begun)
        if not select.select([self._descriptor], [], [], max(0.0, left))[0]:
            shown = _SEQUENCE.sub(b"", self._written[-_SHOWN:]).decode(errors="replace")
            raise GoneError(f"{' '.join(self._command)} shows nothing more:\n{shown}")
        try:
            new = os.read(self._descriptor, 1 << 16)
        except OSError:  # a pty whose program is gone
            return False
        self._written += new
        self._answer()
        return bool(new)

    def _answer(self) -> None:
        """Answers what was asked since; a question that is cut in two is answered when it is whole."""
        asked = self._written[self._answered :]
        end = 0
        for question, answer in _ANSWERS:
            for found in question.finditer(asked):
                os.write(self._descriptor, found.expand(answer))
                end = max(end, found.end())
        self._answered += end or max(0, len(asked) - 32)
