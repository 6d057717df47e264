"""The question screen: a question, the way to answer it and, on the same screen, the feedback."""

import time
from asyncio import Lock
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from quiz.errors import ProgressError
from quiz.model import (
    Bank,
    Choice,
    Confidence,
    Problem,
    Question,
    Rating,
    Response,
    Select,
    Unclear,
)
from quiz.sitting import Sitting
from quiz.steps import Reviewed
from quiz.study import Study
from quiz.tui import text
from quiz.tui.editing import edit_in
from quiz.tui.flow import Go
from quiz.tui.keys import WritingScreen, bind, named
from quiz.tui.sizes import ROOMY, WIDE
from quiz.tui.widgets import asked
from quiz.tui.widgets.curtain import Curtain
from quiz.tui.widgets.described import before
from quiz.tui.widgets.feedback import Feedback, RatingBar
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.panel import Panel
from quiz.tui.widgets.responses import ResponseInput, response_input

_HIDEABLE = (Choice, Select)
"""The kinds whose options can be hidden until the learner has tried to recall the answer."""


_BEGINNING = 2
"""Lines of what is said of an answer that are in sight at first, at least."""


class QuestionScreen(WritingScreen[None]):
    """Asks the questions of a sitting one after the other."""

    CSS_PATH = "question.tcss"
    TITLE = "Question"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOMY, "-roomy"), (WIDE, "-wide")]  # noqa: RUF012 — typed by Textual
    AUTO_FOCUS = ""
    """Each question gives the keyboard to the way to answer it."""
    HELP = (
        "Answer with the number of an option, or move with the arrows and press {answer}. Say so when you "
        "guess or are certain: a guess comes back sooner, and being certain and wrong is the error to look "
        "at. After the answer {next} takes the rating that is marked and goes on; {again} to {easy} change "
        "it. Each answer is saved before you see the verdict, so you can stop at any time."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("page_up", "scroll(-1)", show=False),
        bind("page_down", "scroll(1)", show=False),
        bind("retry"),
        bind("stop"),
    ]

    def __init__(self, study: Study, sitting: Sitting, end: Go) -> None:
        super().__init__()
        self._end = end
        self.study = study
        self.sitting = sitting
        self._response: ResponseInput
        """Not looked up each time: Textual would go on holding those of the last thousand look-ups."""
        self._asked_at = 0.0
        self._hinted = False
        self._hidden = False
        self._unsaved: tuple[Response, Confidence] | None = None
        self._left_out: list[object] = []
        """What was begun of an answer when it was said that stopping leaves it out."""
        self._preparing = Lock()

    def compose(self) -> ComposeResult:
        """Lays out the head, the question, what stands beside it, and the keys."""
        with Horizontal(id="page"):
            with Vertical(id="column"):
                yield Static(id="head")
                yield Static(id="progress")
                with VerticalScroll(id="body", can_focus=False):
                    yield Static(id="ask")
                    yield Static(id="how")
                yield Static(id="notice")
            yield Panel()
        yield KeyLine()

    async def on_mount(self) -> None:
        """Asks the first question."""
        self.watch(self.query_one("#body"), "scroll_y", self._say_more, init=False)
        await self._ask()
        self.app.call_after_refresh(self._prepare)

    async def _prepare(self) -> None:
        """Makes what shows the verdict, which the first question does not wait for."""
        async with self._preparing:
            if not self.query(RatingBar):
                await self.query_one("#body").mount(Feedback())
                await self.query_one("#column").mount(RatingBar())

    def on_resize(self) -> None:
        """Fits the head to the new width, once that is laid out."""
        self.call_after_refresh(self._show_head)
        self.call_after_refresh(self._say_more)

    # Asking

    async def _ask(self) -> None:
        question = self.sitting.current
        if question is None:
            await self._end(self.sitting)
            return
        self._hinted = False
        self._unsaved = None
        self._left_out = []
        self._asked_at = time.monotonic()
        # One frame shows the question with the way to answer it: neither is to stand there without the other.
        with self.app.batch_update():
            await self._show_question(question)
        self.check_idle()

    async def _show_question(self, question: Question) -> None:
        self._notice(asked.notice(self.sitting, changed=self.study.changed(question)))
        self._show_head()
        self.query_one(Panel).show(self.sitting, self.study.record(question), self.study.today)
        self.query("Feedback, RatingBar").set(display=False)
        ask = self.query_one("#ask", Static)
        ask.update(text.content(asked.words(question)))
        body = self.query_one("#body", VerticalScroll)
        await self.query("ResponseInput, #hint").remove()
        response = self._response = response_input(question, self.study.displayed(self.sitting), self._give)
        how = self.query_one("#how", Static)
        how.update(named(response.HOW, self))
        how.display = bool(response.HOW)
        await body.mount(response, before=how)
        body.scroll_home(animate=False)
        self._hidden = self.study.habits.hides(question.kind)
        await self._draw_curtain()

    async def _draw_curtain(self) -> None:
        """Hides what there is to pick from until the learner has tried, or shows it."""
        response = self._response
        response.display = not self._hidden
        await self.query(Curtain).remove()
        if self._hidden:
            curtain = Curtain()
            await self.query_one("#body").mount(curtain, before=response)
            self.set_focus(curtain)
        else:
            response.begin()
        self.refresh_bindings()

    def _show_head(self) -> None:
        question = self.sitting.current
        if question is None or not self.is_mounted:
            return
        head = self.query_one("#head", Static)
        width = head.content_size.width or self.size.width - 4
        bank = self._bank(question)
        title = bank.title if bank else question.key.bank
        scored = not self.query_one(Panel).display
        head.update(text.drawn(asked.head(self.sitting, title, width, scored=scored)))
        self.query_one("#progress", Static).update(text.drawn(asked.progress(self.sitting, width)))

    def _bank(self, question: Question) -> Bank | None:
        return self.study.shelf.bank(question)

    def _notice(self, said: str) -> None:
        notice = self.query_one("#notice", Static)
        notice.display = bool(said)
        notice.update(text.content(said))

    # Answering

    async def _give(self, response: Response | str, confidence: Confidence) -> None:
        if isinstance(response, str):
            self._notice(named(response, self))
            return
        spent = round((time.monotonic() - self._asked_at) * 1000)
        try:
            answered = self.study.answer(
                self.sitting, response, confidence, hinted=self._hinted, milliseconds=spent
            )
        except ProgressError as error:
            self._unsaved = (response, confidence)
            again = named("{retry} saves it again.", self)
            self._notice(f"Not saved: {error.message} {error.hint} {again}")
            self.refresh_bindings()
            return
        self._unsaved = None
        if isinstance(answered, Unclear):
            self._notice(answered.message)
            return
        self._notice("")
        await self._show_verdict()

    async def _show_verdict(self) -> None:
        answered = self.sitting.showing
        if answered is None:
            return
        await self._prepare()
        today, record = self.study.today, self.study.record(answered.question)
        await self._response.show(answered.counted)
        self.query_one(Feedback).show(answered, before(record, today))
        self.query_one(Panel).show(self.sitting, record, today)
        self.query_one("#how").display = False
        self.query_one(RatingBar).show(answered, today)
        if answered.leech:
            said = named("{suspend} suspends it, {edit} lets you word it better.", self)
            self._notice(f"Forgotten {answered.leech} times. {said}")
        self._show_head()
        self.call_after_refresh(self._reveal)
        self.refresh_bindings()

    def _reveal(self) -> None:
        """Brings the beginning of what is said of the answer into sight; the rest is scrolled to."""
        body, feedback = self.query_one("#body", VerticalScroll), self.query_one(Feedback)
        said = feedback.virtual_region
        body.scroll_to_region(said._replace(height=min(said.height, _BEGINNING)), animate=False)
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        """Says whether there is more to read below; the last line is empty."""
        body = self.query_one("#body", VerticalScroll)
        said = named("▾ {page_down} more", self) if body.scroll_y + 1 < body.max_scroll_y else ""
        for bar in self.query(RatingBar):
            bar.border_title = text.content(said)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        question = self.sitting.current
        if action == "hint":
            return question is not None and bool(question.hint) and not self._hinted
        if action == "undo":
            return self.sitting.can_undo
        if action == "hide":
            return question is not None and isinstance(question.kind, _HIDEABLE)
        return action != "retry" or self._unsaved is not None

    async def action_hint(self) -> None:
        """Shows the hint."""
        question = self.sitting.current
        if question is not None and self.sitting.showing is None:
            self._hinted = True
            hint = Static(text.content(f"Hint: {question.hint}"), id="hint")
            await self.query_one("#body").mount(hint, after="#how")
            self.call_after_refresh(hint.scroll_visible, animate=False)
            self.refresh_bindings()

    def action_scroll(self, pages: float) -> None:
        """Scrolls what does not fit, by pages or parts of one."""
        body = self.query_one("#body", VerticalScroll)
        body.scroll_relative(y=round(pages * max(1, body.size.height - 1)), animate=False)

    def action_scroll_line(self, lines: int) -> None:
        """Scrolls what does not fit by lines."""
        self.query_one("#body", VerticalScroll).scroll_relative(y=lines, animate=False)

    async def action_retry(self) -> None:
        """Tries again to save the answer that is not saved."""
        if self._unsaved is not None:
            await self._give(*self._unsaved)

    async def action_skip(self) -> None:
        """Leaves the question out of this sitting."""
        if self.sitting.showing is None:
            self.study.skip(self.sitting)
            await self._ask()

    async def action_hide(self) -> None:
        """Hides what there is to pick from, or shows it."""
        if self.sitting.showing is None:
            self._hidden = not self._hidden
            await self._draw_curtain()

    async def action_suspend(self) -> None:
        """Suspends the question and goes on."""
        if self._write(lambda: self.study.suspend(self.sitting)):
            await self._go_on("Suspended: it is not asked again. {undo} takes it back.")

    async def action_bury(self) -> None:
        """Buries the question for today and goes on."""
        if self._write(lambda: self.study.bury(self.sitting)):
            await self._go_on("Left for today. {undo} takes it back.")

    async def _go_on(self, said: str) -> None:
        await self._ask()
        if self.sitting.current is not None:
            self._notice(named(said, self))

    async def action_flag(self) -> None:
        """Flags the question with a note, or takes its flag off."""
        question = self.sitting.current
        if question is None:
            return
        labels = self.study.labels
        if question.key in labels.notes():
            if self._write(lambda: labels.unflag(question.key)):
                self._notice("The flag is taken off.")
        else:
            from quiz.tui.screens.note import NoteScreen

            await self.app.push_screen(NoteScreen(), lambda note: self._flag(question, note))

    def _flag(self, question: Question, note: str | None) -> None:
        if note is not None and self._write(lambda: self.study.labels.flag(question.key, note)):
            self._notice(named("Flagged. {flag} takes the flag off.", self))

    async def action_next(self) -> None:
        """Goes on to the next question."""
        if self.sitting.showing is not None:
            self.study.advance(self.sitting)
            await self._ask()

    async def action_edit(self) -> None:
        """Opens the question's bank in the editor, and asks the question as it reads then."""
        question = self.sitting.current
        bank = self._bank(question) if question is not None else None
        if question is None or bank is None:
            return
        fault = edit_in(self.app, question.place)
        if fault:
            self._notice(fault)
        else:
            await self._reread(bank)

    async def _reread(self, bank: Bank) -> None:
        problems: tuple[Problem, ...] = ()

        def reread() -> None:
            nonlocal problems
            problems = self.study.shelf.reread(bank)

        if not self._write(reread):
            return
        if problems:
            self._notice(f"The bank stays as it was: {problems[0]}")
            return
        fresh = next(each for each in self.study.library.banks if each.id == bank.id)
        self.sitting.replace(bank.questions, fresh.questions)
        if self.sitting.showing is None:
            await self._ask()
        else:
            self._notice("Read again; the question is asked in its new form next time.")

    async def action_rate(self, rating: int) -> None:
        """Gives the answer another rating."""
        self._write(lambda: self.study.rate(self.sitting, Rating(rating)))
        await self._show_verdict()

    async def action_overrule(self) -> None:
        """Puts the learner's verdict in the place of the program's, or takes it back."""
        self._write(lambda: self.study.overrule(self.sitting))
        await self._show_verdict()

    async def action_undo(self) -> None:
        """Takes back the last answer and asks the question again."""
        last = self.sitting.last
        if self._write(lambda: self.study.undo(self.sitting)):
            await self._ask()
            if isinstance(last, Reviewed) and last.hinted:
                await self.action_hint()

    def _write(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except ProgressError as error:
            self._notice(f"Not saved: {error.message} {error.hint}")
            return False
        return True

    async def action_stop(self) -> None:
        """Ends the sitting here; where an answer is begun, once it is said that this is left out."""
        begun = [] if self.sitting.showing else list(self._response.begun())
        if begun and begun != self._left_out:
            self._left_out = begun
            self._notice(named("Not given yet: {answer} gives it, {stop} once more leaves it out.", self))
            return
        self.sitting.advance()
        if self.sitting.score.answered:
            await self._end(self.sitting)
        else:
            self.app.pop_screen()
