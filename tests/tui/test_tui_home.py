"""The home screen: groups, orders, filtering, and what could not be loaded."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from quiz import paths
from quiz.bank.listed import Listed
from quiz.model import Key, Library, Place, Problem
from quiz.study import Study
from quiz.tui import editing
from quiz.tui.app import QuizApp
from quiz.tui.screens import home, summary
from quiz.tui.screens.home import HomeScreen
from tests.support import Clock, right_response
from tests.tui.driving import press, question_screen, screen_text


def bank(study: Study, name: str, title: str, folder: Path = Path("mine")) -> None:
    """Puts another bank beside those that there are."""
    first = study.library.banks[0]
    questions = [each._replace(key=Key(name, each.key.question)) for each in first.questions]
    more = first._replace(
        id=name,
        title=title,
        about=f"On {title}.",
        path=str(folder / f"{name}.yaml"),
        questions=Listed(questions),
    )
    study.shelf.reload(Library((*study.library.banks, more)))


def order(app: QuizApp, *titles: str) -> list[str]:
    """Returns the titles in the order in which they are listed."""
    shown = screen_text(app)
    return sorted((title for title in titles if title in shown), key=shown.index)


def test_what_draws_home_loads_no_other_screen() -> None:
    code = (
        "import sys, quiz.tui.app\n"
        "needed = {'quiz.tui.screens.home', 'quiz.tui.screens.too_small'}\n"
        "loaded = {name for name in sys.modules if name.startswith('quiz.tui.screens.')}\n"
        "sys.exit(' '.join(loaded - needed))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


async def test_shipped_and_own_banks_stand_in_groups_that_the_cursor_passes_over(study: Study) -> None:
    bank(study, "visit", "The visit", Path(paths.shipped_banks()))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        everything = ("Everything for today", "The twelve takeaways", "The visit", "Your banks", "Capitals")
        assert order(app, *everything) == list(everything)
        await press(pilot, "down")
        assert "▸2 The visit" in screen_text(app)
        await press(pilot, "down")
        assert "▸1 Capitals" in screen_text(app)
        await press(pilot, "up", "enter")
        assert question_screen(app).sitting.queue[0].key.bank == "visit"


async def test_the_number_of_a_bank_moves_to_it_whatever_the_order(study: Study) -> None:
    bank(study, "visit", "The visit", Path(paths.shipped_banks()))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "1")
        assert "▸1 Capitals" in screen_text(app)
        await press(pilot, "2")
        assert "▸2 The visit" in screen_text(app)
        await press(pilot, "9")
        assert "▸2 The visit" in screen_text(app)
        await press(pilot, "slash", "1")
        assert "No bank fits “1”" in screen_text(app)


async def test_the_banks_of_one_group_need_no_heading(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "Your banks" not in screen_text(app)


async def test_a_key_puts_another_bank_first_and_the_cursor_stays_at_its_own(study: Study) -> None:
    bank(study, "birds", "A book of birds")
    app = QuizApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down")
        assert order(app, "A book of birds", "Capitals") == ["Capitals", "A book of birds"]
        await press(pilot, *"oooo")
        shown = screen_text(app)
        assert "by title" in shown
        assert order(app, "A book of birds", "Capitals") == ["A book of birds", "Capitals"]
        assert "▸1 Capitals" in shown
        await press(pilot, "o")
        assert order(app, "A book of birds", "Capitals") == ["Capitals", "A book of birds"]


async def test_typing_lists_only_the_banks_that_fit_and_escape_lists_all(study: Study) -> None:
    for number in range(300):
        bank(study, f"bank{number}", f"Subject {number}") if number % 100 == 0 else None
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "slash", *"subject 2")
        shown = screen_text(app)
        assert "▸4 Subject 200" in shown
        assert "Capitals" not in shown
        await press(pilot, *"xyz")
        assert "No bank fits “subject 2xyz”. Esc lists all." in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "escape")
        assert "Capitals" in screen_text(app)
        assert not app.screen.query_one(Input).display
        await press(pilot, "slash", *"cap", "enter")
        assert question_screen(app).sitting.queue[0].key.bank == "capitals"


async def test_the_arrows_move_in_the_list_while_the_filter_is_typed(study: Study) -> None:
    bank(study, "birds", "Capital birds")
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "slash", *"cap", "down")
        assert "▸2 Capital birds" in screen_text(app)
        assert app.screen.query_one(Input).value == "cap"


def broken(study: Study, number: int) -> list[Place]:
    places = [Place(f"banks/bad{each}.yaml", 3, 5) for each in range(number)]
    problems = (Problem(place, "unknown-key", "there is no key anser", "write answer") for place in places)
    study.shelf.library = Library(study.library.banks, tuple(problems))
    return places


async def test_what_is_left_out_is_reached_with_the_arrows_on_a_short_screen(study: Study) -> None:
    broken(study, 9)
    app = QuizApp(study)
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert "✗ 9 files left out: the end of the list says why." in shown
        assert "bad8.yaml" not in shown
        assert "Enter Study" in shown
        await press(pilot, *["down"] * 10)
        shown = screen_text(app)
        assert "Enter Open" in shown
        assert "▸ banks/bad8.yaml:3:5: unknown-key there is no key" in shown
        assert "(write answer)" in shown


async def test_enter_on_a_problem_opens_its_place_and_reads_the_banks_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place,) = broken(study, 1)
    opened: list[Place] = []

    def edited(_: list[str], at: Place) -> str:
        opened.append(at)
        study.shelf.library = Library(study.library.banks)
        return ""

    monkeypatch.setattr(editing, "edit", edited)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "end", "enter")
        assert opened == []  # a terminal of tests cannot make way
        monkeypatch.setattr(app, "suspend", _Suspended)
        await press(pilot, "end", "enter")
        assert opened == [place]
        assert "left out" not in screen_text(app)


class _Suspended:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


async def test_a_tall_screen_says_what_the_bank_under_the_cursor_is_about(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 30)) as pilot:
        await press(pilot, "down")
        assert "A small bank for trying things out." in screen_text(app)
        await press(pilot, "up")
        assert "A small bank for trying things out." not in screen_text(app)


async def test_what_comes_next_is_said_before_and_after_the_work_of_today(study: Study, clock: Clock) -> None:
    async def shown(pilot: Pilot[None]) -> str:
        await pilot.pause()
        assert isinstance(pilot.app, QuizApp)
        return screen_text(pilot.app)

    app = QuizApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "New here? Press Enter to begin." in await shown(pilot)
    sitting = study.study()
    for _ in range(2):
        assert sitting.current is not None
        study.answer(sitting, right_response(sitting.current.kind))
        study.advance(sitting)
    app = QuizApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "0 due · 2 new · 0 missed · 2 answered today · more due Wed 25 Nov" in await shown(pilot)
    while sitting.current is not None:
        study.answer(sitting, right_response(sitting.current.kind))
        study.advance(sitting)
    app = QuizApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "✓ Done for today. The next questions are due Wed 25 Nov." in await shown(pilot)
    clock.pass_(days=2)
    app = QuizApp(study)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "4 due · 0 new · 0 missed" in await shown(pilot)


async def test_figures_come_bank_by_bank_where_they_take_long(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank(study, "second", "The second")
    monkeypatch.setattr(home, "AT_ONCE", 1)
    monkeypatch.setattr(home, "PAUSE", 3600)

    def row(title: str) -> str:
        """Returns what stands beside a title."""
        lines = (line.partition(title) for line in screen_text(app).splitlines())
        return next(after for _, found, after in lines if found)

    app = QuizApp(study)
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        assert "Counting what is due …" in screen_text(app)
        assert "%" in row("Capitals")
        assert "…" not in row("Capitals")
        for title in ("Everything", "The second"):
            assert "…" in row(title)
            assert not set("%·0123456789") & set(row(title))
        assert isinstance(app.screen, HomeScreen)
        app.screen._look()
        await pilot.pause()
        assert "…" not in row("Everything") + row("Capitals") + row("The second")
        assert "Counting" not in screen_text(app)


async def test_a_summary_says_what_is_due_once_all_banks_are_looked_up(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank(study, "second", "The second")
    for screen, most in ((home, 0), (summary, 1)):
        monkeypatch.setattr(screen, "AT_ONCE", most)
        monkeypatch.setattr(screen, "PAUSE", 3600)
    sitting = study.drill([Key("capitals", "australia")])
    app = QuizApp(study, sitting)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "f", "enter")
        assert isinstance(app.screen, summary.SummaryScreen)
        shown = screen_text(app)
        assert "1 right" in shown
        assert "counting what is due …" in shown
        app.screen._look()
        await pilot.pause()
        assert "counting" not in screen_text(app)


@pytest.mark.parametrize(("width", "expected"), [(60, "-narrow"), (120, "-wide"), (170, "-vast")])
async def test_home_knows_its_width_before_it_is_styled(
    study: Study, monkeypatch: pytest.MonkeyPatch, width: int, expected: str
) -> None:
    seen: list[frozenset[str]] = []
    compose = HomeScreen.compose

    def composed(screen: HomeScreen) -> ComposeResult:
        seen.append(screen.classes)
        return compose(screen)

    monkeypatch.setattr(HomeScreen, "compose", composed)
    async with QuizApp(study).run_test(size=(width, 36)):
        assert seen == [frozenset({expected})]


async def test_home_that_goes_as_its_size_changes_does_not_look_for_what_has_gone(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await app.screen.query_one("#top").remove()
        await pilot.resize_terminal(80, 30)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
