"""The missed screen: every question last answered wrong or partly right, and a drill over them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from quiz import wording
from quiz.model import Key
from quiz.study import Missed, Study
from quiz.tui.flow import Go
from quiz.tui.widgets.entries import missed_entry


class MissedScreen(Screen[None]):
    """Lists what was missed."""

    CSS_PATH = "missed.tcss"
    TITLE = "Missed"
    HELP = (
        "Every question that you last answered wrong or only partly right, those you were certain of first. "
        "Enter drills all of them, or those you have chosen with the space bar. A question leaves the list "
        "when you answer it right."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "drill",
            "Drill",
            key_display="Enter",
            tooltip="Go through all of them, or through the chosen ones",
            priority=True,
        ),
        Binding("space", "choose", "Choose", tooltip="Choose this question for the drill"),
        Binding("escape", "app.pop_screen", "Back"),
    ]

    def __init__(self, study: Study, begin: Go, banks: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._begin = begin
        self.study = study
        self.banks = banks
        self._rows: list[Missed] = []
        self._chosen: set[Key] = set()
        self._signed = 0
        self._title = study.shelf.title

    def compose(self) -> ComposeResult:
        """Lays out the head and the list."""
        yield Static(id="head")
        yield OptionList(id="list", markup=False)
        yield Static("Nothing missed: every question you answered last came out right.", id="none")
        yield Footer(show_command_palette=False)

    def on_screen_resume(self) -> None:
        """Reads the list again: a drill may have changed it."""
        self._rows = self.study.missed(self.banks)
        self._chosen &= {row.question.key for row in self._rows}
        self._show()
        self.set_focus(self.query_one(OptionList))

    def on_resize(self) -> None:
        """Wraps the texts anew."""
        self._show()

    def _show(self) -> None:
        rows = self.query_one(OptionList)
        rows.display = bool(self._rows)
        self.query_one("#none").display = not self._rows
        chosen = f", {len(self._chosen):,} chosen" if self._chosen else ""
        self.query_one("#head", Static).update(f"{wording.count(len(self._rows), 'missed question')}{chosen}")
        highlighted = rows.highlighted
        width = max(20, self.size.width - 6)
        rows.clear_options()
        self._signed = max(0, min(highlighted or 0, len(self._rows) - 1))
        rows.add_options(
            Option(self._entry(row, width, here=index == self._signed))
            for index, row in enumerate(self._rows)
        )
        if self._rows:
            rows.highlighted = self._signed
        self.refresh_bindings()

    def _entry(self, row: Missed, width: int, *, here: bool) -> Content:
        last = row.progress.last
        today = self.study.today
        due = max(row.progress.memory.due, today)
        after = f"missed {wording.count(row.times, 'time')}, last {wording.day(last.day, today)}"
        after += f" · due {wording.day(due, today)} · {self._title(row.question.key.bank)}"
        tick = f"{'▸' if here else ' '}[{'x' if row.question.key in self._chosen else ' '}] "
        return missed_entry(row.question, last, width, after=after, tick=tick) + Content("\n")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        return action not in {"drill", "choose"} or bool(self._rows)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        width = max(20, self.size.width - 6)
        for index in {self._signed, event.option_index}:
            if index < min(event.option_list.option_count, len(self._rows)):
                entry = self._entry(self._rows[index], width, here=index == event.option_index)
                event.option_list.replace_option_prompt_at_index(index, entry)
        self._signed = event.option_index

    @on(OptionList.OptionSelected)
    async def _clicked(self) -> None:
        await self.action_drill()

    def action_choose(self) -> None:
        """Chooses the question under the cursor for the drill, or lets it go."""
        rows = self.query_one(OptionList)
        if rows.highlighted is not None:
            self._chosen ^= {self._rows[rows.highlighted].question.key}
            self._show()

    async def action_drill(self) -> None:
        """Goes through all missed questions, or through the chosen ones."""
        chosen = [row.question for row in self._rows if not self._chosen or row.question.key in self._chosen]
        if chosen:
            await self._begin(self.study.drill(chosen))
