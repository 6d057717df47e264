"""Foreign text in lines: nothing a terminal would act on, and nothing wider than it is."""

import io
import json
import re
from typing import Any

import pytest

from quiz.bank.listed import Listed
from quiz.model import Library, Questions
from quiz.plain.console import Console, wrapped
from quiz.plain.serving import Server
from quiz.study import Study
from tests.plain.conversation import Line, bank_of, converse, only

EVIL = "\x1b]52;c;aGk=\x07\x1b[2J\u202eevil\u2066\x9b31m"

HOSTILE = """\
bank: hostile
title: "Title EVIL"
source: {title: "Source EVIL", author: "Author EVIL", date: 2020}
questions:
  - id: choice
    ask: "Choose EVIL"
    answer: "Right EVIL"
    wrong:
      - "Wrong EVIL":
          "Because EVIL"
    why: "Why EVIL"
    hint: "Hint EVIL"
    where: "Where EVIL"
  - id: cloze
    cloze: "Before EVIL {{gap::Gap EVIL}} after EVIL {{other}}"
  - id: match
    ask: "Match EVIL"
    match: {"Left EVIL": "Right EVIL", "Other EVIL": "Another EVIL"}
  - id: order
    ask: "Order EVIL"
    order: ["First EVIL", "Second EVIL"]
  - id: recall
    ask: "Recall EVIL"
    recall: ["Point EVIL", "Other EVIL"]
  - id: typed
    ask: "Type EVIL"
    answer: "Typed EVIL"
    reject:
      - "Reject EVIL":
          "Because EVIL"
"""
DANGEROUS = set("\x1b\x07\x9b\u202e\u2066\r")


@pytest.fixture
def library() -> Library:
    # Banks with such characters are refused; the gate must hold even so.
    bank = bank_of(HOSTILE).banks[0]

    def poisoned(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("EVIL", EVIL)
        if isinstance(value, Questions):
            return Listed([poisoned(each) for each in value])
        if isinstance(value, tuple):
            if not hasattr(value, "_fields"):
                return tuple(map(poisoned, value))
            kept = {"key", "place", "path", "id"}
            each = zip(value._fields, value, strict=True)
            return type(value)(*(held if name in kept else poisoned(held) for name, held in each))
        return value

    evil = poisoned(bank)
    assert isinstance(evil, type(bank))
    return Library((evil,))


def test_no_field_reaches_the_terminal_as_it_stands(study: Study) -> None:
    sitting = only(study, "choice", "cloze", "match", "order", "recall", "typed")
    lines: list[Line] = [":h", ":r", number_of_wrong, "1", "x\x1b[2J", "y\x9b", "1"]
    lines += ["1 1", "1", "1 2", "1", ":s", ":s", "said \x1b[2J", "", "1", "1", ":s"]
    lines += [":\x1b[2J", "z\x1b]0;t\x07", "1", ":q", ""]
    heard = converse(study, sitting, *lines)
    for said in ("Title", "Source", "Author", "Choose", "Right", "Wrong", "Because", "Why", "Hint", "Where"):
        assert f"{said} " in heard
    for said in ("Before", "Gap", "Left", "Another", "First", "Point", "Recall", "Type", "Typed"):
        assert f"{said} " in heard
    assert "evil" in heard
    assert not DANGEROUS & set(heard)


def number_of_wrong(heard: str) -> str:
    found = re.search(r"^(\d)\. Wrong", heard, re.MULTILINE)
    assert found
    return found[1]


def test_no_field_reaches_a_client_as_it_stands(study: Study) -> None:
    source = io.StringIO(
        "".join(
            json.dumps(each) + "\n"
            for each in (
                {"type": "hint"},
                {"type": "answer", "answer": 1},
                {"type": "next"},
                {"type": "answer", "answer": [EVIL, EVIL]},
                {"type": EVIL},
            )
        )
    )
    sink = io.StringIO()
    Server(study, source.readline, sink).run(only(study, "choice", "cloze"))
    assert sink.getvalue().isascii()
    assert not DANGEROUS & set(sink.getvalue())
    for line in sink.getvalue().splitlines():
        assert not DANGEROUS & set(str(json.loads(line)))


@pytest.mark.parametrize(
    ("line", "width", "pieces"),
    [
        ("short", 20, ["short"]),
        ("", 20, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("  one two three", 8, ["  one", "  two", "  three"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("a abcdefghijkl b", 5, ["a", "abcde", "fghij", "kl b"]),
        ("in /home/ann/banks.yaml now", 10, ["in", "/home/ann/banks.yaml", "now"]),
        ("日本語日本語", 4, ["日本", "語日", "本語"]),
        ("日", 1, ["日"]),
        ("e\u0301e\u0301 e\u0301e\u0301", 5, ["e\u0301e\u0301 e\u0301e\u0301"]),
        ("x\u0323x\u0323x\u0323", 2, ["x\u0323x\u0323", "x\u0323"]),
    ],
)
def test_lines_are_wrapped_between_words(line: str, width: int, pieces: list[str]) -> None:
    assert list(wrapped(line, width)) == pieces


def test_nothing_is_wider_than_the_terminal(study: Study) -> None:
    heard = converse(study, only(study, "choice", "match"), "1", "", "1 1", "", width=30)
    assert max(map(len, heard.splitlines())) <= 30


def test_a_prompt_stays_open_where_what_is_typed_shows() -> None:
    sink = io.StringIO()
    console = Console(lambda _: "an answer\r\n", sink, 40, echoed=True)
    assert console.ask("Points:\nYour answer") == "an answer"
    assert sink.getvalue() == "Points:\nYour answer: "
    assert Console(lambda _: "", sink, 40, echoed=True).ask("And") is None
    assert sink.getvalue().endswith("And: \n")
