"""Fitting the schedule to the learner from the command line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quiz import memory
from quiz.cli import main
from quiz.store import ProgressFile
from tests.test_docs_json import documented
from tests.test_fitting import AVERAGE, FORGETFUL, learnt

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def written(path: Path, forgetful: bool) -> list[str]:
    with ProgressFile.open(path, memory.replay, NOW) as store:
        store.record_all(each for one in learnt(FORGETFUL if forgetful else AVERAGE) for each in one)
    return ["--progress", str(path)]


def test_a_better_fit_is_adopted_and_can_be_undone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "progress.db"
    at = written(path, forgetful=True)
    with ProgressFile.open(path, memory.replay, NOW) as store:
        before = store.memories()
    assert main(["fit", "--try", *at]) == 0
    assert "`tillerson-quiz fit` adopts it" in capsys.readouterr().out
    assert main(["fit", "--json", *at]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["adopted"]
    assert set(said) == documented("fit")
    assert said["after"] < said["before"]
    with ProgressFile.open(path, memory.replay, NOW) as store:
        assert store.parameters() == tuple(said["parameters"])
        assert store.memories() != before
        assert store.check(NOW) == []
    assert main(["fit", "--undo", *at]) == 0
    assert main(["fit", "--undo", *at]) == 1
    with ProgressFile.open(path, memory.replay, NOW) as store:
        assert store.memories() == before


def test_a_fit_that_is_no_better_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "progress.db"
    assert main(["fit", *written(path, forgetful=False)]) == 0
    assert "not surely better, so nothing was changed" in capsys.readouterr().out
    with ProgressFile.open(path, memory.replay, NOW) as store:
        assert store.fits() == []


def test_too_few_answers_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", "--progress", str(tmp_path / "progress.db")]) == 2
    assert "Too few reviews to fit to: 400 more are needed." in capsys.readouterr().err
