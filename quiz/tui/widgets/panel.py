"""What stands beside a question where there is room: how the sitting goes, how the question went before."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz import wording
from quiz.model import Outcome
from quiz.sitting import Sitting
from quiz.steps import Tally
from quiz.study import Record
from quiz.tui import text
from quiz.tui.widgets.described import placed, reviewed


class Panel(VerticalScroll, can_focus=False):
    """The panel beside a question."""

    DEFAULT_CSS = """
    Panel {
        display: none;
        padding: 1 2;
        border-left: solid $foreground 20%;
        scrollbar-size-vertical: 1;
        Static { margin-bottom: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Makes room for both parts."""
        yield Static(id="sitting")
        yield Static(id="record")

    def show(self, sitting: Sitting, record: Record, today: date) -> None:
        """Shows how a sitting goes and what is known of its question; of its answer only once it is given."""
        question = sitting.current
        if question is None:
            return
        self.query_one("#sitting", Static).update(_sitting(sitting))
        past = reviewed(question.kind, record.history, today, responses=sitting.showing is not None)
        parts = [Content.styled("This question", "bold") + Content("\n") + placed(record, today), past]
        self.query_one("#record", Static).update(Content("\n\n").join(part for part in parts if part))


def _sitting(sitting: Sitting) -> Content:
    lines = [
        Content.styled("This sitting", "bold"),
        Content(f"Question {sitting.position:,} of {len(sitting.queue):,}"),
    ]
    if sitting.score.answered:
        spent = wording.duration(sitting.spent)
        lines += [_score(sitting.score), Content(f"{wording.percent(sitting.score.score)} in {spent}")]
    return Content("\n").join(lines)


def _score(score: Tally) -> Content:
    figures = {Outcome.RIGHT: score.right, Outcome.PARTLY: score.partly, Outcome.WRONG: score.wrong}
    return Content("  ").join(
        Content.assemble((f"{wording.SIGNS[outcome]} ", text.OUTCOMES[outcome]), f"{number:,} {outcome}")
        for outcome, number in figures.items()
    )
