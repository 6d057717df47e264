"""The statistics against logs that were added up by hand, and against the log itself."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import memory, stats, telling
from quiz.errors import ProgressError
from quiz.model import Change, Confidence, Key, Mode, Outcome, Rating, Relink, Review, Void
from quiz.stats import Count, Days, Foretold, Range, Report
from quiz.store import ProgressFile, new_id
from quiz.study import Study
from tests.support import REVIEW, Clock, all_progress, gist

FRANCE, JAPAN = Key("capitals", "france"), Key("capitals", "japan")
FIRST = date(2026, 11, 1)


def review(
    day: int,
    rating: Rating = Rating.GOOD,
    *,
    hour: int = 10,
    key: Key = FRANCE,
    mode: Mode = Mode.STUDY,
    confidence: Confidence = Confidence.UNSAID,
    offset: int = 0,
) -> Review:
    """Returns a review so many days after the first of November; Hard was partly right."""
    outcome = {Rating.AGAIN: Outcome.WRONG, Rating.HARD: Outcome.PARTLY}.get(rating, Outcome.RIGHT)
    time = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=day, hours=hour)
    return REVIEW._replace(
        id=f"{key.question} {day:04} {hour:02} {rating}",
        time=time,
        offset=offset,
        day=FIRST + timedelta(days=day),
        key=key,
        mode=mode,
        score={Outcome.RIGHT: 1.0, Outcome.PARTLY: 0.5, Outcome.WRONG: 0.0}[outcome],
        outcome=outcome,
        confidence=confidence,
        rating=rating,
        milliseconds=2000,
    )


def days_of(*reviews: Review) -> Days:
    days = Days()
    for each in reviews:
        days.add(gist(each))
    return days


def report_of(
    study: Study, store: ProgressFile, reviews: Iterable[Review], span: Range = Range.ALL
) -> Report:
    store.record_all(reviews)
    return study.figures().all_at_once(span)


# Counts


def test_the_interval_is_wilsons_as_it_is_printed_in_textbooks() -> None:
    # 81 of 263: Newcombe 1998, Statistics in Medicine 17, 857, table I, method 3.
    assert Count(263, 81).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Count(148, 15).interval == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert Count(20, 0).interval == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert Count(29, 1).interval == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert (Count().share, Count().interval) == (None, None)


@given(st.integers(1, 10_000).flatmap(lambda number: st.tuples(st.just(number), st.integers(0, number))))
def test_the_interval_holds_the_share_and_stays_within_0_and_1(tried: tuple[int, int]) -> None:
    count = Count(*tried)
    assert count.interval is not None
    assert count.share is not None
    low, high = count.interval
    assert 0 <= low <= count.share + 1e-12
    assert count.share - 1e-12 <= high <= 1


# Days


def test_a_return_is_the_first_answer_of_a_later_day_that_moves_the_schedule() -> None:
    reviews = [
        review(0, Rating.AGAIN),
        review(0, hour=11),
        review(2, mode=Mode.PRACTISE),
        review(3, Rating.AGAIN),
        review(3, hour=11),
        review(24),
        review(25, mode=Mode.PRETEST),
    ]
    days = days_of(*reviews)
    assert {day.day: tally.retention for day, tally in days.tallies.items() if tally.retention.number} == {
        4: Count(1, 0),
        25: Count(1, 1),
    }
    total = days.total(date.min, date.max)
    assert total.young == Count(1, 0)
    assert total.mature == Count(1, 1)
    assert total.retention == Count(2, 1)


def test_partly_right_counts_as_recalled_and_not_as_right() -> None:
    total = days_of(review(0), review(5, Rating.HARD)).total(date.min, date.max)
    assert total.retention == Count(1, 1)
    assert (total.answers, total.partly) == (Count(2, 1), 1)


def test_confidence_counts_the_first_answer_of_a_day_alone() -> None:
    total = days_of(
        review(0, Rating.AGAIN, confidence=Confidence.CERTAIN),
        review(0, hour=11, confidence=Confidence.CERTAIN),
        review(1, confidence=Confidence.GUESS),
    ).total(date.min, date.max)
    assert total.confidence == {
        Confidence.CERTAIN: Count(1, 0),
        Confidence.GUESS: Count(1, 1),
        Confidence.UNSAID: Count(),
    }


def test_the_hour_is_that_of_the_learners_clock() -> None:
    total = days_of(review(0, hour=23, offset=90), review(1, hour=0, offset=-30)).total(date.min, date.max)
    assert {hour: each.number for hour, each in enumerate(total.hours) if each.number} == {0: 1, 23: 1}


def test_days_outside_a_range_do_not_count() -> None:
    days = days_of(review(0), review(10), review(20))
    assert days.total(FIRST + timedelta(days=1), FIRST + timedelta(days=10)).answers.number == 1


@pytest.mark.parametrize(
    ("days", "periods", "length"),
    [(1, 1, 1), (60, 60, 1), (61, 9, 7), (365, 53, 7), (421, 16, 28), (40_000, 110, 364)],
)
def test_periods_are_of_one_length_and_end_today(days: int, periods: int, length: int) -> None:
    last = FIRST + timedelta(days=days - 1)
    found = Days().periods(FIRST, last, 60)
    assert len(found) == periods
    assert (found[0].first, found[-1].last) == (FIRST, last)
    assert {(each.last - each.first).days + 1 for each in found[1:]} <= {length}
    assert (found[0].last - found[0].first).days + 1 <= length
    assert all(one.last + timedelta(days=1) == next_.first for one, next_ in pairwise(found))


def test_a_clock_that_was_ages_off_breaks_no_period() -> None:
    days = days_of(*(review(0)._replace(day=day) for day in (date.min, FIRST, date.max)))
    found = days.periods(stats.first_day(Range.ALL, days.begun, FIRST), FIRST, 60)
    assert (found[0].first, found[-1].last) == (date.min, FIRST)
    assert sum(period.tally.answers.number for period in found) == 2
    assert stats.calendar(days, FIRST) == {FIRST: 1}


@st.composite
def logs(draw: st.DrawFn) -> list[Review]:
    """Draws the reviews of two questions, in order of time."""
    found = []
    for key in (FRANCE, JAPAN):
        moments = draw(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 23)), max_size=12, unique=True))
        found += [
            review(
                day,
                draw(st.sampled_from(Rating)),
                hour=hour,
                key=key,
                mode=draw(st.sampled_from(Mode)),
                confidence=draw(st.sampled_from(Confidence)),
            )
            for day, hour in moments
        ]
    return sorted(found, key=lambda each: (each.time, each.id))


@given(logs())
def test_all_sums_agree_with_the_log(log: list[Review]) -> None:
    days = days_of(*log)
    total = days.total(FIRST, FIRST + timedelta(days=500))
    assert total.answers == Count(len(log), sum(each.outcome is Outcome.RIGHT for each in log))
    assert total.milliseconds == 2000 * len(log)
    assert total.new == len({each.key for each in log})
    assert sum(each.number for each in total.hours) == len(log)
    assert sum(each.hits for each in total.hours) == total.answers.hits
    assert sum(each.number for each in total.confidence.values()) == len({(e.key, e.day) for e in log})
    periods = days.periods(FIRST, FIRST + timedelta(days=500), 15)
    assert sum(each.tally.answers.number for each in periods) == len(log)
    assert sum(each.tally.retention.number for each in periods) == total.retention.number


@given(logs())
def test_there_is_a_prediction_for_every_return_and_for_nothing_else(log: list[Review]) -> None:
    foretold = memory.foretelling()
    days, predicted = days_of(*log), Counter[date]()
    for each in log:
        if each.mode.schedules and foretold(each.key, each.rating, each.day) is not None:
            predicted[each.day] += 1
    assert predicted == Counter({day: tally.retention.number for day, tally in days.tallies.items()})


# Foretold


def test_the_brier_score_is_the_mean_squared_error() -> None:
    foretold = Foretold()
    for likely, recalled in ((0.9, True), (0.8, True), (0.6, False), (1.0, True)):
        foretold.add(likely, recalled=recalled)
    assert foretold.brier == pytest.approx((0.01 + 0.04 + 0.36 + 0) / 4)
    assert foretold.predicted == pytest.approx(0.825)
    assert foretold.recalled == pytest.approx(0.75)
    assert foretold.brier_of_mean == pytest.approx(0.1875)
    assert {number: each.number for number, each in enumerate(foretold.bins) if each.number} == {
        12: 1,
        16: 1,
        18: 1,
        19: 1,
    }


# Forecast, streaks, ranges


def test_what_is_overdue_is_due_today() -> None:
    dues = Counter(FIRST + timedelta(days=days) for days in (-9, -1, 0, 1, 1, 29, 30, 300))
    found = stats.forecast(dues, FIRST)
    assert found.days == (3, 2, *[0] * 27, 1)
    assert (found.overdue, found.later, found.total) == (2, 2, 6)


def test_the_longest_streak_need_not_be_the_last() -> None:
    days = {FIRST + timedelta(days=each) for each in (0, 1, 2, 4, 5)}
    assert stats.longest_streak(days, lambda _: False) == 3
    assert stats.longest_streak(days, lambda day: day == FIRST + timedelta(days=3)) == 5
    assert stats.longest_streak([], lambda _: True) == 0


def test_a_day_missed_on_top_of_one_jumped_over_ends_a_streak() -> None:
    days = {FIRST + timedelta(days=each) for each in (0, 3)}
    assert stats.longest_streak(days, lambda _: True) == 1


def test_a_range_begins_no_earlier_than_the_first_answer() -> None:
    today = date(2026, 11, 30)
    assert stats.first_day(Range.MONTH, FIRST, today) == FIRST
    assert stats.first_day(Range.MONTH, date(2020, 1, 1), today) == FIRST
    assert stats.first_day(Range.ALL, date(2020, 1, 1), today) == date(2020, 1, 1)
    assert stats.first_day(Range.YEAR, None, today) == today
    assert stats.first_day(Range.ALL, date(2030, 1, 1), today) == today


def test_ranges_go_round() -> None:
    assert [each.following for each in Range] == [Range.QUARTER, Range.YEAR, Range.ALL, Range.MONTH]


# Of a progress file


def test_a_small_log_added_up_by_hand(study: Study, store: ProgressFile) -> None:
    log = [
        review(0, Rating.AGAIN, confidence=Confidence.CERTAIN),
        review(0, hour=11),
        review(1, key=JAPAN),
        review(3, Rating.AGAIN),
        review(3, hour=11),
        review(22, key=JAPAN, hour=9),
    ]
    report = report_of(study, store, log)
    assert (report.first, report.last) == (FIRST, date(2026, 11, 23))
    assert report.total.answers == Count(6, 4)
    assert report.total.new == 2
    assert report.study_days == 4
    assert report.total.young == Count(1, 0)
    assert report.total.mature == Count(1, 1)
    assert report.total.milliseconds == 12_000
    assert report.calendar == {FIRST: 2, date(2026, 11, 2): 1, date(2026, 11, 4): 2, date(2026, 11, 23): 1}
    assert report.longest_streak == 2
    assert report.present.overview.streak == 1
    assert report.foretold.number == 2
    ((question, progress),) = report.present.hardest
    assert (question.key, progress.lapses) == (FRANCE, 1)


def test_what_was_undone_and_changed_counts_as_it_was_left(study: Study, store: ProgressFile) -> None:
    wrong, right, undone = review(0, Rating.AGAIN), review(5), review(6)
    now = datetime(2026, 11, 20, tzinfo=UTC)
    store.record_all([wrong, right, undone])
    store.record(Void("void", now, undone.id))
    store.record(Change("change", now, right.id, 0.0, Outcome.WRONG, Rating.AGAIN))
    total = study.figures().all_at_once(Range.ALL).total
    assert total.answers == Count(2, 0)
    assert total.retention == Count(1, 0)


def test_answers_under_a_former_key_count_with_those_under_the_present_one(
    study: Study, store: ProgressFile
) -> None:
    former = Key("capitals", "~gone")
    store.record_all([review(0, key=former), review(4), review(2, key=JAPAN)])
    store.record(Relink("relink", datetime(2026, 11, 20, tzinfo=UTC), former, FRANCE))
    total = study.figures().all_at_once(Range.ALL).total
    assert (total.answers.number, total.new, total.retention.number) == (3, 2, 1)


def test_one_bank_alone_counts_where_one_is_named(study: Study, store: ProgressFile) -> None:
    elsewhere = Key("elsewhere", "question")
    store.record_all([review(0), review(0, key=elsewhere), review(1, key=elsewhere, hour=12)])
    assert study.figures().all_at_once(Range.ALL).total.answers.number == 3
    assert study.figures(["capitals"]).all_at_once(Range.ALL).total.answers.number == 1


@pytest.mark.parametrize("portion", [1, 3, 20, 21])
def test_reading_in_portions_misses_nothing(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch, portion: int
) -> None:
    monkeypatch.setattr("quiz.store.gists._EVENTS", portion)
    log = [review(number // 4, key=Key("bank", f"question-{number:02}")) for number in range(20)]
    store.record_all(log)
    shares, found = zip(*store.gists(), strict=True)
    assert [each for reviews in found for each in reviews] == [gist(each) for each in log]
    assert list(shares) == sorted(shares)
    assert (shares[0] >= 0, shares[-1]) == (True, 1)


def test_what_is_answered_while_the_log_is_read_is_left_out(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.store.gists._EVENTS", 1)
    first, undone = review(0), review(1)
    store.record_all([first, undone])
    portions = iter(store.gists())
    found = next(portions)[1]
    store.record(review(2))
    store.record(Void("void", datetime(2026, 11, 20, tzinfo=UTC), undone.id))
    found += [each for _, reviews in portions for each in reviews]
    assert found == [gist(first), gist(undone)]


@pytest.mark.parametrize(
    ("column", "value"), [("mode", "idle"), ("day", "2026-99-99"), ("time", "2026-11-20Tab:cd:00.000000Z")]
)
def test_a_row_that_cannot_be_read_is_named(
    study: Study, store: ProgressFile, column: str, value: str
) -> None:
    store.record_all([review(0), review(1)])
    connection = store._database._connection
    connection.execute("DROP TRIGGER review_never_changes")
    connection.execute(f"UPDATE review SET {column} = ? WHERE id = ?", (value, review(1).id))
    with pytest.raises(ProgressError, match=f"is damaged: a row cannot be read .{review(1).id}"):
        study.figures().all_at_once(Range.ALL)


def test_ten_thousand_answers_are_read_as_they_were_recorded(
    store: ProgressFile, study: Study, clock: Clock
) -> None:
    rng = Random(3)
    log = [
        review(rng.randrange(22), rng.choice(list(Rating)), hour=rng.randrange(24))._replace(
            id=new_id(clock.now, rng),
            key=Key("gone", f"question-{rng.randrange(500)}"),
        )
        for _ in range(2000)
    ]
    report = report_of(study, store, log)
    assert report.total.answers == Count(2000, sum(each.outcome is Outcome.RIGHT for each in log))
    assert report.foretold.number == report.total.retention.number


# In words


def test_with_nothing_answered_every_part_says_what_will_appear(study: Study) -> None:
    report = study.figures().all_at_once(Range.YEAR)
    said = {name: [line for part in parts for line in part(report)] for name, parts in telling.PARTS}
    assert said["Due"] == ["Nothing is scheduled yet: the forecast begins with your first answer."]
    assert said["Days"] == ["Nothing answered yet: each study day shows here from your first answer on."]
    assert said["Retention"] == [
        "Retention needs questions that came back: study some, and the first do so within days."
    ]
    assert said["Calibration"] == [
        "Calibration needs answers: yours as a guess or certain, and questions that came back."
    ]
    assert said["Mastery"][0] == "You would recall 0% of 4 questions today; the 4 new count nothing."
    assert said["Time"] == [
        "No time spent in this range: it is counted from a question's showing to your answer."
    ]


def test_before_anything_came_back_the_day_is_said_on_which_it_will(
    study: Study, store: ProgressFile
) -> None:
    report = report_of(study, store, [review(22)])
    (due,) = {each.memory.due for each in all_progress(store).values()}
    when = f"{due:%a} {due.day} {due:%b}"
    assert telling.retention(report) == [
        f"Retention needs questions that came back: the next are due {when}."
    ]


def test_retention_is_said_with_its_target_its_sample_and_its_interval(
    study: Study, store: ProgressFile
) -> None:
    log = [review(0, key=Key("gone", str(number))) for number in range(50)]
    log += [
        review(4, Rating.AGAIN if number < 20 else Rating.GOOD, key=Key("gone", str(number)))
        for number in range(50)
    ]
    said = telling.retention(report_of(study, store, log))
    assert said[0] == (
        "Recalled: 60% of 50 (46 to 72%), less than the target of 90%:"
        " `tillerson-quiz fit` may fit the schedule to you."
    )
