import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from quiz.bank import read
from quiz.errors import QuizError
from quiz.memory import replay
from quiz.model import (
    Answered,
    Chosen,
    Confidence,
    Key,
    Library,
    Mode,
    Outcome,
    Question,
    Rating,
    Response,
    Said,
    Ticked,
    Written,
)
from quiz.sitting import Sitting
from quiz.store import ProgressFile, backups
from quiz.study import Study
from tests.support import BANK, Clock, all_progress

RIGHT: dict[str, Response] = {
    "france": Chosen("Paris"),
    "nordic": Ticked(("Oslo", "Helsinki")),
    "australia": Said(False),
    "japan": Written(("Tokyo",)),
}
WRONG: dict[str, Response] = {
    "france": Chosen("Lyon"),
    "nordic": Ticked(("Bergen",)),
    "australia": Said(True),
    "japan": Written(("Kyoto",)),
}


def current(sitting: Sitting) -> Question:
    assert sitting.current is not None
    return sitting.current


def answer(
    study: Study,
    sitting: Sitting,
    responses: dict[str, Response],
    confidence: Confidence = Confidence.UNSAID,
) -> Answered:
    answered = study.answer(sitting, responses[current(sitting).key.question], confidence)
    assert isinstance(answered, Answered)
    return answered


def run(study: Study, choose: Callable[[str], dict[str, Response]]) -> Sitting:
    """Answers a whole sitting of study; what comes back is answered right."""
    sitting = study.study()
    while sitting.current is not None:
        again = sitting.attempts(sitting.current) > 0
        answer(study, sitting, RIGHT if again else choose(sitting.current.key.question))
        sitting.advance()
    return sitting


def test_a_first_sitting_asks_everything_new(study: Study) -> None:
    sitting = study.study()
    assert {question.key.question for question in sitting.queue} == set(RIGHT)
    assert sitting.mode is Mode.STUDY


def test_an_answer_is_in_the_file_before_it_is_shown(study: Study, store: ProgressFile) -> None:
    sitting = study.study()
    answered = answer(study, sitting, RIGHT)
    with sqlite3.connect(store.path) as reader:
        rows = reader.execute("SELECT id, question, outcome, rating FROM review").fetchall()
    reader.close()
    assert rows == [(answered.review.id, answered.question.key.question, "right", 3)]


def test_what_a_rating_says_is_what_is_saved(study: Study, store: ProgressFile) -> None:
    sitting = study.study()
    answered = answer(study, sitting, RIGHT)
    for rating in Rating:
        study.rate(sitting, rating)
        saved = store.progress(answered.question.key)
        assert saved is not None
        assert saved.memory.due == answered.outlook[rating]
        assert sitting.showing is not None
        assert sitting.showing.review.rating is rating


@pytest.mark.parametrize(
    ("responses", "confidence", "hinted", "rating"),
    [
        (RIGHT, Confidence.UNSAID, False, Rating.GOOD),
        (RIGHT, Confidence.CERTAIN, False, Rating.GOOD),
        (RIGHT, Confidence.GUESS, False, Rating.HARD),
        (RIGHT, Confidence.UNSAID, True, Rating.HARD),
        (WRONG, Confidence.CERTAIN, False, Rating.AGAIN),
    ],
)
def test_the_rating_follows_from_the_answer(
    study: Study, responses: dict[str, Response], confidence: Confidence, hinted: bool, rating: Rating
) -> None:
    sitting = study.study()
    answered = study.answer(
        sitting, responses[current(sitting).key.question], confidence, hinted=hinted, milliseconds=1500
    )
    assert isinstance(answered, Answered)
    assert answered.suggested is answered.review.rating is rating


def test_overruling_works_both_ways_and_can_be_taken_back(study: Study, store: ProgressFile) -> None:
    sitting = study.study()
    key = answer(study, sitting, WRONG).question.key
    study.overrule(sitting)
    saved = store.progress(key)
    assert saved is not None
    assert (saved.last.outcome, saved.last.score, saved.last.rating) == (Outcome.RIGHT, 1.0, Rating.GOOD)
    study.overrule(sitting)
    again = store.progress(key)
    assert again is not None
    assert (again.last.outcome, again.last.score, again.last.rating) == (Outcome.WRONG, 0.0, Rating.AGAIN)
    assert len(list(store.log())) == 3


def test_a_right_answer_can_be_overruled_to_wrong(study: Study) -> None:
    sitting = study.study()
    answer(study, sitting, RIGHT)
    study.overrule(sitting)
    assert sitting.showing is not None
    assert sitting.showing.review.outcome is Outcome.WRONG
    assert sitting.showing.review.rating is Rating.AGAIN


def test_undo_takes_an_answer_out_of_the_schedule_and_leaves_it_in_the_log(
    study: Study, store: ProgressFile
) -> None:
    sitting = study.study()
    key = answer(study, sitting, WRONG).question.key
    study.undo(sitting)
    assert store.progress(key) is None
    assert len(list(store.log())) == 2
    assert sitting.showing is None
    assert current(sitting).key == key


def test_undo_of_a_skip_writes_nothing(study: Study, store: ProgressFile) -> None:
    sitting = study.study()
    sitting.skip()
    study.undo(sitting)
    assert list(store.log()) == []


def test_after_a_day_s_work_nothing_is_due_and_the_next_day_is_known(study: Study) -> None:
    run(study, lambda _: RIGHT)
    overview = study.overview()
    assert (overview.due, overview.new, overview.missed, overview.answered_today) == (0, 0, 0, 4)
    assert overview.next_due is not None
    assert overview.next_due > overview.today
    assert overview.streak == 1
    assert overview.banks[0].mastery == 1.0
    assert study.study().current is None


def test_due_questions_come_back_on_their_day(study: Study, clock: Clock) -> None:
    run(study, lambda _: RIGHT)
    next_due = study.overview().next_due
    assert next_due is not None
    clock.now = datetime(next_due.year, next_due.month, next_due.day, 4, 0, tzinfo=UTC)
    assert study.overview().due == 4
    assert len(study.study().queue) == 4


def test_everything_is_found_again_after_starting_anew(
    study: Study, store: ProgressFile, library: Library, clock: Clock
) -> None:
    run(study, lambda name: WRONG if name == "france" else RIGHT)
    before = study.overview()
    again = Study(library, store, clock, Random(99))
    assert again.overview() == before


def test_a_wrong_question_is_missed_until_it_is_answered_right(study: Study) -> None:
    sitting = study.study()
    while current(sitting).key.question != "france":
        answer(study, sitting, RIGHT)
        sitting.advance()
    answer(study, sitting, WRONG)
    missed = study.missed(study.misses())
    assert [(row.question.key.question, row.times) for row in missed] == [("france", 1)]
    assert missed[0].miss.response == Chosen("Lyon")
    drill = study.drill(row.question.key for row in missed)
    assert drill.mode is Mode.MISSED
    answer(study, drill, RIGHT)
    assert study.misses() == []


def test_what_was_missed_can_be_gone_through_again_though_it_was_put_right_since(study: Study) -> None:
    first = run(study, lambda _: WRONG)
    again = study.drill(question.key for question, _ in study.missed_in(first))
    asked = 0
    while again.current is not None:
        answer(study, again, RIGHT)
        study.advance(again)
        asked += 1
    assert asked == len(first.missed) == 4


def test_what_came_out_right_in_the_same_sitting_is_still_missed_after_it(study: Study, clock: Clock) -> None:
    sitting = study.study()
    asked = []
    while sitting.current is not None:
        first = sitting.current.key not in asked
        asked.append(sitting.current.key)
        sure = Confidence.CERTAIN if len(asked) == 3 else Confidence.UNSAID
        answer(study, sitting, WRONG if first else RIGHT, sure)
        study.advance(sitting)
        clock.pass_(minutes=1)
    missed = study.missed(study.misses())
    assert [row.question.key for row in missed] == [asked[2], asked[3], asked[1], asked[0]]
    assert missed[0].miss.certain_and_wrong
    assert {row.times for row in missed} == {1}
    assert study.overview().missed == 4


def test_certain_and_wrong_stands_first_among_the_missed(study: Study, clock: Clock) -> None:
    sitting = study.study()
    first = answer(study, sitting, WRONG, Confidence.CERTAIN).question.key
    sitting.advance()
    clock.pass_(minutes=1)
    second = answer(study, sitting, WRONG).question.key
    assert [row.key for row in study.misses()] == [first, second]


def test_what_another_window_has_answered_is_not_asked_again(
    study: Study, store: ProgressFile, library: Library, clock: Clock
) -> None:
    here = study.study()
    with ProgressFile.open(store.path, replay, clock()) as opened:
        other = Study(library, opened, clock, Random(5))
        there = other.study()
        answer(other, there, RIGHT)
        done = current(there).key
        while current(here).key == done:
            here.skip()
        answer(study, here, RIGHT)
        study.advance(here)
        rest = []
        while here.current is not None:
            rest.append(here.current.key)
            answer(study, here, RIGHT)
            study.advance(here)
    assert done not in rest
    assert len(all_progress(store)) == 4


def test_the_first_change_of_a_day_keeps_a_copy(study: Study, store: ProgressFile, clock: Clock) -> None:
    run(study, lambda _: RIGHT)
    before = len(backups(store.path))
    clock.pass_(days=1)
    clock.pass_(days=30)
    sitting = study.study()
    answer(study, sitting, RIGHT)
    store.close()
    assert len(backups(store.path)) == before + 1


def test_an_odd_clock_is_said_and_stops_nothing(study: Study, clock: Clock) -> None:
    assert study.warning == ""
    run(study, lambda _: RIGHT)
    clock.pass_(days=-400)
    assert "is it right?" in study.warning
    answer(study, study.drill(study.shelf.questions), RIGHT)


def test_an_unknown_bank_is_named_with_the_nearest(study: Study) -> None:
    with pytest.raises(QuizError) as caught:
        study.study(["capitols"])
    assert caught.value.hint == "Did you mean capitals?"
    with pytest.raises(QuizError):
        study.misses(["zzz"])


def test_what_is_picked_from_stays_in_place_while_a_question_is_asked(study: Study) -> None:
    sitting = study.study(["capitals"])
    assert study.displayed(sitting) == study.displayed(sitting)
    while sitting.current is not None:
        sitting.skip()
    assert study.displayed(sitting) == ()


def test_answering_twice_is_a_fault_in_the_program(study: Study) -> None:
    sitting = study.study()
    answer(study, sitting, RIGHT)
    with pytest.raises(ValueError, match="no question"):
        study.answer(sitting, Said(True))


def test_rating_and_overruling_do_nothing_while_a_question_is_asked(
    study: Study, store: ProgressFile
) -> None:
    sitting = study.study()
    study.rate(sitting, Rating.EASY)
    study.overrule(sitting)
    assert list(store.log()) == []


def test_progress_comes_along_when_a_question_is_given_an_id(
    tmp_path: Path, store: ProgressFile, clock: Clock
) -> None:
    without, _ = read(BANK.replace("id: france\n    ", "").encode(), Path("capitals.yaml"))
    with_id, _ = read(BANK.encode(), Path("capitals.yaml"))
    assert without is not None
    assert with_id is not None
    early = Study(Library((without,)), store, clock, Random(1))
    sitting = early.study()
    while current(sitting).ask != "What is the capital of France?":
        sitting.skip()
    early.answer(sitting, Chosen("Paris"))
    late = Study(Library((with_id,)), store, clock, Random(1))
    assert store.progress(Key("capitals", "france")) is not None
    assert late.overview().banks[0].new == 3


def test_progress_of_a_bank_that_is_gone_sleeps(study: Study, store: ProgressFile, clock: Clock) -> None:
    run(study, lambda _: RIGHT)
    empty = Study(Library(()), store, clock, Random(1))
    overview = empty.overview()
    assert (overview.due, overview.missed, overview.next_due, overview.banks) == (0, 0, None, ())
    assert empty.misses() == []
    assert len(all_progress(store)) == 4


def test_the_offset_and_the_study_day_of_an_answer_are_the_learner_s(study: Study, clock: Clock) -> None:
    clock.now = datetime.fromisoformat("2026-11-24T01:30:00+05:30")
    sitting = study.study()
    review = answer(study, sitting, RIGHT).review
    assert (review.offset, review.day) == (330, date(2026, 11, 23))
    assert review.time == datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
