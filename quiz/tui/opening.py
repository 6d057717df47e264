"""Takes the terminal before Textual is imported, to paint the first frame and have keys wait for the app."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from quiz import paths, settings
from quiz.study import Study
from quiz.tui import first_frame, sizes
from quiz.tui.painting import Canvas
from quiz.tui.themes import OWN

ENTER = "\x1b[?1049h"
"""Goes to the alternate screen, which some terminals empty once more if they are there already."""
_BARE = "\x1b[?25l\x1b[?7l"
"""No cursor, and no new line after the last cell."""
_LEAVE = "\x1b[?7h\x1b[?1049l\x1b[?25h"

_INPUT, _LOCAL, _SPECIAL = 0, 3, 6
"""Where the flags of the input, the local flags and the special characters stand (termios)."""


class Opening:
    """The terminal as it was taken, until the app takes it over.

    Args:
        before: The attributes that the terminal had.
    """

    def __init__(self, before: list[Any]) -> None:
        self.before = before
        self.shown = True
        """What was painted is on the screen; False once the app draws."""


@contextmanager
def painted(study: Study, start: object) -> Iterator[Opening | None]:
    """Paints the first frame of home or of a sitting; takes it away again if the app does not come to draw.

    Args:
        study: The banks and the progress.
        start: What the app is to begin with.
    """
    canvas = _canvas()
    opening = None
    if canvas is not None and first_frame.draw(canvas, study, start):
        opening = Opening(_take_keys())
        signal.signal(signal.SIGTERM, _end)
        _write(ENTER + _BARE + canvas.shown())
    try:
        yield opening
    finally:
        if opening is not None and opening.shown:
            _write(_LEAVE)


def _take_keys() -> list[Any]:
    """Lets keys wait unseen for the app, and returns the attributes that the terminal had."""
    before = termios.tcgetattr(sys.stdin.fileno())
    mode = termios.tcgetattr(sys.stdin.fileno())
    # As Textual will set them; a key that would end or stop the process waits for it like any other.
    mode[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    mode[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    mode[_SPECIAL][termios.VMIN] = 1
    termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, mode)
    return before


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _write(text: str) -> None:
    assert sys.__stderr__ is not None  # where Textual draws, too
    sys.__stderr__.write(text)
    sys.__stderr__.flush()


def _canvas() -> Canvas | None:
    """Returns what to paint on; None where Textual has to draw all.

    It alone knows the colours of its own themes, what becomes of keys that were set, and of colours that were
    asked for.
    """
    found, _ = settings.read(paths.settings_file())
    if found.theme not in OWN or found.keys or "TEXTUAL_COLOR_SYSTEM" in os.environ:
        return None
    width, height = _size()
    if width < sizes.LEAST_WIDTH or height < sizes.LEAST_HEIGHT:
        return None
    return Canvas(width, height, OWN[found.theme])


def _size() -> tuple[int, int]:
    """Returns the columns and lines of the terminal, as Textual takes them: the environment comes first."""
    if {"COLUMNS", "LINES"}.isdisjoint(os.environ):
        return os.get_terminal_size(sys.stdout.fileno())
    import shutil  # it imports all that packs and unpacks archives

    return shutil.get_terminal_size()
