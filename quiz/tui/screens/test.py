"""The screen of a test: questions without a verdict, back and forth, until the test is handed in."""

import math
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from quiz import wording
from quiz.errors import ProgressError
from quiz.marking import response_text
from quiz.model import Cloze, Confidence, Key, Response, Ticked
from quiz.study import Paper, Result, Study
from quiz.tui import text
from quiz.tui.keys import WritingScreen, bind, named
from quiz.tui.widgets.body import Body
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.responses import ResponseInput, response_input
from quiz.tui.widgets.responses.filling import mount_filled
from quiz.tui.widgets.sure import Step, Sure

End: TypeAlias = Callable[[Paper, Result], Awaitable[None]]
"""Shows what came of a test; awaited within the key that handed it in."""

_SOON = timedelta(minutes=5)
_ANNOUNCED = (_SOON, timedelta(minutes=1))
"""How much time is left when that is said."""


class TestScreen(WritingScreen[None]):
    """Asks the questions of a test.

    Args:
        study: The banks and the progress.
        paper: The test; it has a question.
        end: Shows what came of it.
    """

    __test__ = False  # its name would have pytest collect it

    CSS_PATH = "test.tcss"
    TITLE = "Test"
    AUTO_FOCUS = ""
    HELP = (
        "There is no verdict until you hand in. {answer} gives your answer and goes on; until then you can "
        "go back and give another. Each answer is saved when you give it. When time is up the test hands "
        "itself in, and what stands on the screen counts. A question without answer counts as wrong."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("previous", "back"),
        bind("following", "forward"),
        bind("hand_in"),
        bind("page_up", "scroll(-1)", show=False),
        bind("page_down", "scroll(1)", description="More"),
        bind("retry"),
        bind("leave"),
        bind("quit", "leave", tooltip="Leave the test without handing it in", show=False),
    ]

    def __init__(self, study: Study, paper: Paper, end: End) -> None:
        super().__init__()
        self._end = end
        self.study = study
        self.paper = paper
        self._response: ResponseInput
        """Not looked up each time: Textual would go on holding those of the last thousand look-ups."""
        self._asked_at = datetime.min.replace(tzinfo=UTC)
        self._left = paper.allowed
        self._over = False
        self._again: Step | None = None
        """Tries again what was not saved."""
        self._drafts: dict[Key, Response] = {}
        """What stood on questions that were left, and was not given."""

    def compose(self) -> ComposeResult:
        """Lays out the head, the question and the keys."""
        yield Static(id="head")
        yield Static(id="progress")
        with Body(id="body"):
            yield Static(id="ask")
            yield Static(id="how")
            yield Static(id="given")
        yield Static(id="notice")
        yield Sure(id="sure")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Asks the first question and starts the clock."""
        self.watch(self.query_one(Body), "scroll_y", self.refresh_bindings, init=False)
        if self.paper.allowed is not None:
            self.set_interval(1, self.tick)
        await self._ask()

    def on_resize(self) -> None:
        """Fits the head to the new width, once that is laid out."""
        self.call_after_refresh(self._show_head)

    # Asking

    async def _ask(self) -> None:
        question = self.paper.current
        self._again = None
        self._asked_at = self.study.testing.now()
        self._notice("")
        self.query_one(Sure).display = False
        self._show_head()
        ask = self.query_one("#ask", Static)
        ask.update(text.content("Fill the gaps." if isinstance(question.kind, Cloze) else question.ask))
        body = self.query_one(Body)
        # Taken off the screen, all of it would be drawn again.
        await body.query(ResponseInput).remove()
        response = self._response = response_input(
            question, self.study.displayed_in_test(self.paper), self._give
        )
        how = self.query_one("#how", Static)
        how.update(named(response.HOW, self))
        how.display = bool(response.HOW)
        self._show_given()
        await mount_filled(response, self._standing_before(), body)
        body.scroll_home(animate=False)
        response.begin()
        self.call_after_refresh(self.refresh_bindings)

    def _standing_before(self) -> Response | None:
        answered = self.paper.answered
        return self._drafts.get(self.paper.current.key, answered.response if answered else None)

    def _show_head(self) -> None:
        if not self.is_mounted:
            return
        paper = self.paper
        figures = Content(f"{paper.at + 1}/{len(paper.questions)}  {len(paper.answers)} answered")
        left = paper.left(self.study.testing.now())
        if left is not None:
            style = "bold $text-warning" if left <= _SOON else "bold"
            figures = Content.assemble(figures, "  ", (f"{clock_time(left)} left", style))
        head = self.query_one("#head", Static)
        width = head.content_size.width or self.size.width - 4
        room = max(0, width - figures.cell_length - 2)
        head.update(Content.assemble(text.fitted(paper.name, room, text.MUTED), "  ", figures))
        done = len(paper.answers) / len(paper.questions)
        self.query_one("#progress", Static).update(text.bar(done, max(1, width)))

    def _show_given(self) -> None:
        question, answered = self.paper.current, self.paper.answered
        line = self.query_one("#given", Static)
        line.display = answered is not None
        if answered is not None:
            given = response_text(question.kind, answered.response)
            line.update(text.line(f"Answered (another replaces it): {given}"))
        if question.key in self._drafts:
            self._notice(named("What stands here is not given yet: {answer} gives it.", self))

    def _notice(self, said: str) -> None:
        notice = self.query_one("#notice", Static)
        notice.display = bool(said)
        notice.update(text.content(said))

    def _not_saved(self, error: ProgressError, again: Step) -> None:
        self._again = again
        again_said = named("{retry} saves it again.", self)
        self._notice(f"Not saved: {error.message} {error.hint} {again_said}")
        self.refresh_bindings()

    # Answering

    async def _give(self, response: Response | str, confidence: Confidence) -> None:
        self.query_one(Sure).display = False
        if isinstance(response, str):
            self._notice(named(response, self))
        elif self._time_is_up:
            await self._end_in_time()
        elif self._save(response, confidence):
            await self._go_on()

    def _save(self, response: Response, confidence: Confidence = Confidence.UNSAID) -> bool:
        """Saves a response to the question that is shown; says why where it cannot be."""
        spent = self.study.testing.now() - self._asked_at
        milliseconds = max(0, round(spent / timedelta(milliseconds=1)))
        try:
            unclear = self.study.testing.respond(self.paper, response, confidence, milliseconds)
        except ProgressError as error:
            self._not_saved(error, lambda: self._give(response, confidence))
            return False
        if unclear is not None:
            self._notice(unclear.message)
            return False
        self._again = None
        self._drafts.pop(self.paper.current.key, None)
        return True

    def _standing(self) -> Response | None:
        """Returns what stands on the screen and is not what was given."""
        response = self._response.response()
        if isinstance(response, str) or response == Ticked(()):
            return None
        answered = self.paper.answered
        return None if answered is not None and answered.response == response else response

    def _keep_draft(self) -> None:
        standing = self._standing()
        if standing is None:
            self._drafts.pop(self.paper.current.key, None)
        else:
            self._drafts[self.paper.current.key] = standing

    async def _go(self, place: int) -> None:
        self.paper.go(place)
        await self._ask()

    async def _go_on(self) -> None:
        """Goes to the next question without answer; after the last one, asks whether to hand in."""
        before, following = self.paper.at, self.paper.next_unanswered
        if following is None:
            await self._ask()
            self.query_one(Sure).ask("Every question is answered. Hand the test in?", self._hand_in)
            return
        await self._go(following)
        if following < before:
            left = wording.count(self.paper.unanswered, "question")
            self._notice(f"{left} without answer: here is the first.")

    # Time

    @property
    def _time_is_up(self) -> bool:
        return self.paper.left(self.study.testing.now()) == timedelta()

    def tick(self) -> None:
        """Shows the time that is left, says so when it runs short, and hands in when it is up."""
        left = self.paper.left(self.study.testing.now())
        if left is None or self._left is None or self._over:
            return
        before, self._left = self._left, left
        self._show_head()
        for moment in _ANNOUNCED:
            if before > moment >= left > timedelta() and self._again is None:
                self._notice(f"{wording.count(moment // timedelta(minutes=1), 'minute')} left.")
        if not left and self._again is None:
            # A screen cannot wait for its own end.
            self.app.call_later(self._end_in_time)

    async def _end_in_time(self) -> None:
        """Takes what stands on the screen, and hands in; while the help covers it, not yet."""
        if self._over or self.app.screen is not self:
            return
        standing = self._standing()
        if standing is not None and not self._save(standing) and self._again is not None:
            self._again = self._end_in_time
            return
        await self._hand_in()

    # Handing in

    async def _hand_in(self) -> None:
        if self._over:
            return
        try:
            result = self.study.testing.hand_in(self.paper)
        except ProgressError as error:
            self.query_one(Sure).action_refuse()
            self._not_saved(error, self._hand_in)
            return
        self._over = True
        await self._end(self.paper, result)

    async def _leave(self) -> None:
        self._over = True
        self.app.pop_screen()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now, and what no test offers."""
        if not hasattr(self, f"action_{action}"):
            return False
        if action == "back":
            return self.paper.at > 0 and not self._time_is_up
        if action == "forward":
            return self.paper.at + 1 < len(self.paper.questions) and not self._time_is_up
        if action == "scroll" and parameters == (1,):
            return any(body.scroll_y < body.max_scroll_y for body in self.query(Body))
        return action != "retry" or self._again is not None

    def action_scroll(self, pages: float) -> None:
        """Scrolls what does not fit, by pages or parts of one."""
        body = self.query_one(Body)
        body.scroll_relative(y=round(pages * max(1, body.size.height - 1)), animate=False)

    async def action_back(self) -> None:
        """Goes to the question before."""
        self._keep_draft()
        await self._go(self.paper.at - 1)

    async def action_forward(self) -> None:
        """Goes to the question after."""
        self._keep_draft()
        await self._go(self.paper.at + 1)

    async def action_hand_in(self) -> None:
        """Hands the test in, after asking where something is missing."""
        self._keep_draft()
        missing = []
        if self.paper.unanswered:
            missing.append(f"{wording.count(self.paper.unanswered, 'question')} without answer.")
        if self._drafts:
            drafts = wording.count(len(self._drafts), "answer")
            missing.append(named(f"{drafts} not given with {{answer}}.", self))
        if missing:
            self.query_one(Sure).ask(f"{' '.join(missing)} Hand in all the same?", self._hand_in)
        else:
            await self._hand_in()

    def action_leave(self) -> None:
        """Leaves the test, after asking."""
        answers = wording.count(len(self.paper.answers), "answer")
        said = f"Leave without a score? {answers} given so far will be kept."
        self.query_one(Sure).ask(said, self._leave)

    async def action_retry(self) -> None:
        """Tries again to save what is not saved."""
        if self._again is not None:
            await self._again()


def clock_time(left: timedelta) -> str:
    """Returns a length of time as a clock shows it: `4:05`, or `1:04:05` from an hour on."""
    minutes, seconds = divmod(math.ceil(left.total_seconds()), 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
