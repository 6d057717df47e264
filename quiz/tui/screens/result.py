"""The result of a test: the score, by bank and beside earlier ones, and every question with its answer."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz import wording
from quiz.marking import answer_text
from quiz.model import Outcome, Question, Review
from quiz.study import Paper, Result, Study
from quiz.tui import text
from quiz.tui.flow import Go, MakesWay
from quiz.tui.keys import bind
from quiz.tui.widgets.entries import BESIDE, bank_score, missed_entry, outcomes
from quiz.tui.widgets.growing import Growing
from quiz.tui.widgets.keyline import KeyLine


class ResultScreen(MakesWay, Screen[None]):
    """Says how a test went.

    Args:
        study: The banks and the progress.
        paper: The test as it was taken.
        result: What came of it.
        begin: Begins a sitting over what was missed.
    """

    CSS_PATH = "result.tcss"
    TITLE = "Result"
    HELP = (
        "The score counts every question of the test, one without answer as wrong. Below it are the banks, "
        "then every question with your answer beside the right one. {missed_again} goes through what you "
        "missed, now; it comes back by itself too."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("done", "app.pop_screen"),
        bind("missed_again", "drill"),
        bind("history", "app.history"),
        bind("up", "scroll(-2)", show=False),
        bind("down", "scroll(2)", show=False),
    ]

    def __init__(self, study: Study, paper: Paper, result: Result, begin: Go) -> None:
        super().__init__()
        self._begin = begin
        self.study = study
        self.paper = paper
        self.result = result
        attempts = {each.name: each for each in study.testing.attempts()}
        self._earlier = [
            each for each in attempts[result.test.name].results if each.test.id != result.test.id
        ]

    def compose(self) -> ComposeResult:
        """Lays out the score, the banks and the questions."""
        with VerticalScroll(id="body"):
            yield Static(id="score")
            yield Static(id="banks")
            yield Growing(id="questions")
        yield KeyLine()

    def on_mount(self) -> None:
        """Shows the figures."""
        self._show()

    def on_resize(self) -> None:
        """Wraps the texts anew, once the new width is laid out."""
        self.call_after_refresh(self._show)

    @property
    def _width(self) -> int:
        """The cells that a line has room for."""
        return max(20, self.query_one(Growing).content_size.width or self.size.width - 20)

    def _show(self) -> None:
        if not self.is_mounted:
            return
        self.query_one("#score", Static).update(self._score())
        self.query_one("#banks", Static).update(self._banks())
        self.query_one(Growing).show(self._questions())

    def _score(self) -> Content:
        came = [review.outcome for review in self.result.reviews]
        test = self.result.test
        spent = f"{wording.count(test.questions, 'question')} in {wording.duration(test.milliseconds)}"
        if test.allowed is not None:
            spent += f" of {wording.duration(test.allowed)}"
        return Content("\n").join(
            [
                text.line(test.name, text.MUTED),
                Content.assemble(
                    (wording.percent(self.result.score), "bold"),
                    "  ",
                    outcomes(*map(came.count, Outcome)),
                    (f"  · {self.paper.unanswered} unanswered", text.MUTED),
                ),
                Content.styled(f"{spent}\n{self._beside()}", text.MUTED),
            ]
        )

    def _beside(self) -> str:
        """Returns the earlier tests of this name in words."""
        if not self._earlier:
            return "Your first test of this."
        best, last = max(each.score for each in self._earlier), self._earlier[0].score
        praise = "Your best test of this. " if self.result.score > best else ""
        return f"{praise}Before: best {wording.percent(best)}, last {wording.percent(last)}."

    def _banks(self) -> Content:
        width = max(16, min(48, self._width - BESIDE))
        return Content("\n").join(
            bank_score(self.study.shelf.title(each.bank), each.score, each.questions, width)
            for each in self.result.by_bank(self.paper.questions.keys)
        )

    def _questions(self) -> Iterator[Content]:
        questions, width = self.paper.questions, self._width
        for key, review in self.result.listed(questions.keys):
            yield self._entry(questions.question(key), review, width)

    def _entry(self, question: Question, review: Review | None, width: int) -> Content:
        if review is not None:
            return missed_entry(question, review, width)
        lines = text.hang(Content("· "), text.line(question.ask, "bold"), width)
        lines += text.hang(Content.blank(2), Content.styled("not answered", text.MUTED), width)
        answer = text.line(answer_text(question.kind))
        lines += text.hang(Content.styled("  answer  ", text.MUTED), answer, width)
        if question.why:
            lines += text.hang(Content.blank(2), text.line(question.why, text.MUTED), width)
        return Content("\n").join(lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        return action != "drill" or bool(self.result.missed(self.paper.questions.keys))

    def action_scroll(self, lines: int) -> None:
        """Scrolls the texts."""
        self.query_one("#body", VerticalScroll).scroll_relative(y=lines, animate=False)

    async def action_drill(self) -> None:
        """Goes through the missed questions."""
        missed = self.result.missed(self.paper.questions.keys)
        await self._begin(self.study.drill(key for key, _ in missed))
