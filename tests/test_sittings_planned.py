"""What a sitting of study holds, of libraries and progress of all kinds, against the rules said plainly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import plan
from quiz.bank import read
from quiz.memory import replay
from quiz.model import Bank, Key, Library, Memory, Mode, Relink, Said
from quiz.plan import Habits
from quiz.sitting import Queue, Sitting
from quiz.store import ProgressFile, new_id
from quiz.study import Study
from tests.support import Clock

EACH = 4


def bank(name: str, tag: str, numbers: tuple[int, ...] = (1, 2, 3, 4)) -> Bank:
    lines = [f"  - {{id: q{n}, ask: Is {n} it?, answer: true{tag if n % 2 else ''}}}\n" for n in numbers]
    text = f"bank: {name}\ntitle: T\nquestions:\n{''.join(lines)}"
    found, problems = read(text.encode(), Path(f"{name}.yaml"))
    assert found is not None, problems
    return found


TAG = ", tags: [confusable-it]"
NAMES = ("one", "two", "three")
PLAIN = [bank(name, "") for name in NAMES]
CONFUSABLE = [*PLAIN[:2], bank("three", TAG)]
# What the file may have become: questions were taken away, and others have come.
CHANGED = [bank("one", TAG, (5, 3, 1)), bank("two", "", (2, 3, 4, 6, 7)), bank("three", "", (4, 9))]
KEYS = [Key(each.id, name) for each in PLAIN for name in each.questions.ids]
LIMIT = st.none() | st.integers(0, 6)
HABITS = st.tuples(LIMIT, LIMIT, LIMIT).map(lambda limits: Habits(*limits))


class Past(NamedTuple):
    """What a learner did before."""

    answers: list[tuple[Key, bool, int]]
    """Whether each was right, and how many days passed after it."""
    suspended: set[Key]
    buried: set[Key]
    moved: dict[Key, Key]


PASTS = st.builds(
    Past,
    st.lists(st.tuples(st.sampled_from(KEYS), st.booleans(), st.integers(0, 4)), max_size=15),
    st.sets(st.sampled_from(KEYS), max_size=3),
    st.sets(st.sampled_from(KEYS), max_size=3),
    st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS), max_size=1),
)


@contextmanager
def lived(past: Past, banks: list[Bank]) -> Iterator[tuple[ProgressFile, Clock]]:
    """Gives the progress of a learner of these banks, and the clock as it is then."""
    clock = Clock(datetime(2026, 11, 23, 18, tzinfo=UTC))
    with ProgressFile.open_copy(None, replay) as store:
        study = Study(Library(tuple(banks)), store, clock, Random(1))
        for key, right, days in past.answers:
            study.answer(study.drill([key]), Said(right))
            clock.pass_(days=days)
        for key in past.suspended:
            study.labels.suspend(key)
        for key in past.buried:
            study.labels.bury(key)
        for old, new in past.moved.items():
            study._journal.save(Relink(*study._journal.stamp(), old, new))
        yield store, clock


@given(
    banks=st.sampled_from([PLAIN, CONFUSABLE]),
    past=PASTS,
    lost=st.sets(st.integers(0, 2), max_size=1),
    named=st.sets(st.sampled_from(["one", "two"])),
    habits=HABITS,
)
@settings(max_examples=40, deadline=None)
def test_a_sitting_holds_what_is_due_and_then_the_first_of_what_is_new(
    *, banks: list[Bank], past: Past, lost: set[int], named: set[str], habits: Habits
) -> None:
    past = past._replace(moved={})
    with lived(past, banks) as (store, clock):
        there = [each for place, each in enumerate(banks) if place not in lost]
        study = Study(Library(tuple(there)), store, clock, Random(2), habits)
        asked = sorted(named & {each.id for each in there})
        wanted = [
            Key(each.id, name)
            for each in there
            for name in each.questions.ids
            if (not asked or each.id in asked) and Key(each.id, name) not in past.suspended | past.buried
        ]
        known, today = store.memories(), study.today
        due = sorted((known[key].due, key) for key in wanted if key in known and known[key].due <= today)
        new = [key for key in wanted if key not in known]
        done = (0, 0) if asked else (store.begun(today), store.repeated(today))
        most_new, most_due = (
            None if limit is None else max(0, limit - spent)
            for limit, spent in zip((habits.new_per_day, habits.reviews_per_day), done, strict=True)
        )
        overview = study.overview()
        queue = study.study(asked).queue
        keys = [each.key for each in queue]

    first, then = {key for _, key in due[:most_due]}, new[:most_new]
    most = len(first) + len(then) if habits.questions is None else habits.questions
    assert len(queue) == len(keys) == len(set(keys)) == min(len(first) + len(then), most)
    assert set(keys[: len(first)]) <= first
    assert set(keys[len(first) :]) <= set(then)
    if not asked:
        assert (overview.due, overview.new) == (len(first), len(then))
        assert overview.waiting == len(due) - len(first)


def plainly(study: Study) -> tuple[int, list[Key]]:
    """Returns the number and the order of what there is to study, everything looked up beforehand."""
    habits, today, store, banks = study.habits, study.today, study._store, study.library.banks
    rng = Random()
    rng.setstate(study._rng.getstate())
    aside = store.aside(today)
    known: dict[Key, Memory] = store.memories()
    tagged = {entry.key: entry.tags for each in banks for entry in each.questions.entries}
    there = [key for key in tagged if key not in aside]
    due = sorted((known[key].due, key) for key in there if key in known and known[key].due <= today)
    if habits.reviews_per_day is not None:
        due = due[: plan.left(habits.reviews_per_day, store.repeated(today))]
        waiting = plan.by_bank(key for _, key in due)
    else:
        in_banks = plan.by_bank(key for _, key in due)
        waiting = {each.id: in_banks[each.id] for each in banks if each.id in in_banks}
    limit = habits.new_per_day
    new = [key for key in there if key not in known][
        : limit if limit is None else plan.left(limit, store.begun(today))
    ]
    fresh = plan.spread(new, rng, tagged.__getitem__)
    number, keys = plan.queue(waiting, fresh, habits, rng, tagged.__getitem__)
    new_id(study._clock(), rng)  # the sitting's own name is drawn before its questions are
    return number, list(keys)


@pytest.fixture
def _keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has what was counted be kept, however little it is, and of a copy in memory."""
    monkeypatch.setattr("quiz.study.counting._MANY", 0)
    monkeypatch.setattr(ProgressFile, "saves", True)


class Learning:
    """A learner with two windows on one progress file: one writes, in the other sittings are begun."""

    def __init__(self, store: ProgressFile) -> None:
        self.store = store
        self.clock = Clock(datetime(2026, 11, 23, 18, tzinfo=UTC))
        self.window = Study(Library((*PLAIN,)), store, self.clock, Random(1))
        self.study = Study(Library((*PLAIN,)), store, self.clock, Random(2))

    def answer(self, key: Key, right: bool) -> None:
        self.window.answer(self.window.drill([key]), Said(right))

    def suspend(self, key: Key) -> None:
        self.window.labels.suspend(key)

    def bury(self, key: Key) -> None:
        self.window.labels.bury(key)

    def relink(self, old: Key, new: Key) -> None:
        self.store.record(Relink(*self.window._journal.stamp(), old, new))

    def undo(self, back: int) -> None:
        events = [each.id for each in self.store.log()][::-1]
        self.window._journal.undo(*events[back : back + 1])

    def pass_days(self, days: int) -> None:
        self.clock.pass_(days=days)

    def start_again(self) -> None:
        self.study = Study(self.study.library, self.store, self.clock, Random(2))

    def look(self, most: int | None) -> None:
        self.study.overview(most=most)

    def look_in_one_bank(self) -> None:
        self.study.overview([each.id for each in self.study.library.banks[:1]])

    def read_again(self, banks: list[Bank]) -> None:
        self.study.shelf.reload(Library((*banks,)))

    def begin(self, habits: Habits) -> None:
        self.study.habits = habits
        number, keys = plainly(self.study)
        self.clock.pass_(seconds=1)
        queue = self.study.study().queue
        assert len(queue) == number
        assert list(queue.keys) == keys
        assert len(queue) == number


KEY = st.sampled_from(KEYS)
SOME = st.lists(st.sampled_from([*PLAIN, *CONFUSABLE, *CHANGED]), max_size=3, unique_by=lambda each: each.id)
DONE: list[tuple[Callable[..., None], *tuple[st.SearchStrategy[Any], ...]]] = [
    *[(Learning.answer, KEY, st.booleans())] * 6,
    (Learning.suspend, KEY),
    (Learning.bury, KEY),
    (Learning.relink, KEY, KEY),
    (Learning.undo, st.integers(0, 5)),
    *[(Learning.pass_days, st.integers(1, 30))] * 2,
    *[(Learning.start_again,)] * 2,
    (Learning.look, st.sampled_from([None, 1])),
    (Learning.look_in_one_bank,),
    *[(Learning.read_again, SOME)] * 2,
    *[(Learning.begin, HABITS | st.just(Habits()))] * 4,
]


@pytest.mark.usefixtures("_keeping")
@given(
    st.lists(
        st.sampled_from(DONE).flatmap(lambda each: st.tuples(st.just(each[0]), *each[1:])),
        min_size=5,
        max_size=30,
    ),
    HABITS | st.just(Habits()),
)
@settings(max_examples=200, deadline=None)
def test_a_sitting_is_the_same_whatever_has_been_looked_up_and_kept_before(
    done: list[tuple[Any, ...]], last: Habits
) -> None:
    with ProgressFile.open_copy(None, replay) as store:
        learning = Learning(store)
        for do, *how in [*done, (Learning.begin, last)]:
            learning.clock.pass_(seconds=1)
            do(learning, *how)


def test_what_was_answered_in_another_window_since_a_sitting_began_is_not_asked() -> None:
    right = [(key, True, 0) for key in KEYS if key.bank != "three"]
    with lived(Past(right, set(), set(), {}), PLAIN) as (store, clock):
        clock.pass_(days=30)
        study = Study(Library(tuple(PLAIN)), store, clock, Random(2), Habits(new_per_day=1))
        study.overview()
        sitting = study.study()
        assert len(sitting.queue) == 2 * EACH + 1
        first = sitting.current
        assert first is not None
        other = Study(Library(tuple(PLAIN)), store, clock, Random(3))
        answered = [Key(each.id, name) for each in PLAIN[:2] for name in ("q1", "q2")]
        for key in answered:
            if key.bank != first.key.bank:
                other.answer(other.drill([key]), Said(truth=True))
        asked = gone_through(study, sitting)
        assert len(asked) == len(set(asked)) == len(sitting.queue) == 2 * EACH + 1 - 2
        assert not {key for key in answered if key.bank != first.key.bank} & set(asked)
        assert [key.bank for key in asked][-1] == "three"


def gone_through(study: Study, sitting: Sitting) -> list[Key]:
    """Answers all questions of a sitting right, and returns them."""
    asked: list[Key] = []
    while sitting.current is not None:
        asked.append(sitting.current.key)
        study.answer(sitting, Said(truth=True))
        study.advance(sitting)
    return asked


def test_a_queue_of_which_fewer_come_than_were_counted_ends_with_the_last() -> None:
    questions = {question.key: question for question in PLAIN[0].questions}
    queue = Queue(iter([KEYS[0], KEYS[1]]), questions.__getitem__, 3)
    sitting = Sitting("sitting", Mode.STUDY, queue)
    assert (len(queue), sitting.left) == (3, 2)
    sitting.skip()
    assert sitting.current is questions[KEYS[1]]
    sitting.skip()
    assert sitting.current is None
    assert (len(queue), sitting.position) == (2, 2)
    assert list(queue) == [questions[KEYS[0]], questions[KEYS[1]]]


def test_what_was_put_aside_and_taken_back_in_another_window_is_seen() -> None:
    with ProgressFile.open_copy(None, replay) as store:
        learning = Learning(store)
        key, clock = KEYS[0], learning.clock
        labels, other = learning.study.labels, learning.window.labels
        assert key not in labels.aside()
        for put, take in ((other.suspend, other.resume), (other.bury, other.unbury)):
            put(key)
            assert key in labels.aside()
            learning.answer(KEYS[1], right=True)
            assert key in labels.aside()
            take(key)
            assert key not in labels.aside()
        other.bury(key)
        assert key in labels.aside()
        clock.pass_(days=1)
        assert key not in labels.aside()
        labels.suspend(key)
        learning.relink(key, KEYS[1])
        assert {*labels.aside()} == {KEYS[1]}
