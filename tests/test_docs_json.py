"""docs/json.md says of every field that a command prints as JSON what it is, and of no other."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cli import main, wiring
from tests.support import BANK

COUNT = {"n", "hits", "share", "interval"}
"""The fields of what the document calls a count."""
DOCUMENT = Path(__file__).parents[1] / "docs" / "json.md"


def documented(command: str) -> set[str]:
    """Returns the fields that the section of a command lists."""
    section = DOCUMENT.read_text(encoding="utf-8").split(f"\n## {command}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {field for row in rows for field in re.findall(r"`([^`]+)`", row)}


def fields(value: object, path: str = "") -> Iterator[str]:
    """Gives the paths of all that is no object and no list of objects."""
    match value:
        case Mapping() if value.keys() == COUNT:
            yield path
        case Mapping():
            for name, each in value.items():
                yield from fields(each, f"{path}.{name}".lstrip("."))
        case list() if any(isinstance(each, Mapping) for each in value):
            for each in value:
                yield from fields(each, f"{path}[]")
        case _:
            yield path


def unmatched(told: set[str], seen: set[str]) -> tuple[set[str], set[str]]:
    """Returns what is told and never seen, and what is seen and not told; capitals stand for any name."""
    forms = {each: re.compile(re.sub(r"\b[A-Z]+\b", "[^.]+", re.escape(each))) for each in told}
    unseen = {each for each, form in forms.items() if not any(map(form.fullmatch, seen))}
    return unseen, {each for each in seen if not any(form.fullmatch(each) for form in forms.values())}


@pytest.fixture
def printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., set[str]]:
    """Returns the fields that a command prints, once questions were missed, suspended, flagged and tested."""
    bank, broken, config = (tmp_path / name for name in ("capitals.yaml", "broken.yaml", "settings.toml"))
    bank.write_text(BANK)
    broken.write_text("bank: broken\n")
    config.write_text('new_per_day = 5\nnonsense = 1\n[keys]\nhint = "f2"\n')
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(config))
    options = ["--progress", str(tmp_path / "progress.db"), "--banks", str(bank)]

    def say(lines: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        capsys.readouterr()
        assert main(arguments) < 2
        return capsys.readouterr().out

    def run(*arguments: str) -> set[str]:
        with_broken = ["--banks", str(broken)] if arguments[0] == "banks" else []
        shown = say("", *arguments, "--json", *options, *with_broken)
        return {field for line in shown.splitlines() for field in fields(json.loads(line))}

    say(":flag so?\n:x\n1\n\nt\n\nKyoto\n", "study", "capitals", "--plain", *options)
    say("", "test", "capitals", "--plain", *options)
    say("", "backup", *options)
    bank.write_text(BANK.replace("- id: australia", "- id: sydney"))
    return run


@pytest.mark.parametrize(
    ("command", "calls"),
    [
        ("due", [["due"], ["due", "--by", f"{wiring.clock().date() + timedelta(days=30)}"]]),
        ("banks", [["banks"]]),
        ("missed", [["missed"]]),
        ("history", [["history"]]),
        ("suspended", [["suspended"]]),
        ("flagged", [["flagged"]]),
        ("check", [["check", str(Path(__file__))]]),
        ("settings", [["settings"]]),
        ("stats items", [["stats", "items"]]),
    ],
)
def test_every_field_is_documented_and_no_other(
    command: str, calls: Sequence[Sequence[str]], printed: Callable[..., set[str]]
) -> None:
    seen = {field for call in calls for field in printed(*call)}
    assert unmatched(documented(command), seen) == (set(), set())


def test_every_field_of_the_doctor_is_documented(
    printed: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = wiring.clock() - timedelta(days=9)
    monkeypatch.setattr(wiring, "clock", lambda: earlier)  # so that the answers are of the future
    assert unmatched(documented("doctor"), printed("doctor")) == (set(), set())
