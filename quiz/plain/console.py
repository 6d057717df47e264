"""Lines in and lines out: the gate for control characters, and wrapping where there is a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import accumulate

from quiz.lean_typing import TextIO
from quiz.text import clean

LONGEST = 100_000
"""Characters of a line that are read; what is longer is no answer."""


def _columns(text: str) -> Iterator[int]:
    """Gives the columns of a terminal that each character takes up."""
    import unicodedata

    for character in text:
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            yield 0
        else:
            yield 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def cells(text: str) -> int:
    """Returns the columns of a terminal that a text takes up."""
    return len(text) if text.isascii() else sum(_columns(text))


def fitting(text: str, width: int) -> str:
    """Returns the start of a text that fits into so many columns; what is behind that is not looked at."""
    if text.isascii():
        return text[:width]
    ends = enumerate(accumulate(_columns(text)))
    return text[: next((place for place, taken in ends if taken > width), len(text))]


def _fits(text: str, width: int) -> bool:
    return len(fitting(text, width)) == len(text)


def wrapped(line: str, width: int) -> Iterator[str]:
    """Gives the line in pieces of at most this many columns, broken between words where that can be.

    The pieces after the first stand as far in as the line itself. Paths and addresses stay whole, so that
    they can be copied.
    """
    if _fits(line, width):
        yield line
        return
    text = line.lstrip(" ")
    indent = " " * min(len(line) - len(text), width // 2)
    piece, empty = indent, True
    for word in text.split(" "):
        longer = piece + word if empty else f"{piece} {word}"
        if not empty and not _fits(longer, width):
            yield piece
            longer = indent + word
        least = len(indent) + 1
        while "/" not in word and len(longer) > least and not _fits(longer, width):
            end = max(least, len(fitting(longer, width)))
            yield longer[:end]
            longer = indent + longer[end:]
        piece, empty = longer, False
    yield piece


def fitted(line: str, width: int | None) -> list[str]:
    """Returns the line in pieces that so many columns hold; whole where there is no such width."""
    return [line] if width is None else list(wrapped(line, width))


class Console:
    """Where the learner's lines come from and where the program's go to.

    Args:
        readline: Returns the next line of at most so many characters, its end included; an empty text at the
            end.
        sink: Where the lines go.
        width: Columns of the terminal that shows them; None where none does, and nothing is wrapped.
        echoed: Whether what is typed shows beside the prompt; if not, the prompt ends its own line.
    """

    def __init__(
        self, readline: Callable[[int], str], sink: TextIO, width: int | None = None, *, echoed: bool = False
    ) -> None:
        self.readline = readline
        self.sink = sink
        self.width = width
        self.echoed = echoed

    def say(self, *texts: str) -> None:
        """Writes each text on lines of its own, without anything that a terminal would act on."""
        lines = (line for text in texts for line in clean(text).split("\n"))
        self.sink.write("".join(f"{piece}\n" for line in lines for piece in fitted(line, self.width)))

    def ask(self, prompt: str) -> str | None:
        """Writes a prompt and returns the line that is given, without its end; None where there is no more.

        A line that is too long to be an answer counts as an empty one, after a word about it.
        """
        *before, last = clean(prompt).split("\n")
        self.say(*before)
        if self.echoed:
            self.sink.write("\n".join(fitted(f"{last}: ", self.width)))
        else:
            self.say(f"{last}:")
        self.sink.flush()
        line = self.readline(LONGEST)
        if not line:
            if self.echoed:
                self.sink.write("\n")
            return None
        if len(line) == LONGEST and not line.endswith("\n"):
            while line and not line.endswith("\n"):
                line = self.readline(LONGEST)
            self.say("That line is too long to be an answer.")
            return ""
        return line.rstrip("\r\n")


def standard() -> Console:
    """Returns standard input and output."""
    echoed = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    readline = sys.stdin.readline if sys.stdin is not None else lambda _: ""
    return Console(readline, sys.stdout, terminal_width(sys.stdout), echoed=echoed)


def terminal_width(stream: TextIO) -> int | None:
    """Returns the columns of the terminal that a stream goes to; None where it goes elsewhere."""
    try:
        return max(20, os.get_terminal_size(stream.fileno()).columns or 80)
    except (OSError, ValueError):
        return None
