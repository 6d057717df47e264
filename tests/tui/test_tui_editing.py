"""Editing a bank from the quiz."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from textual.widgets import Static

from quiz.bank import load
from quiz.model import Key, Outcome, Place
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui.app import QuizApp
from quiz.tui.editing import command
from tests.support import Clock, all_progress
from tests.tui.driving import press, question_screen, screen_text, showing

ONE = "bank: one\ntitle: One\nquestions:\n  - ask: Is it so?\n    answer: true\n    why: It was said.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "one.yaml"
    place.write_text(ONE)
    return place


@pytest.fixture
def one(path: Path, store: ProgressFile, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Study:
    @contextmanager
    def suspend(_: QuizApp) -> Iterator[None]:
        yield

    monkeypatch.setattr(QuizApp, "suspend", suspend)
    return Study(load([path]), store, clock, Random(1))


def editor_that(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Makes the editor one that replaces a text and saves."""
    monkeypatch.setattr(
        "quiz.tui.editing.command", lambda _, place: ["sed", "-i", f"s/{old}/{new}/", str(place.path)]
    )


async def test_a_missed_question_is_edited(one: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    editor_that(monkeypatch, "Is it so", "Is it not so")
    app = QuizApp(one)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "m", "e")
        assert "Nothing missed" in screen_text(app)
        await press(pilot, "escape", "enter", "f", "escape", "escape", "m", "e")
        assert "Is it not so?" in screen_text(app)


async def test_an_edited_question_is_asked_anew_at_once(one: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    editor_that(monkeypatch, "Is it so", "Is it not so")
    app = QuizApp(one)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "e")
        assert "Is it not so?" in screen_text(app)
        await press(pilot, "t")
        assert showing(app).review.outcome is Outcome.RIGHT


async def test_what_was_broken_while_editing_is_said_and_the_old_question_stays(
    one: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor_that(monkeypatch, "ask:", "aks:")
    app = QuizApp(one)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter", "e")
        assert "Is it so?" in screen_text(app)
        assert "one.yaml:4:5: " in str(app.screen.query_one("#notice", Static).content)


async def test_progress_comes_along_when_a_question_without_id_is_reworded(
    one: Study, store: ProgressFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor_that(monkeypatch, "Is it so", "Is it not so")
    app = QuizApp(one)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "t", "e")
        assert "in its new form" in screen_text(app)
        new = question_screen(app).sitting.queue[0].key
        assert store.progress(new) is not None
        assert len(all_progress(store)) == 1


async def test_a_changed_question_says_so_when_it_is_asked_again(
    path: Path, store: ProgressFile, one: Study, clock: Clock
) -> None:
    sitting = one.study()
    app = QuizApp(one)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "f")
    path.write_text(ONE.replace("answer: true", "answer: false"))
    again = Study(load([path]), store, clock, Random(1))
    assert again.changed(again.library.banks[0].questions[0])
    assert sitting.queue[0].key == Key("one", sitting.queue[0].wording_id)
    app = QuizApp(again, "missed")
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter")
        assert "Changed since you last answered it." in screen_text(app)


async def test_an_editor_that_cannot_be_started_is_said(one: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor --flag")
    app = QuizApp(one)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "enter", "e")
        assert "cannot be started" in screen_text(app)


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        (["vi"], ["vi", "+7", "/banks/a.yaml"]),
        (["/usr/bin/nano", "-l"], ["/usr/bin/nano", "-l", "+7", "/banks/a.yaml"]),
        (["hx"], ["hx", "/banks/a.yaml:7"]),
        (["code"], ["code", "--wait", "--goto", "/banks/a.yaml:7"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor: list[str], arguments: list[str]) -> None:
    assert command(editor, Place("/banks/a.yaml", 7)) == arguments
