"""Which front end asks, a screen or lines, and how each is run."""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress

from quiz import collecting, paths
from quiz.cli import wiring
from quiz.cli.output import warn
from quiz.cli.streams import speak_utf8
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING, Literal
from quiz.paths import APP

if TYPE_CHECKING:
    import argparse

    from quiz.plain.console import Console
    from quiz.sitting import Sitting
    from quiz.stats import Range
    from quiz.study import Paper, Study


def prefers_lines() -> bool:
    """Says whether the learner has set that no screen is to be drawn."""
    from quiz.settings import read

    # What is wrong in the file is said where all of it is read.
    return read(paths.settings_file())[0].plain


def in_lines(arguments: "argparse.Namespace") -> bool:
    """Says whether to go line by line: it is wanted, or nothing can be drawn, which the learner is told."""
    if arguments.plain or prefers_lines():
        return True
    if has_screen() or not _gives_answers():
        return False
    warn("There is no screen here: asking line by line, as with --plain.")
    return True


def _gives_answers() -> bool:
    """Says whether anything can come from standard input: a keyboard, a pipe, a file."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return sys.stdin.isatty() or stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def run_lines(arguments: "argparse.Namespace", begin: "Callable[[Study], Sitting | Paper]") -> int:
    """Asks what is begun, line by line or as JSON lines.

    Raises:
        QuizError: It cannot be begun, or an answer could not be saved.
    """
    from quiz.plain.console import standard

    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        if study.library.problems:
            from quiz.cli.banks import warn_of_left_out

            warn_of_left_out(study.library)
        if study.warning:
            warn(study.warning)
        begun = begin(study)
        console = standard()
        console.readline = _after(lambda: _settle(study), console.readline)
        if arguments.json:
            speak_utf8()
            _serve(study, begun, console)
            return 0
        if study.habits.exam and arguments.command in {None, "study"}:
            from quiz.cli.due import say_exam

            say_exam(study, arguments.bank)
        try:
            _converse(study, begun, console)
        except KeyboardInterrupt:
            console.say("")
            raise
    return 0


def _settle(study: "Study") -> None:
    """Does what the first question need not wait for."""
    collecting.begin()
    study.begin_day()


def _after(settle: Callable[[], None], readline: Callable[[int], str]) -> Callable[[int], str]:
    """Returns what reads lines, and before the first of them settles: meanwhile, the learner reads."""
    todo = [settle]

    def read(most: int) -> str:
        while todo:
            todo.pop()()
        return readline(most)

    return read


def _converse(study: "Study", begun: "Sitting | Paper", console: "Console") -> None:
    from quiz.sitting import Sitting

    if isinstance(begun, Sitting):
        from quiz.plain.drill import Drill

        Drill(study, console).run(begun)
    else:
        from quiz.plain.testing import Examiner

        Examiner(study, console).run(begun)


def _serve(study: "Study", begun: "Sitting | Paper", console: "Console") -> None:
    from quiz.sitting import Sitting

    if isinstance(begun, Sitting):
        from quiz.plain.serving import Server

        Server(study, console.readline, console.sink).run(begun)
    else:
        from quiz.plain.serving_tests import PaperServer

        PaperServer(study, console.readline, console.sink).run(begun)


def run_app(
    arguments: "argparse.Namespace",
    start: "Literal['home', 'missed', 'browse'] | Range | Callable[[Study], Sitting | Paper]",
) -> int:
    """Opens the app at home, at another screen, at the statistics of a range, or at what is begun.

    Raises:
        QuizError: There is no screen, or a bank is not there.
    """
    if not has_screen():
        command = f"`{APP} {arguments.command or 'study'} --plain`"
        raise QuizError("This needs a terminal that can draw a screen.", f"{command} asks line by line.")
    import termios

    before = termios.tcgetattr(sys.stdin.fileno())
    try:
        with wiring.progress(arguments) as store:
            study = wiring.study(arguments, store)
            banks = tuple(getattr(arguments, "bank", ()))
            study.shelf.checked(banks)
            begun = start(study) if callable(start) else start
            from quiz.tui.opening import painted

            with painted(study, begun) as opening:
                from quiz.tui.app import run

                return run(study, begun, banks, lambda: wiring.library(arguments), opening)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def on_terminal() -> bool:
    """Says whether somebody types and reads here."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def has_screen() -> bool:
    """Says whether there is a keyboard to read and a screen to draw on; Textual draws on standard error."""
    return on_terminal() and sys.stderr.isatty() and not paths.dumb_terminal()
