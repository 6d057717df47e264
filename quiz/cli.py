"""The command line: reads the arguments, joins the parts, and answers for the exit code.

Exit codes: 0 done, 1 found problems or broke off, 2 wrong use or cannot run, 3 the progress file cannot be
used; 128 and the signal's number when a signal ended it.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal

from quiz import paths
from quiz.errors import QuizError
from quiz.text import clean, one_line

if TYPE_CHECKING:
    from quiz.model import Library
    from quiz.store import ProgressFile
    from quiz.study import Study

PROGRAM = "tillerson-quiz"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    try:
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except QuizError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough; closing it again at exit must not complain either.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # the one place that catches the unforeseen
        return _crashed(error)


def _complain(message: str, hint: str = "") -> None:
    said = f"{PROGRAM}: {message}" + (f" {hint}" if hint else "")
    sys.stderr.write(one_line(said) + "\n")


def _crashed(error: Exception) -> int:
    """Writes what happened to a log, without the values of variables, and says where it is."""
    log = paths.crash_log()
    report = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{_now().isoformat()}\n{report}\n")
    except OSError:
        where = ""
    else:
        where = f" What happened is written down in {log}."
    _complain(f"something unforeseen went wrong: {type(error).__name__}. Your answers are saved.{where}")
    return 1


def _now() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251 — the one clock


# Arguments


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--progress",
        metavar="FILE",
        type=Path,
        help="the progress file (default: your own, made when needed)",
    )
    common.add_argument(
        "--banks",
        metavar="PATH",
        type=Path,
        action="append",
        help="a bank file or a folder of them, beside the shipped banks and your own; may be repeated",
    )
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        parents=[common],
        description="Remember what you read: opens the home screen, or does what a command says.",
        epilog=f"Your own banks: put YAML files into {one_line(str(paths.user_banks()))}".replace("%", "%%"),
        allow_abbrev=False,
    )
    parser.set_defaults(run=_home, progress=None, banks=[])
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str, example: str) -> None:
        added = commands.add_parser(
            name,
            parents=[common],
            help=about,
            description=f"{about[0].upper()}{about[1:]}.",
            epilog=f"Example: {PROGRAM} {example}",
            allow_abbrev=False,
        )
        added.set_defaults(run=run)
        if name in {"study", "missed", "due"}:
            added.add_argument("bank", nargs="*", metavar="BANK", help="only these banks (default: all)")

    command("study", _study, "study what is due and today's new questions", "study airspace-leverage")
    command("missed", _missed, "list what you missed, and drill it", "missed")
    command("banks", _banks, "list the banks, and what keeps a file from being one", "banks")
    command("due", _due, "print what is due today", "due")
    return parser


# Commands


def _home(arguments: argparse.Namespace) -> int:
    return _run_app(arguments, "home", ())


def _study(arguments: argparse.Namespace) -> int:
    return _run_app(arguments, "study", tuple(arguments.bank))


def _missed(arguments: argparse.Namespace) -> int:
    return _run_app(arguments, "missed", tuple(arguments.bank))


def _banks(arguments: argparse.Namespace) -> int:
    library = _library(arguments.banks)
    width = max((len(bank.id) for bank in library.banks), default=0)
    for bank in library.banks:
        kinds: dict[str, int] = {}
        for question in bank.questions:
            kinds[question.kind.name] = kinds.get(question.kind.name, 0) + 1
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        _print(f"{bank.id:<{width}}  {len(bank.questions):>4}  {bank.title}")
        _print(f"{'':<{width}}        {listed}")
        _print(f"{'':<{width}}        {bank.path}")
    for problem in library.problems:
        sys.stderr.write(one_line(str(problem)) + "\n")
    return 1 if library.problems else 0


def _due(arguments: argparse.Namespace) -> int:
    from quiz import wording

    with _store(arguments) as store:
        study = _joined(arguments, store)
        overview = study.overview(arguments.bank)
    width = max((len(row.id) for row in overview.banks), default=0)
    for row in overview.banks:
        if row.due or row.new or row.missed:
            _print(f"{row.id:<{width}}  {row.due:>4} due  {row.new:>4} new  {row.missed:>4} missed")
    total = f"{wording.count(overview.due, 'question')} due today, {overview.new:,} new in today's plan"
    if not overview.due and overview.next_due:
        total += f", the next due {wording.day(overview.next_due, overview.today)}"
    _print(f"{total}.")
    return 0


def _print(said: str) -> None:
    """Prints one line: the gate through which foreign text reaches the terminal."""
    sys.stdout.write(clean(said) + "\n")


# Joining the parts


def _library(named: Sequence[Path]) -> "Library":
    from quiz.bank import load

    own = paths.user_banks()
    return load([paths.shipped_banks(), *([own] if own.exists() else []), *named])


def _run_app(
    arguments: argparse.Namespace, start: Literal["home", "study", "missed"], banks: tuple[str, ...]
) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or paths.dumb_terminal():
        raise QuizError(
            "This needs a terminal that can draw a screen.",
            "Without one, `due` and `banks` print what they know.",
        )
    import termios

    before = termios.tcgetattr(sys.stdin.fileno())
    try:
        with _store(arguments) as store:
            study = _joined(arguments, store)
            study.checked(banks)
            from quiz.tui.app import run

            return run(study, start, banks)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def _store(arguments: argparse.Namespace) -> "ProgressFile":
    from quiz.memory import replay
    from quiz.store import ProgressFile

    return ProgressFile.open(arguments.progress or paths.progress_file(), replay, _now())


def _joined(arguments: argparse.Namespace, store: "ProgressFile") -> "Study":
    from quiz.study import Study

    return Study(_library(arguments.banks), store, _now, Random())
