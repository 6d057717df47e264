"""Whatever the bytes: a bank, or problems with a place inside the file, and never another exception."""

import importlib.util
import random
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank import EXPLANATIONS, events, read
from quiz.text import clean

PATH = Path("bank.yaml")
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


def check(data: bytes) -> None:
    """Reads the bytes and checks all that holds whatever they are."""
    bank, problems = read(data, PATH)
    assert (bank is None) == bool(problems)
    lines = re.split("\r\n|\r|\n", data.decode("utf-8", "replace"))
    for problem in problems:
        assert problem.place.path == PATH
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message == clean(problem.message)
        assert problem.hint == clean(problem.hint)
        assert problem.code in EXPLANATIONS
    for question in bank.questions if bank else ():
        assert question.ask == clean(question.ask)
        assert 1 <= question.place.line <= len(lines)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_can_be_read(data: bytes) -> None:
    check(data)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_can_be_read_where_a_text_is_expected(text: str) -> None:
    check(f"bank: test\nquestions:\n- ask: {text}\n  answer: {text}\n".encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
@settings(deadline=None)
def test_any_heap_of_what_means_something_to_yaml_can_be_read(data: bytes) -> None:
    check(data)


def mutated(seed: int) -> bytes:
    """Returns a bank with some pieces put in, taken out or replaced."""
    chance = random.Random(seed)
    data = bytearray(BANK)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(data))
        length = chance.choice((0, 0, 1, 3))
        data[place : place + length] = chance.choice(PIECES) if chance.random() < 0.8 else b""
    return bytes(data)


@pytest.mark.parametrize("start", range(0, 600, 200))
def test_both_yaml_readers_give_the_same_verdicts(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(start, start + 200):
        data = mutated(seed)
        check(data)
        bank, problems = read(data, PATH)
        with monkeypatch.context() as patched:
            patched.setattr(events, "reader", events.PureEvents)
            other_bank, other_problems = read(data, PATH)
        assert bank == other_bank, data
        assert [str(problem) for problem in problems] == [str(problem) for problem in other_problems], data


def test_the_untouched_bank_is_good() -> None:
    assert read(BANK, PATH)[1] == []


def test_without_libyaml_the_reader_in_python_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    spec = importlib.util.spec_from_file_location("events_without_libyaml", events.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.reader is module.PureEvents
