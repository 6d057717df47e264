"""Reads the arguments, joins the parts, and answers for the exit code."""

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from importlib import import_module

from quiz import paths
from quiz.cli.clock import clock
from quiz.cli.commands import PROGRAM, Commands, common_options
from quiz.cli.output import complain
from quiz.cli.parsing import Parser
from quiz.cli.streams import give_up_output, is_of_output, make_ready
from quiz.errors import QuizError
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


def run(words: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    try:
        make_ready()
        arguments = _parsed(words)
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
        give_up_output()
        # Whoever reads a pipe may have seen enough and gone; that is no fault.
        if not isinstance(error, BrokenPipeError):
            complain(f"The output cannot be written: {error.strerror}.", "Send it elsewhere.")
        return 1
    except Exception as error:  # the one place that catches the unforeseen
        return _crashed(error)
    return code


def _parsed(words: Sequence[str]) -> argparse.Namespace:
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


def _crashed(error: Exception) -> int:
    """Writes what happened to a log, without the values of variables, and says where it is."""
    import traceback

    log = paths.crash_log()
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
