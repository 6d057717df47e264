"""The command that prints shell completion, of the banks' names too."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from quiz.cli.commands import PROGRAM, Commands, present

SHELLS = ("bash", "zsh", "fish")

_NAMES = f"{PROGRAM} banks 2>/dev/null | awk '/^[^ ]/ {{print $1}}'"
_FUNCTION = "_tillerson_quiz_banks"
_PREAMBLE = {
    "bash": f'{_FUNCTION}() {{ compgen -W "$({_NAMES})" -- "$1"; }}',
    "zsh": f'{_FUNCTION}() {{ compadd -- ${{(f)"$({_NAMES})"}}; }}',
    "fish": f"function {_FUNCTION}\n  {_NAMES}\nend",
}
_BANKS = {"bash": _FUNCTION, "zsh": _FUNCTION, "fish": f"({_FUNCTION})"}


def register(commands: Commands, whole: Callable[[], argparse.ArgumentParser]) -> None:
    """Adds the command.

    Args:
        commands: The commands it is added to.
        whole: Returns the parser of all commands, whose words are completed.
    """

    def run(arguments: argparse.Namespace) -> int:
        sys.stdout.write(script(whole(), arguments.shell))
        return 0

    added = commands.add("completion", run, "print the completion for a shell", "completion bash")
    added.add_argument("shell", choices=SHELLS, help="the shell")
    added.epilog = (
        f"Example: {PROGRAM} completion bash > ~/.local/share/bash-completion/completions/{PROGRAM}."
        f" For zsh, write it to a file _{PROGRAM} in a folder of your fpath; for fish, to"
        f" ~/.config/fish/completions/{PROGRAM}.fish."
    )


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Returns what a shell reads to complete the commands, options, files and banks' names of a parser."""
    import shtab

    _mark(parser, shtab.FILE)
    return str(shtab.complete(parser, shell, preamble=_PREAMBLE[shell])) + "\n"


def _mark(parser: argparse.ArgumentParser, file: Mapping[str, object]) -> None:
    """Says of each argument what completes it, in the way that shtab reads."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                _mark(each, file)
        elif action.dest == "bank":
            vars(action)["complete"] = _BANKS
        elif action.type in {Path, present}:
            vars(action)["complete"] = file
