"""The settings screen, and what the app takes from the settings."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from quiz.settings import SETTINGS, Settings, read
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.settings import SettingsScreen, ValueScreen, shown
from tests.tui.driving import SIZES, notices, press, rewrite, screen_text

SMALL = (60, 20)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = tmp_path / "mine.toml"
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(named))
    return named


async def to(pilot: Pilot[None], name: str) -> None:
    """Opens the settings and marks one of them."""
    await press(pilot, "comma", *["down"] * list(SETTINGS).index(name))


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_is_listed_with_its_value_and_what_it_is_for(
    study: Study, path: Path, size: tuple[int, int]
) -> None:
    path.write_text("new_per_day = 7\n")
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "comma")
        listed = app.screen.query_one(OptionList).options
        assert len(listed) == len(SETTINGS)
        for option, (name, setting) in zip(listed, SETTINGS.items(), strict=True):
            first, *rest = str(option.prompt).splitlines()
            about, value = first[:-18].strip(" ▸"), first[-18:]
            changed = name == "new_per_day"
            assert value.strip() == ("7" if changed else shown(setting.default))
            said = " ".join(" ".join([about, *rest]).split())
            assert said == setting.about + (" · changed" if changed else "")
        seen = screen_text(app)
        assert "new_per_day takes a whole number from 0 to 9999" in seen
        assert "Default: 20." in seen
        assert "Enter Change" in seen


async def test_a_number_is_typed_written_and_used_at_once(study: Study, path: Path) -> None:
    path.write_text("# mine\nnew_per_day = 7  # few\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "new_per_day")
        await rewrite(pilot, "30")
        assert path.read_text() == "# mine\nnew_per_day = 30  # few\n"
        assert study.habits.new_per_day == 30
        assert isinstance(app.screen, SettingsScreen)
        assert "30" in screen_text(app)


async def test_no_limit_is_typed_as_none(study: Study, path: Path) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "new_per_day")
        await rewrite(pilot, "none")
        assert read(path)[0].new_per_day is None
        assert study.habits.new_per_day is None


async def test_an_exam_is_typed_as_a_day(study: Study, path: Path) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "exam")
        await rewrite(pilot, "2026-12-20")
        assert read(path)[0].exam == study.habits.exam == date(2026, 12, 20)


async def test_a_wrong_value_is_explained_and_may_be_typed_again_or_given_up(
    study: Study, path: Path
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "day_starts")
        await rewrite(pilot, "24")
        assert isinstance(app.screen, ValueScreen)
        assert "✗ day_starts cannot be 24." in screen_text(app)
        assert not path.exists()
        await press(pilot, "backspace", "3", "enter")
        assert read(path)[0].day_starts == study.habits.day_starts == 23
        await press(pilot, "enter", "1", "escape")
        assert isinstance(app.screen, SettingsScreen)
        assert read(path)[0].day_starts == 23


async def test_arrows_count_a_number_up_and_down_as_far_as_it_may_go(study: Study, path: Path) -> None:
    path.write_text("day_starts = 22\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "day_starts")
        await press(pilot, "right", "right")
        assert read(path)[0].day_starts == 23
        assert "✗ day_starts cannot be 24." in screen_text(app)
        await press(pilot, "left")
        assert read(path)[0].day_starts == 22
        assert "✗" not in screen_text(app)


async def test_a_switch_is_turned_with_enter(study: Study, path: Path) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "recall_first")
        await press(pilot, "enter")
        assert read(path)[0].recall_first
        assert study.habits.recall_first
        await press(pilot, "left")
        assert not read(path)[0].recall_first
        assert not study.habits.recall_first


async def test_the_default_is_taken_again_by_taking_the_setting_out(study: Study, path: Path) -> None:
    path.write_text("new_per_day = 7\ntheme = 'nord'\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "theme")
        await press(pilot, "d")
        assert path.read_text() == "new_per_day = 7\n"
        assert app.theme == Settings().theme


async def test_what_is_wrong_in_the_file_is_listed_and_can_be_put_right(study: Study, path: Path) -> None:
    path.write_text("\nthme = 'x'\nday_starts = 99\n")
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await to(pilot, "day_starts")
        seen = screen_text(app)
        assert "line 2: There is no setting “thme”. Did you mean theme?" in seen
        assert "line 3: day_starts cannot be 99." in seen
        await rewrite(pilot, "5")
        assert "line 3" not in screen_text(app)
        assert "line 2" in screen_text(app)


async def test_a_file_that_is_not_toml_is_not_written_to(study: Study, path: Path) -> None:
    path.write_text("theme = nord")
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await to(pilot, "recall_first")
        await press(pilot, "enter")
        assert "Nothing was changed." in " ".join(screen_text(app).split())
        assert path.read_text() == "theme = nord"
        assert not study.habits.recall_first


async def test_no_foreign_text_is_taken_for_markup_or_reaches_the_terminal_raw(
    study: Study, path: Path
) -> None:
    path.write_text('theme = "[b]x[/b]"\n"\\u001b[2J[red]" = 1\n')
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "comma")
        seen = screen_text(app)
        assert "[b]x[/b]" in seen
        assert "[red]" in seen
        assert "\x1b" not in seen


async def test_the_theme_of_the_settings_is_taken(study: Study, path: Path) -> None:
    path.write_text("theme = 'nord'")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.theme == "nord"
        assert path.read_text() == "theme = 'nord'"


async def test_a_theme_that_is_not_there_is_named_and_left_in_the_file(study: Study, path: Path) -> None:
    path.write_text("theme = 'nrod'")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert app.theme == Settings().theme
        assert any("there is no theme “nrod”." in said for said in notices(app))
        assert path.read_text() == "theme = 'nrod'"


async def test_a_theme_chosen_in_the_command_palette_is_remembered(study: Study, path: Path) -> None:
    path.write_text("# mine\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        app.search_themes()
        await pilot.pause()
        await press(pilot, *"gruvbox")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "down", "enter")
        await pilot.pause()
        assert app.theme == "gruvbox"
        assert path.read_text() == '# mine\n\ntheme = "gruvbox"\n'
    assert QuizApp(study).theme == "gruvbox"


async def test_a_theme_that_cannot_be_remembered_is_taken_all_the_same(study: Study, path: Path) -> None:
    path.mkdir()
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        app.theme = "nord"
        await pilot.pause()
        assert app.theme == "nord"
        assert any(said.startswith("Not remembered:") for said in notices(app))


async def test_going_through_the_themes_shows_and_remembers_each(study: Study, path: Path) -> None:
    app = QuizApp(study)
    themes = sorted(app.available_themes)
    async with app.run_test(size=SMALL) as pilot:
        await to(pilot, "theme")
        await press(pilot, "right")
        after = themes[(themes.index("tillerson-dark") + 1) % len(themes)]
        assert app.theme == read(path)[0].theme == after
        await press(pilot, "left", "left")
        before = themes[themes.index("tillerson-dark") - 1]
        assert app.theme == read(path)[0].theme == before


async def test_reduced_motion_is_taken_at_the_start_and_when_it_is_changed(study: Study, path: Path) -> None:
    path.write_text("reduced_motion = true")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        assert app.animation_level == "none"
        await to(pilot, "reduced_motion")
        await press(pilot, "enter")
        assert app.animation_level != "none"


async def test_escape_goes_back_to_the_home_screen(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "comma", "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(20, 6), (20, 12), (60, 8)])
async def test_pages_can_be_turned_however_small_the_window_is(study: Study, size: tuple[int, int]) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "comma", "pagedown", "pageup", "end", "pagedown", "pageup")
        assert isinstance(app.screen, SettingsScreen)
