"""The shipped banks: what a program can check of their craft."""

import difflib
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from quiz.bank import load
from quiz.marking import mark
from quiz.marking.normal import fold
from quiz.model import Bank, Choice, Outcome, Question, Recall, TrueFalse, Verdict, kind_name
from quiz.paths import shipped_banks
from tests.support import right_response, wrong_responses

LIBRARY = load([shipped_banks()])
QUESTIONS = [question for bank in LIBRARY.banks for question in bank.questions]
FACTS = yaml.load((Path(__file__).parent / "facts.yaml").read_text(), Loader=yaml.BaseLoader)  # noqa: TID251 — our own file


def name(question: Question) -> str:
    return "/".join(question.key)


each_question = pytest.mark.parametrize("question", QUESTIONS, ids=name)
each_bank = pytest.mark.parametrize("bank", LIBRARY.banks, ids=lambda bank: bank.id)


def test_there_are_twelve_banks_that_load_without_a_problem() -> None:
    assert LIBRARY.problems == ()
    assert [Path(bank.path).name[:2] for bank in LIBRARY.banks] == [f"{number:02}" for number in range(1, 13)]
    assert len(QUESTIONS) >= 130


@each_bank
def test_a_bank_has_ten_to_sixteen_questions_and_says_what_it_is(bank: Bank) -> None:
    assert 10 <= len(bank.questions) <= 16
    assert bank.about
    assert len(bank.title) <= 40


@each_bank
def test_a_bank_asks_in_at_least_four_ways(bank: Bank) -> None:
    assert {"choice", "select", "true-false", "typed"} <= {
        kind_name(question.kind) for question in bank.questions
    }


def test_every_kind_is_used() -> None:
    assert len({kind_name(question.kind) for question in QUESTIONS}) == 9


@each_question
def test_a_question_has_an_id_a_reason_a_place_and_a_source(question: Question) -> None:
    assert question.key.question != question.wording_id
    assert question.why
    assert question.where
    assert question.source.author == "Matthew Bodner"
    assert question.source.url.startswith("https://")
    assert question.as_of == "2017-04-13"


@each_question
def test_the_answer_key_is_marked_right(question: Question) -> None:
    verdict = mark(question.kind, right_response(question.kind))
    assert isinstance(verdict, Verdict)
    assert verdict.outcome is Outcome.RIGHT
    assert not verdict.slip


@each_question
def test_every_listed_wrong_answer_is_marked_wrong(question: Question) -> None:
    for response in wrong_responses(question.kind):
        verdict = mark(question.kind, response)
        assert isinstance(verdict, Verdict)
        assert verdict.outcome is not Outcome.RIGHT
        if not isinstance(question.kind, Recall):
            assert verdict.score < 1


def test_the_key_is_not_the_longest_option_more_often_than_chance_explains() -> None:
    shuffled = [q.kind for q in QUESTIONS if isinstance(q.kind, Choice) and not q.kind.choices]
    longest = sum(len(kind.answer) > max(len(option.text) for option in kind.wrong) for kind in shuffled)
    shortest = sum(len(kind.answer) < min(len(option.text) for option in kind.wrong) for kind in shuffled)
    chance = sum(1 / (1 + len(kind.wrong)) for kind in shuffled)
    # Two standard deviations of a sum of independent draws: rarer than one set of fair banks in forty.
    margin = 2 * sum(len(kind.wrong) / (1 + len(kind.wrong)) ** 2 for kind in shuffled) ** 0.5
    assert longest <= chance + margin
    assert shortest <= chance + margin


def test_true_and_false_are_about_as_frequent() -> None:
    truths = Counter(q.kind.answer for q in QUESTIONS if isinstance(q.kind, TrueFalse))
    assert abs(truths[True] - truths[False]) <= sum(truths.values()) / 4


@each_bank
def test_no_two_questions_of_a_bank_ask_the_same(bank: Bank) -> None:
    for one, other in combinations(bank.questions, 2):
        alike = difflib.SequenceMatcher(None, fold(one.ask), fold(other.ask), autojunk=False).ratio()
        assert alike < 0.9, (one.ask, other.ask)


@each_question
def test_no_option_is_all_or_none_of_the_others(question: Question) -> None:
    if isinstance(question.kind, Choice):
        texts = [question.kind.answer, *(option.text for option in question.kind.wrong)]
        assert not any(text.lower().startswith(("all of", "none of", "both of")) for text in texts)


def test_every_fact_of_the_article_is_asked() -> None:
    known = {name(question) for question in QUESTIONS}
    assert len(FACTS) >= 100
    for fact in FACTS:
        assert fact["asked"], fact["fact"]
        assert set(fact["asked"]) <= known, fact["fact"]


def test_confusable_facts_are_asked_more_than_once_in_their_group() -> None:
    groups = Counter(tag for q in QUESTIONS for tag in q.tags if tag.startswith("confusable-"))
    assert groups
    assert min(groups.values()) >= 2, groups
    for question in QUESTIONS:
        grouped = any(tag.startswith("confusable-") for tag in question.tags)
        assert ("confusable" in question.tags) == grouped, name(question)
