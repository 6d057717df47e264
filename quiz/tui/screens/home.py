"""The home screen: every bank with what is due, new and missed in it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quiz import wording
from quiz.errors import ProgressError, QuizError
from quiz.model import Library, Place, Problem
from quiz.sitting import Sitting
from quiz.stats import BankRow, Overview, Range
from quiz.study import BankOrder, Study, grouped
from quiz.tui import sizes, text
from quiz.tui.editing import edit_in
from quiz.tui.flow import Begin, Go
from quiz.tui.keys import WritingScreen, bind, key_of, named
from quiz.tui.widgets.bank_rows import Everything, ListedRow, Target, columns, everything, found, listed, same
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.listing import Listing
from quiz.tui.widgets.search_line import SearchLine
from quiz.tui.widgets.today import AT_ONCE, PAUSE, heading, nothing_in, nothing_now, said_today

if TYPE_CHECKING:
    from quiz.exam import ExamPlan

_PARTS = ("#top", "#today", "#columns", "#banks", "#about")
"""What stands on the page."""


class HomeScreen(WritingScreen[None]):
    """Lists the banks and says what today holds."""

    CSS_PATH = "home.tcss"
    TITLE = "Home"
    HELP = (
        "{study} studies the row that is marked: all that is due and today's new questions, or one bank. "
        "The bar shows how much of a bank you would recall today. {exam} plans for an exam. {order} puts "
        "another bank first; {find} lists only the banks that fit what you type, until {all_banks}. A YAML "
        "file put into your bank folder joins the list when the quiz starts or {reload} reads the files "
        "again; what keeps a file from being used is said at the end of the list, and {study} opens it "
        "there in your editor."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("study", priority=True),
        # What is typed ahead of another screen is meant for that one, so the app itself awaits it.
        bind("missed", priority=True),
        bind("practise", priority=True),
        bind("test", priority=True),
        bind("history", "app.history", show=False),
        bind("browse", priority=True),
        bind("stats", priority=True),
        bind("all_banks"),
        bind("find", tooltip="List only the banks that fit what you type", show=False),
        bind("order", tooltip="Put another bank first", show=False),
        bind("exam", "app.exam"),
        bind("reload", show=False),
        bind("reworded"),
        bind("settings", "app.settings"),
        bind("quit", "app.quit"),
        *(
            bind(
                f"option_{number}", f"go_to({number})", tooltip="Move to the bank of this number", show=False
            )
            for number in range(1, 10)
        ),
    ]

    def __init__(
        self,
        study: Study,
        begin: Go,
        read: Callable[[], Library],
        begin_test: Begin,
        *,
        later: bool = False,
    ) -> None:
        super().__init__()
        self._later = later
        """Something else is shown first, and is not to wait until this is laid out."""
        self._begin = begin
        self._begin_test = begin_test
        self._read = read
        self.study = study
        self._overview: Overview | None = None
        self._rows: list[ListedRow] = []
        """What is listed, and what Enter acts on there."""
        self._shipped: set[str] = set()
        self._opens = False
        """Enter opens a file, and studies nothing."""
        self._order = BankOrder.GIVEN
        self._query = ""
        """What the banks that are listed must fit."""
        self._reworded = 0
        self._planned: ExamPlan | None = None

    def compose(self) -> ComposeResult:
        """Lays out today's load, the banks and what could not be loaded."""
        if self._later:
            return
        with Vertical(id="page"):
            yield Static(id="top")
            yield Static(id="today")
            yield Static(id="columns")
            yield Listing(self._lines, id="banks")
            about = Static(id="about")
            about.display = self.app.size.height >= sizes.TALL
            yield about
        yield KeyLine()

    async def lay_out(self) -> None:
        """Lays out what was left for later."""
        if self._later:
            self._later = False
            await self.recompose()
            if self.is_current:
                self.on_screen_resume()

    def _is_laid_out(self) -> bool:
        """Says whether there is all to show figures in: what is left for later may not be there yet."""
        return all(self.query(part) for part in _PARTS)

    def on_screen_resume(self) -> None:
        """Reads the figures again: a sitting may have changed them."""
        if not self._is_laid_out():
            return
        self._shipped = self.study.shelf.shipped()
        self._planned = self._exam_plan()
        self._look()
        self.set_focus(self.query_one(Listing))

    def _look(self) -> None:
        """Reads the figures of some banks, so that no key has to wait, and goes on with the others soon."""
        if not (self.is_current and self._is_laid_out()):
            return
        self._overview = self.study.overview(planned=self._planned, most=AT_ONCE)
        if self._overview.known:
            self._reworded = len(self.study.shelf.reworded())
        else:
            self.set_timer(PAUSE, self._look)
        self._show()
        self.refresh_bindings()

    def _exam_plan(self) -> "ExamPlan | None":
        try:
            return self.study.exams.plan()
        except QuizError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning", markup=False)
            self.study.habits = self.study.habits._replace(exam=None)
            return None

    def on_resize(self) -> None:
        """Fits the columns to the new width."""
        self._show()

    def _show(self) -> None:
        overview = self._overview
        if overview is None or not self._is_laid_out():
            return
        width = min(self.size.width, text.PAGE) - 4
        today = said_today(overview, self._reworded, self._planned, partial(named, screen=self))
        self.query_one("#top", Static).update(text.drawn(heading(overview, width)))
        self.query_one("#today", Static).update(text.drawn(today))
        self._list(overview, max(20, width - 1))

    def _list(self, overview: Overview, width: int) -> None:
        """Lists the banks, and then what could not be loaded."""
        here, query = self._here(), self._query
        groups = grouped(overview.banks, self._shipped, self._order, query)
        none = f"No bank fits “{query}”. {key_of('all_banks', self)} lists all."
        self._rows = found(overview, groups, width, none) if query else everything(overview, groups, width)
        said = named(listed(self._order), self)
        self.query_one("#columns", Static).update(text.drawn(columns(said, width)))
        targets = [target for _, target in self._rows]
        passed = {place for place, target in enumerate(targets) if target is None}
        kept = (place for place, target in enumerate(targets) if target is not None and same(target, here))
        self.query_one(Listing).show(len(targets), next(kept, 0), passed)
        self.refresh_bindings()

    def _lines(self, places: Sequence[int], _: int) -> Iterable[Content]:
        return [text.drawn(self._rows[place][0]()) for place in places]

    def _here(self) -> Target | None:
        """Returns what is under the cursor."""
        place = self.query_one(Listing).cursor
        return self._rows[place][1] if place < len(self._rows) else None

    @on(Listing.Moved)
    def _say_about(self) -> None:
        here = self._here()
        if isinstance(here, Problem) != self._opens:
            self._opens = not self._opens
            self.refresh_bindings()
        about = self.query_one("#about", Static)
        about.display = self.size.height >= sizes.TALL
        said = here.about if isinstance(here, BankRow) else ""
        about.update(text.fitted(said, max(0, about.content_size.width), text.MUTED))

    @on(Listing.Clicked)
    async def _clicked(self) -> None:
        await self.action_study()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._query = event.value
        self._show()

    async def action_study(self) -> None:
        """Studies everything, or the bank that is marked; opens the file that is."""
        match self._here():
            case Everything():
                await self.begin(self.study.study())
            case BankRow(id=bank):
                await self.begin(self.study.study([bank]), bank)
            case Problem(place=place):
                self._edit(place)
            case None:
                pass

    def _edit(self, place: Place) -> None:
        fault = edit_in(self.app, place)
        if fault:
            self.notify(text.line(fault).plain, severity="warning", markup=False)
        else:
            self.action_reload()

    def action_move(self, by: int) -> None:
        """Moves in the list by rows."""
        self.query_one(Listing).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves in the list by pages."""
        self.query_one(Listing).action_page(by)

    def action_go_to(self, number: int) -> None:
        """Moves to the bank of a number, where it is listed."""
        overview = self._overview
        bank = overview.banks[number - 1] if overview and number <= len(overview.banks) else None
        for place, (_, target) in enumerate(self._rows):
            if bank is not None and target is not None and same(target, bank):
                self.query_one(Listing).action_move_to(place)

    def action_list(self) -> None:
        """Gives the list the keyboard."""
        self.set_focus(self.query_one(Listing))

    async def action_find(self) -> None:
        """Opens the line to type what banks to list."""
        if not self.query(SearchLine):
            line = SearchLine(id="filter", placeholder="Type to list only some banks", compact=True)
            await self.query_one("#page").mount(line, before="#columns")
        self.add_class("-filtering")
        self.set_focus(self.query_one(SearchLine))
        self.refresh_bindings()

    def action_all_banks(self) -> None:
        """Lists all banks again."""
        self._query = self.query_one(SearchLine).value = ""
        self.remove_class("-filtering")
        self.set_focus(self.query_one(Listing))
        self._show()

    def action_order(self) -> None:
        """Goes on to the next order."""
        orders = list(BankOrder)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show()

    async def begin(self, sitting: Sitting, bank: str = "") -> None:
        """Shows the first question of a sitting, or says that there is none.

        Args:
            sitting: The sitting.
            bank: The bank that was asked for; all without one.
        """
        if sitting.current is None:
            overview = self.study.overview([bank] if bank else [])
            said = nothing_in(overview) if bank else nothing_now(overview)
            self.notify(named(said, self), markup=False)
        else:
            await self._begin(sitting)

    def label(self, binding: Binding) -> str:
        """Returns what a key does, in a word."""
        return "Open" if binding.action == "study" and self._opens else super().label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if self._overview is None:
            return False
        if action == "study":
            return self._here() is not None
        if action == "all_banks":
            return self.has_class("-filtering")
        if action in {"missed", "practise", "test", "browse", "stats"} and isinstance(self.focused, Input):
            return False
        return action != "reworded" or bool(self._reworded)

    def action_reload(self) -> None:
        """Reads the bank files again; one that cannot be used now stays as it was."""
        try:
            problems = self.study.shelf.reload(self._read())
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
            return
        said = wording.count(len(self.study.library.banks), "bank")
        self.notify(
            f"Read again: {said}. Some files are left out: see the end of the list."
            if problems
            else f"Read again: {said}.",
            markup=False,
        )
        self.on_screen_resume()

    async def action_reworded(self) -> None:
        """Lists reworded questions, to give them the progress of the old ones."""
        from quiz.tui.screens.reworded import RewordedScreen

        await self.app.push_screen(RewordedScreen(self.study))

    def _chosen(self) -> str:
        here = self._here()
        return here.id if isinstance(here, BankRow) else ""

    async def action_practise(self) -> None:
        """Asks what to practise."""
        from quiz.tui.screens.ask import AskPractice

        await self.app.push_screen(AskPractice(self.study, self._begin, self._chosen()))

    async def action_test(self) -> None:
        """Asks what to test."""
        from quiz.tui.screens.ask import AskTest

        await self.app.push_screen(AskTest(self.study, self._begin_test, self._chosen()))

    async def action_missed(self) -> None:
        """Lists what was missed."""
        from quiz.tui.screens.missed import MissedScreen

        await self.app.push_screen(MissedScreen(self.study, self._begin))

    async def action_browse(self) -> None:
        """Lists every question."""
        from quiz.tui.screens.browse import BrowseScreen

        await self.app.push_screen(BrowseScreen(self.study, self._begin))

    async def action_stats(self, banks: tuple[str, ...] = (), span: Range = Range.YEAR) -> None:
        """Shows the statistics."""
        from quiz.tui.screens.stats import StatsScreen

        await self.app.push_screen(StatsScreen(self.study, banks, span))
