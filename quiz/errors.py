"""The errors that a user is meant to read."""

from collections.abc import Iterable


class QuizError(Exception):
    """Something that stops a command and that the user can do something about.

    The message says what is wrong and where, the hint what to do.
    """

    exit_code = 2
    """What the process ends with: 2, wrong use or cannot run."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ProgressError(QuizError):
    """The progress file cannot be opened, read or written."""

    exit_code = 3


class NamedFileError(ProgressError):
    """A file that was named to be written or read beside the progress file cannot be."""

    exit_code = 2


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """Returns a hint for a word that is not known: the known one that is most like it, else another hint."""
    from difflib import get_close_matches

    likely = get_close_matches(word, list(known), 1)
    return f"Did you mean {likely[0]}?" if likely else otherwise
