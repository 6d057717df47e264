"""The command that says how the learner is getting on."""

import io
import json
import operator
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from quiz.cli import main, wiring
from tests.support import BANK
from tests.test_docs_json import documented, fields, unmatched


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    path = tmp_path / "capitals.yaml"
    path.write_text(BANK)
    return ["--banks", str(path), "--progress", str(tmp_path / "progress.db"), "--bank", "capitals"]


@pytest.fixture
def answered(options: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers the statement wrong and the capital of Japan right, being certain."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:s\nt\n\nTokyo !\n"))
    assert main(["study", "capitals", "--plain", *options[:-2]]) == 0
    return options


def test_the_report_and_the_json_say_the_same(
    answered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["stats", *answered]) == 0
    report = capsys.readouterr().out
    assert main(["stats", "--json", *answered]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "2 answers on 1 day, 2 new, 50% right." in report
    assert (found["answers"], found["study_days"], found["new"]) == (2, 1, 2)
    assert "Certain: 100% right of 1 (21 to 100%)." in report
    assert found["confidence"]["certain"]["hits"] == 1
    assert found["confidence"]["certain"]["interval"] == pytest.approx([0.2065, 1.0], abs=5e-5)
    assert found["retention"]["all"] == {"n": 0, "hits": 0, "share": None, "interval": None}
    assert "Retention needs questions that came back: the next are due tomorrow." in report
    assert sum(found["due"]["days"]) + found["due"]["later"] == 2
    assert sum(hour["n"] for hour in found["hours"]) == 2
    assert [bank["id"] for bank in found["banks"]] == ["capitals"]
    assert "Capitals: 50% of 4 questions, 2 new, 1 missed." in report


def test_every_field_is_documented_and_no_other(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *_, japan = BANK.split("  - id: ")
    Path(options[1]).write_text("  - id: ".join([head, japan]))
    begun = wiring.clock()
    for days, answer in ((0, "Tokyo"), (30, "Tokyo"), (300, "Kyoto")):
        monkeypatch.setattr(wiring, "clock", partial(operator.add, begun, timedelta(days=days)))
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n\n:q\n"))
        assert main(["study", "capitals", "--plain", *options[:-2]]) == 0
    capsys.readouterr()
    assert main(["stats", "--json", *options]) == 0
    seen = set(fields(json.loads(capsys.readouterr().out)))
    assert unmatched(documented("stats") - {"foretold"}, seen) == (set(), set())


def test_a_bank_that_is_not_there_is_said_to_be_missing(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", *options, "--bank", "capitls"]) == 2
    assert "There is no bank called capitls. Did you mean capitals?" in capsys.readouterr().err


def test_nothing_answered_is_no_error(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", *options, "--range", "all"]) == 0
    assert "the forecast begins with your first answer" in capsys.readouterr().out


def test_a_title_cannot_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rude.yaml"
    path.write_text(
        BANK.replace("title: Capitals", 'title: "Capitals\\e[31m"').replace("bank: capitals", "bank: rude")
    )
    options = ["--banks", str(path), "--progress", str(tmp_path / "progress.db"), "--bank", "rude"]
    for form in ([], ["--json"]):
        main(["stats", *options, *form])
        assert "\x1b" not in capsys.readouterr().out
