"""The log as JSON lines: out, and back in all or nothing."""

import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import NamedFileError, ProgressError
from quiz.model import Chosen, Event, Key, Paired, Rating, Review, Said, Ticked
from quiz.plain.wire import LONGEST
from quiz.store import BadLog, NotSaved, ProgressFile, backups, lines
from quiz.store.codec import COLUMNS
from tests.support import REVIEW, all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")


def mixed(events: "Events") -> list[Event]:
    review = events.answer(response=Ticked(("Paris", "Lyon\n"), "\ud83d ✓"))
    change = events.change(review.id)
    return [
        review,
        change,
        events.answer(OSLO, Rating.AGAIN, Said(False)),
        events.void(change.id),
        events.relink(OSLO, PARIS),
        events.answer(response=Paired((("a", "b"),)), wording="a\tor\nb?"),
        events.suspend(),
        events.bury(),
        events.flag(note="Why,\n\x1b[31m if so?"),
        events.hand_in(),
        events.hand_in(allowed=60_000),
        events.fit(),
    ]


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


def test_what_goes_out_comes_back(
    file: ProgressFile, tmp_path: Path, events: "Events", open_file: "OpenFile"
) -> None:
    made = mixed(events)
    file.record_all(made)
    place = tmp_path / "log.jsonl"
    assert file.export_log(place) == 12
    assert place.stat().st_mode & 0o777 == 0o600
    assert len(place.read_text().splitlines()) == 12
    other = open_file(tmp_path / "other.db")
    assert other.import_log(place, events.now) == 12
    assert list(other.log()) == list(file.log()) == made
    assert all_progress(other) == all_progress(file)
    assert other.import_log(place, events.now) == 0
    assert other.check(events.now) == []
    assert {each.reason for each in backups(other.path)} == {"import"}


def test_a_line_has_the_fields_that_are_documented(events: "Events") -> None:
    documented = lines.__doc__ or ""
    for event in mixed(events):
        row = json.loads(lines.encode_event(event))
        for field in row:
            (line,) = [line for line in documented.splitlines() if line.startswith(f"| `{field}` |")]
            assert row["event"] in line or "| all |" in line


def test_a_review_reads_like_this(events: "Events") -> None:
    event_id = "019b8f3c-0000-7000-8000-000000000000"
    assert json.loads(lines.encode_event(events.answer()._replace(id=event_id))) == {
        "event": "review",
        "id": event_id,
        "time": "2026-01-05T18:31:00.000000Z",
        "offset": 60,
        "day": "2026-01-05",
        "bank": "capitals",
        "question": "france",
        "fingerprint": "f1",
        "kind": "choice",
        "mode": "study",
        "response": {"chosen": "Paris"},
        "score": 1.0,
        "outcome": "right",
        "confidence": "unsaid",
        "hinted": False,
        "rating": 3,
        "milliseconds": 1500,
        "sitting": "a sitting",
        "device": "a device",
    }


def test_the_longest_answer_comes_in_again(
    file: ProgressFile, tmp_path: Path, events: "Events", open_file: "OpenFile"
) -> None:
    file.record(events.answer(response=Ticked((), "\U0001f600" * LONGEST)))
    place = tmp_path / "log.jsonl"
    file.export_log(place)
    assert open_file(tmp_path / "other.db").import_log(place, events.now) == 1


def test_a_file_is_never_written_over(file: ProgressFile, tmp_path: Path) -> None:
    place = write(tmp_path / "log.jsonl", "mine\n")
    with pytest.raises(NamedFileError, match="is there already"):
        file.export_log(place)
    assert place.read_text() == "mine\n"
    with pytest.raises(NamedFileError, match="cannot be written"):
        file.export_log(tmp_path / "nowhere" / "log.jsonl")


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"rating": 9}, "rating is 9, not 1, 2, 3, 4"),
        ({"rating": True}, "rating is true, not 1, 2, 3, 4"),
        ({"rating": "3"}, 'rating is "3", not 1, 2, 3, 4'),
        ({"score": 1.5}, "score is 1.5, not a number from 0 to 1"),
        ({"score": "1"}, 'score is "1", not a number from 0 to 1'),
        ({"score": True}, "score is true, not a number"),
        ({"time": "2026-01-05T18:31:00"}, "time 2026-01-05T18:31:00 has no zone"),
        ({"time": "yesterday"}, 'time is "yesterday", not a time such as'),
        ({"time": "9999-12-31T23:59:59-12:00"}, "not a time such as"),
        ({"time": 5}, "time is 5, not a text"),
        ({"day": "5 January"}, "not a day such as 2026-01-31"),
        ({"offset": 1440}, "offset is 1440, not a whole number from -1439 to 1439"),
        ({"milliseconds": -1}, "milliseconds is -1, not a whole number"),
        ({"milliseconds": 1 << 63}, "not a whole number"),
        ({"milliseconds": 1.5}, "milliseconds is 1.5, not a whole number"),
        ({"hinted": 0}, "hinted is 0, not true or false"),
        ({"outcome": "good"}, 'outcome is "good", not right, partly, wrong'),
        ({"confidence": None}, "confidence is null, not guess, unsaid, certain"),
        ({"mode": []}, "mode is \\[\\], not study"),
        ({"response": {"chosen": 1}}, "response: 1 is not a text"),
        ({"response": "Paris"}, "response: it is not a response"),
        ({"bank": ""}, "bank is empty"),
        ({"bank": "a\x1bb"}, "bank has a character that no name may have"),
        ({"question": "\ud800"}, "question has a character that no name may have"),
        ({"id": None}, "id is null, not a text"),
        ({"wording": 5}, "wording is 5, not a text"),
        ({"wording": "\ud800"}, "wording has half a character"),
        (
            {"event": "delete"},
            'event is "delete", not review, change, void, relink, suspend, bury, flag, test or fit',
        ),
        ({"event": None}, "event is null"),
        ({"target": "x"}, "target is not a field of this event"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    file: ProgressFile, tmp_path: Path, events: "Events", wrong: dict[str, object], reason: str
) -> None:
    good = json.loads(lines.encode_event(events.answer()))
    place = write(tmp_path / "log.jsonl", good, good | wrong)
    with pytest.raises(BadLog, match=f"{place}:2: .*{reason}") as caught:
        file.import_log(place, events.now)
    assert caught.value.exit_code == 1
    assert list(file.log()) == []
    assert backups(file.path) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"event": "suspend", "bank": ""}, "bank is empty"),
        ({"event": "suspend", "note": ""}, "note is not a field of this event"),
        ({"event": "suspend", "question": None}, "question is null, not a text"),
        ({"event": "bury", "day": "tomorrow"}, 'day is "tomorrow", not a day such as 2026-01-31'),
        ({"event": "bury", "question": "a\nb"}, "question has a character that no name may have"),
        ({"event": "flag", "note": None}, "note is null, not a text"),
        ({"event": "flag", "note": "\udfff"}, "note has half a character"),
        ({"event": "flag", "time": "today"}, "not a time such as"),
        ({"event": "test", "sitting": 5}, "sitting is 5, not a text"),
        ({"event": "test", "note": []}, r"note is \[\], not a text"),
        ({"event": "test", "questions": -1}, "questions is -1, not a whole number from 0"),
        ({"event": "test", "questions": True}, "questions is true, not a whole number"),
        ({"event": "test", "milliseconds": 1.5}, "milliseconds is 1.5, not a whole number"),
        ({"event": "test", "allowed": None}, "allowed is null, not a whole number"),
        ({"event": "test", "allowed": 1 << 63}, "not a whole number"),
        ({"event": "test", "score": 1.0}, "score is not a field of this event"),
        ({"event": "fit", "parameters": "1, 2"}, "parameters is .*, not a list of numbers"),
        ({"event": "fit", "parameters": [1, "2"]}, "parameters is .*, not a list of numbers"),
        ({"event": "fit", "parameters": [True]}, "parameters is .*, not a list of numbers"),
        ({"event": "fit", "parameters": [1, [2]]}, "parameters is .*, not a list of numbers"),
        ({"event": "fit", "bank": "capitals"}, "bank is not a field of this event"),
    ],
)
def test_a_wrong_field_of_a_label_a_test_or_a_fit_is_named_with_its_line(
    file: ProgressFile, tmp_path: Path, events: "Events", changed: dict[str, object], reason: str
) -> None:
    rows = [json.loads(lines.encode_event(event)) for event in mixed(events)]
    good = next(row for row in rows if row["event"] == changed["event"])
    place = write(tmp_path / "log.jsonl", *rows, good | changed)
    with pytest.raises(BadLog, match=f"{place}:{len(rows) + 1}: .*{reason}"):
        file.import_log(place, events.now)
    assert list(file.log()) == []


def test_a_field_that_an_event_must_have_is_missed_by_its_name(events: "Events") -> None:
    for event in mixed(events):
        row = json.loads(lines.encode_event(event))
        for field in row.keys() - {"wording", "allowed"}:
            rest = {name: value for name, value in row.items() if name != field}
            with pytest.raises(ValueError, match=f"^{field} is missing$"):
                lines.decode(json.dumps(rest))


def test_a_number_beyond_all_bounds_is_no_parameter(events: "Events") -> None:
    line = lines.encode_event(events.fit((1.0,))).replace("[1.0]", "[1e999]")
    with pytest.raises(ValueError, match="not a list of numbers"):
        lines.decode(line)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("\n", "not JSON"),
        ('{"event": "void", "id"', "not JSON: .* at column"),
        ("[]\n", "not an object"),
        ("{}\n", "event is missing"),
        ('{"event": "void"}\n', "id is missing"),
        ('{"event": "void", "id": "a", "id": "b"}\n', "a field is there twice"),
        ('{"event": "change", "score": NaN}\n', "NaN is not a number"),
        ('{"event": "change", "score": -Infinity}\n', "-Infinity is not a number"),
        ('{"event": ' + "9" * 5000 + "}\n", "integer"),
        ("[" * 100_000 + "\n", "lists within lists"),
        ("x" * (1 << 24) + "\n", "longer than 16777216 bytes"),
    ],
)
def test_what_is_no_event_is_named_with_its_line(
    file: ProgressFile, tmp_path: Path, events: "Events", line: str, reason: str
) -> None:
    place = write(tmp_path / "log.jsonl", line)
    with pytest.raises(BadLog, match=f"{place}:1: .*{reason}"):
        file.import_log(place, events.now)


def test_a_line_that_is_no_text_is_named(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    place = tmp_path / "log.jsonl"
    place.write_bytes(lines.encode_event(events.answer()).encode() + b'\n{"event": "\xff"}\n')
    with pytest.raises(BadLog, match=":2: not UTF-8 at byte 12"):
        file.import_log(place, events.now)


def test_all_bad_lines_are_named_up_to_a_number(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    good = lines.encode_event(events.answer()) + "\n"
    with pytest.raises(BadLog) as caught:
        file.import_log(write(tmp_path / "few.jsonl", good, "x\n", good, "y\n"), events.now)
    assert [line.split(":")[1] for line in caught.value.message.splitlines()] == ["2", "4"]
    with pytest.raises(BadLog) as caught:
        file.import_log(write(tmp_path / "many.jsonl", "x\n" * 50), events.now)
    assert len(caught.value.message.splitlines()) == 20


def test_a_file_cut_in_half_is_refused_whole(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    whole = "".join(lines.encode_event(event) + "\n" for event in mixed(events))
    place = tmp_path / "log.jsonl"
    for size in range(1, len(whole), 97):
        place.write_text(whole[:size])
        if not whole[:size].endswith(("\n", "}")):
            with pytest.raises(BadLog):
                file.import_log(place, events.now)
            assert list(file.log()) == []


def test_an_event_with_a_known_id_and_another_content_is_refused(
    file: ProgressFile, tmp_path: Path, events: "Events"
) -> None:
    first, second = events.answer(), events.answer()
    file.record(second)
    place = tmp_path / "log.jsonl"
    place.write_text(
        lines.encode_event(first) + "\n" + lines.encode_event(second._replace(rating=Rating.EASY)) + "\n"
    )
    with pytest.raises(NotSaved, match=second.id):
        file.import_log(place, events.now)
    assert list(file.log()) == [second]


def test_a_time_in_any_zone_is_the_same_moment(events: "Events") -> None:
    review = events.answer()
    row = json.loads(lines.encode_event(review))
    row["time"] = review.time.astimezone(timezone(timedelta(hours=-9))).isoformat()
    decoded = lines.decode(json.dumps(row))
    assert decoded == review
    assert datetime.fromisoformat(row["time"]) == decoded.time


@pytest.mark.parametrize("name", ["", "/dev/zero", "nowhere.jsonl"])
def test_what_is_no_file_cannot_be_read(
    file: ProgressFile, tmp_path: Path, events: "Events", name: str
) -> None:
    with pytest.raises(ProgressError, match=r"cannot be read|no regular file"):
        file.import_log(tmp_path / name, events.now)


def test_a_pipe_is_not_waited_for(file: ProgressFile, tmp_path: Path, events: "Events") -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ProgressError, match="no regular file"):
        file.import_log(tmp_path / "pipe", events.now)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(COLUMNS), json_values, max_size=len(COLUMNS)))
def test_any_object_is_an_event_or_a_reason(row: dict[str, object]) -> None:
    try:
        event = lines.decode(json.dumps(row))
    except ValueError as error:
        assert str(error)  # noqa: PT017 -- either will do
    else:
        again = lines.decode(lines.encode_event(event))
        assert (type(again), again) == (type(event), event)
        if isinstance(event, Review) and isinstance(again, Review):
            assert type(again.response) is type(event.response)


@given(st.text(), st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_answer_goes_out_and_back(text: str, name: str) -> None:
    review = REVIEW._replace(
        id=name,
        offset=-570,
        key=Key(name, name),
        fingerprint=name,
        response=Chosen(text),
        score=1 / 3,
        sitting="",
        device="",
        wording=text,
    )
    again = lines.decode(lines.encode_event(review))
    assert isinstance(again, Review)
    assert (again, type(again.response)) == (review, Chosen)
