"""Does something again whenever a bank file is saved."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quiz import collecting, wording
from quiz.cli.output import WIDTH
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchfiles import Change

    from quiz.bank.checking import Findings
    from quiz.plain.console import Console

_SUFFIXES = (".yaml", ".yml")
_CLEAR = "\x1b[H\x1b[2J"
_ROWS_BELOW = 3
"""Rows of a screenful for what comes after the problems: how many more, the summary, the cursor."""
_AT_MOST = 200
"""Milliseconds to wait for a change at a time; so long does the first look take."""
_SETTLED = 400
"""Milliseconds after which a burst of saves is not waited for any longer."""


def watch(named: Sequence[str], show: Callable[[], None]) -> None:
    """Calls a function, and calls it again after every change of bank files, until Ctrl+C.

    Args:
        named: Files and folders. A file is looked for under its name, since many editors save by putting a
            new file in the place of the old one.
        show: What is called.

    Raises:
        QuizError: There is nothing to watch.
        KeyboardInterrupt: Ctrl+C was pressed.
    """
    from watchfiles import watch as changes

    paths = list(map(Path, named))
    names = {_in_real_folder(path) for path in paths if not path.is_dir()}
    files = names | {os.path.realpath(name) for name in names}
    inside = tuple(os.path.realpath(path) + os.sep for path in paths if path.is_dir())
    folders = {*(name.rpartition(os.sep)[0] or os.sep for name in files), *inside}
    missing = [folder for folder in folders if not Path(folder).is_dir()]
    if missing:
        raise QuizError(f"{missing[0]} is not there.", "Name files or folders that are.")

    def concerned(_: "Change", path: str) -> bool:
        changed = _in_real_folder(Path(path))
        return changed in files or (changed.startswith(inside) and changed.lower().endswith(_SUFFIXES))

    shown = False
    collecting.begin()
    for changed in changes(
        *folders,
        watch_filter=concerned,
        debounce=_SETTLED,
        rust_timeout=_AT_MOST,
        yield_on_timeout=True,
        recursive=bool(inside),
        ignore_permission_denied=True,
    ):
        # The first look comes after the watching has begun, so that no save can fall in between.
        if changed or not shown:
            show()
            shown = True


def _in_real_folder(path: Path) -> str:
    """Returns the path of a file, links to folders followed, but not a link in its own place."""
    return f"{os.path.realpath(path.parent).rstrip(os.sep)}{os.sep}{path.name}"


def screenful(blocks: Iterator[list[str]], summary: str, console: "Console", rows: int) -> list[str]:
    """Returns the lines of as many problems as fit, and of the summary.

    Args:
        blocks: The lines of each problem.
        summary: Comes last.
        console: What shows them.
        rows: How many lines it shows.
    """
    from quiz.plain.console import wrapped

    shown: list[str] = []
    left = 0
    for block in blocks:
        lines = [piece for line in (*block, "") for piece in wrapped(line, console.width or len(line) or 1)]
        if left or (shown and len(shown) + len(lines) + _ROWS_BELOW > rows):
            left += 1
        else:
            shown += lines
    more = [f"… and {wording.count(left, 'more problem')}"] if left else []
    return [*shown, *more, summary]


def show_screenful(findings: "Findings", moment: str) -> None:
    """Clears the terminal and shows what was found, as much as fits; elsewhere, prints all of it.

    Args:
        findings: What was found.
        moment: When, for people.
    """
    from quiz.cli import findings as showing
    from quiz.plain.console import standard

    console = standard()
    rows = 1_000_000
    if console.width is not None:
        rows = os.get_terminal_size(sys.stdout.fileno()).lines or 24
    blocks = showing.lines(findings, console.width or WIDTH)
    summary = f"{moment}  {showing.summary(findings)} Ctrl+C ends."
    clear()
    console.say(*screenful(blocks, summary, console, rows))
    sys.stdout.flush()


def clear() -> None:
    """Clears the terminal, if there is one."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
