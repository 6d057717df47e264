"""The statistics screen: a page for each part of the report, in words and as a plot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static
from textual.worker import get_current_worker

from quiz import telling, wording
from quiz.errors import QuizError
from quiz.stats import BankRow, Present, Range, Report
from quiz.study import Study
from quiz.tui import text
from quiz.tui.keys import bind
from quiz.tui.widgets import drawings
from quiz.tui.widgets.figures import Drawing, Figure
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.year import Year

_BAR = 16
_WAITING = "Your answers are being read …"


class Lines(Static, Figure):
    """Says a part of a report in words; without anything to say, it is not there.

    Args:
        say: Returns the lines.
        style: Their style.
        meanwhile: What is said until there is a report.
    """

    def __init__(self, say: Callable[[Report], list[str]], style: str = "", meanwhile: str = "") -> None:
        super().__init__(text.line(meanwhile, text.MUTED))
        self._say = say
        self._style = style

    def show(self, report: Report) -> None:
        """Says it of another report."""
        lines = self._say(report)
        self.display = bool(lines)
        self.update(Content("\n").join(text.line(line, self._style) for line in lines))


class Banks(Static, Figure):
    """The mastery of each bank as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[BankRow, ...] = ()

    def show(self, report: Report) -> None:
        """Shows another report."""
        self._rows = report.present.overview.banks
        self.on_resize()

    def on_resize(self) -> None:
        """Fits the titles to the width."""
        longest = max((text.line(row.title).cell_length for row in self._rows), default=0)
        width = max(10, min(longest, self.size.width - _BAR - 7))
        rows = [
            Content.assemble(
                text.fitted(row.title, width),
                " ",
                text.bar(row.mastery, _BAR),
                f" {wording.percent(row.mastery):>4}",
            )
            for row in self._rows
        ]
        self.update(Content("\n").join(rows))


def _chart(drawn: Callable[[Report], Drawing | None]) -> Widget:
    """Returns a plot; what draws it is loaded only now, when the screen is opened."""
    from quiz.tui.widgets.charts import Chart

    return Chart(drawn)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its name, what it says, and what it shows below."""

    name: str
    say: Callable[[Report], list[str]]
    figures: Callable[[], Sequence[Widget]]
    log: bool = True
    """Says whether it needs the log."""


_PAGES = (
    _Page("Due", telling.due, lambda: [_chart(drawings.forecast)], log=False),
    _Page("Days", telling.days, lambda: [Year(), _chart(drawings.hours)]),
    _Page(
        "Retention",
        telling.retention,
        lambda: [_chart(drawings.retention), Lines(telling.terms, text.MUTED)],
    ),
    _Page(
        "Calibration",
        telling.calibration,
        lambda: [_chart(drawings.foretold), Lines(telling.foretold_bins, text.MUTED)],
    ),
    _Page("Mastery", telling.mastery, lambda: [Banks(), Lines(telling.hardest)], log=False),
    _Page("Time", telling.time, lambda: [_chart(drawings.spent)]),
)


class StatsScreen(Screen[None]):
    """Shows how the learner is getting on.

    Args:
        study: The banks and the progress.
        banks: Only these; none means all.
        span: The range to begin with.
    """

    CSS_PATH = "stats.tcss"
    TITLE = "Statistics"
    HELP = (
        "Six pages: what comes due, the days you studied, how much you still knew of what came back, how "
        "well you and the schedule foretold it, how much you would recall today, and the time you spent. "
        "{page_1} to {page_6}, or {turn_back} and {turn}, turn the pages; {range} takes another range: 30, "
        "90 or 365 days, or all there are. `tillerson-quiz stats --plain` prints it all."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("turn_back", "turn(-1)", show=False, priority=True),
        bind("turn", "turn(1)", priority=True),
        *(
            bind(
                f"page_{number}",
                f"page({number - 1})",
                description=page.name,
                tooltip=f"Turn to the page {page.name}",
                show=False,
            )
            for number, page in enumerate(_PAGES, 1)
        ),
        bind("range"),
        bind("back", "app.pop_screen"),
    ]

    class Read(Message):
        """Something has been read.

        Args:
            present: Where the learner stands.
            still: What is being done now, for the learner; empty at the end.
        """

        def __init__(self, present: Present, still: str) -> None:
            super().__init__()
            self.present = present
            self.still = still

    class Failed(Message):
        """The progress file could not be read.

        Args:
            error: Why.
        """

        def __init__(self, error: QuizError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, study: Study, banks: tuple[str, ...] = (), span: Range = Range.YEAR) -> None:
        super().__init__()
        self._figures = study.figures(banks)
        self._present: Present | None = None
        self._report: Report | None = None
        self._shown: set[int] = set()
        """The pages that show it."""
        self._log_read = False
        self._range = span
        self._page = 0
        self._still = "reading …"

    def compose(self) -> ComposeResult:
        """Lays out the pages, one of which is shown."""
        yield Static(id="head")
        yield Static(id="tabs")
        with ContentSwitcher(initial="page-0", id="pages"):
            for number, page in enumerate(_PAGES):
                with VerticalScroll(id=f"page-{number}", can_focus=True):
                    yield Lines(page.say, meanwhile=_WAITING)
                    yield from page.figures()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begins to read; the screen shows meanwhile."""
        self.action_page(0)
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        worker = get_current_worker()
        try:
            present = self._figures.present()
            said = "reading the log …"
            self.post_message(self.Read(present, said))
            for share in self._figures.read():
                if worker.is_cancelled:
                    return
                still = f"reading the log, {wording.percent(share)} …"
                if still != said:
                    self.post_message(self.Read(present, still))
                    said = still
            self.post_message(self.Read(present, ""))
        except QuizError as error:
            self.post_message(self.Failed(error))

    @on(Read)
    def _more(self, message: Read) -> None:
        self._still = message.still
        self._say_head()
        self._log_read = not message.still
        if self._present is None or self._log_read:
            self._present = message.present
            self._add_up()

    @on(Failed)
    def _nothing(self, message: Failed) -> None:
        self._still = ""
        self._say_head()
        said = f"{message.error.message} {message.error.hint}"
        for lines in self.query("#pages VerticalScroll > Lines:first-child").results(Lines):
            lines.update(text.line(said))
        self._shown.clear()
        self._show()
        self.notify(said, severity="error", markup=False)

    def _add_up(self) -> None:
        """Adds up what has been read over the range, and shows it."""
        if self._present is not None:
            self._report = self._figures.report(self._present, self._range)
            self._shown.clear()
            self._show()

    def _show(self) -> None:
        """Shows the report on the page in sight, if it has what the page needs."""
        unread = _PAGES[self._page].log and not self._log_read
        if self._report is None or unread or self._page in self._shown:
            return
        self._shown.add(self._page)
        for widget in self.query(f"#page-{self._page} *").results(Figure):
            widget.show(self._report)

    def _say_head(self) -> None:
        still = f"  {self._still}" if self._still else ""
        said = Content.assemble(
            ("Statistics", "bold $primary"), f"  {telling.RANGES[self._range]}", (still, text.MUTED)
        )
        self.query_one("#head", Static).update(said)

    def on_resize(self) -> None:
        """Fits the names of the pages to the width."""
        self._say_tabs()

    def _say_tabs(self) -> None:
        names = [f"{number} {page.name}" for number, page in enumerate(_PAGES, 1)]
        gap = "  " if sum(map(len, names)) + 3 * len(names) < self.size.width else " "
        tabs = []
        for number, name in enumerate(names):
            here = number == self._page
            sign = Content.styled("▸" if here else " ", "bold $primary")
            shown = Content.styled(name, Style.from_meta({"@click": f"screen.page({number})"}))
            tabs.append(sign + shown.stylize("bold $text-primary" if here else text.MUTED))
        self.query_one("#tabs", Static).update(Content(gap[1:]).join(tabs))

    def action_page(self, number: int) -> None:
        """Shows another page."""
        self._page = number
        name = f"page-{number}"
        self.query_one(ContentSwitcher).current = name
        self.set_focus(self.query_one(f"#{name}", VerticalScroll))
        self._show()
        self._say_head()
        self._say_tabs()

    def action_turn(self, by: int) -> None:
        """Shows the page before or after, round and round."""
        self.action_page((self._page + by) % len(_PAGES))

    def action_range(self) -> None:
        """Takes another range."""
        self._range = self._range.following
        self._say_head()
        self._add_up()
