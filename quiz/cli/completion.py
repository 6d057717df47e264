"""The command that prints shell completion, of the banks' names too."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from quiz.cli.commands import PROGRAM, Commands, present
from quiz.paths import spelt

SHELLS = ("bash", "zsh", "fish")

_LISTS = {"bank": "banks", "--resume": "suspended", "--unflag": "flagged"}
"""The commands whose lists complete an argument: the first word of each line, two spaces after it."""


def register(commands: Commands) -> None:
    """Adds the command."""
    added = commands.add("completion", _run, "print the completion for a shell", "completion bash")
    added.add_argument("shell", choices=SHELLS, help="the shell")
    added.epilog = (
        f"Example: {PROGRAM} completion bash > ~/.local/share/bash-completion/completions/{PROGRAM}\n"
        "Make the folder first where there is none; bash looks there if its package bash-completion is"
        f" installed. For zsh, write it to a file _{PROGRAM} in a folder of your fpath; for fish, to"
        f" ~/.config/fish/completions/{PROGRAM}.fish"
    )


def _run(arguments: argparse.Namespace) -> int:
    from quiz.cli.command_line import parser

    sys.stdout.write(script(parser(), arguments.shell))
    return 0


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Returns what a shell reads to complete the commands, options, files and banks' names of a parser."""
    import shtab

    _mark(parser, shtab.FILE)
    preamble = "\n".join(_preamble(shell, each) for each in _LISTS.values())
    return str(shtab.complete(parser, shell, preamble=preamble)) + "\n"


def _mark(parser: argparse.ArgumentParser, file: Mapping[str, object]) -> None:
    """Says of each argument what completes it, in the way that shtab reads."""
    from quiz.model import KINDS
    from quiz.settings import SETTINGS

    words = {"kind": list(KINDS), "setting": list(SETTINGS)}
    for action in parser._actions:
        listed = [_LISTS[each] for each in (*action.option_strings, action.dest) if each in _LISTS]
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                _mark(each, file)
        elif listed:
            vars(action)["complete"] = _complete(listed[0])
        elif action.type in {Path, present, spelt}:
            vars(action)["complete"] = file
        elif action.dest in words:
            action.choices = words[action.dest]


def _function(command: str) -> str:
    return f"_tillerson_quiz_{command}"


def _complete(command: str) -> Mapping[str, str]:
    """Returns what completes an argument in each shell: the first words of what a command lists."""
    function = _function(command)
    return {"bash": function, "zsh": function, "fish": f"({function})"}


def _preamble(shell: str, command: str) -> str:
    """Returns the function of a shell that completes the first words of what a command lists."""
    names = f"{PROGRAM} {command} 2>/dev/null | awk '/^[^ ]+  / {{print $1}}'"
    bodies = {
        "bash": f'() {{ compgen -W "$({names})" -- "$1"; }}',
        "zsh": f'() {{ compadd -- ${{(f)"$({names})"}}; }}',
        "fish": f"\n  {names}\nend",
    }
    return f"{'function ' * (shell == 'fish')}{_function(command)}{bodies[shell]}"
