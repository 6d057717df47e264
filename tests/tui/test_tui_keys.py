"""Actions and their keys: declared once, shown alike everywhere, and other ones where the settings say so."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Input

import quiz.tui
from quiz.bank.listed import Listed
from quiz.model import Chosen, Library
from quiz.study import Study
from quiz.tui.actions import ACTIONS, Action
from quiz.tui.app import QuizApp
from quiz.tui.key_names import shown
from quiz.tui.keymap import chains, keymap
from quiz.tui.keys import bindings, name_of, named
from quiz.tui.screens.ask import AskTest
from quiz.tui.screens.browse import BrowseScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.missed import MissedScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.settings import SettingsScreen
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.rows import Rows
from tests.tui.driving import notices, only, press, screen_text

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"
SMALL = (60, 20)


@pytest.fixture(name="path", autouse=True)
def _path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("TILLERSON_QUIZ_SETTINGS", str(path))
    return path


def footer(app: QuizApp) -> dict[str, str]:
    """Returns what the footer says of each key."""
    line = app.screen.query_one(KeyLine)
    line.render()
    return {entry.keys: entry.said for _, entry in line._shown}


def palette(app: QuizApp) -> dict[str, str]:
    """Returns what the command palette offers, and how each is explained."""
    return {each.title: each.help for each in app.get_system_commands(app.screen)}


async def choose(pilot: Pilot[None], typed: str) -> None:
    """Chooses a command by typing."""
    await press(pilot, "ctrl+p", *typed)
    await pilot.app.workers.wait_for_complete()
    await press(pilot, "enter")


# Declaring


def declaring() -> Iterator[type[DOMNode]]:
    """Gives every class of the screens that declares keys."""
    for module in pkgutil.walk_packages(quiz.tui.__path__, "quiz.tui."):
        for found in vars(importlib.import_module(module.name)).values():
            if isinstance(found, type) and found.__module__ == module.name and "BINDINGS" in vars(found):
                assert issubclass(found, DOMNode)
                yield found


def own(node: type[DOMNode]) -> list[Binding]:
    """Returns what a class itself declares, but for the keys that every program in a terminal keeps."""
    return [each for each in Binding.make_bindings(vars(node)["BINDINGS"]) if not each.system]


def test_every_key_belongs_to_an_action_that_has_a_name_and_is_explained() -> None:
    classes = list(declaring())
    assert len(classes) > 20
    for node in classes:
        for binding in own(node):
            assert name_of(binding) in ACTIONS, (node, binding)
            assert binding.tooltip, (node, binding)
            assert binding.description, (node, binding)


def test_every_action_is_offered_somewhere() -> None:
    assert {name_of(each) for node in declaring() for each in own(node)} == ACTIONS.keys()


def test_whatever_has_keys_is_looked_at_for_keys_that_would_do_two_things() -> None:
    known = {node for chain in chains() for node in chain} | {QuizApp}
    assert [node for node in declaring() if not any(issubclass(each, node) for each in known)] == []


def test_no_class_has_two_actions_of_one_name() -> None:
    for node in declaring():
        runs: dict[str | None, str] = {}
        for binding in bindings(node):
            if binding.id is not None:
                assert runs.setdefault(binding.id, binding.action) == binding.action, (node, binding)


def test_every_action_is_documented_with_its_keys() -> None:
    section = DOCUMENT.read_text(encoding="utf-8").partition("\n## Keys\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [documented(action) for action in ACTIONS.values()]


def documented(action: Action) -> str:
    """Returns the line of an action in the document."""
    keys = " ".join(f"`{shown(key)}`" for key in action.keys.split(","))
    writing = " ".join(f"`{shown(key)}`" for key in action.writing.split(",") if key)
    return f"| `{action.name}` | {keys} | {writing} | {action.about} |"


# Showing


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ctrl+r", "Ctrl+R"),
        ("question_mark", "?"),
        ("comma", ","),
        ("escape", "Esc"),
        ("f12", "F12"),
        ("f", "f"),
        ("K", "K"),
        ("shift+up", "Shift+↑"),
        ("pagedown", "PgDn"),
    ],
)
def test_a_key_is_shown_as_it_stands_on_the_keyboard(key: str, said: str) -> None:
    assert shown(key) == said


async def test_footer_help_and_palette_say_the_same_of_a_key(study: Study, path: Path) -> None:
    path.write_text("[keys]\nmissed = 'M'\n")
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert footer(app)["M"] == "Missed"
        assert palette(app)["Missed (M)"] == ACTIONS["missed"].about
        await press(pilot, "question_mark")
        assert f"M {ACTIONS['missed'].about}" in " ".join(screen_text(app).split())


async def test_the_help_says_digits_in_a_row_as_the_first_and_the_last(study: Study) -> None:
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter", "question_mark")
        said = " ".join(screen_text(app).split())
        assert "1 to 9 Pick" in said
        assert f"f F2 {ACTIONS['flag'].about}" in said


@pytest.mark.parametrize(("width", "left_out"), [(60, {"Guess", "Certain"}), (120, set())])
async def test_the_footer_leaves_out_what_can_be_spared_before_it_loses_the_help(
    study: Study, width: int, left_out: set[str]
) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(width, 20)) as pilot:
        await press(pilot, "t", "enter", "ctrl+n", "ctrl+n")  # a statement, among others
        said = screen_text(app).splitlines()[-1]
        for label in ("Answer", "Back", "Next", "Hand in", "Leave", "Help", "Guess", "Certain"):
            assert (f" {label}" in said) is (label not in left_out), label


async def test_an_action_with_other_keys_keeps_its_place_in_the_footer_and_in_the_help(
    study: Study, path: Path
) -> None:
    path.write_text("[keys]\nmissed = 'M'\nmore = 'plus'\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert list(footer(app).items())[:3] == [("Enter", "Study"), ("M", "Missed"), ("p", "Practise")]
        await press(pilot, "t")
        assert list(footer(app).items())[:2] == [("Enter", "Begin"), ("←+", "Change")]


async def test_the_palette_does_what_it_offers_where_it_was_opened(study: Study) -> None:
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "browse")
        assert isinstance(app.screen, BrowseScreen)
        await press(pilot, "escape", "enter", "1")
        assert isinstance(app.screen, QuestionScreen)
        assert "Overrule (o)" in palette(app)
        await choose(pilot, "rate hard")
        assert app.screen.sitting.showing is not None
        assert app.screen.sitting.showing.review.rating == 2


async def test_the_palette_offers_nothing_that_does_nothing_here(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        offered = palette(app)
        assert {"Settings (,)", "Theme", "Help (? F1)", "Study (Enter)"} <= offered.keys()
        assert not {"Maximize", "Keys", "Screenshot"} & offered.keys()
        assert not [each for each in offered if each.startswith(("Up", "Option", "Undo"))]
        await press(pilot, "m")
        assert {"Settings", "Back (Esc)"} <= palette(app).keys()


async def test_settings_are_in_the_palette_but_not_on_their_own_screen(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "m")
        await choose(pilot, "settings")
        assert isinstance(app.screen, SettingsScreen)
        assert "Settings" not in palette(app)


async def test_a_text_names_the_key_that_is_set(study: Study, path: Path) -> None:
    path.write_text("[keys]\nsuspend = 'X'\nundo = 'U'\nretry = 'f9'\n")
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "enter")
        asked = app.screen
        assert isinstance(asked, QuestionScreen)
        assert named("{retry} {next}", asked) == "F9 Enter"
        await press(pilot, "X")
        said = screen_text(app)
        assert "takes it back" in said
        assert ("Ctrl+B takes" if app.screen.query(Input) else "U takes") in said


async def test_true_false_and_ratings_are_called_by_the_keys_that_are_set(study: Study, path: Path) -> None:
    path.write_text("[keys]\ntrue = 'y'\nfalse = 'n'\neasy = 'E'\n")
    app = QuizApp(only(study, "australia"))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        assert [row.label for row in app.screen.query_one(Rows).rows] == ["y", "n"]
        await press(pilot, "enter")
        assert "press y or n" in screen_text(app)
        await press(pilot, "n")
        assert "3 Good" in screen_text(app)
        assert "E Easy" in screen_text(app)


async def test_an_option_is_called_by_the_key_that_is_set(study: Study, path: Path) -> None:
    path.write_text("[keys]\noption_1 = 'a'\n")
    app = QuizApp(only(study, "france"))
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "enter")
        first = app.screen.query_one(Rows).rows[0]
        assert first.label == "a"
        await press(pilot, "a")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.sitting.showing is not None
        assert app.screen.sitting.showing.response == Chosen(first.text.plain)


# Other keys


async def test_an_action_has_the_keys_of_the_settings_and_no_others(study: Study, path: Path) -> None:
    path.write_text("[keys]\nmissed = ['M', 'f9']\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "m")
        assert isinstance(app.screen, HomeScreen)
        for key in ("M", "f9"):
            await press(pilot, key)
            assert isinstance(app.screen, MissedScreen)
            await press(pilot, "escape")
        assert notices(app) == []


async def test_two_actions_may_change_places(study: Study, path: Path) -> None:
    path.write_text("[keys]\nmissed = 't'\ntest = 'm'\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "t")
        assert isinstance(app.screen, MissedScreen)
        await press(pilot, "escape", "m")
        assert isinstance(app.screen, AskTest)


async def test_a_key_of_the_app_can_be_changed_and_ctrl_c_stays(study: Study, path: Path) -> None:
    path.write_text("[keys]\nquit = 'Q'\nhelp = 'H'\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "H")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "q")
        assert app.is_running
        await press(pilot, "ctrl+c")
        assert not app.is_running


@pytest.mark.parametrize(("keys", "pressed"), [("'H'", "ctrl+r"), ("['H', 'f9']", "f9")])
async def test_a_letter_set_as_a_key_is_a_letter_where_letters_are_typed(
    study: Study, path: Path, keys: str, pressed: str
) -> None:
    bank = study.library.banks[0]
    japan = next(each for each in bank.questions if each.key.question == "japan")
    hinting = bank._replace(questions=Listed([japan._replace(hint="It was called Edo.")]))
    study.shelf.reload(Library((hinting,)))
    path.write_text(f"[keys]\nhint = {keys}\nstop = 'z'\nhelp = 'y'\n")
    app = QuizApp(only(study, "japan"))
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, "enter", *"Hzy")
        assert app.screen.query_one(Input).value == "Hzy"
        assert "Edo" not in screen_text(app)
        assert {"Esc": "Stop", "F1": "Help"}.items() <= footer(app).items()
        assert not {"z", "y"} & footer(app).keys()
        await press(pilot, pressed)
        assert "Edo" in screen_text(app)


async def test_keys_that_cannot_be_are_told_and_the_action_keeps_its_own(study: Study, path: Path) -> None:
    path.write_text("[keys]\nmissed = 'p'\nmised = 'x'\n")
    app = QuizApp(study)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "m")
        assert isinstance(app.screen, MissedScreen)
        assert notices(app) == [
            f"{path}: keys.mised: there is no such action. Did you mean missed? "
            "The settings (,) show what else cannot be used."
        ]
        await press(pilot, "escape", "comma")
        shown = " ".join(screen_text(app).split())
        assert "keys.mised: there is no such action" in shown
        assert "keys.missed: p is a key of practise on the same screen" in shown


@pytest.mark.parametrize(
    ("action", "keys", "said"),
    [
        ("undo", (), "undo needs a key, and keeps its own."),
        ("hint", ("enterr",), "there is no key “enterr”, so hint keeps its own."),
        ("hint", ("",), "there is no key “”"),
        ("hint", ("ctrl+",), "there is no key “ctrl+”"),
        ("hint", ("k",), "k is a key of up on the same screen"),
        ("hint", ("1",), "1 is a key of option_1 on the same screen"),
        ("hint", ("?",), "? is a key of help on the same screen"),
        ("hint", ("z", "u"), "u is a key of undo on the same screen"),
        ("hint", ("ctrl+c",), "Ctrl+C is a key of"),
        ("hint", ("ctrl+u",), "Ctrl+U is a key of"),
        ("drill", ("end",), "End is a key of last on the same screen"),
        ("x\x1b[2J", ("h",), "there is no such action."),
    ],
)
def test_a_key_that_is_none_or_another_s_is_left_out(action: str, keys: tuple[str, ...], said: str) -> None:
    mapped, (problem,) = keymap({action: keys}, QuizApp)
    assert mapped == {}
    assert said in problem
    assert problem.isprintable()


@pytest.mark.parametrize(
    ("keys", "mapped"),
    [
        ({"hint": (";",)}, {"hint": "semicolon"}),
        ({"hint": ("o",)}, {"hint": "o"}),
        ({"hint": ("Ctrl+Shift+F5",)}, {"hint": "ctrl+shift+f5", "writing.hint": "ctrl+shift+f5"}),
        ({"missed": ("p",), "practise": ("m",)}, {"missed": "p", "practise": "m"}),
        ({"previous": ("u",)}, {"previous": "u,left,ctrl+b"}),
        ({"back": ("Esc", "z")}, {"back": "escape,z", "writing.back": "escape"}),
    ],
)
def test_keys_that_nothing_else_has_at_that_time_are_mapped(
    keys: dict[str, tuple[str, ...]], mapped: dict[str, str]
) -> None:
    assert keymap(keys, QuizApp) == (mapped, [])


def test_two_actions_cannot_both_have_a_key() -> None:
    mapped, (problem,) = keymap({"missed": ("z",), "test": ("z",)}, QuizApp)
    assert list(mapped.values()) == ["z"]
    assert "missed" in problem
    assert "test" in problem


def test_keys_as_they_are_by_default_change_nothing() -> None:
    chosen = {action.name: action.keys.split(",") for action in ACTIONS.values()}
    assert keymap(chosen, QuizApp) == ({}, [])
