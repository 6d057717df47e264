"""The JSON Schema: what it refuses the loader refuses too, and most of the other way round."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from quiz.bank import Code, read
from quiz.bank.schema import schema
from quiz.bank.starter import starter
from quiz.paths import shipped_banks
from tests.bank.test_bank_questions import ABOVE, BANKS, QUESTIONS
from tests.bank.test_bank_reading import KINDS, WHOLE
from tests.fuzz.rules import mutated
from tests.support import BANK

PATH = Path("bank.yaml")
SCHEMA = jsonschema.Draft202012Validator(schema())
ALSO_THE_SCHEMAS = {
    *(Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.MISPLACED_KEY, Code.NO_ANSWER, Code.WRONG_SHAPE),
    *(Code.BAD_KIND, Code.KIND_MISMATCH, Code.BAD_ID, Code.BAD_TRUTH, Code.EMPTY_TEXT, Code.NO_QUESTIONS),
    Code.TOO_FEW,
}
"""What the schema refuses as well."""
BEYOND = {"ask invisible", "right because"}
"""Cases that take more than looking at one key: text nobody sees, the answer among the choices."""


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: numbers and truths are such, dates and yes and no are texts."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] in {"int", "float", "null"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def refused(text: str | bytes) -> list[str] | None:
    """Returns what the schema refuses in a text, or None where it is no YAML that JSON can hold."""
    try:
        value = json.loads(json.dumps(yaml.load(text, EditorLoader)))  # noqa: TID251
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    return [f"{error.json_path}: {error.message}" for error in SCHEMA.iter_errors(value)]


def codes(text: str | bytes) -> set[str]:
    _, problems = read(text if isinstance(text, bytes) else text.encode(), PATH)
    return {problem.code for problem in problems}


def test_it_is_a_schema_that_says_what_every_key_is_for() -> None:
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


GOOD = {
    **{path.name: path.read_text() for path in Path(shipped_banks()).glob("*.yaml")},
    "starter": starter("b", "T", "b.yaml", "x"),
    "support": BANK,
    "whole": WHOLE,
    **{f"kind {number}": f"{ABOVE}- {text}" for number, (text, _) in enumerate(KINDS)},
    "plain words": "bank: 2017\ntitle: yes\nquestions:\n- {id: 1, ask: no, answer: 45, wrong: [on, 1.5]}\n",
    "a date": "bank: b\nas_of: 2017\nquestions:\n- {ask: a, answer: b, as_of: 2017-04-13}\n",
    "false in capitals": "bank: b\nquestions:\n- {ask: a, answer: FALSE}\n- {ask: b, answer: 'True'}\n",
    "a truth typed": "bank: b\nquestions:\n- {ask: a, answer: true, kind: typed}\n",
    "a number": f"{ABOVE}- {{ask: a, answer: -5, kind: number}}\n- {{ask: b, answer: 5, tolerance: 10%}}\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_the_loader_takes_the_schema_takes(name: str) -> None:
    assert codes(GOOD[name]) == set()
    assert refused(GOOD[name]) == []


BAD = [("bank", *case) for case in BANKS] + [
    ("question", name, ABOVE + text, places, words) for name, text, places, words in QUESTIONS
]


@pytest.mark.parametrize(
    "text",
    [text for _, name, text, _, _ in BAD if name not in BEYOND],
    ids=[f"{above} {name}" for above, name, *_ in BAD if name not in BEYOND],
)
def test_what_the_loader_refuses_for_its_keys_and_shapes_the_schema_refuses(text: str) -> None:
    found, problems = codes(text), refused(text)
    if problems is not None and found <= ALSO_THE_SCHEMAS:
        assert problems


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_whatever_the_schema_refuses_the_loader_refuses(start: int) -> None:
    for seed in range(start, start + 100):
        data = mutated(seed)
        problems = refused(data)
        if problems and not any("None is not of type" in problem for problem in problems):
            assert codes(data), (data, problems)
