"""The question screen: asks the questions of a sitting one after the other, and what their keys do."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from quiz.errors import ProgressError
from quiz.model import (
    Bank,
    Choice,
    Confidence,
    Problem,
    Question,
    Rating,
    Response,
    Reviewed,
    Select,
    Unclear,
)
from quiz.sitting import Sitting
from quiz.study import Study
from quiz.tui.editing import edit_in
from quiz.tui.flow import Go
from quiz.tui.keys import WritingScreen, bind, named
from quiz.tui.sizes import ROOMY, WIDE
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.question_page import QuestionPage

_HIDEABLE = (Choice, Select)
"""The kinds whose options can be hidden until the learner has tried to recall the answer."""


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
        bind("page_down", "scroll(1)", description="More"),
        bind("retry"),
        bind("stop"),
    ]

    def __init__(self, study: Study, sitting: Sitting, end: Go) -> None:
        super().__init__()
        self._end = end
        self.study = study
        self.sitting = sitting
        self._page = QuestionPage(study, sitting, self._give)
        self._asked_at = 0.0
        self._hinted = False
        self._unsaved: tuple[Response, Confidence] | None = None
        self._left_out: list[object] = []
        """What was begun of an answer when it was said that stopping leaves it out."""

    def compose(self) -> ComposeResult:
        """Lays out the question and the keys."""
        yield self._page
        yield KeyLine()

    async def on_mount(self) -> None:
        """Asks the first question."""
        await self._ask()
        self.app.call_after_refresh(self._page.prepare)

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
            await self._page.ask(question)
        self.check_idle()

    # Answering

    async def _give(self, response: Response | str, confidence: Confidence) -> None:
        if isinstance(response, str):
            self._page.say(named(response, self))
            return
        spent = round((time.monotonic() - self._asked_at) * 1000)
        try:
            answered = self.study.answer(
                self.sitting, response, confidence, hinted=self._hinted, milliseconds=spent
            )
        except ProgressError as error:
            self._unsaved = (response, confidence)
            again = named("{retry} saves it again.", self)
            self._page.say(f"Not saved: {error.message} {error.hint} {again}")
            self.refresh_bindings()
            return
        self._unsaved = None
        if isinstance(answered, Unclear):
            self._page.say(answered.message)
            return
        self._page.say("")
        await self._show_verdict()

    async def _show_verdict(self) -> None:
        if self.sitting.showing is not None:
            await self._page.show_verdict(self.sitting.showing)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        question = self.sitting.current
        if action == "hint":
            return question is not None and bool(question.hint) and not self._hinted
        if action == "undo":
            return self.sitting.can_undo
        if action == "hide":
            return question is not None and isinstance(question.kind, _HIDEABLE)
        if action == "scroll" and parameters == (1,):
            return self._page.is_mounted and self._page.more
        return action != "retry" or self._unsaved is not None

    def action_scroll(self, pages: float) -> None:
        """Scrolls what does not fit, by pages or parts of one."""
        self._page.scroll_pages(pages)

    def action_scroll_line(self, lines: int) -> None:
        """Scrolls what does not fit by lines."""
        self._page.scroll_lines(lines)

    # Through the sitting

    async def action_retry(self) -> None:
        """Tries again to save the answer that is not saved."""
        if self._unsaved is not None:
            await self._give(*self._unsaved)

    async def action_next(self) -> None:
        """Goes on to the next question."""
        if self.sitting.showing is not None:
            self.study.advance(self.sitting)
            await self._ask()

    async def action_skip(self) -> None:
        """Leaves the question out of this sitting."""
        if self.sitting.showing is None:
            self.study.skip(self.sitting)
            await self._ask()

    async def action_undo(self) -> None:
        """Takes back the last answer and asks the question again."""
        last = self.sitting.last
        if self._write(lambda: self.study.undo(self.sitting)):
            await self._ask()
            if isinstance(last, Reviewed) and last.hinted:
                await self.action_hint()

    async def action_stop(self) -> None:
        """Ends the sitting here; where an answer is begun, once it is said that this is left out."""
        begun = [] if self.sitting.showing else list(self._page.response.begun())
        if begun and begun != self._left_out:
            self._left_out = begun
            self._page.say(named("Not given yet: {answer} gives it, {stop} once more leaves it out.", self))
            return
        self.sitting.advance()
        if self.sitting.score.answered:
            await self._end(self.sitting)
        else:
            self.app.pop_screen()

    # With the question that is shown

    async def action_hint(self) -> None:
        """Shows the hint."""
        question = self.sitting.current
        if question is not None and self.sitting.showing is None:
            self._hinted = True
            await self._page.show_hint(question)

    async def action_hide(self) -> None:
        """Hides what there is to pick from, or shows it."""
        if self.sitting.showing is None:
            await self._page.hide(hidden=not self._page.hidden)

    async def action_rate(self, rating: int) -> None:
        """Gives the answer another rating."""
        self._write(lambda: self.study.rate(self.sitting, Rating(rating)))
        await self._show_verdict()

    async def action_overrule(self) -> None:
        """Puts the learner's verdict in the place of the program's, or takes it back."""
        self._write(lambda: self.study.overrule(self.sitting))
        await self._show_verdict()

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
            self._page.say(named(said, self))

    async def action_flag(self) -> None:
        """Flags the question with a note, or takes its flag off."""
        question = self.sitting.current
        if question is None:
            return
        labels = self.study.labels
        if question.key in labels.notes():
            if self._write(lambda: labels.unflag(question.key)):
                self._page.say("The flag is taken off.")
        else:
            from quiz.tui.screens.note import NoteScreen

            await self.app.push_screen(NoteScreen(), lambda note: self._flag(question, note))

    def _flag(self, question: Question, note: str | None) -> None:
        if note is not None and self._write(lambda: self.study.labels.flag(question.key, note)):
            self._page.say(named("Flagged. {flag} takes the flag off.", self))

    async def action_edit(self) -> None:
        """Opens the question's bank in the editor, and asks the question as it reads then."""
        question = self.sitting.current
        bank = self.study.shelf.bank(question) if question is not None else None
        if question is None or bank is None:
            return
        fault = edit_in(self.app, question.place)
        if fault:
            self._page.say(fault)
        else:
            await self._reread(bank)

    async def _reread(self, bank: Bank) -> None:
        problems: list[Problem] = []
        if not self._write(lambda: problems.extend(self.study.shelf.reread(bank))):
            return
        if problems:
            self._page.say(f"The bank stays as it was: {problems[0]}")
            return
        fresh = next(each for each in self.study.library.banks if each.id == bank.id)
        self.sitting.replace(bank.questions, fresh.questions)
        if self.sitting.showing is None:
            await self._ask()
        else:
            self._page.say("Read again; the question is asked in its new form next time.")

    def _write(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ProgressError as error:
            self._page.say(f"Not saved: {error.message} {error.hint}")
            return False
        return True
