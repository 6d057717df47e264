"""A sitting in lines: commands, confidence, rating, the end of input, what is said when saving fails."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from quiz.bank.listed import Listed
from quiz.errors import ProgressError
from quiz.model import Confidence, Library, Outcome, Rating, Source, Unclear, Written
from quiz.plain import wording
from quiz.plain.talk import keys
from quiz.plan import Habits
from quiz.sitting import Queue, Sitting
from quiz.study import Study
from tests.plain.conversation import Line, converse, given, number, only, practising
from tests.support import Clock


def test_the_first_line_says_the_keys(study: Study) -> None:
    heard = converse(study, only(study, "choice"))
    first = heard.splitlines()[0]
    assert first == keys(rated=True)
    for key in (":h", ":s", ":u", ":r", ":q", ":o", "?", "!", "1 to 4"):
        assert key in first


def test_the_first_line_names_no_rating_where_nothing_is_scheduled(study: Study) -> None:
    first = converse(study, practising(study, "choice")).splitlines()[0]
    assert ":o overrules it" in first
    assert "rate" not in first


def test_the_summary_can_be_heard_again(study: Study) -> None:
    heard = converse(study, only(study, "true-false"), "t", ":x", ":r", "")
    assert heard.count("Summary: 0%.\n") == 2


def test_choices_are_kept_back_until_the_learner_has_tried(study: Study) -> None:
    study.habits = Habits(recall_first=True)
    heard = converse(
        study, only(study, "choice", "typed"), ":r", "Paris, I think", "7", number("Paris"), "", "Tokyo"
    )
    asked, listed = heard.split("The choices:\n")
    assert "Lyon" not in asked
    assert (
        asked.count("What is the capital of France?\nRecall the answer first; Enter then lists the choices:")
        == 2
    )
    assert listed.count("Number, 1 to 3:") == 2
    assert listed.count(". Lyon\n") == 1
    assert "Summary: 100%." in heard


def test_a_question_that_changed_since_it_was_answered_says_so(study: Study, clock: Clock) -> None:
    assert "It has changed" not in converse(study, only(study, "choice"), number("Paris"), "")
    (bank,) = study.library.banks
    questions = [each._replace(fingerprint="another") for each in bank.questions]
    study.shelf.reload(Library((bank._replace(questions=Listed(questions)),)))
    clock.pass_(days=30)
    heard = converse(study, only(study, "choice"), number("Lyon"), "", number("Paris"), "")
    assert heard.count("It has changed since you last answered it.\nWhat is the capital of France?") == 1


def test_a_slip_is_spelt_out_since_it_may_sound_right(study: Study) -> None:
    heard = converse(study, only(study, "typed", "cloze"), "Tokio", "", "Spain", "madrit city", "")
    assert "You said: Tokio; spelling forgiven; it is spelt T, o, k, y, o\n" in heard
    assert "Gap 1, right: Spain\n" in heard
    assert "it is written Madrid City; spelling forgiven; it is spelt M, a, d, r, i, d\n" in heard


def test_nothing_is_said_that_makes_no_sense_aloud(study: Study) -> None:
    lines: list[Line] = [number("Lyon"), "", "1", "", "t", "", "Tokio", "", "1", "", "Spain", "", ""]
    sitting = only(study, "choice", "select", "true-false", "typed", "number", "cloze")
    heard = converse(study, sitting, *lines)
    assert heard.isascii()
    assert "____" not in heard
    # Speech passes over these or reads them as something else.
    assert not re.search(r"[|*_#<>=/\\~^]| (s|min|h)\b| [?!]( |$)(?!\()", heard)


@pytest.mark.parametrize(
    ("kind", "line", "sure", "text"),
    [
        ("typed", "Tokyo", Confidence.UNSAID, "Tokyo"),
        ("typed", "Tokyo ?", Confidence.GUESS, "Tokyo"),
        ("typed", "Tokyo  !", Confidence.CERTAIN, "Tokyo"),
        ("typed", "Tokyo!", Confidence.UNSAID, "Tokyo!"),
        ("typed", "?", Confidence.UNSAID, "?"),
        ("typed", ": Tokyo ?", Confidence.UNSAID, "Tokyo ?"),
        ("typed", ": :h", Confidence.UNSAID, ":h"),
        ("typed", "h", Confidence.UNSAID, "h"),
        ("typed", "1", Confidence.UNSAID, "1"),
        ("number", "60 ?", Confidence.GUESS, "60"),
        ("true-false", "f?", Confidence.GUESS, None),
        ("true-false", "f !", Confidence.CERTAIN, None),
    ],
)
def test_confidence_stands_after_the_answer(
    study: Study, kind: str, line: str, sure: Confidence, text: str | None
) -> None:
    sitting = only(study, kind)
    converse(study, sitting, line)
    (review,) = given(study, sitting)
    assert review.confidence is sure
    if text is not None:
        assert review.response == Written((text,))


@pytest.mark.parametrize("sign", ["?", "!"])
def test_a_sign_alone_is_no_answer_to_numbers(study: Study, sign: str) -> None:
    assert "Give a number" in converse(study, only(study, "choice"), sign)


def test_confidence_may_be_said_with_any_part(study: Study) -> None:
    sitting = only(study, "match")
    heard = converse(study, sitting, number("Lima", said="{}!"), number("Santiago"), number("Havana"))
    assert given(study, sitting)[0].confidence is Confidence.CERTAIN
    assert "Right. You were certain." in heard


def test_certain_and_wrong_is_pointed_out(study: Study) -> None:
    heard = converse(study, only(study, "true-false"), "t !")
    assert (
        "Wrong. You were certain: this is the one to remember. It comes back now and in about a week."
        in heard
    )


def test_a_practised_one_that_was_certain_and_wrong_is_not_said_to_come_back(study: Study) -> None:
    heard = converse(study, practising(study, "true-false"), "t !")
    assert "this is the one to remember.\n" in heard


def test_practising_leaves_the_schedule_and_says_so(study: Study) -> None:
    heard = converse(study, practising(study, "typed"), "Kyoto", "4", "", ":q", ":m", "Tokyo", "")
    assert "1 question. Practice: the schedule stays as it is.\n" in heard
    assert "there is nothing to rate" in heard
    assert "Enter, or 1 to 4" not in heard
    assert study.overview().banks[0].new == 9
    assert heard.count("the schedule stays as it is.\n") == 2


def test_a_pretest_is_not_drilled(study: Study) -> None:
    sitting = study.pretest()
    sitting.queue = sitting.queue[:1]
    heard = converse(study, sitting, ":r", number("Lyon"), ":help", "", "")
    assert "Before reading: guess. Nothing is scheduled." in heard
    assert "Ratings:" not in heard
    assert heard.endswith("Enter ends; :u undoes the last answer:\n")


@pytest.mark.parametrize(
    ("line", "said"), [(":suspend", "Suspended"), (":x", "Suspended"), (":bury", "Buried"), (":z", "Buried")]
)
@pytest.mark.parametrize("answered", [False, True])
def test_a_question_is_put_aside_and_taken_back(study: Study, line: str, said: str, answered: bool) -> None:
    before = ["Kyoto"] if answered else []
    sitting = only(study, "typed", "true-false")
    heard = converse(study, sitting, *before, line, "f", "")
    assert f"\n{said}: " in heard
    assert "once more" not in heard.split(said)[1]
    assert [key.question for key in study.labels.aside()] == ["typed"]
    sitting = only(study, "number", "choice")
    heard = converse(study, sitting, line, ":u", "60", "")
    assert "The question is taken back in." in heard
    assert [key.question for key in study.labels.aside()] == ["typed"]


def test_a_flag_is_put_on_changed_and_taken_off(study: Study) -> None:
    sitting = only(study, "typed")
    key = sitting.queue[0].key
    notes: list[str | None] = []

    def then(line: str) -> Callable[[str], str]:
        def noted(_: str) -> str:
            notes.append(study.labels.notes().get(key))
            return line

        return noted

    lines = [":flag", ":f is this so?", ":u", ":u", "Tokyo", ":F ask Anna", ":f", ":u", ":q"]
    heard = converse(study, sitting, *map(then, lines), ":q")
    assert notes == [None, "", "is this so?", "", "", "", "ask Anna", None, "ask Anna"]
    assert heard.count("Flagged, with your note.") == 2
    assert "There is nothing to undo." in heard


def test_undo_after_a_flag_takes_back_the_answer_once_another_came(study: Study) -> None:
    sitting = only(study, "cloze")
    heard = converse(study, sitting, "Portugal", ":flag", ":u", ":u", ":f", "Spain", ":u", "Spain", "Madrid")
    assert heard.count("The flag is as it was.") == 1
    assert sitting.answers[0].outcome is Outcome.RIGHT
    assert len(study.labels.notes()) == 1


def test_a_leech_is_said_with_what_helps(study: Study, clock: Clock) -> None:
    heard = ""
    for _ in range(9):
        heard = converse(study, only_due(study, "typed"), "Kyoto", "", "Tokyo", "", ":q")
        clock.pass_(days=30)
    assert "You have forgotten this 8 times. :suspend takes it out; " in heard


def only_due(study: Study, id_: str) -> Sitting:
    sitting = study.study()
    keys = [each.key for each in sitting.queue if each.key.question == id_]
    sitting.queue = Queue(keys[:1], study.shelf.question)
    return sitting


def test_what_belongs_to_tests_is_said(study: Study) -> None:
    assert "That works in a test." in converse(study, only(study, "typed"), ":b")


def test_a_guess_and_a_hint_are_said_and_count(study: Study) -> None:
    sitting = only(study, "choice")
    heard = converse(study, sitting, ":h", number("Paris", said="{}?"))
    assert "Hint: The Seine runs through it." in heard
    assert "Right, as a guess, with the hint." in heard
    assert given(study, sitting)[0].rating is Rating.HARD


def test_a_question_without_a_hint_says_so(study: Study) -> None:
    heard = converse(study, only(study, "typed"), ":hint", "Tokyo")
    assert "There is no hint." in heard
    assert "with the hint" not in heard


def test_overrule_works_both_ways(study: Study) -> None:
    sitting = only(study, "true-false")
    heard = converse(study, sitting, "t", ":o")
    assert "Right, by your own verdict." in heard
    assert sitting.answers[0].outcome is Outcome.RIGHT
    sitting = only(study, "typed")
    converse(study, sitting, "Tokyo", ":o", ":overrule")
    assert sitting.answers[0].outcome is Outcome.RIGHT
    assert given(study, sitting)[0].rating is Rating.GOOD


@pytest.mark.parametrize("rating", Rating)
def test_a_number_after_the_verdict_rates_and_goes_on(study: Study, rating: Rating) -> None:
    sitting = only(study, "typed", "true-false")
    heard = converse(study, sitting, "Tokyo", str(rating.value))
    assert given(study, sitting)[0].rating is rating
    assert "\nRated " in heard
    assert "Question 2 of" in heard


def test_the_rating_comes_with_its_next_date(study: Study) -> None:
    heard = converse(study, only(study, "typed"), "Tokyo", ":help")
    assert "Good, due Wednesday 25 November. Enter, or 1 to 4:" in heard
    assert "Ratings: 1 Again, tomorrow; 2 Hard, " in heard


def test_what_is_no_rating_is_explained(study: Study) -> None:
    sitting = only(study, "typed")
    heard = converse(study, sitting, "Tokyo", "5", ":what", ":h", "")
    assert "Enter goes on; 1 Again" in heard
    assert "Enter goes on to the next question" in heard


def test_a_wrong_one_comes_back(study: Study) -> None:
    sitting = only(study, "true-false")
    heard = converse(study, sitting, "t", "", "f", "")
    assert "and once more before the end" in heard
    assert heard.count("Sydney is the capital of Australia.\n") == 3  # twice asked, once in the missed list
    assert "Summary: 0%." in heard


def test_a_question_that_comes_back_says_so(study: Study) -> None:
    heard = converse(study, only(study, "true-false"), "t", "", "f", "")
    assert "Question 2 of 2, once more.\n" in heard


def test_a_source_is_said_once(study: Study) -> None:
    heard = converse(study, only(study, "typed", "number", "choice"), "Tokyo", "", "60", "", number("Paris"))
    assert heard.count("Source: A. Mapmaker, An atlas, 2020\n") == 1
    assert heard.count("Source: the same, page 12\n") == 1
    assert heard.count("Source: ") == 2


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2017-04-13", "13 April 2017"),
        ("2017-04", "April 2017"),
        ("2017", "2017"),
        ("spring 2017", "spring 2017"),
        ("2017-18", "2017-18"),
    ],
)
def test_a_date_is_said_in_words(date: str, said: str) -> None:
    assert wording.source(Source(title="An atlas", date=date)) == f"An atlas, {said}"


def test_what_another_window_answered_meanwhile_is_passed_over(study: Study) -> None:
    mine, other = only(study, "typed", "number", "choice"), only(study, "number")

    def meanwhile(_: str) -> str:
        study.answer(other, Written(("60",)))
        return "Tokyo"

    heard = converse(study, mine, meanwhile, "")
    assert "How many minutes" not in heard
    assert "What is the capital of France?" in heard


def test_undo_takes_back_answers_and_skips_to_any_depth(study: Study) -> None:
    sitting = only(study, "typed", "true-false", "number")
    heard = converse(study, sitting, "Tokyo", "", ":s", ":u", ":u", "Kyoto", ":u", "Tokyo")
    assert "The last skip is undone." in heard
    assert heard.count("The last answer is undone.") == 2
    assert [answer.outcome for answer in sitting.answers] == [Outcome.RIGHT]
    assert study.overview().answered_today == 1


def test_undo_takes_back_a_part_first(study: Study) -> None:
    sitting = only(study, "cloze", "match", "recall")
    wrong, right = ["Portugal", ":u", "Spain", "Madrid", ""], ["3", ":u"]
    heard = converse(study, sitting, *wrong, *right, ":s", "a line", ":u", "", ":u", "", "1 2")
    assert "undone" not in heard
    assert [answer.outcome for answer in sitting.answers] == [Outcome.RIGHT, Outcome.RIGHT]


def test_there_may_be_nothing_to_undo(study: Study) -> None:
    assert "There is nothing to undo." in converse(study, only(study, "typed"), ":u")


def test_the_last_answer_can_be_undone_from_the_end(study: Study) -> None:
    sitting = only(study, "typed")
    heard = converse(study, sitting, "Kyoto", ":q", ":u", "Tokyo", "", "")
    assert heard.count("Summary: ") == 2
    assert heard.endswith("Enter ends; :u undoes the last answer:\n")
    assert sitting.answers[0].outcome is Outcome.RIGHT


def test_the_missed_ones_can_be_gone_through_again(study: Study) -> None:
    heard = converse(study, only(study, "true-false"), "t", "", "f", "", ":m", "f", "", "")
    assert "1. Sydney is the capital of Australia.\nYou said: true\nAnswer: false\nWhy: Canberra is." in heard
    assert heard.count("Summary: ") == 2


def test_stopping_ends_with_the_summary(study: Study) -> None:
    sitting = only(study, "typed", "true-false", "number")
    heard = converse(study, sitting, "Tokyo", "", ":q", ":q")
    assert "Summary: 100%.\n1 right, 0 partly, 0 wrong of 1 question" in heard
    assert "Next due Wednesday 25 November." in heard


def test_the_end_of_input_saves_what_was_answered(study: Study) -> None:
    sitting = only(study, "typed", "true-false", "cloze")
    heard = converse(study, sitting, "Tokyo", "", "f", "", "Spain")
    assert "Summary: 100%.\n2 right" in heard
    assert study.overview().answered_today == 2


def test_an_end_of_input_at_the_verdict_keeps_the_answer(study: Study) -> None:
    converse(study, only(study, "typed"), "Tokyo")
    assert study.overview().answered_today == 1


def test_nothing_answered_is_said(study: Study) -> None:
    assert "Nothing was answered in this sitting." in converse(study, only(study, "typed"))


def test_nothing_to_ask_is_said(study: Study) -> None:
    converse(study, only(study, "typed"), "Tokyo")
    later = "The next are due Wednesday 25 November.\n"
    assert converse(study, study.practise({})) == f"There is nothing to ask. {later}"
    assert converse(study, study.drill([])) == f"Nothing is missed. {later}"


def test_figures_of_the_summary(study: Study, clock: Clock) -> None:
    converse(study, only(study, "typed"), "Kyoto")
    clock.pass_(days=1)
    heard = converse(study, only(study, "true-false"), "f", "")
    assert "2 days in a row." in heard
    assert "1 still due today." in heard


def test_a_sitting_whose_time_is_up_says_so(study: Study) -> None:
    study.habits = Habits(minutes=0)
    heard = converse(study, only(study, "typed", "true-false"), "Tokyo", "")
    assert "1 right, 0 partly, 0 wrong of 1 question" in heard
    assert "Your time for a sitting is up." in heard


def test_help_and_repeat_leave_the_question(study: Study) -> None:
    sitting = only(study, "typed")
    heard = converse(study, sitting, ":help", ":", ":r", ":m", ":o", ":nonsense", "Tokyo", ":r")
    assert heard.count("What is the capital of Japan?") == 2
    assert heard.count("While a question is asked:") == 2
    assert "There is no command :nonsense." in heard
    assert heard.count("Answer: Tokyo") == 2


def test_what_can_be_read_in_two_ways_is_asked_again(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.marking import mark

    answers = [lambda *_: Unclear("Write the month as a word."), mark]
    monkeypatch.setattr("quiz.study.answering.mark", lambda *given: answers.pop(0)(*given))
    sitting = only(study, "typed")
    heard = converse(study, sitting, "4/5 ?", "Tokyo")
    assert "Write the month as a word." in heard
    assert given(study, sitting)[0].confidence is Confidence.GUESS


def fail(study: Study, monkeypatch: pytest.MonkeyPatch, *faulty: bool) -> None:
    """Has the coming writes fail or not, in this order."""
    record: Callable[[Any], object] = study._store.before_change_of_day
    faults = list(faulty)

    def recorded(event: Any) -> None:
        if faults and faults.pop(0):
            raise ProgressError("The disk is full.", "Free some space.")
        record(event)

    monkeypatch.setattr(study._store, "before_change_of_day", recorded)


def test_an_answer_that_is_not_saved_is_kept_and_tried_again(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = only(study, "typed")
    fail(study, monkeypatch, True, True, False)
    heard = converse(study, sitting, "Tokyo !", "", "", "")
    assert heard.count("Not saved: The disk is full. Free some space.") == 2
    assert given(study, sitting)[0].response == Written(("Tokyo",))
    assert given(study, sitting)[0].confidence is Confidence.CERTAIN
    assert study.overview().answered_today == 1


@pytest.mark.parametrize("lines", [["Tokyo"], ["Tokyo", ":q"]])
def test_giving_up_on_saving_ends_with_the_error(
    study: Study, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = only(study, "typed")
    fail(study, monkeypatch, True)
    with pytest.raises(ProgressError, match="disk is full"):
        converse(study, sitting, *lines)


def test_a_change_that_is_not_saved_is_said(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = only(study, "typed")
    fail(study, monkeypatch, False, True, True, True, True, True)
    heard = converse(study, sitting, "Tokyo", ":o", "4", ":u", ":x", ":f", "")
    assert heard.count("Not saved: The disk is full.") == 5
    assert given(study, sitting)[0].rating is Rating.GOOD
    assert "Rated" not in heard


def test_a_line_without_end_is_no_answer(study: Study) -> None:
    sitting = only(study, "typed")
    heard = converse(study, sitting, "x" * 300_000, "Tokyo")
    assert "That line is too long to be an answer." in heard
    assert given(study, sitting)[0].response == Written(("Tokyo",))
