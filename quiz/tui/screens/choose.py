"""A small window to choose one of many by typing."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from quiz.folding import searchable
from quiz.search import Index
from quiz.tui import text
from quiz.tui.finder import Finder
from quiz.tui.keys import WritingScreen, bind
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.listing import Listing
from quiz.tui.widgets.search_line import SearchLine

_AROUND = 10
"""Lines around the list: of the window, and of what it stands on."""


class ChoiceLine(SearchLine):
    """The line to type on; Enter takes what is found."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("accept", "screen.take", description="Choose")]


class ChooseScreen(WritingScreen[int | None], ModalScreen[int | None]):
    """Gives back which one is chosen, or None where the learner thinks better of it.

    Args:
        title: What is chosen.
        choices: How each is called.
        at: The one that is chosen now.
    """

    CSS_PATH = "choose.tcss"
    TITLE = "Choose"
    HELP = (
        "Type to find it: words in any order, their beginnings are enough, and a small slip does no harm. "
        "{up} and {down} move, {accept} chooses, {back} leaves all as it was."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "dismiss(None)", description="Cancel", tooltip="Leave it as it was"),
        bind("help", "app.help", tooltip="Explain this window and its keys"),
    ]

    def __init__(self, title: str, choices: Sequence[str], at: int) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._at = at
        self._index = Index(map(searchable, choices))
        self._found: Sequence[int] = range(len(choices))
        self._finder = Finder(self, lambda _: None, self._list)

    def compose(self) -> ComposeResult:
        """Lays out the line and the list."""
        with VerticalGroup(id="window"):
            yield Static(self._title, id="title", markup=False)
            yield ChoiceLine(placeholder="Type to find", compact=True)
            yield Listing(self._lines, id="choices")
        yield KeyLine()

    def on_mount(self) -> None:
        """Lists all."""
        listing = self.query_one(Listing)
        listing.can_focus = False
        self.watch(self.query_one(Input), "value", self._typed, init=False)
        listing.show(len(self._found), self._at)
        self._finder.prepare(self._index.prepare())

    def on_resize(self) -> None:
        """Gives the list as much room as it needs and there is."""
        room = max(1, self.size.height - _AROUND)
        self.query_one(Listing).styles.height = min(len(self._choices), room)

    def _typed(self, query: str) -> None:
        self._finder.begin(self._index.search(query))

    def _list(self, found: Sequence[int]) -> None:
        self._found = found
        none = f"There is none like “{self.query_one(Input).value.strip()}”."
        self.query_one(Listing).show(len(found), 0, none=none)

    def _lines(self, rows: Sequence[int], width: int) -> Iterable[Content]:
        for row in rows:
            at = self._found[row]
            box = "(•) " if at == self._at else "( ) "
            yield Content(box) + text.line(self._choices[at]).truncate(width - len(box), ellipsis=True)

    @on(Listing.Clicked)
    def _clicked(self) -> None:
        self.action_take()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves the keyboard to the line."""
        return action != "list"

    def action_move(self, by: int) -> None:
        """Moves in the list by rows."""
        self.query_one(Listing).action_move(by)

    def action_page(self, by: int) -> None:
        """Moves in the list by pages."""
        self.query_one(Listing).action_page(by)

    def action_take(self) -> None:
        """Takes what is under the cursor."""
        self._finder.finish()
        row = self.query_one(Listing).cursor
        if row < len(self._found):
            self.dismiss(self._found[row])
