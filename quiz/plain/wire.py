"""A conversation in JSON lines: requests in, messages out, and an error for what cannot be done."""

from collections.abc import Callable

from quiz.errors import ProgressError
from quiz.lean_typing import TextIO
from quiz.plain import messages, requests
from quiz.plain.encoding import encoded
from quiz.plain.messages import Message
from quiz.plain.requests import BadRequest, Request

LONGEST = 1_000_000
"""Characters of a line that are read; what is longer is malformed."""


class Wire:
    """Talks with a client.

    Args:
        readline: Returns the client's next line of at most so many characters; an empty text at the end.
        sink: Where the messages go.
    """

    def __init__(self, readline: Callable[[int], str], sink: TextIO) -> None:
        self._readline = readline
        self._sink = sink

    def send(self, message: Message) -> None:
        """Sends a message."""
        self._sink.write(encoded(message) + "\n")
        self._sink.flush()

    def serve(self, do: Callable[[Request], bool]) -> None:
        """Does what the client asks for until it stops or goes away.

        Args:
            do: Does one request; returns whether to wait for more.
        """
        more = True
        while more and (line := self._line()) is not None:
            try:
                said = requests.request(line)
                more = said["type"] != "stop" and do(said)
            except BadRequest as bad:
                self.send(messages.error(bad.code, bad.text))
            except ProgressError as error:
                self.send(messages.error("not-saved", f"{error.message} {error.hint}".strip()))

    def _line(self) -> str | None:
        line = self._readline(LONGEST)
        whole = line
        while len(line) == LONGEST and not line.endswith("\n"):
            line = self._readline(LONGEST)
            whole = ""
        return whole if whole or line else None


def expect(said: Request, now: frozenset[str]) -> str:
    """Returns the type of a request that can be done now.

    Raises:
        BadRequest: It cannot be done now.
    """
    kind = str(said["type"])
    if kind not in now:
        raise BadRequest("not-now", f"Now it is one of {', '.join(sorted(now))}.")
    return kind
