"""Draws the pictures of the README from the program as it is: `just pictures`.

Made-up answers are put into a progress file in memory, with a fixed seed and a clock that stands
still, so that the same program draws the same pictures.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz.bank import load
from quiz.memory import replay
from quiz.model import Choice, Chosen, Confidence
from quiz.paths import shipped_banks
from quiz.stats import Range
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.widgets.rows import Rows
from tests.demo import reviews

HERE = Path(__file__).parent
TODAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
DAYS = 40
"""For how long somebody has studied whose home screen is drawn."""
SIZE = (92, 24)
"""The window, in cells: large enough to show a screen, small enough to be read in a page."""


def save(app: QuizApp, name: str) -> None:
    """Keeps the screen as it is now."""
    (HERE / f"{name}.svg").write_text(app.export_screenshot(simplify=True), encoding="utf-8")


def studied(store: ProgressFile, days: int, until: datetime) -> Study:
    """Returns the progress of somebody who has studied for so many days, up to a moment."""
    library = load([shipped_banks()])
    store.record_all(reviews(library, until, days, Random(12)))
    return Study(library, store, lambda: TODAY, Random(12))


def miss(study: Study) -> None:
    """Answers some of what is due today, and that wrong."""
    sitting = study.study()
    while sitting.current is not None and len(sitting.missed) < 3:
        kind = sitting.current.kind
        if isinstance(kind, Choice) and sitting.attempts(sitting.current) == 0:
            sure = Confidence.UNSAID if sitting.missed else Confidence.CERTAIN
            study.answer(sitting, Chosen(kind.wrong[0].text), sure, milliseconds=9000)
            study.advance(sitting)
        else:
            study.skip(sitting)


async def draw(study: Study) -> None:
    """Draws the home screen, what was missed, and a question that was answered wrong."""
    miss(study)
    app = QuizApp(study)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        save(app, "home")
        await pilot.press("m")
        await pilot.pause()
        save(app, "missed")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*["down"] * 8, "enter")
        await pilot.pause()
        await to_a_choice(app)
        await pilot.pause()
        screen = app.screen
        question = screen.sitting.current  # type: ignore[attr-defined] # it is the question screen
        wrong = next(option.text for option in question.kind.wrong if option.because)
        index = next(n for n, row in enumerate(screen.query_one(Rows).rows, 1) if row.text.plain == wrong)
        await pilot.press(str(index))
        await pilot.pause()
        save(app, "question")


async def to_a_choice(app: QuizApp) -> None:
    """Skips to a choice that says why a wrong answer is wrong."""
    screen = app.screen
    while True:
        question = screen.sitting.current  # type: ignore[attr-defined] # it is the question screen
        kind = question.kind
        if isinstance(kind, Choice) and any(option.because for option in kind.wrong):
            return
        await screen.run_action("screen.skip")


async def draw_statistics(study: Study) -> None:
    """Draws how the learner got on."""
    app = QuizApp(study, Range.YEAR)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("3")
        await pilot.pause()
        save(app, "stats")


def main() -> None:
    """Draws all pictures."""
    yesterday = TODAY - timedelta(days=1)
    for pictures, days, until in ((draw, DAYS, yesterday), (draw_statistics, 365, TODAY)):
        with ProgressFile.open_copy(None, replay) as store:
            asyncio.run(pictures(studied(store, days, until)))


if __name__ == "__main__":
    main()
