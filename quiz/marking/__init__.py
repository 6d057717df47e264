"""Marks a response: strict on facts, lenient on form."""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

__all__ = ["answer_text", "mark", "response_text", "suggested_rating"]

if TYPE_CHECKING:
    from quiz.marking.kinds import mark, suggested_rating
    from quiz.marking.wording import answer_text, response_text
else:
    __getattr__ = late.names(
        __name__,
        {
            "mark": "kinds",
            "suggested_rating": "kinds",
            "answer_text": "wording",
            "response_text": "wording",
        },
    )
