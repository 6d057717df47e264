import os
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from benchmarks.speed import banks, logs, processes, report, sittings
from benchmarks.speed.measuring import Above, Case, Growth, Line, Most, Ratio, measure
from quiz.bank import load
from quiz.memory import replay
from quiz.model import Outcome, kind_name
from quiz.store import ProgressFile
from tests.support import all_progress

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    banks.write_banks(tmp_path / "banks", 1_200)
    return tmp_path / "banks"


def test_made_banks_are_valid_of_all_kinds_and_of_the_size_asked_for(folder: Path) -> None:
    library = load([folder])
    assert library.problems == ()
    questions = [question for bank in library.banks for question in bank.questions]
    assert len(questions) == 1_200
    assert len({kind_name(question.kind) for question in questions}) == 9
    assert all(question.ask.startswith(banks.ASK) for question in questions)
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1_200
    assert 350 < size < 550


def test_the_same_seed_makes_the_same_bank_and_another_one_another() -> None:
    assert banks.bank(3, 20, seed=1) == banks.bank(3, 20, seed=1)
    assert banks.bank(3, 20, seed=1) != banks.bank(3, 20, seed=2)


def test_a_made_progress_file_is_sound_and_has_what_was_asked_for(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    logs.write_log(path, folder, 300, NOW)
    with ProgressFile.open(path, replay, NOW) as file:
        assert file.check(NOW) == []
        assert len(list(file.log())) == 300
        known = all_progress(file)
        assert len(known) == 300 // logs.EACH
        assert {progress.reviews for progress in known.values()} == {logs.EACH}
        assert max(file.memories().values(), key=lambda memory: memory.day).day < NOW.date()
        assert file.misses()


def test_a_made_log_is_in_order_and_answers_the_questions_that_there_are(folder: Path) -> None:
    questions = [question for bank in load([folder]).banks for question in bank.questions]
    found = list(logs.reviews(questions, 500, NOW))
    assert [review.time for review in found] == sorted(review.time for review in found)
    assert len({review.id for review in found}) == 500
    assert {review.outcome for review in found} == {Outcome.RIGHT, Outcome.WRONG}
    fingerprints = {question.key: question.fingerprint for question in questions}
    assert all(fingerprints[review.key] == review.fingerprint for review in found)


def test_every_round_takes_every_sample_and_the_first_round_does_not_count() -> None:
    taken: list[str] = []

    def sample(name: str) -> dict[str, float]:
        taken.append(name)
        return {name: float(len(taken))}

    case = Case("", [lambda: sample("one"), lambda: sample("other")], ())
    found = measure(case, 3, Random(1))
    assert sorted(found) == ["one", "other"]
    assert all(len(figures) == 3 for figures in found.values())
    assert min(found["one"] + found["other"]) > 2
    assert all(set(taken[at : at + 2]) == {"one", "other"} for at in range(0, 8, 2))


@pytest.mark.skipif(processes.held(os.getpid()) is None, reason="the system does not say what is held")
def test_a_long_sitting_is_looked_at_after_each_tenth_of_its_answers() -> None:
    given: list[int] = []
    found = sittings.figures("lines", os.getpid(), 40, lambda: given.append(len(given)))
    assert len(given) == 40
    assert found.keys() == {line.name for line in sittings.lines("lines", 40)}
    assert found["lines, MiB after 40"] > 1


def test_the_report_has_median_spread_ratio_by_round_and_whether_the_budget_is_kept() -> None:
    lines = [
        Line("bare"),
        Line("quick", "bare", Ratio(1.5)),
        Line("slow", "bare", Ratio(1.5)),
        Line("near", "bare", Above(30)),
        Line("alone", budget=Most(50)),
        Line("never measured", "bare"),
    ]
    samples = {
        "bare": [100.0, 200.0, 300.0],
        "quick": [120.0, 220.0, 1200.0],
        "slow": [300.0, 400.0, 600.0],
        "near": [140.0, 220.0, 330.0],
        "alone": [50.5, 4.444, 60.0],
    }
    assert report.told(Case("Start", (), lines), samples).splitlines() == [
        "### Start",
        "",
        "|       |   ms |       spread |               ratio |   to |    budget |       |",
        "|-------|-----:|-------------:|--------------------:|-----:|----------:|------:|",
        "| bare  |  200 |   100 to 300 |                     |      |           |       |",
        "| quick |  220 | 120 to 1,200 | 1.20 (1.10 to 4.00) | bare |   ≤ 1.5 × | under |",
        "| slow  |  400 |   300 to 600 | 2.00 (2.00 to 3.00) | bare |   ≤ 1.5 × |  OVER |",
        "| near  |  220 |   140 to 330 | 1.10 (1.10 to 1.40) | bare | ≤ + 30 ms | under |",
        "| alone | 50.5 | 4.44 to 60.0 |                     |      |   ≤ 50 ms |  OVER |",
    ]


def test_growth_is_told_from_the_first_figure_to_the_last() -> None:
    case = Growth("Questions", (), ["100", "1,000"], {"start": "home, {}", "stats": "{}, stats"})
    samples = {"home, 100": [200.0, 180.0, 300.0], "home, 1,000": [300.0], "1,000, stats": [5.0]}
    assert report.told(case, samples).splitlines() == [
        "### Questions",
        "",
        "|       | 100 | 1,000 | last to first |",
        "|-------|----:|------:|--------------:|",
        "| start | 200 |   300 |           1.5 |",
        "| stats |     |  5.00 |               |",
    ]
