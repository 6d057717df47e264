"""The statistics screen: its pages, its ranges, and that it says what the report says."""

import subprocess
import sys
from itertools import pairwise
from random import Random

import pytest
from textual.pilot import Pilot

from quiz import telling
from quiz.errors import ProgressError
from quiz.model import Library
from quiz.stats import Range, Report
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.widgets.charts import Chart, places
from quiz.tui.widgets.year import SHADES, Year, shade, steps
from tests.demo import reviews
from tests.support import Clock
from tests.tui.driving import SIZES, press, screen_text


@pytest.fixture
def year(study: Study, library: Library, store: ProgressFile, clock: Clock) -> Study:
    """Returns the study of somebody who has studied for most of a year."""
    store.record_all(reviews(library, clock(), 300, Random(12)))
    return study


async def read(pilot: Pilot[None]) -> None:
    """Waits until the screen has read everything."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def stats_screen(app: QuizApp) -> StatsScreen:
    assert isinstance(app.screen, StatsScreen)
    return app.screen


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_says_what_the_report_says(year: Study, size: tuple[int, int]) -> None:
    report = year.figures().all_at_once(Range.YEAR)
    app = QuizApp(year, Range.YEAR)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await read(pilot)
        for number, (_, parts) in enumerate(telling.PARTS, 1):
            await press(pilot, str(number))
            shown = words(screen_text(app).replace("▆", " ").replace("▂", " "))
            for line in parts[0](report):
                assert line in shown


async def test_keys_turn_the_pages_round_and_round(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "s")
        await read(pilot)
        for key, page in (
            ("right", "2 Days"),
            ("left", "1 Due"),
            ("left", "6 Time"),
            ("right", "1 Due"),
            ("4", "4 Cal"),
        ):
            await press(pilot, key)
            assert f"▸{page}" in screen_text(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, StatsScreen)


async def test_a_click_turns_the_page(study: Study) -> None:
    app = QuizApp(study, Range.YEAR)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await pilot.click("#tabs", offset=(15, 0))
        await pilot.pause()
        assert "▸3 Retention" in screen_text(app)


async def test_r_takes_another_range(year: Study, clock: Clock) -> None:
    clock.pass_(days=1)
    app = QuizApp(year, Range.MONTH)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await read(pilot)
        await press(pilot, "6")
        for span in (Range.MONTH, Range.QUARTER, Range.YEAR, Range.ALL, Range.MONTH):
            shown = words(screen_text(app))
            assert telling.RANGES[span] in shown
            assert telling.time(year.figures().all_at_once(span))[0] in shown
            await press(pilot, "r")


async def test_with_nothing_answered_each_page_says_what_will_appear(study: Study) -> None:
    app = QuizApp(study, Range.YEAR)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await read(pilot)
        said = ("with your first answer", "from your first answer on", "Retention needs", "Calibration needs")
        for number, words_ in enumerate((*said, "You would recall 0%", "No time spent"), 1):
            await press(pilot, str(number))
            assert words_ in words(screen_text(app))
        assert not any(chart.display for chart in app.screen.query(Chart))
        assert not app.screen.query_one(Year).display


async def test_each_page_shows_as_soon_as_what_it_needs_is_read(
    year: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(year)
    report = year.figures().all_at_once(Range.YEAR)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(StatsScreen, "_read", lambda _: None)
        await press(pilot, "s")
        screen = stats_screen(app)
        for number in "123456":
            await press(pilot, number)
            assert "Your answers are being read …" in screen_text(app)
        assert not any(chart.display for chart in screen.query(Chart))
        screen.post_message(StatsScreen.Read(screen._figures.present(), "reading the log, 40% …"))
        for number, said in (("1", telling.due), ("5", telling.mastery)):
            await press(pilot, number)
            assert said(report)[0] in words(screen_text(app))
        for number in "2346":
            await press(pilot, number, "r")
            assert "Your answers are being read …" in screen_text(app)
        assert "reading the log, 40% …" in screen_text(app)
        for _ in screen._figures.read():
            pass
        screen.post_message(StatsScreen.Read(screen._figures.present(), ""))
        await press(pilot, "4")
        assert telling.calibration(report)[0] in words(screen_text(app))
        assert "reading" not in screen_text(app)


async def test_plots_are_drawn_of_the_page_in_sight_alone(
    year: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str | None] = []
    show = Chart.show

    def noted(chart: Chart, report: Report) -> None:
        assert chart.parent is not None
        drawn.append(chart.parent.id)
        show(chart, report)

    monkeypatch.setattr(Chart, "show", noted)
    app = QuizApp(year, Range.YEAR)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await read(pilot)
        assert set(drawn) == {"page-0"}
        drawn.clear()
        await press(pilot, "3", "6", "3")
        assert drawn == ["page-2", "page-5"]
        drawn.clear()
        await press(pilot, "r")
        assert drawn == ["page-2"]


async def test_leaving_stops_the_reading(year: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.store.gists._EVENTS", 1)
    app = QuizApp(year)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await press(pilot, "s")
        screen = stats_screen(app)
        await press(pilot, "escape")
        await app.workers.wait_for_complete()
        assert not screen.is_attached


async def test_a_file_that_cannot_be_read_is_said_to_be_so(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_: object) -> None:
        raise ProgressError("The progress file is damaged.", "`tillerson-quiz restore` brings back a copy.")

    monkeypatch.setattr(store, "gists", damaged)
    app = QuizApp(study, Range.YEAR)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await read(pilot)
        await press(pilot, "2")
        shown = words(screen_text(app))
        assert shown.count("The progress file is damaged.") == 2
        assert "read …" not in shown
        assert "reading" not in shown
        await press(pilot, "1")
        assert "Nothing is scheduled yet" in words(screen_text(app))


async def test_markup_in_a_title_stays_text(year: Study) -> None:
    bank = year.library.banks[0]._replace(title="[red]Capitals[/red]\x1b[31m")
    year.shelf.library = Library((bank,))
    app = QuizApp(year, Range.YEAR)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await read(pilot)
        await press(pilot, "5")
        shown = screen_text(app)
        assert "[red]Capitals[/red]␛[31m" in shown


async def test_plots_take_the_colours_of_another_theme(year: Study) -> None:
    app = QuizApp(year, Range.YEAR)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await read(pilot)

        def colours() -> set[str]:
            strips = app.screen._compositor.render_strips()
            found = {
                s.style.color.name
                for strip in strips
                for s in strip
                if "█" in s.text and s.style and s.style.color
            }
            return {each for each in found if each}

        assert colours() == {app.theme_variables["primary"].lower()}
        app.theme = "tillerson-light"
        await pilot.pause()
        assert colours() == {app.theme_variables["primary"].lower()}


async def test_a_theme_that_leaves_the_colours_to_the_terminal_gives_plots_none(year: Study) -> None:
    app = QuizApp(year, Range.YEAR)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await read(pilot)
        app.theme = "ansi-dark"
        await press(pilot, "3", "1")
        chart = app.screen.query(Chart).first()
        assert "█" in chart.plt.build()
        assert "38;2;" not in chart.plt.build()


def test_what_draws_plots_is_loaded_with_the_statistics_alone() -> None:
    code = "import sys, quiz.tui.app; sys.exit(any('plotext' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("number", [1, 7, 24, 30, 53, 60])
@pytest.mark.parametrize("halves", [60, 102, 390])
def test_bars_fill_the_width_and_never_overlap(number: int, halves: int) -> None:
    found = places(number, halves)
    assert len(found) == number
    assert all(found)
    assert all(before.stop <= after.start for before, after in pairwise(found))
    assert found[-1].stop <= halves
    if halves >= 2 * number:
        assert len({len(each) for each in found}) == 1


def test_each_shade_is_that_of_about_as_many_days() -> None:
    limits = steps([1, 2, 3, 4, 5, 6, 7, 400])
    assert limits == [2, 4, 6, 400]
    assert [shade(each, limits) for each in (0, 1, 2, 3, 5, 7, 400)] == ["·", "░", "░", "▒", "▓", "█", "█"]


def test_days_that_are_all_alike_have_one_shade() -> None:
    assert steps([5, 5, 5]) == [5]
    assert shade(5, [5]) == SHADES[-1]
    assert steps([]) == []
