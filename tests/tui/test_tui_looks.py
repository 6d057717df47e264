"""How the screens look: contrast in the program's own themes, and every size of window."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from rich.color import Color
from textual.pilot import Pilot

from quiz.bank import read
from quiz.model import Confidence, Library, Place, Problem
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.tui import sizes
from quiz.tui.app import QuizApp
from quiz.tui.screens import too_small
from tests.support import BANK, Clock, right_response, wrong_responses
from tests.tui.driving import press, question_screen, screen_text
from tests.tui.test_tui_kinds import EVERY_KIND

WAYS = {
    "home": (),
    "home-filtered": ("slash", "c", "a"),
    "home-nothing": ("slash", *"xyz"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "settings": ("comma",),
    "ask-practise": ("p",),
    "ask-test": ("t",),
    "test": ("t", "enter"),
    "result": ("t", "enter", "1", "ctrl+o", "y"),
    "missed": ("m",),
    "stats": ("s",),
    "browse": ("b",),
    "browse-read": ("b", "enter", "enter"),
    "browse-nothing": ("b", *"xyzxyz"),
    "note": ("b", "enter", "f"),
    "summary": ("enter", "s", "s", "escape"),
}
"""The keys that lead to each screen."""

KINDS = ("france", "nordic", "australia", "japan", "order", "match", "cloze", "number", "recall")


@pytest.fixture
def studied(store: ProgressFile, clock: Clock) -> Study:
    """Banks with every kind of question and a problem, some questions answered in every way, one flagged."""
    banks = [read(each.encode(), Path(f"{place}.yaml"))[0] for place, each in enumerate((BANK, EVERY_KIND))]
    problem = Problem(Place("bad.yaml", 3, 5), "unknown-key", "there is no key anser", "write answer")
    library = Library(tuple(bank for bank in banks if bank is not None), (problem,))
    study = Study(library, store, clock, Random(7))
    sure = [Confidence.CERTAIN, Confidence.GUESS, Confidence.UNSAID]
    for number, question in enumerate(list(study.shelf.questions.values())[:7]):
        kind = question.kind
        response = wrong_responses(kind)[0] if number % 2 and number != 3 else right_response(kind)
        study.answer(study.drill([question.key]), response, sure[number % 3])
        clock.pass_(minutes=1)
    study.labels.flag(question.key, "look this up")
    return study


def colours(app: QuizApp) -> Iterator[tuple[str, str, str]]:
    """Yields each stretch of text on the screen with the colours it is in, as hexadecimal numbers."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            text = re.sub(r"[\s─━│╭╮╰╯┌┐└┘▁▔▊▎▌█╸╺▏▕▀▂▃▄▅▆▇]+", "", segment.text)
            if text and style is not None and style.color and style.bgcolor:
                front, back = style.color, style.bgcolor
                if style.reverse:
                    front, back = back, front
                yield text, front.name, back.name


def luminance(name: str) -> float:
    """Returns the relative luminance of a colour (WCAG 2.2, definition of relative luminance)."""
    triplet = Color.parse(name).get_truecolor()
    linear = [
        each / 255 / 12.92 if each / 255 <= 0.04045 else ((each / 255 + 0.055) / 1.055) ** 2.4
        for each in triplet
    ]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(front: str, back: str) -> float:
    """Returns the contrast of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(front), luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


async def pale(pilot: Pilot[None]) -> set[tuple[str, str, str, float]]:
    """Returns what has too little contrast in either theme, with the colours and the contrast."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    found = set()
    for theme in ("tillerson-dark", "tillerson-light"):
        app.theme = theme
        await pilot.pause()
        found |= {(text, front, back, round(contrast(front, back), 2)) for text, front, back in colours(app)}
    assert len(found) > 3
    return {each for each in found if each[3] < 4.5}


def test_the_contrast_is_computed_as_wcag_does() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("way", WAYS)
async def test_all_text_stands_out_from_what_is_behind_it(
    studied: Study, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = QuizApp(studied)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, *WAYS[way])
        assert not await pale(pilot)


@pytest.mark.parametrize("name", KINDS)
async def test_questions_and_verdicts_stand_out_from_what_is_behind_them(
    studied: Study, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    question = next(each for each in studied.shelf.questions.values() if each.key.question == name)
    app = QuizApp(studied, studied.drill([question.key]))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert not await pale(pilot)
        await press(pilot, "down", "ctrl+r")
        assert not await pale(pilot)
        for response in (wrong_responses(question.kind)[0], right_response(question.kind)):
            await question_screen(app)._give(response, Confidence.UNSAID)
            await pilot.pause()
            assert not await pale(pilot)
            await press(pilot, "u")


WINDOWS = [(1, 1), (5, 24), (80, 3), (20, 6), (300, 100)]


@pytest.mark.parametrize("way", WAYS)
async def test_no_size_of_window_breaks_a_screen(studied: Study, way: str) -> None:
    app = QuizApp(studied)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *WAYS[way])
        shown = app.screen
        for width, height in WINDOWS:
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            small = width < sizes.LEAST_WIDTH or height < sizes.LEAST_HEIGHT
            assert isinstance(app.screen, too_small.TooSmallScreen) == small
            assert max(map(len, screen_text(app).splitlines())) <= width
        assert app.screen is shown


@pytest.mark.parametrize("name", KINDS)
async def test_no_size_of_window_breaks_a_question_or_its_verdict(studied: Study, name: str) -> None:
    question = next(each for each in studied.shelf.questions.values() if each.key.question == name)
    app = QuizApp(studied, studied.drill([question.key]))
    async with app.run_test(size=(80, 24)) as pilot:
        for answering in (True, False):
            for width, height in WINDOWS:
                await pilot.resize_terminal(width, height)
                await pilot.pause()
            if answering:
                await question_screen(app)._give(wrong_responses(question.kind)[0], Confidence.UNSAID)
        assert "Wrong" in screen_text(app)


async def test_a_window_that_is_too_small_says_so_where_there_is_any_room(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(19, 5)) as pilot:
        await pilot.pause()
        said = " ".join(screen_text(app).split())
        assert said == "Window too small: 20×6 at least. q quits."
        await press(pilot, "q")
        assert not app.is_running
