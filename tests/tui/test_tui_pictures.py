"""The screens as pictures: a change in how they look must be meant."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from quiz.model import Library, Place, Problem
from quiz.stats import Range
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from tests.demo import reviews
from tests.tui.driving import SIZES, only, press

SnapCompare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _plain_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    # How long an answer took is shown in the summary.
    monkeypatch.setattr("quiz.tui.screens.question.time", SimpleNamespace(monotonic=lambda: 0.0))


def keys(*pressed: str) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await press(pilot, *pressed)

    return run


@pytest.mark.parametrize("size", SIZES)
def test_home(study: Study, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    place = Place("banks/rivers.yaml", 3, 5)
    problem = Problem(place, "unknown-key", "there is no key anser", "write answer")
    study.shelf.library = Library(study.library.banks, (problem,))
    assert snap_compare(QuizApp(study), terminal_size=size, run_before=keys())


@pytest.mark.parametrize("size", SIZES)
def test_question(study: Study, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = QuizApp(only(study, "australia"))
    assert snap_compare(app, terminal_size=size, run_before=keys("enter", "down"))


@pytest.mark.parametrize("size", SIZES)
def test_verdict(study: Study, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    app = QuizApp(only(study, "australia"))
    assert snap_compare(app, terminal_size=size, run_before=keys("enter", "t"))


def test_verdict_in_the_light_theme(study: Study, snap_compare: SnapCompare) -> None:
    app = QuizApp(only(study, "japan"))
    app.theme = "tillerson-light"
    assert snap_compare(app, terminal_size=(60, 20), run_before=keys("enter", *"Kyoto", "enter"))


def test_summary(study: Study, snap_compare: SnapCompare) -> None:
    app = QuizApp(only(study, "australia"))
    assert snap_compare(app, terminal_size=(60, 20), run_before=keys("enter", "t", "escape"))


def test_missed(study: Study, snap_compare: SnapCompare) -> None:
    app = QuizApp(only(study, "australia"))
    run = keys("enter", "t", "escape", "escape", "m")
    assert snap_compare(app, terminal_size=(60, 20), run_before=run)


@pytest.mark.parametrize("size", SIZES)
def test_choosing_a_bank(study: Study, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(QuizApp(study), terminal_size=size, run_before=keys("b", "f6", *"capit"))


@pytest.mark.parametrize("size", SIZES)
def test_browse(study: Study, snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(QuizApp(study), terminal_size=size, run_before=keys("b", *"capital", "down"))


def test_help(study: Study, snap_compare: SnapCompare) -> None:
    app = QuizApp(study)
    assert snap_compare(app, terminal_size=(60, 20), run_before=keys("question_mark"))


@pytest.mark.parametrize(
    "drawn",
    ["1 60x20 dark", "2 60x20 light", "3 60x20 dark", "4 120x36 light", "6 120x36 dark"],
)
def test_statistics(study: Study, store: ProgressFile, snap_compare: SnapCompare, drawn: str) -> None:
    page, size, theme = drawn.split()
    columns, rows = map(int, size.split("x"))
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    store.record_all(reviews(study.library, now, 300, Random(12)))
    app = QuizApp(study, Range.YEAR)
    app.theme = f"tillerson-{theme}"

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await press(pilot, page)

    assert snap_compare(app, terminal_size=(columns, rows), run_before=run)
