"""What the progress file remembers, and what follows from it."""

import gc
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.memory import replay
from quiz.model import Chosen, Confidence, Event, Key, Mode, Outcome, Rating
from quiz.store import NotSaved, ProgressFile, glance
from tests.support import REVIEW, all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
ATOM = Key("physics", "atom")


def totals(file: ProgressFile, day: date) -> tuple[int, int, int]:
    return file.answers(day), file.begun(day), file.repeated(day)


def test_an_answer_is_there_when_the_file_is_opened_again(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    review = events.answer()
    with open_file(path) as file:
        file.record(review)
    again = open_file(path)
    assert again.history(PARIS) == [review]
    assert again.progress(PARIS) == replay(PARIS, [review])
    assert list(again.log()) == [review]


def test_a_second_window_sees_the_first_ones_answer(
    path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    first, second = open_file(path), open_file(path)
    assert second.progress(PARIS) is None
    first.record(events.answer())
    second.record(events.answer())
    assert first.progress(PARIS) == second.progress(PARIS) == replay(PARIS, first.history(PARIS))
    assert len(first.history(PARIS)) == 2


def test_the_same_event_twice_counts_once(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    assert file.record_all([review, review]) == 1
    file.record(review)
    assert file.history(PARIS) == [review]


def test_another_event_with_a_known_id_is_refused(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    file.record(review)
    with pytest.raises(NotSaved, match="another event with the id"):
        file.record(review._replace(rating=Rating.EASY))
    assert file.history(PARIS) == [review]


def test_a_change_counts_for_the_review(file: ProgressFile, events: "Events") -> None:
    review = events.answer(rating=Rating.AGAIN)
    change = events.change(review.id, Rating.GOOD)
    file.record_all([review, change])
    changed = review._replace(rating=Rating.GOOD, outcome=Outcome.RIGHT, score=1.0)
    assert file.history(PARIS) == [changed]
    assert file.reviews([review.id]) == {review.id: changed}
    assert file.progress(PARIS) == replay(PARIS, [changed])
    assert file.misses() == []


def test_the_last_change_counts_until_it_is_undone(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    early, late = events.change(review.id, Rating.HARD), events.change(review.id, Rating.EASY)
    file.record_all([review, late, early])
    assert [each.rating for each in file.history(PARIS)] == [Rating.EASY]
    file.record(events.void(late.id))
    assert [each.rating for each in file.history(PARIS)] == [Rating.HARD]
    file.record(events.void(early.id))
    assert file.history(PARIS) == [review]
    assert file.progress(PARIS) == replay(PARIS, [review])


def test_an_undone_answer_leaves_nothing(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    file.record_all([review, events.change(review.id)])
    file.record(events.void(review.id))
    assert file.history(PARIS) == []
    assert file.progress(PARIS) is None
    assert file.reviews([review.id]) == {}
    assert all_progress(file) == {}
    assert file.latest_days(events.today) == set()
    assert totals(file, events.today) == (0, 0, 0)


def test_undoing_an_undo_does_nothing(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    void = events.void(review.id)
    file.record_all([review, void, events.void(void.id)])
    assert file.history(PARIS) == []


def test_an_undo_that_arrives_first_takes_effect_later(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    change = events.change(review.id)
    file.record_all([events.void(change.id), change])
    assert all_progress(file) == {}
    file.record(review)
    assert file.history(PARIS) == [review]
    later = events.answer()
    file.record_all([events.void(later.id), later])
    assert file.history(PARIS) == [review]


def test_undos_that_undo_each_other_do_no_harm(file: ProgressFile, events: "Events") -> None:
    first, second = events.void("x"), events.void("y")
    file.record_all([first._replace(target=second.id), second._replace(target=first.id)])
    file.record(events.void("z")._replace(id="z"))
    assert all_progress(file) == {}


def misses(file: ProgressFile) -> dict[Key, tuple[str, int, int]]:
    found = file.missed(each.key for each in file.misses())
    return {progress.key: (miss.id, times, repeated) for progress, miss, times, repeated in found}


def test_misses_are_counted_under_all_keys_of_a_question(file: ProgressFile, events: "Events") -> None:
    lyon, nice = Chosen("Lyon"), Chosen("Nice")
    same, right, undone, other, last = (
        events.answer(key, rating, response)
        for key, rating, response in (
            (PARIS, Rating.AGAIN, lyon),
            (PARIS, Rating.GOOD, None),
            (PARIS, Rating.AGAIN, lyon),
            (OSLO, Rating.AGAIN, nice),
            (OSLO, Rating.AGAIN, lyon),
        )
    )
    file.record_all([same, right, undone, other, last, events.void(undone.id)])
    assert misses(file) == {PARIS: (same.id, 1, 1), OSLO: (other.id, 2, 1)}
    file.record(events.relink(PARIS, OSLO))
    assert misses(file) == {OSLO: (same.id, 3, 2)}
    file.record(events.change(same.id))
    assert misses(file) == {OSLO: (other.id, 2, 1)}
    file.record_all([events.change(other.id), events.change(last.id)])
    assert misses(file) == {}


def test_relinked_reviews_count_for_the_new_key(file: ProgressFile, events: "Events") -> None:
    old, new = events.answer(PARIS), events.answer(OSLO)
    relink = events.relink(PARIS, OSLO)
    file.record_all([old, new])
    file.record(relink)
    moved = old._replace(key=OSLO)
    assert file.history(OSLO) == [moved, new]
    assert file.history(PARIS) == []
    assert file.reviews([old.id, new.id]) == {old.id: moved, new.id: new}
    assert all_progress(file) == {OSLO: replay(OSLO, [moved, new])}
    late = events.answer(PARIS)
    file.record(late)
    assert file.history(OSLO) == [moved, new, late._replace(key=OSLO)]
    file.record(events.void(relink.id))
    assert file.history(PARIS) == [old, late]
    assert all_progress(file) == {PARIS: replay(PARIS, [old, late]), OSLO: replay(OSLO, [new])}


@pytest.mark.parametrize(
    ("links", "home"),
    [
        ([(PARIS, OSLO), (OSLO, ATOM)], ATOM),
        ([(OSLO, ATOM), (PARIS, OSLO)], OSLO),
        ([(PARIS, OSLO), (OSLO, PARIS)], PARIS),
        ([(PARIS, PARIS)], PARIS),
        ([(PARIS, OSLO), (PARIS, PARIS)], PARIS),
        ([(PARIS, OSLO), (PARIS, ATOM)], ATOM),
        ([(PARIS, OSLO), (OSLO, ATOM), (ATOM, PARIS)], PARIS),
    ],
)
def test_chains_and_circles_of_relinks_end(
    file: ProgressFile, events: "Events", links: list[tuple[Key, Key]], home: Key
) -> None:
    review = events.answer(PARIS)
    file.record_all([review, *(events.relink(old, new) for old, new in links)])
    assert list(all_progress(file)) == [home]
    assert file.history(home) == [review._replace(key=home)]


def test_due_questions_come_longest_due_first(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer(OSLO, Rating.EASY))
    file.record(events.answer(PARIS, Rating.AGAIN))
    file.record(events.answer(ATOM, Rating.GOOD))
    dues = {key: progress.memory.due for key, progress in all_progress(file).items()}
    assert file.due(events.today) == []
    assert file.due(date(2030, 1, 1)) == sorted(dues, key=lambda key: dues[key]) == [PARIS, ATOM, OSLO]
    assert file.due(dues[PARIS]) == [PARIS]
    assert file.due(date(2030, 1, 1), {"physics"}) == [ATOM]
    assert file.due(date(2030, 1, 1), {"physics", "capitals"}) == [PARIS, ATOM, OSLO]
    assert file.due(date(2030, 1, 1), number=2) == [PARIS, ATOM]
    assert file.due(date(2030, 1, 1), {"capitals"}, PARIS.__ne__, 1) == [OSLO]
    assert file.due(date(2030, 1, 1), []) == []


def test_what_is_due_is_so_from_its_day_on_however_it_is_asked_for(
    file: ProgressFile, events: "Events"
) -> None:
    file.record_all([events.answer(PARIS), events.answer(OSLO)])
    (day,) = {memory.due for memory in file.memories().values()}
    for when, keys in ((day - timedelta(days=1), []), (day, [PARIS, OSLO])):
        assert file.due(when) == keys
        assert file.due_in(when, ["capitals"]).get("capitals", []) == [key.question for key in keys]
        assert file.number_due(when, ["capitals"]) == {"capitals": len(keys)}
        assert glance.due(file.path, when) == len(keys)
    file.record(events.suspend(OSLO))
    assert file.due(day) == [PARIS]
    assert file.number_due(day, ["capitals"]) == {"capitals": 1}
    assert glance.due(file.path, day) == 1


def test_memories_are_those_of_the_progress(file: ProgressFile, events: "Events") -> None:
    file.record_all([events.answer(PARIS), events.answer(OSLO, Rating.AGAIN)])
    held = {key: progress.memory for key in (PARIS, OSLO) if (progress := file.progress(key))}
    assert file.memories() == held
    assert len(held) == 2


def test_loading_leaves_the_garbage_collector_as_it_was(file: ProgressFile) -> None:
    file.memories()
    assert gc.isenabled()
    gc.disable()
    try:
        file.memories()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_missed_questions_come_latest_first(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer(PARIS, Rating.AGAIN))
    file.record(events.answer(ATOM))
    partly = events.answer(OSLO, Rating.HARD)
    file.record(partly._replace(outcome=Outcome.PARTLY, score=0.5))
    assert list(misses(file)) == [OSLO, PARIS]
    assert file.missed_in("capitals") == {OSLO.question, PARIS.question}
    file.record(events.answer(PARIS))
    assert file.missed_in("capitals") == {OSLO.question, PARIS.question}
    file.record(events.answer(PARIS, sitting="a later sitting"))
    assert list(misses(file)) == [OSLO]
    assert file.missed_in("capitals") == {OSLO.question}


def test_what_was_wrong_though_certain_is_told_from_other_misses(
    file: ProgressFile, events: "Events"
) -> None:
    file.record(events.answer(PARIS, Rating.AGAIN))
    certain = events.answer(OSLO, Rating.AGAIN, confidence=Confidence.CERTAIN)
    file.record_all([certain, events.answer(ATOM, confidence=Confidence.CERTAIN)])
    assert {each.key: each.certain_and_wrong for each in file.misses()} == {OSLO: True, PARIS: False}
    assert file.certain_in("capitals") == {OSLO.question}
    assert file.certain_in("physics") == file.missed_in("physics") == set()
    file.record(events.change(certain.id, Rating.HARD, Outcome.PARTLY))
    assert file.missed_in("capitals") == {OSLO.question, PARIS.question}
    assert not any(each.certain_and_wrong for each in file.misses())
    assert file.certain_in("capitals") == set()


def test_what_a_list_says_of_questions_is_what_their_progress_says(
    file: ProgressFile, events: "Events"
) -> None:
    file.record_all([events.answer(PARIS, Rating.AGAIN), events.answer(OSLO)])
    said = file.briefs([OSLO, ATOM, PARIS])
    found = [file.progress(key) for key in (OSLO, ATOM, PARIS)]
    assert said == [each and (each.last.outcome, each.memory.due) for each in found]
    assert said[1] is None


def test_a_day_has_its_reviews_new_questions_and_time(file: ProgressFile, events: "Events") -> None:
    first_day = events.today
    file.record_all([events.answer(PARIS), events.answer(PARIS), events.answer(OSLO)])
    events.later(3)
    undone = events.answer(ATOM)
    file.record_all([events.answer(PARIS), undone, events.void(undone.id)])
    assert totals(file, first_day) == (3, 2, 0)
    assert totals(file, events.today) == (1, 0, 1)


@given(days=st.sets(st.integers(0, 12)), undone=st.sets(st.integers(0, 12)), today=st.integers(0, 14))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_the_latest_days_go_back_to_where_two_in_a_row_have_no_answer(
    events: "Events", days: set[int], undone: set[int], today: int
) -> None:
    events.now = datetime(2026, 2, 1, tzinfo=UTC)
    first = events.today
    with ProgressFile.open_copy(None, replay) as file:
        for day in range(13):
            if day in days:
                file.record(answer := events.answer())
                if day in undone:
                    file.record(events.void(answer.id))
            events.later(1)
        found = {(day - first).days for day in file.latest_days(first + timedelta(days=today))}
    left = days - undone
    reached = today
    while {reached - 1, reached - 2} & left:
        reached -= 1
    wanted = {day for day in left if reached <= day <= today}
    assert wanted <= found <= left
    assert max(found, default=0) <= today
    assert undone or found == wanted


def test_the_edges_of_a_day_are_its_first_and_last_answers_that_count(
    file: ProgressFile, events: "Events"
) -> None:
    def edges() -> list[datetime | None]:
        return [file.edge(events.today, last=last) for last in (False, True)]

    assert edges() == [None, None]
    undone, first, middle, last, late = (events.answer() for _ in range(5))
    first = first._replace(offset=-90)
    file.record_all([late, last, middle, first, undone, events.void(undone.id), events.void(late.id)])
    assert edges() == [first.time, last.time]
    file.record_all([events.void(middle.id), events.void(last.id)])
    assert edges() == [first.time, first.time]
    moment = edges()[0]
    assert moment is not None
    assert moment.utcoffset() == timedelta(minutes=-90)


def test_known_questions_that_are_studied_count_as_repeated_once(
    file: ProgressFile, events: "Events"
) -> None:
    file.record_all([events.answer(PARIS), events.answer(OSLO)])
    events.later(3)
    file.record_all(events.answer(key) for key in (PARIS, PARIS, ATOM, ATOM))
    file.record(events.answer(OSLO, mode=Mode.MISSED))
    assert totals(file, events.today) == (5, 1, 1)


def test_a_relinked_question_counts_by_its_new_name(file: ProgressFile, events: "Events") -> None:
    quark = Key("physics", "quark")
    first_day = events.today
    file.record_all([events.answer(PARIS), events.answer(OSLO)])
    events.later(3)
    file.record_all(events.answer(key) for key in (PARIS, OSLO, ATOM))
    assert totals(file, events.today) == (3, 1, 2)
    file.record_all(
        [events.relink(PARIS, Key("capitals", "paris")), events.relink(OSLO, Key("cities", "norway"))]
    )
    assert totals(file, events.today) == (3, 1, 2)
    file.record_all(
        [events.relink(Key("cities", "norway"), Key("capitals", "paris")), events.relink(ATOM, quark)]
    )
    assert totals(file, events.today) == (3, 1, 1)
    assert totals(file, first_day) == (2, 1, 0)


@pytest.mark.parametrize("mode", [Mode.PRACTISE, Mode.PRETEST])
def test_practising_and_pretesting_are_kept_and_leave_the_schedule(
    file: ProgressFile, events: "Events", mode: Mode
) -> None:
    studied = events.answer(PARIS)
    file.record(studied)
    before = all_progress(file)
    events.later(1)
    other = events.answer(PARIS, Rating.AGAIN, mode=mode, confidence=Confidence.CERTAIN)
    new = events.answer(OSLO, mode=mode)
    file.record_all([other, new])
    assert all_progress(file) == before
    assert file.misses() == []
    assert file.history(PARIS) == [studied, other]
    assert file.history(OSLO) == [new]
    assert file.reviews([new.id]) == {new.id: new}
    assert totals(file, events.today) == (2, 0, 0)
    assert file.latest_days(events.today) == {studied.day, other.day}
    assert list(file.log()) == [studied, other, new]
    assert file.rebuild() == 1
    assert file.check(events.now) == []
    file.record_all([events.change(other.id), events.void(studied.id)])
    assert all_progress(file) == {}
    assert file.check(events.now) == []


@pytest.mark.parametrize("mode", [Mode.STUDY, Mode.MISSED, Mode.TEST])
def test_the_other_modes_move_the_schedule(file: ProgressFile, events: "Events", mode: Mode) -> None:
    review = events.answer(mode=mode)
    file.record(review)
    assert all_progress(file) == {PARIS: replay(PARIS, [review])}


def test_a_check_is_kept_until_it_was_made_or_its_error_is_undone(
    file: ProgressFile, events: "Events"
) -> None:
    easy = events.answer(rating=Rating.EASY, confidence=Confidence.CERTAIN)
    error = easy._replace(outcome=Outcome.WRONG, score=0.0)
    check = error.day + timedelta(days=7)
    file.record(error)
    assert file.memories()[PARIS].check == file.memories()[PARIS].due == check
    assert file.due(check) == [PARIS]
    file.record(events.answer(rating=Rating.EASY))
    assert file.memories()[PARIS].due == check
    file.rebuild()
    assert file.memories()[PARIS].check == check
    change = events.change(error.id, Rating.GOOD)
    file.record(change)
    assert file.memories()[PARIS].check is None
    file.record(events.void(change.id))
    assert file.memories()[PARIS].check == check
    events.later(7)
    file.record(events.answer())
    assert file.memories()[PARIS].check is None
    assert file.check(events.now) == []


def test_the_log_keeps_every_event_in_the_order_of_time(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    made: list[Event] = [review, events.change(review.id), events.void("nowhere"), events.relink(OSLO, ATOM)]
    file.record_all(reversed(made))
    assert list(file.log()) == made
    assert file.last_time() == made[-1].time


def test_a_long_log_is_read_to_its_end(file: ProgressFile, events: "Events") -> None:
    same_time = events.answer().time
    made = [events.answer()._replace(time=same_time) for _ in range(2345)]
    assert file.record_all(made) == 2345
    assert list(file.log()) == sorted(made, key=lambda review: review.id)


def test_reviews_of_one_moment_are_in_the_order_of_their_ids(file: ProgressFile, events: "Events") -> None:
    first = events.answer(rating=Rating.AGAIN)
    second = events.answer(rating=Rating.EASY)._replace(time=first.time)
    file.record(second)
    file.record(first)
    assert file.history(PARIS) == [first, second]


def test_a_clock_that_was_put_back_does_not_mix_up_the_order(file: ProgressFile, events: "Events") -> None:
    late = events.answer()
    early = events.answer()._replace(time=late.time - timedelta(hours=1))
    file.record_all([late, early])
    assert early.id > late.id
    assert file.history(PARIS) == [early, late]
    assert list(file.log()) == [early, late]
    assert file.last_time() == late.time


@pytest.mark.parametrize("year", [1, 1970, 2038, 2100, 2101, 9990, 9999])
def test_no_year_is_too_odd_to_be_kept(
    file: ProgressFile, events: "Events", tmp_path: Path, open_file: "OpenFile", year: int
) -> None:
    events.now = datetime(year, 2, 28, 23, 59, tzinfo=UTC)
    first = events.answer(rating=Rating.EASY, confidence=Confidence.CERTAIN)
    second = events.answer()._replace(day=date(year, 12, 31))
    now = events.now
    file.record_all([first, second, events.bury()])
    assert file.history(PARIS) == [first, second]
    assert file.latest_days(first.day) == {first.day}
    assert file.latest_days(second.day) == {second.day}
    assert totals(file, first.day) == (1, 1, 0)
    assert file.due(date(year, 3, 2)) == ([] if year < 2101 else [PARIS])
    file.rebuild()
    assert file.check(now) == []
    file.before_change_of_day(now)
    file.export_log(tmp_path / "log.jsonl")
    other = open_file(tmp_path / "other.db")
    assert other.import_log(tmp_path / "log.jsonl", now) == 3
    assert all_progress(other) == all_progress(file)


def test_a_log_that_goes_back_and_forth_by_decades_keeps_its_schedule_sane(
    file: ProgressFile, events: "Events"
) -> None:
    for year in (2026, 9990, 1970, 2026, 2100):
        events.now = datetime(year, 6, 1, 12, tzinfo=UTC)
        file.record(events.answer(rating=Rating.EASY))
    assert [review.time.year for review in file.history(PARIS)] == [1970, 2026, 2026, 2100, 9990]
    assert file.progress(PARIS) == replay(PARIS, file.history(PARIS))
    assert [each.code for each in file.check(datetime(2026, 6, 2, tzinfo=UTC))] == ["future"]


def test_a_new_file_has_nothing(file: ProgressFile) -> None:
    assert list(file.log()) == []
    assert file.last_time() is None
    assert file.latest_days(date(2026, 1, 1)) == set()
    assert file.reviews(["nothing"]) == {}


def test_the_histories_of_many_are_those_of_each(file: ProgressFile, events: "Events") -> None:
    paris, quark = Key("capitals", "paris"), Key("physics", "quark")
    for key in (PARIS, OSLO, ATOM, paris, quark, PARIS):
        file.record(events.answer(key))
    file.record_all([events.relink(PARIS, paris), events.relink(ATOM, quark)])
    found = file.histories(file.answered())
    assert sorted(found, key=str) == sorted(map(file.history, (OSLO, paris, quark)), key=str)


def test_rebuilding_gives_the_same_to_the_bit(file: ProgressFile, events: "Events") -> None:
    for number, key in enumerate((PARIS, OSLO, ATOM) * 5):
        # Of another program, whose ids do not tell what was first.
        review = events.answer(key, events.rng.choice(list(Rating)))._replace(id=f"{99 - number}")
        file.record(review)
        events.later(events.rng.randrange(4))
    file.record(events.relink(PARIS, Key("capitals", "paris")))
    before = all_progress(file)
    assert file.rebuild() == 3
    assert all_progress(file) == before


def test_a_time_in_another_zone_is_kept_in_utc(file: ProgressFile, events: "Events") -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    review = events.answer()
    file.record(review._replace(time=review.time.astimezone(zone)))
    (kept,) = file.history(PARIS)
    assert kept.time == review.time
    assert kept.time.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(file: ProgressFile, events: "Events") -> None:
    review = events.answer()._replace(time=datetime(2026, 1, 5, 12))  # noqa: DTZ001 -- what must be refused
    with pytest.raises(NotSaved, match="no time zone"):
        file.record(review)


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": float("nan")},
        {"score": 1.5},
        {"milliseconds": -1},
        {"milliseconds": 1 << 70},
        {"key": Key("a bank", "\ud800")},
        {"id": ""},
        {"rating": 9},
    ],
)
def test_what_does_not_fit_is_refused_whole(
    file: ProgressFile, events: "Events", wrong: dict[str, object]
) -> None:
    good, bad = events.answer(), events.answer(OSLO)
    with pytest.raises(NotSaved):
        file.record_all([good, bad._replace(**wrong)])  # type: ignore[arg-type]  # values of many types
    assert list(file.log()) == []
    file.record_all([good, bad])
    assert len(all_progress(file)) == 2


def test_the_device_is_the_files_own(path: Path, open_file: "OpenFile", tmp_path: Path) -> None:
    device = open_file(path).device
    assert len(device) == 16
    assert open_file(path).device == device
    assert open_file(tmp_path / "another.db").device != device


@pytest.mark.parametrize(
    "odd", [{"score": -0.0}, {"score": 1}, {"milliseconds": 1500.0}, {"offset": True}, {"hinted": 1}]
)
def test_a_number_of_another_type_does_not_look_like_damage(
    file: ProgressFile, events: "Events", odd: dict[str, object]
) -> None:
    file.record(events.answer()._replace(**odd))  # type: ignore[arg-type]  # values of many types
    assert file.check(events.now) == []


@settings(deadline=None)
@given(texts=st.lists(st.text(), min_size=7, max_size=7))
def test_any_text_is_kept_as_it_is(texts: list[str]) -> None:
    bank, question, fingerprint, kind, sitting, device, wording = texts
    review = REVIEW._replace(
        key=Key(bank, question),
        fingerprint=fingerprint,
        kind=kind,
        sitting=sitting,
        device=device,
        wording=wording,
    )
    with ProgressFile.open_copy(None, replay) as file:
        file.record(review)
        assert list(file.log()) == file.history(review.key) == [review]
        assert file.check(review.time) == []


def test_a_name_that_no_question_can_have_is_not_taken_for_two(file: ProgressFile, events: "Events") -> None:
    odd = Key("capitals", "france\nnorway")
    file.record_all([events.answer(odd), events.answer(ATOM)])
    assert file.known("capitals") == set()
    assert file.due_in(date(2030, 1, 1), ["capitals", "physics"]) == {"physics": ["atom"]}
    file.record(events.answer(OSLO))
    assert file.known("capitals") == {"norway"}
    assert file.due_in(date(2030, 1, 1), ["capitals"]) == {"capitals": ["norway"]}
