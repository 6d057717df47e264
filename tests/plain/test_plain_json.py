"""The JSON lines: a client that studies a whole bank, and clients that send nonsense."""

import io
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import quiz.plain
from quiz.bank.listed import Listed
from quiz.errors import ProgressError
from quiz.model import Confidence, Library, Outcome, Rating, Ticked
from quiz.plain.requests import FIELDS
from quiz.plain.serving import Server
from quiz.plan import Habits
from quiz.sitting import Sitting
from quiz.study import Study
from tests.plain.conversation import given, only, practising
from tests.support import Clock

SCHEMA = json.loads((Path(quiz.plain.__file__).parent / "protocol.schema.json").read_text())

ANSWERS: dict[str, object] = {
    "What is the capital of France?": "Paris",
    "Which of these are capitals?": ["Oslo", "Helsinki"],
    "Sydney is the capital of Australia.": False,
    "What is the capital of Japan?": "Tokyo",
    "How many minutes has an hour?": "an hour",
    "The capital of ____ is ____.": ["Spain", "Madrid"],
    "From north to south?": ["Norway", "Denmark", "Italy"],
    "Which capital has each?": {"Peru": "Lima", "Chile": "Santiago", "Cuba": "Havana"},
}
"""What a client that knows only the messages can look up."""

Message = dict[str, Any]


def validator(part: str) -> Draft202012Validator:
    return Draft202012Validator({**SCHEMA, "anyOf": [{"$ref": f"#/$defs/{part}"}]})


OUT, IN = validator("out"), validator("in")


class Client:
    """Answers each message with what `reply` makes of it; all that is sent is held to the schema."""

    def __init__(self) -> None:
        self.sink = io.StringIO()
        self.seen = 0
        self.heard: list[Message] = []

    def readline(self, size: int) -> str:
        lines = self.sink.getvalue().splitlines()
        new = [json.loads(line) for line in lines[self.seen :]]
        self.seen = len(lines)
        for message in new:
            OUT.validate(message)
        self.heard += new
        reply = self.reply(new[-1])
        if reply is None:
            return ""
        IN.validate(reply)
        return json.dumps(reply) + "\n"

    def reply(self, message: Message) -> Message | None:
        match message["type"]:
            case "question" if message["kind"] == "recall":
                return {"type": "reveal", "text": "a city"}
            case "question":
                return {"type": "answer", "answer": answer(message), "milliseconds": 5}
            case "points":
                return {"type": "answer", "answer": [1, 2], "confidence": "certain"}
            case "verdict":
                return {"type": "next"}
            case _:
                return None


def answer(message: Message) -> object:
    known = ANSWERS[message["ask"]]
    match message["kind"]:
        case "choice":
            return message["options"].index(known) + 1
        case "select":
            assert isinstance(known, list)
            return [message["options"].index(each) + 1 for each in known]
        case "order":
            assert isinstance(known, list)
            return [message["items"].index(each) + 1 for each in known]
        case "match":
            assert isinstance(known, dict)
            return [message["right"].index(known[left]) + 1 for left in message["left"]]
        case _:
            return known


def test_a_client_studies_a_whole_bank(study: Study) -> None:
    client = Client()
    sitting = study.study()
    Server(study, client.readline, client.sink).run(sitting)
    assert [message["type"] for message in client.heard[:3]] == ["begin", "question", "verdict"]
    summary = client.heard[-1]
    assert (summary["type"], summary["answered"], summary["right"], summary["score"]) == ("summary", 9, 9, 1)
    assert summary["missed"] == []
    assert study.overview().answered_today == 9
    reviews = given(study, sitting)
    recall = next(review for review in reviews if review.kind == "recall")
    assert recall.confidence is Confidence.CERTAIN
    assert {review.milliseconds for review in reviews if review is not recall} == {5}


def exchange(study: Study, sitting: Sitting, *requests: object) -> list[Message]:
    """Returns the messages that come back for these requests; a text is sent as it stands."""
    source = io.StringIO(
        "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in requests)
    )
    sink = io.StringIO()
    seconds = iter(range(10_000))
    Server(study, source.readline, sink, lambda: next(seconds)).run(sitting)
    messages = [json.loads(line) for line in sink.getvalue().splitlines()]
    for message in messages:
        OUT.validate(message)
    return messages


def test_a_client_is_told_to_hide_the_options(study: Study) -> None:
    study.habits = Habits(recall_first=True)
    sitting = only(study, "choice", "typed", "select")
    told = exchange(study, sitting, *[{"type": "skip"}] * 3)
    asked = [each for each in told if each["type"] == "question"]
    assert [each["recall_first"] for each in asked] == [True, False, True]


def test_a_client_is_told_what_has_changed_since_it_was_answered(study: Study, clock: Clock) -> None:
    exchange(study, only(study, "choice"), {"type": "answer", "answer": 1})
    (bank,) = study.library.banks
    questions = [each._replace(fingerprint="another") for each in bank.questions]
    study.shelf.reload(Library((bank._replace(questions=Listed(questions)),)))
    clock.pass_(days=30)
    told = exchange(study, only(study, "choice", "typed"), *[{"type": "skip"}] * 2)
    assert [each["changed"] for each in told if each["type"] == "question"] == [True, False]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_message_and_field_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "plain-json.md").read_text(encoding="utf-8")
    messages = [
        SCHEMA["$defs"][each["$ref"].rsplit("/", 1)[1]]["properties"]
        for part in ("out", "in")
        for each in SCHEMA["$defs"][part]["oneOf"]
    ]
    assert len(messages) > 25
    words = {each["type"]["const"] for each in messages} | {field for each in messages for field in each}
    assert [word for word in sorted(words) if f"`{word}`" not in documented] == []


def test_the_schema_knows_what_a_client_may_send() -> None:
    known = [SCHEMA["$defs"][each["$ref"].rsplit("/", 1)[1]] for each in SCHEMA["$defs"]["in"]["oneOf"]]
    fields = {each["properties"]["type"]["const"]: set(each["properties"]) - {"type"} for each in known}
    assert fields == FIELDS


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "malformed"),
        ("hello", "malformed"),
        ("[1]", "malformed"),
        ("[" * 100_000, "malformed"),
        ("1" * 5000, "malformed"),
        ("x" * 2_500_000, "malformed"),
        ("{}", "unknown-type"),
        ({"type": ["answer"]}, "unknown-type"),
        ({"type": "question"}, "unknown-type"),
        ({"type": "skip", "why": 1}, "unknown-field"),
        ({"type": "answer"}, "bad-answer"),
        ({"type": "answer", "answer": 0}, "bad-answer"),
        ({"type": "answer", "answer": 4}, "bad-answer"),
        ({"type": "answer", "answer": True}, "bad-answer"),
        ({"type": "answer", "answer": "Paris"}, "bad-answer"),
        ({"type": "answer", "answer": [1]}, "bad-answer"),
        ({"type": "answer", "answer": 1, "confidence": "sure"}, "bad-field"),
        ({"type": "answer", "answer": 1, "confidence": []}, "bad-field"),
        ({"type": "answer", "answer": 1, "milliseconds": -1}, "bad-field"),
        ({"type": "next"}, "not-now"),
        ({"type": "reveal"}, "not-now"),
        ({"type": "undo"}, "not-now"),
        ({"type": "again"}, "not-now"),
    ],
)
def test_a_bad_line_gives_an_error_and_the_question_stays(study: Study, line: object, code: str) -> None:
    messages = exchange(study, only(study, "choice"), line, {"type": "answer", "answer": 1})
    assert [each["type"] for each in messages] == ["begin", "question", "error", "verdict", "summary"]
    assert messages[2]["code"] == code
    assert messages[2]["text"]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("select", []),
        ("select", 1),
        ("select", [1.0]),
        ("true-false", 1),
        ("true-false", "true"),
        ("typed", ""),
        ("typed", 5),
        ("number", 60),
        ("cloze", "Spain"),
        ("cloze", ["Spain"]),
        ("cloze", ["Spain", 1]),
        ("cloze", ["", " "]),
        ("order", [1, 2]),
        ("order", [1, 1, 2]),
        ("match", [1, 2]),
        ("match", {"Peru": "Lima"}),
    ],
)
def test_an_answer_of_the_wrong_form_is_not_marked(study: Study, kind: str, given: object) -> None:
    messages = exchange(study, only(study, kind), {"type": "answer", "answer": given})
    assert messages[2]["code"] == "bad-answer"
    assert messages[3]["answered"] == 0


def test_what_is_picked_twice_counts_once(study: Study) -> None:
    sitting = only(study, "select")
    _, asked, *_ = exchange(study, sitting, {"type": "answer", "answer": [2, 1, 2]})
    (review,) = given(study, sitting)
    assert review.response == Ticked(tuple(asked["options"][:2]))


def test_the_points_are_not_told_before_they_are_revealed(study: Study) -> None:
    messages = exchange(
        study,
        only(study, "recall"),
        {"type": "answer", "answer": []},
        {"type": "reveal", "text": "half \ud800 a character"},
        {"type": "answer", "answer": []},
    )
    assert "seat of government" not in json.dumps(messages[:3])
    assert messages[2]["code"] == "not-now"
    assert messages[3]["points"] == ["The seat of government", "A city"]
    assert messages[4]["outcome"] == "wrong"


def test_hint_overrule_rate_undo_skip_and_repeat(study: Study) -> None:
    sitting = only(study, "choice", "true-false")
    messages = exchange(
        study,
        sitting,
        {"type": "hint"},
        {"type": "answer", "answer": 1},
        {"type": "overrule"},
        {"type": "rate", "rating": 4},
        {"type": "rate"},
        {"type": "undo"},
        {"type": "repeat"},
        {"type": "skip"},
        {"type": "hint"},
        {"type": "answer", "answer": False},
        {"type": "next"},
        {"type": "undo"},
        {"type": "stop"},
    )
    assert [each["type"] for each in messages] == [
        *("begin", "question", "hint", "verdict", "verdict", "verdict", "error", "question", "question"),
        *("question", "error", "verdict", "summary", "question", "summary"),
    ]
    marked, overruled, rated = messages[3:6]
    assert marked["hinted"]
    assert overruled["overruled"]
    assert overruled["outcome"] != marked["outcome"]
    assert rated["rating"] == Rating.EASY
    assert messages[10]["code"] == "no-hint"
    assert sitting.answers == []


def test_the_missed_ones_can_be_gone_through_again(study: Study) -> None:
    wrong = {"type": "answer", "answer": True}
    right = {"type": "answer", "answer": False}
    next_ = {"type": "next"}
    messages = exchange(
        study, only(study, "true-false"), wrong, next_, right, next_, {"type": "again"}, right
    )
    begun = [each for each in messages if each["type"] == "begin"]
    assert [each["mode"] for each in begun] == ["study", "missed"]
    first, last = (each for each in messages if each["type"] == "summary")
    assert first["missed"][0]["response"] == "true"
    assert first["missed"][0]["answer"] == "false"
    assert last["right"] == 1


def test_a_client_that_goes_away_loses_nothing(study: Study) -> None:
    messages = exchange(study, only(study, "true-false", "typed"), {"type": "answer", "answer": False})
    assert messages[-1]["type"] == "summary"
    assert messages[-1]["answered"] == 1
    assert study.overview().answered_today == 1


def test_an_answer_that_can_be_read_in_two_ways_is_asked_for_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quiz.model import Unclear

    monkeypatch.setattr("quiz.study.answering.mark", lambda *_: Unclear("Write the month as a word."))
    messages = exchange(study, only(study, "typed"), {"type": "answer", "answer": "4/5"})
    assert messages[2] == {"type": "unclear", "text": "Write the month as a word."}


def test_what_is_not_saved_is_said_and_can_be_sent_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = only(study, "true-false")
    record = study._store.before_change_of_day
    faults = [ProgressError("The disk is full.", "Free some space."), None]

    def fail_once(event: Any) -> None:
        if fault := faults.pop(0):
            raise fault
        record(event)

    monkeypatch.setattr(study._store, "before_change_of_day", fail_once)
    right = {"type": "answer", "answer": False}
    messages = exchange(study, sitting, right, right)
    assert [each["type"] for each in messages] == ["begin", "question", "error", "verdict", "summary"]
    assert messages[2]["code"] == "not-saved"
    assert sitting.answers[0].outcome is Outcome.RIGHT


def test_a_question_is_put_aside_and_flagged(study: Study) -> None:
    sitting = only(study, "true-false", "typed", "number")
    messages = exchange(
        study,
        sitting,
        {"type": "flag", "note": "so?"},
        {"type": "suspend"},
        {"type": "answer", "answer": "Tokyo"},
        {"type": "unflag"},
        {"type": "bury"},
        {"type": "undo"},
        {"type": "flag", "note": 1},
    )
    assert [each["type"] for each in messages] == [
        *("begin", "question", "flagged", "question", "verdict", "flagged", "question", "question", "error"),
        "summary",
    ]
    assert (messages[2]["note"], messages[5]["note"]) == ("so?", None)
    assert [key.question for key in study.labels.aside()] == ["true-false"]
    assert set(study.labels.notes().values()) == {"so?"}


def test_practising_says_so_and_tells_no_dates(study: Study) -> None:
    wrong, again = {"type": "answer", "answer": "Kyoto"}, {"type": "again"}
    messages = exchange(study, practising(study, "typed"), wrong, {"type": "next"}, {"type": "skip"}, again)
    assert messages[0]["about"] == "Practice: the schedule stays as it is."
    assert (messages[2]["next"], messages[2]["leech"]) == ({}, 0)
    assert [each["mode"] for each in messages if each["type"] == "begin"] == ["practise", "practise"]


def test_a_pretest_is_not_gone_through_again(study: Study) -> None:
    sitting = study.pretest()
    sitting.queue = only(study, "typed").queue
    messages = exchange(
        study, sitting, {"type": "answer", "answer": "Kyoto"}, {"type": "next"}, {"type": "again"}
    )
    assert messages[-1]["code"] == "not-now"


def test_any_bytes_get_an_answer(study: Study) -> None:
    random = Random(3)
    for _ in range(50):
        line = "".join(chr(random.randrange(32, 127)) for _ in range(random.randrange(40)))
        assert exchange(study, only(study, "choice"), line)[2]["type"] == "error"
