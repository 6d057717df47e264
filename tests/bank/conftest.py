"""Reading banks in tests, in each way that there is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank import events, read, usual
from quiz.model import Problem, Question

PATH = Path("bank.yaml")


@pytest.fixture(params=["line by line", "libyaml", "python"])
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the test once with what is usual read line by line, and once with each YAML reader alone."""
    if request.param == "python":
        monkeypatch.setattr(events, "reader", events.PureEvents)
    elif events.reader is events.PureEvents:
        pytest.skip("libyaml is not installed")
    if request.param != "line by line":
        monkeypatch.setattr(usual, "parse", lambda *_: None)


@pytest.fixture
def problems(_reader: None) -> Callable[[str | bytes], list[Problem]]:
    """Reads a bank that must have problems."""

    def read_problems(text: str | bytes) -> list[Problem]:
        bank, found = read(text if isinstance(text, bytes) else text.encode(), PATH)
        assert (bank is None) == bool(found)
        return found

    return read_problems


@pytest.fixture
def questions(_reader: None) -> Callable[[str], list[Question]]:
    """Reads the questions of a bank that must have no problems."""

    def read_questions(text: str) -> list[Question]:
        bank, found = read(f"bank: test\nquestions:\n{text}".encode(), PATH)
        assert found == []
        assert bank is not None
        return list(bank.questions)

    return read_questions
