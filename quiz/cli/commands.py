"""How commands are declared: each with what it does and an example."""

import argparse
import os
from collections.abc import Callable, Collection
from datetime import date

from quiz.cli.parsing import Parser
from quiz.paths import APP, spelt
from quiz.text import clean

PROGRAM = APP


def common_options(parser: Parser, banks: str) -> None:
    """Adds the options that stand before or after any command; its help has them below its own.

    Args:
        parser: Of all commands, or of one.
        banks: Where the paths of banks are kept. What a command is given replaces what stood before it, so
            the two places need two names.
    """
    common = parser.add_argument_group("options of every command")
    common.add_argument(
        "--progress",
        metavar="FILE",
        type=spelt,
        default=argparse.SUPPRESS,
        help="the progress file (default: your own, made when needed)",
    )
    common.add_argument(
        "--banks",
        metavar="PATH",
        type=present,
        default=argparse.SUPPRESS,
        action="append",
        dest=banks,
        help="a bank file or a folder of them, beside the shipped banks and your own; may be repeated",
    )
    common.add_argument(
        "--no-save",
        action="store_true",
        default=argparse.SUPPRESS,
        help="study on a copy in memory: nothing is kept",
    )


def present(text: str) -> str:
    """Returns the path of something that is there."""
    if not os.path.lexists(text):
        raise argparse.ArgumentTypeError(f"“{text}” is not there")
    return spelt(text)


class Commands:
    """The commands of a parser.

    Args:
        parser: The parser.
        wanted: Only these need to be declared; None for all.
    """

    def __init__(self, parser: Parser, wanted: Collection[str] | None = None) -> None:
        self._wanted = wanted
        self._added = parser.add_subparsers(
            title="commands", prog=parser.prog, metavar="COMMAND", dest="command", parser_class=Parser
        )

    def wants(self, name: str) -> bool:
        """Says whether a command needs to be declared."""
        return self._wanted is None or name in self._wanted

    def add(self, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str) -> Parser:
        """Adds a command and returns its parser, for arguments of its own.

        Args:
            name: The word that calls it.
            run: Does it and returns the exit code.
            about: What it does, from a lower-case letter on and without a full stop.
            example: The arguments of a typical call, the command's name included.
        """
        added = self._added.add_parser(
            name,
            help=about,
            description=f"{about[0].upper()}{about[1:]}.",
            epilog=f"Example: {PROGRAM} {example}",
        )
        common_options(added, "more_banks")
        added.set_defaults(run=run, called=added.prog)
        return added


def exam_day(parser: argparse.ArgumentParser) -> None:
    """Lets a command be told of an exam to study for."""
    parser.add_argument("--by", type=_day, metavar="DATE", help="study for an exam on this day: 2026-12-20")
    parser.add_argument(
        "--target",
        type=_share,
        metavar="SHARE",
        help="with --by: how much you want to recall then, such as 90%% (default: 90%%)",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day such as 2026-12-20") from None


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a share such as 90% or 0.9")
    return share


def bank_names(parser: argparse.ArgumentParser) -> None:
    """Lets a command be told which banks it is about."""
    parser.add_argument("bank", nargs="*", type=clean, metavar="BANK", help="only these banks (default: all)")
