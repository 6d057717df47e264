"""The two ways in that are taken most: home, and studying. They wait for no parser of all commands."""

import os
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from quiz.cli.fronts import in_lines, run_app, run_lines
from quiz.errors import QuizError
from quiz.paths import APP

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from quiz.sitting import Sitting
    from quiz.study import Paper, Study


def usual(words: "Sequence[str]") -> "argparse.Namespace | None":
    """Returns what the words ask for where they are those of home or of `study`, and common.

    All others, wrong ones too, are left to the parser of all commands, which takes these in the same way.
    """
    found: dict[str, Any] = {
        "called": APP,
        "command": None,
        "run": home,
        "progress": None,
        "banks": [],
        "more_banks": [],
        "no_save": False,
        "bank": [],
        "plain": False,
        "json": False,
    }
    left = list(words)
    while left:
        if not _take(left, found):
            return None
    return cast("argparse.Namespace", SimpleNamespace(**found))


def _take(left: list[str], found: dict[str, Any]) -> bool:
    """Takes the next word, and those that belong to it; says whether it is common."""
    word = left.pop(0)
    studying = found["command"] == "study"
    if word in {"--progress", "--banks"}:
        named = left.pop(0) if left else ""
        if named[:1] in {"", "-"} or (word == "--banks" and not os.path.lexists(named)):
            return False
        if word == "--progress":
            found["progress"] = Path(named)
        else:
            found["more_banks" if studying else "banks"].append(Path(named))
    elif word == "--no-save":
        found["no_save"] = True
    elif word in {"--plain", "--json"} and studying:
        found[word[2:]] = True
    elif word == "study" and not studying:
        found |= {"called": f"{APP} study", "command": word, "run": study, "by": None, "target": None}
    elif studying and not found["bank"]:
        found["bank"] = list(takewhile(_is_name, [word, *left]))
        del left[: len(found["bank"]) - 1]
        return bool(found["bank"])
    else:
        return False
    return True


def _is_name(word: str) -> bool:
    return word.isascii() and word.isprintable() and word[:1] not in {"", "-"}


def home(arguments: "argparse.Namespace") -> int:
    """Opens the home screen, or studies line by line."""
    return study(arguments) if in_lines(arguments) else run_app(arguments, "home")


def study(arguments: "argparse.Namespace") -> int:
    """Studies what is due and new, on a screen or line by line."""
    return ask(arguments, lambda each: each.study(arguments.bank))


def ask(arguments: "argparse.Namespace", begin: "Callable[[Study], Sitting | Paper]") -> int:
    """Begins a sitting or a test, on a screen or line by line."""
    if arguments.json and not arguments.plain:
        raise QuizError("--json needs --plain here.", "With `--plain --json` the command speaks JSON lines.")
    if in_lines(arguments):
        return run_lines(arguments, begin)
    return run_app(arguments, begin)
