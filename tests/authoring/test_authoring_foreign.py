"""Quizzes in YAML for other programs: each file here says at its end what `check` tells its author."""

from pathlib import Path

import pytest

from quiz.bank import events
from quiz.bank.checking import check

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
