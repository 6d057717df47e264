"""What is read line by line is what YAML's reader would make of it, and all else is left to that."""

from pathlib import Path

import pytest

from quiz import paths
from quiz.bank import decoding, parsing, usual
from quiz.bank.banks import read
from quiz.bank.raw import Items, Mark, Pairs, Parse, Parsed, Raw
from quiz.bank.report import Report

PATH = "bank.yaml"
HEAD = "bank: test\n# a note\nquestions:\n"

HEADS = {
    "usual": ("# a note\n\ntags: [a]\nbank: test\nsource:\n  title: b\nabout: >-\n  c\n  d\n", 0),
    "a source in braces": ("bank: test\nsource: {title: b, url: https://c.d/e#f}\n", 0),
    "quotes": ("bank: 'test'\n", 0),
    "an id below its key": ("bank:\n  test\n", 1),
    "a key in quotes": ('"bank": test\n', 1),
    "a marker": ("---\nbank: test\n", 1),
    "a comment behind the id": ("bank: test  # b\n", 1),
    "too long": (f"bank: test\nabout: {'a ' * 9_000}b\ntitle: {'c ' * 3_000}d\n", 1),
    "quotes over two lines": ('bank: test\nabout: "a\n  b"\n', 0),
}
USUAL = {
    "texts": "- ask: What is it?\n  answer: b\n",
    "indented": "  - ask: What is it?\n    answer: b\n",
    "far from the hyphen": "-   ask: What is it?\n    answer: b\n",
    "marks within a text": "- ask: (at 12:30) a#b, c [d] {e}?\n  answer: it's “b” - or c\n",
    "a text on several lines": "- ask: What\n     is\n    it?\n  answer:\n    b\n",
    "marks at the beginning of a line": "- ask: a\n    {{b}}\n    'c' [d]\n    \"e\"?\n  answer: f\n",
    "quotes": '- ask: "What: is #it?"\n  answer: \'a "b"\'\n',
    "a doubled quote": "- ask: a?\n  answer: 'it''s ''c'''\n",
    "quotes over two lines": "- ask: \"a\n    b?\"\n  answer: 'c\n    d'\n",
    "an escape": '- ask: "\\"a\\\\n\\"?"\n  answer: "\\u2019b\\xE9"\n',
    "an escaped end of a line": '- ask: "a \\\n    b\\\n    \\ c\n    \\  d?"\n  answer: e\n',
    "a mark that an escape puts on a letter": '- ask: "e\\u0301?"\n  answer: b\n',
    "a space within quotes": '- ask: " What? "\n  answer: b\n',
    "text below a mark": "- ask: >-\n    one\n    two\n  answer: |\n    # three\n    four\n",
    "a list in brackets": "- ask: Which?\n  answers: [a, b c]\n  wrong: [d's]\n",
    "pairs in braces": "- ask: a?\n  match: {b c: d, e: f:g}\n",
    "a list": "- ask: a?\n  answer: b\n  wrong:\n    - c\n    - d: e\n",
    "a list below its key": "- ask: a?\n  answer: b\n  wrong:\n  - c\n  - d\n",
    "reasons": "- ask: a?\n  answer: b\n  wrong:\n    - c:\n        why\n        not\n    - d: 'so: no'\n",
    "entries below a mark": "- ask: a?\n  answer: b\n  wrong:\n    - >-\n      c\n      d\n",
    "entries on several lines": "- ask: a?\n  answer: b\n  wrong:\n    - c\n      d\n    - e\n",
    "a key in quotes": '- ask: a?\n  match:\n    \'"b"\': c\n    "d: e": f\n',
    "pairs": "- ask: a?\n  match:\n    b c: d\n    e: f\n",
    "comments": "# one\n- ask: a?\n# two\n  # three\n  answer: b\n",
    "empty lines": "\n- ask: a?\n\n  answer: b\n   \n\n- ask: c?\n  answer: d\n",
    "no line break at the end": "- ask: a?\n  answer: b",
}
OTHER = {
    "a key below the hyphen": "- ask: a?\n  answer: b\n-\n  ask: c?\n  answer: d\n",
    "a comment behind a text": "- ask: a? # b\n  answer: c\n",
    "a comment first": "- # b\n  ask: a?\n  answer: c\n",
    "a comment among entries": "- ask: a?\n  answer: b\n  wrong:\n    - c\n    # d\n    - e\n",
    "an escaped line break": '- ask: "a\\n?"\n  answer: c\n',
    "an escape of nothing that can be seen": '- ask: "a\\u200b?"\n  answer: c\n',
    "an empty line in quotes": "- ask: 'a\n\n    b?'\n  answer: c\n",
    "a space at the end of a line in quotes": '- ask: "a \n    b?"\n  answer: c\n',
    "nothing in quotes": "- ask: a?\n  answer: b\n  why: ''\n",
    "a space at the end": "- ask: a? \n  answer: c\n",
    "a space before the colon": "- ask : a?\n  answer: c\n",
    "an empty line within a text": "- ask: a\n\n    b?\n  answer: c\n",
    "further in below a mark": "- ask: >-\n    a\n      b\n    c?\n  answer: c\n",
    "an empty line below a mark": "- ask: >-\n    a\n\n    # b?\n  answer: c\n",
    "braces in braces": "- ask: a?\n  match: {b: c, d: {e: f}}\n",
    "brackets over two lines": "- ask: a?\n  answer: b\n  tags: [c,\n    d]\n",
    "quotes in brackets": '- ask: a?\n  answer: b\n  tags: ["c, d", e]\n',
    "another margin": "- ask: a?\n  answer: b\n-   ask: c?\n    answer: d\n",
}
NOT_ALONE = {
    "a key twice in braces": "- ask: a?\n  answer: b\n  source: {title: c, title: d}\n",
    "a duplicate": "- ask: a?\n  answer: b\n" * 2,
    "a very long text": f"- ask: a?\n  answer: b\n  why: {'c ' * 12_000}d\n",
    "too many lines": "- ask: a?\n  answer: b\n  why: |\n" + "    c\n" * 301,
    "a key below": "- ask: a?\n  answer: b\ntitle: c\n",
    "an end among questions": "- ask: a?\n  answer: b\n...\n- ask: c?\n  answer: d\n",
    "an end": "- ask: a?\n  answer: b\n...\n",
    "an end among the questions": "- ask: a?\n  answer: b\n...\n- ask: c?\n  answer: d\n",
    "another document": "- ask: a?\n  answer: b\n--- c\n",
    "quotes over two questions": '- ask: "a?\n- ask: b"\n  answer: c\n',
    "a key twice": "- ask: a?\n  answer: b\n  ask: c?\n",
    "too far in": "- ask: a?\n   answer: b\n",
    "not far in": "  - ask: a?\n   answer: b\n",
    "a text further in": "- ask: a?\n  answer:\n    b\n      c: d\n",
    "a key after a comment further in": "- ask: a?\n  # b\n    answer: b\n",
    "an anchor": "- ask: &a b\n  answer: *a\n",
    "nothing but spaces below a key": "- ask: a?\n  match:\n    \n",
    "nothing but a comment below a key": "- ask: a?\n  answer: b\n  source:\n    # c\n",
    "no text": "- ask:\n  answer: b\n",
    "no mapping": "- ask: a?\n  answer: b\n- c\n",
    "nothing but a space in quotes": "- ask: a?\n  answer: b\n  wrong:\n    - ' '\n    - c\n",
    "lists in lists": "- ask: a?\n  answers:\n    - - b\n    - [c]\n  wrong: [d]\n",
}


def _plain(raw: Raw) -> object:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, Items):
        return [_plain(value) for value in raw.values]
    return {key: _plain(value) for key, value in raw.values.items()}


def _items(parse: Parse, text: str) -> list[tuple[object, int, int]]:
    """Returns what a way of reading makes of the items of a list, with their places."""
    source = decoding.decode(text.encode(), Report(PATH))
    assert source is not None
    found: list[tuple[object, int, int]] = []

    def visit(_: Pairs, item: Raw, mark: Mark | None) -> None:
        assert mark is not None
        assert not isinstance(item, Pairs) or item.mark is not None
        found.append((_plain(item), mark.line, mark.column))

    parse(source, Report(PATH, source.text), "questions", visit)
    return found


@pytest.fixture
def yaml_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is given to YAML's reader."""
    given: list[str] = []
    parse = parsing.parse

    def watched(source: decoding.Source, *rest: object) -> Parsed | None:
        given.append(source.text)
        return parse(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "parse", watched)
    return given


@pytest.mark.parametrize("text", USUAL.values(), ids=list(USUAL))
def test_what_is_usual_is_read_without_yaml(text: str, yaml_texts: list[str]) -> None:
    found = _items(usual.parse, HEAD + text)
    assert yaml_texts == []
    assert found == _items(parsing.parse, HEAD + text)


@pytest.mark.parametrize(("head", "odd"), HEADS.values(), ids=list(HEADS))
def test_what_stands_above_the_questions_is_read_with_the_place_of_the_id(
    head: str, odd: int, yaml_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = f"{head}questions:\n- ask: a?\n  answer: b\n".encode()
    reading = read(data, PATH)
    assert reading.bank is not None
    assert len(yaml_texts) == odd
    monkeypatch.setattr(usual, "parse", lambda *_: None)
    assert reading == read(data, PATH)


@pytest.mark.parametrize(
    ("file", "odd"),
    [
        ("bank: test\nquestions:\n- ask: a?\n  answer: b\nsource:\n  title: c\ntitle: d\n", 0),
        ("questions:\n  - ask: a?\n    answer: b\n# a note\n\nbank: test\ntags: [c]\n", 0),
        ("bank: test\nquestions:\n- ask: a?\n  answer: b\ntitle: c  # d\n", 1),
        ("bank: test\nquestions:\n- ask: 'a\nb?'\n  answer: c\n", 1),
    ],
    ids=["keys below", "all keys below", "an odd key below", "quotes that end at the margin"],
)
def test_what_stands_below_the_questions_holds_for_them(
    file: str, odd: int, yaml_texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(file.encode(), PATH)
    assert (len(yaml_texts) > 0) == odd
    assert reading.bank is not None
    monkeypatch.setattr(usual, "parse", lambda *_: None)
    assert reading == read(file.encode(), PATH)


@pytest.mark.parametrize("text", OTHER.values(), ids=list(OTHER))
def test_a_question_in_another_form_is_left_to_yaml_alone(text: str, yaml_texts: list[str]) -> None:
    text = f"{text.rstrip()}\n"
    found = _items(usual.parse, f"{HEAD}{text}")
    assert len(yaml_texts) == 1
    assert found == _items(parsing.parse, f"{HEAD}{text}")


@pytest.mark.parametrize("text", NOT_ALONE.values(), ids=list(NOT_ALONE))
def test_a_file_that_is_not_usual_is_read_as_by_yaml(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (HEAD + text).encode()
    reading = read(data, PATH)
    monkeypatch.setattr(usual, "parse", lambda *_: None)
    assert reading == read(data, PATH)


def test_a_file_with_too_many_reasons_is_read_in_neither_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for reader in (parsing, usual):
        monkeypatch.setattr(reader, "MAX_SCALARS", 80)
    reasons = "".join(f"  - {lure}: c\n" for lure in range(25))
    problems = read(f"{HEAD}- ask: a?\n  answer: b\n  wrong:\n{reasons}".encode(), PATH).problems
    assert [problem.code for problem in problems] == ["too-much"]


def test_the_shipped_banks_are_usual(yaml_texts: list[str]) -> None:
    files = sorted(Path(paths.shipped_banks()).glob("*.yaml"))
    usually = [_items(usual.parse, path.read_text("utf-8")) for path in files]
    assert len(yaml_texts) < len(files)
    assert usually == [_items(parsing.parse, path.read_text("utf-8")) for path in files]
