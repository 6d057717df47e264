"""The parser of all commands, of which only those that are named are declared."""

import argparse
import sys
from collections.abc import Collection, Iterable, Sequence
from importlib import import_module

from quiz import paths
from quiz.cli.commands import PROGRAM, Commands, common_options
from quiz.cli.parsing import Parser
from quiz.text import one_line

FAMILIES = {
    "studying": ("study", "missed", "browse", "practise", "pretest", "test"),
    "authoring": ("new", "add", "remove", "relink", "schema"),
    "checking": ("check",),
    "banks": ("banks",),
    "due": ("due",),
    "history": ("history",),
    "labels": ("suspended", "flagged"),
    "stats": ("stats",),
    "keeping": ("doctor", "rebuild", "backup", "restore", "export", "import", "merge"),
    "settings": ("settings",),
    "fitting": ("fit",),
    "completion": ("completion",),
}
"""The commands that each module of this package declares."""


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """Returns what the words ask for; wrong use ends the process."""
    named = [family for family, commands in FAMILIES.items() if not set(commands).isdisjoint(words)]
    # Where none is named none is declared, unless a word is wrong; what lists commands needs them all.
    every = bool(_others(words)) if not named else words[0].startswith(("-h", "--h"))
    whole = parser() if every else parser(named, words)
    arguments, unknown = whole.parse_known_args(words)
    if unknown:
        whole.error(f"“{unknown[0]}” is not known here", f"`{arguments.called} --help` says what is.")
    return arguments


def _others(words: Sequence[str]) -> list[str]:
    """Returns the words that are no options which may stand before any command."""
    options = Parser(prog=PROGRAM, add_help=False)
    common_options(options, "banks")
    options.add_argument("--version", action="store_true")
    return options.parse_known_args(words)[1]


def parser(families: Iterable[str] = FAMILIES, wanted: Collection[str] | None = None) -> Parser:
    """Returns the parser of all commands.

    Args:
        families: The modules of this package that declare them.
        wanted: Only these need to be declared; None for all.
    """
    whole = _Whole(
        prog=PROGRAM,
        description="Remember what you read: opens the home screen, or does what a command says.",
    )
    common_options(whole, "banks")
    whole.set_defaults(run=_home, progress=None, banks=[], more_banks=[], no_save=False)
    whole.set_defaults(called=PROGRAM, plain=False, json=False, bank=[])  # for the home screen
    commands = Commands(whole, wanted)
    for family in families:
        import_module(f"quiz.cli.{family}").register(commands)
    whole.add_argument("--version", action=_Version, help="print the version and end")
    return whole


def _home(arguments: argparse.Namespace) -> int:
    from quiz.cli.studying import home

    return home(arguments)


class _Whole(Parser):
    """The parser of all commands; where the user's banks are is looked up only for its help."""

    def format_help(self) -> str:
        """Returns the help, with the folder of the user's banks at its end."""
        folder = one_line(str(paths.user_banks()))
        self.epilog = (
            f"`{PROGRAM} COMMAND --help` says more of a command, with an example.\n"
            f"Your own banks: put YAML files into {folder}"
        )
        return super().format_help()


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:  # noqa: A002
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Prints it and ends the process."""
        from importlib.metadata import version

        sys.stdout.write(f"{PROGRAM} {version(PROGRAM)}\n")
        parser.exit()
