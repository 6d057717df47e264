"""The mistakes of a first bank: all are told at once, each with what to write instead."""

from pathlib import Path

import pytest

from quiz.bank.checking import Findings, check
from tests.bank.test_bank_fuzz import mutated

PATH = Path("b.yaml")


def found(text: str | bytes) -> Findings:
    return check([], [(PATH, text if isinstance(text, bytes) else text.encode())])


MISTAKES = [
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
            "4:3 unknown-key did you mean ask?",
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
            "1:1 missing-key bank: some-name",
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
        "the first question alone, unreadable",
        "bank: b\nquestions:\n  - ask: Who: me?\n    answer: @x\n",
        ['3:13 needs-quotes ask: "Who: me?"', '4:13 needs-quotes "@x"'],
    ),
]


@pytest.mark.parametrize(
    ("text", "told"), [(text, told) for _, text, told in MISTAKES], ids=[name for name, *_ in MISTAKES]
)
def test_all_mistakes_are_told_at_once(text: str, told: list[str]) -> None:
    problems = found(text).problems
    places = [f"{each.place.line}:{each.place.column} {each.code}" for each in problems]
    assert places == [" ".join(line.split(" ")[:2]) for line in told]
    for problem, line in zip(problems, told, strict=True):
        assert line.split(" ", 2)[2] in problem.hint


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ending: str) -> None:
    text = MISTAKES[0][1]
    changed = b"\xef\xbb\xbf" + text.replace("\n", ending).encode()
    assert found(changed).problems == found(text).problems


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_any_bytes_can_be_checked_and_every_place_is_in_the_file(start: int) -> None:
    for seed in range(start, start + 100):
        data = mutated(seed)
        lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        findings = found(data)
        for problem in findings.problems:
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert (findings.files[0].bank is None) == bool(findings.errors)


def test_a_large_file_full_of_faults_is_checked_in_time() -> None:
    findings = found("bank: b\nquestions:\n" + "- ask: a: b\n  answer: 'x'y\n" * 20_000)
    assert findings.errors


def test_advice_on_texts_made_to_be_slow_comes_in_time() -> None:
    wrong = ", ".join('"' + "{{" * 4000 + str(number) + '"' for number in range(25))
    asked = f"- ask: {'“' * 19000}\n  answer: x{chr(39) * 19000}\n  wrong: [{wrong}]\n"
    text = f"bank: b\nquestions:\n{asked}"
    assert not found(text).errors
