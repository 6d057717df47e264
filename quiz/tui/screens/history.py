"""The history screen: every test that was handed in, the best of each name marked."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz import wording
from quiz.study import Result, Study
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets.keyline import KeyLine


class HistoryScreen(Screen[None]):
    """Lists the tests that were taken.

    Args:
        study: The banks and the progress.
    """

    CSS_PATH = "history.tcss"
    TITLE = "Tests taken"
    HELP = (
        "Every test you handed in, the last one first: when, what was tested, the score, and the time "
        "spent. Of several tests of the same, the best is marked. A test that was left without handing in "
        "is not here; its answers count for the schedule all the same."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "scroll(-1)", show=False),
        bind("down", "scroll(1)", show=False),
        bind("page_up", "scroll_page(-1)", show=False),
        bind("page_down", "scroll_page(1)", show=False),
        bind("back", "app.pop_screen"),
    ]

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._results = study.testing.results()
        several = (each for each in study.testing.attempts() if len(each.results) > 1)
        self._best = {each.best.test.id for each in several}

    def compose(self) -> ComposeResult:
        """Lays out the list."""
        yield Static(self._head(), id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="tests")
        yield KeyLine()

    def on_resize(self) -> None:
        """Wraps the texts to the new width, once that is laid out."""
        self.call_after_refresh(self._show)

    def _head(self) -> str:
        if not self._results:
            return "No test was handed in yet."
        return f"{wording.count(len(self._results), 'test')} taken"

    def _show(self) -> None:
        tests = self.query_one("#tests", Static)
        width = max(20, tests.content_size.width)
        tests.update(Content("\n\n").join(self._entry(each, width) for each in self._results))

    def _entry(self, result: Result, width: int) -> Content:
        test = result.test
        when = self.study.testing.local(test.time)
        spent = f"{wording.count(test.questions, 'question')} in {wording.duration(test.milliseconds)}"
        about = f"{wording.day(when.date(), self.study.today)}, {when:%H:%M} · {spent}"
        best = "best" if test.id in self._best else ""
        head = Content.styled(f"{wording.percent(result.score):>4}  {best:<6}", "bold")
        lines = text.hang(head, text.line(test.name), width)
        lines += text.hang(Content.blank(head.cell_length), Content.styled(about, text.MUTED), width)
        return Content("\n").join(lines)

    def action_scroll(self, lines: int) -> None:
        """Scrolls the list by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, pages: int) -> None:
        """Scrolls the list by pages."""
        body = self.query_one(VerticalScroll)
        body.scroll_relative(y=pages * max(1, body.size.height - 1), animate=False)
