"""A test as JSON lines: nothing of a verdict before the result, and any order of answering."""

import io
import json
from datetime import timedelta

import pytest

from quiz.model import Confidence, Response, Unclear, kind_name
from quiz.plain.serving_tests import PaperServer
from quiz.study import Paper, Study
from tests.plain.test_plain_json import IN, OUT, Client, Message, answer
from tests.plain.test_plain_testing import paper_of
from tests.support import Clock


class TestClient(Client):
    """Answers every question in order and hands in."""

    __test__ = False

    def reply(self, message: Message) -> Message | None:
        match message["type"]:
            case "question" if message["kind"] == "recall":
                return {"type": "reveal", "text": "a city"}
            case "question":
                self.at = message
                return {"type": "answer", "answer": answer(message), "milliseconds": 5}
            case "points":
                return {"type": "answer", "answer": [1, 2]}
            case "accepted" if message["unanswered"]:
                return {"type": "go", "number": message["number"] + 1}
            case "accepted":
                return {"type": "hand_in"}
            case _:
                return None


def exchange(study: Study, paper: Paper, *asked: object) -> list[Message]:
    """Returns the messages that come back for these requests."""
    for each in asked:
        if isinstance(each, dict) and each.get("valid", True):
            IN.validate(each)
    given = [
        {key: each[key] for key in each if key != "valid"} if isinstance(each, dict) else each
        for each in asked
    ]
    source = io.StringIO("".join(json.dumps(each) + "\n" for each in given))
    sink = io.StringIO()
    seconds = iter(range(10_000))
    PaperServer(study, source.readline, sink, lambda: next(seconds)).run(paper)
    messages = [json.loads(line) for line in sink.getvalue().splitlines()]
    for message in messages:
        OUT.validate(message)
    return messages


def types(messages: list[Message]) -> list[str]:
    return [str(message["type"]) for message in messages]


HAND_IN = {"type": "hand_in"}


def test_a_client_takes_a_whole_test(study: Study) -> None:
    client = TestClient()
    paper = study.test()
    PaperServer(study, client.readline, client.sink).run(paper)
    begun, result = client.heard[0], client.heard[-1]
    assert (begun["mode"], begun["name"], begun["allowed"]) == ("test", "All banks", None)
    assert (result["type"], result["answered"], result["score"], result["missed"]) == ("result", 9, 1, [])
    assert result["banks"] == [{"id": "nine", "title": "Nine kinds", "questions": 9, "score": 1}]
    assert not {"verdict", "summary"} & set(types(client.heard))
    recalled = next(each for each in paper.answers.values() if kind_name(each.question.kind) == "recall")
    assert {each.review.milliseconds for each in paper.answers.values() if each is not recalled} == {5}


def test_an_answer_tells_no_verdict_and_can_be_replaced(study: Study) -> None:
    messages = exchange(
        study,
        paper_of(study, "typed", "number"),
        {"type": "answer", "answer": "Kyoto"},
        {"type": "repeat"},
        {"type": "answer", "answer": "Tokyo"},
        HAND_IN,
    )
    accepted = {"type": "accepted", "number": 1, "unanswered": 1, "time_left": None}
    assert messages[2] == messages[4] == accepted
    assert messages[1]["response"] is None
    assert messages[3]["response"] == "Kyoto"
    result = messages[5]
    assert (result["score"], result["answered"], result["questions"]) == (0.5, 1, 2)
    (missed,) = result["missed"]
    assert (missed["question"], missed["response"], missed["answer"]) == ("number", None, "60 minutes")


def test_questions_are_answered_in_any_order(study: Study) -> None:
    messages = exchange(
        study,
        paper_of(study, "typed", "number", "true-false"),
        {"type": "go", "number": 3},
        {"type": "answer", "answer": False},
        {"type": "go", "number": 1},
        {"type": "answer", "answer": "Tokyo"},
        HAND_IN,
        {"type": "repeat"},
    )
    assert [each["question"] for each in messages if each["type"] == "question"] == [
        "typed",
        "true-false",
        "typed",
    ]
    assert messages[-1] == messages[-2]
    assert messages[-1]["score"] == pytest.approx(2 / 3)


def test_the_first_request_after_the_time_is_up_hands_in(
    study: Study, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = paper_of(study, "typed", "number", allowed=timedelta(minutes=1))
    record = study.testing.respond

    def slow(paper: Paper, response: Response, sure: Confidence, milliseconds: int) -> Unclear | None:
        unclear = record(paper, response, sure, milliseconds)
        clock.pass_(seconds=25)
        return unclear

    monkeypatch.setattr(study.testing, "respond", slow)
    tokyo = {"type": "answer", "answer": "Tokyo"}
    messages = exchange(
        study, paper, tokyo, tokyo, {"type": "go", "number": 2}, {"type": "answer", "answer": "60"}, HAND_IN
    )
    assert messages[0]["allowed"] == 60_000
    assert [each.get("time_left") for each in messages[1:6]] == [60_000, 35_000, 10_000, 10_000, 0]
    assert messages[6]["type"] == "result"
    clock.pass_(seconds=100)
    late = paper_of(study, "typed", allowed=timedelta(minutes=0))
    messages = exchange(study, late, tokyo)
    assert types(messages) == ["begin", "question", "result"]
    assert messages[-1]["answered"] == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"type": "next", "valid": False}, "not-now"),
        ({"type": "hint", "valid": False}, "not-now"),
        ({"type": "undo"}, "not-now"),
        ({"type": "suspend"}, "not-now"),
        ({"type": "reveal"}, "not-now"),
        ({"type": "again"}, "not-now"),
        ({"type": "go", "valid": False}, "bad-field"),
        ({"type": "go", "number": 0, "valid": False}, "bad-field"),
        ({"type": "go", "number": 3}, "bad-field"),
        ({"type": "answer", "answer": 1}, "bad-answer"),
        ({"type": "answer", "answer": "x", "confidence": "sure", "valid": False}, "bad-field"),
        ({"type": "flag", "note": 1, "valid": False}, "bad-field"),
    ],
)
def test_what_cannot_be_done_leaves_the_question(study: Study, line: object, code: str) -> None:
    messages = exchange(
        study, paper_of(study, "typed", "number"), line, {"type": "answer", "answer": "Tokyo"}
    )
    assert types(messages) == ["begin", "question", "error", "accepted"]
    assert messages[2]["code"] == code


def test_a_client_that_goes_away_has_not_handed_in(study: Study) -> None:
    messages = exchange(study, paper_of(study, "typed", "number"), {"type": "answer", "answer": "Tokyo"})
    assert types(messages) == ["begin", "question", "accepted"]
    assert study.testing.results() == []
    assert study.overview().answered_today == 1


def test_what_was_missed_is_drilled_on_the_same_wire(study: Study) -> None:
    again = {"type": "again"}
    messages = exchange(
        study, paper_of(study, "typed"), HAND_IN, again, {"type": "answer", "answer": "Tokyo"}
    )
    assert types(messages) == ["begin", "question", "result", "begin", "question", "verdict", "summary"]
    assert messages[3]["mode"] == "missed"
    tokyo = {"type": "answer", "answer": "Tokyo"}
    messages = exchange(study, paper_of(study, "typed"), tokyo, HAND_IN, again, {"type": "stop"})
    assert messages[-1]["code"] == "not-now"


def test_a_question_of_a_test_can_be_flagged(study: Study) -> None:
    flag, unflag = {"type": "flag", "note": "so?"}, {"type": "unflag"}
    messages = exchange(study, paper_of(study, "typed"), flag, unflag, {"type": "flag"})
    assert [each["note"] for each in messages[2:]] == ["so?", None, ""]
    assert set(study.labels.notes().values()) == {""}


def test_the_points_of_a_recall_come_before_its_answer(study: Study) -> None:
    right = {"type": "answer", "answer": [1, 2]}
    messages = exchange(study, paper_of(study, "recall"), right, {"type": "reveal"}, right, HAND_IN)
    assert types(messages) == ["begin", "question", "error", "points", "accepted", "result"]
    assert messages[-1]["score"] == 1


def test_an_empty_test_only_begins(study: Study) -> None:
    assert types(exchange(study, paper_of(study), HAND_IN)) == ["begin"]


def test_an_answer_that_can_be_read_in_two_ways_is_asked_for_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.study.answering.mark", lambda *_: Unclear("Write the month as a word."))
    messages = exchange(study, paper_of(study, "typed"), {"type": "answer", "answer": "4/5"})
    assert messages[2] == {"type": "unclear", "text": "Write the month as a word."}


def test_an_answer_in_a_test_may_say_how_sure_it_is(study: Study) -> None:
    said = {"type": "answer", "answer": "Kyoto", "confidence": "certain"}
    messages = exchange(study, paper_of(study, "number", "typed"), {"type": "go", "number": 2}, said, HAND_IN)
    assert "confidence" not in json.dumps(messages[:-1])
    assert [each["confidence"] for each in messages[-1]["missed"]] == ["certain", "unsaid"]
