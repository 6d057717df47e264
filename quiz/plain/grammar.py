"""What a line from the learner says: a command, or an answer and how sure it is. One rule for all kinds."""

import re
from enum import Enum

from quiz.lean_typing import NamedTuple
from quiz.model import Confidence


class Command(Enum):
    """What a line can ask for, with the words for it."""

    HINT = ("h", "hint")
    SKIP = ("s", "skip")
    UNDO = ("u", "undo")
    REPEAT = ("r", "repeat")
    OVERRULE = ("o", "overrule")
    SUSPEND = ("x", "suspend")
    BURY = ("z", "bury")
    MISSED = ("m", "missed")
    BACK = ("b", "back")
    NEXT = ("n", "next")
    TIME = ("t", "time")
    STOP = ("q", "quit", "stop")
    HELP = ("help", "?", "")


_COMMANDS = {word: command for command in Command for word in command.value}
_FLAG = ("f", "flag")
_SURE = {"?": Confidence.GUESS, "!": Confidence.CERTAIN}


class Given(NamedTuple):
    """An answer, or a part of one."""

    text: str
    confidence: Confidence = Confidence.UNSAID


class Flagging(NamedTuple):
    """Flags the question or takes its flag off."""

    note: str


class Unknown(NamedTuple):
    """A line that starts with a colon and is no command."""

    word: str

    def __str__(self) -> str:
        return (
            f"There is no command {self.word}. For an answer that starts with a colon,"
            " put a colon and a space before it."
        )


def parse(line: str, *, terse: bool = False) -> Command | Flagging | Given | Unknown:
    """Returns what a line says.

    After a colon and a space, everything is the answer as it stands: so any text can be answered.

    Args:
        line: As it was typed.
        terse: Whether answers are numbers or letters, so that ? and ! need no space before them.
    """
    text = line.strip()
    if text.startswith(": "):
        return Given(text[2:].strip())
    if text.startswith(":"):
        word, _, note = text[1:].partition(" ")
        if word.casefold() in _FLAG:
            return Flagging(note.strip())
        return _COMMANDS.get(text[1:].casefold()) or Unknown(text)
    space = r"\s*" if terse else r"\s+"
    if found := re.fullmatch(rf"(.*?\S)??{space}([?!])", text):
        return Given(found[1] or "", _SURE[found[2]])
    return Given(text)


class NoAnswer(ValueError):  # noqa: N818 -- it says what the line is
    """The line is not what was asked for; says to the learner what is wrong with it."""


def numbers(text: str, top: int) -> list[int]:
    """Returns the numbers in a text, parted by spaces or commas.

    Raises:
        NoAnswer: Something is no number from 1 to `top`.
    """
    words = re.split(r"[\s,;]+", text.strip(" ,;."))
    if words == [""]:
        raise NoAnswer(f"Give a number from 1 to {top}.")
    for word in words:
        if not (word.isdecimal() and len(word) < 5 and 1 <= int(word) <= top):
            raise NoAnswer(f"{word} is not a number from 1 to {top}.")
    return [int(word) for word in words]
