"""Marks a response: strict on facts, lenient on form."""

from quiz.marking.kinds import mark, suggested_rating
from quiz.marking.wording import answer_text, response_text

__all__ = ["answer_text", "mark", "response_text", "suggested_rating"]
