"""How questions are listed: the sign of the last answer, what is asked, and when it comes next."""

from collections.abc import Collection, Iterator, Sequence

from textual.content import Content

from quiz import wording
from quiz.model import Brief, Key, Question
from quiz.study import Standing
from quiz.tui import text


def question_rows(
    questions: Sequence[Question], standing: Standing, width: int, chosen: Collection[Key]
) -> Iterator[Content]:
    """Yields each question on one line of this width in cells, after a box that says whether it is chosen."""
    briefs = standing.briefs([question.key for question in questions])
    for question, brief in zip(questions, briefs, strict=True):
        said = _next(standing, question.key, brief)
        yield Content.assemble(
            f"[{'x' if question.key in chosen else ' '}] ",
            (wording.SIGNS[brief.outcome], text.OUTCOMES[brief.outcome]) if brief else " ",
            "!" if question.key in standing.notes else " ",
            " ",
            text.fitted(question.ask, max(4, width - 9 - len(said))),
            " ",
            (said, text.MUTED),
        )


def _next(standing: Standing, key: Key, brief: Brief | None) -> str:
    """Returns when a question comes next, in a word or two."""
    if key in standing.suspended:
        return "suspended"
    if key in standing.buried:
        return "not today"
    if brief is None:
        return "new"
    return "due" if brief.due <= standing.today else wording.day(brief.due, standing.today)
