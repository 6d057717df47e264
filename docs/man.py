"""The parser of the commands as the man page shows it, made by `just man`."""

import argparse
from collections.abc import Iterator

from quiz.cli import command_line

_SAID_ONCE = {"progress", "more_banks", "no_save", "help"}
"""What every command takes: the page says it of the whole program."""


def parser() -> argparse.ArgumentParser:
    """Returns the parser as the page shows it: of each command, what is said above it already is left out."""
    whole = command_line.parser()
    for command in _commands(whole):
        _shorten(command)
    return whole


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield command
                yield from _commands(command)


def _shorten(command: argparse.ArgumentParser) -> None:
    for held in (command._actions, *(group._group_actions for group in command._action_groups)):
        held[:] = [action for action in held if action.dest not in _SAID_ONCE]
    _, _, more = (command.description or "").partition(". ")
    command.description = f"{more} {command.epilog}".strip()
