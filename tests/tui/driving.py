"""How tests drive the app: keys, and what can be read on the screen."""

from random import Random

from textual.pilot import Pilot
from textual.widgets import Input

from quiz.bank.listed import Listed
from quiz.model import Answered
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.widgets.rows import Rows

SIZES = [(60, 20), (120, 36)]


def screen_text(app: QuizApp) -> str:
    """Returns what can be read on the screen."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def rewrite(pilot: Pilot[None], typed: str) -> None:
    """Types a value in the place of the marked one."""
    await press(pilot, "enter")
    pilot.app.screen.query_one(Input).value = ""
    await press(pilot, *typed, "enter")


def notices(app: QuizApp) -> list[str]:
    """Returns what was said in passing."""
    return [each.message for each in app._notifications]


def only(study: Study, name: str) -> Study:
    """Leaves one question in the study."""
    bank, *others = study.library.banks
    kept = Listed([question for question in bank.questions if question.key.question == name])
    library = study.library._replace(banks=(bank._replace(questions=kept), *others))
    return Study(library, study._store, study._clock, Random(1))


def question_screen(app: QuizApp) -> QuestionScreen:
    assert isinstance(app.screen, QuestionScreen)
    return app.screen


def showing(app: QuizApp) -> Answered:
    answered = question_screen(app).sitting.showing
    assert answered is not None
    return answered


async def pick(pilot: Pilot[None], app: QuizApp, option: str) -> None:
    """Presses the number that an option stands at."""
    rows = [row.text.plain for row in app.screen.query_one(Rows).rows]
    await press(pilot, str(rows.index(option) + 1))
