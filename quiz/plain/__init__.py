"""The line mode: numbered prompts, answers line by line, for screen readers, dumb terminals and scripts."""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

__all__ = ["Command", "Flagging", "Given", "NoAnswer", "Unknown", "numbers", "parse", "wording"]

if TYPE_CHECKING:
    from quiz.plain import wording as wording
    from quiz.plain.grammar import Command, Flagging, Given, NoAnswer, Unknown, numbers, parse
else:
    # What reads a line that was typed, and what there is to say of it, the first question does without.
    __getattr__ = late.names(
        __name__,
        {
            "Command": "grammar",
            "Flagging": "grammar",
            "Given": "grammar",
            "NoAnswer": "grammar",
            "Unknown": "grammar",
            "numbers": "grammar",
            "parse": "grammar",
            "wording": "wording",
        },
    )
