"""The two YAML readers: libyaml where it is installed, and one in Python that gives the same verdicts."""

import re
from collections.abc import Callable

from yaml.error import Mark
from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

from quiz.lean_typing import Protocol

_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = "\0 \n"
"""What ends a word, in a text that has neither tabs nor other ends of lines."""


class Events(Protocol):
    """A YAML text as one event after another."""

    def get_event(self) -> Event | None:
        """Returns the next event, or None after the last.

        Raises:
            yaml.YAMLError: The text is not YAML from here on.
        """


class PureEvents(Reader, Scanner, Parser):
    """The reader in Python.

    Args:
        stream: The YAML text.
    """

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Mark) -> list[str]:
        """Reads a stretch of a text in quotes; as in libyaml, what is no character cannot be escaped."""
        context = "while scanning a quoted scalar"
        problem = "found invalid Unicode character escape code"
        try:
            parts: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError) as error:
            raise ScannerError(context, start_mark, problem, self.get_mark()) from error
        if any(_SURROGATE.search(part) for part in parts):
            raise ScannerError(context, start_mark, problem, self.get_mark())
        return parts

    def scan_block_scalar_indicators(self, start_mark: Mark) -> tuple[bool | None, int | None]:
        """Reads what follows | or >; as in libyaml, a comment may follow at once."""
        if self.peek() == "#":
            return None, None
        chomping, increment = super().scan_block_scalar_indicators(start_mark)
        return chomping, increment

    def scan_plain(self) -> ScalarToken:
        """Reads a text without quotes; as in libyaml, between brackets it may hold a question mark."""
        start = end = self.get_mark()
        indent = self.indent + 1
        parts: list[str] = []
        spaces: list[str] | None = []
        while self.peek() != "#" and (length := self._plain_length(start)):
            self.allow_simple_key = False
            parts.extend(spaces or ())
            parts.append(self.prefix(length))
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(parts), True, start, end)

    def _plain_length(self, start: Mark) -> int:
        """Returns how many of the next characters belong to a text without quotes."""
        length = 0
        while (character := str(self.peek(length))) not in _BLANK:
            if character == ":":
                after = str(self.peek(length + 1))
                if after in _BLANK:
                    break
                if self.flow_level and after in ",?[]{}":
                    self.forward(length)
                    raise ScannerError(
                        "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                    )
            elif self.flow_level and character in ",[]{}":
                break
            length += 1
        return length


reader: Callable[[str], Events] = PureEvents
try:
    from yaml._yaml import CParser
except ImportError:
    pass
else:
    reader = CParser
