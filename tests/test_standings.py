from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import memory
from quiz.bank import read
from quiz.memory import forgetting, recall, replay
from quiz.model import Key, Library, Memory, Relink
from quiz.sitting import Sitting
from quiz.store import ProgressFile, Touched, glance
from quiz.study import Study
from tests.support import BANK, Clock, noted, right_response, wrong_responses

days = st.dates(date(2020, 1, 1), date(2120, 1, 1))
fitted = (*(value * 1.1 for value in memory.effective(None)[:-1]), 0.3)


@pytest.fixture
def library() -> Library:
    """Two banks, of which only one is studied."""
    banks = [read(BANK.replace("bank: capitals", f"bank: {name}").encode(), Path(name))[0] for name in "ab"]
    return Library(tuple(bank for bank in banks if bank))


def answer(study: Study, sitting: Sitting, *, right: bool = True) -> None:
    question = sitting.current
    assert question is not None
    study.answer(sitting, right_response(question.kind) if right else wrong_responses(question.kind)[0])


def fresh(study: Study) -> Study:
    """Returns a study that has looked nothing up yet."""
    return Study(study.library, study._store, study._clock, Random(7), study.habits)


@given(
    st.floats(0, 1e10),
    days,
    days,
    st.sampled_from([None, fitted]),
)
def test_many_memories_are_forgotten_to_the_bit_like_one(
    stability: float, last: date, today: date, parameters: tuple[float, ...] | None
) -> None:
    one = recall(Memory(5.0, stability, last, last), today, parameters)
    assert forgetting(today, parameters)(stability, last) == one


@given(st.data())
def test_the_figures_that_are_held_are_those_that_would_be_looked_up(data: st.DataObject) -> None:
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC) + data.draw(st.timedeltas(timedelta(), timedelta(364))))
    banks = [read(BANK.replace("bank: capitals", f"bank: {name}").encode(), Path(name))[0] for name in "ab"]
    with ProgressFile.open_copy(None, replay) as store:
        study = Study(Library(tuple(bank for bank in banks if bank)), store, clock, Random(7))
        sitting = study.study(["a"])
        for _ in range(data.draw(st.integers(1, 8))):
            step = data.draw(
                st.sampled_from(["right", "wrong", "overrule", "undo", "suspend", "bury", "day"])
            )
            if sitting.current is None:
                sitting = study.study(["a"])
            elif step == "day":
                clock.pass_(days=data.draw(st.integers(1, 20)))
            elif step in {"right", "wrong"}:
                study.advance(sitting)
                if sitting.current is not None:
                    answer(study, sitting, right=step == "right")
            else:
                getattr(study, step)(sitting)
            assert study.overview() == fresh(study).overview()


def test_only_banks_that_something_was_written_about_are_looked_up_again(
    study: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = noted(monkeypatch, ProgressFile, "held")
    study.overview()
    sitting = study.study(["a"])
    answer(study, sitting)
    assert study.overview().banks[0].new == 3
    assert looked == ["a", "b", "a"]
    study.undo(sitting)
    assert study.overview().banks[0].new == 4
    study.labels.suspend(Key("b", "france"))
    assert study.overview().banks[1].new == 3
    assert looked == ["a", "b", "a", "a", "b"]


def test_a_change_of_key_and_another_day_have_all_banks_looked_up_again(study: Study, clock: Clock) -> None:
    answer(study, study.study(["a"]))
    before = study.overview()
    [held] = study._store.memories()
    study._journal.save(Relink(*study._journal.stamp(), held, Key("b", "france")))
    assert [row.new for row in study.overview().banks] == [4, 3]
    clock.pass_(days=30)
    later = study.overview()
    assert later == fresh(study).overview()
    assert later.banks[1].mastery < before.banks[0].mastery


def test_what_another_window_wrote_is_seen(study: Study, store: ProgressFile, clock: Clock) -> None:
    assert study.overview().banks[0].new == 4
    with ProgressFile.open(store.path, replay, clock()) as other:
        there = Study(study.library, other, clock, Random(2))
        answer(there, there.study(["a"]))
    assert study.overview().banks[0].new == 3


def test_a_file_that_took_the_place_of_the_one_before_is_looked_through(
    study: Study, store: ProgressFile
) -> None:
    answer(study, study.study(["a"]))
    mark = store.touched(None).mark
    assert store.touched(None).banks is None
    assert store.touched(mark) == Touched(mark, set())
    assert store.touched(mark._replace(event="of another file")).banks is None


def test_days_are_looked_up_again_only_where_one_before_them_has_answers_now(
    study: Study, store: ProgressFile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = noted(monkeypatch, ProgressFile, "latest_days")
    answer(study, study.study(["a"]))
    assert study.overview().streak == 1
    sitting = study.study(["b"])
    answer(study, sitting)
    study.undo(sitting)
    assert study.overview().streak == 1
    assert len(looked) == 1
    with ProgressFile.open(store.path, replay, clock()) as other:
        yesterday = Study(study.library, other, Clock(clock.now - timedelta(days=1)), Random(2))
        answer(yesterday, yesterday.study(["b"]))
    assert study.overview().streak == 2
    assert len(looked) == 2


def test_a_bank_of_the_day_is_next_due_on_the_day_its_first_question_is(study: Study, clock: Clock) -> None:
    answer(study, study.study(["b"]))
    overview = study.overview()
    assert overview.next_due == overview.banks[1].next_due
    assert overview.next_due is not None
    assert overview.next_due >= overview.today + timedelta(days=1)
    assert overview.banks[0].next_due is None


def test_a_glance_counts_what_the_file_lists_as_due(study: Study, store: ProgressFile, clock: Clock) -> None:
    sitting = study.study()
    while sitting.current is not None:
        answer(study, sitting)
        study.advance(sitting)
    study.labels.suspend(Key("a", "japan"))
    study._journal.save(Relink(*study._journal.stamp(), Key("a", "japan"), Key("b", "moved")))
    clock.pass_(days=40)
    event = study.labels.suspend(Key("b", "nordic"))
    study.labels.bury(Key("a", "france"))
    for banks in ([], ["a"], ["b"], ["a", "b", "a"], ["c"]):
        assert glance.due(store.path, study.today, banks) == len(store.due(study.today, banks or None))
    before = len(store.due(study.today))
    study.labels.take_back(event)
    assert glance.due(store.path, study.today) == len(store.due(study.today)) == before + 1


def test_what_is_not_looked_up_at_once_is_looked_up_later(study: Study) -> None:
    answer(study, study.study(["b"]))
    whole = fresh(study).overview()
    begun = study.overview(most=1)
    assert [row.known for row in begun.banks] == [True, False]
    assert not begun.known
    assert (begun.banks[1].id, begun.banks[1].questions, begun.banks[1].new) == ("b", 4, 0)
    assert study.overview(most=1) == whole
    assert study.overview(most=0) == whole  # what is held costs nothing
