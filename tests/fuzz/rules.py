"""What holds for any bytes that are taken for a bank, and bytes that are nearly one."""

import random
import re
from collections.abc import Callable
from unittest.mock import patch

from quiz.bank import EXPLANATIONS, events, read, usual
from quiz.bank.advice import Tip
from quiz.bank.checking import check as check_files
from quiz.model import Bank, Problem
from quiz.text import clean

PATH = "bank.yaml"
BANK = b"""\
bank: test
tags: [a, "b"]
source: {title: T}
questions:
- ask: What is it?
  answer: b
  wrong: [c, "d", 'e']
  why: >-
    one
    two
- cloze: 'x {{y|z::h}} w'
  hint: |
    one
     two
- ask: How many?
  answer: 5 m
  tolerance: 10%
- ask: Which?
  match: {a: b, c: d}
- id: r
  ask: Tell.
  recall:
    - p
    - q
"""
PIECES = [
    *(
        b"\n",
        b" ",
        b"  ",
        b"\t",
        b"\r",
        b"- ",
        b"-",
        b": ",
        b":",
        b"? ",
        b"#",
        b" #",
        b",",
        b"'",
        b'"',
        b"\\",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"{{",
        b"}}",
        b"|",
        b">",
        b"|2\n",
        b">+\n",
        b"&a ",
        b"*a",
        b"!t ",
        b"%",
        b"@",
        b"`",
    ),
    *(
        b"---\n",
        b"...\n",
        b"\n%X\n",
        b"~",
        b"=",
        b"<<: ",
        b"::",
        b"\0",
        b"\x1b",
        b"\xff",
        b"\xc3\xa9",
        b"\xef\xbb\xbf",
    ),
    *(b"\xe2\x80\xa8", b"\xc2\x85", b"\xc2\xa0", b"\xf0\x9f\xab\xa8", b"\\x1b", b"\\uD800", b"\\U00110000"),
    *(
        b"answer: ",
        b"ask: ",
        b"wrong: ",
        b"kind: number\n",
        b"answers: ",
        b"choices: ",
        b"order: ",
        b"accept: ",
    ),
]


def check(data: bytes) -> tuple[Bank | None, list[Problem]]:
    """Reads the bytes in each way that there is and checks all that holds whatever they are."""
    bank, problems = read(data, PATH)
    assert (bank is None) == bool(problems)
    _check_problems(problems, data)
    for question in bank.questions if bank else ():
        assert question.ask == clean(question.ask)
        assert question.place.line >= 1
    assert (bank, problems) == _read(data, events.reader)
    assert (bank, problems) == _read(data, events.PureEvents)
    return bank, problems


def check_advice(data: bytes) -> list[Problem]:
    """Checks the bytes as an author does, with all that is wrong and all that would be better."""
    findings = check_files([], [(PATH, data)])
    _check_problems(findings.problems, data)
    assert (findings.files[0].bank is None) == bool(findings.errors)
    return findings.problems


def _check_problems(problems: list[Problem], data: bytes) -> None:
    lines = re.split("\r\n|\r|\n", data.decode("utf-8", "replace"))
    for problem in problems:
        assert problem.place.path == PATH
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message == clean(problem.message)
        assert problem.hint == clean(problem.hint)
        assert problem.code in EXPLANATIONS or problem.code in set(Tip)


def _read(data: bytes, reader: Callable[[str], events.Events]) -> tuple[Bank | None, list[Problem]]:
    """Reads the bytes with a YAML reader alone, nothing of them line by line."""
    with patch.object(events, "reader", reader), patch.object(usual, "parse", lambda *_: None):
        return read(data, PATH)


def mutated(seed: int) -> bytes:
    """Returns a bank with some pieces put in, taken out or replaced."""
    chance = random.Random(seed)
    data = bytearray(BANK)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        length = chance.choice((0, 0, 1, 3))
        data[place : place + length] = chance.choice(PIECES) if chance.random() < 0.8 else b""
    return bytes(data)
