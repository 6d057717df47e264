"""Whatever the bytes: a bank, or problems with a place inside the file, and never another exception."""

import importlib.util
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank import events, read
from tests.fuzz.hostile import FILES
from tests.fuzz.rules import BANK, PATH, PIECES, check, check_advice, mutated


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


@pytest.mark.parametrize("start", range(0, 600, 200))
def test_both_yaml_readers_give_the_same_verdicts_on_what_is_nearly_a_bank(start: int) -> None:
    for seed in range(start, start + 200):
        check(mutated(seed))


@pytest.mark.parametrize("written", FILES.values(), ids=list(FILES))
def test_broken_files_and_files_of_another_kind_are_told_with_a_place_and_a_hint(
    written: str | bytes,
) -> None:
    data = written if isinstance(written, bytes) else written.encode()
    _, problems = check(data)
    assert all(problem.hint for problem in problems)
    check_advice(data)


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
