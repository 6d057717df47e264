"""Every kind of question, answered right, partly and wrong in lines."""

import pytest

from quiz.model import Confidence, Outcome
from quiz.study import Study
from tests.plain.conversation import Line, converse, given, number, numbers, only

RIGHT: dict[str, list[Line]] = {
    "choice": [number("Paris")],
    "select": [numbers("Oslo", "Helsinki")],
    "true-false": ["f"],
    "typed": ["Tokyo"],
    "number": ["60"],
    "cloze": ["Spain", "Madrid City"],
    "order": [numbers("Norway", "Denmark", "Italy")],
    "match": [number("Lima"), number("Santiago"), number("Havana")],
    "recall": ["the government sits there", "it is a city", "", "1 2"],
}
PARTLY: dict[str, list[Line]] = {
    "select": [number("Oslo")],
    "cloze": ["", "Madrid"],
    "order": [numbers("Denmark", "Norway", "Italy")],
    "match": [number("Lima"), number("Havana"), number("Santiago")],
    "recall": ["", "2"],
}
WRONG: dict[str, list[Line]] = {
    "choice": [number("Lyon")],
    "select": [numbers("Bergen", "Turku")],
    "true-false": ["true"],
    "typed": ["Kyoto"],
    "number": ["45 minutes"],
    "cloze": ["Portugal", "Lisbon"],
    "order": [numbers("Italy", "Denmark", "Norway")],
    "match": [number("Quito"), number("Quito"), number("Lima")],
    "recall": ["", "0"],
}
HEARD = {
    "choice": ["You said: Lyon; Lyon is the third largest city.", "Answer: Paris"],
    "select": ["Wrong: Bergen; Bergen once was.", "Missed: Oslo", "Answer: Oslo; Helsinki"],
    "true-false": ["You said: true", "Answer: false", "Why: Canberra is."],
    "typed": ["You said: Kyoto", "Answer: Tokyo"],
    "number": ["You said: 45 minutes", "Answer: 60 minutes"],
    "cloze": ["Gap 1, wrong: Portugal; the answer is Spain", "Gap 2, wrong: Lisbon; the answer is Madrid"],
    "order": [
        "Place 1, wrong: Italy; the answer is Norway; yours belongs 2 places further down, at place 3",
        "Place 2, right: Denmark",
    ],
    "match": ["Peru, wrong: Quito; the answer is Lima"],
    "recall": ["Missed: The seat of government", "Missed: A city"],
}


def outcome(study: Study, kind: str, lines: list[Line]) -> tuple[Outcome, str]:
    sitting = only(study, kind)
    heard = converse(study, sitting, *lines)
    (answer,) = sitting.answers
    return answer.outcome, heard


@pytest.mark.parametrize("kind", RIGHT)
def test_right(study: Study, kind: str) -> None:
    found, heard = outcome(study, kind, RIGHT[kind])
    assert found is Outcome.RIGHT
    assert "\nRight.\nAnswer: " in heard
    assert "Nothing missed." in heard


@pytest.mark.parametrize("kind", PARTLY)
def test_partly(study: Study, kind: str) -> None:
    found, heard = outcome(study, kind, PARTLY[kind])
    assert found is Outcome.PARTLY
    assert "\nPartly right, " in heard


@pytest.mark.parametrize("kind", WRONG)
def test_wrong(study: Study, kind: str) -> None:
    found, heard = outcome(study, kind, WRONG[kind])
    assert found is Outcome.WRONG
    assert "\nWrong.\n" in heard
    for line in HEARD[kind]:
        assert f"\n{line}\n" in heard


def test_a_match_may_be_answered_in_one_line(study: Study) -> None:
    found, _ = outcome(study, "match", [numbers("Lima", "Santiago", "Havana")])
    assert found is Outcome.RIGHT


@pytest.mark.parametrize("kind", [*RIGHT])
def test_what_is_no_answer_is_asked_for_again(study: Study, kind: str) -> None:
    found, _ = outcome(study, kind, [":what", ":h", ":help", ":r", *RIGHT[kind]])
    assert found is Outcome.RIGHT


@pytest.mark.parametrize(
    ("kind", "lines", "said"),
    [
        ("choice", [""], "Give a number from 1 to 3."),
        ("choice", ["4"], "4 is not a number from 1 to 3."),
        ("choice", ["0"], "0 is not a number from 1 to 3."),
        ("choice", ["9" * 5000], "is not a number from 1 to 3."),
        ("choice", ["1 2"], "Give one number."),
        ("choice", ["Paris"], "Paris is not a number from 1 to 3."),
        ("select", ["1 two"], "two is not a number from 1 to 4."),
        ("true-false", ["yes"], "Give t for true or f for false."),
        ("typed", [""], "Type an answer"),
        ("cloze", ["", ""], "Fill at least one gap"),
        ("order", ["1 2"], "Give each number from 1 to 3 once."),
        ("order", ["1 1 2"], "Give each number from 1 to 3 once."),
        ("match", ["1", "1 2 3"], "Those are more numbers than are left to match."),
        ("recall", ["", ""], "Give a number from 1 to 2."),
    ],
)
def test_what_cannot_be_taken_is_explained(study: Study, kind: str, lines: list[Line], said: str) -> None:
    sitting = only(study, kind)
    heard = converse(study, sitting, *lines)
    assert said in heard
    assert not sitting.answers


def test_a_number_needs_no_space_before_the_mark(study: Study) -> None:
    sitting = only(study, "number")
    converse(study, sitting, "60!")
    (review,) = given(study, sitting)
    assert (review.outcome, review.confidence) == (Outcome.RIGHT, Confidence.CERTAIN)


def test_the_points_of_a_recall_are_said_once_and_when_asked_for_again(study: Study) -> None:
    heard = converse(study, only(study, "recall"), "", "9", ":h", ":r", "1")
    once, again = heard.split("There is no hint.\n")
    assert once.count("The points:\n1. The seat of government\n") == 1
    assert again.count("The points:\n1. The seat of government\n") == 1
