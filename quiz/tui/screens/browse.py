"""The browse screen: every question, searched while the query is typed, filtered and looked at."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from quiz import wording
from quiz.model import Key, Question
from quiz.study import Study
from quiz.tui.actions import ACTIONS
from quiz.tui.flow import Go
from quiz.tui.keys import WritingScreen, bind, named
from quiz.tui.labelling import Labelling
from quiz.tui.screens.choose import ChooseScreen
from quiz.tui.searching import Search
from quiz.tui.widgets.described import described
from quiz.tui.widgets.filters import FilterLine
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.listing import Listing
from quiz.tui.widgets.question_rows import question_rows
from quiz.tui.widgets.scrolled import ScrolledText
from quiz.tui.widgets.search_line import SearchLine

_BOX = range(1, 4)
"""The columns of the box that chooses a question."""


class BrowseScreen(Labelling, WritingScreen[None]):
    """Lists every question.

    Args:
        study: The banks and the progress.
        begin: Begins a sitting.
    """

    CSS_PATH = "browse.tcss"
    TITLE = "Browse"
    HELP = (
        "Type to search: words in any order, their beginnings are enough, and a small slip does no harm. "
        "The arrows move in the list meanwhile; {list} goes to it, and there letters act on the question "
        "that is marked. {by_state} lists only what is in the next state, suspended or flagged among them, "
        "{by_kind} only the next kind; {by_bank} and {by_tag} find a bank or a tag by typing. Before a "
        "question stands how you last answered it (✓ ~ ✗) and ! where you flagged it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("read"),
        bind("choose", tooltip="Choose this question for practice"),
        bind("practise", tooltip="Practise what is listed, or the chosen ones"),
        bind("flag"),
        bind("bury", key="t,f3", tooltip="Leave this question for today, or not"),
        bind("suspend", tooltip="Never ask this question again, or do"),
        bind("edit"),
        bind("undo", tooltip="Take back the last question put aside"),
        bind("by_state", "change(0, 1)", show=False),
        bind("by_bank", "change(1, 1)", show=False),
        bind("by_kind", "change(2, 1)", show=False),
        bind("by_tag", "change(3, 1)", show=False),
        bind("by_state_back", "change(0, -1)", show=False),
        bind("by_kind_back", "change(2, -1)", show=False),
        bind("bank", show=False),
        bind("find", "search"),
        bind("back"),
    ]

    def __init__(self, study: Study, begin: Go) -> None:
        super().__init__(study)
        self._begin = begin
        self._search = Search(self, self._show, self._show_number)
        self._previews = False
        """The question under the cursor is about to be shown."""
        self._chosen: set[Key] = set()

    def compose(self) -> ComposeResult:
        """Lays out the search, the filters, the list and the preview."""
        yield Static(id="head")
        yield SearchLine(id="search", placeholder="Type to search", compact=True)
        yield FilterLine(id="filters")
        with Horizontal(id="body"):
            yield Listing(self._lines, id="list")
            yield ScrolledText(id="preview")
        yield KeyLine()

    # What there is

    def on_mount(self) -> None:
        """Searches whenever something is typed."""
        # By a message, the list would be drawn a frame after the line.
        self.watch(self.query_one(Input), "value", self._search.type, init=False)

    def on_screen_resume(self) -> None:
        """Reads what may have changed: the banks are read again elsewhere, and a sitting moves questions."""
        self.read()

    def read(self) -> None:
        """Reads again how the learner stands with the questions, and the banks where they are others."""
        self._search.read(self.study, self._here())
        self._show_filters()
        self.refresh_bindings()

    def _here(self) -> Question | None:
        """Returns the question under the cursor."""
        return self._search.question(self.query_one(Listing).cursor)

    def key_here(self) -> Key | None:
        """Returns the key of the question under the cursor."""
        here = self._here()
        return None if here is None else here.key

    # What is shown

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show_filters()
        self._preview_later()

    def _show(self, row: int | None) -> None:
        """Shows what was found; the cursor stays where it is without a row to be at."""
        listing, number = self.query_one(Listing), len(self._search.found)
        some = bool(listing.number)
        listing.show(number, listing.cursor if row is None else row, none="" if number else self._why_none())
        self._show_head()
        if some != bool(number):
            self.refresh_bindings()

    def _why_none(self) -> str:
        if not self._search.catalogue.questions:
            return "There is no question: no bank could be read. The home screen says why."
        return self._search.filters.why_none(self, typed=self._search.types)

    def _show_number(self) -> None:
        """Shows how many were found, as far as that is known."""
        self.query_one(Listing).number = len(self._search.found)
        self._show_head()

    def _show_head(self) -> None:
        said = wording.count(len(self._search.catalogue.questions), "question")
        if not said.startswith(f"{self._search.number} "):
            said = f"{self._search.number} of {said}"
        if self._chosen:
            said += f", {len(self._chosen):,} chosen"
        self.query_one("#head", Static).update(said, layout=False)

    def _show_filters(self) -> None:
        self.query_one(FilterLine).show(self._search.filters.all, self.size.width - 4)

    def _lines(self, rows: Sequence[int], width: int) -> Iterable[Content]:
        questions = [question for row in rows if (question := self._search.question(row))]
        return question_rows(questions, self._search.standing, width, self._chosen)

    @on(Listing.Moved)
    def _moved(self) -> None:
        self._preview_later()

    def _preview_later(self) -> None:
        """Shows the question under the cursor after the list: a key is not to wait for both."""
        if not self._previews:
            self._previews = True
            self.call_after_refresh(self._preview)

    def _preview(self) -> None:
        self._previews = False
        # The screen may have been left meanwhile; where it is shown again, everything is.
        preview = self.query_one(ScrolledText)
        if not self.is_current or not preview.display:
            return
        question = self._here()
        if question is None:
            preview.show(lambda _: Content())
            return
        standing = self._search.standing
        record = standing.record(question.key, self.study.history(question))
        title = self.study.shelf.title(question.key.bank)
        preview.show(partial(described, question, title, record, standing.today))

    @on(Listing.Clicked)
    def _clicked(self, event: Listing.Clicked) -> None:
        if event.column in _BOX:
            self.action_choose()
        elif event.again:
            self.action_read()

    # Keys

    def label(self, binding: Binding) -> str:
        """Returns what a key does, in a word."""
        closes = binding.action == "read" and self.has_class("-reading")
        return "Close" if closes else super().label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if action == "undo":
            return bool(self._aside)
        if action == "search":
            return not isinstance(self.focused, Input)
        acts = {"read", "choose", "practise", "flag", "bury", "suspend", "edit", "list"}
        return action not in acts or bool(self._search.found)

    def action_move(self, by: int) -> None:
        """Moves in the list by rows."""
        self.query_one(Listing).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves in the list by pages."""
        self.query_one(Listing).action_page(by)

    def action_list(self) -> None:
        """Gives the list the keyboard."""
        self._search.finish()
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
            self.set_focus(self.query_one(ScrolledText))

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

    async def action_change(self, number: int, by: int) -> None:
        """Filters by the next choice or by the one before; of many, by one that is found by typing."""
        changed, here = self._search.filters.all[number], self._here()
        if not changed.many:
            changed.turn(by)
            self._filter(here)
            return

        def take(at: int | None) -> None:
            if at is not None:
                changed.choose(at)
                self._filter(here)

        names = [name for name, _ in changed.choices]
        await self.app.push_screen(ChooseScreen(ACTIONS[changed.action].label, names, changed.at), take)

    def _filter(self, here: Question | None) -> None:
        self._show_filters()
        self._search.filter(here)

    def action_bank(self) -> None:
        """Lists only the bank of the question under the cursor, or all."""
        here = self._here()
        bank = self._search.filters.bank
        bank.value = "" if bank.value or here is None else here.key.bank
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
        asked = self._search.practised(self._chosen)
        if asked:
            await self._begin(self.study.practise(asked))
        else:
            self.notify(
                named("All that is listed is put aside: {suspend} and {bury} take it back.", self),
                markup=False,
            )
