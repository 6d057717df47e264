"""Suspending, burying, flagging and recalling first, from the question and from the missed list."""

import pytest

from quiz.model import Chosen, Confidence, Key, Outcome, Selection, Written
from quiz.plan import Habits
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.widgets.responses import ResponseInput
from tests.support import Clock, wrong_responses
from tests.tui.driving import only, pick, press, question_screen, screen_text, showing

FRANCE = Key("capitals", "france")


async def test_a_question_is_suspended_and_taken_back(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "x")
        assert app.study.labels.suspended() == [app.study.shelf.questions[FRANCE]]
        assert app.study.overview().new == 0
        assert "Nothing was answered" in screen_text(app)
        await press(pilot, "u")
        assert app.study.labels.suspended() == []
        assert question_screen(app).sitting.current is not None


async def test_a_question_that_was_answered_is_buried_for_today(study: Study, clock: Clock) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        await pick(pilot, app, "Lyon")
        await press(pilot, "b")
        assert "Summary" in (app.screen.title or "") or "wrong" in screen_text(app)
        assert app.study.misses() == []
        clock.pass_(days=1)
        assert [row.key for row in app.study.misses()] == [FRANCE]


async def test_a_flag_has_a_note_and_comes_off_again(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "f")
        assert "What is the capital of France?" in screen_text(app)
        await press(pilot, *"odd", "enter")
        assert app.study.labels.notes() == {FRANCE: "odd"}
        assert "Flagged." in screen_text(app)
        await press(pilot, "f")
        assert app.study.labels.notes() == {}
        await press(pilot, "f", "escape")
        assert app.study.labels.notes() == {}


async def test_a_bank_of_which_all_is_put_aside_says_so(study: Study) -> None:
    study.labels.suspend(FRANCE)
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "All that is in it is suspended or left for today. b lists it" in " ".join(
            screen_text(app).replace("▌", " ").split()
        )


async def test_while_the_choices_are_hidden_a_question_can_be_flagged_and_suspended(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter", "v", "f", "enter")
        assert app.study.labels.notes() == {FRANCE: ""}
        await press(pilot, "x")
        assert [each.key for each in app.study.labels.suspended()] == [FRANCE]


async def test_where_letters_are_typed_a_function_key_flags(study: Study) -> None:
    app = QuizApp(only(study, "japan"))
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "f", "f2", "enter", "enter")
        assert app.study.labels.notes() == {Key("capitals", "japan"): ""}
        assert showing(app).response == Written(("f",))


async def test_choices_are_hidden_until_the_learner_has_tried(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    app.study.habits = Habits(recall_first=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        assert "Marseille" not in screen_text(app)
        assert "Space shows the choices" in screen_text(app)
        await press(pilot, "1")
        assert question_screen(app).sitting.showing is None
        await press(pilot, "space")
        assert "Marseille" in screen_text(app)
        await press(pilot, "v")
        assert not app.screen.query_one(ResponseInput).display
        await press(pilot, "v")
        await pick(pilot, app, "Paris")
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_practice_says_that_nothing_is_scheduled_and_offers_no_rating(study: Study) -> None:
    alone = only(study, "france")
    sitting = alone.practise(alone.select(Selection()))
    app = QuizApp(alone)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await app._begin(sitting)
        await pilot.pause()
        assert "Practice: the schedule stays as it is." in screen_text(app)
        await pick(pilot, app, "Paris")
        assert "Right" in screen_text(app)
        assert "Again" not in screen_text(app)
        await press(pilot, "4")
        assert showing(app).review.rating == showing(app).suggested
    assert alone.overview().new == 1


async def test_a_question_forgotten_often_is_pointed_out(study: Study, clock: Clock) -> None:
    alone = only(study, "france")
    question = alone.shelf.questions[FRANCE]
    for _ in range(8):
        for response in (Chosen("Lyon"), Chosen("Paris")):
            sitting = alone.drill([question.key])
            alone.answer(sitting, response)
        clock.pass_(days=1)
    app = QuizApp(alone)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        await app._begin(alone.drill([question.key]))
        await pilot.pause()
        await pick(pilot, app, "Lyon")
        assert "Forgotten 8 times" in screen_text(app)


@pytest.fixture
def missed(study: Study, store: ProgressFile, clock: Clock) -> Study:
    sitting = study.study()
    sure = {"france": Confidence.CERTAIN, "nordic": Confidence.GUESS}

    while (question := sitting.current) is not None:
        if sitting.attempts(question):
            sitting.skip()
            continue
        response = wrong_responses(question.kind)[0]
        study.answer(sitting, response, sure.get(question.key.question, Confidence.UNSAID))
        sitting.advance()
    return study


async def test_the_missed_list_is_filtered_and_ordered(missed: Study) -> None:
    app = QuizApp(missed, "missed")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "4 missed questions, latest first" in screen_text(app)
        await press(pilot, "o")
        assert "oftenest first" in screen_text(app)
        await press(pilot, "c")
        assert "1 missed question, of which you were certain" in screen_text(app)
        assert "capital of France" in screen_text(app)
        await press(pilot, "c")
        assert "1 missed question, guessed" in screen_text(app)
        await press(pilot, "c", "b")
        assert "4 missed questions, Capitals" in screen_text(app)


async def test_a_missed_question_is_suspended_from_the_list_and_taken_back(missed: Study) -> None:
    app = QuizApp(missed, "missed")
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "x")
        assert "3 missed questions" in screen_text(app)
        assert [question.key for question in missed.labels.suspended()] == [FRANCE]
        await press(pilot, "u")
        assert "4 missed questions" in screen_text(app)
        await press(pilot, "t")
        assert [question.key for question in missed.labels.buried()] == [FRANCE]
        await press(pilot, "u", "f", *"why", "enter")
        assert "flagged: why" in screen_text(app)


async def test_the_same_wrong_answer_given_again_is_said(study: Study, clock: Clock) -> None:
    alone = only(study, "france")
    app = QuizApp(alone)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for _ in range(2):
            await app._begin(alone.drill(alone.shelf.questions))
            await pilot.pause()
            await pick(pilot, app, "Lyon")
            await press(pilot, "escape", "escape")
            clock.pass_(minutes=1)
        await press(pilot, "m")
        assert "you gave this answer 2 times" in screen_text(app)
