"""The small window to choose one of many by typing."""

import re

import pytest
from textual.widgets import Input

from quiz.bank.listed import Listed
from quiz.model import Bank, Key, Library
from quiz.study import Study
from quiz.tui import finder
from quiz.tui.app import QuizApp
from quiz.tui.screens.ask import AskPractice
from quiz.tui.screens.browse import BrowseScreen
from quiz.tui.screens.choose import ChooseScreen
from quiz.tui.screens.help import HelpScreen
from tests.tui.driving import SIZES, press, screen_text


@pytest.fixture
def many(study: Study) -> Study:
    """Five hundred banks of four questions."""
    (bank,) = study.library.banks
    study.shelf.reload(Library((bank, *(renamed(bank, number) for number in range(1, 500)))))
    return study


def renamed(bank: Bank, number: int) -> Bank:
    name = f"bank-{number:03}"
    questions = Listed([each._replace(key=Key(name, each.key.question)) for each in bank.questions])
    return bank._replace(id=name, title=f"River {number:03} [x]", questions=questions)


@pytest.mark.parametrize("size", SIZES)
async def test_one_of_five_hundred_banks_is_found_by_typing(many: Study, size: tuple[int, int]) -> None:
    app = QuizApp(many)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "b", "f6")
        shown = screen_text(app)
        assert "▸(•) all banks" in shown
        assert " ( ) Capitals" in shown
        assert "Enter Choose" in shown
        assert "Esc Cancel" in shown
        await press(pilot, *"rivr 321")
        assert "▸( ) River 321 [x]" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert "4 of 2,000 questions" in screen_text(app)
        await press(pilot, "f6")
        assert "▸(•) River 321 [x]" in screen_text(app)
        await press(pilot, "pageup", "down", "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert "River 321" not in screen_text(app)


async def test_enter_right_after_the_last_letter_takes_what_it_finds(
    many: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "_AT_ONCE", 0)
    app = QuizApp(many)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f6")
        app.screen.query_one(Input).value = "river 321"
        assert "▸(•) all banks" in screen_text(app)
        await press(pilot, "enter")
        assert "F6 River 321 [x]" in screen_text(app)


async def test_who_thinks_better_of_it_leaves_all_as_it_was(many: Study) -> None:
    app = QuizApp(many)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f6", *"capitals", "escape")
        assert "F6 all banks" in screen_text(app)
        assert "2,000 questions" in screen_text(app)


async def test_what_nothing_fits_is_said_and_enter_waits_for_something_else(many: Study) -> None:
    app = QuizApp(many)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f6", *"[b]zz", "tab", "enter")
        assert "There is none like “[b]zz”." in screen_text(app)
        await press(pilot, *(["backspace"] * 5), "up", "enter")
        assert isinstance(app.screen, BrowseScreen)


async def test_a_click_chooses_and_the_help_explains(many: Study) -> None:
    app = QuizApp(many)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f6", "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "Enter chooses" in screen_text(app)
        await press(pilot, "escape")
        await pilot.click("#choices", offset=(10, 1))
        await pilot.pause()
        assert "F6 Capitals" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_what_to_practise_is_found_by_typing_too(many: Study, size: tuple[int, int]) -> None:
    app = QuizApp(many)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "p", "slash")
        assert isinstance(app.screen, ChooseScreen)
        await press(pilot, *"river 007", "enter")
        assert isinstance(app.screen, AskPractice)
        assert "‹ River 007 [x] ›" in screen_text(app)
        await press(pilot, "down", "slash", *"choice", "escape")
        assert "‹ any kind ›" in screen_text(app)


async def test_the_window_follows_the_size_of_the_terminal(many: Study) -> None:
    app = QuizApp(many)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f6", "pagedown", "pagedown", "pagedown")
        here = marked(app)
        for size in (120, 36), (60, 20):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert marked(app) == here


def marked(app: QuizApp) -> str:
    """Returns the bank under the cursor."""
    found = re.search(r"▸\( \) (River \d+)", screen_text(app))
    assert found is not None
    return found[1]
