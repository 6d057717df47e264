from pathlib import Path
from random import Random

from quiz.bank import read
from quiz.model import Library
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.help import HelpScreen
from quiz.tui.widgets.keyline import KeyLine
from tests.support import Clock
from tests.tui.driving import only, press, question_screen


def key_line(app: QuizApp) -> str:
    return app.screen.query_one(KeyLine).render().plain


async def test_the_last_line_follows_what_can_be_pressed(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter")
        assert "Guess" in key_line(app)
        await press(pilot, "1")
        assert "Guess" not in key_line(app)
        assert "Overrule" in key_line(app)


async def test_a_click_on_a_key_presses_it_and_one_beside_the_keys_does_nothing(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter", "down")
        asked = question_screen(app)
        shown = key_line(app)
        await pilot.click(KeyLine, offset=(119, 0))
        assert asked.sitting.showing is None
        await pilot.click(KeyLine, offset=(shown.index("Guess"), 0))
        await pilot.pause()
        assert asked.sitting.showing is not None
        await pilot.click(KeyLine, offset=(key_line(app).index("Help"), 0))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_the_mouse_over_a_key_tells_what_it_does(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter")
        line = app.screen.query_one(KeyLine)
        await pilot.hover(KeyLine, offset=(key_line(app).index("Guess"), 0))
        await pilot.pause()
        assert line.tooltip == "Give this answer as a guess"
        await pilot.hover(KeyLine, offset=(119, 0))
        await pilot.pause()
        assert line.tooltip is None


async def test_where_there_is_no_room_for_all_keys_the_help_stays(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert key_line(app) == " Enter Study  m Missed  p Practise  t Test  b Browse  ? Help "
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "s Stats   e Exam   , Settings   q Quit   ? Help" in key_line(app)


async def test_the_more_room_there_is_the_more_of_the_keys_are_shown(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(200, 36)) as pilot:
        await press(pilot, "enter")
        for size, shown in (
            (200, "h Hint   s Skip   f Flag   b Not today   x Suspend   v Hide   e Edit   Esc Stop"),
            (80, "h Hint   s Skip   Esc Stop"),
            (60, "c Certain  h Hint  Esc Stop"),
        ):
            await pilot.resize_terminal(size, 36)
            await pilot.pause()
            assert shown in key_line(app)


async def test_narrow_and_with_a_hint_it_still_shows_how_to_say_how_sure_one_is(
    store: ProgressFile, clock: Clock
) -> None:
    written = "bank: b\nquestions: [{ask: Who?, answer: Ann, hint: A name.}, {ask: Where?, answer: Rome}]"
    bank, problems = read(written.encode(), Path("b.yaml"))
    assert bank is not None, problems
    app = QuizApp(Study(Library((bank,)), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        keys = set()
        for _ in bank.questions:
            keys.add(key_line(app))
            assert all(each in key_line(app) for each in ("Enter Answer", "^G Guess", "^T Certain", "Help"))
            await press(pilot, "x", "enter", "enter")
        assert any("^R Hint" in line for line in keys)
