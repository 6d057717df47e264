"""The home screen: every bank with what is due, new and missed in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from quiz import wording
from quiz.errors import ProgressError, QuizError
from quiz.exam import ExamPlan
from quiz.model import Library
from quiz.sitting import Sitting
from quiz.stats import BankRow, Overview
from quiz.study import Study
from quiz.tui import text
from quiz.tui.flow import Go
from quiz.tui.keys import bind, named
from quiz.tui.screens.ask import AskPractice, AskTest, Begin
from quiz.tui.screens.browse import BrowseScreen
from quiz.tui.screens.missed import MissedScreen
from quiz.tui.screens.reworded import RewordedScreen
from quiz.tui.text import signed
from quiz.tui.widgets.keyline import KeyLine

_BAR = 8
_FIGURES = (("due", 5), ("new", 5), ("missed", 7))
"""The columns of figures and their widths."""
_ROOMY = 76
"""The width from which each bar also says its figure."""


class HomeScreen(Screen[None]):
    """Lists the banks and says what today holds."""

    CSS_PATH = "home.tcss"
    TITLE = "Home"
    HELP = (
        "{study} studies the row that is marked: all that is due and today's new questions, or one bank. "
        "The bar shows how much of a bank you would recall today. A YAML file put into your bank folder "
        "joins the list when the quiz starts or {reload} reads the files again; what keeps a file from "
        "being used is said below the list."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("study", priority=True),
        bind("missed"),
        bind("practise"),
        bind("test"),
        bind("browse"),
        bind("reload", show=False),
        bind("reworded"),
        bind("settings", "app.settings", show=False),
    ]

    def __init__(self, study: Study, begin: Go, read: Callable[[], Library], begin_test: Begin) -> None:
        super().__init__()
        self._begin = begin
        self._begin_test = begin_test
        self._read = read
        self.study = study
        self._overview: Overview | None = None
        self._rows: list[Content] = []
        self._signed = 0
        self._reworded = 0
        self._planned: ExamPlan | None = None

    def compose(self) -> ComposeResult:
        """Lays out today's load, the banks and what could not be loaded."""
        yield Static(id="top")
        yield Static(id="today")
        yield Static(id="columns")
        yield OptionList(id="banks", markup=False)
        with VerticalScroll(id="problems"):
            yield Static(id="problem-list")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Reads the figures again: a sitting may have changed them."""
        self._planned = self._exam_plan()
        self._overview = self.study.overview(planned=self._planned)
        self._reworded = len(self.study.shelf.reworded())
        self._show()
        self.refresh_bindings()
        self.set_focus(self.query_one(OptionList))

    def _exam_plan(self) -> ExamPlan | None:
        try:
            return self.study.exam_plan()
        except QuizError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning", markup=False)
            self.study.habits = replace(self.study.habits, exam=None)
            return None

    def on_resize(self) -> None:
        """Fits the columns to the new width."""
        self._show()

    def _show(self) -> None:
        overview = self._overview
        if overview is None:
            return
        date = f"{overview.today:%a} {overview.today.day} {overview.today:%b}"
        streak = f" · {overview.streak} days in a row" if overview.streak > 1 else ""
        room = max(0, self.size.width - 4 - len(date + streak))
        name = Content.styled("tillerson-quiz".ljust(room)[:room], "bold $primary")
        self.query_one("#top", Static).update(Content.assemble(name, (date + streak, text.MUTED)))
        self.query_one("#today", Static).update(_today(overview, self._reworded, self._planned, self))
        width = max(20, self.size.width - 6)
        self.query_one("#columns", Static).update(_columns(width))
        banks = self.query_one(OptionList)
        highlighted = banks.highlighted or 0
        banks.clear_options()
        rows = [_everything(overview, width)]
        rows += [_row(number, row, width) for number, row in enumerate(overview.banks, 1)]
        self._rows = rows
        banks.add_options(Option(signed(row, here=index == highlighted)) for index, row in enumerate(rows))
        banks.highlighted = self._signed = highlighted
        self._show_problems(overview)

    def _show_problems(self, overview: Overview) -> None:
        self.query_one("#problems").display = bool(overview.problems)
        files = len({problem.place.path for problem in overview.problems})
        head = f"✗ {wording.count(files, 'file')} left out, the other banks work:"
        lines = [
            Content.styled(head, "bold $text-error"),
            *(text.line(str(problem)) for problem in overview.problems),
        ]
        self.query_one("#problem-list", Static).update(Content("\n").join(lines))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        banks = event.option_list
        for index in {self._signed, event.option_index}:
            if index < min(banks.option_count, len(self._rows)):
                row = signed(self._rows[index], here=index == event.option_index)
                banks.replace_option_prompt_at_index(index, row)
        self._signed = event.option_index

    @on(OptionList.OptionSelected)
    async def _selected(self) -> None:
        await self.action_study()

    async def action_study(self) -> None:
        """Studies everything, or the bank that is marked."""
        index = self.query_one(OptionList).highlighted
        overview = self._overview
        if overview is None:
            return
        chosen = [overview.banks[index - 1].id] if index else []
        await self.begin(self.study.study(chosen))

    async def begin(self, sitting: Sitting) -> None:
        """Shows the first question of a sitting, or says that there is none."""
        if sitting.current is None:
            self.notify(nothing_now(self.study.overview()), markup=False)
        else:
            await self._begin(sitting)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        return action != "reworded" or bool(self._reworded)

    def action_reload(self) -> None:
        """Reads the bank files again; one that cannot be used now stays as it was."""
        try:
            problems = self.study.shelf.reload(self._read())
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
            return
        said = wording.count(len(self.study.library.banks), "bank")
        self.notify(
            f"Read again: {said}. Some files are left out, see below."
            if problems
            else f"Read again: {said}.",
            markup=False,
        )
        self.on_screen_resume()

    async def action_reworded(self) -> None:
        """Lists reworded questions, to give them the progress of the old ones."""
        await self.app.push_screen(RewordedScreen(self.study))

    def _chosen(self) -> str:
        index = self.query_one(OptionList).highlighted
        return self._overview.banks[index - 1].id if self._overview and index else ""

    async def action_practise(self) -> None:
        """Asks what to practise."""
        await self.app.push_screen(AskPractice(self.study, self._begin, self._chosen()))

    async def action_test(self) -> None:
        """Asks what to test."""
        await self.app.push_screen(AskTest(self.study, self._begin_test, self._chosen()))

    async def action_missed(self) -> None:
        """Lists what was missed."""
        await self.app.push_screen(MissedScreen(self.study, self._begin))

    async def action_browse(self) -> None:
        """Lists every question."""
        await self.app.push_screen(BrowseScreen(self.study, self._begin))


def nothing_now(overview: Overview) -> str:
    """Returns why there is nothing to study, and when there will be."""
    if not overview.banks:
        return "There is no bank to study."
    said = "Nothing is due here now."
    if overview.next_due:
        said += f" The next questions are due {wording.day(overview.next_due, overview.today)}."
    if any(row.new for row in overview.banks):
        said += " For more new questions, choose one bank."
    return said


def _today(overview: Overview, reworded: int, planned: ExamPlan | None, screen: Screen[None]) -> Content:
    said = _load(overview, screen)
    if planned is not None:
        said = Content("\n").join([said, _exam(planned, overview)])
    if not reworded:
        return said
    were = "was reworded: {reworded} keeps its" if reworded == 1 else "were reworded: {reworded} keeps their"
    hint = named(f"{wording.count(reworded, 'question')} {were} progress.", screen)
    return Content("\n").join([said, Content.styled(hint, text.MUTED)])


def _exam(planned: ExamPlan, overview: Overview) -> Content:
    """Says what today holds for the exam, and what that leads to."""
    said = wording.exam(planned, overview.today)
    if planned.reachable:
        return Content(said)
    return Content.styled(f"{said} `due --by {planned.exam}` says what would meet it.", "$text-warning")


def _load(overview: Overview, screen: Screen[None]) -> Content:
    studied = any(row.new < row.questions for row in overview.banks)
    if not overview.banks:
        return Content("There is no bank to study: see below.")
    if not studied:
        return Content(named("New here? Press {study} to begin.", screen))
    if not overview.due and not overview.new:
        return Content.styled("✓ Done for today. ", "bold $text-success") + nothing_now(
            overview
        ).removeprefix("Nothing is due here now. ")
    parts = [f"{overview.due:,} due", f"{overview.new:,} new", f"{overview.missed:,} missed"]
    if overview.waiting:
        parts.insert(1, f"{overview.waiting:,} more wait for tomorrow")
    if overview.answered_today:
        parts.append(f"{overview.answered_today:,} answered today")
    return Content(" · ".join(parts))


def _columns(width: int) -> Content:
    figures = "".join(head.rjust(room) for head, room in _FIGURES)
    return Content.styled(("recall".ljust(_share(0.0, width).cell_length) + figures).rjust(width), text.MUTED)


def _row(number: int, row: BankRow, width: int) -> Content:
    figures = _figures(row.due, row.new, row.missed)
    share = _share(row.mastery, width)
    title = text.fitted(row.title, max(4, width - 4 - figures.cell_length - share.cell_length - 1))
    return Content.assemble((f"{number:>2} ", text.MUTED), title, " ", share, figures)


def _everything(overview: Overview, width: int) -> Content:
    figures = _figures(overview.due, overview.new, overview.missed)
    title = Content.styled("Everything for today", "bold")
    return Content.assemble(
        "   ", title.pad_right(max(0, width - 4 - figures.cell_length - title.cell_length)), figures
    )


def _share(mastery: float, width: int) -> Content:
    bar = text.bar(mastery, _BAR)
    return Content.assemble(bar, (f" {wording.percent(mastery):>4}", text.MUTED)) if width >= _ROOMY else bar


def _figures(*numbers: int) -> Content:
    return Content("").join(
        Content.styled((f"{number:,}" if number else "·").rjust(room), "" if number else text.MUTED)
        for number, (_, room) in zip(numbers, _FIGURES, strict=True)
    )
