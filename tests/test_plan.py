from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.days import study_day
from quiz.model import (
    Choice,
    Key,
    Kind,
    Match,
    Option,
    Order,
    Recall,
    Select,
    Typed,
)
from quiz.plan import Habits, displayed, interleave, left, queue, spread


def keys(*banks: str) -> list[Key]:
    return [Key(bank, str(n)) for n, bank in enumerate(banks)]


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 11, 23, 3, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 59, tzinfo=timezone(timedelta(hours=-11))), date(2026, 11, 23)),
        (datetime(2026, 10, 25, 3, 30, tzinfo=ZoneInfo("Europe/London")), date(2026, 10, 24)),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), date(2025, 12, 31)),
    ],
)
def test_a_study_day_starts_at_four_on_the_wall(now: datetime, day: date) -> None:
    assert study_day(now) == day


def test_the_hour_at_which_the_day_starts_can_be_another() -> None:
    assert study_day(datetime(2026, 11, 23, 1, tzinfo=UTC), starts=0) == date(2026, 11, 23)


def test_banks_alternate_while_they_can() -> None:
    mixed = interleave(keys(*"aaabbb"), Random(1))
    assert all(one.bank != other.bank for one, other in pairwise(mixed))


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers())
def test_interleaving_loses_nothing_and_keeps_the_order_within_a_bank(banks: list[str], seed: int) -> None:
    asked = keys(*banks)
    mixed = interleave(asked, Random(seed))
    assert Counter(mixed) == Counter(asked)
    for bank in set(banks):
        assert [key for key in mixed if key.bank == bank] == [key for key in asked if key.bank == bank]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=40), st.integers())
def test_neighbours_share_a_bank_only_when_one_bank_holds_more_than_the_rest(
    banks: list[str], seed: int
) -> None:
    mixed = interleave(keys(*banks), Random(seed))
    together = sum(one.bank == other.bank for one, other in pairwise(mixed))
    most = Counter(banks).most_common(1)[0][1]
    assert together == max(0, most - 1 - (len(banks) - most))


def test_due_questions_come_before_new_ones_and_new_ones_have_a_limit() -> None:
    number, planned = queue({"a": ["1"], "b": ["1"]}, keys(*"cccc"), Habits(new_per_day=2), Random(3))
    first, second, *new = planned
    assert {first, second} == {Key("a", "1"), Key("b", "1")}
    assert new == [Key("c", "0"), Key("c", "1")]
    assert number == 4


def test_a_used_up_limit_gives_no_new_questions() -> None:
    number, planned = queue({}, keys("a"), Habits(new_per_day=0), Random(3))
    assert (number, [*planned]) == (0, [])
    assert [left(20, done) for done in (19, 20, 21)] == [1, 0, 0]


def test_the_same_seed_gives_the_same_queue() -> None:
    due = {bank: ["1", "2", "3"] for bank in "abc"}
    one, other = (queue(due, [], Habits(), Random(5)) for _ in range(2))
    assert (one[0], [*one[1]]) == (other[0], [*other[1]])


DUE = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9).map(lambda n: [str(x) for x in range(n)]))


@given(DUE, st.integers(0, 5), st.none() | st.integers(0, 30), st.integers())
def test_a_queue_holds_what_is_due_interleaved_and_then_what_is_new(
    due: dict[str, list[str]], new: int, limit: int | None, seed: int
) -> None:
    number, planned = queue(due, keys(*"z" * new), Habits(questions=limit), Random(seed))
    asked = [*planned]
    wanted = {Key(bank, name) for bank, names in due.items() for name in names}
    assert number == len(asked) == min(len(wanted) + new, len(wanted) + new if limit is None else limit)
    known = asked[: len(wanted)]
    assert set(known) <= wanted
    assert len(set(known)) == len(known)
    assert asked[len(wanted) :] == [Key("z", str(place)) for place in range(number - len(known))]
    if len(known) == len(wanted):
        together = sum(one.bank == other.bank for one, other in pairwise(known))
        most = max(map(len, due.values()), default=0)
        assert together == max(0, most - 1 - (len(wanted) - most))


def test_what_is_due_in_a_bank_comes_in_any_order() -> None:
    orders = {tuple(queue({"a": ["1", "2", "3"]}, [], Habits(), Random(seed))[1]) for seed in range(60)}
    assert len(orders) == 6


@given(
    st.lists(st.sampled_from(["", "confusable-x", "confusable-y", "confusable-x confusable-y"]), max_size=9),
    st.integers(),
)
def test_what_is_easily_confused_comes_together_by_the_first_of_it(tagged: list[str], seed: int) -> None:
    tags = {Key("a", str(place)): each.split() for place, each in enumerate(tagged)}
    due = {"a": [key.question for key in tags]}
    plain = [*queue(due, [], Habits(), Random(seed))[1]]
    mixed = [*queue(due, [], Habits(), Random(seed), tags.__getitem__)[1]]
    ordered: dict[Key, None] = {}
    for key in plain:
        ordered.setdefault(key)
        for tag in sorted(tags[key]):
            ordered.update((each, None) for each in plain if tag in tags[each])
    assert mixed == [*ordered]


def test_a_new_question_that_is_easily_confused_with_another_one_comes_amid_the_others() -> None:
    new = keys(*"aaaaa")
    tags = {key: ["confusable-x"] if key == new[4] else [] for key in new}
    assert spread(new, Random(1), tags.__getitem__) == [*new[:2], new[4], *new[2:4]]


SHUFFLED = Choice("a", (Option("b"), Option("c")))


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (SHUFFLED, {"a", "b", "c"}),
        (Select(("a", "b"), (Option("c"),)), {"a", "b", "c"}),
        (Order(("a", "b")), {"a", "b"}),
        (Match((("l", "a"), ("m", "b")), ("c",)), {"a", "b", "c"}),
        (Recall(("a", "b")), {"a", "b"}),
        (Typed("a"), set()),
    ],
)
def test_what_is_shown_to_pick_from_is_all_there_is(kind: Kind, texts: set[str]) -> None:
    shown = displayed(kind, Random(1))
    assert set(shown) == texts
    assert len(shown) == len(texts)


def test_choices_in_fixed_order_are_not_shuffled() -> None:
    kind = Choice("2014", (Option("2012"), Option("2016")), ("2012", "2014", "2016"))
    assert {displayed(kind, Random(seed)) for seed in range(20)} == {("2012", "2014", "2016")}


def test_options_are_shuffled() -> None:
    assert len({displayed(SHUFFLED, Random(seed)) for seed in range(40)}) == 6


def test_what_is_to_be_ordered_never_starts_in_order() -> None:
    items = ("a", "b", "c")
    assert all(displayed(Order(items), Random(seed)) != items for seed in range(50))
