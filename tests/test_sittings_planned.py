"""What a sitting of study holds, of libraries and progress of all kinds, against the rules said plainly."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank import read
from quiz.memory import replay
from quiz.model import Bank, Key, Library, Said
from quiz.plan import Habits
from quiz.store import ProgressFile
from quiz.study import Study
from tests.support import Clock

EACH = 4


def bank(name: str, tag: str) -> Bank:
    lines = [
        f"  - {{id: q{n}, ask: Is {n} it?, answer: true{tag if n % 2 else ''}}}\n" for n in range(1, EACH + 1)
    ]
    text = f"bank: {name}\ntitle: T\nquestions:\n{''.join(lines)}"
    found, problems = read(text.encode(), Path(f"{name}.yaml"))
    assert found is not None, problems
    return found


PLAIN = [bank(name, "") for name in ("one", "two", "three")]
CONFUSABLE = [*PLAIN[:2], bank("three", ", tags: [confusable-it]")]
KEYS = [Key(each.id, name) for each in PLAIN for name in each.questions.ids]
LIMIT = st.none() | st.integers(0, 6)


@given(
    banks=st.sampled_from([PLAIN, CONFUSABLE]),
    answers=st.lists(st.tuples(st.sampled_from(KEYS), st.booleans(), st.integers(0, 4)), max_size=15),
    suspended=st.sets(st.sampled_from(KEYS), max_size=3),
    buried=st.sets(st.sampled_from(KEYS), max_size=3),
    lost=st.sets(st.integers(0, 2), max_size=1),
    named=st.sets(st.sampled_from(["one", "two"])),
    habits=st.tuples(LIMIT, LIMIT, LIMIT).map(lambda limits: Habits(*limits)),
)
@settings(max_examples=40, deadline=None)
def test_a_sitting_holds_what_is_due_and_then_the_first_of_what_is_new(
    *,
    banks: list[Bank],
    answers: list[tuple[Key, bool, int]],
    suspended: set[Key],
    buried: set[Key],
    lost: set[int],
    named: set[str],
    habits: Habits,
) -> None:
    clock = Clock(datetime(2026, 11, 23, 18, tzinfo=UTC))
    with ProgressFile.open_copy(None, replay) as store:
        study = Study(Library(tuple(banks)), store, clock, Random(1))
        for key, right, days in answers:
            study.answer(study.drill([key]), Said(right))
            clock.pass_(days=days)
        for key in suspended:
            study.labels.suspend(key)
        for key in buried:
            study.labels.bury(key)
        there = [each for place, each in enumerate(banks) if place not in lost]
        study = Study(Library(tuple(there)), store, clock, Random(2), habits)
        asked = sorted(named & {each.id for each in there})
        wanted = [
            Key(each.id, name)
            for each in there
            for name in each.questions.ids
            if (not asked or each.id in asked) and Key(each.id, name) not in suspended | buried
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
