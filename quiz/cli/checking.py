"""The command that checks bank files."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quiz import paths
from quiz.cli.commands import Commands
from quiz.cli.output import WIDTH, say, say_json, warn
from quiz.cli.wiring import clock
from quiz.errors import QuizError, meant
from quiz.lean_typing import TYPE_CHECKING
from quiz.paths import spelt

if TYPE_CHECKING:
    from quiz.bank.checking import Findings
    from quiz.bank.codes import Explained

STDIN = "-"
"""What is read from standard input is called so."""


def register(commands: Commands) -> None:
    """Adds the command."""
    check = commands.add(
        "check", _check, "say what is wrong with bank files, and what would be better", "check my-bank.yaml"
    )
    check.add_argument(
        "path",
        nargs="*",
        type=spelt,
        metavar="PATH",
        help="files or folders, or - for standard input (default: your own banks and the shipped ones)",
    )
    check.add_argument("--strict", action="store_true", help="end with 1 for advice too, not only for errors")
    check.add_argument("--json", action="store_true", help="print each problem as one line of JSON")
    way = check.add_mutually_exclusive_group()
    way.add_argument(
        "--fix",
        action="store_true",
        help="write the ids that are missing into the files, and change nothing else in them",
    )
    way.add_argument(
        "--watch", action="store_true", help="check again whenever a file is saved, until Ctrl+C"
    )
    way.add_argument("--explain", metavar="CODE", help="say what a code means and what to do about it")


def _check(arguments: argparse.Namespace) -> int:
    if arguments.explain is not None:
        say(_explained(arguments.explain).explanation)
        return 0
    if arguments.watch:
        return _watch(arguments)
    if arguments.fix:
        _fix(arguments.path or paths.own_banks())
    findings = _find(arguments)
    if arguments.json:
        say_lines(findings)
    else:
        say_findings(findings)
    return 1 if findings.errors or (arguments.strict and findings.problems) else 0


def _find(arguments: argparse.Namespace) -> "Findings":
    if arguments.path:
        return find(arguments.path, _named(arguments))
    return find(loaded(arguments))


def _watch(arguments: argparse.Namespace) -> int:
    """Shows what is found after every save; Ctrl+C ends it.

    Raises:
        QuizError: There is nothing to watch.
    """
    from quiz.cli.watching import clear, show_screenful, watch

    if STDIN in arguments.path:
        raise QuizError("Standard input cannot be watched.", "Name the file that --watch is to check.")

    def show() -> None:
        try:
            findings = _find(arguments)
        except QuizError as error:
            clear()
            warn(f"{error.message} {error.hint}")
            return
        if arguments.json:
            say_lines(findings)
            sys.stdout.flush()
        else:
            show_screenful(findings, f"{clock():%H:%M:%S}")

    watch([*arguments.path, *_named(arguments)] if arguments.path else loaded(arguments), show)
    return 0


def _fix(named: Sequence[str]) -> None:
    """Writes missing ids into bank files.

    Raises:
        QuizError: A file cannot be written, or is none.
    """
    from quiz import wording
    from quiz.bank.files import Files
    from quiz.bank.ids import with_ids
    from quiz.cli.writing import write_over

    if STDIN in named:
        raise QuizError("Standard input cannot be changed.", "Name the file that --fix is to write.")
    for path, data in Files().read(named):
        filled = with_ids(data, path)
        if filled is None:
            continue
        if Path(path).read_bytes() != data:
            raise QuizError(f"{path} is being changed by somebody else.", "Try again.")
        write_over(Path(path), filled.data)
        warn(f"{path}: {wording.count(len(filled.ids), 'id')} written: {', '.join(filled.ids)}")


def find(named: Sequence[str], more: Sequence[str] = ()) -> "Findings":
    """Checks files and folders; the path - stands for standard input.

    Args:
        named: What is to be checked; there has to be a bank file in it.
        more: What is to be checked as well.

    Raises:
        QuizError: There is no bank file.
    """
    from quiz.bank.checking import check

    if STDIN in named and sys.stdin is None:
        raise QuizError("There is no standard input.", "Name a file, or send one: < my-bank.yaml")
    given = [(STDIN, sys.stdin.buffer.read())] if STDIN in named else []
    findings = check([path for path in (*named, *more) if path != STDIN], given)
    if not findings.files and not findings.problems:
        raise QuizError(
            f"There is no bank file in {', '.join(named)}.", "Bank files are called .yaml or .yml."
        )
    return findings


def loaded(arguments: argparse.Namespace) -> list[str]:
    """Returns the files and folders whose banks are loaded: the user's own, the shipped ones, those named."""
    return [*paths.own_banks(), paths.shipped_banks(), *_named(arguments)]


def _named(arguments: argparse.Namespace) -> list[str]:
    return [*arguments.banks, *arguments.more_banks]


def say_findings(findings: "Findings", *, errors_only: bool = False) -> None:
    """Prints what was found, and how much it is."""
    from quiz.cli import findings as showing
    from quiz.plain.console import terminal_width

    width = terminal_width(sys.stdout) or WIDTH
    for each in showing.lines(findings, width, errors_only=errors_only):
        say(*each, "")
    say(showing.summary(findings))


def say_lines(findings: "Findings") -> None:
    """Prints what was found as lines of JSON."""
    from quiz.cli.findings import as_json

    for problem in findings.problems:
        say_json(as_json(problem))


def _explained(word: str) -> "Explained":
    """Returns the code of a name.

    Raises:
        QuizError: There is none.
    """
    from quiz.bank.advice.codes import Tip
    from quiz.bank.codes import Code

    known: dict[str, Explained] = {code.value: code for family in (Code, Tip) for code in family}
    if word in known:
        return known[word]
    raise QuizError(
        f"There is no code “{word}”.", meant(word, known, f"The codes are {', '.join(sorted(known))}.")
    )
