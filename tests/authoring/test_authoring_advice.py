"""Advice on banks that can be used: each piece by its place and code, and where there must be none."""

from pathlib import Path

import pytest

from quiz.bank import read
from quiz.bank.advice import Tip, advise
from quiz.bank.advice.sheet import Sheet
from quiz.bank.checking import check
from quiz.model import Severity
from quiz.paths import shipped_banks

HEAD = "bank: b\nsource: S\nquestions:\n"
PATH = Path("b.yaml")


def advice(questions: str, head: str = HEAD) -> list[str]:
    data = (head + questions).encode()
    bank, problems = read(data, PATH)
    assert bank is not None, problems
    found = advise(bank, data)
    assert all(problem.severity is Severity.ADVICE and problem.hint for problem in found)
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in found]


def asked(*lines: str) -> str:
    """Returns a question with an id and a reason, of these lines, the first of which is line 4."""
    return "  - " + "\n    ".join((*lines, "id: x", "why: w")) + "\n"


CASES = [
    (["ask: Which way?", "answer: " + "long " * 9, "wrong: [short, brief]"], ["5:13 longest-answer"]),
    (["ask: Which way?", "answer: Paris", "wrong: [Rome, All of the above]"], ["6:19 all-of-the-above"]),
    (["ask: Which way?", "answer: None of these", "wrong: [Rome, Riga]"], ["5:13 all-of-the-above"]),
    (["ask: Which way?", "answers: [Rome, Riga]", "wrong: [Both A and B]"], ["6:13 all-of-the-above"]),
    (["ask: Which is not so?", "answer: Paris", "wrong: [Rome, Riga]"], ["4:19 negative-question"]),
    (["ask: Who didn't go?", "answer: Paris", "wrong: [Rome, Riga]"], ["4:14 negative-question"]),
    (["ask: All except?", "answers: [Paris]", "wrong: [Rome, Riga]"], ["4:14 negative-question"]),
    (["ask: Which way?", "answer: Paris", "wrong: [the Senate, Senate]"], ["6:25 similar-options"]),
    (["ask: Which way?", "answer: U.S.", "wrong:", "  - US: why not", "  - EU"], ["7:9 similar-options"]),
    (
        ["ask: Which way?", "answer: the sanction on oil", "wrong: [the sanctions on oil, a ban]"],
        ["6:13 similar-options"],
    ),
    (["ask: They live in an", "answer: igloo", "wrong: [tent, house]"], ["4:10 article-clue"]),
    (["ask: She wrote a …", "answer: sonnet", "wrong: [ode, tale]"], ["4:10 article-clue"]),
    (["ask: Why was it?", "answer: to win", "wrong: [gold, love]"], ["5:13 grammar-clue"]),
    (["ask: Which way?", "answer: Paris.", "wrong: [Rome, Riga]"], ["5:13 grammar-clue"]),
    (["ask: Which way?", "answer: Kyiv and Lviv", "wrong: [Rome and so, Riga]"], []),
    (["ask: Which states?", "answer: Peru and Chile", "wrong: [Argentina, Brazil]"], ["5:13 grammar-clue"]),
    (["ask: What is Berlin?", "answer: Berlin"], ["4:18 given-away"]),
    (["ask: Who recently won?", "answer: Paris"], ["4:14 ageing-word"]),
    (["ask: Who won?", "answer: Paris", "hint: It is two years ago."], ["6:17 ageing-word"]),
    (["cloze: This is {{so|thus}} Currently"], ["4:32 ageing-word"]),
    (["ask: Which year?", "answer: the year # 1"], ["5:22 lost-text"]),
    (["ask: Which year?", "answer: C#  #sharp"], ["5:17 lost-text"]),
    (["ask: Who?", "answer: Ann", "wrong: [“Bo, Cy”]"], ["6:13 half-quotation", "6:18 half-quotation"]),
    (["ask: Who?", "answer: Ann", "wrong: [“Bo”, Cy]"], []),
    (["ask: Which day?", "answer: 4 April", "reject: [٤ April]"], ["6:14 marked-right"]),
    (["ask: Which day?", "answer: 4 April", "reject: [5 April]"], []),
]


@pytest.mark.parametrize(("lines", "found"), CASES)
def test_advice_stands_at_the_word_it_is_about(lines: list[str], found: list[str]) -> None:
    assert advice(asked(*lines)) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["ask: Which is NOT so?", "answer: Paris", "wrong: [Rome, Riga]"],
        ["ask: Which is *not* so?", "answer: Paris", "wrong: [Rome, Riga]"],
        ["ask: Who said “I do not know”?", "answer: Paris", "wrong: [Rome, Riga]"],
        ["ask: Not so, is it?", "answer: true"],
        ["ask: At least how many?", "answer: three", "wrong: [two, four]"],
        ["ask: Which way?", "answer: None", "wrong: [Some, All]"],
        ["ask: Which language?", "answer: C", "wrong: [C++, C#]"],
        ["ask: How far?", "answer: '5'", "wrong: ['-5', '15', '1.5']"],
        ["ask: Which country?", "answer: North Korea", "wrong: [South Korea, East Timor]"],
        ["ask: Which year?", "answer: in 2014", "wrong: [in 2015, in 2016]"],
        ["ask: They study at a", "answer: university", "wrong: [school, college]"],
        ["ask: It lasted an", "answer: hour", "wrong: [age, eternity]"],
        ["ask: Is it colder or warmer?", "answer: colder"],
        ["ask: He said “we will act now”.", "answer: true"],
        ["ask: He now and then went.", "answer: true"],
        ["ask: Which year?", "answer: 1914  # the first"],
        ["ask: Which year?", 'answer: "1914" # the first'],
        ["ask: Which day?", "answer: 4 April", "accept: [April 4th]", "reject: [5 April]"],
    ],
)
def test_what_is_well_made_gets_no_advice(lines: list[str]) -> None:
    assert advice(asked(*lines)) == []


def test_the_answer_in_the_same_place_and_longest_all_through_the_bank() -> None:
    fixed = "".join(
        f"  - {{id: i{n}, ask: Ask {n}?, answer: aa{n}, choices: [aa{n}, b, c], why: w}}\n" for n in range(5)
    )
    assert advice(fixed) == ["3:1 longest-answer", "4:49 same-position"]
    moved = fixed.replace("[aa1, b, c]", "[bbb, aa1, c]")
    assert advice(moved) == []


def test_an_answer_in_another_question_about_the_same_thing() -> None:
    one = "  - {id: a, ask: What did Lavrov promise Tillerson in Moscow?, answer: a committee, why: w}\n"
    other = "  - {id: b, ask: Why did Lavrov promise Tillerson a committee?, answer: Peace, why: w}\n"
    apart = "  - {id: b, ask: When does a committee meet?, answer: Monday, why: w}\n"
    assert advice(one + other) == ["5:51 given-away"]
    assert advice(one + apart) == []


def test_what_is_not_said() -> None:
    one, other = "  - {ask: A?, answer: B}\n", "  - {ask: C?, answer: D}\n"
    assert advice(one + other, HEAD.replace("source: S\n", "")) == [
        "1:1 no-source",
        "3:5 no-id",
        "3:5 no-why",
        "4:5 no-why",
    ]
    sourced = "  - {ask: E?, answer: F, source: G, id: h, why: i}\n"
    assert "3:5 no-source" in advice(one + sourced, HEAD.replace("source: S\n", ""))


def test_the_shipped_banks_have_no_errors_and_no_advice() -> None:
    assert check([shipped_banks()]).problems == []


def test_a_long_bank_of_equal_words_is_checked_in_no_time() -> None:
    many = "".join(
        f"  - {{id: i{n}, ask: What did Lavrov say about it {n}?, answer: Lavrov, why: w}}\n"
        for n in range(3000)
    )
    assert len(advice(many)) == 0


def test_of_a_line_with_several_questions_each_is_looked_for_in_its_own_part() -> None:
    data = b'{"bank": "b", "questions": [{"ask": "a?", "answer": "b"}, {"ask": "c?", "answer": "d"}]}'
    bank, problems = read(data, PATH)
    assert bank is not None, problems
    texts = [each.text for each in Sheet(bank, data).asked]
    assert texts == ['{"ask": "a?", "answer": "b"}, ', '{"ask": "c?", "answer": "d"}]}\n']


def test_every_tip_is_explained() -> None:
    assert all(len(tip.explanation) > 60 for tip in Tip)
