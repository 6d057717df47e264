"""The ways to answer: one widget for each kind of question."""

from typing import assert_never

from quiz.model import Choice, Cloze, Match, Number, Order, Question, Recall, Select, TrueFalse, Typed
from quiz.tui.widgets.responses.base import Give, ResponseInput
from quiz.tui.widgets.responses.options import ChoiceInput, SelectInput, TrueFalseInput

__all__ = ["Give", "ResponseInput", "response_input"]


def response_input(question: Question, texts: tuple[str, ...], give: Give) -> ResponseInput:
    """Returns the widget that asks this question."""
    # What the commonest kinds do not need is imported with the first question that does.
    match question.kind:
        case Choice():
            return ChoiceInput(question, texts, give)
        case Select():
            return SelectInput(question, texts, give)
        case TrueFalse():
            return TrueFalseInput(question, give)
        case Typed() | Number():
            from quiz.tui.widgets.responses.writing import TypedInput

            wanted = "your answer" if isinstance(question.kind, Typed) else "a number"
            return TypedInput(question, wanted, give)
        case Cloze():
            from quiz.tui.widgets.responses.writing import ClozeInput

            return ClozeInput(question, question.kind, give)
        case Order():
            from quiz.tui.widgets.responses.ordering import OrderInput

            return OrderInput(question, texts, give)
        case Match():
            from quiz.tui.widgets.responses.matching import MatchInput

            return MatchInput(question, question.kind, texts, give)
        case Recall():
            from quiz.tui.widgets.responses.recalling import RecallInput

            return RecallInput(question, texts, give)
        case _:
            assert_never(question.kind)
