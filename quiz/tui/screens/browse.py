"""The browse screen: every question, searched while the query is typed, filtered and looked at."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from quiz import wording
from quiz.model import Key, Question
from quiz.plan import by_bank
from quiz.portions import Growing
from quiz.study import Catalogue, Questions, State, Study
from quiz.tui.actions import ACTIONS
from quiz.tui.filtering import Filters
from quiz.tui.finder import Finder
from quiz.tui.flow import Go
from quiz.tui.keys import WritingScreen, bind, named
from quiz.tui.labelling import Labelling
from quiz.tui.screens.choose import ChooseScreen
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
        state: Only questions in this state are listed at first.
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
        bind("choose", show=False, tooltip="Choose this question for practice"),
        bind("practise", tooltip="Practise what is listed, or the chosen ones"),
        bind("flag"),
        bind(
            "bury",
            key="t,f3",
            description="Not today",
            tooltip="Leave this question for today, or not",
            show=False,
        ),
        bind("suspend", tooltip="Never ask this question again, or do"),
        bind("edit", show=False),
        bind("undo", tooltip="Take back the last suspension or burial", show=False),
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

    def __init__(self, study: Study, begin: Go, state: State = State.ANY) -> None:
        super().__init__(study)
        self._begin = begin
        self._filters = Filters(state)
        self._catalogue = Catalogue(Questions({}))
        self._fitting: Collection[int] | None = None
        """What the filters leave; None where that is still to be found out."""
        self._found: Sequence[int] = ()
        """What is listed."""
        self._counted = ""
        """How many that is, as it is said."""
        self._grows = False
        """More may be listed: the first of what fits are."""
        self._finder = Finder(self, self._list_some, self._list)
        self._stay: Question | None = None
        """The question to stay at where it is still listed; None to begin at the top."""
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
        self.watch(self.query_one(Input), "value", lambda: self._search(), init=False)

    def on_screen_resume(self) -> None:
        """Reads what may have changed: the banks are read again elsewhere, and a sitting moves questions."""
        self.read()

    def read(self) -> None:
        """Reads again how the learner stands with the questions, and the banks where they are others."""
        here = self._here()
        catalogue = self.study.catalogue()
        others = catalogue is not self._catalogue
        if others:
            self._catalogue = catalogue
            self._filters.offer(self.study.library.banks)
        self._standing = self.study.standing()
        self._filter(here)
        if others:
            if self._found:
                self._finder.finish()
            self._finder.prepare(catalogue.prepare())
        self.refresh_bindings()

    def _filter(self, here: Question | None) -> None:
        self._fitting = None
        self._show_filters()
        self._search(here)

    def _search(self, stay: Question | None = None) -> None:
        """Lists what fits the query and the filters."""
        self._stay = stay
        self._grows = False
        self._finder.begin(self._find())

    def _find(self) -> Growing[Sequence[int]]:
        if self._fitting is None:
            filters = self._filters
            self._fitting = yield from self._catalogue.fitting(filters.state, filters.wanted, self._standing)
        return (yield from self._catalogue.search(self.query_one(Input).value, self._fitting))

    def _list_some(self, known: Sequence[int] | None) -> None:
        """Lists the first of very many; as long as these are not known, what is listed stays."""
        if known is not None and self._stay is None and not self._grows:
            self._grows = True
            self._counted = f"{len(known):,}+"
            self._show(known, 0)
        elif not self._grows and self._counted != "…":
            self._counted = "…"
            self._show_head()

    def _list(self, found: Sequence[int]) -> None:
        """Lists what fits."""
        self._counted = f"{len(found):,}"
        if self._grows:
            self.query_one(Listing).number = len(found)
            self._show_head()
        else:
            self._show(found, self._row_in(found))

    def _row_in(self, found: Sequence[int]) -> int:
        """Returns the row to be at."""
        here, of = self._stay, self._catalogue.of
        if here is None:
            return 0
        if here.key in of:
            with suppress(ValueError):
                return found.index(of.position(here.key))
        return self.query_one(Listing).cursor

    def _show(self, found: Sequence[int], row: int) -> None:
        some = bool(self._found)
        self._found = found
        self.query_one(Listing).show(len(found), row, none="" if found else self._why_none())
        self._show_head()
        if some != bool(found):
            self.refresh_bindings()

    def _why_none(self) -> str:
        if not self._catalogue.questions:
            return "There is no question: no bank could be read. The home screen says why."
        return self._filters.why_none(self, typed=bool(self.query_one(Input).value.strip()))

    def _here(self) -> Question | None:
        """Returns the question under the cursor."""
        row = self.query_one(Listing).cursor
        return self._catalogue.questions[self._found[row]] if row < len(self._found) else None

    def key_here(self) -> Key | None:
        """Returns the key of the question under the cursor."""
        here = self._here()
        return None if here is None else here.key

    # What is shown

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show_filters()
        self._preview_later()

    def _show_head(self) -> None:
        said = wording.count(len(self._catalogue.questions), "question")
        if not said.startswith(f"{self._counted} "):
            said = f"{self._counted} of {said}"
        if self._chosen:
            said += f", {len(self._chosen):,} chosen"
        self.query_one("#head", Static).update(said, layout=False)

    def _show_filters(self) -> None:
        self.query_one(FilterLine).show(self._filters.all, self.size.width - 4)

    def _lines(self, rows: Sequence[int], width: int) -> Iterable[Content]:
        questions = [self._catalogue.questions[self._found[row]] for row in rows]
        return question_rows(questions, self._standing, width, self._chosen)

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
        record = self._standing.record(question.key, self.study.history(question))
        title = self.study.shelf.title(question.key.bank)
        preview.show(partial(described, question, title, record, self._standing.today))

    @on(Listing.Clicked)
    def _clicked(self, event: Listing.Clicked) -> None:
        if event.column in _BOX:
            self.action_choose()
        elif event.again:
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
        self._finder.finish()
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
        changed, here = self._filters.all[number], self._here()
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

    def action_bank(self) -> None:
        """Lists only the bank of the question under the cursor, or all."""
        here = self._here()
        bank = self._filters.bank
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
        self._finder.finish()
        catalogue = self._catalogue
        asked = (
            by_bank(sorted(key for key in self._chosen if key in catalogue.of))
            if self._chosen
            else catalogue.practised(self._found, self._filters.state, self._standing)
        )
        if asked:
            await self._begin(self.study.practise(asked))
        else:
            self.notify(
                named("All that is listed is put aside: {suspend} and {bury} take it back.", self),
                markup=False,
            )
