"""Has one command done, and answers for the exit code."""

import sys
from collections.abc import Callable, Sequence

from quiz import paths
from quiz.cli.clock import clock
from quiz.cli.command_line import parsed
from quiz.cli.output import complain
from quiz.cli.streams import give_up, is_of_output, make_ready
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def run(words: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    try:
        make_ready()
        arguments = parsed(words)
        command: Callable[[argparse.Namespace], int] = arguments.run
        code = command(arguments)
        sys.stdout.flush()
    except QuizError as error:
        complain(error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if not is_of_output(error):
            return _crashed(error)
        give_up(sys.stdout)
        # Whoever reads a pipe may have seen enough and gone; that is no fault.
        if not isinstance(error, BrokenPipeError):
            complain(f"The output cannot be written: {error.strerror}.", "Send it elsewhere.")
        return 1
    except Exception as error:  # the one place that catches the unforeseen
        return _crashed(error)
    return code


def _crashed(error: Exception) -> int:
    """Writes what happened to a log, without the values of variables, and says where it is."""
    import traceback
    from pathlib import Path

    log = Path(paths.crash_log())
    report = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{clock().isoformat()}\n{report}\n")
    except OSError:
        where = ""
    else:
        where = f"What happened is written down in {log}."
    complain(f"something unforeseen went wrong: {type(error).__name__}. Your answers are saved.", where)
    return 1
