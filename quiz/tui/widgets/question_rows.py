"""How questions are listed: the sign of the last answer, what is asked, and when it comes next."""

from textual.content import Content

from quiz import wording
from quiz.model import Progress, Question
from quiz.study import Standing
from quiz.tui import text


def question_row(question: Question, standing: Standing, width: int, *, chosen: bool) -> Content:
    """Returns a question on one line of this width in cells, after a box that says whether it is chosen."""
    progress = standing.progress(question.key)
    said = _next(standing, question, progress)
    return Content.assemble(
        f"[{'x' if chosen else ' '}] ",
        _sign(progress),
        "!" if question.key in standing.notes else " ",
        " ",
        text.fitted(question.ask, max(4, width - 9 - len(said))),
        " ",
        (said, text.MUTED),
    )


def _next(standing: Standing, question: Question, progress: Progress | None) -> str:
    """Returns when a question comes next, in a word or two."""
    if question.key in standing.suspended:
        return "suspended"
    if question.key in standing.buried:
        return "not today"
    if progress is None:
        return "new"
    due = progress.memory.due
    return "due" if due <= standing.today else wording.day(due, standing.today)


def _sign(progress: Progress | None) -> tuple[str, str]:
    """Returns the sign of the last answer, and its style."""
    if progress is None:
        return " ", ""
    outcome = progress.last.outcome
    return wording.SIGNS[outcome], text.OUTCOMES[outcome]
