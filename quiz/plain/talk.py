"""Talking with a learner in lines: what is said, what is asked, and what is done where saving fails."""

from collections.abc import Callable

from quiz import plain
from quiz.errors import ProgressError
from quiz.lean_typing import TypeVar
from quiz.plain.console import Console

_T = TypeVar("_T")

SURE = (
    "End an answer with a space and ? (a question mark) if you guess, or ! (an exclamation mark) if you are"
    " certain."
)
"""How to say how sure an answer is."""
LITERAL = (
    "To answer with a text that starts with a colon, or ends with a space and such a mark, write a colon and"
    " a space before it."
)
"""How to answer with what would be read as something else."""


def keys(*, rated: bool) -> str:
    """Returns the first line of a sitting: what can be typed.

    Args:
        rated: Whether the answers are scheduled, so that there is something to rate.
    """
    rate = ", 1 to 4 rate it" if rated else ""
    return (
        "Commands start with a colon: :h for the hint, :s to skip, :u to undo, :r to hear the question again,"
        f" :q to stop, :help for all. {SURE} After the verdict, Enter goes on{rate}, :o overrules it."
    )


class Ended(Exception):  # noqa: N818 -- it is no error
    """There are no more lines, or the learner stops."""


class Talk:
    """Says and asks.

    Args:
        console: Where the lines come from and go to.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self.unsaved: ProgressError | None = None
        """Why the last answer is not saved; None where it is."""

    def say(self, *texts: str) -> None:
        """Says each text on lines of its own."""
        self._console.say(*texts)

    def line(self, prompt: str) -> str:
        """Returns the next line of the learner.

        Raises:
            Ended: There is none.
        """
        line = self._console.ask(prompt)
        if line is None:
            raise Ended
        return line

    def saved(self, change: Callable[[], object]) -> bool:
        """Does what writes to the progress file; says why where it cannot, and whether it could."""
        try:
            change()
        except ProgressError as error:
            self.say(f"Not saved: {error.message} {error.hint}")
            return False
        return True

    def insist(self, answer: Callable[[], _T]) -> _T:
        """Has an answer saved, again and again until it is or the learner gives up.

        Raises:
            Ended: The learner gave up; `unsaved` says what the matter was.
        """
        while True:
            try:
                answered = answer()
            except ProgressError as error:
                self.unsaved = error
                self.say(f"Not saved: {error.message} {error.hint}")
                if (
                    plain.parse(self.line("Enter tries again with the same answer; :q stops without it"))
                    is plain.Command.STOP
                ):
                    raise Ended from error
            else:
                self.unsaved = None
                return answered
