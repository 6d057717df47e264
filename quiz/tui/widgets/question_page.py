"""The question of a sitting as it is shown: its words, the way to answer it and, below it, the feedback."""

from asyncio import Lock

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from quiz.model import Answered, Question
from quiz.sitting import Sitting
from quiz.study import Study
from quiz.tui import text
from quiz.tui.keys import named
from quiz.tui.widgets import asked
from quiz.tui.widgets.body import Body
from quiz.tui.widgets.curtain import Curtain
from quiz.tui.widgets.described import before
from quiz.tui.widgets.feedback import Feedback, RatingBar
from quiz.tui.widgets.panel import Panel
from quiz.tui.widgets.responses import ResponseInput, response_input
from quiz.tui.widgets.responses.base import Give

_BEGINNING = 2
"""Lines of what is said of an answer that are in sight at first, at least."""


class QuestionPage(Horizontal):
    """Shows the current question of a sitting, and what came of the answer.

    Args:
        study: The banks and the progress.
        sitting: What asks the question.
        give: Takes the answer.
    """

    def __init__(self, study: Study, sitting: Sitting, give: Give) -> None:
        super().__init__(id="page")
        self._study = study
        self._sitting = sitting
        self._give = give
        self.response: ResponseInput
        """The way to answer the question."""
        self._said_more = False
        self._preparing = Lock()

    def compose(self) -> ComposeResult:
        """Makes each part once: Textual would go on holding what is looked up each time."""
        self._head, self._progress = Static(id="head"), Static(id="progress")
        self._ask, self._how, self._notice = Static(id="ask"), Static(id="how"), Static(id="notice")
        self._column, self._body = Vertical(id="column"), Body(id="body")
        self._panel, self._feedback, self._ratings = Panel(), Feedback(), RatingBar()
        with self._column:
            yield from (self._head, self._progress)
            with self._body:
                yield from (self._ask, self._how)
            yield self._notice
        yield self._panel

    def on_mount(self) -> None:
        """Says more whenever it is scrolled."""
        self.watch(self._body, "scroll_y", self._say_more, init=False)

    def on_resize(self) -> None:
        """Fits the head to the new width, once that is laid out."""
        self.call_after_refresh(self.show_head)
        self.call_after_refresh(self._say_more)

    async def prepare(self) -> None:
        """Makes what shows the verdict, which the first question does not wait for."""
        async with self._preparing:
            if not self._ratings.is_attached:
                await self._body.mount(self._feedback)
                await self._column.mount(self._ratings)

    def say(self, said: str) -> None:
        """Says something below the question, or takes back what was said."""
        self._notice.display = bool(said)
        self._notice.update(text.content(said))

    def show_head(self) -> None:
        """Shows where the question stands in the sitting."""
        question = self._sitting.current
        if question is None or not self.is_mounted:
            return
        width = self._head.content_size.width or self.screen.size.width - 4
        bank = self._study.shelf.bank(question)
        title = bank.title if bank else question.key.bank
        scored = not self._panel.display
        self._head.update(text.drawn(asked.head(self._sitting, title, width, scored=scored)))
        self._progress.update(text.drawn(asked.progress(self._sitting, width)))

    async def ask(self, question: Question) -> None:
        """Shows a question that is to be answered."""
        study = self._study
        self.say(asked.notice(self._sitting, changed=study.changed(question)))
        self.show_head()
        self._panel.show(self._sitting, study.record(question), study.today)
        self._feedback.display = self._ratings.display = False
        self._ask.update(text.content(asked.words(question)))
        # Taken off the page, all of it would be drawn again.
        await self._body.query("ResponseInput, #hint").remove()
        self.response = response_input(question, study.displayed(self._sitting), self._give)
        self._how.update(named(self.response.HOW, self.screen))
        self._how.display = bool(self.response.HOW)
        await self._body.mount(self.response, before=self._how)
        self._body.scroll_home(animate=False)
        self.call_after_refresh(self._say_more)
        await self.hide(hidden=study.habits.hides(question.kind))

    @property
    def hidden(self) -> bool:
        """Says whether what there is to pick from is hidden until the learner has tried."""
        return not self.response.display

    async def hide(self, *, hidden: bool) -> None:
        """Hides what there is to pick from, or shows it."""
        self.response.display = not hidden
        await self._body.query(Curtain).remove()
        if hidden:
            curtain = Curtain()
            await self._body.mount(curtain, before=self.response)
            self.screen.set_focus(curtain)
        else:
            self.response.begin()
        self.screen.refresh_bindings()

    async def show_hint(self, question: Question) -> None:
        """Shows the hint of the question."""
        hint = Static(text.content(f"Hint: {question.hint}"), id="hint")
        await self._body.mount(hint, after=self._how)
        self.call_after_refresh(hint.scroll_visible, animate=False)
        self.screen.refresh_bindings()

    async def show_verdict(self, answered: Answered) -> None:
        """Shows what came of the answer."""
        await self.prepare()
        today, record = self._study.today, self._study.record(answered.question)
        await self.response.show(answered.counted)
        self._feedback.show(answered, before(record, today))
        self._panel.show(self._sitting, record, today)
        self._how.display = False
        self._ratings.show(answered, today)
        if answered.leech:
            said = named("{suspend} suspends it, {edit} lets you word it better.", self.screen)
            self.say(f"Forgotten {answered.leech} times. {said}")
        self.show_head()
        self.call_after_refresh(self._reveal)
        self.screen.refresh_bindings()

    def _reveal(self) -> None:
        """Brings the beginning of what is said of the answer into sight; the rest is scrolled to."""
        said = self._feedback.virtual_region
        self._body.scroll_to_region(said._replace(height=min(said.height, _BEGINNING)), animate=False)
        self.call_after_refresh(self._say_more)

    @property
    def more(self) -> bool:
        """Says whether there is more to read below; the last line of what is said of an answer is empty."""
        return self._body.scroll_y + self._feedback.display < self._body.max_scroll_y

    def _say_more(self) -> None:
        if self.more != self._said_more:  # a title has its widget drawn, though it be the same
            self._said_more = self.more
            said = named("▾ {page_down} more", self.screen) if self.more else ""
            self._ratings.border_title = text.content(said)
            self.screen.refresh_bindings()

    def scroll_pages(self, pages: float) -> None:
        """Scrolls what does not fit, by pages or parts of one."""
        self.scroll_lines(round(pages * max(1, self._body.size.height - 1)))

    def scroll_lines(self, lines: int) -> None:
        """Scrolls what does not fit by lines."""
        self._body.scroll_relative(y=lines, animate=False)
