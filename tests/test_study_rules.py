"""The learning rules, each looked up in the log and on the calendar."""

import itertools
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from quiz.bank import read
from quiz.bank.listed import Listed
from quiz.errors import QuizError
from quiz.memory import recall, replay
from quiz.model import (
    Answered,
    Confidence,
    Key,
    Library,
    Mode,
    Outcome,
    Rating,
    Response,
    Review,
    Said,
    Selection,
    Unclear,
    Written,
)
from quiz.plan import Habits
from quiz.sitting import Sitting
from quiz.store import ProgressFile
from quiz.study import Order, Study
from tests.support import Clock, all_progress, right_response, wrong_responses

FRANCE = Key("capitals", "france")


def respond(
    study: Study,
    sitting: Sitting,
    *,
    right: bool,
    sure: Confidence = Confidence.UNSAID,
    milliseconds: int = 1000,
) -> Answered:
    question = sitting.current
    assert question is not None
    response: Response = right_response(question.kind) if right else wrong_responses(question.kind)[0]
    answered = study.answer(sitting, response, sure, milliseconds=milliseconds)
    assert isinstance(answered, Answered)
    return answered


def ask(study: Study, key: Key) -> Sitting:
    return study.drill([key])


def many(number: int, bank: str = "many") -> Library:
    text = f"bank: {bank}\ntitle: Many\nquestions:\n" + "".join(
        f"  - {{id: q{n}, ask: Is {n} a number?, answer: true}}\n" for n in range(number)
    )
    found, problems = read(text.encode(), Path(f"{bank}.yaml"))
    assert found is not None, problems
    return Library((found,))


# Confidence and rating


@pytest.mark.parametrize(
    ("right", "sure", "rating"),
    [
        (True, Confidence.GUESS, Rating.HARD),
        (True, Confidence.UNSAID, Rating.GOOD),
        (True, Confidence.CERTAIN, Rating.GOOD),
        (False, Confidence.GUESS, Rating.AGAIN),
        (False, Confidence.CERTAIN, Rating.AGAIN),
    ],
)
def test_the_rating_follows_from_the_answer_and_how_sure_it_was(
    study: Study, right: bool, sure: Confidence, rating: Rating
) -> None:
    assert respond(study, ask(study, FRANCE), right=right, sure=sure).review.rating is rating


@pytest.mark.parametrize("rating", list(Rating))
@pytest.mark.parametrize("sure", [Confidence.UNSAID, Confidence.CERTAIN])
@pytest.mark.parametrize("right", [True, False])
def test_what_a_rating_says_is_what_is_saved(
    study: Study, clock: Clock, *, rating: Rating, sure: Confidence, right: bool
) -> None:
    for days in (0, 3, 30):
        clock.pass_(days=days)
        sitting = ask(study, FRANCE)
        answered = respond(study, sitting, right=right, sure=sure)
        study.rate(sitting, rating)
        assert study._store.memories()[FRANCE].due == answered.outlook[rating]


def test_being_certain_and_wrong_brings_a_check_after_a_week_whatever_fsrs_says(
    study: Study, store: ProgressFile, clock: Clock
) -> None:
    for _ in range(4):  # learnt so well that FSRS would wait for months
        sitting = ask(study, FRANCE)
        respond(study, sitting, right=True)
        study.rate(sitting, Rating.EASY)
        due = store.memories()[FRANCE].due
        clock.pass_(days=(due - study.today).days)
    sitting = ask(study, FRANCE)
    respond(study, sitting, right=False, sure=Confidence.CERTAIN)
    study.advance(sitting)
    assert sitting.current is not None  # asked again in this sitting
    answered = respond(study, sitting, right=True)
    failed = study.today
    assert answered.outlook[Rating.EASY] <= failed + timedelta(days=7)
    assert store.memories()[FRANCE].due <= failed + timedelta(days=7)
    clock.pass_(days=1)
    respond(study, ask(study, FRANCE), right=True)
    assert store.memories()[FRANCE].due <= failed + timedelta(days=7)
    clock.pass_(days=6)
    sitting = ask(study, FRANCE)
    respond(study, sitting, right=True)
    study.rate(sitting, Rating.EASY)
    assert store.memories()[FRANCE].due > failed + timedelta(days=7)
    assert store.memories()[FRANCE].check is None


def test_an_overruled_certain_and_wrong_needs_no_check(study: Study, store: ProgressFile) -> None:
    sitting = ask(study, FRANCE)
    respond(study, sitting, right=False, sure=Confidence.CERTAIN)
    assert store.memories()[FRANCE].check == study.today + timedelta(days=7)
    study.overrule(sitting)
    assert store.memories()[FRANCE].check is None
    assert sitting.showing is not None
    assert store.memories()[FRANCE].due == sitting.showing.outlook[sitting.showing.review.rating]


# Missed


def test_the_missed_list_puts_certain_errors_first_and_counts_the_same_lure(
    study: Study, clock: Clock
) -> None:
    for key, sure, times in (
        (FRANCE, Confidence.CERTAIN, 1),
        (Key("capitals", "japan"), Confidence.UNSAID, 3),
        (Key("capitals", "australia"), Confidence.GUESS, 2),
    ):
        for _ in range(times):
            clock.pass_(minutes=1)
            respond(study, ask(study, key), right=False, sure=sure)
    latest = study.missed(study.misses())
    assert [row.question.key.question for row in latest] == ["france", "australia", "japan"]
    assert [(row.times, row.repeated) for row in latest] == [(1, 1), (2, 2), (3, 3)]
    oftenest = study.misses(order=Order.OFTENEST)
    assert [row.key.question for row in oftenest] == ["france", "japan", "australia"]
    clock.pass_(minutes=1)
    respond(study, ask(study, FRANCE), right=True)
    assert FRANCE not in {row.key for row in study.misses()}


# Modes


@pytest.mark.parametrize("mode", [Mode.PRACTISE, Mode.PRETEST])
def test_practising_and_pretesting_are_logged_and_schedule_nothing(
    study: Study, store: ProgressFile, mode: Mode
) -> None:
    sitting = study.practise(study.select(Selection())) if mode is Mode.PRACTISE else study.pretest()
    assert sitting.mode is mode
    assert sitting.about
    while sitting.current is not None:
        answered = respond(study, sitting, right=sitting.attempts(sitting.current) > 0)
        assert not answered.outlook
        study.rate(sitting, Rating.EASY)
        study.advance(sitting)
    assert store.memories() == {}
    assert study.misses() == []
    assert study.overview().new == 4
    asked = [review for each in study.shelf.questions.values() for review in study.history(each)]
    assert {review.mode for review in asked} == {mode}
    assert len(asked) == (8 if mode is Mode.PRACTISE else 4)  # after a pretest nothing comes back


def test_what_was_missed_in_practice_is_practised_again(study: Study, store: ProgressFile) -> None:
    sitting = study.practise(study.select(Selection(kinds=("choice",))))
    respond(study, sitting, right=False)
    assert sitting.can_repeat
    assert study.again(sitting).mode is Mode.PRACTISE
    assert study.again(ask_wrong(study)).mode is Mode.MISSED
    pretest = study.pretest()
    respond(study, pretest, right=False)
    assert not pretest.can_repeat


def ask_wrong(study: Study) -> Sitting:
    sitting = ask(study, FRANCE)
    respond(study, sitting, right=False)
    return sitting


def test_a_pretest_asks_only_what_is_new(study: Study) -> None:
    respond(study, ask(study, FRANCE), right=True)
    assert FRANCE not in {question.key for question in study.pretest().queue}


def test_a_selection_goes_by_bank_kind_and_tag(study: Study) -> None:
    assert study.select(Selection(kinds=("choice",))) == {"capitals": ["france"]}
    assert study.select(Selection(tags=("nothing",))) == {}
    assert study.select(Selection(banks=("capitals",))) == {
        "capitals": ["france", "nordic", "australia", "japan"]
    }
    with pytest.raises(QuizError, match="no bank called rivers"):
        study.select(Selection(banks=("rivers",)))


def test_hard_questions_are_those_missed_or_forgotten_often(study: Study, clock: Clock) -> None:
    hard = Selection(hard=True)
    assert study.select(hard) == {}
    respond(study, ask(study, FRANCE), right=False)
    assert study.select(hard) == {"capitals": ["france"]}
    for _ in range(3):
        respond(study, ask(study, FRANCE), right=True)
        clock.pass_(days=1)
        respond(study, ask(study, FRANCE), right=False)
    respond(study, ask(study, FRANCE), right=True)
    assert study.select(hard) == {"capitals": ["france"]}


# Tests


def test_a_test_gives_its_score_at_the_end_and_goes_into_the_history(study: Study, clock: Clock) -> None:
    paper = study.test(allowed=timedelta(minutes=10))
    assert paper.left(study.testing.now()) == timedelta(minutes=10)
    for place, question in enumerate(paper.questions[:3]):
        paper.go(place)
        study.testing.respond(paper, wrong_responses(question.kind)[0])
    paper.go(0)
    study.testing.respond(paper, right_response(paper.current.kind))
    clock.pass_(minutes=4)
    assert paper.left(study.testing.now()) == timedelta(minutes=6)
    assert paper.unanswered == 1
    result = study.testing.hand_in(paper)
    assert result.score == pytest.approx(sum(review.score for review in result.reviews) / 4)
    assert result.reviews[-1].score == 1.0
    assert len(result.reviews) == 3
    assert (result.test.milliseconds, result.test.allowed) == (240_000, 600_000)
    assert study.testing.results() == [result]
    assert len(study.misses()) == 2


def test_another_answer_in_a_test_takes_the_place_of_the_first(study: Study, store: ProgressFile) -> None:
    paper = study.test(number=1)
    first = wrong_responses(paper.current.kind)[0]
    study.testing.respond(paper, first)
    study.testing.respond(paper, right_response(paper.current.kind))
    (review,) = study.history(paper.current)
    assert review.outcome is Outcome.RIGHT
    assert len(list(store.log())) == 3


def test_a_test_without_answers_scores_nothing(study: Study) -> None:
    assert study.testing.hand_in(study.test()).score == 0.0


def test_the_options_of_a_test_stay_where_they_are(study: Study) -> None:
    paper = study.test()
    assert study.displayed_in_test(paper) == study.displayed_in_test(paper)


def test_what_can_be_read_two_ways_is_not_taken_in_a_test(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.study.answering.mark", lambda *_: Unclear("Which?"))
    paper = study.test()
    assert study.testing.respond(paper, Written(("x",))) == Unclear("Which?")
    assert paper.answered is None


# Limits


def test_the_day_has_limits_for_new_questions_and_reviews(store: ProgressFile, clock: Clock) -> None:
    study = Study(many(50), store, clock, Random(1), Habits(new_per_day=10, reviews_per_day=4))
    sitting = study.study()
    assert len(sitting.queue) == 10
    while sitting.current is not None:
        respond(study, sitting, right=True)
        study.advance(sitting)
    assert study.study().current is None
    clock.pass_(days=30)
    overview = study.overview()
    assert (overview.due, overview.waiting, overview.new) == (4, 6, 10)
    sitting = study.study()
    assert len(sitting.queue) == 14
    respond(study, sitting, right=True)
    overview = study.overview()
    assert (overview.due, overview.waiting) == (3, 6)
    assert len(study.study(["many"]).queue) == 4 + 10  # whoever names a bank gets a day's worth of it


def test_a_sitting_has_a_limit_of_questions(store: ProgressFile, clock: Clock) -> None:
    study = Study(many(50), store, clock, Random(1), Habits(questions=5))
    assert len(study.study().queue) == 5
    assert len(study.practise(study.select(Selection())).queue) == 5


def test_a_sitting_ends_when_its_minutes_are_up_and_undo_opens_it_again(
    store: ProgressFile, clock: Clock
) -> None:
    study = Study(many(50), store, clock, Random(1), Habits(minutes=2))
    sitting = study.study()
    respond(study, sitting, right=True, milliseconds=100_000)
    study.advance(sitting)
    assert sitting.current is not None
    assert not study.time_is_up(sitting)
    respond(study, sitting, right=True, milliseconds=30_000)
    study.advance(sitting)
    assert sitting.current is None
    assert study.time_is_up(sitting)
    study.undo(sitting)
    assert sitting.current is not None


def test_the_day_starts_when_the_learner_says(store: ProgressFile, clock: Clock, library: Library) -> None:
    clock.now = clock.now.replace(hour=3)
    assert Study(library, store, clock, Random(1)).today == date(2026, 11, 22)
    assert Study(library, store, clock, Random(1), Habits(day_starts=0)).today == date(2026, 11, 23)


# The streak


def at(clock: Clock, text: str) -> None:
    clock.now = datetime.fromisoformat(text)


def studied(study: Study) -> int:
    respond(study, ask(study, FRANCE), right=True)
    return study.overview().streak


def test_a_streak_is_not_lost_by_crossing_the_date_line(study: Study, clock: Clock) -> None:
    at(clock, "2026-12-01T20:00-10:00")
    assert studied(study) == 1
    at(clock, "2026-12-02T20:00-10:00")
    assert studied(study) == 2
    at(clock, "2026-12-04T09:00+13:00")  # eleven hours of flight later there was no 3 December
    assert study.overview().streak == 2
    assert studied(study) == 3
    at(clock, "2026-12-05T09:00+13:00")
    assert studied(study) == 4


def test_a_streak_goes_on_when_a_day_comes_twice(study: Study, clock: Clock) -> None:
    at(clock, "2026-12-04T09:00+13:00")
    assert studied(study) == 1
    at(clock, "2026-12-03T20:00-10:00")  # the day before, by the wall
    assert studied(study) >= 1
    at(clock, "2026-12-04T20:00-10:00")
    assert studied(study) == 2
    at(clock, "2026-12-05T20:00-10:00")
    assert studied(study) == 3


def test_a_day_that_was_really_left_out_ends_a_streak(study: Study, clock: Clock) -> None:
    at(clock, "2026-12-01T20:00+01:00")
    assert studied(study) == 1
    at(clock, "2026-12-03T20:00+01:00")
    assert study.overview().streak == 0
    assert studied(study) == 1
    at(clock, "2026-12-05T23:00+03:00")
    assert studied(study) == 1


def test_a_change_of_daylight_saving_counts_a_day_once(study: Study, clock: Clock) -> None:
    for day in ("2026-10-24T20:00+02:00", "2026-10-25T03:30+02:00", "2026-10-25T20:00+01:00"):
        at(clock, day)
        studied(study)
    assert study.overview().streak == 2


# Put aside


def test_a_suspended_question_is_nowhere_planned_until_it_is_taken_back(study: Study, clock: Clock) -> None:
    respond(study, ask(study, FRANCE), right=False)
    study.labels.suspend(FRANCE)
    clock.pass_(days=10)
    assert FRANCE not in {question.key for question in study.study().queue}
    assert "france" not in study.select(Selection())["capitals"]
    assert study.misses() == []
    assert (study.overview().due, study.overview().missed) == (0, 0)
    assert [question.key for question in study.labels.suspended()] == [FRANCE]
    study.labels.resume(FRANCE)
    assert study.overview().due == 1
    assert FRANCE in {question.key for question in study.study().queue}


def test_a_buried_question_is_back_tomorrow(study: Study, clock: Clock) -> None:
    study.labels.bury(FRANCE)
    assert study.overview().new == 3
    assert [question.key for question in study.labels.buried()] == [FRANCE]
    clock.pass_(days=1)
    assert study.overview().new == 4
    study.labels.bury(FRANCE)
    study.labels.unbury(FRANCE)
    assert study.overview().new == 4


def test_undo_takes_back_answers_and_burials_in_turn(study: Study) -> None:
    sitting = study.study()
    first = sitting.current
    respond(study, sitting, right=False)
    study.bury(sitting)
    assert first is not None
    assert first.key not in {each.key for each in sitting.queue[1:]} or sitting.is_aside(first)
    second = sitting.current
    study.suspend(sitting)
    assert sitting.current not in {first, second}
    study.undo(sitting)
    assert sitting.current == second
    assert study.labels.suspended() == []
    study.undo(sitting)
    assert study.labels.buried() == []
    study.undo(sitting)
    assert sitting.current == first
    assert not sitting.can_undo
    assert study.overview().answered_today == 0


def test_a_flag_keeps_its_last_note(study: Study, clock: Clock) -> None:
    study.labels.flag(FRANCE, "one")
    clock.pass_(minutes=1)
    study.labels.flag(FRANCE, "two")
    assert [(question.key, flag.note) for question, flag in study.labels.flagged()] == [(FRANCE, "two")]
    study.labels.unflag(FRANCE)
    assert study.labels.flagged() == []


# Exam


def test_with_an_exam_ahead_its_plan_is_asked(store: ProgressFile, clock: Clock) -> None:
    day = clock.now.date() + timedelta(days=14)
    study = Study(many(40), store, clock, Random(1), Habits(exam=day))
    for _ in range(14):
        planned = study.exams.plan()
        assert planned is not None
        sitting = study.study()
        asked = {question.key for question in sitting.queue}
        assert set(planned.reviews) <= asked
        assert len(asked) == len(planned.reviews) + planned.new_today
        while sitting.current is not None:
            respond(study, sitting, right=True)
            study.advance(sitting)
        clock.pass_(days=1)
    held = store.memories()
    assert len(held) == 40
    assert sum(recall(each, day) for each in held.values()) / 40 >= 0.9


def test_an_exam_that_is_over_is_refused(store: ProgressFile, clock: Clock) -> None:
    study = Study(many(4), store, clock, Random(1), Habits(exam=clock.now.date() - timedelta(days=1)))
    with pytest.raises(QuizError, match="is over"):
        study.study()


# A month


@pytest.fixture
def month(store: ProgressFile, clock: Clock) -> Study:
    """A month of study by someone who is right three times of four, and sure now and then."""
    study = Study(many(60), store, clock, Random(3), Habits(new_per_day=5, reviews_per_day=12))
    chance = Random(4)
    for _ in range(30):
        sitting = study.study()
        while sitting.current is not None:
            sure = chance.choice([*Confidence, Confidence.UNSAID])
            respond(study, sitting, right=chance.random() < 0.75, sure=sure)
            clock.pass_(seconds=20)
            study.advance(sitting)
        clock.pass_(days=1)
    return study


def reviews_by_day(store: ProgressFile) -> dict[date, list[Review]]:
    found: dict[date, list[Review]] = {}
    for event in store.log():
        if isinstance(event, Review):
            found.setdefault(event.day, []).append(event)
    return found


def test_a_month_of_study_keeps_every_rule(month: Study, store: ProgressFile) -> None:
    days = reviews_by_day(store)
    seen: set[Key] = set()
    last: dict[Key, Review] = {}
    for _, reviews in sorted(days.items()):
        firsts: dict[Key, Review] = {}
        for review in reviews:
            firsts.setdefault(review.key, review)
        assert len(firsts.keys() - seen) <= 5
        assert len(firsts.keys() & seen) <= 12
        seen |= firsts.keys()
        for review in reviews:
            last[review.key] = review
        finals = {review.key: review for review in reviews}
        # Wrong comes back until it is right.
        assert all(review.outcome is Outcome.RIGHT for review in finals.values())
    for review in last.values():
        assert review.rating is {Confidence.GUESS: Rating.HARD}.get(review.confidence, Rating.GOOD)
    assert len(seen) == 60
    assert month.overview().streak == len(days)
    for key, progress in all_progress(store).items():
        assert progress == replay(key, store.history(key))
    assert store.check(month._clock()) == []


def test_in_a_month_every_error_that_was_certain_is_checked_within_eight_days(
    month: Study, store: ProgressFile
) -> None:
    today = month.today
    for key in all_progress(store):
        history = store.history(key)
        for place, review in enumerate(history):
            if review.certain_and_wrong and review.day < today - timedelta(days=10):
                later = [each.day for each in history[place + 1 :] if each.day > review.day]
                # The limit of reviews a day may keep it waiting for a day or more.
                assert later
                assert min(later) <= review.day + timedelta(days=9)


def test_what_was_suspended_or_flagged_last_is_listed_first(study: Study, clock: Clock) -> None:
    japan = Key("capitals", "japan")
    for key, listed in ((FRANCE, [FRANCE]), (japan, [japan, FRANCE]), (FRANCE, [FRANCE, japan])):
        study.labels.flag(key, "")
        assert [flag.key for _, flag in study.labels.flagged()] == listed
        clock.pass_(minutes=1)
    for key in (FRANCE, japan):
        study.labels.suspend(key)
    assert [each.key for each in study.labels.suspended()] == [japan, FRANCE]


def test_a_leech_is_pointed_out_once_at_its_eighth_lapse_and_at_each_fourth_after(
    study: Study, clock: Clock
) -> None:
    told = []
    for _ in range(14):
        sitting = ask(study, FRANCE)
        for right in (False, False, True):
            told.append(respond(study, sitting, right=right).leech)
            study.advance(sitting)
        clock.pass_(days=30)
    assert [(place // 3, leech) for place, leech in enumerate(told) if leech] == [(8, 8), (12, 12)]


def test_the_wording_is_written_down_of_a_question_without_id_alone(
    store: ProgressFile, clock: Clock
) -> None:
    lines = "  - {id: named, ask: Is it so?, answer: true}\n  - {ask: Is it not?, answer: false}\n"
    bank, problems = read(f"bank: it\ntitle: It\nquestions:\n{lines}".encode(), Path("it.yaml"))
    assert bank is not None, problems
    study = Study(Library((bank,)), store, clock, Random(1))
    written = [respond(study, ask(study, each.key), right=True).review.wording for each in bank.questions]
    assert written == ["", "Is it not?"]


def test_the_limit_of_reviews_is_used_for_questions_that_there_are(store: ProgressFile, clock: Clock) -> None:
    whole = many(3)
    study = Study(whole, store, clock, Random(1), Habits(new_per_day=0, reviews_per_day=1))
    for name in ("q0", "q1"):
        respond(study, ask(study, Key("many", name)), right=True)
        clock.pass_(minutes=1)
    clock.pass_(days=30)
    bank = whole.banks[0]
    study.shelf.reload(Library((bank._replace(questions=Listed(bank.questions[1:])),)))
    for _ in range(2):
        assert [each.key.question for each in study.study().queue] == ["q1"]
        study.overview()


def test_confusable_questions_stand_apart_while_new_and_together_later(
    store: ProgressFile, clock: Clock
) -> None:
    lines = "".join(
        f"  - {{id: q{n}, ask: Is {n} it?, answer: true, tags: [{'confusable-it' if n < 3 else 'other'}]}}\n"
        for n in range(9)
    )
    bank, problems = read(f"bank: it\ntitle: It\nquestions:\n{lines}".encode(), Path("it.yaml"))
    assert bank is not None, problems
    study = Study(Library((bank,)), store, clock, Random(1))
    sitting = study.study()
    places = [n for n, each in enumerate(sitting.queue) if "confusable-it" in each.tags]
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(places))
    while sitting.current is not None:
        study.answer(sitting, Said(True))
        study.advance(sitting)
    clock.pass_(days=60)
    places = [n for n, each in enumerate(study.study().queue) if "confusable-it" in each.tags]
    assert places == list(range(places[0], places[0] + 3))
