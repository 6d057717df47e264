"""Reads what is typed, whatever bytes that is, and leaves the terminal at once."""

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from quiz.tui.opening import ENTER, Opening

_ESCAPE = 0.1
"""Seconds after which a lone Esc is told from the beginning of a sequence, as in Textual."""


class _Screen:
    """What is drawn on. Once the terminal is gone, nothing: the app would wait for a writer that failed.

    Args:
        file: The terminal.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno = file.fileno

    def write(self, text: str) -> None:
        """Draws."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Shows what was drawn."""
        with suppress(OSError):
            self._file.flush()


class _SteadyDriver(LinuxDriver):
    """Textual's driver with another way to read.

    The original looks every 100 ms whether it should stop, then waits 100 ms for a last key: shell and
    editor would come up 200 ms late. And its decoder ends the app at a byte that is no UTF-8.
    """

    _wake: tuple[int, int] | None = None
    """The ends of a pipe that wakes the thread which reads."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert self._file is not None
        self._file = _Screen(self._file)  # type: ignore[assignment]  # has what Textual uses
        self._opening: Opening | None = getattr(app, "opening", None)

    def _sigcont_application(self, *_: object) -> None:
        # A window that is closed sends this too, and then there is nothing to come back to.
        if os.isatty(self.fileno):
            super()._sigcont_application()

    def start_application_mode(self) -> None:
        """Takes over the terminal."""
        self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._opening is not None:
            self.attrs_before = self._opening.before
            self._opening = None

    def write(self, data: str) -> None:
        """Draws; where a first frame stands already, it is not taken away again."""
        if self._opening is not None and data == ENTER:
            self._opening.shown = False
        else:
            super().write(data)

    def disable_input(self) -> None:
        """Stops reading the keyboard; does nothing where that was done before."""
        if self._wake is None:
            return
        reader, writer = self._wake
        self._wake = None
        os.write(writer, b"\0")
        super().disable_input()
        os.close(reader)
        os.close(writer)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            # Whatever it is, the app is to end of it; Textual would print it here, with the code around it.
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Hands on what is typed, until reading is disabled or the terminal is gone."""
        if self._wake is None:
            return
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake[0], selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if self.fileno in {key.fd for key, _ in selector.select(_ESCAPE)}:
                    typed = self._typed()
                    if not typed:
                        return
                    # Half a character is no text yet, and no text would end the parser.
                    for event in parser.feed(text) if (text := decode(typed)) else ():
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _typed(self) -> bytes:
        """Returns what was typed; nothing where the terminal is gone."""
        try:
            # Enter that was pressed before the terminal was taken over has become the end of a line.
            return os.read(self.fileno, 4096).replace(b"\n", b"\r")
        except OSError:
            return b""


def steady(driver: type[Driver]) -> type[Driver]:
    """Returns the driver that reads as this one, passes over bytes that are no UTF-8, and leaves at once.

    They come from a terminal that is set to Latin-1, or from noise on a line.
    """
    return _SteadyDriver if driver is LinuxDriver else driver
