"""Questions as other quiz programs lay them out, each told with its place and what to write instead."""

from collections.abc import Callable

import pytest

from quiz.model import Problem

ABOVE = "bank: test\nquestions:\n"

QUESTIONS: list[tuple[str, str, list[str], str]] = [
    # name, question, problems, part of the first hint
    ("all options right", "- ask: a\n  answers: [{text: b, correct: true}]\n", ["4:3 foreign"], "answer: b"),
    (
        "options as keys with truths",
        "- ask: a\n  choices: {b: true, c: false}\n",
        ["4:3 foreign"],
        "answer: b and wrong: [c]",
    ),
    (
        "options with truths",
        "- ask: a\n  choices: [b: no, c: yes]\n",
        ["4:3 foreign"],
        "answer: c and wrong: [b]",
    ),
    (
        "options with lists",
        "- ask: a\n  choices: [{text: b, correct: yes}, {text: [c]}, [d], {correct: no}, {}, {'': x}]\n",
        ["4:3 foreign"],
        "answer: b",
    ),
    (
        "options with labels",
        "- ask: a\n  answer: z\n  choices: {p: b, q: c}\n",
        ["4:11 answer-not-listed", "5:3 foreign"],
        "",
    ),
    (
        "options with lists after keys",
        "- ask: a\n  answer: z\n  choices: {p: [b]}\n",
        ["5:12 wrong-shape"],
        "hyphen",
    ),
    (
        "an answer by its key",
        "- ask: a\n  answer: k2\n  choices: [{key: k1, text: b}, {key: k2, text: c}]\n",
        ["4:11 answer-not-listed", "5:3 foreign"],
        "answer: c",
    ),
    (
        "one letter for two options",
        "- ask: a\n  answer: A\n  choices: [A) b, A) c, A) d]\n",
        ["4:11 answer-not-listed"],
        "answer: A) b",
    ),
    (
        "a letter beyond the options",
        "- ask: a\n  answer: Z\n  choices: [b, c]\n",
        ["4:11 answer-not-listed"],
        "one of them: b",
    ),
    (
        "a number beyond the options",
        "- ask: a\n  answer: 7\n  choices: [b, c]\n",
        ["4:11 answer-not-listed"],
        "one of them: b",
    ),
    (
        "a number of many digits",
        "- ask: a\n  answer: [" + "9" * 5000 + "]\n  choices: [b, c]\n",
        ["4:11 wrong-shape"],
        "answer: and",
    ),
    (
        "a small raised number",
        "- ask: a\n  answer: [²]\n  choices: [b, c]\n",
        ["4:11 wrong-shape"],
        "answer: and",
    ),
    (
        "words with a letter before them",
        "- ask: a\n  answer: B) c\n  choices: [b, c]\n",
        ["4:11 answer-not-listed"],
        "answer: c",
    ),
    (
        "numbers from one",
        "- ask: a\n  answer: [1, 3]\n  choices: [b, c, d]\n",
        ["4:3 foreign"],
        "answers: [b, d] and wrong: [c], without choices: (if the first counts as 1)",
    ),
    (
        "every option right",
        "- ask: a\n  answer: [b, c]\n  choices: [b, c]\n",
        ["3:3 missing-key", "4:3 foreign"],
        "wrong: and below",
    ),
    (
        "one right in a list",
        "- ask: a\n  answer: [c]\n  choices: [b, c]\n",
        ["4:3 foreign"],
        "answer: c and wrong: [b]",
    ),
    (
        "several right that are no options",
        "- ask: a\n  answer: [x, y]\n  choices: [b, c]\n",
        ["4:11 wrong-shape"],
        "answer: and",
    ),
    (
        "an option with a comma",
        "- ask: a\n  answer: b, c\n  choices: ['b, c', d]\n  why:\n",
        ["6:3 empty-text"],
        "",
    ),
    (
        "no option with a comma",
        "- ask: a\n  answer: x, y\n  choices: [b, c]\n",
        ["4:11 answer-not-listed"],
        "one of them: b",
    ),
    (
        "answers that are not among those right",
        "- ask: a\n  answer: zzz\n  answers: [b, c]\n",
        ["3:3 missing-key", "4:3 misplaced-key"],
        "wrong: and",
    ),
    ("an answer typed, in a list", "- ask: a\n  answer: [b]\n", ["4:3 foreign"], "answer: b"),
    (
        "answers typed, and more accepted",
        "- ask: a\n  answer: [b, c]\n  accept: [d]\n",
        ["4:3 foreign"],
        "accept: [c]",
    ),
    (
        "answers typed, in a kind of others",
        "- type: short_answer\n  ask: a\n  answers: [b, c]\n",
        ["3:3 unknown-key", "5:3 foreign"],
        "delete it",
    ),
    (
        "a text with two blanks",
        "- type: cloze\n  ask: 'a __ b __'\n  answers: [c, d]\n",
        ["3:3 unknown-key", "4:3 foreign"],
        "",
    ),
    (
        "a text without blanks",
        "- type: cloze\n  ask: a b\n  answers: [c, d]\n",
        ["3:3 unknown-key", "5:3 foreign"],
        "",
    ),
    ("a kind as a list", "- type: [b]\n  ask: a\n  answer: c\n", ["3:3 unknown-key"], "known here"),
    (
        "pairs of lists",
        "- ask: a\n  match: [[b, c], [d, e], [f, g], [h, i]]\n",
        ["4:3 foreign"],
        "{b: c, d: e, f: g, …}",
    ),
    ("pairs with one key each", "- ask: a\n  match: [b: c, d: e]\n", ["4:3 foreign"], "match: {b: c, d: e}"),
    ("pairs that are none", "- ask: a\n  match: [b: c, [d]]\n", ["4:10 wrong-shape"], "France: Paris"),
    (
        "wrong answers with a key each",
        "- ask: a\n  answer: b\n  wrong1: c\n  wrong2: d\n",
        ["5:3 foreign"],
        "wrong: [c, d]",
    ),
    (
        "a question as a key",
        "- What is it?: {answer: a, wrong: [b]}\n",
        ["3:3 foreign"],
        "- {ask: What is it?, answer: …}",
    ),
    (
        "a title beside the question",
        "- title: a\n  question: b\n  answer: c\n",
        ["3:3 unknown-key", "4:3 unknown-key"],
        "delete it: `question`",
    ),
    (
        "a synonym beside the key",
        "- ask: a\n  question: b\n  answer: c\n",
        ["4:3 unknown-key"],
        "`ask` is there already",
    ),
    (
        "what banks have nothing like",
        "- ask: a\n  answer: c\n  media: {image: x}\n",
        ["5:3 unknown-key"],
        "with all that stands below it",
    ),
    ("a very long kind", f"- kind: {'x' * 99}\n  ask: a\n  answer: b\n", ["3:9 bad-kind"], "the kinds are"),
]

BANKS: list[tuple[str, str, list[str], str]] = [
    (
        "a question in a list of lists",
        "rounds: [[{ask: a, answer: b}], [c]]\nbank: x\n",
        ["1:1 foreign"],
        "questions:",
    ),
    (
        "questions beside others",
        "bank: x\nquestions: [{ask: a, answer: b}]\nextra: [{ask: c, answer: d}]\n",
        ["3:1 foreign"],
        "questions:",
    ),
    (
        "words beside questions",
        "bank: x\nquestions: [{ask: a, answer: b}]\nwords: {c: d, e: f}\n",
        ["3:1 unknown-key"],
        "known",
    ),
    (
        "questions as keys of the list",
        "bank: x\nquestions: {What is it?: a, What is that?: b}\n",
        ["2:13 foreign"],
        "- {ask:",
    ),
    (
        "one question for the list",
        "bank: x\nquestions:\n  ask: a\n  answer: b\n",
        ["3:3 wrong-shape"],
        "- ask: a",
    ),
    (
        "the list within itself",
        "bank: x\nquestions: {items: {a: b}}\n",
        ["2:12 wrong-shape", "2:13 foreign"],
        "",
    ),
    ("a list of nothing but texts", "[a, b]\n", ["1:1 foreign"], "above the list"),
    (
        "a mapping as a key",
        "bank: x\n[a]: {b: c, d: e}\nquestions: [{ask: a, answer: b}]\n",
        ["2:1 key-not-text"],
        "",
    ),
    ("the question of a single file", "ask: a\nanswer: b\n", ["1:1 foreign"], "hyphen before its first key"),
    ("a cloze of a single file", "cloze: 'a {{b}}'\n", ["1:1 foreign"], "hyphen before its first key"),
]


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [(ABOVE + case[1], *case[2:]) for case in QUESTIONS] + [case[1:] for case in BANKS],
    ids=[case[0] for case in (*QUESTIONS, *BANKS)],
)
def test_what_is_laid_out_otherwise_is_told_with_its_place(
    text: str, expected: list[str], said: str, problems: Callable[[str], list[Problem]]
) -> None:
    found = problems(text)
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found] == expected
    assert said in found[0].hint


def test_what_comes_in_every_question_is_told_once_with_the_other_lines(
    problems: Callable[[str], list[Problem]],
) -> None:
    text = ABOVE + "".join(f"- question: {number}\n  answer: a\n" for number in range(8))
    (problem,) = problems(text)
    assert str(problem.place).endswith(":3:3")
    assert problem.message == "`question` is no key of a question; again in lines 5, 7, 9, 11 and 3 more"
    (problem,) = problems(ABOVE + "- question: a\n  answer: b\n- question: c\n  answer: d\n")
    assert problem.message.endswith("; again in line 5")


def test_what_is_misspelt_twice_is_told_twice(problems: Callable[[str], list[Problem]]) -> None:
    found = problems(ABOVE + "- ask: a\n  anser: b\n- ask: c\n  anser: d\n")
    assert [problem.place.line for problem in found] == [4, 6]


def test_very_many_questions_that_are_keys_are_told_in_time(problems: Callable[[str], list[Problem]]) -> None:
    (problem,) = problems("bank: b\n" + "".join(f"What is {number}?: x\n" for number in range(5_000)))
    assert problem.message.endswith("again in lines 3, 4, 5, 6 and 4995 more")


def test_odd_keys_among_words_and_their_meanings_are_told(
    problems: Callable[[str], list[Problem]],
) -> None:
    found = problems("bank: b\nwords: {[a]: b, c: d, e: f}\n")
    assert [problem.code for problem in found] == ["key-not-text", "foreign"]
    assert found[1].hint == "- {ask: c, answer: d}"
