"""A test on the screen: answering, going back, handing in, running out of time, leaving, the result."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from quiz.bank import read
from quiz.model import Chosen, Confidence, Library, Mode, Outcome, Review, Void, Written
from quiz.sitting import Queue
from quiz.store import NotSaved, ProgressFile
from quiz.study import Paper, Study
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.result import ResultScreen
from quiz.tui.screens.test import TestScreen, clock_time
from quiz.tui.widgets.rows import Rows
from tests.support import Clock, all_progress, right_response, wrong_responses
from tests.tui.driving import SIZES, only, pick, press, screen_text
from tests.tui.test_tui_kinds import EVERY_KIND


def taken(app: QuizApp) -> TestScreen:
    assert isinstance(app.screen, TestScreen)
    return app.screen


async def begin(pilot: Pilot[None], app: QuizApp, *names: str, minutes: int | None = None) -> Paper:
    """Begins a test of the questions of these names, in this order; of all of them where none is named."""
    await pilot.pause()
    found = {key.question: key for key in app.study.shelf.questions}
    allowed = None if minutes is None else timedelta(minutes=minutes)
    asked = Queue([found[name] for name in names or found], app.study.shelf.question)
    paper = app.study.testing.begin(asked, "Capitals", allowed)
    await app.begin_test(paper)
    await pilot.pause()
    return paper


async def answer(pilot: Pilot[None], app: QuizApp, said: str) -> None:
    """Answers the question that is shown, whatever its kind."""
    if app.screen.query(Input):
        app.screen.query_one(Input).value = said
        await press(pilot, "enter")
    elif said in {"t", "f"}:
        await press(pilot, said)
    else:
        await pick(pilot, app, said)


async def tick(pilot: Pilot[None], app: QuizApp) -> None:
    """Lets a second pass. The screen's own clock goes on too, and may have ended the test already."""
    if isinstance(app.screen, TestScreen):
        app.screen.tick()
    await pilot.pause()
    await pilot.pause()


def full(*_: object) -> None:
    raise NotSaved("The disk is full.", "Free some space.")


def result(app: QuizApp) -> ResultScreen:
    assert isinstance(app.screen, ResultScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_answers_go_on_without_a_verdict_and_the_last_asks_whether_to_hand_in(
    study: Study, size: tuple[int, int]
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        paper = await begin(pilot, app, "france", "australia", "japan")
        assert "1/3  0 answered" in screen_text(app)
        await answer(pilot, app, "Lyon")
        assert "2/3  1 answered" in screen_text(app)
        assert "Wrong" not in screen_text(app)
        await answer(pilot, app, "f")
        await press(pilot, *"Tokyo", "enter")
        assert len(paper.answers) == 3
        assert "Every question is answered. Hand the test in?" in " ".join(screen_text(app).split())
        assert "y Yes" in screen_text(app)
        await press(pilot, "y")
        assert result(app).result.score == pytest.approx(2 / 3)


async def test_the_keys_of_a_test_are_shown_and_no_others(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", "japan", "australia")
        for keys in (
            {"g": "Guess", "c": "Certain", "right": "Next"},
            {"ctrl+g": "Guess", "ctrl+t": "Certain", "ctrl+b": "Back", "ctrl+n": "Next"},
            {"g": "Guess", "c": "Certain", "left": "Back", "ctrl+b": "Back"},
        ):
            active = app.screen.active_bindings.values()
            shown = {each.binding.key: each.binding.description for each in active if each.binding.show}
            expected = keys | {"enter": "Answer", "ctrl+o": "Hand in", "escape": "Leave", "f1": "Help"}
            assert expected.items() <= shown.items()
            assert set(shown.values()) == {*expected.values()}
            await press(pilot, "ctrl+n")


async def test_going_back_and_changing_voids_the_answer_before(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "france", "japan")
        await answer(pilot, app, "Lyon")
        await press(pilot, "ctrl+b")
        assert "Answered (another replaces it): Lyon" in screen_text(app)
        rows = app.screen.query_one(Rows)
        assert rows.rows[rows.cursor or 0].text.plain == "Lyon"
        await answer(pilot, app, "Paris")
        first, second = (event for event in store.log() if isinstance(event, Review))
        assert [event.target for event in store.log() if isinstance(event, Void)] == [first.id]
        assert second.response == Chosen("Paris")
        assert second.mode is Mode.TEST
        assert store.test_reviews(paper.id) == [second]
        assert paper.at == 1


async def test_giving_the_same_answer_again_writes_nothing(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "japan", "france")
        await press(pilot, *"Tokyo", "enter", "left", "enter")
        assert len(list(store.log())) == 1
        assert paper.at == 1


async def test_what_was_typed_and_not_given_stands_again_and_is_not_an_answer(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "japan", "france")
        await press(pilot, *"Tokyo", "ctrl+n", "left")
        assert app.screen.query_one(Input).value == "Tokyo"
        assert "not given yet" in screen_text(app)
        assert paper.answers == {}
        await press(pilot, "ctrl+o")
        assert "1 answer not given with Enter" in " ".join(screen_text(app).split())


async def test_handing_in_asks_where_answers_are_missing(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", "japan")
        await answer(pilot, app, "Paris")
        await press(pilot, "ctrl+o")
        assert "1 question without answer." in screen_text(app)
        await press(pilot, "enter", "escape")
        assert taken(app).paper.at == 1
        assert app.screen.query_one(Input).has_focus
        assert store.tests() == []
        await press(pilot, "ctrl+o", "y")
        assert result(app).result.score == 0.5
        assert len(store.tests()) == 1


async def test_the_last_question_leads_back_to_those_without_answer(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "france", "australia")
        await press(pilot, "right", "f")
        assert paper.at == 0
        assert "1 question without answer: here is the first." in screen_text(app)


async def test_time_runs_visibly_and_is_announced(study: Study, clock: Clock) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", "japan", minutes=10)
        assert "10:00 left" in screen_text(app)
        moments = ((299, "5:01", ""), (1, "5:00", "5 minutes left."), (240, "1:00", "1 minute left."))
        for passed, left, said in moments:
            clock.pass_(seconds=passed)
            await tick(pilot, app)
            assert f"{left} left" in screen_text(app)
            notice = app.screen.query_one("#notice", Static)
            assert notice.display == bool(said)
            assert said in screen_text(app)


async def test_time_up_hands_in_and_counts_what_stands_on_the_screen(study: Study, clock: Clock) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "japan", "france", minutes=5)
        await press(pilot, *"Tokyo")
        clock.pass_(minutes=6)
        await tick(pilot, app)
        handed_in = result(app).result
        assert [review.response for review in handed_in.reviews] == [Written(("Tokyo",))]
        assert handed_in.test.milliseconds == 5 * 60_000
        assert handed_in.score == 0.5


async def test_time_up_waits_for_the_help_to_close(study: Study, clock: Clock) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", minutes=5)
        screen = taken(app)
        await press(pilot, "question_mark")
        clock.pass_(minutes=6)
        screen.tick()
        await pilot.pause()
        await press(pilot, "escape")
        await tick(pilot, app)
        assert result(app).result.score == 0


async def test_an_answer_after_the_time_ends_the_test(study: Study, clock: Clock) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", "japan", minutes=5)
        clock.pass_(minutes=6)
        await press(pilot, "1")
        assert len(result(app).result.reviews) == 1


async def test_leaving_asks_and_keeps_what_was_answered(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france", "japan")
        await answer(pilot, app, "Paris")
        await press(pilot, *"Tok", "escape")
        assert "1 answer given so far will be kept." in " ".join(screen_text(app).split())
        await press(pilot, "escape")
        assert taken(app).paper.at == 1
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, HomeScreen)
        assert store.tests() == []
        assert len(all_progress(store)) == 1


async def test_an_answer_that_is_not_saved_stays_and_can_be_saved_again(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "japan", "france")
        await press(pilot, *"Tokyo")
        with monkeypatch.context() as patched:
            patched.setattr(ProgressFile, "before_change_of_day", full)
            await press(pilot, "enter")
        assert "Not saved: The disk is full." in screen_text(app)
        assert paper.at == 0
        assert paper.answers == {}
        assert app.screen.query_one(Input).value == "Tokyo"
        await press(pilot, "ctrl+s")
        assert paper.at == 1
        assert len(store.test_reviews(paper.id)) == 1


async def test_a_test_that_could_not_be_handed_in_can_be_handed_in_again(
    study: Study, store: ProgressFile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "japan", minutes=5)
        await press(pilot, *"Tokyo")
        clock.pass_(minutes=6)
        with monkeypatch.context() as patched:
            patched.setattr(ProgressFile, "before_change_of_day", full)
            await tick(pilot, app)
        assert "Not saved" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert result(app).result.score == 1
        assert len(store.tests()) == 1


async def test_keys_typed_ahead_meet_the_next_question_and_hand_nothing_in(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "australia", "japan")
        await pilot.press("f", *"Tokyo", "enter", "enter")
        await pilot.pause()
        assert [given.review.outcome for given in paper.answers.values()] == [Outcome.RIGHT] * 2
        assert isinstance(app.screen, TestScreen)


async def test_every_kind_shows_its_answer_again(store: ProgressFile, clock: Clock) -> None:
    bank, problems = read(EVERY_KIND.encode(), Path("kinds.yaml"))
    assert bank is not None, problems
    study = Study(Library((bank,)), store, clock, Random(3))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app)
        for place, question in enumerate(paper.questions):
            paper.go(place)
            study.testing.respond(paper, (*wrong_responses(question.kind), right_response(question.kind))[-1])
        before = dict(paper.answers)
        paper.go(0)
        screen = taken(app)
        await screen._ask()
        for _ in paper.questions:
            assert screen._standing() is None, paper.current.key
            await press(pilot, "right", "ctrl+n")
        assert paper.answers == before


async def test_the_result_gives_the_figures_of_the_log(study: Study, store: ProgressFile) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        paper = await begin(pilot, app, "france", "nordic", "australia", "japan")
        await answer(pilot, app, "Lyon")
        options = [row.text.plain for row in app.screen.query_one(Rows).rows]
        await press(pilot, str(options.index("Oslo") + 1), "enter")
        await answer(pilot, app, "f")
        await press(pilot, "ctrl+o", "y")
        logged = store.test_reviews(paper.id)
        assert [review.score for review in logged] == [0, 0.5, 1]
        shown = screen_text(app)
        for said in ("38%", "✓ 1 right", "~ 1 partly", "✗ 1 wrong", "· 1 unanswered", "4 questions in 0 s"):
            assert said in shown
        assert "Your first test of this." in shown
        assert result(app).result.score == sum(review.score for review in logged) / 4
        assert "you     Lyon" in shown
        assert "answer  Paris" in shown


async def test_a_guess_and_a_certain_answer_are_recorded_and_said_in_the_result_alone(
    study: Study, store: ProgressFile
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(100, 40)) as pilot:
        paper = await begin(pilot, app, "australia", "japan", "france")
        await press(pilot, "g", "f", *"Kyoto", "ctrl+t", "c")
        assert "Certain: now pick." in screen_text(app)
        await pick(pilot, app, "Lyon")
        await press(pilot, "n")
        for _ in paper.questions:
            await press(pilot, "ctrl+b")
            assert "(certain)" not in screen_text(app)
        recorded = {each.key.question: each.confidence for each in store.test_reviews(paper.id)}
        assert recorded == {
            "australia": Confidence.GUESS,
            "japan": Confidence.CERTAIN,
            "france": Confidence.CERTAIN,
        }
        await press(pilot, "ctrl+o")
        said = screen_text(app)
        assert said.index("Kyoto (certain)") < said.index("Lyon (certain)") < said.index("false (a guess)")


async def test_the_same_answer_is_given_again_only_to_say_how_sure_it_is(
    study: Study, store: ProgressFile
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app, "japan", "france")
        await press(pilot, *"Tokyo", "enter", "left", "ctrl+t", "left", "enter")
        (review,) = store.test_reviews(paper.id)
        assert review.confidence is Confidence.CERTAIN
        assert len(list(store.log())) == 3


@pytest.mark.parametrize("size", SIZES)
async def test_the_tests_taken_are_listed_with_the_best_of_each_name(
    study: Study, clock: Clock, size: tuple[int, int]
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "h")
        assert "No test was handed in yet." in screen_text(app)
        await press(pilot, "escape")
        for answers in ("t", "f", "t"):
            await begin(pilot, app, "australia")
            clock.pass_(minutes=2)
            await press(pilot, answers, "y", "escape")
        await press(pilot, "t", "h")
        lines = [" ".join(line.split()) for line in screen_text(app).splitlines() if line.strip()]
        assert lines[:7] == [
            "3 tests taken",
            "0% Capitals",
            "today, 10:06 · 1 question in 2 min 00 s",
            "100% best Capitals",
            "today, 10:04 · 1 question in 2 min 00 s",
            "0% Capitals",
            "today, 10:02 · 1 question in 2 min 00 s",
        ]
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_result_names_the_best_and_the_last_test_of_that_name(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        for answers in ("f", "t", "f"):
            await begin(pilot, app, "australia")
            await press(pilot, answers, "y")
            shown = " ".join(screen_text(app).split())
            await press(pilot, "enter")
        assert "Before: best 100%, last 0%." in shown
        assert isinstance(app.screen, HomeScreen)


async def test_what_was_missed_is_drilled_from_the_result(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "australia", "japan")
        await press(pilot, "f", "ctrl+o", "y", "r")
        assert isinstance(app.screen, QuestionScreen)
        assert [question.key.question for question in app.screen.sitting.queue] == ["japan"]


async def test_q_does_not_end_a_test_unasked(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app, "france")
        await press(pilot, "q")
        assert app.is_running
        assert "Leave without a score?" in screen_text(app)


async def test_notes_of_a_recall_stand_again(store: ProgressFile, clock: Clock) -> None:
    bank, problems = read(EVERY_KIND.encode(), Path("kinds.yaml"))
    assert bank is not None, problems
    app = QuizApp(only(Study(Library((bank,)), store, clock, Random(3)), "recall"))
    async with app.run_test(size=(60, 20)) as pilot:
        paper = await begin(pilot, app)
        await press(pilot, *"both", "enter", "1", "enter", "escape")
        assert len(paper.answers) == 1
        assert app.screen.query_one(TextArea).text == "both"


@pytest.mark.parametrize(
    ("left", "said"),
    [(timedelta(), "0:00"), (timedelta(seconds=61.2), "1:02"), (timedelta(hours=1, seconds=5), "1:00:05")],
)
def test_a_clock_shows_minutes_and_seconds(left: timedelta, said: str) -> None:
    assert clock_time(left) == said


async def test_the_score_of_a_bank_with_many_questions_stays_on_its_line(
    store: ProgressFile, clock: Clock
) -> None:
    title = "A bank with a title that takes more room than there is"
    asked = ", ".join(f"{{ask: Which is number {n}?, answer: {n}}}" for n in range(100))
    bank, problems = read(f"bank: b\ntitle: {title}\nquestions: [{asked}]".encode(), Path("b.yaml"))
    assert bank is not None, problems
    app = QuizApp(Study(Library((bank,)), store, clock, Random(1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot, app)
        await press(pilot, "ctrl+o", "y")
        assert isinstance(app.screen, ResultScreen)
        lines = [line.strip() for line in screen_text(app).splitlines() if "A bank with" in line]
        assert [line.endswith("0%  100") for line in lines] == [True]
