"""A test in lines: no verdict before the end, going back and forward, the time, handing in."""

import io
from datetime import timedelta
from random import Random

import pytest

from quiz.errors import ProgressError
from quiz.marking import mark
from quiz.model import Library, Mode, Outcome, Unclear, Written
from quiz.plain.console import Console
from quiz.plain.testing import Examiner
from quiz.sitting import Queue
from quiz.store import ProgressFile
from quiz.study import Paper, Study
from tests.plain.conversation import NINE, Learner, Line, bank_of, number
from tests.support import BANK, Clock


def paper_of(study: Study, *ids: str, allowed: timedelta | None = None) -> Paper:
    """Begins a test over these questions, in this order."""
    by_id = {key.question: key for key in study.shelf.questions}
    asked = Queue([by_id[each] for each in ids], study.shelf.question)
    return study.testing.begin(asked, "Nine kinds", allowed)


def take(study: Study, paper: Paper, *lines: Line) -> str:
    """Returns all that is said in a test in which the learner gives these lines."""
    heard = io.StringIO()
    learner = Learner(lines, heard)
    seconds = iter(range(10_000))
    Examiner(study, Console(learner.readline, heard), lambda: next(seconds)).run(paper)
    assert not learner.lines, "not all lines were asked for"
    return heard.getvalue()


def test_no_verdict_comes_before_the_end(study: Study) -> None:
    before: list[str] = []

    def hand_in(heard: str) -> str:
        before.append(heard)
        return ""

    lines: list[Line] = [number("Lyon"), "f", "Tokyo", "60 minutes", hand_in, ""]
    heard = take(study, paper_of(study, "choice", "true-false", "typed", "number"), *lines)
    for word in ("Right", "Wrong", "Answer:", "Why:", "Score"):
        assert word not in before[0]
    after = heard.removeprefix(before[0])
    assert "Score: 75%.\n4 of 4 questions answered, in " in after
    assert "1 question missed." in after
    assert "1. What is the capital of France?\nYou said: Lyon\nAnswer: Paris\nWhy: Paris has" in after
    (result,) = study.testing.results()
    assert result.score == pytest.approx(0.75)
    assert {review.mode for review in result.reviews} == {Mode.TEST}


def test_every_kind_can_be_answered(study: Study) -> None:
    ids = ("select", "cloze", "order", "match", "recall")
    lines = ["1 2", "Spain", "Madrid", "1 2 3", "1 2 3", "a city", "", "1 2", "", ""]
    paper = paper_of(study, *ids)
    take(study, paper, *lines)
    assert paper.unanswered == 0
    (result,) = study.testing.results()
    scores = {review.key.question: review.score for review in result.reviews}
    assert (scores["cloze"], scores["recall"]) == (1, 1)


def test_a_test_says_its_name_its_length_and_its_time(study: Study) -> None:
    heard = take(study, paper_of(study, "typed", "number", allowed=timedelta(minutes=10)), ":q", ":q")
    assert "Test: Nine kinds. 2 questions, 10 minutes in all.\n" in heard
    assert "no time limit" in take(study, paper_of(study, "typed"), ":q", ":q")


def test_an_answer_given_again_replaces_the_one_before(study: Study) -> None:
    paper = paper_of(study, "typed", "number")
    heard = take(study, paper, "Kyoto", ":b", "Tokyo", "60", "")
    assert "You said: Kyoto. Answer again to replace it; :n goes on." in heard
    assert "Score: 100%." in heard
    assert study.overview().answered_today == 2


def test_going_back_and_forward(study: Study) -> None:
    paper = paper_of(study, "typed", "number", "true-false")
    heard = take(
        study, paper, ":b", ":n", ":s", ":b", ":n", ":n", "2", "60", ":b", ":b", "Tokyo", ":q", ":b", "f", ""
    )
    assert "This is the first question." in heard
    asked = [line[9] for line in heard.splitlines() if line.startswith("Question ")]
    assert "".join(asked) == "12323" + "23" + "21" + "23"
    assert "Score: 100%." in heard


def test_the_end_says_what_has_no_answer(study: Study) -> None:
    paper = paper_of(study, "typed", "number", "true-false")
    heard = take(study, paper, ":n", ":n", ":n", "7", "hm", "2", "60", ":q", "", "")
    assert "3 unanswered: numbers 1 to 3." in heard
    assert "2 unanswered: numbers 1, 3." in heard
    assert heard.count("Enter, :b, or a number from 1 to 3; :q leaves without a score.") == 2
    assert "Score: 33%.\n1 of 3 questions answered, in " in heard
    assert "1. What is the capital of Japan?\nYou gave no answer.\nAnswer: Tokyo\n" in heard


def test_a_row_of_questions_without_answer_is_said_by_its_ends(study: Study) -> None:
    paper = paper_of(study, "choice", "select", "true-false", "number", "typed", "order", "match")
    heard = take(study, paper, ":n", ":n", ":n", ":n", "Tokyo", ":q", "")
    assert "6 unanswered: numbers 1 to 4, 6, 7." in heard


def test_the_score_of_each_bank_is_said(store: ProgressFile, clock: Clock) -> None:
    library = Library((*bank_of(NINE).banks, *bank_of(BANK).banks))
    study = Study(library, store, clock, Random(7))
    paper = paper_of(study, "typed", "number", "japan", "australia")
    heard = take(study, paper, "Kyoto", "60", "Tokyo", "f", "", "")
    assert "Score: 75%." in heard
    assert "Nine kinds: 50% of 2 questions.\nCapitals: 100% of 2 questions.\n" in heard
    assert heard.count(", from ") == 2


def test_time_is_said_and_the_first_line_after_it_is_up_hands_in(study: Study, clock: Clock) -> None:
    paper = paper_of(study, "typed", "number", allowed=timedelta(minutes=2))

    def late(_: str) -> str:
        clock.pass_(minutes=2)
        return "60"

    def early(_: str) -> str:
        clock.pass_(seconds=30)
        return "Tokyo"

    heard = take(study, paper, early, ":time", late, "")
    assert "1 minute 30 seconds left." in heard
    assert "The time is up.\n" in heard
    assert "1 of 2 questions answered, in 2 minutes." in heard
    (result,) = study.testing.results()
    assert result.test.milliseconds == 120_000


def test_without_a_limit_the_time_says_so(study: Study) -> None:
    heard = take(study, paper_of(study, "typed"), ":time", ":q", ":t", ":q")
    assert heard.count("There is no time limit.") == 2


def test_the_end_of_input_hands_in(study: Study) -> None:
    heard = take(study, paper_of(study, "typed", "number"), "Tokyo")
    assert "Score: 50%." in heard
    assert len(study.testing.results()) == 1


def test_a_test_can_be_left_without_a_score(study: Study) -> None:
    heard = take(study, paper_of(study, "typed", "number"), "Tokyo", ":q", ":q")
    assert "Left without handing in: there is no score. 1 answer saved." in heard
    assert study.testing.results() == []
    assert study.overview().answered_today == 1


def test_what_was_missed_can_be_drilled(study: Study) -> None:
    heard = take(study, paper_of(study, "typed"), "Kyoto", "", "hm", ":m", "Tokyo", "", "")
    assert "Right." in heard
    assert "Summary: 100%." in heard


def test_the_result_can_be_heard_again(study: Study) -> None:
    heard = take(study, paper_of(study, "typed"), "Kyoto", "", ":r", "")
    assert heard.count("Score: 0%.\n") == 2


def test_nothing_missed_is_said(study: Study) -> None:
    assert take(study, paper_of(study, "typed"), "Tokyo", "").endswith("Nothing missed.\n")


def test_an_empty_test_says_so(study: Study) -> None:
    assert take(study, paper_of(study)) == "There is nothing to ask.\n"
    assert study.testing.results() == []


def test_flag_undo_repeat_and_help_leave_the_question(study: Study) -> None:
    paper = paper_of(study, "cloze")
    lines = [
        ":f so?",
        ":u",
        ":f so?",
        "Portugal",
        ":u",
        ":u",
        ":r",
        ":help",
        ":h",
        ":nonsense",
        "Spain",
        "Madrid",
    ]
    heard = take(study, paper, *lines, "")
    assert heard.count("Question ") == 1
    assert "Answering again replaces an answer" in heard
    assert "That does not work in a test" in heard
    assert "There is no command :nonsense." in heard
    assert heard.count("The capital of (gap 1) is (gap 2).") == 2
    assert set(study.labels.notes().values()) == {"so?"}
    assert "Score: 100%." in heard


def test_what_is_no_answer_or_can_be_read_in_two_ways_is_asked_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [lambda *_: Unclear("Write the month as a word."), mark]
    monkeypatch.setattr("quiz.study.answering.mark", lambda *given: answers.pop(0)(*given))
    paper = paper_of(study, "typed")
    heard = take(study, paper, "", "4/5", "Tokyo", "")
    assert "Type an answer" in heard
    assert "Write the month as a word." in heard
    assert "Score: 100%." in heard


def test_an_answer_that_is_not_saved_is_tried_again(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    record = study._store.before_change_of_day
    faults = [True, False, True, False]

    def recorded(events: object) -> None:
        if faults.pop(0):
            raise ProgressError("The disk is full.", "Free some space.")
        record(events)  # type: ignore[arg-type]

    monkeypatch.setattr(study._store, "before_change_of_day", recorded)
    paper = paper_of(study, "typed")
    heard = take(study, paper, "Tokyo", "", "", "")
    assert heard.count("Not saved: The disk is full.") == 2
    (result,) = study.testing.results()
    assert result.reviews[0].response == Written(("Tokyo",))
    assert result.reviews[0].outcome is Outcome.RIGHT


@pytest.mark.parametrize("lines", [["Tokyo", ":q"], ["Tokyo"], [":q", "", ":q"]])
def test_giving_up_on_saving_ends_with_the_error(
    study: Study, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise ProgressError("The disk is full.", "Free some space.")

    monkeypatch.setattr(study._store, "before_change_of_day", full)
    with pytest.raises(ProgressError, match="disk is full"):
        take(study, paper_of(study, "typed"), *lines)
    assert study.testing.results() == []


def test_a_mark_after_the_answer_says_how_sure_it_is_and_certain_and_wrong_comes_first(study: Study) -> None:
    paper = paper_of(study, "choice", "true-false", "typed", "cloze")
    heard = take(study, paper, number("Lyon"), "t ?", "Kyoto !", "Spain !", "Madrid", "", "")
    (result,) = study.testing.results()
    sure = {review.key.question: review.confidence.value for review in result.reviews}
    assert sure == {"choice": "unsaid", "true-false": "guess", "typed": "certain", "cloze": "certain"}
    before, _, after = heard.partition("Score:")
    assert "certain" not in before.partition("Question 1")[2]
    assert after.index("You said: Kyoto, and you were certain") < after.index("You said: Lyon")
