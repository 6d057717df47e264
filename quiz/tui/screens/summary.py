"""The summary: the score of a sitting, and what was missed in it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz import wording
from quiz.errors import ProgressError
from quiz.model import Reviewed
from quiz.sitting import Sitting
from quiz.stats import Overview
from quiz.steps import tally
from quiz.study import Study
from quiz.tui import text
from quiz.tui.flow import Go, MakesWay
from quiz.tui.keys import bind, named
from quiz.tui.widgets.entries import BESIDE, bank_score, missed_entry, outcomes
from quiz.tui.widgets.growing import Growing
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.today import AT_ONCE, PAUSE

_BAR = 10
"""The width of the bar of the score, in cells."""


class SummaryScreen(MakesWay, Screen[None]):
    """Says how a sitting went."""

    CSS_PATH = "summary.tcss"
    TITLE = "Summary"
    HELP = (
        "The score counts your first answer to each question. What was missed is listed with your answer "
        "beside the right one; {missed_again} goes through those questions again, now. They come back by "
        "themselves too, on the day that is shown on the home screen."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("done", "home"),
        bind("missed_again", "again"),
        bind("undo"),
        bind("up", "scroll(-1)", show=False),
        bind("down", "scroll(1)", show=False),
    ]

    def __init__(self, study: Study, sitting: Sitting, begin: Go) -> None:
        super().__init__()
        self._begin = begin
        self.study = study
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """Lays out the score, the banks and the missed questions."""
        with VerticalScroll(id="body"):
            yield Static(id="score")
            yield Static(id="banks")
            yield Growing(id="missed")
        yield KeyLine()

    def on_mount(self) -> None:
        """Shows the figures."""
        self._look()
        self._show()

    def _look(self) -> None:
        """Says how it went at once, and what is still due as soon as that is known."""
        overview = self.study.overview(most=AT_ONCE)
        self.query_one("#score", Static).update(self._score(overview))
        if not overview.known:
            self.set_timer(PAUSE, self._look)

    def on_resize(self) -> None:
        """Wraps the texts anew."""
        self._show()

    def _show(self) -> None:
        self.query_one("#banks", Static).update(self._banks())
        self.query_one(Growing).show(self._missed())

    def _score(self, overview: Overview) -> Content:
        result = self.sitting.score
        if not result.answered:
            return Content(named("Nothing was answered in this sitting. {done} goes back.", self))
        notes = [f"{wording.count(result.answered, 'question')} in {wording.duration(self.sitting.spent)}"]
        notes += wording.after_sitting(overview, time_is_up=self.study.time_is_up(self.sitting))
        return Content.assemble(
            (wording.percent(result.score), "bold"),
            "  ",
            text.bar(result.score, _BAR),
            "  ",
            outcomes(result.right, result.partly, result.wrong),
            "\n",
            (" · ".join(notes), text.MUTED),
        )

    def _banks(self) -> Content:
        by_bank: dict[str, list[Reviewed]] = defaultdict(list)
        for answer in self.sitting.first_answers:
            by_bank[answer.key.bank].append(answer)
        width = max(16, min(48, self.size.width - 5 - BESIDE))
        return Content("\n").join(
            bank_score(self.study.shelf.title(bank), tally(answers).score, len(answers), width)
            for bank, answers in by_bank.items()
        )

    def _missed(self) -> Iterator[Content]:
        missed = self.study.missed_in(self.sitting)
        if not missed:
            said = "✓ Nothing missed." if self.sitting.score.answered else ""
            yield Content.styled(said, "bold $text-success")
            return
        yield Content.styled(f"{wording.count(len(missed), 'question')} missed", "bold")
        width = max(20, min(self.size.width, text.PAGE) - 6)
        for question, review in missed:
            yield missed_entry(question, review, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        if action == "again":
            return self.sitting.can_repeat
        if action == "undo":
            return self.sitting.can_undo
        return True

    def action_scroll(self, by: int) -> None:
        """Scrolls the texts."""
        self.query_one("#body", VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def action_home(self) -> None:
        """Goes back to the banks."""
        self.app.pop_screen()

    async def action_again(self) -> None:
        """Goes through the missed questions again."""
        await self._begin(self.study.again(self.sitting))

    async def action_undo(self) -> None:
        """Takes back the last answer and asks that question again."""
        try:
            self.study.undo(self.sitting)
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
        else:
            await self._begin(self.sitting)
