"""The browse screen: every question, searched while the query is typed, filtered and looked at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, assert_never

from textual import events, on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widgets import Footer, Input, Static

from quiz import paths, wording
from quiz.errors import ProgressError
from quiz.marking import answer_text, response_text
from quiz.model import (
    Choice,
    Cloze,
    Confidence,
    Key,
    Kind,
    Mark,
    Match,
    Memory,
    Mode,
    Number,
    Option,
    Order,
    Outcome,
    Problem,
    Question,
    Recall,
    Review,
    Select,
    TrueFalse,
    Typed,
)
from quiz.plan import Selection
from quiz.search import Index
from quiz.study import Study
from quiz.tui import text
from quiz.tui.editing import edit
from quiz.tui.flow import Go
from quiz.tui.screens.note import NoteScreen
from quiz.tui.widgets.feedback import source_line

_STYLES = {Outcome.RIGHT: "$text-success", Outcome.PARTLY: "$text-warning", Outcome.WRONG: "$text-error"}
_SURE = {Confidence.CERTAIN: " (certain)", Confidence.GUESS: " (a guess)", Confidence.UNSAID: ""}


class State(StrEnum):
    """How the learner stands with a question; more than one may hold."""

    ANY = "all"
    NEW = "new"
    DUE = "due"
    MISSED = "missed"
    CERTAIN = "certain and wrong"
    SUSPENDED = "suspended"
    FLAGGED = "flagged"


_ALL = {"", State.ANY}
"""The values of filters that leave nothing out."""

_NONE = {
    State.ANY: "There is no question here.",
    State.NEW: "No question is new: you have met them all.",
    State.DUE: "Nothing is due today.",
    State.MISSED: "Nothing missed: every question you answered last came out right.",
    State.CERTAIN: "Nothing was wrong that you were certain of.",
    State.SUSPENDED: "No question is suspended.",
    State.FLAGGED: "No question is flagged.",
}


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the learner stands with all questions."""

    today: date
    memories: Mapping[Key, Memory]
    missed: Mapping[Key, Review]
    """The last review of each question that was wrong or partly right in it."""
    suspended: set[Key]
    buried: set[Key]
    notes: Mapping[Key, str]

    def has(self, state: State, key: Key) -> bool:
        """Says whether a question is in a state; what is put aside is not due, new or missed."""
        active = key not in self.suspended and key not in self.buried
        match state:
            case State.ANY:
                return True
            case State.NEW:
                return active and key not in self.memories
            case State.DUE:
                return active and key in self.memories and self.memories[key].due <= self.today
            case State.MISSED:
                return active and key in self.missed
            case State.CERTAIN:
                return active and key in self.missed and self.missed[key].certain_and_wrong
            case State.SUSPENDED:
                return key in self.suspended
            case State.FLAGGED:
                return key in self.notes
            case _:
                assert_never(state)

    def said(self, key: Key) -> str:
        """Returns when a question comes next, in a word or two."""
        if key in self.suspended:
            return "suspended"
        if key in self.buried:
            return "not today"
        if key not in self.memories:
            return "new"
        due = self.memories[key].due
        return "due" if due <= self.today else wording.day(due, self.today)

    def sign(self, key: Key) -> tuple[str, str]:
        """Returns the sign of the last answer, and its style."""
        if key not in self.memories:
            return " ", ""
        outcome = self.missed[key].outcome if key in self.missed else Outcome.RIGHT
        return wording.SIGNS[outcome], _STYLES[outcome]


@dataclass(slots=True)
class _Filter:
    """One thing to filter by."""

    key: str
    """Turns it on."""
    choices: tuple[tuple[str, str], ...]
    """How each is called, and what it is; the first leaves nothing out."""
    value: str

    @property
    def name(self) -> str:
        """How what is chosen is called."""
        return next((name for name, value in self.choices if value == self.value), self.value)

    def turn(self, by: int) -> None:
        """Chooses the next or the one before, round the ends."""
        values = [value for _, value in self.choices]
        at = values.index(self.value) if self.value in values else 0
        self.value = values[(at + by) % len(values)]


class Listing(ScrollView, can_focus=True):
    """A list of any length, of which only the lines in sight are drawn.

    Args:
        draw: Returns the line of a row, in at most a width in cells.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    Listing {
        width: 1fr;
        height: 1fr;
        padding: 0 1;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;

        & > .listing--here { background: $primary 20%; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--here"}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
    ]

    cursor: reactive[int] = reactive(0)
    """The row that keys act on."""

    class Moved(Message):
        """The cursor is on another row, or the row is another."""

    @dataclass
    class Clicked(Message):
        """The row under the cursor was clicked."""

        box: bool
        """On the box before it."""

    def __init__(self, draw: Callable[[int, int], Content], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._length = 0

    def show(self, length: int, cursor: int) -> None:
        """Shows other rows.

        Args:
            length: How many there are.
            cursor: The row that keys act on; the last one where there are fewer.
        """
        self._length = length
        self.virtual_size = Size(1, length)
        self.action_move_to(min(cursor, length - 1) if length else 0)
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draws one line of those in sight."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= self._length or width <= 0:
            return Strip.blank(max(0, width), self.rich_style)
        style = self.get_visual_style("listing--here") if row == self.cursor else self.visual_style
        (strip,) = Visual.to_strips(self, self._draw(row, width), width, 1, style)
        return strip.extend_cell_length(width, style.rich_style)

    def watch_cursor(self) -> None:
        """Draws the cursor where it is now, and keeps it in sight."""
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._reveal()

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, x_axis=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to a row; a click where it is, or on the box, does more."""
        offset = event.get_content_offset(self)
        row = -1 if offset is None else offset.y + self.scroll_offset.y
        if offset is None or row >= self._length:
            return
        box = 1 <= offset.x <= 3
        if box or row == self.cursor:
            self.post_message(self.Clicked(box))
        self.cursor = row

    def action_move(self, by: int) -> None:
        """Moves the cursor by rows, as far as there are any."""
        self.cursor = max(0, min(self._length - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        """Moves the cursor by pages."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_move_to(self, row: int) -> None:
        """Moves the cursor to the first or last row, or any other."""
        self.cursor = row % self._length if self._length else 0
        self._reveal()


class _Search(Input):
    """The line to type what to look for; the arrows move in the list meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move(-1)", "Up", show=False),
        Binding("down", "screen.move(1)", "Down", show=False),
        Binding("pageup", "screen.page(-1)", "Page up", show=False),
        Binding("pagedown", "screen.page(1)", "Page down", show=False),
        Binding("enter,tab", "screen.list", "To the list", key_display="Enter", tooltip="Go to the list"),
    ]


class BrowseScreen(Screen[None]):
    """Lists every question.

    Args:
        study: The banks and the progress.
        begin: Begins a sitting.
        state: Only questions in this state are listed at first.
    """

    CSS_PATH = "browse.tcss"
    TITLE = "Browse"
    HELP = (
        "Type to search: words in any order, their beginnings are enough, and a small slip does no harm. "
        "The arrows move in the list meanwhile; Enter goes to it, and there letters act on the question that "
        "is marked. F5 to F8 filter, so F5 also lists what is suspended or flagged; with Shift they go back. "
        "Before a question stands how you last answered it (✓ ~ ✗) and ! where you flagged it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", key_display="Enter", tooltip="Read this question, or close it"),
        Binding("space", "choose", "Choose", tooltip="Choose this question for practice", show=False),
        Binding("p", "practise", "Practise", tooltip="Practise what is listed, or the chosen ones"),
        Binding("f,f2", "flag", "Flag", tooltip="Flag this question with a note, or take it off"),
        Binding("t,f3", "bury", "Not today", tooltip="Leave this question for today, or not", show=False),
        Binding("x,f4", "suspend", "Suspend", tooltip="Never ask this question again, or do"),
        Binding("e", "edit", "Edit", tooltip="Open the bank at this question in your editor", show=False),
        Binding("u", "undo", "Undo", tooltip="Take back the last suspension or burial", show=False),
        Binding("f5", "turn(0, 1)", "State", tooltip="Filter by state", show=False),
        Binding("f6", "turn(1, 1)", "Bank", tooltip="Filter by bank", show=False),
        Binding("f7", "turn(2, 1)", "Kind", tooltip="Filter by kind", show=False),
        Binding("f8", "turn(3, 1)", "Tag", tooltip="Filter by tag", show=False),
        *(Binding(f"shift+f{number + 5}", f"turn({number}, -1)", show=False) for number in range(4)),
        Binding("b", "bank", "This bank", tooltip="Only the bank of this question, or all", show=False),
        Binding("slash,tab", "search", "Find", key_display="/", tooltip="Go to the search line"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, study: Study, begin: Go, state: State = State.ANY) -> None:
        super().__init__()
        self._begin = begin
        self.study = study
        self._state = _Filter("F5", tuple((each.value, each.value) for each in State), state.value)
        self._bank = _Filter("F6", (), "")
        self._kind = _Filter("F7", (), "")
        self._tag = _Filter("F8", (), "")
        self._filters = (self._state, self._bank, self._kind, self._tag)
        self._questions: list[Question] = []
        self._index = Index(())
        self._fit: set[int] | None = None
        """The positions of the questions that the filters leave; None where they leave all."""
        self._found: Sequence[int] = ()
        self._query = ""
        self._chosen: set[Key] = set()
        self._aside: list[tuple[Key, str]] = []
        """What was put aside here, and the ids of the events by which it was."""

    def compose(self) -> ComposeResult:
        """Lays out the search, the filters, the list and the preview."""
        yield Static(id="head")
        yield _Search(id="search", placeholder="Type to search", compact=True)
        yield Static(id="filters")
        yield Static(id="none")
        with Horizontal(id="body"):
            yield Listing(self._row, id="list")
            with VerticalScroll(id="preview"):
                yield Static(id="question")
        yield Footer(show_command_palette=False)

    # What there is

    def on_screen_resume(self) -> None:
        """Reads what may have changed: the banks are read again elsewhere, and a sitting moves questions."""
        self._read()

    def _read(self) -> None:
        here = self._here()
        questions = list(self.study.shelf.questions.values())
        if questions != self._questions:
            self._questions = questions
            self._index = Index(_searched(question) for question in questions)
            self._name_filters()
        self._standing = _standing(self.study)
        self._filter(here)

    def _name_filters(self) -> None:
        banks = tuple((bank.title, bank.id) for bank in self.study.library.banks)
        kinds = sorted({question.kind.name for question in self._questions})
        tags = sorted({tag for question in self._questions for tag in question.tags})
        self._bank.choices = (("all banks", ""), *banks)
        self._kind.choices = (("any kind", ""), *((kind, kind) for kind in kinds))
        self._tag.choices = (("any tag", ""), *((tag, tag) for tag in tags))
        for each in self._filters:
            each.turn(0)

    def _filter(self, here: Question | None = None) -> None:
        state = State(self._state.value)
        wanted = Selection(
            *((each.value,) if each.value else () for each in (self._bank, self._tag, self._kind))
        )
        if state is State.ANY and wanted == Selection():
            self._fit = None
        else:
            self._fit = {
                position
                for position, question in enumerate(self._questions)
                if self._standing.has(state, question.key) and wanted.has(question)
            }
        self._search(here)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self.query_one(Input).value != self._query:
            self._search()

    def _search(self, here: Question | None = None) -> None:
        """Lists what fits the query and the filters.

        Args:
            here: The question to stay at where it is still listed; None to begin at the top.
        """
        self._query = self.query_one(Input).value
        found = self._index.find(self._query)
        self._found = found if self._fit is None else [each for each in found if each in self._fit]
        listing = self.query_one(Listing)
        cursor = listing.cursor if here is not None else 0
        if here is not None:
            keys = (row for row, each in enumerate(self._found) if self._questions[each].key == here.key)
            cursor = next(keys, cursor)
        none = self.query_one("#none", Static)
        none.display = not self._found
        none.update("" if self._found else self._why_none())
        listing.show(len(self._found), cursor)
        self._show_head()
        self.refresh_bindings()

    def _why_none(self) -> str:
        narrowed = any(each.value for each in self._filters[1:])
        if not self._questions:
            return "There is no question: no bank could be read."
        if not self._query.strip() and not narrowed:
            return f"{_NONE[State(self._state.value)]} F5 shows the others."
        said = "Nothing fits what you typed." if self._query.strip() else "No question fits all filters."
        keys = [each.key for each in self._filters if each.value not in _ALL]
        return f"{said} {', '.join(keys)} leave out others." if keys else said

    def _here(self) -> Question | None:
        """Returns the question under the cursor."""
        row = self.query_one(Listing).cursor
        return self._questions[self._found[row]] if row < len(self._found) else None

    # What is shown

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show_head()
        self.call_after_refresh(self._preview)

    def _show_head(self) -> None:
        said = wording.count(len(self._questions), "question")
        if len(self._found) != len(self._questions):
            said = f"{len(self._found):,} of {said}"
        if self._chosen:
            said += f", {len(self._chosen):,} chosen"
        self.query_one("#head", Static).update(said)
        room = max(9, (self.size.width - 10) // 4 - 3)
        parts = [
            Content.assemble(
                (f"{each.key} ", text.MUTED),
                text.line(each.name, "bold" if each.value not in _ALL else "").truncate(room, ellipsis=True),
            ).stylize(Style.from_meta({"@click": f"screen.turn({number}, 1)"}))
            for number, each in enumerate(self._filters)
        ]
        self.query_one("#filters", Static).update(Content("  ").join(parts))

    def _row(self, row: int, width: int) -> Content:
        question = self._questions[self._found[row]]
        here = row == self.query_one(Listing).cursor
        said = self._standing.said(question.key)
        ask = text.fitted(question.ask, max(4, width - 10 - len(said)))
        return Content.assemble(
            ("▸" if here else " ", "$primary bold"),
            f"[{'x' if question.key in self._chosen else ' '}] ",
            self._standing.sign(question.key),
            "!" if question.key in self._standing.notes else " ",
            " ",
            ask,
            " ",
            (said, text.MUTED),
        )

    @on(Listing.Moved)
    def _preview(self) -> None:
        question = self._here()
        if not self.query_one("#preview").display:
            return
        if question is None:
            self.query_one("#question", Static).update("")
            return
        history = self.study.history(question)
        shown = _described(question, self.study.shelf.title(question.key.bank), self._standing, history)
        self.query_one("#question", Static).update(shown)
        self.query_one("#preview", VerticalScroll).scroll_home(animate=False)

    @on(Listing.Clicked)
    def _clicked(self, event: Listing.Clicked) -> None:
        if event.box:
            self.action_choose()
        else:
            self.action_read()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if action == "undo":
            return bool(self._aside)
        if action == "search":
            return not isinstance(self.focused, Input)
        acts = {"read", "choose", "practise", "flag", "bury", "suspend", "edit", "list"}
        return action not in acts or bool(self._found)

    def action_move(self, by: int) -> None:
        """Moves in the list by rows."""
        self.query_one(Listing).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves in the list by pages."""
        self.query_one(Listing).action_page(by)

    def action_list(self) -> None:
        """Gives the list the keyboard."""
        self._typed()
        self.set_focus(self.query_one(Listing))

    def action_search(self) -> None:
        """Gives the search line the keyboard."""
        self._close()
        self.set_focus(self.query_one(Input))

    def action_read(self) -> None:
        """Gives the question under the cursor the whole screen, or closes it."""
        if self.has_class("-reading"):
            self._close()
        else:
            self.add_class("-reading")
            self._preview()
            self.set_focus(self.query_one("#preview"))

    def _close(self) -> None:
        if self.has_class("-reading"):
            self.remove_class("-reading")
            self.set_focus(self.query_one(Listing))

    def action_back(self) -> None:
        """Closes the question that is read, or the screen."""
        if self.has_class("-reading"):
            self._close()
        else:
            self.app.pop_screen()

    def action_turn(self, number: int, by: int) -> None:
        """Filters by the next choice, or by the one before."""
        self._filters[number].turn(by)
        self._filter(self._here())

    def action_bank(self) -> None:
        """Lists only the bank of the question under the cursor, or all."""
        here = self._here()
        self._bank.value = "" if self._bank.value or here is None else here.key.bank
        self._filter(here)

    def action_choose(self) -> None:
        """Chooses the question under the cursor for practice, or lets it go."""
        here = self._here()
        if here is not None:
            self._chosen ^= {here.key}
            self.query_one(Listing).refresh()
            self._show_head()

    async def action_practise(self) -> None:
        """Practises the chosen questions, or what is listed; what is put aside only where it is meant."""
        self._typed()
        if self._chosen:
            asked = [question for question in self._questions if question.key in self._chosen]
        else:
            asked = [self._questions[position] for position in self._found]
            if self._state.value != State.SUSPENDED:
                aside = self._standing.suspended | self._standing.buried
                asked = [question for question in asked if question.key not in aside]
        if asked:
            await self._begin(self.study.practise(asked))
        else:
            self.notify("All that is listed is put aside: x and t take it back.", markup=False)

    def action_suspend(self) -> None:
        """Suspends the question under the cursor, or takes it back in."""
        labels = self.study.labels
        self._put_aside(
            self._standing.suspended, labels.suspend, labels.resume, "Suspended. u takes it back."
        )

    def action_bury(self) -> None:
        """Leaves the question under the cursor for today, or takes it back in."""
        labels = self.study.labels
        self._put_aside(self._standing.buried, labels.bury, labels.unbury, "Left for today. u takes it back.")

    def _put_aside(
        self, there: set[Key], put: Callable[[Key], str], take: Callable[[Key], None], said: str
    ) -> None:
        here = self._here()
        if here is None:
            return
        key = here.key
        if key in there:
            if self._write(lambda: take(key)):
                self._aside = [each for each in self._aside if each[0] != key]
                self.notify("Taken back in.", markup=False)
        elif self._write(lambda: self._aside.append((key, put(key)))):
            self.notify(said, markup=False)
        self._read()

    def action_undo(self) -> None:
        """Takes back the last suspension or burial of this screen."""
        if self._aside and self._write(lambda: self.study.labels.take_back(self._aside[-1][1])):
            self._aside.pop()
            self._read()

    async def action_flag(self) -> None:
        """Flags the question under the cursor with a note, or takes its flag off."""
        here = self._here()
        if here is None:
            return
        key = here.key
        if key not in self._standing.notes:
            await self.app.push_screen(NoteScreen(), lambda note: self._flag(key, note))
        elif self._write(lambda: self.study.labels.unflag(key)):
            self._read()

    def _flag(self, key: Key, note: str | None) -> None:
        if note is not None and self._write(lambda: self.study.labels.flag(key, note)):
            self._read()

    def action_edit(self) -> None:
        """Opens the bank in the editor at the question under the cursor, and reads it again."""
        here = self._here()
        bank = self.study.shelf.bank(here) if here is not None else None
        if here is None or bank is None:
            return
        try:
            with self.app.suspend():
                fault = edit(paths.editor(), here.place)
        except SuspendNotSupported:
            fault = "This terminal cannot make way for an editor."
        problems: list[Problem] = []
        if not fault and self._write(lambda: problems.extend(self.study.shelf.reread(bank))) and problems:
            fault = f"The bank stays as it was: {problems[0]}"
        if fault:
            self.notify(text.line(fault).plain, severity="warning", markup=False)
        self._read()

    def _write(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
            return False
        return True


def _standing(study: Study) -> _Standing:
    store, labels = study._store, study.labels
    return _Standing(
        today=study.today,
        memories=store.memories(),
        missed={each.key: each.last for each in store.missed()},
        suspended={each.key for each in labels.suspended()},
        buried={each.key for each in labels.buried()},
        notes=labels.notes(),
    )


def _searched(question: Question) -> str:
    return " ".join((question.ask, answer_text(question.kind), *question.tags))


# The preview


def _described(question: Question, bank: str, standing: _Standing, history: Sequence[Review]) -> Content:
    """Returns all there is to know of a question, with its answer."""
    kind = question.kind
    why, source = text.content(question.why), text.line(source_line(question))
    parts = [
        text.content(question.ask, "bold"),
        _labelled("Answer", text.line(answer_text(kind))),
        _labelled("Also right", text.line("; ".join(_also(kind)))),
        _wrong(kind),
        why,
        _labelled("Hint", text.content(question.hint)),
        source.stylize(text.MUTED),
        _filed(question, bank),
        _placed(question.key, standing),
        _reviewed(kind, history, standing.today),
    ]
    return Content("\n\n").join(part for part in parts if part)


def _labelled(label: str, said: Content) -> Content:
    return Content.assemble((f"{label}: ", text.MUTED), said) if said else said


def _also(kind: Kind) -> tuple[str, ...]:
    return kind.accept if isinstance(kind, Typed) else ()


def _wrong(kind: Kind) -> Content:
    """Returns the wrong answers that the author lists, each with its reason."""
    sign, style = text.MARKS[Mark.WRONG]
    lines = [
        Content.assemble(
            (f"{sign} ", style),
            text.line(option.text),
            Content("  ") + text.line(option.because, text.MUTED) if option.because else "",
        )
        for option in _lures(kind)
    ]
    return Content("\n").join(lines)


def _lures(kind: Kind) -> tuple[Option, ...]:
    match kind:
        case Choice(wrong=wrong) | Select(wrong=wrong) | Typed(reject=wrong):
            return wrong
        case Match(wrong=lures):
            return tuple(Option(lure) for lure in lures)
        case TrueFalse() | Number() | Cloze() | Order() | Recall():
            return ()
        case _:
            assert_never(kind)


def _filed(question: Question, bank: str) -> Content:
    """Returns where a question stands: kind, bank, tags, file and line."""
    tags = [f"tags {', '.join(question.tags)}"] if question.tags else []
    place = f"{question.place.path.name}:{question.place.line}"
    return text.line(" · ".join([question.kind.name, bank, *tags, place]), text.MUTED)


def _placed(key: Key, standing: _Standing) -> Content:
    """Returns the state of a question in words."""
    said = []
    if key in standing.suspended:
        said.append("Suspended: it is never asked.")
    if key in standing.buried:
        said.append("Left for today.")
    if key in standing.notes:
        note = standing.notes[key]
        said.append(f"Flagged: {note}" if note else "Flagged.")
    memory = standing.memories.get(key)
    if memory is None:
        said.append("New: not yet studied.")
    elif key not in standing.suspended:
        days = wording.count(max(1, round(memory.stability)), "day")
        said.append(
            f"Due {wording.day(max(memory.due, standing.today), standing.today)}. Recall falls to 90% within "
            f"{days} of a review; difficulty {round(memory.difficulty)} of 10."
        )
    return Content("\n").join(text.line(each) for each in said)


def _reviewed(kind: Kind, history: Sequence[Review], today: date) -> Content:
    """Returns every review of a question, the latest first."""
    lines = [
        Content.assemble(
            (f"{wording.SIGNS[review.outcome]} ", _STYLES[review.outcome]),
            (f"{wording.day(review.day, today)}  ", text.MUTED),
            text.line(response_text(kind, review.response) + _SURE[review.confidence]),
            ("" if review.mode is Mode.STUDY else f"  {review.mode}", text.MUTED),
        )
        for review in reversed(history)
    ]
    if not lines:
        return Content("")
    return Content("\n").join([Content.styled("Reviews", "bold"), *lines])
