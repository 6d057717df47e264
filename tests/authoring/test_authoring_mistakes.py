"""The mistakes of a first bank: all are told at once, each with what to write instead."""

import pytest

from quiz.bank.checking import Findings, check
from quiz.bank.report import MAX_PROBLEMS
from tests.fuzz.rules import check_advice, mutated

PATH = "b.yaml"


def found(text: str | bytes) -> Findings:
    return check([], [(PATH, text if isinstance(text, bytes) else text.encode())])


MISTAKES: list[tuple[str, str | bytes, list[str]]] = [
    (
        "a colon in the title hides nothing below it",
        """\
bank: My rivers
title: Rivers: an introduction
questions:
- question: Which river flows through Paris?
  answer: Seine
  wrong: Rhone, Loire
- ask: "Thames" flows through?
  answer: London
- ask: Which river is longest?
  answer: yes
  kind: true-false
""",
        [
            "1:7 bad-id bank: my-rivers",
            '2:14 needs-quotes title: "Rivers: an introduction"',
            "4:3 unknown-key write ask: instead",
            "6:10 wrong-shape wrong: [Rhone, Loire]",
            "7:17 needs-quotes '\"Thames\" flows through?'",
            "10:11 bad-truth answer: true",
        ],
    ),
    (
        "tabs in two questions, and a fault between them",
        """\
title: Rivers
questions:
  - ask: A?
\t  answer: B
  - ask: C?
    anwser: D
  - ask: E?
\t  answer: F
""",
        [
            "1:1 missing-key bank: rivers",
            "4:1 tab use spaces",
            "6:5 unknown-key did you mean answer?",
            "8:1 tab use spaces",
        ],
    ),
    (
        "a line too far in, two quotes wrong in one question",
        """\
bank: rivers
questions:
  - ask: Which river flows through Paris?
     answer: Seine
  - ask: What is this: a river?
    answer: 'It's one'
  - ask: "How long?
    answer: 5
""",
        [
            "4:6 indentation begin it in column 5 as well",
            '5:22 needs-quotes ask: "What is this: a river?"',
            '6:17 needs-quotes "It\'s one"',
            "7:10 unclosed close it",
        ],
    ),
    (
        "a text that begins with a number sign",
        "bank: b\nquestions:\n  - ask: Who?\n    answer: #1\n    wrong:\n      - #2 of them\n",
        [
            '4:5 empty-text put the text in quotes: "#1"',
            '6:8 empty-text put the text in quotes: "#2 of them"',
        ],
    ),
    (
        "two letters of a short key the wrong way round",
        "bank: b\nquestions:\n  - {aks: Who?, answer: a}\n",
        ["3:6 unknown-key did you mean ask?"],
    ),
    (
        "options as groups of keys",
        "bank: b\nquestions:\n  - ask: Who?\n    answer: a\n    wrong:\n    - {text: x, right: no}\n",
        ["6:7 wrong-shape write the text alone: - x"],
    ),
    (
        "one letter in another encoding",
        b"bank: b\nquestions:\n  - ask: Caf\xe9?\n    anser: a\n  - ask: Who?\n    anser: b\n",
        [
            "3:13 encoding if é should stand here",
            "4:5 unknown-key did you mean answer?",
            "6:5 unknown-key did you mean answer?",
        ],
    ),
    (
        "an invisible character in a key, and a fault below it",
        "bank: b\n\x0cquestions:\n\xa0 - ask: Who?\n    anser: b\n",
        [
            "2:1 control-character delete it",
            "3:1 odd-space type a space",
            "4:5 unknown-key did you mean answer?",
        ],
    ),
    (
        "dashes for hyphens, and a fault between them",
        "bank: b\nquestions:\n— ask: Who?\n  answer: a\n— ask: What?\n  anser: b\n",
        ["3:1 missing-colon - ask: Who?", "5:1 missing-colon - ask: What?", "6:3 unknown-key answer?"],
    ),
    (
        "no space after any colon",
        "bank:b\nquestions:\n  - ask:Who?\n    answer:a\n  - {ask: What?}\n",
        [
            "1:1 missing-colon write bank: b",
            "3:5 missing-colon write ask: Who?",
            "4:5 missing-colon write answer: a",
            "5:5 no-answer add answer:",
        ],
    ),
    (
        "the questions a step too far in, and a colon forgotten",
        "bank: b\n  questions:\n  - ask: Who?\n    answer a\n  - ask: What?\n",
        [
            "2:3 indentation begin it in column 1 as well",
            "4:5 missing-colon write answer: a",
            "5:5 no-answer add answer:",
        ],
    ),
    (
        "brackets without end in one question, and a fault in another",
        "bank: b\nquestions:\n  - ask: Who?\n    answer: " + "[" * 20 + "]" * 20 + "\n  - ask: What?\n",
        ["4:22 too-deep close the brackets", "5:5 no-answer add answer:"],
    ),
    (
        "brackets without end above the questions",
        "tags: " + "[" * 20 + "]" * 20 + "\nquestions:\n  - ask: What?\n",
        ["1:18 too-deep close the brackets"],
    ),
    (
        "another encoding throughout",
        "bank: b\nquestions:\n  - ask: What?\n".encode("utf-16-le"),
        ["1:1 encoding save it with the encoding UTF-8"],
    ),
    (
        "two versions as git leaves them",
        "bank: b\nquestions:\n<<<<<<< HEAD\n  - ask: Who?\n=======\n  - ask: What?\n>>>>>>> other\n",
        [
            "3:1 leftover keep one of the versions",
            "4:5 no-answer add answer:",
            "5:1 leftover keep one of the versions",
            "6:5 no-answer add answer:",
            "7:1 leftover keep one of the versions",
        ],
    ),
    (
        "a question that breaks off before its answer is not told that it has none",
        "bank: b\nquestions:\n  - ask: Who?\n  answer: a\n",
        ["4:3 indentation begin it in column 5 as well"],
    ),
    (
        "the first question alone, unreadable",
        "bank: b\nquestions:\n  - ask: Who: me?\n    answer: @x\n",
        ['3:13 needs-quotes ask: "Who: me?"', '4:13 needs-quotes "@x"'],
    ),
]


@pytest.mark.parametrize(
    ("text", "told"), [(text, told) for _, text, told in MISTAKES], ids=[name for name, *_ in MISTAKES]
)
def test_all_mistakes_are_told_at_once(text: str | bytes, told: list[str]) -> None:
    problems = found(text).problems
    places = [f"{each.place.line}:{each.place.column} {each.code}" for each in problems]
    assert places == [" ".join(line.split(" ")[:2]) for line in told]
    for problem, line in zip(problems, told, strict=True):
        assert line.split(" ", 2)[2] in problem.hint


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ending: str) -> None:
    text = str(MISTAKES[0][1])
    changed = b"\xef\xbb\xbf" + text.replace("\n", ending).encode()
    assert found(changed).problems == found(text).problems


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_any_bytes_can_be_checked_and_every_place_is_in_the_file(start: int) -> None:
    for seed in range(start, start + 100):
        check_advice(mutated(seed))


def test_a_file_that_has_a_fault_on_each_line_is_not_listed_to_the_end() -> None:
    assert found("bank: b\nquestions:\n" + "\t- ask: a\n" * 5_000).errors == MAX_PROBLEMS + 1


def test_a_large_file_full_of_faults_is_checked_in_time() -> None:
    findings = found("bank: b\nquestions:\n" + "- ask: a: b\n  answer: 'x'y\n" * 20_000)
    assert findings.errors


def test_advice_on_texts_made_to_be_slow_comes_in_time() -> None:
    wrong = ", ".join('"' + "{{" * 4000 + str(number) + '"' for number in range(25))
    asked = f"- ask: {'“' * 19000}\n  answer: x{chr(39) * 19000}\n  wrong: [{wrong}]\n"
    text = f"bank: b\nquestions:\n{asked}"
    assert not found(text).errors
