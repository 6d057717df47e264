"""What is read from a bank that has no problems."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from quiz.bank import read
from quiz.model import (
    Choice,
    Cloze,
    Gap,
    Kind,
    Match,
    Number,
    Option,
    Order,
    Question,
    Recall,
    Select,
    Source,
    TrueFalse,
    Typed,
)

Read = Callable[[str], list[Question]]

WHOLE = """\
bank: airspace-leverage            # unique
title: The airspace agreement as leverage
about: >-
  One or two
  sentences.
source:
  title: 12 Takeaways
  author: Matthew Bodner
  date: 2017-04-13
as_of: 2017-04-13
tags: [syria]
questions:
  - id: reinstate-condition
    ask: On what condition?
    answer: That the US limits its strikes
    wrong:
      - That the US lifts its sanctions
      - That the US recognises the annexation of 2014:
          Sanctions came up elsewhere in the talks.
    why: Because.
    hint: Think.
    where: takeaway 6
    source: {title: Another, url: https://example.org/a#b}
    as_of: 2018
    tags: [air, syria]
  - ask: Is it so?
    answer: true
"""


@pytest.mark.usefixtures("_reader")
def test_a_bank_is_read_with_all_that_its_author_wrote() -> None:
    bank, problems = read(WHOLE.encode(), Path("a.yaml"))
    assert problems == []
    assert bank is not None
    assert (bank.id, bank.title, bank.about, bank.path) == (
        "airspace-leverage",
        "The airspace agreement as leverage",
        "One or two sentences.",
        "a.yaml",
    )
    first, second = bank.questions
    assert first.key == ("airspace-leverage", "reinstate-condition")
    assert str(first.place) == "a.yaml:13:5"
    assert first.ask == "On what condition?"
    assert first.kind == Choice(
        "That the US limits its strikes",
        (
            Option("That the US lifts its sanctions"),
            Option(
                "That the US recognises the annexation of 2014", "Sanctions came up elsewhere in the talks."
            ),
        ),
    )
    assert (first.why, first.hint, first.where) == ("Because.", "Think.", "takeaway 6")
    assert first.source == Source("Another", "Matthew Bodner", "", "2017-04-13", "https://example.org/a#b")
    assert (first.as_of, first.tags) == ("2018", ("syria", "air"))
    assert second.key == ("airspace-leverage", second.wording_id)
    assert (second.source.title, second.as_of, second.tags) == ("12 Takeaways", "2017-04-13", ("syria",))


def test_what_questions_inherit_may_stand_below_them() -> None:
    text = "questions:\n- ask: a\n  answer: b\nsource: T\ntags: u\nas_of: 2017-04\nbank: late\n"
    bank, problems = read(text.encode(), Path("a.yaml"))
    assert problems == []
    assert bank is not None
    assert bank.title == "late"
    question = bank.questions[0]
    assert question.key.bank == "late"
    assert (question.source, question.tags, question.as_of) == (Source("T"), ("u",), "2017-04")


KINDS: list[tuple[str, Kind]] = [
    ("ask: q\n  answer: b\n  wrong: [c]", Choice("b", (Option("c"),))),
    ("ask: q\n  answer: true\n  wrong: [false]", Choice("true", (Option("false"),))),
    (
        "ask: q\n  answer: c\n  choices: [b: no, c, d]",
        Choice("c", (Option("b", "no"), Option("d")), ("b", "c", "d")),
    ),
    ("ask: q\n  answer: C\n  choices: [b, c]", Choice("c", (Option("b"),), ("b", "c"))),
    ("ask: q\n  answers: [b, c]\n  wrong: [d: no]", Select(("b", "c"), (Option("d", "no"),))),
    ("ask: q\n  answer: true", TrueFalse(True)),
    ("ask: q\n  answer: False", TrueFalse(False)),
    ("ask: q\n  kind: true-false\n  answer: 'TRUE'", TrueFalse(True)),
    ("ask: q\n  answer: b", Typed("b")),
    ("ask: q\n  answer: no", Typed("no")),
    ("ask: q\n  kind: typed\n  answer: true", Typed("true")),
    ("ask: q\n  kind: typed\n  answer: b", Typed("b")),
    (
        "ask: q\n  answer: b\n  accept: [c, c]\n  reject: [d, e: no]",
        Typed("b", ("c", "c"), (Option("d"), Option("e", "no"))),
    ),
    ("ask: q\n  answer: true\n  accept: [yes]", Typed("true", ("yes",))),
    ("ask: q\n  answer: 45\n  kind: number", Number("45", Decimal(45), "", Decimal(0))),
    (
        "ask: q\n  answer: 45 minutes\n  tolerance: 5",
        Number("45 minutes", Decimal(45), "minutes", Decimal(5)),
    ),
    (
        "ask: q\n  answer: 45 minutes\n  tolerance: ±5 Minutes",
        Number("45 minutes", Decimal(45), "minutes", Decimal(5)),
    ),
    ("ask: q\n  answer: -50\n  tolerance: 10%", Number("-50", Decimal(-50), "", Decimal(5))),
    ("ask: q\n  answer: 30%\n  tolerance: 5", Number("30%", Decimal(30), "%", Decimal(5))),
    (
        "ask: q\n  answer: 2 million dollars\n  tolerance: 10%",
        Number("2 million dollars", Decimal(2000000), "dollars", Decimal(200000)),
    ),
    (
        "ask: q\n  answer: 2 million dollars\n  tolerance: 0.5",
        Number("2 million dollars", Decimal(2000000), "dollars", Decimal(500000)),
    ),
    (
        "ask: q\n  answer: 2 million dollars\n  tolerance: 0.5 million dollars",
        Number("2 million dollars", Decimal(2000000), "dollars", Decimal(500000)),
    ),
    (
        "ask: q\n  answer: -2 million\n  tolerance: 500,000",
        Number("-2 million", Decimal(-2000000), "", Decimal(500000)),
    ),
    (
        "ask: q\n  answer: 1.5 thousand\n  tolerance: 50",
        Number("1.5 thousand", Decimal(1500), "", Decimal(50)),
    ),
    ("cloze: A {{b}} c", Cloze(("A ", " c"), (Gap("b"),))),
    ("cloze: '{{b|c::d}}{{e}}'", Cloze(("", "", ""), (Gap("b", ("c",), "d"), Gap("e")))),
    ("ask: q\n  order: [c, b, a]", Order(("c", "b", "a"))),
    ("ask: q\n  match: {b: c, d: e}\n  wrong: [f]", Match((("b", "c"), ("d", "e")), ("f",))),
    ("ask: q\n  recall: [b, c]", Recall(("b", "c"))),
    ("ask: q\n  recall: b and c", Recall(("b and c",))),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text.replace("\n ", ",") for text, _ in KINDS])
def test_the_kind_follows_from_the_keys(text: str, kind: Kind, questions: Read) -> None:
    assert questions(f"- {text}\n")[0].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "~",
        "null",
        "12:30",
        "2017-04-12",
        "1_000",
        "017",
        "1.10",
        "1e3",
        "0x1F",
        "=",
        "<<",
        "9" * 5000,
    ],
)
def test_every_text_stays_as_it_was_typed(text: str, questions: Read) -> None:
    assert questions(f"- ask: {text}\n  answer: {text}\n  kind: typed\n  why: {text}\n")[0].ask == text
    choice = questions(f"- ask: a\n  answer: b\n  choices: [b, {text}]\n")[0].kind
    assert isinstance(choice, Choice)
    assert choice.choices == ("b", text)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("'it''s'", "it's"),
        ('"a\\tb\\u00e9"', "a    bé"),
        ("|\n    one\n      two\n\n    three\n", "one\n  two\n\nthree"),
        (">-\n    one\n    two\n", "one two"),
        ("one\n    two\n", "one two"),
        ("a\tb", "a b"),
        ("|#c\n    a\n", "a"),
        ("|\n    a\tb\n    \tc\n", "a    b\n    c"),
        ("a\u200bb\u202ec", "ab<U+202E>c"),
        ("e\u0301 \u212b", "é Å"),
        ("한국", "한국"),
        ("Привет, “мир” – 🫨", "Привет, “мир” – 🫨"),
        ("[what?, 'b']", ""),
    ],
)
def test_texts_are_cleaned_and_otherwise_kept(written: str, read_as: str, questions: Read) -> None:
    if read_as:
        assert questions(f"- ask: {written}\n  answer: b\n")[0].ask == read_as
    else:
        kind = questions(f"- ask: a\n  answer: c\n  wrong: {written}\n")[0].kind
        assert kind == Choice("c", (Option("what?"), Option("b")))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.usefixtures("_reader")
def test_line_ends_and_a_byte_order_mark_make_no_difference(ending: str, mark: bytes) -> None:
    assert read(mark + WHOLE.replace("\n", ending).encode(), Path("a.yaml")) == read(
        WHOLE.encode(), Path("a.yaml")
    )


def test_blank_lines_with_tabs_and_comments_are_passed_over(questions: Read) -> None:
    assert len(questions("# a\n\t\n- ask: a\t# b\n  answer:\tb\n\n\t\t\n- ask: c\n  answer: d\n")) == 2


def test_a_question_without_an_id_is_known_by_its_wording(questions: Read) -> None:
    first, second, third = questions(
        "- ask: What is  this?\n  answer: a\n- ask: What is that?\n  answer: a\n"
        "- id: x\n  ask: What is\n   this?\n  answer: b\n"
    )
    assert first.key.question == first.wording_id == third.wording_id
    assert first.wording_id.startswith("~")
    assert len(first.wording_id) == 17
    assert first.wording_id != second.wording_id
    assert third.key.question == "x"


SAME = "- ask: q\n  answer: b\n  wrong: [c]\n"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("- id: x\n  ask: q\n  answer: b\n  wrong: [d: e]\n  why: f\n  hint: g\n  tags: h\n", True),
        ("- ask: q\n  answer: c\n  wrong: [b]\n", False),
        ("- ask: r\n  answer: b\n  wrong: [c]\n", False),
        ("- ask: q\n  answer: b\n", False),
    ],
)
def test_the_fingerprint_changes_with_wording_kind_and_answer_alone(
    text: str, same: bool, questions: Read
) -> None:
    assert (questions(text)[0].fingerprint == questions(SAME)[0].fingerprint) is same


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("ask: q\n  answers: [a, b]\n  wrong: [c]", "ask: q\n  answers: [b, a]\n  wrong: [d]", True),
        ("ask: q\n  answers: [a, b]\n  wrong: [c]", "ask: q\n  answers: [a]\n  wrong: [c]", False),
        ("ask: q\n  answer: true", "ask: q\n  answer: True", True),
        ("ask: q\n  answer: true", "ask: q\n  answer: false", False),
        ("ask: q\n  answer: 1,000\n  tolerance: 1", "ask: q\n  answer: 1000\n  tolerance: 2", True),
        ("ask: q\n  answer: 5 m\n  tolerance: 1", "ask: q\n  answer: 5 km\n  tolerance: 1", False),
        ("cloze: a {{b|c}}", "cloze: a {{b}}", True),
        ("cloze: a {{b}}", "cloze: a {{c}}", False),
        ("ask: q\n  order: [a, b]", "ask: q\n  order: [b, a]", False),
        ("ask: q\n  match: {a: b, c: d}", "ask: q\n  match: {c: d, a: b}", True),
        ("ask: q\n  match: {a: b, c: d}", "ask: q\n  match: {a: d, c: b}", False),
        ("ask: q\n  recall: [a, b]", "ask: q\n  recall: [b, a]", True),
        ("ask: q\n  recall: [a, b]", "ask: q\n  recall: [a]", False),
        ("ask: q\n  answer: a\n  accept: [b]", "ask: q\n  answer: a\n  reject: [b]", True),
    ],
)
def test_what_the_learner_must_know_makes_the_fingerprint(
    text: str, other: str, same: bool, questions: Read
) -> None:
    first, second = questions(f"- {text}\n")[0], questions(f"- {other}\n")[0]
    assert (first.fingerprint == second.fingerprint) is same
    assert first.wording_id == second.wording_id


def test_a_cloze_is_asked_with_its_gaps_blank(questions: Read) -> None:
    assert (
        questions("- cloze: Lavrov called {{Tillerson::who?}} a {{new man}}.\n")[0].ask
        == "Lavrov called ____ a ____."
    )


@pytest.mark.parametrize("written", ["2017", "2017-04", "2017-04-13", "2020-02-29"])
def test_a_day_a_month_or_a_year_is_a_date(written: str, questions: Read) -> None:
    assert questions(f"- ask: a\n  answer: b\n  as_of: {written}\n")[0].as_of == written
