"""What is painted before Textual is imported is what the screen shows then, cell by cell."""

import subprocess
import sys
from typing import NamedTuple

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual.content import Content
from textual.keys import format_key
from textual.pilot import Pilot
from textual.strip import Strip

from quiz import paths, settings
from quiz.model import Choice, Confidence, Select, Selection, TrueFalse
from quiz.sitting import Sitting
from quiz.study import Study
from quiz.text import clean, one_line
from quiz.tui import first_frame, lines
from quiz.tui.actions import ACTIONS
from quiz.tui.app import QuizApp
from quiz.tui.key_names import shown
from quiz.tui.painting import Canvas
from quiz.tui.themes import DARK, OWN
from tests.support import right_response
from tests.tui.test_tui_home import bank
from tests.tui.test_tui_looks import KINDS
from tests.tui.test_tui_looks import studied as studied

DRAWN = (Choice, Select, TrueFalse)
"""The kinds of which all is painted; of others, room to answer in is still to come."""
LOOKS = 20
"""How often the screen is looked at until it is there: a pause takes a process that gets no time for idle."""
SIZES = [(20, 6), (60, 20), (76, 24), (80, 24), (119, 30), (120, 36), (200, 60)]


class Cell(NamedTuple):
    text: str
    front: str
    back: str
    bold: bool

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def painted(study: Study, start: object, size: tuple[int, int], theme: str) -> list[list[Cell]]:
    """Returns what a terminal shows of the first frame."""
    canvas = Canvas(*size, OWN[theme])
    assert first_frame.draw(canvas, study, start)
    screen = pyte.Screen(*size)
    screen.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(screen)
    stream.feed(canvas.shown())
    rows = [[screen.buffer[row][column] for column in range(size[0])] for row in range(size[1])]
    return [[Cell(each.data, each.fg, each.bg, each.bold) for each in row] for row in rows]


def drawn(app: QuizApp) -> list[list[Cell]]:
    """Returns what Textual shows."""
    rows = []
    for strip in app.screen._compositor.render_strips():
        row = []
        for segment in strip:
            style = segment.style
            assert style is not None
            front = style.color.triplet.hex[1:] if style.color and style.color.triplet else ""
            back = style.bgcolor.triplet.hex[1:] if style.bgcolor and style.bgcolor.triplet else ""
            for character in segment.text:
                row += [Cell(character, front, back, bool(style.bold))] + [Cell("", front, back, False)] * (
                    cell_len(character) - 1
                )
        rows.append(row)
    return rows


def text(rows: list[list[Cell]]) -> str:
    return "\n".join("".join(cell.text for cell in row) for row in rows)


async def differing(
    pilot: Pilot[None], study: Study, start: object, theme: str
) -> list[tuple[int, int, Cell, Cell]]:
    """Returns the cells that are painted and look otherwise when the screen is there, with their places."""
    app = pilot.app
    assert isinstance(app, QuizApp)
    for _ in range(LOOKS):
        await pilot.pause()
        found = differing_now(app, study, start, theme)
        if not found:
            break
    return found


def differing_now(app: QuizApp, study: Study, start: object, theme: str) -> list[tuple[int, int, Cell, Cell]]:
    complete = not isinstance(start, Sitting) or isinstance(start.current and start.current.kind, DRAWN)
    before, after = painted(study, start, (app.size.width, app.size.height), theme), drawn(app)
    assert "".join(text(before).split())
    last = len(after) - 1
    return [
        (row, column, one, other)
        for row, (first, second) in enumerate(zip(before[:last], after[:last], strict=True))
        for column, (one, other) in enumerate(zip(first, second, strict=True))
        if (complete and one.back != other.back if one.blank else one != other)
    ]


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")


async def differences(
    study: Study, start: object, size: tuple[int, int], theme: str = DARK
) -> list[tuple[int, int, Cell, Cell]]:
    """Runs the app, and returns the cells that look otherwise then than they were painted."""
    settings.write(paths.settings_file(), {"theme": theme})
    app = QuizApp(study, start)  # type: ignore[arg-type]  # one of those that there are
    async with app.run_test(size=size) as pilot:
        return await differing(pilot, study, start, theme)


def asked(study: Study, name: str) -> Sitting:
    return study.drill(key for key in study.shelf.questions if key.question == name)


@pytest.mark.parametrize("size", SIZES)
async def test_home_looks_as_it_was_painted(studied: Study, size: tuple[int, int]) -> None:
    for number in range(12):
        bank(studied, f"more-{number}", f"Ⅻ More 日本 {number} ")
    assert not await differences(studied, "home", size)


async def test_home_looks_as_it_was_painted_in_the_light(study: Study) -> None:
    assert not await differences(study, "home", (80, 24), "tillerson-light")


async def test_home_looks_as_it_was_painted_when_all_is_done(study: Study) -> None:
    study.habits = study.habits._replace(new_per_day=0)
    for question in study.shelf.questions.values():
        study.answer(study.drill([question.key]), right_response(question.kind), Confidence.UNSAID)
    assert not await differences(study, "home", (60, 20))


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_looks_as_it_was_painted(studied: Study, size: tuple[int, int]) -> None:
    assert not await differences(studied, asked(studied, "france"), size)


@pytest.mark.parametrize("name", KINDS)
async def test_every_kind_of_question_looks_as_it_was_painted(studied: Study, name: str) -> None:
    assert not await differences(studied, asked(studied, name), (60, 20), "tillerson-light")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_what_is_said_of_practice_looks_as_it_was_painted(
    studied: Study, size: tuple[int, int]
) -> None:
    assert not await differences(studied, studied.practise(studied.select(Selection())), size)


async def test_options_that_are_hidden_are_not_painted(studied: Study) -> None:
    studied.habits = studied.habits._replace(recall_first=True)
    sitting = asked(studied, "france")
    assert not await differences(studied, sitting, (60, 20))
    shown = text(painted(studied, sitting, (60, 20), DARK))
    assert "France" in shown
    assert "Paris" not in shown


async def test_without_colour_it_looks_as_it_was_painted(
    studied: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    before = painted(studied, "home", (60, 20), DARK)
    app = QuizApp(studied)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        after = drawn(app)
    assert [row for row in before[:-1] if text([row]).strip()]
    assert all(
        one.blank or one == other
        for first, second in zip(before[:-1], after[:-1], strict=True)
        for one, other in zip(first, second, strict=True)
    )


@pytest.mark.parametrize(
    ("term", "system"), [("xterm-256color", ColorSystem.EIGHT_BIT), ("xterm", ColorSystem.STANDARD)]
)
def test_fewer_colours_are_those_that_textual_would_take(
    studied: Study, monkeypatch: pytest.MonkeyPatch, term: str, system: ColorSystem
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", term)
    canvas = Canvas(60, 20, OWN[DARK])
    canvas.put(0, 0, (("so", "$primary"),))
    wanted = Strip.render_ansi(Style(color=OWN[DARK].primary, bgcolor=OWN[DARK].background), system)
    assert f"\x1b[1;1H\x1b[0;{wanted}mso" in canvas.shown()


def test_nothing_is_painted_for_a_sitting_without_a_question(study: Study) -> None:
    assert not first_frame.draw(Canvas(60, 20, OWN[DARK]), study, study.drill([]))


TEXTS = st.text(st.sampled_from("ab  –“é日\u0301👍\n-c"), max_size=40).map(clean)


@given(TEXTS, st.integers(0, 40), st.integers(2, 20))
def test_texts_are_wrapped_as_textual_wraps_them(said: str, place: int, width: int) -> None:
    wrapped = lines.wrapped(((said[:place], "bold"), (said[place:], "")), width)
    shown = ["".join(piece for piece, _ in line) for line in wrapped]
    assert shown == [line.plain.rstrip() for line in Content(said).wrap(width)]
    styles = [style for line in wrapped for piece, style in line for _ in piece if not piece.isspace()]
    assert styles == sorted(styles, reverse=True)


@given(TEXTS, st.integers(0, 20))
def test_texts_are_cut_as_textual_cuts_them(said: str, width: int) -> None:
    shown, _ = lines.fitted(said, width)
    whole = Content(one_line(said)).truncate(width, ellipsis=True)
    assert shown == whole.pad_right(max(0, width - whole.cell_length)).plain


def test_what_is_taken_to_be_one_cell_wide_is() -> None:
    plain = [chr(code) for code in range(0x3000) if lines._PLAIN.fullmatch(chr(code))]
    assert len(plain) > 1000
    assert all(cell_len(character) == 1 for character in plain)


@pytest.mark.parametrize("key", sorted({key for each in ACTIONS.values() for key in each.keys.split(",")}))
def test_keys_are_called_as_textual_calls_them(key: str) -> None:
    *_, last = key.split("+")
    assert shown(key).split("+")[-1].casefold() in {format_key(last).casefold(), *NAMES.get(last, ())}


NAMES = {
    "escape": ["esc"],
    "enter": ["enter"],
    "space": ["space"],
    "tab": ["tab"],
    "home": ["home"],
    "end": ["end"],
    "pageup": ["pgup"],
    "pagedown": ["pgdn"],
}
"""Keys that have a name rather than a sign here."""


def test_what_paints_the_first_frame_loads_no_textual() -> None:
    code = "import sys, quiz.tui.opening, quiz.tui.first_frame\nsys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
