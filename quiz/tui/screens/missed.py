"""The missed screen: every question that was missed and not yet made good, and a drill over them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from quiz import wording
from quiz.model import Confidence, Key
from quiz.store import Miss
from quiz.study import Missed, Order, Study
from quiz.text import one_line
from quiz.tui.flow import Go
from quiz.tui.keys import bind, named
from quiz.tui.labelling import Labelling
from quiz.tui.widgets.entries import missed_entry
from quiz.tui.widgets.entry_list import EntryList
from quiz.tui.widgets.keyline import KeyLine

_ORDERS = {Order.LATEST: "latest first", Order.OFTENEST: "oftenest first", Order.BANK: "by bank"}
_SURE = {Confidence.CERTAIN: "of which you were certain", Confidence.GUESS: "guessed"}

_BOX = range(1, 4)
"""The columns of the box that chooses a question."""


class MissedScreen(Labelling):
    """Lists what was missed."""

    CSS_PATH = "missed.tcss"
    TITLE = "Missed"
    HELP = (
        "Every question that you answered wrong or only partly right, those you were certain of first. "
        "{drill} drills all of them, or those you have chosen with {choose}. {order} changes the order, "
        "{confidence} and {bank} leave some out. A question leaves the list when it is "
        "right the first time it is asked in a later sitting, as in this drill."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("drill", priority=True),
        bind("choose", tooltip="Choose this question for the drill"),
        bind("order"),
        bind("confidence"),
        bind("bank"),
        bind("suspend"),
        bind("bury", key="t,f3"),
        bind("flag"),
        bind("edit"),
        bind("undo", tooltip="Take back the last question put aside"),
        bind("back", "app.pop_screen"),
    ]

    def __init__(self, study: Study, begin: Go, banks: tuple[str, ...] = ()) -> None:
        super().__init__(study)
        self._begin = begin
        self.banks = banks
        self._rows: list[Miss] = []
        self._chosen: set[Key] = set()
        self._title = study.shelf.title
        self._order = Order.LATEST
        self._confidence: Confidence | None = None
        self._bank = ""

    def compose(self) -> ComposeResult:
        """Lays out the head and the list."""
        yield Static(id="head")
        yield EntryList(self._entry, id="list")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Reads the list again: a drill may have changed it."""
        self.read()
        self.set_focus(self.query_one(EntryList))

    def read(self) -> None:
        """Reads the list again."""
        self._rows = [
            row
            for row in self.study.misses(self.banks, self._order)
            if self._confidence in {None, row.confidence} and self._bank in {"", row.key.bank}
        ]
        self._chosen &= {row.key for row in self._rows}
        self._show()

    def _show(self) -> None:
        chosen = f", {len(self._chosen):,} chosen" if self._chosen else ""
        self.query_one("#head", Static).update(self._head() + chosen, layout=False)
        entries = self.query_one(EntryList)
        entries.show(len(self._rows), entries.cursor, none=self._why_none())
        self.refresh_bindings()

    def _why_none(self) -> str:
        if self._confidence or self._bank:
            return named("Nothing missed here; {confidence} and {bank} show the others.", self)
        return named(
            "Nothing missed. What you get wrong is listed here, to be drilled, until it comes out right. "
            "{back} goes back.",
            self,
        )

    def _head(self) -> str:
        if not self._rows:
            return "Missed questions"
        said = wording.count(len(self._rows), "missed question")
        if self._confidence is not None:
            said += f", {_SURE[self._confidence]}"
        if self._bank:
            said += f", {one_line(self._title(self._bank))}"
        return f"{said}, {_ORDERS[self._order]}"

    def _entry(self, index: int, width: int, here: bool) -> Content:
        found = self.study.missed(self._rows[index : index + 1])
        if not found:
            return Content("  Right since, in another window.\n")
        return self._missed(found[0], width, here=here)

    def _missed(self, row: Missed, width: int, *, here: bool) -> Content:
        today = self.study.today
        due = max(row.progress.memory.due, today)
        after = f"missed {wording.count(row.times, 'time')}, last {wording.day(row.miss.day, today)}"
        if row.repeated > 1:
            after = f"you gave this answer {wording.count(row.repeated, 'time')} · {after}"
        if row.progress.leech:
            said = named("{suspend} suspends it, {edit} lets you word it better", self)
            after += f" · forgotten {row.progress.lapses} times: {said}"
        if row.note is not None:
            after += f" · flagged{f': {row.note}' if row.note else ''}"
        after += f" · due {wording.day(due, today)} · {self._title(row.question.key.bank)}"
        tick = f"{'▸' if here else ' '}[{'x' if row.question.key in self._chosen else ' '}] "
        return missed_entry(row.question, row.miss, width, after=after, tick=tick) + Content("\n")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if action == "undo":
            return bool(self._aside)
        if action in {"confidence", "bank"}:
            return bool(self._rows or self._confidence or self._bank)
        acts = {"drill", "choose", "order", "suspend", "bury", "flag", "edit"}
        return action not in acts or bool(self._rows)

    @on(EntryList.Clicked)
    def _clicked(self, event: EntryList.Clicked) -> None:
        if event.line == 0 and event.column in _BOX:
            self.action_choose()

    def action_choose(self) -> None:
        """Chooses the question under the cursor for the drill, or lets it go."""
        row = self._here()
        if row is not None:
            self._chosen ^= {row.key}
            self._show()

    async def action_drill(self) -> None:
        """Goes through all missed questions, or through the chosen ones."""
        listed = [row.key for row in self._rows]
        chosen = [key for key in listed if key in self._chosen] if self._chosen else listed
        if chosen:
            await self._begin(self.study.drill(chosen))

    def action_order(self) -> None:
        """Goes on to the next order."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.read()

    def action_confidence(self) -> None:
        """Shows only those that the learner was certain of, then only guesses, then all."""
        steps = [None, Confidence.CERTAIN, Confidence.GUESS]
        self._confidence = steps[(steps.index(self._confidence) + 1) % len(steps)]
        self.read()

    def action_bank(self) -> None:
        """Shows only the bank of the question under the cursor, or all."""
        row = self._here()
        self._bank = "" if self._bank or row is None else row.key.bank
        self.read()

    def key_here(self) -> Key | None:
        """Returns the key of the question under the cursor."""
        row = self._here()
        return None if row is None else row.key

    def _here(self) -> Miss | None:
        """Returns what is under the cursor."""
        cursor = self.query_one(EntryList).cursor
        return self._rows[cursor] if cursor < len(self._rows) else None
