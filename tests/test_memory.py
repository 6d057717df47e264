"""Memory by whole study days: what a button says is what is saved."""

import math
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import example, given
from hypothesis import strategies as st

from quiz import memory
from quiz.model import Confidence, Key, Memory, Mode, Outcome, Parameters, Rating, Review
from tests.support import REVIEW

DAY = date(2026, 1, 5)
KEY = Key("capitals", "france")


def reviews(*rated: tuple[int, Rating]) -> list[Review]:
    """Returns reviews as many days after DAY as said."""
    return [
        REVIEW._replace(
            id=f"{place:04}",
            time=REVIEW.time + timedelta(days=days, minutes=place),
            day=DAY + timedelta(days=days),
            key=KEY,
            rating=rating,
        )
        for place, (days, rating) in enumerate(rated)
    ]


def rated(*steps: tuple[int, Rating]) -> Memory:
    progress = memory.replay(KEY, reviews(*steps))
    assert progress
    return progress.memory


def intervals(*ratings: Rating) -> list[int]:
    """Returns the days to the next review when each is done on the day it is due."""
    found = []
    now, day = None, DAY
    for rating in ratings:
        now = memory.rate(now, rating, day)
        found.append((now.due - day).days)
        day = now.due
    return found


def test_intervals_grow_as_fsrs_6_says() -> None:
    assert intervals(*[Rating.GOOD] * 6) == [2, 11, 46, 163, 497, 1346]
    assert intervals(Rating.AGAIN, Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN) == [1, 2, 5, 17, 2]


def test_the_first_memory_is_the_published_one() -> None:
    assert rated((0, Rating.GOOD)) == Memory(2.118103970459016, 2.3065, DAY, DAY + timedelta(days=2))


@pytest.mark.parametrize("rating", Rating)
def test_a_button_says_what_is_saved(rating: Rating) -> None:
    before = rated((0, Rating.GOOD), (3, Rating.HARD))
    day = DAY + timedelta(days=9)
    assert memory.outlook(before, day)[rating] == memory.rate(before, rating, day)
    assert memory.outlook(None, day)[rating] == memory.rate(None, rating, day)


steps = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), min_size=1, max_size=20).map(
    lambda found: sorted(found, key=lambda step: step[0])
)


@given(steps)
def test_a_replay_is_the_ratings_one_by_one(found: list[tuple[int, Rating]]) -> None:
    now: Memory | None = None
    for days, rating in found:
        now = memory.outlook(now, DAY + timedelta(days=days))[rating]
    assert rated(*found) == now
    assert now is not None
    assert now.due > now.day
    assert 1 <= now.difficulty <= 10
    assert now.stability > 0
    assert memory.recall(now, now.day) == 1
    assert 0 < memory.recall(now, now.due) < 1


@pytest.mark.parametrize("fuzz", [False, True])
def test_what_is_remembered_does_not_depend_on_fuzz(fuzz: bool) -> None:
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=fuzz)
    card = Card(card_id=0)
    found = [(0, Rating.GOOD), (3, Rating.EASY), (20, Rating.AGAIN), (21, Rating.HARD), (40, Rating.GOOD)]
    for days, rating in found:
        noon = datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=days)
        card = scheduler.review_card(card, FsrsRating(rating), noon)[0]
    after = rated(*found)
    assert (after.difficulty, after.stability) == (card.difficulty, card.stability)
    if not fuzz:
        assert after.due == card.due.date()


def test_a_day_before_the_last_review_counts_as_that_day() -> None:
    before = rated((10, Rating.GOOD))
    assert memory.rate(before, Rating.GOOD, DAY) == memory.rate(before, Rating.GOOD, before.day)
    assert memory.recall(before, DAY) == 1


@pytest.mark.parametrize("year", [1, 1970, 2038, 2100, 2101, 9990, 9999])
def test_no_year_is_too_odd(year: int) -> None:
    day = date(year, 12, 31)
    for before in (None, rated((0, Rating.GOOD)), memory.rate(None, Rating.EASY, day)):
        after = memory.outlook(before, day)
        assert all(each.due > each.day for each in after.values())
        assert all(each.day <= memory.LAST_DAY for each in after.values())
        assert 0 < memory.recall(after[Rating.GOOD], day) <= 1


@pytest.mark.parametrize("stability", [0.0, -1.0, math.nan, math.inf, 1e300])
@pytest.mark.parametrize("difficulty", [0.0, 11.0, math.nan])
def test_a_memory_that_cannot_be_is_brought_back(stability: float, difficulty: float) -> None:
    day = DAY + timedelta(days=5)
    after = memory.outlook(Memory(difficulty, stability, DAY, DAY), day)
    for each in after.values():
        assert 0 < each.stability < math.inf
        assert 1 <= each.difficulty <= 10


def test_no_reviews_no_progress() -> None:
    assert memory.replay(KEY, []) is None


def test_progress_counts_the_reviews_and_keeps_the_last() -> None:
    made = reviews((0, Rating.GOOD), (1, Rating.GOOD))
    made[-1] = made[-1]._replace(outcome=Outcome.WRONG)
    progress = memory.replay(KEY, made)
    assert progress
    assert (progress.key, progress.reviews, progress.last) == (KEY, 2, made[-1])
    assert progress.missed


@pytest.mark.parametrize(
    ("found", "lapses"),
    [
        ([(0, Rating.AGAIN), (1, Rating.AGAIN)], 0),
        ([(0, Rating.GOOD), (0, Rating.AGAIN)], 0),
        ([(0, Rating.GOOD), (5, Rating.AGAIN)], 1),
        ([(0, Rating.HARD), (5, Rating.AGAIN), (5, Rating.AGAIN), (5, Rating.GOOD)], 1),
        ([(0, Rating.GOOD), (5, Rating.GOOD), (5, Rating.AGAIN)], 1),
        ([(0, Rating.GOOD), (5, Rating.AGAIN), (5, Rating.GOOD), (5, Rating.AGAIN), (6, Rating.AGAIN)], 1),
        ([(0, Rating.GOOD), (5, Rating.AGAIN), (5, Rating.GOOD), (6, Rating.AGAIN)], 2),
    ],
)
def test_a_lapse_is_forgetting_what_was_learnt_on_an_earlier_day(
    found: list[tuple[int, Rating]], lapses: int
) -> None:
    progress = memory.replay(KEY, reviews(*found))
    assert progress
    assert progress.lapses == lapses


@pytest.mark.parametrize(
    ("found", "miss"),
    [
        ("a:right", None),
        ("a:wrong", 0),
        ("a:partly", 0),
        ("a:wrong a:wrong a:right", 0),
        ("a:wrong a:right b:right", None),
        ("a:wrong a:right b:wrong b:right", 2),
        ("a:wrong b:right c:partly", 2),
        ("a:right b:wrong b:right c:right d:right", None),
    ],
)
def test_a_question_is_missed_until_it_is_right_in_a_later_sitting(found: str, miss: int | None) -> None:
    steps = [step.split(":") for step in found.split()]
    made = [
        review._replace(sitting=sitting, outcome=Outcome(outcome))
        for review, (sitting, outcome) in zip(reviews(*((0, Rating.GOOD) for _ in steps)), steps, strict=True)
    ]
    progress = memory.replay(KEY, made)
    assert progress
    assert progress.miss == (None if miss is None else made[miss].id)
    assert progress.missed == (miss is not None)


def after(*found: tuple[int, Rating, bool]) -> Memory:
    """Returns the memory after reviews: days after DAY, rating, and whether wrong though certain."""
    made = reviews(*((days, rating) for days, rating, _ in found))
    progress = memory.replay(
        KEY,
        [
            review._replace(outcome=Outcome.WRONG, confidence=Confidence.CERTAIN) if sure else review
            for review, (_, _, sure) in zip(made, found, strict=True)
        ],
    )
    assert progress
    return progress.memory


def test_an_error_that_was_certain_is_looked_at_again_after_a_week() -> None:
    found = after((0, Rating.EASY, True))
    assert rated((0, Rating.EASY)).due == DAY + timedelta(days=8)
    assert found.check == found.due == DAY + timedelta(days=7)
    soon = after((0, Rating.AGAIN, True))
    assert (soon.check, soon.due) == (DAY + timedelta(days=7), DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "pending"), [(0, True), (4, True), (5, False), (6, False), (7, False), (30, False)]
)
def test_a_review_about_a_week_later_is_the_check(days: int, pending: bool) -> None:
    check = DAY + timedelta(days=7)
    found = after((0, Rating.AGAIN, True), (days, Rating.EASY, False))
    assert found.check == (check if pending else None)
    assert found.due <= check if pending else found.due > check


def test_a_check_counts_from_the_last_such_error() -> None:
    found = after((0, Rating.AGAIN, True), (1, Rating.GOOD, False), (3, Rating.AGAIN, True))
    assert found.check == DAY + timedelta(days=10)
    assert after((0, Rating.AGAIN, True), (7, Rating.AGAIN, True)).check == DAY + timedelta(days=14)


def test_a_check_does_not_change_what_fsrs_remembers() -> None:
    with_check = after((0, Rating.AGAIN, True), (2, Rating.EASY, False), (5, Rating.GOOD, False))
    without = after((0, Rating.AGAIN, False), (2, Rating.EASY, False), (5, Rating.GOOD, False))
    assert with_check == without


@pytest.mark.parametrize(
    ("wrong", "certain", "pending"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_only_what_was_both_wrong_and_certain_is_checked(wrong: bool, certain: bool, pending: bool) -> None:
    (review,) = reviews((0, Rating.GOOD))
    review = review._replace(
        outcome=Outcome.WRONG if wrong else Outcome.PARTLY,
        confidence=Confidence.CERTAIN if certain else Confidence.UNSAID,
    )
    progress = memory.replay(KEY, [review])
    assert progress
    assert (progress.memory.check is not None) is pending


@pytest.mark.parametrize("year", [1, 2100, 9999])
def test_a_check_holds_in_any_year(year: int) -> None:
    day = date(year, 12, 31)
    found = memory.rate(None, Rating.EASY, day, sure_and_wrong=True)
    assert found.check == found.due == found.day + timedelta(days=7)
    odd = Memory(5.0, 5.0, date.min, date.min, date.min)
    assert memory.rate(odd, Rating.GOOD, day).check is None


PARAMETERS = (
    *(0.3, 1.1, 3.0, 9.5, 6.0, 0.8, 2.5, 0.01, 1.9, 0.15, 0.8),
    *(1.5, 0.06, 0.26, 1.6, 0.6, 1.9, 0.5, 0.1, 0.07, 0.2),
)
"""As they may be fitted to a learner."""

logs = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(Rating), st.booleans(), st.sampled_from(Mode)),
    max_size=20,
).map(lambda found: sorted(found, key=lambda step: step[0]))


@given(logs, st.sampled_from([None, PARAMETERS, (), (-1.0,) * 21]))
def test_a_replay_of_any_log_is_what_the_buttons_said(
    found: list[tuple[int, Rating, bool, Mode]], parameters: tuple[float, ...] | None
) -> None:
    made = [
        review._replace(
            mode=mode,
            outcome=Outcome.WRONG if sure else Outcome.RIGHT,
            confidence=Confidence.CERTAIN if sure else Confidence.UNSAID,
        )
        for review, (_, _, sure, mode) in zip(
            reviews(*((days, rating) for days, rating, _, _ in found)), found, strict=True
        )
    ]
    now: Memory | None = None
    for review in made:
        if review.mode.schedules:
            outlook = memory.outlook(now, review.day, parameters, sure_and_wrong=review.certain_and_wrong)
            now = outlook[review.rating]
    progress = memory.replay(KEY, made, parameters)
    counted = [review for review in made if review.mode.schedules]
    assert (progress.memory if progress else None) == now
    assert (progress.reviews if progress else 0) == len(counted)
    assert progress is None or (progress.last, progress.begun) == (counted[-1], counted[0].day)


END = (memory.LAST_DAY - DAY).days
odd_days = st.sampled_from([0, 1, 2, 9, END - 1, END, END + 1, END + 20])
"""Few, so that they often meet; some about the last day that counts."""


@given(
    st.lists(st.tuples(odd_days, st.sampled_from(Rating), st.sampled_from(Mode)), min_size=1, max_size=12),
    st.sampled_from([None, PARAMETERS]),
)
@example([(END + 20, Rating.GOOD, Mode.STUDY), (END + 1, Rating.AGAIN, Mode.STUDY)], None)
def test_one_review_more_leads_where_all_of_them_do(
    found: list[tuple[int, Rating, Mode]], parameters: tuple[float, ...] | None
) -> None:
    made = reviews(*((days, rating) for days, rating, _ in found))
    made = [review._replace(mode=mode) for review, (_, _, mode) in zip(made, found, strict=True)]
    for number, review in enumerate(made):
        before = memory.replay(KEY, made[:number], parameters)
        followed = memory.replay(KEY, (review,), parameters, before)
        later = before is None or before.memory.day < review.day <= memory.LAST_DAY
        if followed is not None or later or review.rating is not Rating.AGAIN:
            assert followed == memory.replay(KEY, made[: number + 1], parameters)


def test_a_lapse_on_the_day_of_the_last_review_hangs_on_those_before() -> None:
    made = reviews((0, Rating.GOOD), (5, Rating.GOOD), (5, Rating.AGAIN))
    assert memory.replay(KEY, made[2:], None, memory.replay(KEY, made[:2])) is None


def test_practising_and_pretesting_alone_leave_no_progress() -> None:
    made = reviews((0, Rating.GOOD), (1, Rating.AGAIN))
    made = [made[0]._replace(mode=Mode.PRETEST), made[1]._replace(mode=Mode.PRACTISE)]
    assert memory.replay(KEY, made) is None
    assert [mode for mode in Mode if not mode.schedules] == [Mode.PRACTISE, Mode.PRETEST]


def test_a_lapse_while_practising_is_none() -> None:
    made = reviews((0, Rating.GOOD), (5, Rating.AGAIN), (9, Rating.GOOD))
    made[1] = made[1]._replace(mode=Mode.PRACTISE)
    progress = memory.replay(KEY, made)
    assert progress
    assert progress.lapses == 0
    assert progress.memory == rated((0, Rating.GOOD), (9, Rating.GOOD))


def test_fitted_parameters_are_those_that_count() -> None:
    made = reviews((0, Rating.GOOD), (3, Rating.GOOD))
    default, fitted = memory.replay(KEY, made), memory.replay(KEY, made, PARAMETERS)
    assert default
    assert fitted
    assert fitted.memory.stability > default.memory.stability
    day = DAY + timedelta(days=30)
    assert memory.recall(fitted.memory, day, PARAMETERS) != memory.recall(fitted.memory, day)


@pytest.mark.parametrize("parameters", [(), (1.0,), (-1.0,) * 21, (math.nan,) * 21, (math.inf,) * 21])
def test_parameters_that_fsrs_refuses_make_way_for_its_own(parameters: tuple[float, ...]) -> None:
    made = reviews((0, Rating.GOOD), (3, Rating.HARD))
    assert memory.replay(KEY, made, parameters) == memory.replay(KEY, made)


LIMITS = list(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True))
taken = st.tuples(*(st.sampled_from(each) | st.floats(*each) for each in LIMITS))
"""Parameters that FSRS takes."""


@st.composite
def _at_the_limits(draw: st.DrawFn) -> tuple[float, ...]:
    """Parameters of which one is at a limit, or is the next number after it or before."""
    place = draw(st.integers(0, len(LIMITS) - 1))
    limit, way = draw(st.sampled_from(LIMITS[place])), draw(st.sampled_from((-math.inf, 0.0, math.inf)))
    odd = math.nextafter(limit, way) if way else limit
    return (*DEFAULT_PARAMETERS[:place], odd, *DEFAULT_PARAMETERS[place + 1 :])


@given(taken, steps)
def test_no_parameters_that_fsrs_takes_are_too_odd(
    parameters: tuple[float, ...], found: list[tuple[int, Rating]]
) -> None:
    progress = memory.replay(KEY, reviews(*found), parameters)
    assert progress
    assert 0 < progress.memory.stability < math.inf
    assert 1 <= progress.memory.difficulty <= 10
    assert progress.memory.due > progress.memory.day
    assert 0 <= memory.recall(progress.memory, progress.memory.due, parameters) <= 1


def _scheduler(parameters: Parameters | None) -> Scheduler:
    """Returns py-fsrs with these parameters, or with its own."""
    with suppress(ValueError):
        return Scheduler(parameters or (), learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _noon(day: date) -> datetime:
    return datetime.combine(min(day, memory.LAST_DAY), time(12, tzinfo=UTC))


def _by_fsrs(parameters: Parameters | None, found: list[tuple[Key, int, Rating]]) -> list[float | None]:
    """Returns what py-fsrs foretells of each review, before it is told of it."""
    scheduler = _scheduler(parameters)
    cards: dict[Key, Card] = {}
    foretold = []
    for key, days, rating in found:
        noon = _noon(DAY + timedelta(days=days))
        card = cards.get(key) or Card(card_id=0, due=noon)
        later = card.last_review is not None and card.last_review < noon
        foretold.append(scheduler.get_card_retrievability(card, noon) if later else None)
        noon = max(noon, card.last_review or noon)
        cards[key], _ = scheduler.review_card(card, FsrsRating(rating), noon)
    return foretold


@given(
    st.sampled_from([None, PARAMETERS, (), (-1.0,) * 21]) | taken,
    st.lists(
        st.tuples(
            st.sampled_from([KEY, Key("capitals", "japan")]),
            st.integers(-9, 400) | odd_days,
            st.sampled_from(Rating),
        ),
        max_size=30,
    ),
    st.booleans(),
)
def test_what_is_foretold_is_to_the_bit_what_fsrs_foretells(
    parameters: Parameters | None, found: list[tuple[Key, int, Rating]], backwards: bool
) -> None:
    if not backwards:
        found = sorted(found, key=lambda step: step[1])
    foretold = memory.foretelling(parameters)
    days = [DAY + timedelta(days=days) for _, days, _ in found]
    said = [foretold(key, rating, day) for (key, _, rating), day in zip(found, days, strict=True)]
    assert said == _by_fsrs(parameters, found)


@given(
    st.sampled_from([None, PARAMETERS, (), (-1.0,) * 21]) | taken,
    st.tuples(st.floats(1, 10), st.floats(0.001, 1e9) | st.floats(0.001, 9)),
    st.integers(-9, 400) | odd_days,
)
def test_what_is_saved_is_to_the_bit_what_fsrs_says(
    parameters: Parameters | None, state: tuple[float, float], days: int
) -> None:
    difficulty, stability = state
    scheduler, day = _scheduler(parameters), DAY + timedelta(days=days)
    card = Card(0, State.Review, None, stability, difficulty, _noon(DAY), _noon(DAY))
    before = Memory(difficulty, stability, DAY, DAY)
    assert memory.recall(before, day, parameters) == scheduler.get_card_retrievability(card, _noon(day))
    for known, held, noon in (
        (before, card, max(_noon(day), _noon(DAY))),
        (None, Card(0, due=_noon(day)), _noon(day)),
    ):
        for rating, after in memory.outlook(known, day, parameters).items():
            said, _ = scheduler.review_card(held, FsrsRating(rating), noon)
            assert (after.difficulty, after.stability) == (said.difficulty, said.stability)
            assert (after.day, after.due) == (noon.date(), said.due.date())


def test_fsrs_s_own_parameters_are_the_published_ones() -> None:
    assert memory.effective(None) == DEFAULT_PARAMETERS


@given(st.lists(st.floats(-1, 110) | st.just(math.nan), max_size=22) | _at_the_limits())
def test_the_parameters_that_are_refused_are_those_that_fsrs_refuses(parameters: list[float]) -> None:
    assert memory.effective(tuple(parameters)) == _scheduler(tuple(parameters)).parameters
