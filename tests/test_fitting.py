"""Fitting to simulated learners whose parameters are known."""

import math
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import fmean, stdev

import pytest
from fsrs import Scheduler
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from quiz import memory
from quiz.errors import QuizError
from quiz.fitting import ENOUGH, Fitted, fit
from quiz.model import Key, Memory, Mode, Parameters, Rating, Review
from tests.support import REVIEW

DAY = date(2026, 1, 5)
AVERAGE: Parameters = tuple(Scheduler().parameters)
FORGETFUL: Parameters = (0.1, 0.3, 0.6, 2.0, 7.5, *AVERAGE[5:8], 1.2, *AVERAGE[9:20], 0.4)
"""A learner who forgets much sooner than FSRS expects."""


def review(question: int, days: int, rating: Rating, mode: Mode = Mode.STUDY) -> Review:
    day = DAY + timedelta(days=days)
    return REVIEW._replace(
        id=f"{days:06}-{question:06}",
        time=datetime.combine(day, time(18, tzinfo=UTC)),
        day=day,
        key=Key("bank", str(question)),
        mode=mode,
        rating=rating,
    )


def history(question: int, rated: Sequence[tuple[int, Rating]]) -> list[Review]:
    return [review(question, days, rating) for days, rating in rated]


def same(questions: int, *rated: tuple[int, Rating]) -> list[list[Review]]:
    """Returns the same history for many questions."""
    return [history(question, rated) for question in range(questions)]


def learnt(truth: Parameters, questions: int = 150) -> list[list[Review]]:
    """Returns what a learner answers who remembers by these parameters, asked by FSRS's own."""
    rng = Random(1)
    return [history(question, _answers(truth, rng)) for question in range(questions)]


def later(histories: list[list[Review]], days: int) -> list[list[Review]]:
    wait = timedelta(days=days)
    return [
        [each._replace(day=each.day + wait, time=each.time + wait, id=f"later-{each.id}") for each in one]
        for one in histories
    ]


def _answers(truth: Parameters, rng: Random) -> list[tuple[int, Rating]]:
    start = rng.randrange(60)
    days, given = start, rng.choices(list(Rating), (25, 10, 60, 5))[0]
    answers: list[tuple[int, Rating]] = []
    known: Memory | None = None
    planned: Memory | None = None
    while days < start + 120:
        answers.append((days, given))
        day = DAY + timedelta(days=days)
        known, planned = memory.rate(known, given, day, truth), memory.rate(planned, given, day)
        days = (planned.due - DAY).days
        remembered = rng.random() < memory.recall(known, planned.due, truth)
        given = rng.choices([Rating.HARD, Rating.GOOD], (1, 6))[0] if remembered else Rating.AGAIN
    return answers


@pytest.fixture(scope="module")
def forgetful() -> list[list[Review]]:
    return learnt(FORGETFUL)


@pytest.fixture(scope="module")
def fitted(forgetful: list[list[Review]]) -> Fitted:
    return fit(forgetful, None)


def test_a_fit_finds_most_of_what_sets_a_learner_apart(forgetful: list[list[Review]], fitted: Fitted) -> None:
    ideal = fit(forgetful, FORGETFUL).before
    assert fitted.better
    assert fitted.before - fitted.after > 0.5 * (fitted.before - ideal) > 0.01


def test_nothing_is_better_for_a_learner_like_fsrs_s_own() -> None:
    assert not fit(learnt(AVERAGE), None).better


def test_a_fit_is_judged_against_the_parameters_in_use(forgetful: list[list[Review]], fitted: Fitted) -> None:
    again = fit(forgetful, fitted.parameters)
    assert again.parameters == fitted.parameters
    assert again.before == again.after == fitted.after
    assert not again.better


@pytest.mark.parametrize(("noise", "better"), [(0.0, True), (0.003, True), (0.004, False)])
def test_a_gain_that_may_be_luck_is_no_gain(noise: float, better: bool) -> None:
    assert Fitted(AVERAGE, 800, 400, 0.360, 0.354, noise).better is better


def test_a_worse_fit_is_not_better() -> None:
    assert not Fitted(AVERAGE, 800, 400, 0.360, 0.361, 0.0).better


def test_the_losses_are_those_of_what_the_schedule_would_have_predicted() -> None:
    given = Random(5).choices(list(Rating), (1, 1, 2, 1), k=600)
    found = fit(
        [history(place, [(place, Rating.GOOD), (place + 3, r)]) for place, r in enumerate(given)], None
    )

    def losses(parameters: Parameters | None) -> list[float]:
        first = memory.rate(None, Rating.GOOD, DAY, parameters)
        recall = memory.recall(first, DAY + timedelta(days=3), parameters)
        return [-math.log(1 - recall if rating is Rating.AGAIN else recall) for rating in given[400:]]

    assert (found.reviews, found.held_out) == (400, 200)
    before, after = losses(None), losses(found.parameters)
    assert found.before == pytest.approx(fmean(before))
    assert found.after == pytest.approx(fmean(after))
    gains = [old - new for old, new in zip(before, after, strict=True)]
    assert found.noise == pytest.approx(stdev(gains) / math.sqrt(200))


def test_later_reviews_judge_and_do_not_train(forgetful: list[list[Review]], fitted: Fitted) -> None:
    last = max((each for one in forgetful for each in one), key=lambda each: (each.time, each.id))
    turned = last._replace(rating=Rating.GOOD if last.rating is Rating.AGAIN else Rating.AGAIN)
    other = fit([[turned if each is last else each for each in one] for one in forgetful], None)
    assert other.parameters == fitted.parameters
    assert other.after != fitted.after


def test_the_order_of_the_questions_does_not_matter(forgetful: list[list[Review]], fitted: Fitted) -> None:
    assert fit(Random(2).sample(forgetful, len(forgetful)), None) == fitted


def test_too_few_reviews_are_refused_and_those_missing_counted() -> None:
    with pytest.raises(QuizError, match="1 more is needed") as caught:
        fit(same(ENOUGH - 1, (0, Rating.GOOD), (2, Rating.GOOD)), None)
    assert "later study day" in caught.value.hint
    with pytest.raises(QuizError, match=f"{ENOUGH} more are needed"):
        fit([], None)


@pytest.mark.parametrize(
    "added",
    [
        review(0, 0, Rating.GOOD),
        review(0, 1, Rating.GOOD, Mode.PRACTISE),
        review(0, 1, Rating.GOOD, Mode.PRETEST),
    ],
    ids=["on the same day", "practised", "before reading"],
)
def test_what_says_nothing_of_memory_does_not_count(added: Review) -> None:
    first = [review(0, 0, Rating.GOOD), added]
    with pytest.raises(QuizError, match="1 more is needed"):
        fit([first, *same(ENOUGH - 1, (0, Rating.GOOD), (2, Rating.GOOD))], None)


@pytest.mark.parametrize("mode", [Mode.MISSED, Mode.TEST])
def test_drilling_what_was_missed_and_tests_count(mode: Mode) -> None:
    first = [review(0, 0, Rating.GOOD), review(0, 2, Rating.GOOD, mode)]
    found = fit([first, *same(ENOUGH - 1, (0, Rating.GOOD), (2, Rating.GOOD))], None)
    assert found.reviews + found.held_out == ENOUGH


ODD_LOGS: dict[str, Callable[[], list[list[Review]]]] = {
    "never remembered": lambda: same(300, (0, Rating.AGAIN), (2, Rating.AGAIN), (5, Rating.AGAIN)),
    "never forgotten": lambda: same(300, (0, Rating.EASY), (100, Rating.EASY), (9000, Rating.EASY)),
    "easy, then forgotten": lambda: same(300, (0, Rating.EASY), (1, Rating.AGAIN), (2, Rating.EASY)),
    "hard for ever": lambda: same(300, (0, Rating.HARD), (1, Rating.HARD), (2, Rating.HARD)),
    "same-day repeats": lambda: same(
        500, *[(0, Rating.AGAIN)] * 5, *[(0, Rating.EASY)] * 9, (9, Rating.GOOD)
    ),
    "one question": lambda: same(1, *[(days, Rating.GOOD) for days in range(ENOUGH + 1)]),
    "beyond the calendar": lambda: same(ENOUGH, (0, Rating.GOOD), (100_000, Rating.AGAIN)),
}


@pytest.mark.parametrize("log", ODD_LOGS.values(), ids=ODD_LOGS.keys())
def test_fsrs_takes_what_is_fitted_to_any_log(log: Callable[[], list[list[Review]]]) -> None:
    found = fit(log(), None)
    assert Scheduler(found.parameters).parameters == found.parameters
    assert math.isfinite(found.before)
    assert math.isfinite(found.after)


def test_parameters_keep_four_decimals_so_that_no_bound_is_passed_by_single_precision(fitted: Fitted) -> None:
    assert fitted.parameters == tuple(float(f"{parameter:.4f}") for parameter in fitted.parameters)


def test_one_surprise_costs_a_bounded_loss() -> None:
    firm = [0, 20, 200, 2_000, 10_000]
    days = [*firm, *range(10_001, 10_001 + ENOUGH)]
    surprised = history(0, [*((day, Rating.EASY) for day in days), (days[-1] + 1, Rating.AGAIN)])
    found = fit([surprised], None)
    assert 9 < found.before * found.held_out < 10


def test_late_reviews_weigh_more() -> None:
    soon, firm, judges = learnt(FORGETFUL, 60), learnt(AVERAGE, 60), later(learnt(AVERAGE, 90), 1000)
    getting_worse = fit([*firm, *later(soon, 400), *judges], None)
    getting_better = fit([*soon, *later(firm, 400), *judges], None)
    assert getting_worse.reviews == getting_better.reviews
    assert getting_better.after < getting_worse.after


def test_the_trainer_predicts_what_the_schedule_predicts() -> None:
    rng = Random(4)
    trained = FSRS(list(FORGETFUL))
    for _ in range(200):
        gaps = rng.choices([0, 0, 1, 3, 20, 200], k=rng.randrange(1, 9))
        taught = [(rng.choice(list(Rating)), gap) for gap in [0, *gaps]]
        days, now = DAY, None
        for rating, gap in taught:
            days += timedelta(days=gap)
            now = memory.rate(now, rating, days, FORGETFUL)
        assert now is not None
        asked = FSRSItem([FSRSReview(rating, gap) for rating, gap in [*taught, (Rating.GOOD, 7)]])
        predicted = memory.recall(now, days + timedelta(days=7), FORGETFUL)
        assert math.exp(-trained.evaluate([asked]).log_loss) == pytest.approx(predicted, abs=1e-4)


def test_without_the_extra_the_learner_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(QuizError, match="fsrs-rs-python") as caught:
        fit(same(ENOUGH, (0, Rating.GOOD), (2, Rating.GOOD)), None)
    for way in ("pip install", "uv tool install", "pipx inject"):
        assert way in caught.value.hint


def test_importing_leaves_the_extra_for_later() -> None:
    code = "import sys, quiz.fitting; sys.exit('fsrs_rs_python' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
