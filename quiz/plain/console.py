"""Lines in and lines out: the gate for control characters, and wrapping where there is a terminal."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from quiz.text import clean

LONGEST = 100_000
"""Characters of a line that are read; what is longer is no answer."""


def _cells(text: str) -> int:
    """Returns the columns of a terminal that a text takes up."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def wrapped(line: str, width: int) -> Iterator[str]:
    """Gives the line in pieces of at most this many columns, broken between words where that can be."""
    piece = ""
    for word in line.split(" "):
        longer = f"{piece} {word}" if piece else word
        if _cells(longer) <= width:
            piece = longer
            continue
        if piece:
            yield piece
        piece = word
        while _cells(piece) > width:
            end = width
            while _cells(piece[:end]) > width:
                end -= 1
            end = max(1, end)
            yield piece[:end]
            piece = piece[end:]
    yield piece


@dataclass(frozen=True, slots=True)
class Console:
    """Where the learner's lines come from and where the program's go to."""

    readline: Callable[[int], str]
    """Returns the next line of at most so many characters, its end included; an empty text at the end."""
    sink: TextIO
    width: int | None = None
    """Columns of the terminal that shows the lines; None where none does, and nothing is wrapped."""
    echoed: bool = False
    """Whether what is typed shows beside the prompt; if not, the prompt ends its own line."""

    def say(self, *texts: str) -> None:
        """Writes each text on lines of its own, without anything that a terminal would act on."""
        for text in texts:
            for line in clean(text).split("\n"):
                self.sink.write("\n".join(self._fitted(line)) + "\n")

    def _fitted(self, line: str) -> list[str]:
        return [line] if self.width is None else list(wrapped(line, self.width))

    def ask(self, prompt: str) -> str | None:
        """Writes a prompt and returns the line that is given, without its end; None where there is no more.

        A line that is too long to be an answer counts as an empty one, after a word about it.
        """
        *before, last = clean(prompt).split("\n")
        self.say(*before)
        if self.echoed:
            self.sink.write("\n".join(self._fitted(f"{last}: ")))
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
