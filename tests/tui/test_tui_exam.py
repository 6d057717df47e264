"""The exam screen: setting its day and goal, and what it says of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.settings import read
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.exam import ExamScreen
from quiz.tui.screens.home import HomeScreen
from tests.tui.driving import SIZES, press, rewrite, screen_text

SMALL = (60, 20)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = tmp_path / "mine.toml"
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(named))
    return named


async def look(pilot: Pilot[None]) -> str:
    """Returns what is on the screen when the days have been tried out, white space folded."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    await app.workers.wait_for_complete()
    await pilot.pause()
    return " ".join(screen_text(app).split())


def ahead(study: Study, days: int) -> date:
    return study.today + timedelta(days=days)


@pytest.mark.parametrize("size", SIZES)
async def test_a_day_is_set_with_one_key_and_the_plan_for_it_is_said(
    study: Study, path: Path, size: tuple[int, int]
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "e")
        assert isinstance(app.screen, ExamScreen)
        assert "No day is set" in await look(pilot)
        await press(pilot, "right")
        said = await look(pilot)
        assert f"({ahead(study, 28)})" in said
        assert "% recalled then (goal 90%, without study" in said
        assert "✓ That meets the goal." in said
        assert read(path)[0].exam == ahead(study, 28)
        await press(pilot, "right", "left", "left")
        assert study.habits.exam == ahead(study, 27)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "recalled then" in await look(pilot)


async def test_a_goal_out_of_reach_comes_with_what_would_meet_it(study: Study, path: Path) -> None:
    path.write_text("exam_target = 98\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        await rewrite(pilot, ahead(study, 1).isoformat())
        await press(pilot, "escape")
        assert "e says what would meet it." in await look(pilot)
        await press(pilot, "e", "down", "right")
        said = await look(pilot)
        assert "✗ That falls short of the goal. What would meet it:" in said
        assert "Goal 99%" in said
        await press(pilot, "right")
        assert "exam_target cannot be 100" in await look(pilot)
        assert read(path)[0].exam_target == 99


async def test_the_day_is_typed_until_it_is_one_and_taken_out_again(study: Study, path: Path) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        await rewrite(pilot, "soon")
        assert "exam cannot be “soon”" in await look(pilot)
        app.screen.query_one(Input).value = ahead(study, 40).isoformat()
        await press(pilot, "enter")
        assert read(path)[0].exam == ahead(study, 40)
        await press(pilot, "d")
        assert "No day is set" in await look(pilot)
        assert read(path)[0].exam is None
        assert study.habits.exam is None


async def test_an_exam_that_is_over_says_so_and_moves_ahead_of_today(study: Study, path: Path) -> None:
    path.write_text(f'exam = "{ahead(study, -3)}"\n')
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "e")
        assert "is over" in await look(pilot)
        await press(pilot, "right")
        assert read(path)[0].exam == ahead(study, 28)
