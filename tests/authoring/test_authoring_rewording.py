"""Questions without id that are reworded, and banks that are read again."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from quiz.bank import load
from quiz.model import Answered, Confidence, Key, Said
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.study.shelf import alike
from quiz.tui.app import QuizApp
from tests.support import Clock
from tests.tui.driving import press, screen_text

ONE = """\
bank: one
title: One
questions:
  - ask: Did Tillerson meet Lavrov in Moscow in April 2017?
    answer: true
  - ask: Was it his first visit as Secretary of State?
    answer: true
"""
REWORDED = "Did Tillerson meet Lavrov in Moscow in the April of 2017?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "one.yaml"
    place.write_text(ONE)
    return place


def opened(path: Path, store: ProgressFile, clock: Clock) -> Study:
    return Study(load([path.parent]), store, clock, Random(1))


@pytest.fixture
def learnt(path: Path, store: ProgressFile, clock: Clock) -> Study:
    study = opened(path, store, clock)
    sitting = study.study()
    while sitting.current is not None:
        assert isinstance(study.answer(sitting, Said(True), Confidence.UNSAID), Answered)
        study.advance(sitting)
    clock.pass_(days=1)
    return study


def reword(path: Path, new: str = REWORDED) -> None:
    path.write_text(ONE.replace("Did Tillerson meet Lavrov in Moscow in April 2017?", new))


@pytest.mark.usefixtures("learnt")
def test_a_reworded_question_is_offered_the_progress_it_had(
    path: Path, store: ProgressFile, clock: Clock
) -> None:
    reword(path)
    study = opened(path, store, clock)
    (offer,) = study.shelf.reworded()
    assert (offer.wording, offer.new.ask) == ("Did Tillerson meet Lavrov in Moscow in April 2017?", REWORDED)
    assert 0.8 <= offer.alike < 1
    assert study.overview().new == 1
    event = study.shelf.relink(offer)
    assert study.overview().new == 0
    assert study.shelf.reworded() == []
    assert [relink.old for relink in study.shelf.relinked()] == [offer.old]
    study.shelf.undo(event)
    assert study.overview().new == 1
    assert study.shelf.relinked() == []
    assert study.shelf.reworded() == [offer]


@pytest.mark.usefixtures("learnt")
def test_another_question_is_not_offered_it(path: Path, store: ProgressFile, clock: Clock) -> None:
    reword(path, "What did Putin say about the strikes on Syria?")
    assert opened(path, store, clock).shelf.reworded() == []


@pytest.mark.usefixtures("learnt")
def test_a_declined_offer_does_not_come_again(path: Path, store: ProgressFile, clock: Clock) -> None:
    reword(path)
    study = opened(path, store, clock)
    study.labels.suspend(study.shelf.reworded()[0].old)
    assert opened(path, store, clock).shelf.reworded() == []


@pytest.mark.usefixtures("learnt")
def test_a_question_of_another_bank_is_not_offered_it(path: Path, store: ProgressFile, clock: Clock) -> None:
    text = path.read_text()
    path.write_text(text[: text.index("  - ask: Did")] + text[text.index("  - ask: Was") :])
    path.with_name("two.yaml").write_text(ONE.replace("one", "two"))
    assert opened(path, store, clock).shelf.reworded() == []


def test_likeness_is_a_share_and_leaves_case_and_space_out() -> None:
    assert alike("What  is it?", "what is IT?") == 1
    assert alike("abc", "xyz") == 0
    assert alike("abcd", "abcx") == pytest.approx(0.75)


def test_banks_that_are_read_again_bring_new_questions(learnt: Study, path: Path) -> None:
    path.with_name("two.yaml").write_text(ONE.replace("bank: one", "bank: two"))
    assert learnt.shelf.reload(load([path.parent])) == ()
    assert learnt.overview().new == 2
    assert learnt.shelf.title("two") == "One"


def test_a_bank_that_is_broken_now_stays_as_it_was(learnt: Study, path: Path) -> None:
    path.write_text(ONE.replace("ask:", "aks:"))
    problems = learnt.shelf.reload(load([path.parent]))
    assert problems
    assert learnt.library.problems == problems
    assert len(learnt.library.banks[0].questions) == 2


def test_a_bank_whose_file_is_gone_goes(learnt: Study, path: Path) -> None:
    path.unlink()
    assert learnt.shelf.reload(load([path.parent])) == ()
    assert learnt.library.banks == ()


def test_ids_that_were_written_in_take_the_progress_along(learnt: Study, path: Path) -> None:
    path.write_text(ONE.replace("  - ask: Did", "  - id: met\n    ask: Did"))
    learnt.shelf.reload(load([path.parent]))
    assert learnt.history(learnt.shelf.questions[Key("one", "met")])


async def test_the_home_screen_offers_it_and_reads_again(learnt: Study, path: Path) -> None:
    app = QuizApp(learnt, read=lambda: load([path.parent]))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "reworded" not in screen_text(app)
        reword(path)
        await press(pilot, "r")
        assert "1 question was reworded: l keeps its progress." in screen_text(app)
        await press(pilot, "l")
        assert f"now {REWORDED}" in " ".join(screen_text(app).split())
        await press(pilot, "x")
        assert "Every question you know is where it was." in screen_text(app)
        await press(pilot, "u", "enter")
        assert "Every question you know is where it was." in screen_text(app)
        await press(pilot, "escape")
        assert "reworded" not in screen_text(app)
    assert learnt.overview().new == 0


@pytest.mark.usefixtures("learnt")
def test_the_command_lists_links_and_undoes(
    path: Path, store: ProgressFile, run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    reword(path)
    monkeypatch.setattr("quiz.paths.shipped_banks", lambda: path.parent)
    at = ("--progress", str(store.path))
    code, out, _ = run("relink", *at)
    assert code == 0
    assert f"now: {REWORDED}" in out
    assert run("relink", "--all", *at)[0] == 0
    assert "where it was" in run("relink", *at)[1]
    code, out, _ = run("relink", "--undo", *at)
    assert (code, out.startswith("Undone: one/~")) == (0, True)
    assert run("relink", "--undo", *at)[0] == 1
