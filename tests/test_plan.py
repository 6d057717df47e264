from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
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
    Place,
    Question,
    Recall,
    Select,
    TrueFalse,
    Typed,
)
from quiz.plan import Habits, displayed, interleave, queue


def questions(*banks: str) -> list[Question]:
    return [
        Question(Key(bank, str(n)), Place(Path("x")), TrueFalse(True), "?", f"~{n}", "print")
        for n, bank in enumerate(banks)
    ]


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
    mixed = interleave(questions(*"aaabbb"), Random(1))
    assert all(one.key.bank != other.key.bank for one, other in pairwise(mixed))


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers())
def test_interleaving_loses_nothing_and_keeps_the_order_within_a_bank(banks: list[str], seed: int) -> None:
    asked = questions(*banks)
    mixed = interleave(asked, Random(seed))
    assert Counter(each.key for each in mixed) == Counter(each.key for each in asked)
    for bank in set(banks):
        assert [q for q in mixed if q.key.bank == bank] == [q for q in asked if q.key.bank == bank]


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=40), st.integers())
def test_neighbours_share_a_bank_only_when_one_bank_holds_more_than_the_rest(
    banks: list[str], seed: int
) -> None:
    mixed = interleave(questions(*banks), Random(seed))
    together = sum(one.key.bank == other.key.bank for one, other in pairwise(mixed))
    most = Counter(banks).most_common(1)[0][1]
    assert together == max(0, most - 1 - (len(banks) - most))


def test_due_questions_come_before_new_ones_and_new_ones_have_a_limit() -> None:
    due, new = questions("a", "b"), questions(*"cccc")
    planned = queue(due, new, Habits(new_per_day=2), Random(3))
    assert {q.key.bank for q in planned[:2]} == {"a", "b"}
    assert [q.key.question for q in planned[2:]] == ["0", "1"]


def test_a_used_up_limit_gives_no_new_questions() -> None:
    assert queue([], questions("a"), Habits(new_per_day=0), Random(3)) == []


def test_the_same_seed_gives_the_same_queue() -> None:
    due = questions(*"abcabcabc")
    assert queue(due, [], Habits(), Random(5)) == queue(due, [], Habits(), Random(5))


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
