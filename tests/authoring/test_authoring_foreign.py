"""Quizzes in YAML for other programs: each file here says at its end what `check` tells its author."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank import events
from quiz.bank.checking import check
from quiz.bank.foreign import words
from quiz.bank.questions import KNOWN
from tests.fuzz import rules

HEADING = "# What check says:\n"
FILES = sorted((Path(__file__).parent / "foreign").glob("*.yaml"))


def told(path: Path) -> list[str]:
    problems = check([path]).problems
    return [f"{each.place.line}:{each.place.column} {each.code}: {each.hint}" for each in problems]


@pytest.mark.parametrize("reader", ["libyaml", "python"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_quiz_for_another_program_is_told_what_to_write_here(
    path: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reader == "python":
        monkeypatch.setattr(events, "reader", events.PureEvents)
    expected = path.read_text().partition(HEADING)[2]
    assert told(path) == [line.removeprefix("# ") for line in expected.splitlines()]


TEXTS = st.sampled_from(
    [
        "",
        "a",
        "B",
        "0",
        "2",
        "a, b",
        "true",
        "no",
        "Which is it?",
        "A) one",
        "one",
        "50%",
        "___ is x",
        "multi",
    ]
)
KEYS = st.sampled_from(
    [
        *sorted(KNOWN),
        *words.QUESTION,
        *words.BANK,
        *words.KINDS,
        "type",
        "text",
        "correct",
        "option1",
    ]
)
SHAPES = st.recursive(
    TEXTS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS | TEXTS, inside, max_size=5),
    max_leaves=25,
)


@given(SHAPES, st.sampled_from(["questions", "quiz", "rounds", ""]))
@settings(deadline=None, max_examples=300)
def test_any_shape_is_told_without_fail(shape: object, above: str) -> None:
    data = json.dumps({above: shape} if above else shape).encode()
    rules.check(data)
    rules.check_advice(data)
