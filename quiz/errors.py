"""The errors that a user is meant to read."""


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
