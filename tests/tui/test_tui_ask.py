"""The small windows that ask what to test and what to practise."""

from pathlib import Path
from random import Random

import pytest

from quiz.bank import read
from quiz.model import Confidence, Key, Library, Mode
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.ask import AskPractice, AskScreen, AskTest
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.test import TestScreen
from tests.support import BANK, Clock, right_response, wrong_responses
from tests.tui.driving import SIZES, press, question_screen, screen_text

RIVERS = """\
bank: rivers
title: Rivers
questions:
{}"""
RIVER = "  - {{ask: What is the river of town {0}?, answer: river {0}, tags: [{1}]}}\n"


@pytest.fixture
def two_banks(library: Library, store: ProgressFile, clock: Clock) -> Study:
    rivers = "".join(RIVER.format(number, "long" if number % 3 else "short") for number in range(24))
    bank, problems = read(RIVERS.format(rivers).encode(), Path("rivers.yaml"))
    assert bank is not None, problems
    return Study(Library((*library.banks, bank)), store, clock, Random(7))


@pytest.mark.parametrize("size", SIZES)
async def test_a_test_is_chosen_with_the_arrows_and_begun_with_enter(
    two_banks: Study, size: tuple[int, int]
) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "t")
        shown = screen_text(app)
        assert isinstance(app.screen, AskTest)
        assert "10 of 28 questions, by chance." in shown
        assert "Enter Begin" in shown
        await press(pilot, "right", "down", "left", "down", "right", "right")
        assert "20 of 24 questions" in screen_text(app)
        assert "‹ 10 minutes ›" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, TestScreen)
        paper = app.screen.paper
        assert {question.key.bank for question in paper.questions} == {"rivers"}
        assert len(paper.questions) == 20
        assert paper.name == "Rivers"
        assert "10:00 left" in screen_text(app)
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, HomeScreen)


async def test_the_best_and_the_last_test_are_said_where_another_is_begun(two_banks: Study) -> None:
    for wrong in (False, True):
        paper = two_banks.test(["capitals"])
        for place, question in enumerate(paper.questions):
            paper.go(place)
            kind = question.kind
            two_banks.testing.respond(paper, wrong_responses(kind)[0] if wrong else right_response(kind))
        two_banks.testing.hand_in(paper)
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "t")
        assert "Your first test of this." in screen_text(app)
        await press(pilot, "down", "right")
        assert "2 tests of this before: best 100%, last 0%." in screen_text(app)


async def test_the_marked_bank_is_chosen_at_first(two_banks: Study) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        for key in "pt":
            await press(pilot, "end", key)
            assert "‹ Rivers ›" in screen_text(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, HomeScreen)


async def test_practice_says_that_the_schedule_stays_and_leaves_it(
    two_banks: Study, store: ProgressFile
) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "p", "down", "down", "right", "right")
        assert "‹ short ›" in screen_text(app)
        assert "8 questions. The schedule stays as it is." in screen_text(app)
        await press(pilot, "enter")
        sitting = question_screen(app).sitting
        assert sitting.mode is Mode.PRACTISE
        assert len(sitting.queue) == 8
        assert "the schedule stays as it is" in screen_text(app)
        await press(pilot, *"wrong", "enter")
        assert sitting.showing is not None
        assert store.memories() == {}


async def test_only_what_was_missed_or_flagged_can_be_practised(two_banks: Study) -> None:
    missed, flagged = Key("capitals", "japan"), Key("capitals", "france")
    question = two_banks.shelf.questions[missed]
    sitting = two_banks.drill([question.key])
    two_banks.answer(sitting, wrong_responses(question.kind)[0], Confidence.UNSAID)
    two_banks.labels.flag(flagged)
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "p", "up", "right")
        assert "‹ hard ones ›" in screen_text(app)
        assert "1 question. " in screen_text(app)
        await press(pilot, "right", "enter")
        assert [each.key for each in question_screen(app).sitting.queue] == [flagged]


async def test_an_empty_choice_does_not_begin(two_banks: Study) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "p", "4", "4")
        assert "There is no question like that." in screen_text(app)
        assert "Begin" not in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, AskPractice)


async def test_a_click_chooses_the_next(two_banks: Study) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "t")
        await pilot.click("Rows", offset=(10, 0))
        await pilot.pause()
        assert "20 of 28" in screen_text(app)


async def test_help_explains_the_window(two_banks: Study) -> None:
    app = QuizApp(two_banks)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "t", "question_mark")
        assert "↑ and ↓ move, ← and → change, Enter begins." in " ".join(screen_text(app).split())
        await press(pilot, "escape")
        assert isinstance(app.screen, AskScreen)


async def test_markup_in_titles_and_tags_is_shown_as_it_stands(store: ProgressFile, clock: Clock) -> None:
    odd = BANK.replace("title: Capitals", 'title: "[red]Capitals[/red]"')
    bank, problems = read(odd.encode(), Path("odd.yaml"))
    assert bank is not None, problems
    app = QuizApp(Study(Library((bank,)), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "end", "t")
        assert "‹ [red]Capitals[/red] ›" in screen_text(app)
        await press(pilot, "enter")
        assert "[red]Capitals[/red]" in screen_text(app)
