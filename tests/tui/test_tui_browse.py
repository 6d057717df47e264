"""The browse screen: searching, filtering, looking at a question, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from textual._compositor import Compositor
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input

from quiz import search
from quiz.bank import read
from quiz.bank.listed import Listed
from quiz.model import Confidence, Key, Library, Mode
from quiz.store import NotSaved, ProgressFile
from quiz.study import Labels, State, Study
from quiz.tui import editing, finder
from quiz.tui.app import QuizApp
from quiz.tui.screens.browse import BrowseScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.widgets.listing import Listing
from quiz.tui.widgets.scrolled import ScrolledText
from tests.support import BANK, Clock, right_response, wrong_responses
from tests.tui.driving import SIZES, notices, press, question_screen, screen_text

FRANCE, NORDIC, AUSTRALIA, JAPAN = (
    Key("capitals", name) for name in ("france", "nordic", "australia", "japan")
)


def answer(study: Study, key: Key, *, right: bool, confidence: Confidence = Confidence.UNSAID) -> None:
    question = study.shelf.questions[key]
    response = right_response(question.kind) if right else wrong_responses(question.kind)[0]
    study.answer(study.drill([question.key]), response, confidence)


def listed(app: QuizApp) -> list[str]:
    """Returns the names of the questions that are listed."""
    assert isinstance(app.screen, BrowseScreen)
    found = app.screen._search
    return [found.catalogue.questions[position].key.question for position in found.found]


def until(state: State) -> list[str]:
    """Returns the keys that have only questions in this state listed."""
    return ["f5"] * list(State).index(state)


@pytest.fixture
def studied(study: Study, clock: Clock) -> Study:
    """France right, the Nordic capitals missed, Australia certain and wrong; Japan is new."""
    answer(study, FRANCE, right=True)
    answer(study, NORDIC, right=False)
    answer(study, AUSTRALIA, right=False, confidence=Confidence.CERTAIN)
    clock.pass_(minutes=1)
    return study


@pytest.mark.parametrize("size", SIZES)
async def test_typing_narrows_the_list_and_the_arrows_move_in_it(study: Study, size: tuple[int, int]) -> None:
    app = QuizApp(study)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "b")
        assert "4 questions" in screen_text(app)
        await press(pilot, *"capital")
        assert listed(app) == ["france", "australia", "japan", "nordic"]
        await press(pilot, "down", "down")
        assert "▸[ ]    What is the capital of Japan?" in screen_text(app)
        await press(pilot, *" jpaan")
        assert listed(app) == ["japan"]
        assert "1 of 4 questions" in screen_text(app)
        await press(pilot, *"xxxx")
        assert "Nothing fits what you typed." in screen_text(app)


async def test_answers_and_tags_are_searched_too(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *"helsinki")
        assert listed(app) == ["nordic"]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (State.ANY, ["france", "nordic", "australia", "japan"]),
        (State.NEW, ["japan"]),
        (State.DUE, ["nordic", "australia"]),
        (State.MISSED, ["nordic", "australia"]),
        (State.CERTAIN, ["australia"]),
        (State.SUSPENDED, []),
        (State.FLAGGED, []),
    ],
)
async def test_only_questions_in_a_state_are_listed(
    studied: Study, clock: Clock, state: State, names: list[str]
) -> None:
    clock.pass_(days=1)
    app = QuizApp(studied)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *until(state))
        assert listed(app) == names


async def test_what_is_put_aside_is_only_suspended_or_flagged(studied: Study, clock: Clock) -> None:
    clock.pass_(days=1)
    for key in (NORDIC, JAPAN):
        studied.labels.suspend(key)
    studied.labels.bury(AUSTRALIA)
    studied.labels.flag(NORDIC, "odd")
    names = {State.ANY: 4, State.SUSPENDED: 2, State.FLAGGED: 1}
    app = QuizApp(studied)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b")
        for state in State:
            assert len(listed(app)) == names.get(state, 0), state
            await press(pilot, "f5")


async def test_the_filters_are_turned_by_keys_and_by_the_mouse_and_say_what_they_hold(studied: Study) -> None:
    app = QuizApp(studied)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b")
        assert "F5 all  F6 all banks  F7 any kind  F8 any tag" in screen_text(app)
        await press(pilot, "f7")
        assert "F7 choice" in screen_text(app)
        assert listed(app) == ["france"]
        await press(pilot, "shift+f7", "shift+f7")
        assert listed(app) == ["japan"]
        await press(pilot, "f5", "f5", "f5")
        assert "No question fits all filters. F5, F7 change them." in screen_text(app)
        await press(pilot, "f7")
        assert listed(app) == ["nordic", "australia"]
        await pilot.click("#filters", offset=(3, 0))
        assert "F5 certain and wrong" in screen_text(app)
        await press(pilot, "f5")
        assert "No question is suspended. F5 shows the others." in screen_text(app)


async def test_one_bank_is_listed_by_the_key_that_does_so_among_the_missed(study: Study) -> None:
    rivers, _ = read(b"bank: rivers\nquestions: [{ask: Where is the Oka?, answer: Russia}]", Path("r.yaml"))
    assert rivers is not None
    study.shelf.reload(Library((*study.library.banks, rivers)))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "end", "b")
        assert len(listed(app)) == 1
        assert "Where is the Oka?" in screen_text(app)
        await press(pilot, "f6", *"all banks", "enter")
        assert len(listed(app)) == 5
        await press(pilot, "f6", *"captials", "enter")
        assert listed(app) == ["france", "nordic", "australia", "japan"]


async def test_tags_filter(study: Study) -> None:
    bank = study.library.banks[0]
    tagged = [each._replace(tags=("europe",)) for each in bank.questions[:2]]
    study.shelf.reload(Library((bank._replace(questions=Listed([*tagged, *bank.questions[2:]])),)))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "f8", "down", "enter")
        assert "F8 europe" in screen_text(app)
        assert listed(app) == ["france", "nordic"]
        await press(pilot, "f8", "up", "enter", *"europe")
        assert "F8 any tag" in screen_text(app)
        assert listed(app) == ["france", "nordic"]


async def test_a_wide_screen_shows_the_question_with_all_there_is_to_know(studied: Study) -> None:
    studied.labels.flag(FRANCE, "check it")
    app = QuizApp(studied)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b")
        for shown in (
            "Answer: Paris",
            "✗ Lyon  Lyon is the third largest city.",
            "✗ Marseille",
            "Paris has been the capital since 987.",
            "Hint: The Seine runs through it.",
            "A. Mapmaker, An atlas, 2020 · page 12",
            "choice · Capitals · capitals.yaml:6",
            "Flagged: check it",
            "Due Wed 25 Nov. Recall falls to 90% within 2 days",
            "✓ today  Paris  missed",
        ):
            assert shown in screen_text(app), shown
        await press(pilot, "down", "down")
        assert "✗ today  true (certain)" in screen_text(app)
        await press(pilot, "down")
        assert "New: not yet studied." in screen_text(app)


async def test_on_a_narrow_screen_enter_opens_the_question_and_closes_it(studied: Study) -> None:
    app = QuizApp(studied)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "down", "enter")
        assert "Answer:" not in screen_text(app)
        await press(pilot, "enter")
        assert "Answer: Oslo; Helsinki" in screen_text(app)
        assert "Enter Close" in screen_text(app)
        await press(pilot, "x")
        assert "Suspended: it is never asked." in screen_text(app)
        await press(pilot, "enter")
        assert "Answer:" not in screen_text(app)
        assert "Enter Read" in screen_text(app)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen.focused, Listing)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_slash_goes_back_to_the_search_and_letters_are_typed_there(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *"pa", "tab", "slash", "backspace", "backspace", "slash", "q")
        assert app.screen.query_one(Input).value == "/q"
        assert study.labels.suspended() == []


async def test_a_question_is_suspended_and_taken_back(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "down", "x")
        assert [each.key for each in study.labels.suspended()] == [NORDIC]
        assert "suspended" in screen_text(app)
        await press(pilot, "x")
        assert study.labels.suspended() == []
        assert not app.screen.check_action("undo", ())
        await press(pilot, "escape", "b", *until(State.NEW), "f4")
        assert listed(app) == ["nordic", "australia", "japan"]
        await press(pilot, "enter", "t", "u")
        assert listed(app) == ["nordic", "australia", "japan"]
        await press(pilot, "u")
        assert study.labels.suspended() == study.labels.buried() == []
        assert listed(app) == ["france", "nordic", "australia", "japan"]


async def test_a_question_is_left_for_today_and_taken_back(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "t")
        assert [each.key for each in study.labels.buried()] == [FRANCE]
        assert "not today" in screen_text(app)
        await press(pilot, "t")
        assert study.labels.buried() == []


async def test_a_flag_has_a_note_and_comes_off_again(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b", "enter", "f", *"odd", "enter")
        assert study.labels.notes() == {FRANCE: "odd"}
        assert "[ ]  ! What is the capital of France?" in screen_text(app)
        assert "Flagged: odd" in screen_text(app)
        await press(pilot, "f")
        assert study.labels.notes() == {}
        await press(pilot, "f", "escape")
        assert study.labels.notes() == {}


async def test_what_cannot_be_saved_is_said(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Labels, key: Key) -> str:
        raise NotSaved("The disk is full.", "Make room.")

    monkeypatch.setattr(Labels, "suspend", fail)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "x")
        assert notices(app) == ["Not saved: The disk is full. Make room."]
        assert not app.screen.check_action("undo", ())


async def test_what_is_listed_is_practised_and_the_list_comes_back(study: Study) -> None:
    study.labels.suspend(FRANCE)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *"what is", "enter", "p")
        sitting = question_screen(app).sitting
        assert sitting.mode is Mode.PRACTISE
        assert [question.key for question in sitting.queue] == [JAPAN]
        await press(pilot, "escape")
        assert listed(app) == ["france", "japan"]


async def test_the_chosen_questions_are_practised(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "space", "down", "down", "space")
        assert "4 questions, 2 chosen" in screen_text(app)
        assert "[x]    What is the capital of France?" in screen_text(app)
        await press(pilot, "slash", *"japan", "enter", "p")
        assert {question.key for question in question_screen(app).sitting.queue} == {FRANCE, AUSTRALIA}


async def test_suspended_questions_are_practised_where_they_alone_are_listed(study: Study) -> None:
    study.labels.suspend(FRANCE)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *"france", "enter", "p")
        assert notices(app) == ["All that is listed is put aside: x and t take it back."]
        await press(pilot, "escape", "b", *until(State.SUSPENDED), "enter", "p")
        assert [question.key for question in question_screen(app).sitting.queue] == [FRANCE]


async def test_a_click_moves_the_cursor_chooses_and_opens(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b")
        await pilot.click("#list", offset=(20, 2))
        assert app.screen.query_one(Listing).cursor == 2
        await pilot.click("#list", offset=(3, 1))
        await pilot.pause()
        assert "4 questions, 1 chosen" in screen_text(app)
        await pilot.click("#list", offset=(20, 9))
        assert app.screen.query_one(Listing).cursor == 1
        await pilot.click("#list", offset=(20, 1))
        await pilot.pause()
        assert "Answer: Oslo; Helsinki" in screen_text(app)


async def test_a_smaller_and_a_wider_window_keep_the_question_in_sight(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b", "end")
        assert "Answer: Paris" in screen_text(app)
        await press(pilot, "enter", "end")
        assert "Answer: Tokyo" in screen_text(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Answer:" not in screen_text(app)
        assert "▸[ ]    What is the capital of Japan?" in screen_text(app)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        await pilot.pause()
        assert "Answer: Tokyo" in screen_text(app)


async def test_a_question_is_edited_and_read_again(
    tmp_path: Path, store: ProgressFile, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "capitals.yaml"
    path.write_text(BANK)
    bank, _ = read(path.read_bytes(), path)
    assert bank is not None
    study = Study(Library((bank,)), store, clock, Random(7))
    faults = iter(["", "The editor ended with 1.", ""])
    texts = iter([BANK.replace("Japan?", "Nippon?"), BANK, "questions: ["])

    def edited(editor: list[str], place: object) -> str:
        path.write_text(next(texts))
        return next(faults)

    monkeypatch.setattr(editing, "edit", edited)
    app = QuizApp(study)
    monkeypatch.setattr(app, "suspend", lambda: _Suspended())
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b", "enter", "end", "e")
        assert "capital of Nippon?" in screen_text(app)
        await press(pilot, "slash", *"nippon")
        assert listed(app) == ["japan"]
        await press(pilot, "enter", "e")
        assert notices(app) == ["The editor ended with 1."]
        await press(pilot, "e")
        assert notices(app)[-1].startswith("The bank stays as it was")


class _Suspended:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


async def test_where_no_editor_can_be_shown_it_is_said(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "e")
        assert notices(app) == ["This terminal cannot make way for an editor."]


async def test_without_any_question_it_is_said_why(study: Study) -> None:
    study.shelf.reload(Library(()))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "down", "p", "x", "f", "space", "enter", "e", "t", "u")
        assert "There is no question: no bank could be read." in screen_text(app)


async def test_foreign_text_is_shown_as_it_stands(study: Study) -> None:
    bank = study.library.banks[0]
    odd = bank.questions[0]._replace(ask="[red]Odd[/]\x1b[31m\n text?", why="[b]why[/b]\x07")
    study.shelf.reload(Library((bank._replace(questions=Listed([odd])),)))
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b")
        assert "[red]Odd[/]␛[31m text?" in screen_text(app)
        assert "[b]why[/b]␇" in screen_text(app)


def many(study: Study, number: int) -> None:
    bank = study.library.banks[0]
    each = bank.questions[0]
    questions = [
        each._replace(key=Key("capitals", str(place)), ask=f"Question {place} of a great many?")
        for place in range(number)
    ]
    study.shelf.reload(Library((bank._replace(questions=Listed(questions)),)))


async def test_of_five_thousand_questions_only_those_in_sight_are_drawn(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(study, 5000)
    drawn: set[int] = set()
    lines = BrowseScreen._lines

    def noted(self: BrowseScreen, rows: Sequence[int], width: int) -> object:
        drawn.update(rows)
        return lines(self, rows, width)

    monkeypatch.setattr(BrowseScreen, "_lines", noted)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter")
        assert "5,000 questions" in screen_text(app)
        await press(pilot, "end")
        assert "▸[ ]    Question 4999 of a great many?" in screen_text(app)
        await press(pilot, "pageup")
        await press(pilot, "slash", *"4321 question")
        assert listed(app) == ["4321"]
        assert "▸[ ]    Question 4321 of a great many?" in screen_text(app)
        assert len(drawn) < 400


async def test_a_letter_does_not_have_the_screen_laid_out(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[object] = []
    reflow = Compositor.reflow

    def counted(self: Compositor, parent: Widget, size: Size) -> object:
        laid_out.append(parent)
        return reflow(self, parent, size)

    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b", "c")
        monkeypatch.setattr(Compositor, "reflow", counted)
        await press(pilot, *"apital", "down", *"xyz", "backspace", "f5")
        assert laid_out == []
        await pilot.resize_terminal(110, 36)
        await pilot.pause()
        assert laid_out


async def test_the_question_takes_the_colours_of_another_theme(study: Study) -> None:
    app = QuizApp(study)
    async with app.run_test(size=(120, 36)) as pilot:
        await press(pilot, "b")
        preview = app.screen.query_one(ScrolledText)
        (dark, *_) = preview.render_line(0)
        app.theme = "tillerson-light"
        await pilot.pause()
        (light, *_) = preview.render_line(0)
        assert light.text == dark.text
        assert light.style != dark.style


@pytest.fixture
def _slow_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has keys have their turn after every few texts."""
    monkeypatch.setattr(search, "_PORTION", 8)
    monkeypatch.setattr(finder, "_AT_ONCE", 0)
    monkeypatch.setattr(finder, "_MEANWHILE", 0)


@pytest.mark.usefixtures("_slow_search")
async def test_a_search_that_takes_long_goes_on_between_the_keys(study: Study) -> None:
    many(study, 500)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", *"quastion")
        assert len(listed(app)) == 500
        await press(pilot, *" 123")
        assert listed(app) == ["123"]
        await press(pilot, "f5")
        assert listed(app) == ["123"]
        app.screen.query_one(Input).value = "great 321"
        assert listed(app) == ["123"]
        await pilot.press("enter", "p")
        await pilot.pause()
        assert [question.key.question for question in question_screen(app).sitting.queue] == ["321"]


@pytest.mark.usefixtures("_slow_search")
async def test_the_first_of_very_many_are_listed_before_the_last_are_found(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MANY", 7)
    many(study, 500)
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b")
        assert isinstance(app.screen, BrowseScreen)
        browse, listing = app.screen._search, app.screen.query_one(Listing)
        browse.finish()
        app.screen.query_one(Input).value = "question"
        while browse._finder._search is not None:
            assert (browse.number, listing.number) == ("8+", 8)
            listing.cursor = 3
            browse._finder._go_on()
        assert (browse.number, listing.number) == ("500", 500)
        assert listing.cursor == 3
        app.screen.query_one(Input).value = "question 12"
        assert (browse.number, listing.number) == ("…", 500)
        browse.finish()
        assert listing.number == len(browse.found) == 15
        assert listing.cursor == 0


async def test_where_the_filters_have_no_room_the_longest_names_are_cut(study: Study) -> None:
    bank = study.library.banks[0]
    study.shelf.reload(Library((bank._replace(title="Capitals of all the countries of the world"),)))
    app = QuizApp(study)
    async with app.run_test(size=(60, 20)) as pilot:
        await press(pilot, "b", "enter", "b")
        assert "  F5 all  F6 Capitals of all the…  F7 any kind  F8 any tag  \n" in screen_text(app)
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert "F6 Capitals of all the countries of the world  F7 any kind" in screen_text(app)
