"""The exam screen: its day and its goal, what today holds for it, and where that leads."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from quiz import wording
from quiz.errors import QuizError
from quiz.exam import Advice, ExamPlan, Standing, advise, plan_for
from quiz.settings import Settings, Value, read, stored, typed, write
from quiz.study import Study
from quiz.tui import text
from quiz.tui.keys import bind, named
from quiz.tui.screens.settings import ValueScreen, shown
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.rows import Row, Rows, picking_key

_NAMES = ("exam", "exam_target")
_LABELS = ("Day", "Goal")
_FIRST = 28
"""Days ahead of today that are offered first."""


class _Outlook(NamedTuple):
    """Where the days to the exam lead."""

    plan: ExamPlan
    advice: Advice | None
    """What would meet the goal, where the plan does not."""


class ExamScreen(Screen[None]):
    """Sets the day of an exam and the goal, and says what is planned for it.

    Args:
        study: The banks and the progress.
        path: The settings file, which need not be there.
        use: Does at once what the settings say.
    """

    CSS_PATH = "exam.tcss"
    TITLE = "Exam"
    HELP = (
        "With the day of an exam set, studying asks first what you would know least on that day, and "
        "spreads what is new over the days until then. {less} and {more} change the line that is marked, "
        "{change} lets you type it, {default} takes it out again. Below stands what today holds, how much "
        "of everything you will recall in the exam if you keep up, and what would help where the goal is "
        "out of reach. Both are kept in the settings."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("change", priority=True, tooltip="Type the day, or the goal"),
        bind("less", "step(-1)", priority=True, tooltip="A day earlier, or a percent less"),
        bind("more", "step(1)", key="right", priority=True, tooltip="A day later, or a percent more"),
        bind("default", description="Clear", tooltip="Take the day out, or the default goal again"),
        bind("back", "app.pop_screen"),
    ]

    def __init__(self, study: Study, path: str, use: Callable[[Settings], object]) -> None:
        super().__init__()
        self.study = study
        self._path = path
        self._use = use
        self._settings = Settings()

    def compose(self) -> ComposeResult:
        """Lays out the two lines and what is planned."""
        yield Static("Exam", id="head")
        rows = Rows((), self._picked)
        rows.cursor = 0
        yield rows
        with VerticalScroll(id="outlook", can_focus=False):
            yield Static(id="plan")
            yield Static(id="advice")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Reads the settings again: they may have been changed elsewhere."""
        self._show()
        self.set_focus(self.query_one(Rows))

    def _show(self) -> None:
        self._settings, problems = read(self._path)
        day, today = self._settings.exam, self.study.today
        values = (
            "none" if day is None else f"{wording.day(day, today)} ({day})",
            f"{self._settings.exam_target}%",
        )
        self.query_one(Rows).show(
            tuple(
                Row(Content.assemble((label.ljust(6), text.MUTED), value), picking_key(self, number))
                for number, (label, value) in enumerate(zip(_LABELS, values, strict=True), 1)
            )
        )
        self._say("#advice", Content())
        if problems:
            self._say("#plan", text.line(f"✗ {problems[0]}", "$text-error"))
        elif day is None:
            hint = "No day is set: studying asks what is due. {more} sets one, {change} lets you type it."
            self._say("#plan", Content(named(hint, self)))
        else:
            self._say("#plan", Content.styled("Trying out the days until then …", text.MUTED))
            self._look_ahead(self.study.exams.standing(), self._settings)

    def _say(self, where: str, said: Content) -> None:
        self.query_one(where, Static).update(said)

    @work(thread=True, exclusive=True)
    def _look_ahead(self, standing: Standing, held: Settings) -> None:
        """Plans, which may take a second with thousands of questions."""
        if held.exam is None:
            return
        target = held.exam_target / 100
        try:
            planned = plan_for(standing, held.exam, target)
            advice = None if planned.reachable else advise(standing, held.exam, target)
        except QuizError as error:
            self.app.call_from_thread(self._refuse, error, held)
        else:
            self.app.call_from_thread(self._foretell, _Outlook(planned, advice), held)

    def _refuse(self, error: QuizError, held: Settings) -> None:
        if held == self._settings:
            self._say("#plan", text.line(f"✗ {error.message} {error.hint}", "$text-error"))

    def _foretell(self, outlook: _Outlook, held: Settings) -> None:
        if held != self._settings or not self.is_attached:
            return
        today = self.study.today
        self._say("#plan", Content(wording.exam(outlook.plan, today)))
        if outlook.advice is None:
            self._say("#advice", Content.styled("✓ That meets the goal.", "$text-success"))
        else:
            self._say(
                "#advice", Content.styled(f"✗ {wording.advice(outlook.advice, today)}", "$text-warning")
            )

    @property
    def _here(self) -> str:
        """The setting that is marked."""
        return _NAMES[self.query_one(Rows).cursor or 0]

    async def _picked(self, _: int) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Asks for the marked one until it fits."""
        name = self._here
        value = shown(stored(self._settings, name))
        self.app.push_screen(
            ValueScreen(name, value, lambda given: self._write({name: typed(name, given.strip())}))
        )

    def action_step(self, by: int) -> None:
        """Takes a day earlier or later, or a percent less or more."""
        if self._here == "exam_target":
            self._try({"exam_target": self._settings.exam_target + by})
            return
        day, today = self._settings.exam, self.study.today
        first = today + timedelta(days=_FIRST)
        wanted = first if day is None or day < today else max(today, day + timedelta(days=by))
        self._try({"exam": wanted.isoformat()})

    def action_default(self) -> None:
        """Takes the marked one out of the settings."""
        self._try({}, [self._here])

    def _try(self, changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
        try:
            self._write(changes, removed)
        except QuizError as error:
            self._say("#advice", text.line(f"✗ {error.message} {error.hint}", "$text-error"))

    def _write(self, changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
        """Changes the settings file, and does at once what it says then.

        Raises:
            QuizError: A value does not fit, or the file cannot be written.
        """
        write(self._path, changes, removed)
        self._use(read(self._path)[0])
        self._show()
