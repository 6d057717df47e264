"""Planning for an exam: what is asked, what is predicted, and whether what is advised comes true."""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from statistics import mean

import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import exam as benchmark
from quiz import memory
from quiz.errors import QuizError
from quiz.exam import (
    FARTHEST,
    FIRST_RIGHT,
    QUIET_DAYS,
    ExamPlan,
    Standing,
    advise,
    plan_for,
)
from quiz.model import Key, Memory, Rating
from quiz.plan import USUAL, Habits

TODAY = date(2026, 9, 1)
FREE = Habits(new_per_day=None)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def key(number: int) -> Key:
    return Key("bank", f"{number:05}")


def sat(before: Memory | None, day: date, rng: Random) -> Memory:
    """Returns the memory after a sitting in which FSRS's own prediction decides what is right."""
    likely = FIRST_RIGHT if before is None else memory.recall(before, day)
    if rng.random() < likely:
        return memory.rate(before, Rating.GOOD, day)
    return memory.rate(memory.rate(before, Rating.AGAIN, day), Rating.GOOD, day)


def learnt(count: int, seed: int = 1) -> dict[Key, Memory]:
    """Returns memories of questions that were begun in the last two months and reviewed roughly in time."""
    rng = Random(seed)
    memories = {}
    for number in range(count):
        day = after(-rng.randint(1, 60))
        held = None
        while day < TODAY:
            held = sat(held, day, rng)
            day += (held.due - held.day) * rng.uniform(0.8, 1.6)
        assert held is not None
        memories[key(number)] = held
    return memories


def in_exam(held: Memory, exam: date) -> float:
    return memory.recall(held, max(exam, held.day + timedelta(days=1)))


class Keeper:
    """A learner who remembers as FSRS says and keeps every day's plan."""

    def __init__(self, standing: Standing, exam: date, target: float, seed: int = 1) -> None:
        self.standing = standing
        self.exam = exam
        self.target = target
        self.rng = Random(seed)
        self.plans: list[ExamPlan] = []

    def study(self) -> None:
        """Studies today as planned, and goes on to the next day."""
        now = self.standing
        plan = plan_for(now, self.exam, self.target)
        first = range(len(now.memories), len(now.memories) + plan.new_today)
        asked = [*plan.reviews, *map(key, first)]
        memories = {
            **now.memories,
            **{each: sat(now.memories.get(each), now.today, self.rng) for each in asked},
        }
        self.plans.append(plan)
        self.standing = now._replace(
            today=now.today + timedelta(days=1),
            memories=memories,
            new=now.new - plan.new_today,
            new_done=0,
            reviews_done=0,
        )

    def outcome(self) -> float:
        """Returns the mean recall in the exam, from 0 to 1, after all days were studied."""
        while self.standing.today < self.exam or not self.plans:
            self.study()
        recalls = [in_exam(held, self.exam) for held in self.standing.memories.values()]
        return sum(recalls) / (len(recalls) + self.standing.new)


def outcome(standing: Standing, exam: date, target: float, seeds: int = 4) -> float:
    return mean(Keeper(standing, exam, target, seed).outcome() for seed in range(seeds))


# What is asked


def test_those_are_asked_first_that_would_be_recalled_worst_in_the_exam() -> None:
    memories = learnt(60)
    plan = plan_for(Standing(TODAY, memories, 0), after(10), 0.9)
    order = sorted(memories, key=lambda each: in_exam(memories[each], after(10)))
    assert 0 < len(plan.reviews) < 60
    assert list(plan.reviews) == order[: len(plan.reviews)]


def test_on_the_eve_all_that_would_be_below_the_target_are_asked_and_no_others() -> None:
    memories = learnt(60)
    plan = plan_for(Standing(TODAY, memories, 0), after(1), 0.9)
    assert set(plan.reviews) == {each for each, held in memories.items() if in_exam(held, after(1)) < 0.9}


def test_what_was_answered_today_is_not_asked_again_today() -> None:
    memories = learnt(10)
    done = {each: memory.rate(held, Rating.AGAIN, TODAY) for each, held in list(memories.items())[:4]}
    plan = plan_for(Standing(TODAY, {**memories, **done}, 0, reviews_done=4), after(1), 0.95)
    assert not set(plan.reviews) & set(done)


def test_new_questions_are_spread_evenly_and_none_is_left_for_the_last_days() -> None:
    keeper = Keeper(Standing(TODAY, {}, 100, FREE), after(40), 0.9)
    keeper.outcome()
    asked = [plan.new_today for plan in keeper.plans]
    assert sum(asked) == 100
    assert max(asked) == math.ceil(100 / (40 - QUIET_DAYS))
    assert sum(asked[-QUIET_DAYS:]) < 10
    assert asked[-1] == 0


def test_reviews_are_spread_over_the_days() -> None:
    keeper = Keeper(Standing(TODAY, learnt(100), 0), after(20), 0.9)
    keeper.outcome()
    early = [len(plan.reviews) for plan in keeper.plans[:10]]
    assert all(0 < each <= 15 for each in early)


@pytest.mark.parametrize(("new", "reviews"), [(3, 7), (0, 5), (5, 0), (0, 0)])
def test_the_limits_of_a_day_hold(new: int, reviews: int) -> None:
    standing = Standing(TODAY, learnt(60), 60, Habits(new_per_day=new, reviews_per_day=reviews))
    keeper = Keeper(standing, after(6), 0.9)
    keeper.outcome()
    assert max(plan.new_today for plan in keeper.plans) == new
    assert max(len(plan.reviews) for plan in keeper.plans) == reviews


@pytest.mark.parametrize("habits", [FREE, Habits(new_per_day=4, reviews_per_day=6)])
def test_what_is_done_of_a_day_is_taken_off_it(habits: Habits) -> None:
    begun = Standing(TODAY, learnt(60), 40, habits)
    plan = plan_for(begun, after(12), 0.9)
    assert min(plan.new_today, len(plan.reviews)) >= 3
    memories = dict(begun.memories)
    for done, each in enumerate(plan.reviews, 1):
        memories[each] = memory.rate(memories[each], Rating.GOOD, TODAY)
        now = begun._replace(memories=memories, reviews_done=done)
        assert plan_for(now, after(12), 0.9).reviews == plan.reviews[done:]
    for done in range(1, plan.new_today + 1):
        memories[key(900 + done)] = memory.rate(None, Rating.GOOD, TODAY)
        now = begun._replace(memories=memories, new=40 - done, new_done=done)
        assert plan_for(now, after(12), 0.9).new_today == plan.new_today - done


@pytest.mark.parametrize("habits", [FREE, Habits(new_per_day=4, reviews_per_day=12)])
def test_doing_too_much_leaves_nothing_of_today_and_all_of_tomorrow(habits: Habits) -> None:
    done = Standing(TODAY, learnt(30), 30, habits, new_done=50, reviews_done=90)
    plan = plan_for(done, after(12), 0.9)
    assert (plan.new_today, plan.reviews) == (0, ())
    tomorrow = done._replace(today=after(1), new_done=0, reviews_done=0)
    assert plan.predicted == pytest.approx(plan_for(tomorrow, after(12), 0.9).predicted, abs=0.02)


def test_a_limit_that_binds_on_the_last_days_makes_the_first_days_fuller() -> None:
    standing = Standing(TODAY, learnt(40), 40)
    asked = [
        len(plan_for(standing._replace(habits=Habits(reviews_per_day=limit)), after(14), 0.9).reviews)
        for limit in (None, 50, 16, 10, 4)
    ]
    assert asked[0] == asked[1] < asked[2] < 16
    assert asked[3:] == [10, 4]


# What is predicted


def test_without_studying_new_questions_count_nothing() -> None:
    memories = learnt(30)
    plan = plan_for(Standing(TODAY, memories, 10), after(20), 0.9)
    known = sum(memory.recall(held, after(20)) for held in memories.values())
    assert plan.predicted_now == pytest.approx(known / 40)
    assert plan.predicted > plan.predicted_now


def test_an_answer_on_the_day_of_the_exam_is_no_certainty() -> None:
    memories = {key(1): memory.rate(None, Rating.GOOD, TODAY)}
    plan = plan_for(Standing(TODAY, memories, 0), TODAY, 0.9)
    assert plan.predicted_now == pytest.approx(memory.recall(memories[key(1)], after(1)))


@pytest.mark.parametrize(
    ("known", "new", "days", "habits"),
    [
        (100, 0, 14, USUAL),
        (40, 40, 21, USUAL),
        (0, 100, 7, FREE),
        (40, 40, 12, Habits(new_per_day=5, reviews_per_day=8)),
        (60, 60, 8, Habits(new_per_day=4, reviews_per_day=4)),
        (0, 60, 1, FREE),
        (10, 10, 60, USUAL),
    ],
)
def test_what_is_predicted_comes_about(known: int, new: int, days: int, habits: Habits) -> None:
    standing = Standing(TODAY, learnt(known), new, habits)
    predicted = plan_for(standing, after(days), 0.9).predicted
    assert outcome(standing, after(days), 0.9) == pytest.approx(predicted, abs=0.02)


def test_fitted_parameters_are_what_is_predicted_with() -> None:
    fitted = (0.1, 0.6, 1.1, 4.0, *DEFAULT_PARAMETERS[4:])
    standing = Standing(TODAY, {}, 40, FREE)
    usual = plan_for(standing, after(10), 0.9)
    weaker = plan_for(standing._replace(parameters=fitted), after(10), 0.9)
    assert weaker.predicted < usual.predicted


# Whether the target is met


@pytest.mark.parametrize("target", [0.5, 0.9, 0.95, 0.97])
def test_a_target_that_is_called_reachable_is_met(target: float) -> None:
    standing = Standing(TODAY, learnt(40), 40)
    assert plan_for(standing, after(21), target).reachable
    assert outcome(standing, after(21), target, seeds=3) >= target - 0.005


OUT_OF_REACH = [
    (Standing(TODAY, learnt(40), 30, Habits(new_per_day=5, reviews_per_day=5)), 7, 0.9),
    (Standing(TODAY, {}, 120), 5, 0.9),
    (Standing(TODAY, learnt(50), 0, Habits(reviews_per_day=1)), 14, 0.93),
    (Standing(TODAY, learnt(20), 20, Habits(new_per_day=0, reviews_per_day=0)), 12, 0.9),
    (Standing(TODAY, {}, 30), 1, 0.95),
    (Standing(TODAY, {}, 30, FREE), 0, 0.9),
]


@pytest.mark.parametrize(("standing", "days", "target"), OUT_OF_REACH)
def test_each_way_that_is_advised_meets_the_target(standing: Standing, days: int, target: float) -> None:
    exam = after(days)
    assert not plan_for(standing, exam, target).reachable
    advice = advise(standing, exam, target)
    ways = []
    if advice.habits is not None:
        ways.append((standing._replace(habits=advice.habits), exam, target))
    if advice.exam is not None:
        ways.append((standing, advice.exam, target))
    if advice.target is not None:
        ways.append((standing, exam, advice.target))
    assert len(ways) > 1
    for way in ways:
        assert plan_for(*way).reachable
        assert outcome(*way, seeds=3) >= way[2] - 0.01


@pytest.mark.parametrize("limit", range(9))
def test_a_target_that_is_advised_can_be_met_and_a_higher_one_cannot(limit: int) -> None:
    standing = Standing(TODAY, learnt(20), 15, Habits(new_per_day=3, reviews_per_day=limit))
    target = advise(standing, after(7), 0.98).target
    assert target is not None
    assert plan_for(standing, after(7), target).reachable
    assert not plan_for(standing, after(7), target + 0.02).reachable


def test_no_more_reviews_are_advised_than_needed() -> None:
    standing, days, target = OUT_OF_REACH[0]
    habits = advise(standing, after(days), target).habits
    assert habits is not None
    assert habits.reviews_per_day is not None
    fewer = habits._replace(reviews_per_day=habits.reviews_per_day - 2)
    assert not plan_for(standing._replace(habits=fewer), after(days), target).reachable


def test_no_later_exam_is_advised_than_needed() -> None:
    standing, days, target = OUT_OF_REACH[1]
    exam = advise(standing, after(days), target).exam
    assert exam is not None
    assert not plan_for(standing, exam - timedelta(days=1), target).reachable


def test_certainty_cannot_be_met_whatever_is_done() -> None:
    standing = Standing(TODAY, learnt(20), 20)
    plan = plan_for(standing, after(30), 1.0)
    advice = advise(standing, after(30), 1.0)
    assert not plan.reachable
    assert (advice.habits, advice.exam) == (None, None)
    assert advice.target is not None
    assert 0.9 < advice.target < 1


def test_where_nothing_can_be_learnt_no_target_is_advised() -> None:
    standing = Standing(TODAY, {}, 20, Habits(new_per_day=0))
    assert plan_for(standing, after(3), 0.5).predicted == 0
    assert advise(standing, after(3), 0.5).target is None


# Edges


def test_on_the_day_of_the_exam_all_is_asked_that_is_weak_or_new() -> None:
    memories = learnt(40)
    plan = plan_for(Standing(TODAY, memories, 15, FREE), TODAY, 0.5)
    assert plan.new_today == 15
    assert {each for each, held in memories.items() if memory.recall(held, TODAY) < 0.5} <= set(plan.reviews)


@pytest.mark.parametrize("days", [1, 2])
def test_shortly_before_the_exam_all_that_is_new_comes_at_once(days: int) -> None:
    assert plan_for(Standing(TODAY, {}, 15, FREE), after(days), 0.9).new_today == 15


@pytest.mark.parametrize("days", [365, FARTHEST])
def test_far_from_the_exam_a_day_asks_little_and_all_is_reached(days: int) -> None:
    plan = plan_for(Standing(TODAY, learnt(50), 50), after(days), 0.9)
    assert plan.reachable
    assert plan.new_today == len(plan.reviews) == 1


def test_no_target_asks_new_questions_only() -> None:
    plan = plan_for(Standing(TODAY, learnt(20), 10), after(10), 0)
    assert plan.reachable
    assert plan.reviews == ()
    assert plan.new_today > 0


@pytest.mark.parametrize(
    ("standing", "exam", "target"),
    [
        (Standing(TODAY, {}, 5), after(-1), 0.9),
        (Standing(TODAY, {}, 5), after(FARTHEST + 1), 0.9),
        (Standing(date.max, {}, 5), date.min, 0.9),
        (Standing(TODAY, {}, 5), after(5), 1.01),
        (Standing(TODAY, {}, 5), after(5), -0.1),
        (Standing(TODAY, {}, 5), after(5), math.nan),
        (Standing(TODAY, {}, 0), after(5), 0.9),
    ],
)
def test_what_cannot_be_planned_is_said(standing: Standing, exam: date, target: float) -> None:
    for call in (plan_for, advise):
        with pytest.raises(QuizError):
            call(standing, exam, target)


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    memories = {key(1): Memory(5.0, 3.0, date.min, date.min)}
    plan = plan_for(Standing(date.max - timedelta(days=9), memories, 3), date.max, 0.9)
    assert plan.reviews == (key(1),)


odd = st.sampled_from([0.0, -1.0, math.nan, math.inf, 1e300, 1e-300, 0.5, 3.0, 40.0])
days = st.sampled_from([date.min, after(-400), after(-1), TODAY, after(3), date(2100, 12, 31)])


@settings(deadline=None)
@given(
    st.lists(st.builds(Memory, odd, odd, days, days), max_size=6),
    st.integers(0, 30),
    st.integers(0, 40),
    st.floats(0, 1),
    st.builds(Habits, st.none() | st.integers(0, 5), st.none() | st.integers(0, 5)),
)
def test_whatever_is_remembered_there_is_a_plan_within_the_limits(
    held: list[Memory], new: int, days: int, target: float, habits: Habits
) -> None:
    memories: Mapping[Key, Memory] = {key(number): each for number, each in enumerate(held)}
    standing = Standing(TODAY, memories, new + (not held), habits)
    plan = plan_for(standing, after(days), target)
    assert plan == plan_for(standing, after(days), target)
    assert 0 <= plan.predicted_now <= plan.predicted <= 1
    assert len(set(plan.reviews)) == len(plan.reviews)
    assert set(plan.reviews) <= set(memories)
    assert len(plan.reviews) <= (len(held) if habits.reviews_per_day is None else habits.reviews_per_day)
    assert plan.new_today <= (standing.new if habits.new_per_day is None else habits.new_per_day)


# Against plain FSRS


@pytest.mark.parametrize("learner", [benchmark.Activation, benchmark.HalfLife])
def test_in_the_same_time_the_plan_brings_more_than_plain_fsrs_to_a_learner_it_does_not_know(
    learner: type[benchmark.Activation] | type[benchmark.HalfLife],
) -> None:
    plan, _, fsrs = benchmark.compared(benchmark.Trial(learner, questions=50, days=14))
    assert fsrs.answers == pytest.approx(plan.answers, rel=0.06)
    assert plan.recall > fsrs.recall + 0.02
