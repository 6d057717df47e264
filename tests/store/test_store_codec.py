"""Events and responses as rows, and back."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model import Chosen, Event, Key, Ordered, Paired, Response, Said, Ticked, Written
from quiz.store import ProgressFile, codec, new_id
from quiz.store.faults import Unreadable
from quiz.store.responses import decode, encode
from tests.store import first_version

if TYPE_CHECKING:
    from tests.store.conftest import Events

OSLO = Key("capitals", "norway")

texts = st.lists(st.text(), max_size=4).map(tuple)
responses: st.SearchStrategy[Response] = st.one_of(
    st.builds(Chosen, st.text()),
    st.builds(Ticked, texts, st.text()),
    st.builds(Said, st.booleans()),
    st.builds(Written, texts),
    st.builds(Ordered, texts),
    st.builds(Paired, st.lists(st.tuples(st.text(), st.text()), max_size=4).map(tuple)),
)


@given(responses)
def test_a_response_comes_back_exactly(response: Response) -> None:
    found = decode(encode(response))
    assert (type(found), found) == (type(response), response)


def test_a_response_is_readable_in_the_file() -> None:
    assert encode(Chosen("Kraków")) == '{"chosen": "Kraków"}'
    assert encode(Paired((("a", "1"),))) == '{"paired": [["a", "1"]]}'


def test_half_a_character_is_kept_as_it_was_typed() -> None:
    text = encode(Written(("\ud83d",)))
    assert text.encode() == b'{"written": ["\\ud83d"]}'
    assert decode(text) == Written(("\ud83d",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"chosen": 1}',
        '{"chosen": "a", "more": 1}',
        '{"ticked": "ab", "text": ""}',
        '{"ticked": ["a"]}',
        '{"said": 1}',
        '{"written": ["a", 2]}',
        '{"paired": [["a", "b", "c"]]}',
        '{"paired": {"a": "b"}}',
    ],
)
def test_what_is_no_response_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        decode(text)


def test_times_sort_as_text() -> None:
    early, late = datetime(999, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
    assert codec.encode_time(early) == "0999-01-01T00:00:00.000000Z"
    assert codec.encode_time(early) < codec.encode_time(late) == "2026-01-01T00:00:00.000001Z"


def each_event(events: "Events") -> list[Event]:
    review = events.answer(wording="What is the capital of France?\n")
    return [
        review,
        events.change(review.id),
        events.void(review.id),
        events.relink(review.key, OSLO),
        events.suspend(),
        events.bury(),
        events.flag(note="Is it?\n\tSurely \x1b[31m not."),
        events.flag(),
        events.hand_in(),
        events.hand_in(allowed=0),
        events.fit(),
        events.fit(()),
    ]


def test_every_event_comes_back_exactly(file: ProgressFile, events: "Events") -> None:
    made = each_event(events)
    file.record_all(made)
    assert list(file.log()) == made
    assert file.check(events.now) == []


def test_a_checksum_covers_every_value(events: "Events") -> None:
    row = codec.values(events.answer())
    whole = codec.checksum(row)
    assert len(whole) == 32
    for place in range(len(row)):
        other = (*row[:place], "another", *row[place + 1 :])
        assert codec.checksum(other) != whole


def test_a_checksum_is_that_of_the_documented_form(events: "Events") -> None:
    for event, end in (
        (events.void("x"), 22),
        (events.answer(), 22),
        (events.answer(wording="What is it?"), 23),
        (events.flag(note=""), 24),
        (events.hand_in(), 25),
        (events.hand_in(allowed=0), 26),
        (events.fit(), 27),
    ):
        row = codec.values(event)
        form = json.dumps(list(row[:end]), separators=(",", ":"))
        assert codec.checksum(row) == sha256(form.encode()).digest()
        assert set(row[end:]) <= {None}


def test_a_row_of_the_first_version_keeps_its_checksum(events: "Events") -> None:
    assert codec.columns(1) == first_version.COLUMNS
    assert codec.columns(2) == codec.COLUMNS
    review = events.answer()
    for event in (review, events.change(review.id), events.void(review.id), events.relink(review.key, OSLO)):
        row = codec.values(event)
        old = row[: len(first_version.COLUMNS)]
        assert codec.checksum(row) == codec.checksum(old) == first_version.checksum(old)


moments = st.datetimes(datetime(1, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- bounds


@given(moments, st.integers())
def test_ids_are_uuids_of_version_7(now: datetime, seed: int) -> None:
    made = UUID(new_id(now, Random(seed)))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    expected = int((now - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000 // 1)
    assert abs((made.int >> 80) - max(expected, 0)) <= 1


def test_ids_of_one_moment_sort_as_they_were_made() -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    made = [new_id(now, Random(1)) for _ in range(1000)]
    assert made == sorted(set(made))


def test_ids_have_room_for_many_more_of_one_moment_whatever_was_drawn() -> None:
    class Most(Random):
        def getrandbits(self, k: int, /) -> int:
            return (1 << k) - 1

    now = datetime(2026, 1, 6, tzinfo=UTC)
    made = [new_id(now, Most()) for _ in range(1000)]
    assert made == sorted(set(made))
    assert {UUID(each).version for each in made} == {7}


def test_an_event_of_another_kind_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        (row,) = connection.execute(
            "SELECT 'dream' AS event, 'x' AS id, '2026-01-05T18:30:00Z' AS time,"
            " NULL AS bank, NULL AS question"
        )
        with pytest.raises(Unreadable, match="x: 'dream' is not an event"):
            codec.event(row)


def test_parameters_that_are_no_list_are_refused(events: "Events") -> None:
    held = dict(zip(codec.COLUMNS, codec.values(events.fit()), strict=True)) | {"parameters": "5"}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        names = ", ".join(f":{name} AS {name}" for name in held)
        (row,) = connection.execute(f"SELECT {names}", held)
        with pytest.raises(Unreadable, match="'5' is not a list"):
            codec.event(row)


def test_ids_differ_between_processes() -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    before = new_id(now, Random(1))
    new_id(datetime(2027, 1, 5, tzinfo=UTC), Random(1))
    assert new_id(now, Random(2)) != before
