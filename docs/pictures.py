"""Draws the pictures of the README from the program as it is: `just pictures`.

A made-up month of answers is put into a progress file of its own, with a fixed seed and a clock that stands
still, so that the same program draws the same pictures.
"""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from quiz.bank import load
from quiz.memory import replay
from quiz.model import Choice, Chosen, Said, TrueFalse
from quiz.paths import shipped_banks
from quiz.sitting import Sitting
from quiz.stats import Range
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.widgets.rows import Rows
from tests.demo import reviews

HERE = Path(__file__).parent
TODAY = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
DAYS = 12


def answer(study: Study, sitting: Sitting, chance: Random) -> None:
    """Answers the question that is asked, or passes over it; now and then wrong."""
    question = sitting.current
    assert question is not None
    match question.kind:
        case Choice(answer=right, wrong=wrong):
            study.answer(
                sitting, Chosen(right if chance.random() < 0.8 else wrong[0].text), milliseconds=9000
            )
        case TrueFalse(answer=truth):
            study.answer(sitting, Said(truth if chance.random() < 0.8 else not truth), milliseconds=5000)
        case _:
            sitting.skip()
            return
    sitting.advance()


def studied(folder: Path) -> tuple[ProgressFile, Study]:
    """Returns the progress of somebody who has studied for a while."""
    now = TODAY - timedelta(days=DAYS)
    store = ProgressFile.open(folder / "progress.db", replay, now)
    chance = Random(12)
    study = Study(load([shipped_banks()]), store, lambda: now, chance)
    for day in range(DAYS):
        now = TODAY - timedelta(days=DAYS - day)
        for bank in study.library.banks[: 2 + day // 2]:
            sitting = study.study([bank.id])
            while sitting.current is not None and len(sitting.answers) < 6:
                answer(study, sitting, chance)
    now = TODAY
    return store, study


async def draw(study: Study) -> None:
    """Draws the home screen, and a question that was answered wrong."""
    app = QuizApp(study)
    async with app.run_test(size=(92, 24)) as pilot:
        await pilot.pause()
        (HERE / "home.svg").write_text(app.export_screenshot(simplify=True), encoding="utf-8")
        await pilot.press("down", "down", "down", "down", "enter")
        await pilot.pause()
        await to_a_choice(app)
        await pilot.pause()
        screen = app.screen
        question = screen.sitting.current  # type: ignore[attr-defined] # it is the question screen
        wrong = next(option.text for option in question.kind.wrong if option.because)
        index = next(n for n, row in enumerate(screen.query_one(Rows).rows, 1) if row.text.plain == wrong)
        await pilot.press(str(index))
        await pilot.pause()
        (HERE / "question.svg").write_text(app.export_screenshot(simplify=True), encoding="utf-8")


async def to_a_choice(app: QuizApp) -> None:
    """Skips to a choice that says why a wrong answer is wrong."""
    screen = app.screen
    while True:
        question = screen.sitting.current  # type: ignore[attr-defined] # it is the question screen
        kind = question.kind
        if isinstance(kind, Choice) and any(option.because for option in kind.wrong):
            return
        await screen.run_action("screen.skip")


async def draw_statistics() -> None:
    """Draws how somebody got on who has studied for a year."""
    library = load([shipped_banks()])
    with ProgressFile.open_copy(None, replay) as store:
        store.record_all(reviews(library, TODAY, 365, Random(12)))
        app = QuizApp(Study(library, store, lambda: TODAY, Random(12)), Range.YEAR)
        async with app.run_test(size=(92, 24)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press("3")
            await pilot.pause()
            (HERE / "stats.svg").write_text(app.export_screenshot(simplify=True), encoding="utf-8")


def main() -> None:
    """Draws all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        store, study = studied(Path(folder))
        with store:
            asyncio.run(draw(study))
    asyncio.run(draw_statistics())


if __name__ == "__main__":
    main()
