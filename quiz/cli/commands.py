"""How commands are declared: each with what it does and an example."""

import argparse
from collections.abc import Callable
from pathlib import Path

PROGRAM = "tillerson-quiz"


def common_options(banks: str) -> argparse.ArgumentParser:
    """Returns the options that stand before or after any command.

    Args:
        banks: Where the paths of banks are kept. What a command is given replaces what stood before it, so
            the two places need two names.
    """
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
        dest=banks,
        help="a bank file or a folder of them, beside the shipped banks and your own; may be repeated",
    )
    common.add_argument("--no-save", action="store_true", help="study on a copy in memory: nothing is kept")
    return common


class Commands:
    """The commands of a parser."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._common = common_options("more_banks")
        self._added = parser.add_subparsers(
            title="commands", metavar="COMMAND", parser_class=argparse.ArgumentParser
        )

    def add(
        self, name: str, run: Callable[[argparse.Namespace], int], about: str, example: str
    ) -> argparse.ArgumentParser:
        """Adds a command and returns its parser, for arguments of its own.

        Args:
            name: The word that calls it.
            run: Does it and returns the exit code.
            about: What it does, from a lower-case letter on and without a full stop.
            example: The arguments of a typical call, the command's name included.
        """
        added = self._added.add_parser(
            name,
            parents=[self._common],
            help=about,
            description=f"{about[0].upper()}{about[1:]}.",
            epilog=f"Example: {PROGRAM} {example}",
            allow_abbrev=False,
        )
        added.set_defaults(run=run)
        return added


def bank_names(parser: argparse.ArgumentParser) -> None:
    """Lets a command be told which banks it is about."""
    parser.add_argument("bank", nargs="*", metavar="BANK", help="only these banks (default: all)")
