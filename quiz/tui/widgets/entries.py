"""What a summary lists: how the answers were, the banks, and what was missed beside its answer."""

from textual.content import Content

from quiz import wording
from quiz.marking import answer_text, response_text
from quiz.model import Confidence, Outcome, Question, Review
from quiz.tui import text


def outcomes(right: int, partly: int, wrong: int) -> Content:
    """Returns how many answers were right, partly right and wrong, each beside its sign."""
    return Content("  ").join(
        Content.styled(f"{wording.SIGNS[each]} {number} {each}", text.OUTCOMES[each])
        for each, number in zip(Outcome, (right, partly, wrong), strict=True)
    )


BESIDE = 22
"""The cells that the score of a bank and its number of questions take beside its title."""


def bank_score(title: str, score: float, questions: int, width: int) -> Content:
    """Returns a line with the score of a bank, its title in so many cells."""
    return Content.assemble(
        text.fitted(title, width),
        "  ",
        text.bar(score, 8),
        f" {wording.percent(score):>4}  ",
        (f"{questions}", text.MUTED),
    )


def missed_entry(
    question: Question, review: Review, width: int, *, after: str = "", tick: str = ""
) -> Content:
    """Returns a missed question in lines of at most this width in cells.

    Args:
        question: What was asked.
        review: How it was answered.
        width: The room there is.
        after: What to say below, such as how often it was missed.
        tick: What stands before the sign where entries can be chosen.
    """
    sign = Content.assemble(tick, (wording.SIGNS[review.outcome] + " ", text.OUTCOMES[review.outcome]))
    indent = Content.blank(sign.cell_length)
    given = response_text(question.kind, review.response)
    sure = {Confidence.CERTAIN: " (certain)", Confidence.GUESS: " (a guess)"}.get(review.confidence, "")
    lines = text.hang(sign, text.line(question.ask, "bold"), width)
    lines += text.hang(indent + Content.styled("you     ", text.MUTED), text.line(given + sure), width)
    answer = text.line(answer_text(question.kind), "$text-success")
    lines += text.hang(indent + Content.styled("answer  ", text.MUTED), answer, width)
    for said in (question.why, after):
        if said:
            lines += text.hang(indent, text.line(said, text.MUTED), width)
    return Content("\n").join(lines)
