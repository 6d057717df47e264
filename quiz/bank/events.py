"""The two YAML readers: libyaml where it is installed, and one in Python that gives the same verdicts."""

from collections.abc import Callable
from typing import Protocol

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken


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

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """Reads a text in quotes, and refuses the escapes that libyaml refuses: what is no character."""
        start = self.get_mark()
        context = "while scanning a quoted scalar"
        problem = "found invalid Unicode character escape code"
        try:
            token = super().scan_flow_scalar(style)
        except (ValueError, OverflowError) as error:
            raise ScannerError(context, start, problem, self.get_mark()) from error
        if not token.value.isascii() and any("\ud800" <= character <= "\udfff" for character in token.value):
            raise ScannerError(context, start, problem, self.get_mark())
        return token


reader: Callable[[str], Events] = PureEvents
try:
    from yaml._yaml import CParser
except ImportError:
    pass
else:
    reader = CParser
