"""Every kind of question, answered with the keyboard alone and with the mouse."""

from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from quiz.bank import read
from quiz.model import Library, Ordered, Outcome, Paired, Rating, Ticked, Written
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from quiz.tui.widgets.responses import ResponseInput
from quiz.tui.widgets.rows import Rows
from tests.support import Clock, all_progress
from tests.tui.driving import only, press, question_screen, screen_text, showing

EVERY_KIND = """\
bank: kinds
title: Every kind
questions:
  - id: order
    ask: Put these in order.
    order: [first of all, then the second, at last the third]
    why: That is how it went.
  - id: match
    ask: Who is where?
    match: {Alice: in Paris, Bob: in Rome, Carol: in Oslo}
    wrong: [in Bern]
  - id: cloze
    cloze: The {{quick|fast::how it moves}} fox jumps over the {{lazy}} dog.
  - id: number
    ask: How long was it?
    answer: 45 minutes
    kind: number
  - id: recall
    ask: Name both points.
    recall: [the one, the other]
    hint: There are two.
  - id: date
    ask: When was it?
    answer: April 4
    accept: [the next day]
"""


@pytest.fixture
def kinds(store: ProgressFile, clock: Clock) -> Study:
    bank, problems = read(EVERY_KIND.encode(), Path("kinds.yaml"))
    assert bank is not None, problems
    return Study(Library((bank,)), store, clock, Random(3))


def shown(app: QuizApp, rows: str = "Rows") -> list[str]:
    return [row.text.plain for row in app.screen.query_one(rows, Rows).rows]


async def put_in_order(pilot: Pilot[None], app: QuizApp) -> None:
    """Moves each item to its place with two digits."""
    wanted = ["first of all", "then the second", "at last the third"]
    for place, item in enumerate(wanted, 1):
        stands = shown(app).index(item) + 1
        if stands != place:
            await press(pilot, str(stands), str(place))
    assert shown(app) == wanted


async def test_order_moves_items_with_two_digits(kinds: Study) -> None:
    app = QuizApp(only(kinds, "order"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "enter")
        assert "Nothing was moved yet" in screen_text(app)
        await put_in_order(pilot, app)
        await press(pilot, "enter")
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_order_moves_the_item_that_is_held_with_the_arrows_and_shows_the_grip(kinds: Study) -> None:
    app = QuizApp(only(kinds, "order"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        before = shown(app)
        await press(pilot, "down", "space")
        assert "≡" in screen_text(app)
        await press(pilot, "down", "down", "down")
        assert shown(app) == [before[1], before[2], before[0]]
        await press(pilot, "space")
        assert "≡" not in screen_text(app)
        await press(pilot, "shift+up", "enter")
        response = showing(app).response
        assert response == Ordered((before[1], before[0], before[2]))


async def test_order_says_what_moved(kinds: Study) -> None:
    app = QuizApp(only(kinds, "order"))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "enter")
        await put_in_order(pilot, app)
        await press(pilot, "1", "2", "enter")
        assert showing(app).review.outcome is Outcome.PARTLY
        text = screen_text(app)
        for said in ("Partly right, 67%", "✓ 3.", "✗ 1.", "Answer: first of all"):
            assert said in text


async def test_order_works_with_the_mouse(kinds: Study) -> None:
    app = QuizApp(only(kinds, "order"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        before = shown(app)
        await pilot.click(Rows, offset=(10, 2))
        await pilot.click(Rows, offset=(10, 0))
        await pilot.pause()
        assert shown(app) == [before[2], before[0], before[1]]


async def test_what_is_paired_stands_in_a_column(kinds: Study) -> None:
    app = QuizApp(only(kinds, "match"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        lines = [line for line in screen_text(app).splitlines() if "→" in line]
        assert len(lines) == 3
        assert len({line.index("→") for line in lines}) == 1


@pytest.mark.parametrize("mouse", [False, True])
async def test_match_pairs_by_two_keystrokes_or_clicks(kinds: Study, mouse: bool) -> None:
    app = QuizApp(only(kinds, "match"))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "enter", "enter")
        assert "Some have no match yet" in screen_text(app)
        rights = shown(app, "#rights")
        for left, city in enumerate(["in Paris", "in Rome", "in Oslo"]):
            if mouse:
                await pilot.click("#lefts", offset=(8, left))
                await pilot.click("#rights", offset=(8, rights.index(city)))
                await pilot.pause()
            else:
                await press(pilot, str(left + 1), str(rights.index(city) + 1))
        assert shown(app, "#lefts")[0] == "Alice  →  in Paris"
        await press(pilot, "enter")
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_match_gives_a_right_side_to_one_left_side_only(kinds: Study) -> None:
    app = QuizApp(only(kinds, "match"))
    async with app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "enter", "1", "1", "2", "1")
        assert shown(app, "#lefts")[0].endswith("…")
        await press(pilot, "down", "space", "down", "space", "3", "3", "1", "4", "enter")
        response = showing(app).response
        assert isinstance(response, Paired)
        assert len({right for _, right in response.pairs}) == 3
        by_chance_right = showing(app).review.outcome is Outcome.RIGHT
        assert ("Answer: in" in screen_text(app)) is not by_chance_right


async def test_cloze_walks_from_gap_to_gap_and_shows_the_text_around(kinds: Study) -> None:
    app = QuizApp(only(kinds, "cloze"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert "Fill the gaps" in screen_text(app)
        first, second = app.screen.query(Input)
        assert "how it moves" in first.placeholder
        await press(pilot, "shift+tab", *"fast", "tab")
        assert second.has_focus
        assert "The fast fox jumps over the" in screen_text(app)
        await press(pilot, *"sleepy", "enter")
        assert "The quick fox jumps over the lazy dog." in screen_text(app)
        assert showing(app).review.outcome is Outcome.PARTLY
        text = screen_text(app)
        for said in ("50%", "gap 1", "gap 2", "Answer: lazy"):
            assert said in text


@pytest.mark.parametrize("typed", ["45", "45 min", "forty-five minutes"])
async def test_a_number_is_taken_however_it_is_written(kinds: Study, typed: str) -> None:
    app = QuizApp(only(kinds, "number"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        app.screen.query_one(Input).value = typed
        await press(pilot, "enter")
        assert showing(app).response == Written((typed,))
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_recall_keeps_the_points_back_until_they_were_tried(kinds: Study) -> None:
    app = QuizApp(only(kinds, "recall"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"both", "ctrl+r")
        assert "There are two." in screen_text(app)
        assert "the one" not in screen_text(app)
        await press(pilot, "enter")
        assert app.screen.query_one(TextArea).text == "both"
        assert "the one" in screen_text(app)
        await press(pilot, "2", "enter")
        assert showing(app).response == Ticked(("the other",), "both")
        assert showing(app).review.rating is Rating.HARD


async def test_an_empty_line_says_with_which_key_to_skip(kinds: Study) -> None:
    app = QuizApp(only(kinds, "date"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        assert "Type an answer, or skip the question with Ctrl+N." in screen_text(app)


async def test_a_gap_left_empty_is_asked_about_once(kinds: Study) -> None:
    app = QuizApp(only(kinds, "cloze"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "tab", *"lazy", "enter")
        assert "Not every gap is filled" in screen_text(app)
        assert question_screen(app).sitting.showing is None
        await press(pilot, "enter")
        assert showing(app).review.score == 0.5


async def test_recall_may_only_be_thought(kinds: Study) -> None:
    app = QuizApp(only(kinds, "recall"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "enter", "1", "2", "enter")
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_a_forgiven_slip_is_said_and_shown(kinds: Study) -> None:
    app = QuizApp(only(kinds, "date"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"Aprill 4", "enter")
        verdict = showing(app).verdict
        assert verdict.outcome is Outcome.RIGHT
        assert verdict.slip
        assert showing(app).review.rating is Rating.HARD
        assert "spelling forgiven" in screen_text(app)
        assert "Answer: April 4" in screen_text(app)


async def test_a_date_that_can_be_read_in_two_ways_is_asked_again(kinds: Study, store: ProgressFile) -> None:
    app = QuizApp(only(kinds, "date"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"4/12", "enter")
        assert question_screen(app).sitting.showing is None
        assert "month" in screen_text(app)
        assert app.screen.query_one(Input).value == "4/12"
        assert all_progress(store) == {}


@pytest.mark.parametrize("name", ["order", "match", "cloze", "number", "recall", "date"])
async def test_every_kind_keeps_its_state_through_resizing(kinds: Study, name: str) -> None:
    app = QuizApp(only(kinds, name))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "1", "2")
        before = [row.text.plain for rows in app.screen.query(Rows) for row in rows.rows]
        typed = [field.value for field in app.screen.query(Input)]
        for size in ((120, 36), (15, 4), (200, 60), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert [row.text.plain for rows in app.screen.query(Rows) for row in rows.rows] == before
        assert [field.value for field in app.screen.query(Input)] == typed


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("order", ["3", "1"]),
        ("match", ["1", "2"]),
        ("cloze", [*"quick", "enter"]),
        ("number", [*"45"]),
        ("recall", [*"the one"]),
        ("recall", ["enter", "1"]),
    ],
)
async def test_an_answer_that_is_begun_is_not_left_out_before_that_is_said(
    kinds: Study, name: str, keys: list[str]
) -> None:
    app = QuizApp(only(kinds, name))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *(key.replace(" ", "space") for key in keys), "escape")
        asked = question_screen(app)
        assert "Not given yet: Enter gives it, Esc once more leaves it out." in " ".join(
            screen_text(app).split()
        )
        assert asked.query_one(ResponseInput).begun()
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_what_is_typed_after_the_word_of_warning_is_warned_of_again(kinds: Study) -> None:
    app = QuizApp(only(kinds, "number"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "4", "escape", "5", "escape")
        assert question_screen(app).query_one(Input).value == "45"
        await press(pilot, "backspace", "backspace", "escape")
        assert isinstance(app.screen, HomeScreen)
