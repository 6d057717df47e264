"""A parser whose errors say in one line what is wrong and what to do."""

import argparse
import sys
from collections.abc import Collection

from quiz.cli.output import complain
from quiz.errors import meant
from quiz.lean_typing import Any, NoReturn
from quiz.text import one_line

# For each of its texts argparse imports locale and searches the disk for a translation; there is none.
vars(argparse)["_"] = lambda text: text


class _Help(argparse.HelpFormatter):
    """Fills texts without parting words at hyphens, so that names and examples can be copied."""

    def __init__(self, prog: str) -> None:
        from quiz.plain.console import terminal_width

        # One is made for every argument that is added, and would import shutil to find the width itself.
        super().__init__(prog, width=((sys.stdout and terminal_width(sys.stdout)) or 80) - 2)

    def _format_usage(self, *usage: Any) -> str:
        # What argparse cannot part may run over: it stands further to the left then.
        first, *more = super()._format_usage(*usage).split("\n")
        over = max((len(line) for line in more), default=0) - self._width
        indent = min((len(line) - len(line.lstrip()) for line in more if line), default=0)
        cut = max(0, min(over, indent - 2))
        return "\n".join([first, *(line[cut:] for line in more)])

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap

        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False, break_long_words=False)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (line for part in text.split("\n") for line in self._split_lines(part, width - len(indent)))
        return "\n".join(indent + line for line in lines)


class Parser(argparse.ArgumentParser):
    """Parses arguments; wrong use ends the process with 2, after one line on standard error."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **options)

    def error(self, message: str, hint: str = "") -> NoReturn:
        """Says what is wrong and ends the process."""
        said = one_line(message).removeprefix("argument ").rstrip(".")
        complain(f"{said[:1].upper()}{said[1:]}.", hint or f"`{self.prog} --help` says how it is used.")
        self.exit(2)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Ends the process, once what was printed has been written."""
        if sys.stdout is not None:
            sys.stdout.flush()
        super().exit(status, message)

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse passes over what it cannot write.
        (file or sys.stderr).write(message)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        known = action.choices
        if known is None or value in known:
            return
        names = [str(each) for each in known]
        if isinstance(action, argparse._SubParsersAction):
            listed = f"`{self.prog} --help` lists those there are."
            self.error(f"There is no command “{value}”", meant(str(value), names, listed))
        self.error(
            f"{argparse._get_action_name(action)} cannot be “{value}”",
            meant(str(value), names, f"It is {_either(names)}."),
        )


def _either(names: Collection[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} or {last}" if before else last
