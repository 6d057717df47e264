from decimal import Decimal

import pytest

from quiz.marking import answer_text, mark, response_text, suggested_rating
from quiz.model import (
    Choice,
    Chosen,
    Cloze,
    Confidence,
    Gap,
    Kind,
    Mark,
    Match,
    Number,
    Option,
    Order,
    Ordered,
    Outcome,
    Paired,
    Rating,
    Recall,
    Response,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Verdict,
    Written,
)

CHOICE = Choice("Moscow", (Option("Minsk", "The ceasefire was signed there."), Option("Kiev")))
SELECT = Select(("A", "B", "C", "D"), (Option("X", "X came later."), Option("Y")))
ORDER = Order(("first", "second", "third", "fourth"))
MATCH = Match((("Lavrov", "Russia"), ("Tillerson", "US"), ("Assad", "Syria")), ("Iran",))
RECALL = Recall(("strikes on terrorists only", "no strikes on Assad"))
CLOZE = Cloze(
    ("Lavrov called Tillerson ", " not interested in ", "."),
    (Gap("a new man"), Gap("history", ("the past",))),
)
NUMBER = Number("45 minutes", Decimal(45), "minutes", Decimal(5))
TYPED = Typed("Minsk II", ("the second Minsk agreement",), (Option("Minsk I", "It had collapsed."),))


def verdict(kind: Kind, response: Response) -> Verdict:
    marked = mark(kind, response)
    assert isinstance(marked, Verdict)
    return marked


def marks(found: Verdict) -> list[Mark]:
    return [part.mark for part in found.parts]


def test_the_right_option_is_right() -> None:
    found = verdict(CHOICE, Chosen("Moscow"))
    assert (found.outcome, found.score, found.slip) == (Outcome.RIGHT, 1.0, False)
    assert [(part.mark, part.text) for part in found.parts] == [(Mark.RIGHT, "Moscow")]


def test_a_wrong_option_says_why_and_what_was_right() -> None:
    found = verdict(CHOICE, Chosen("Minsk"))
    assert (found.outcome, found.score) == (Outcome.WRONG, 0.0)
    chosen, right = found.parts
    assert (chosen.mark, chosen.text, chosen.note) == (Mark.WRONG, "Minsk", "The ceasefire was signed there.")
    assert (right.mark, right.text) == (Mark.MISSED, "Moscow")


def test_an_option_that_left_the_bank_is_wrong() -> None:
    assert verdict(CHOICE, Chosen("St Petersburg")).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("ticked", "score", "outcome"),
    [
        ("ABCD", 1.0, Outcome.RIGHT),
        ("DCBA", 1.0, Outcome.RIGHT),
        ("ABC", 0.75, Outcome.PARTLY),
        ("ABCX", 0.5, Outcome.PARTLY),
        ("ABCDX", 0.75, Outcome.PARTLY),
        ("ABCDXY", 0.5, Outcome.PARTLY),
        ("AX", 0.0, Outcome.WRONG),
        ("XY", 0.0, Outcome.WRONG),
        ("", 0.0, Outcome.WRONG),
        ("AAAA", 0.25, Outcome.PARTLY),
        ("ABCDZ", 0.75, Outcome.PARTLY),
    ],
)
def test_select_counts_right_ticks_minus_wrong_ticks(ticked: str, score: float, outcome: Outcome) -> None:
    found = verdict(SELECT, Ticked(tuple(ticked)))
    assert (found.score, found.outcome) == (score, outcome)


def test_select_judges_every_option() -> None:
    found = verdict(SELECT, Ticked(("A", "X")))
    assert [(part.text, part.mark) for part in found.parts] == [
        ("A", Mark.RIGHT),
        ("B", Mark.MISSED),
        ("C", Mark.MISSED),
        ("D", Mark.MISSED),
        ("X", Mark.WRONG),
        ("Y", Mark.IDLE),
    ]
    assert found.parts[4].note == "X came later."


@pytest.mark.parametrize("answer", [True, False])
def test_true_or_false(answer: bool) -> None:
    assert verdict(TrueFalse(answer), Said(answer)).outcome is Outcome.RIGHT
    found = verdict(TrueFalse(answer), Said(not answer))
    assert (found.outcome, found.score) == (Outcome.WRONG, 0.0)
    assert [(part.mark, part.text) for part in found.parts] == [
        (Mark.WRONG, str(not answer).lower()),
        (Mark.MISSED, str(answer).lower()),
    ]


@pytest.mark.parametrize(
    ("items", "score", "outcome"),
    [
        (("first", "second", "third", "fourth"), 1.0, Outcome.RIGHT),
        (("second", "first", "third", "fourth"), 5 / 6, Outcome.PARTLY),
        (("fourth", "first", "second", "third"), 0.5, Outcome.PARTLY),
        (("fourth", "third", "second", "first"), 0.0, Outcome.WRONG),
        (("first", "second"), 1 / 6, Outcome.PARTLY),
        (("first", "second", "third", "fourth", "fifth"), 1.0, Outcome.PARTLY),
        ((), 0.0, Outcome.WRONG),
    ],
)
def test_order_counts_pairs_in_the_right_order(
    items: tuple[str, ...], score: float, outcome: Outcome
) -> None:
    found = verdict(ORDER, Ordered(items))
    assert found.score == pytest.approx(score)
    assert found.outcome is outcome


def test_order_says_what_belongs_where() -> None:
    found = verdict(ORDER, Ordered(("fourth", "second", "third", "first")))
    first, second, _, last = found.parts
    assert (first.label, first.mark, first.text, first.answer) == ("1.", Mark.WRONG, "fourth", "first")
    assert first.note == "yours belongs 3 places further down, at place 4"
    assert (second.label, second.mark, second.note) == ("2.", Mark.RIGHT, "")
    assert (last.answer, last.note) == ("fourth", "yours belongs 3 places further up, at place 1")


def test_equal_items_may_change_places() -> None:
    assert verdict(Order(("a", "b", "a")), Ordered(("a", "b", "a"))).outcome is Outcome.RIGHT
    assert verdict(Order(("a", "b", "a")), Ordered(("a", "a", "b"))).score == pytest.approx(2 / 3)
    found = verdict(Order(("a", "a", "b", "a")), Ordered(("b", "a", "a", "a")))
    assert [part.mark for part in found.parts] == [Mark.WRONG, Mark.RIGHT, Mark.WRONG, Mark.RIGHT]


def test_match_counts_pairs() -> None:
    assert verdict(MATCH, Paired(MATCH.pairs)).outcome is Outcome.RIGHT
    found = verdict(MATCH, Paired((("Lavrov", "Russia"), ("Tillerson", "Iran"))))
    assert found.outcome is Outcome.PARTLY
    assert found.score == pytest.approx(1 / 3)
    assert [(part.label, part.mark, part.text, part.answer) for part in found.parts] == [
        ("Lavrov", Mark.RIGHT, "Russia", ""),
        ("Tillerson", Mark.WRONG, "Iran", "US"),
        ("Assad", Mark.MISSED, "", "Syria"),
    ]


def test_match_with_no_pair_right_is_wrong() -> None:
    assert verdict(MATCH, Paired(())).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("ticked", "score", "outcome"),
    [
        (RECALL.points, 1.0, Outcome.RIGHT),
        (RECALL.points[:1], 0.5, Outcome.PARTLY),
        ((), 0.0, Outcome.WRONG),
        (("a point that left the bank",), 0.0, Outcome.WRONG),
    ],
)
def test_recall_counts_points(ticked: tuple[str, ...], score: float, outcome: Outcome) -> None:
    found = verdict(RECALL, Ticked(ticked, "whatever was typed"))
    assert (found.score, found.outcome) == (score, outcome)
    assert len(found.parts) == 2


def test_cloze_counts_gaps() -> None:
    assert verdict(CLOZE, Written(("a new man", "the past"))).outcome is Outcome.RIGHT
    found = verdict(CLOZE, Written(("a new man", "geography")))
    assert (found.outcome, found.score) == (Outcome.PARTLY, 0.5)
    assert [(part.label, part.mark) for part in found.parts] == [("gap 1", Mark.RIGHT), ("gap 2", Mark.WRONG)]
    assert found.parts[1].answer == "history"


def test_a_gap_left_empty_is_missed() -> None:
    assert marks(verdict(CLOZE, Written(()))) == [Mark.MISSED, Mark.MISSED]
    assert marks(verdict(CLOZE, Written(("a new man", " ", "too many")))) == [Mark.RIGHT, Mark.MISSED]


RESPONSES: tuple[Response, ...] = (
    Chosen("A"),
    Ticked(("A",)),
    Said(True),
    Written(("A",)),
    Ordered(("A",)),
    Paired((("A", "B"),)),
)
TAKES: dict[Kind, type[Response]] = {
    CHOICE: Chosen,
    SELECT: Ticked,
    TrueFalse(True): Said,
    TYPED: Written,
    NUMBER: Written,
    CLOZE: Written,
    ORDER: Ordered,
    MATCH: Paired,
    RECALL: Ticked,
}


@pytest.mark.parametrize("kind", TAKES, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("response", RESPONSES, ids=lambda response: type(response).__name__)
def test_a_response_of_another_kind_is_a_programming_error(kind: Kind, response: Response) -> None:
    if isinstance(response, TAKES[kind]):
        mark(kind, response)
    else:
        with pytest.raises(TypeError, match=type(kind).__name__):
            mark(kind, response)


RIGHT = Verdict(Outcome.RIGHT, 1.0, ())
SLIP = Verdict(Outcome.RIGHT, 1.0, (), slip=True)
PARTLY = Verdict(Outcome.PARTLY, 0.5, ())
WRONG = Verdict(Outcome.WRONG, 0.0, ())


@pytest.mark.parametrize(
    ("found", "confidence", "hinted", "rating"),
    [
        (RIGHT, Confidence.UNSAID, False, Rating.GOOD),
        (RIGHT, Confidence.CERTAIN, False, Rating.GOOD),
        (RIGHT, Confidence.GUESS, False, Rating.HARD),
        (RIGHT, Confidence.UNSAID, True, Rating.HARD),
        (RIGHT, Confidence.CERTAIN, True, Rating.HARD),
        (SLIP, Confidence.CERTAIN, False, Rating.HARD),
        (PARTLY, Confidence.CERTAIN, False, Rating.HARD),
        (WRONG, Confidence.GUESS, True, Rating.AGAIN),
        (WRONG, Confidence.CERTAIN, False, Rating.AGAIN),
    ],
)
def test_the_rating_comes_from_the_verdict(
    found: Verdict, confidence: Confidence, hinted: bool, rating: Rating
) -> None:
    assert suggested_rating(found, confidence, hinted) is rating


@pytest.mark.parametrize(
    ("kind", "response", "answer", "given"),
    [
        (CHOICE, Chosen("Kiev"), "Moscow", "Kiev"),
        (SELECT, Ticked(("A", "X")), "A; B; C; D", "A; X"),
        (SELECT, Ticked(()), "A; B; C; D", "(nothing)"),
        (TrueFalse(True), Said(False), "true", "false"),
        (TYPED, Written(("Minsk\n 1",)), "Minsk II", "Minsk 1"),
        (NUMBER, Written(("44",)), "45 minutes", "44"),
        (CLOZE, Written(("a new man", "")), "a new man; history", "a new man; (nothing)"),
        (
            ORDER,
            Ordered(("second", "first")),
            "1. first; 2. second; 3. third; 4. fourth",
            "1. second; 2. first",
        ),
        (
            MATCH,
            Paired((("Assad", "US"),)),
            "Lavrov with Russia; Tillerson with US; Assad with Syria",
            "Assad with US",
        ),
        (RECALL, Ticked(("no strikes on Assad",)), "; ".join(RECALL.points), "no strikes on Assad"),
        (RECALL, Ticked((), "I forgot"), "; ".join(RECALL.points), "I forgot – ticked: (nothing)"),
        (
            RECALL,
            Ticked(("no strikes on Assad",), "a line"),
            "; ".join(RECALL.points),
            "a line – ticked: no strikes on Assad",
        ),
    ],
)
def test_answers_and_responses_fit_on_one_line(
    kind: Kind, response: Response, answer: str, given: str
) -> None:
    assert answer_text(kind) == answer
    assert response_text(kind, response) == given
