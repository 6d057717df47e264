"""The ways to answer: one widget for each kind of question."""

from typing import assert_never

from quiz.model import Choice, Cloze, Match, Number, Order, Question, Recall, Select, TrueFalse, Typed
from quiz.tui.widgets.responses.base import Give, ResponseInput
from quiz.tui.widgets.responses.matching import MatchInput
from quiz.tui.widgets.responses.options import ChoiceInput, SelectInput, TrueFalseInput
from quiz.tui.widgets.responses.ordering import OrderInput
from quiz.tui.widgets.responses.writing import ClozeInput, TypedInput

__all__ = ["Give", "ResponseInput", "response_input"]


def response_input(question: Question, texts: tuple[str, ...], give: Give) -> ResponseInput:
    """Returns the widget that asks this question."""
    match question.kind:
        case Choice():
            return ChoiceInput(question, texts, give)
        case Select():
            return SelectInput(question, texts, give)
        case TrueFalse():
            return TrueFalseInput(question, give)
        case Typed():
            return TypedInput(question, "your answer", give)
        case Number():
            return TypedInput(question, "a number", give)
        case Cloze():
            return ClozeInput(question, question.kind, give)
        case Order():
            return OrderInput(question, texts, give)
        case Match():
            return MatchInput(question, question.kind, texts, give)
        case Recall():
            # Textual's editor takes as long to import as all other kinds together.
            from quiz.tui.widgets.responses.recalling import RecallInput

            return RecallInput(question, texts, give)
        case _:
            assert_never(question.kind)
