"""What holds for every text."""

import unicodedata
from decimal import Decimal
from functools import partial

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.marking import answer_text, mark, response_text
from quiz.marking.diff import spans
from quiz.marking.normal import fold, light
from quiz.model import (
    Choice,
    Chosen,
    Cloze,
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
    Recall,
    Response,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Unclear,
    Verdict,
    Written,
)

unhurried = partial(settings, deadline=None)
"""A busy machine must not fail a test."""
PIECES = [
    *(
        "April",
        "May",
        "4",
        "4th",
        "of",
        "2017",
        "12:30",
        "12.30",
        "4/12",
        "pm",
        "half",
        "past",
        "noon",
        "to",
        "and",
    ),
    *(
        "forty-five",
        "a",
        "the",
        "not",
        "doesn't",
        "II",
        "XIV",
        "45",
        "minutes",
        "hours",
        "%",
        "$",
        "5m",
        "-",
        "°C",
    ),
    *(
        "Iran",
        "Iraq",
        "Tillerson",
        "Tilerson",
        "Lavrov",
        "Straße",
        "Ёлка",
        "йод",
        "１２",
        "٤٥",
        "½",
        "²",
        "é",
        "ß",
    ),
    *(
        ".",
        ",",
        "'",
        "/",
        "№",
        "1,000",
        "C++",
        "北京",
        "million",
        "dozen",
        "third",
        "thirds",
        "BC",
        "1980s",
        "s",
    ),
]
anything = st.text(st.characters(), max_size=40)
likely = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
texts = anything | likely | glued
filled = texts.filter(lambda text: bool(text.strip()) and bool(light(text)))
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})


def typed(kind: Typed, text: str) -> str:
    found = mark(kind, Written((text,)))
    if isinstance(found, Unclear):
        return "unclear"
    return "slip" if found.slip else str(found.outcome)


@unhurried()
@given(filled, st.lists(texts, max_size=3), st.lists(texts, max_size=3), texts)
def test_marking_never_raises_and_never_changes_its_mind(
    answer: str, accept: list[str], reject: list[str], response: str
) -> None:
    kind = Typed(answer, tuple(accept), tuple(map(Option, reject)))
    assert mark(kind, Written((response,))) == mark(kind, Written((response,)))


@unhurried()
@given(filled, st.lists(filled, max_size=3), st.lists(texts, max_size=3))
def test_the_answer_itself_is_always_right(answer: str, accept: list[str], reject: list[str]) -> None:
    for others in ((), tuple(map(Option, reject))):
        kind = Typed(answer, tuple(accept), others)
        for text in (answer, *accept):
            assert typed(kind, text) == "right"
            assert typed(kind, f"  {text}\n") == "right"


@unhurried()
@given(filled, filled)
def test_marking_does_not_depend_on_form(answer: str, response: str) -> None:
    kind = Typed(answer)
    wanted = typed(kind, response)
    assert typed(kind, f" {response}\u00a0\t") == wanted
    for form in ("NFC", "NFD"):
        assert typed(kind, unicodedata.normalize(form, response)) == wanted
    if response.isascii():
        assert typed(kind, response.upper()) == wanted
        assert typed(kind, response.swapcase()) == wanted
        assert typed(kind, response.translate(WIDE)) == wanted


@unhurried()
@given(filled)
def test_case_is_form_in_every_script(answer: str) -> None:
    assert typed(Typed(answer), answer.casefold()) == "right"


@unhurried()
@given(filled, filled, st.lists(texts, max_size=2))
def test_a_rejected_answer_is_never_right(answer: str, rejected: str, accept: list[str]) -> None:
    accepted = (answer, *accept)
    assume(light(rejected) not in map(light, accepted))
    kind = Typed(answer, tuple(accept), (Option(rejected),))
    assert typed(kind, rejected) == "wrong"


@unhurried()
@given(texts, texts)
def test_folding_twice_is_folding_once(text: str, other: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert light(light(text)) == light(text)
    assert fold(f"{text} {other}") == fold(f" {text}  {other} ")


@unhurried()
@given(texts, texts)
def test_a_diff_is_made_of_both_texts(one: str, two: str) -> None:
    found = spans(one, two)
    given_words = "".join(span.text for span in found if span.change != "missing")
    assert given_words.split() == one.split()
    assert all(span.text for span in found)


@unhurried()
@given(st.decimals(-1000, 1000, places=2), st.decimals(0, 100, places=2), st.decimals(-1000, 1000, places=2))
def test_a_number_is_right_within_its_tolerance(
    value: Decimal, tolerance: Decimal, response: Decimal
) -> None:
    kind = Number(str(value), value, "", tolerance)
    found = mark(kind, Written((str(response),)))
    assert isinstance(found, Verdict)
    assert (found.outcome is Outcome.RIGHT) == (abs(response - value) <= tolerance)


@unhurried()
@given(filled, texts, st.decimals(allow_nan=True, allow_infinity=True))
def test_a_number_s_own_wording_is_right(answer: str, response: str, value: Decimal) -> None:
    kind = Number(answer, value, "minutes", Decimal(1))
    mark(kind, Written((response,)))
    found = mark(kind, Written((answer,)))
    assert isinstance(found, Verdict)
    assert found.outcome is Outcome.RIGHT


options = st.lists(texts.filter(bool), min_size=1, max_size=5, unique=True).map(tuple)


def right_response(kind: Kind) -> Response:
    match kind:
        case Choice():
            return Chosen(kind.answer)
        case Select():
            return Ticked(kind.answers)
        case TrueFalse():
            return Said(kind.answer)
        case Typed() | Number():
            return Written((kind.answer,))
        case Cloze():
            return Written(tuple(gap.answer for gap in kind.gaps))
        case Order():
            return Ordered(kind.items)
        case Match():
            return Paired(kind.pairs)
        case Recall():
            return Ticked(kind.points)


def responses(kind: Kind) -> st.SearchStrategy[Response]:
    some = st.lists(texts, max_size=5).map(tuple)
    match right_response(kind):
        case Chosen():
            return texts.map(Chosen)
        case Ticked(right):
            picked: st.SearchStrategy[tuple[str, ...]] = st.lists(st.sampled_from(right), max_size=5).map(
                tuple
            )
            return st.builds(Ticked, some | picked, texts)
        case Said():
            return st.builds(Said, st.booleans())
        case Written():
            return some.map(Written)
        case Ordered(right):
            return (st.permutations(right).map(tuple) | some).map(Ordered)
        case Paired(right):
            lefts = st.sampled_from([left for left, _ in right])
            return st.lists(st.tuples(lefts | texts, texts), max_size=5).map(
                lambda pairs: Paired(tuple(pairs))
            )


wrong = st.lists(texts.map(Option), max_size=3).map(tuple)
gaps = st.lists(st.builds(Gap, filled, st.lists(texts, max_size=2).map(tuple)), min_size=1, max_size=4).map(
    tuple
)
kinds: st.SearchStrategy[Kind] = st.one_of(
    st.builds(Choice, texts, wrong),
    st.builds(Select, options, wrong).filter(
        lambda kind: not {option.text for option in kind.wrong} & {*kind.answers}
    ),
    st.builds(TrueFalse, st.booleans()),
    st.builds(Typed, filled, wrong.map(lambda found: tuple(option.text for option in found)), wrong),
    st.builds(
        Number,
        filled,
        st.decimals(allow_nan=False, allow_infinity=False),
        st.just(""),
        st.just(Decimal(0)),
    ),
    st.builds(Cloze, st.just(("",)), gaps),
    st.builds(Order, options),
    st.builds(
        Match,
        st.dictionaries(texts, texts.filter(bool), min_size=1, max_size=4).map(lambda d: tuple(d.items())),
    ),
    st.builds(Recall, options),
)


@unhurried(max_examples=200)
@given(kinds, st.data())
def test_every_verdict_adds_up(kind: Kind, data: st.DataObject) -> None:
    response = data.draw(responses(kind))
    for text in (answer_text(kind), response_text(kind, response)):
        assert text
        assert "\n" not in text
    found = mark(kind, response)
    assert mark(kind, response) == found
    if isinstance(found, Verdict):
        assert 0 <= found.score <= 1
        assert (found.outcome is Outcome.WRONG) == (found.score == 0)
        assert found.slip <= (found.outcome is Outcome.RIGHT)
        assert found.parts
        if found.outcome is Outcome.RIGHT:
            assert found.score == 1
            assert {part.mark for part in found.parts} <= {Mark.RIGHT, Mark.SLIP, Mark.IDLE}


@unhurried(max_examples=200)
@given(kinds)
def test_the_right_response_is_right_for_every_kind(kind: Kind) -> None:
    found = mark(kind, right_response(kind))
    assert isinstance(found, Verdict)
    assert (found.outcome, found.score) == (Outcome.RIGHT, 1.0)
