"""How questions are listed: the sign of the last answer, what is asked, and when it comes next."""

from textual.content import Content

from quiz import wording
from quiz.model import Key, Outcome, Question
from quiz.study import Standing
from quiz.tui import text


def question_row(question: Question, standing: Standing, width: int, *, chosen: bool) -> Content:
    """Returns a question on one line of this width in cells, after a box that says whether it is chosen."""
    said = _next(standing, question.key)
    return Content.assemble(
        f"[{'x' if chosen else ' '}] ",
        _sign(standing, question.key),
        "!" if question.key in standing.notes else " ",
        " ",
        text.fitted(question.ask, max(4, width - 9 - len(said))),
        " ",
        (said, text.MUTED),
    )


def _next(standing: Standing, key: Key) -> str:
    """Returns when a question comes next, in a word or two."""
    if key in standing.suspended:
        return "suspended"
    if key in standing.buried:
        return "not today"
    if key not in standing.memories:
        return "new"
    due = standing.memories[key].due
    return "due" if due <= standing.today else wording.day(due, standing.today)


def _sign(standing: Standing, key: Key) -> tuple[str, str]:
    """Returns the sign of the last answer, and its style."""
    if key not in standing.memories:
        return " ", ""
    outcome = standing.missed[key].outcome if key in standing.missed else Outcome.RIGHT
    return wording.SIGNS[outcome], text.OUTCOMES[outcome]
