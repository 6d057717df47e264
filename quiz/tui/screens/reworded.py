"""The screen of reworded questions: each lost wording beside the question that is most like it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz import wording
from quiz.errors import ProgressError
from quiz.model import Reworded
from quiz.study import Study
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets.keyline import KeyLine


class RewordedScreen(Screen[None]):
    """Offers to hand the progress of lost questions to those that are like them."""

    CSS_PATH = "reworded.tcss"
    TITLE = "Reworded questions"
    HELP = (
        "These questions have no id, so the quiz knows them by their wording, and that was changed. {same} "
        "gives the new wording the progress of the old one; {different} says that they are two questions, "
        "and the old one rests. {undo} takes the last of it back. With an id in the bank, any word may "
        "change and nothing is lost: `tillerson-quiz check --fix FILE` writes them in."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("same", "link", priority=True),
        bind("different", "decline"),
        bind("undo", tooltip="Take the last decision back"),
        bind("back", "app.pop_screen"),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._offers: list[Reworded] = []
        self._done: list[str] = []
        """The ids of the events of this screen."""

    def compose(self) -> ComposeResult:
        """Lays out the head and the list."""
        yield Static("Is it still the same question?", id="head")
        yield OptionList(id="list", markup=False)
        yield Static("Every question you know is where it was.", id="none")
        yield KeyLine()

    def on_mount(self) -> None:
        """Lists what there is."""
        self._show()

    def on_resize(self) -> None:
        """Wraps the texts anew."""
        self._show()

    def _show(self) -> None:
        self._offers = self.study.shelf.reworded()
        rows = self.query_one(OptionList)
        rows.display = bool(self._offers)
        self.query_one("#none").display = not self._offers
        at = min(rows.highlighted or 0, max(0, len(self._offers) - 1))
        rows.clear_options()
        rows.add_options(
            Option(self._entry(offer, here=index == at)) for index, offer in enumerate(self._offers)
        )
        if self._offers:
            rows.highlighted = at
            self.set_focus(rows)
        self.refresh_bindings()

    def _entry(self, offer: Reworded, *, here: bool) -> Content:
        width = max(20, self.size.width - 6)
        sign = Content("▸ " if here else "  ")
        lines = text.hang(
            sign + Content.styled("was  ", text.MUTED), text.line(offer.wording, text.MUTED), width
        )
        lines += text.hang(Content.styled("  now  ", text.MUTED), text.line(offer.new.ask, "bold"), width)
        said = f"{wording.percent(offer.alike)} alike · {self.study.shelf.title(offer.new.key.bank)}"
        lines += text.hang(Content.blank(7), text.line(said, text.MUTED), width)
        return Content("\n").join(lines) + Content("\n")

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        for index, offer in enumerate(self._offers[: event.option_list.option_count]):
            entry = self._entry(offer, here=index == event.option_index)
            event.option_list.replace_option_prompt_at_index(index, entry)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if action == "undo":
            return bool(self._done)
        return action not in {"link", "decline"} or bool(self._offers)

    def _decide(self, *, same: bool) -> None:
        index = self.query_one(OptionList).highlighted
        if index is None or index >= len(self._offers):
            return
        offer = self._offers[index]
        try:
            event = self.study.shelf.relink(offer) if same else self.study.labels.suspend(offer.old)
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
            return
        self._done.append(event)
        self._show()

    def action_link(self) -> None:
        """Gives the question its old progress."""
        self._decide(same=True)

    def action_decline(self) -> None:
        """Lets the lost question rest."""
        self._decide(same=False)

    def action_undo(self) -> None:
        """Takes the last decision back."""
        try:
            self.study.shelf.undo(self._done[-1])
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
        else:
            self._done.pop()
            self._show()
