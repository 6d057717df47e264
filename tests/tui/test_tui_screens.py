"""The screens, driven as a learner drives them; what is asserted is the core and what can be read."""

import gc
import weakref
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from textual.widgets import Input, Static

from quiz.bank import read
from quiz.model import Chosen, Confidence, Key, Library, Outcome, Place, Problem, Rating, Written
from quiz.plan import Habits
from quiz.store import NotSaved, ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.missed import MissedScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.widgets.responses import ResponseInput
from quiz.tui.widgets.rows import Rows
from tests.support import BANK, Clock, all_progress
from tests.tui.driving import SIZES, only, pick, press, question_screen, screen_text, showing


@pytest.mark.parametrize("size", SIZES)
async def test_home_says_where_the_learner_stands(study: Study, size: tuple[int, int]) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        shown = screen_text(app)
        assert "Capitals" in shown
        assert "New here? Press Enter to begin." in shown
        assert "Enter Study" in shown


async def test_a_question_is_answered_with_one_key_and_explained(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pick(pilot, app, "Lyon")
        assert showing(app).review.outcome is Outcome.WRONG
        shown = screen_text(app)
        for said in (
            "✗ Wrong",
            "Lyon is the third",
            "this is the answer",
            "since 987",
            "An atlas",
            "tomorrow",
        ):
            assert said in shown


@pytest.mark.parametrize(("key", "confidence"), [("g", Confidence.GUESS), ("c", Confidence.CERTAIN)])
async def test_confidence_is_a_way_of_answering(study: Study, key: str, confidence: Confidence) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "down", key)
        assert showing(app).review.confidence is confidence


async def test_enter_on_nothing_answers_nothing_and_says_what_to_do(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "enter")
        assert question_screen(app).sitting.showing is None
        assert "press its number" in screen_text(app)


async def test_the_rating_and_the_verdict_can_be_changed(study: Study, store: ProgressFile) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pick(pilot, app, "Paris")
        await press(pilot, "4")
        assert showing(app).review.rating is Rating.EASY
        await press(pilot, "o")
        assert showing(app).review.outcome is Outcome.WRONG
        assert "your own verdict" in screen_text(app)
        await press(pilot, "o")
        saved = store.progress(Key("capitals", "france"))
        assert saved is not None
        assert saved.last.outcome is Outcome.RIGHT


async def test_an_overruled_answer_is_marked_as_the_learner_marked_it(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pick(pilot, app, "Lyon")
        assert "✗ Lyon" in screen_text(app)
        await press(pilot, "o")
        assert "✓ Lyon" in screen_text(app)
        assert "○ Paris" in screen_text(app)
        await press(pilot, "o")
        assert "✗ Lyon" in screen_text(app)


@pytest.mark.parametrize(("name", "keys"), [("france", ["1"]), ("nordic", ["1", "enter"])])
async def test_the_verdict_leaves_the_question_and_its_options_where_they_are(
    study: Study, name: str, keys: list[str]
) -> None:
    app = QuizApp(only(study, name))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        said = [question_screen(app).sitting.queue[0].ask]
        said += [row.text.plain for row in app.screen.query_one(Rows).rows]

        def places() -> list[tuple[int, int]]:
            lines = screen_text(app).splitlines()
            return [
                next((y, line.index(each)) for y, line in enumerate(lines) if each in line) for each in said
            ]

        before = places()[:2]
        await press(pilot, *keys)
        assert places()[:2] == before
        assert [across for _, across in places()[1:]] == [before[1][1]] * (len(said) - 1)


async def test_a_wide_screen_says_beside_the_question_how_it_went_before(study: Study) -> None:
    study.answer(study.drill([Key("capitals", "japan")]), Written(("Kyoto",)))
    study.labels.flag(Key("capitals", "japan"), "look this up")
    small = only(study, "japan")
    app = QuizApp(small, small.drill(small.shelf.questions))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        for said in ("Question 1 of 1", "Due tomorrow", "Flagged: look this up", "✗ today"):
            assert said in shown
        assert "Kyoto" not in shown
        await press(pilot, *"Tokyo", "enter")
        shown = screen_text(app)
        for said in ("✓ 1 right", "100%", "✗ today  Kyoto", "✓ today  Tokyo"):
            assert said in shown
        await pilot.resize_terminal(60, 30)
        await pilot.pause()
        shown = screen_text(app)
        assert "before  ✗ today  ! look this up" in shown
        assert "This sitting" not in shown


async def test_a_rating_can_be_clicked(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pick(pilot, app, "Paris")
        await pilot.click("RatingBar _RatingKey:last-of-type")
        await pilot.pause()
        assert showing(app).review.rating is Rating.EASY


async def test_an_option_can_be_clicked(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pilot.click(Rows, offset=(8, 1))
        await pilot.pause()
        chosen = showing(app).response
        assert isinstance(chosen, Chosen)
        rows = app.screen.query_one(Rows).rows
        assert chosen.option == rows[1].text.plain


async def test_undo_asks_again_and_skip_leaves_out(study: Study, store: ProgressFile) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "1", "u")
        assert question_screen(app).sitting.showing is None
        assert all_progress(store) == {}
        await press(pilot, "s")
        assert isinstance(app.screen, SummaryScreen)
        assert "Nothing was answered" in screen_text(app)


async def test_the_hint_is_shown_on_request_and_costs_a_rating(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "h")
        assert "The Seine runs through it." in screen_text(app)
        await pick(pilot, app, "Paris")
        assert showing(app).review.rating is Rating.HARD


async def test_select_ticks_by_number_and_shows_each_option(study: Study) -> None:
    app = QuizApp(only(study, "nordic"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        options = [row.text.plain for row in app.screen.query_one(Rows).rows]
        await press(pilot, str(options.index("Oslo") + 1), str(options.index("Turku") + 1), "enter")
        assert showing(app).review.outcome is Outcome.WRONG
        assert showing(app).review.score == 0
        assert "right, not ticked" in screen_text(app)


async def test_select_ticks_with_the_space_bar(study: Study) -> None:
    app = QuizApp(only(study, "nordic"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "down", "space", "down", "space", "space", "down", "space", "enter")
        response = showing(app).response
        assert len(getattr(response, "options", ())) == 2


@pytest.mark.parametrize(
    ("key", "outcome"), [("f", Outcome.RIGHT), ("t", Outcome.WRONG), ("2", Outcome.RIGHT)]
)
async def test_true_or_false_is_one_key(study: Study, key: str, outcome: Outcome) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", key)
        assert showing(app).review.outcome is outcome
        assert ("✗ true" in screen_text(app)) == (outcome is Outcome.WRONG)
        assert ("✓ false" in screen_text(app)) == (outcome is Outcome.RIGHT)


async def test_typing_answers_with_enter_and_a_typed_answer_survives_resizing(study: Study) -> None:
    app = QuizApp(only(study, "japan"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"tok")
        await pilot.resize_terminal(120, 36)
        await pilot.resize_terminal(12, 4)
        await pilot.resize_terminal(61, 21)
        await pilot.pause()
        assert app.screen.query_one(Input).value == "tok"
        await press(pilot, *"yo", "ctrl+t")
        assert showing(app).review.outcome is Outcome.RIGHT
        assert showing(app).review.confidence is Confidence.CERTAIN


async def test_letters_that_are_keys_elsewhere_are_typed(study: Study) -> None:
    app = QuizApp(only(study, "japan"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"gchsuqo", "question_mark", "1")
        assert app.screen.query_one(Input).value == "gchsuqo?1"


async def test_a_whole_sitting_ends_in_a_summary_and_a_drill_of_what_was_missed(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "t", "enter", "f", "enter")
        assert isinstance(app.screen, SummaryScreen)
        shown = screen_text(app)
        for said in ("0%", "1 wrong", "1 question missed", "you     true", "answer  false", "Canberra is."):
            assert said in shown
        await press(pilot, "r")
        assert question_screen(app).sitting.queue[0].key.question == "australia"
        await press(pilot, "f", "enter", "enter")
        assert isinstance(app.screen, HomeScreen)
        assert "Done for today" in screen_text(app)


async def test_what_a_question_was_answered_with_is_let_go_of(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        first = weakref.ref(app.screen.query(ResponseInput).first())
        await press(pilot, "t", "enter", "f")
        assert showing(app).review.outcome is Outcome.RIGHT
        gc.collect()
        assert first() is None


async def test_a_sitting_whose_time_is_up_says_so(study: Study) -> None:
    alone = only(study, "australia")
    alone.habits = Habits(minutes=0)
    app = QuizApp(alone)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "t", "enter")
        assert "your time for a sitting is up" in screen_text(app)


async def test_stopping_in_the_middle_shows_the_score_so_far(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, HomeScreen)
        await press(pilot, "enter")
        await pick(pilot, app, "Paris") if question_screen(app).query(Rows) else None
        await press(pilot, "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert len(all_progress(store)) == 1


async def test_a_guess_said_before_picking_counts_for_what_is_picked(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "g")
        assert "As a guess: now pick." in screen_text(app)
        await press(pilot, "t")
        assert showing(app).review.confidence is Confidence.GUESS


async def test_a_hint_that_was_seen_stays_seen_after_undo(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "h", "1", "u")
        assert "The Seine runs through it." in screen_text(app)
        await pick(pilot, app, "Paris")
        assert showing(app).review.rating is Rating.HARD


async def test_undo_on_the_summary_says_when_it_cannot_be_saved(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await press(pilot, "enter", "f", "enter")

        def full(_: object, __: object) -> None:
            raise NotSaved("The disk is full.", "Free some space.")

        with monkeypatch.context() as patched:
            patched.setattr(ProgressFile, "before_change_of_day", full)
            await press(pilot, "u")
        assert isinstance(app.screen, SummaryScreen)
        assert "Not saved" in screen_text(app)


async def test_the_cursor_is_shown_by_a_sign(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        for keys, row in (((), "Everything"), (("down",), "Capitals")):
            await press(pilot, *keys)
            await pilot.pause()
            marked = [line for line in screen_text(app).splitlines() if "▸" in line]
            assert len(marked) == 1
            assert row in marked[0]


LONG = "bank: long\nquestions:\n  - ask: Which?\n    answer: the right one\n    wrong: [{}]\n    why: {}\n"


async def test_what_does_not_fit_can_be_scrolled_and_starts_at_the_question(
    store: ProgressFile, clock: Clock
) -> None:
    wrong = ", ".join(f"option {n} that is long enough to take two lines of the screen" for n in range(11))
    bank, problems = read(LONG.format(wrong, "Because. " * 40).encode(), Path("long.yaml"))
    assert bank is not None, problems
    app = QuizApp(Study(Library((bank,)), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        assert "Which?" in screen_text(app)
        assert "PgDn More" in screen_text(app)
        await press(pilot, *["pagedown"] * 4)
        assert "PgDn More" not in screen_text(app)
        await press(pilot, "1", *["up"] * 40)
        assert "Which?" in screen_text(app)
        await press(pilot, "pagedown", "pagedown", "pagedown", "pagedown")
        assert "Which?" not in screen_text(app)


async def test_a_long_reason_leaves_the_question_in_sight_and_says_that_there_is_more(
    store: ProgressFile, clock: Clock
) -> None:
    bank, problems = read(
        LONG.format("the wrong one", "First, " + "because " * 90 + "at last.").encode(), Path("long.yaml")
    )
    assert bank is not None, problems
    app = QuizApp(Study(Library((bank,)), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "1")
        await pilot.pause()
        shown = screen_text(app)
        assert all(each in shown for each in ("Which?", "the right one", "First, because", "PgDn more"))
        assert "at last." not in shown
        await press(pilot, "pagedown")
        await pilot.pause()
        shown = screen_text(app)
        assert "at last." in shown
        assert "more" not in shown
        await press(pilot, "pageup")
        await pilot.pause()
        assert "PgDn more" in screen_text(app)


async def test_undo_works_after_the_last_answer(study: Study, store: ProgressFile) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "f", "enter", "u")
        assert isinstance(app.screen, QuestionScreen)
        assert all_progress(store) == {}


async def test_the_missed_list_drills_all_or_the_chosen(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "m")
        assert isinstance(app.screen, MissedScreen)
        assert "Nothing missed" in screen_text(app)
        assert "Order" not in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, MissedScreen)
    sitting = study.study()
    wrong = {"france": "Lyon"}
    while sitting.current is not None and not sitting.answers:
        if sitting.current.key.question in wrong:
            study.answer(sitting, Chosen("Lyon"))
        else:
            sitting.skip()
    app = QuizApp(study, "missed")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        for said in ("1 missed question", "What is the capital of France?", "Lyon", "Paris", "missed 1 time"):
            assert said in shown
        await press(pilot, "space")
        assert "1 chosen" in screen_text(app)
        await press(pilot, "enter")
        assert question_screen(app).sitting.queue[0].key.question == "france"
        await press(pilot, "escape")
        assert isinstance(app.screen, MissedScreen)


async def test_what_another_window_put_right_is_said_to_be_so_in_the_missed_list(study: Study) -> None:
    france = Key("capitals", "france")
    study.answer(study.drill([france]), Chosen("Lyon"))
    app = QuizApp(study, "missed")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        study.answer(study.drill([france]), Chosen("Paris"))
        await press(pilot, "space")
        assert "Right since, in another window." in screen_text(app)
        await press(pilot, "o")
        assert "Nothing missed" in screen_text(app)


async def test_help_explains_the_screen_below(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "List what was missed" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_what_cannot_be_loaded_is_said_on_the_home_screen(study: Study) -> None:
    problem = Problem(Place("rivers.yaml", 3, 5), "unknown-key", "there is no key anser", "write answer")
    library = Library(study.library.banks, (problem,))
    app = QuizApp(Study(library, study._store, study._clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        for said in ("1 file left out", "rivers.yaml:3:5: unknown-key", "write answer"):
            assert said in " ".join(shown.split())


async def test_no_banks_at_all_is_said(store: ProgressFile, clock: Clock) -> None:
    app = QuizApp(Study(Library(()), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        assert "There is no bank to study" in screen_text(app)


async def test_what_is_said_on_a_screen_goes_with_it_but_a_warning_stays(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        app.notify("The disk is nearly full.", severity="warning")
        await press(pilot, "r")
        assert "Read again" in screen_text(app)
        await press(pilot, "s")
        assert isinstance(app.screen, StatsScreen)
        assert "Read again" not in screen_text(app)
        assert "The disk is nearly full." in screen_text(app)


async def test_what_is_not_saved_is_kept_and_can_be_given_again(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(only(study, "japan"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", *"tokyo")

        def full(_: object, __: object) -> None:
            raise NotSaved("The disk is full.", "Free some space.")

        with monkeypatch.context() as patched:
            patched.setattr(ProgressFile, "before_change_of_day", full)
            await press(pilot, "enter")
        assert "Not saved: The disk is full." in screen_text(app)
        assert question_screen(app).sitting.showing is None
        assert app.screen.query_one(Input).value == "tokyo"
        assert "Save again" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert showing(app).review.outcome is Outcome.RIGHT
        assert len(all_progress(store)) == 1


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (6, 3), (20, 5), (20, 6), (300, 100)])
async def test_no_size_breaks_a_screen(study: Study, size: tuple[int, int]) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", "1", "enter", "escape", "escape", "m", "escape", "question_mark")
        assert app.is_running


async def test_a_window_that_is_too_small_says_so(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(18, 5)) as pilot:
        await pilot.pause()
        assert "too small" in screen_text(app)


HOSTILE = [
    "[@click=app.quit]text[/]",
    "[/usr/bin]",
    "[/]",
    "[b]x[/i]",
    "[sic] list[int] [x] done",
    "[red]not red[/red]",
    "{{x}} $primary [link=file:///etc/passwd]y[/link]",
]


def hostile_bank(text: str) -> str:
    quoted = "'" + text.replace("'", "''") + "'"
    return (
        BANK.replace("title: Capitals", f"title: {quoted}")
        .replace("What is the capital of France?", quoted)
        .replace("Lyon:", f"{quoted}:")
        .replace("Lyon is the third largest city.", quoted)
        .replace("Paris has been the capital since 987.", quoted)
        .replace("The Seine runs through it.", quoted)
    )


@pytest.mark.parametrize("text", HOSTILE)
async def test_text_from_banks_is_shown_as_it_stands(store: ProgressFile, clock: Clock, text: str) -> None:
    bank, problems = read(hostile_bank(text).encode(), Path("x.yaml"))
    assert bank is not None, problems
    app = QuizApp(only(Study(Library((bank,)), store, clock, Random(1)), "france"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert text in screen_text(app)
        await press(pilot, "enter", "h")
        assert screen_text(app).count(text) >= 3
        await pick(pilot, app, text)
        assert screen_text(app).count(text) >= 5
        await pilot.click("#ask", offset=(2, 0))
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, SummaryScreen)
        assert text in screen_text(app)
        assert app.is_running


async def test_nothing_foreign_reaches_the_home_screen_as_markup(study: Study) -> None:
    named = [bank._replace(title="[red]Red[/] [@click=app.quit]x[/]") for bank in study.library.banks]
    study.shelf.reload(Library(tuple(named)))
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert "[red]Red[/] [@click=app.quit]x[/]" in screen_text(app)
        assert all(not isinstance(each.content, str) for each in statics(app, "#columns", "#today"))


def statics(app: QuizApp, *selectors: str) -> Iterable[Static]:
    return (app.screen.query_one(selector, Static) for selector in selectors)
