"""The command that checks bank files."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quiz import paths
from quiz.cli.commands import Commands
from quiz.cli.output import say
from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.bank.checking import Findings
    from quiz.bank.codes import Explained
    from quiz.plain.console import Console

_STDIN = Path("-")
"""What is read from standard input is called so."""
_WIDTH = 110
"""Columns of a line from a file, where no terminal says how many it has."""


def register(commands: Commands) -> None:
    """Adds the command."""
    check = commands.add(
        "check", _check, "say what is wrong with bank files, and what would be better", "check my-bank.yaml"
    )
    check.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders, or - for standard input (default: your own banks and the shipped ones)",
    )
    check.add_argument("--strict", action="store_true", help="end with 1 for advice too, not only for errors")
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print each problem as one line of JSON")
    form.add_argument("--explain", metavar="CODE", help="say what a code means and what to do about it")


def _check(arguments: argparse.Namespace) -> int:
    from quiz.plain.console import standard

    console = standard()
    if arguments.explain is not None:
        console.say(_explained(arguments.explain).explanation)
        return 0
    findings = find(arguments)
    if arguments.json:
        _say_json(findings)
    else:
        _say(findings, console)
    return 1 if findings.errors or (arguments.strict and findings.problems) else 0


def find(arguments: argparse.Namespace) -> "Findings":
    """Checks what the arguments name, or the banks that are loaded where they name nothing.

    Raises:
        QuizError: There is no bank file in what they name.
    """
    from quiz.bank.checking import check

    named: list[Path] = arguments.path
    given = [(_STDIN, sys.stdin.buffer.read())] if _STDIN in named else []
    findings = check([path for path in wanted(arguments) if path != _STDIN], given)
    if named and not findings.files and not findings.problems:
        raise QuizError(
            f"There is no bank file in {', '.join(map(str, named))}.", "Bank files are called .yaml or .yml."
        )
    return findings


def wanted(arguments: argparse.Namespace) -> list[Path]:
    """Returns the files and folders that are to be checked."""
    own = paths.user_banks()
    loaded = [*([own] if own.exists() else []), paths.shipped_banks()]
    return [*(arguments.path or loaded), *arguments.banks, *arguments.more_banks]


def _say(findings: "Findings", console: "Console") -> None:
    from quiz.cli import findings as showing

    for each in showing.lines(findings, console.width or _WIDTH):
        console.say(*each, "")
    console.say(showing.summary(findings))


def _say_json(findings: "Findings") -> None:
    from quiz.cli.findings import as_json

    for problem in findings.problems:
        say(as_json(problem))


def _explained(word: str) -> "Explained":
    """Returns the code of a name.

    Raises:
        QuizError: There is none.
    """
    from difflib import get_close_matches

    from quiz.bank.advice.codes import Tip
    from quiz.bank.codes import Code

    known: dict[str, Explained] = {code.value: code for family in (Code, Tip) for code in family}
    if word in known:
        return known[word]
    likely = get_close_matches(word, known, 1)
    raise QuizError(
        f"There is no code “{word}”.",
        f"Did you mean {likely[0]}?" if likely else f"The codes are {', '.join(sorted(known))}.",
    )
