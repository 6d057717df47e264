"""What home or the question screen begin with, put together without Textual.

It stands in the same places and has the same colours as the screen that follows; what the keys do, and what
stands beside a question, only the screen shows.
"""

from quiz.errors import QuizError
from quiz.model import Question
from quiz.sitting import Sitting
from quiz.study import BankOrder, Study, grouped
from quiz.text import clean
from quiz.tui import sizes
from quiz.tui.key_names import usual, with_usual
from quiz.tui.lines import Line, hung, wrapped
from quiz.tui.painting import Canvas
from quiz.tui.widgets import asked, bank_rows, today

_HERE = "$primary 20%"
"""The background of the row under the cursor."""


def draw(canvas: Canvas, study: Study, start: object) -> bool:
    """Puts on a canvas what is shown first, and says whether there is anything to show.

    Args:
        canvas: Where to put it.
        study: The banks and the progress.
        start: What the app begins with.
    """
    if isinstance(start, Sitting) and start.current is not None:
        _question(canvas, study, start, start.current)
    elif start != "home" or not _home(canvas, study):
        return False
    canvas.fill(canvas.height - 1, 0, canvas.width, back="$surface")
    return True


def _home(canvas: Canvas, study: Study) -> bool:
    try:
        planned = study.exams.plan() if study.habits.exam else None
    except QuizError:  # home says why
        return False
    overview = study.overview(planned=planned, most=today.AT_ONCE)
    width = min(canvas.width, sizes.PAGE) - 4
    left = (canvas.width - width) // 2
    canvas.put(1, left, today.heading(overview, width))
    reworded = len(study.shelf.reworded()) if overview.known else 0
    said = today.said_today(overview, reworded, planned, with_usual)
    row = 2
    for line in wrapped(said, width):
        canvas.put(row, left, line)
        row += 1
    listed = with_usual(bank_rows.listed(BankOrder.GIVEN))
    canvas.put(row + 1, left, bank_rows.columns(listed, max(20, width - 1)))
    places = range(row + 2, canvas.height - 1 - (canvas.height >= sizes.TALL))
    groups = grouped(overview.banks, study.shelf.shipped())
    first, *others = bank_rows.everything(overview, groups, max(20, width - 1))
    canvas.fill(places.start, left - 1, width + 1, back=_HERE)
    canvas.put(places.start, left - 1, (("▸", "$primary"), *first[0]()), back=_HERE, bold=True)
    for place, (drawn, _) in zip(places[1:], others, strict=False):
        canvas.put(place, left, drawn())
    return True


def _question(canvas: Canvas, study: Study, sitting: Sitting, question: Question) -> None:
    wide = canvas.width >= sizes.WIDE
    page = min(canvas.width, sizes.WIDE if wide else sizes.COLUMN)
    column = min(page, sizes.COLUMN)
    left = (canvas.width - page) // 2
    top = int(canvas.width >= sizes.ROOMY)
    bank = study.shelf.bank(question)
    title = bank.title if bank else question.key.bank
    canvas.put(top, left + 2, asked.head(sitting, title, column - 4, scored=False))
    canvas.put(top + 1, left + 2, asked.progress(sitting, column - 4))
    said = asked.notice(sitting, changed=study.changed(question))
    notice = wrapped(((clean(said), "$text-warning"),), column - 4) if said else []
    bottom = canvas.height - 1 - len(notice)
    for row, line in enumerate(notice, bottom):
        canvas.put(row, left + 2, line)
    for row, line in zip(range(top + 3, bottom), _body(study, sitting, question, column - 3), strict=False):
        canvas.put(row, left + 1, line)
    if wide:
        for row in range(canvas.height - 1):
            canvas.put(row, left + sizes.COLUMN, (("│", "$foreground 20%"),))


def _body(study: Study, sitting: Sitting, question: Question, width: int) -> list[Line]:
    """Returns the words of a question and, unless they are hidden, the options there are to pick from."""
    words = wrapped(((asked.words(question), "bold"),), width - 1)
    lines: list[Line] = [((" ", ""), *line) for line in words]
    if study.habits.hides(question.kind):
        return lines
    options = asked.options(question.kind, study.displayed(sitting), usual)
    labels = asked.labels_width([option.label for option in options])
    lines.append(())
    for option in options:
        lines += hung(asked.row_head(option.label, labels), ((clean(option.text), ""),), width)
    return lines
