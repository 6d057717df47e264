"""A question keeps its progress wherever its file goes and however it is worded."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from quiz.bank import load
from quiz.model import Answered, Key, Outcome
from quiz.store import ProgressFile
from quiz.study import Study
from tests.support import BANK, Clock, all_progress, right_response

FRANCE = Key("capitals", "france")
ALL = {Key("capitals", name) for name in ("france", "nordic", "australia", "japan")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "books"
    made.mkdir()
    (made / "capitals.yaml").write_text(BANK)
    return made


@pytest.fixture
def studying(folder: Path, store: ProgressFile, clock: Clock) -> Callable[[], Study]:
    """Reads the banks again and begins to study, as another day's program does."""
    return lambda: Study(load([folder]), store, clock, Random(1))


def answer_all(study: Study) -> None:
    sitting = study.study()
    while sitting.current is not None:
        answered = study.answer(sitting, right_response(sitting.current.kind))
        assert isinstance(answered, Answered)
        assert answered.review.outcome is Outcome.RIGHT
        study.advance(sitting)


def rename(folder: Path) -> None:
    (folder / "capitals.yaml").rename(folder / "renamed.yaml")


def move(folder: Path) -> None:
    (folder / "deeper").mkdir()
    (folder / "capitals.yaml").rename(folder / "deeper" / "capitals.yaml")


def mend_a_typo(folder: Path) -> None:
    (folder / "capitals.yaml").write_text(
        BANK.replace("What is the capital of France", "What's France's capital")
    )


def mend_the_answer(folder: Path) -> None:
    (folder / "capitals.yaml").write_text(BANK.replace("answer: Paris", "answer: PARIS"))


def put_in_another_order(folder: Path) -> None:
    head, *questions = BANK.split("  - id:")
    (folder / "capitals.yaml").write_text("  - id:".join([head, *reversed(questions)]))


@pytest.mark.parametrize("change", [rename, move, mend_a_typo, mend_the_answer, put_in_another_order])
def test_progress_stays_with_its_question(
    folder: Path, store: ProgressFile, studying: Callable[[], Study], change: Callable[[Path], None]
) -> None:
    answer_all(studying())
    before = all_progress(store)
    assert before.keys() == ALL
    change(folder)
    study = studying()
    assert all_progress(store) == before
    assert study.overview().banks[0].new == 0
    assert study.overview().banks[0].questions == 4
    assert study.study().current is None


def test_a_question_that_comes_back_finds_its_progress(
    folder: Path, store: ProgressFile, studying: Callable[[], Study], clock: Clock
) -> None:
    answer_all(studying())
    before = all_progress(store)
    (folder / "capitals.yaml").write_text(BANK.replace("id: france", "id: germany"))
    clock.pass_(days=20)
    answer_all(studying())
    assert all_progress(store)[FRANCE] == before[FRANCE]
    (folder / "capitals.yaml").write_text(BANK)
    study = studying()
    assert all_progress(store)[FRANCE] == before[FRANCE]
    assert [each.key for each in study.study().queue] == [FRANCE]


def test_a_bank_that_is_there_twice_costs_no_progress(
    folder: Path, store: ProgressFile, studying: Callable[[], Study]
) -> None:
    answer_all(studying())
    before = all_progress(store)
    second = folder / "copy.yaml"
    second.write_text(BANK.replace("answer: Paris", "answer: Lutetia"))
    assert str(second) in str(studying().library.problems)
    assert all_progress(store) == before
    second.unlink()
    assert studying().overview().banks[0].new == 0
