"""Studying for an exam from the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from quiz import plan
from quiz.cli import main, wiring


def due(path: Path, *arguments: str) -> int:
    return main(["due", "--progress", str(path / "progress.db"), *arguments])


def test_a_plan_for_an_exam_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(tmp_path, "--by", "2100-01-01") == 2
    said = capsys.readouterr()
    assert (said.out, "too far away" in said.err) == ("", True)
    assert due(tmp_path, "--by", "2020-01-01") == 2
    said = capsys.readouterr()
    assert (said.out, "is over" in said.err) == ("", True)


def test_what_is_due_for_an_exam_is_what_its_plan_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = (wiring.clock().date() + timedelta(days=60)).isoformat()
    assert due(tmp_path, "--by", day, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert 0 < found["exam"]["new_today"] < plan.NEW_PER_DAY
    assert (found["new"], found["due"]) == (found["exam"]["new_today"], found["exam"]["reviews_today"])


def test_a_limit_that_is_in_the_way_is_named_with_its_setting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = (wiring.clock().date() + timedelta(days=5)).isoformat()
    assert due(tmp_path, "--by", day) == 0
    assert "new a day (new_per_day in the settings), or an exam on" in capsys.readouterr().out


def test_the_plan_is_in_json_and_null_without_an_exam(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = wiring.clock().date().replace(year=wiring.clock().year + 1, day=1).isoformat()
    assert due(tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["exam"] is None
    assert due(tmp_path, "--json", "--by", day, "--target", "80%") == 0
    found = json.loads(capsys.readouterr().out)["exam"]
    assert found["day"] == day
    assert found["target"] == 0.8
    assert found["reachable"]
    assert found["new_today"] >= 1


def test_a_goal_out_of_reach_comes_with_what_would_meet_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = wiring.clock().date().isoformat()
    assert due(tmp_path, "--by", day, "--target", "1") == 0
    said = capsys.readouterr().out
    assert "falls short of the goal" in said
    assert "What would meet it:" in said


def test_a_target_without_an_exam_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(tmp_path, "--target", "80%") == 2
    assert "Name its day too, such as --by 2026-12-20." in capsys.readouterr().err


@pytest.mark.parametrize(("given", "wrong"), [("--by", "x"), ("--target", "2"), ("--target", "much")])
def test_what_is_no_day_or_share_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: str, wrong: str
) -> None:
    with pytest.raises(SystemExit):
        due(tmp_path, given, wrong)
    assert "such as" in capsys.readouterr().err
