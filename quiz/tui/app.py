"""The Textual app: wiring, themes and the ways out."""

import asyncio
import gc
import select
import signal
import sys
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Literal

from textual import constants, events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType, Keymap
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme

from quiz import collecting, paths, settings
from quiz.errors import QuizError
from quiz.model import Library
from quiz.settings import Settings
from quiz.sitting import Sitting
from quiz.stats import Range
from quiz.study import Paper, Result, Study
from quiz.study.habits import changed, habits_of
from quiz.text import one_line
from quiz.tui import ahead, sizes
from quiz.tui.actions import ACTIONS
from quiz.tui.driver import steady
from quiz.tui.flow import MakesWay
from quiz.tui.keys import KeyApp, bind, named
from quiz.tui.opening import Opening
from quiz.tui.screens import too_small
from quiz.tui.screens.home import HomeScreen
from quiz.tui.themes import DARK, OWN

_PAUSE = 0.02
"""Seconds between two imports ahead, in which keys are answered."""

Start = Literal["home", "missed", "browse"] | Range | Sitting | Paper
"""The screen to begin with, the range of the statistics, or what has begun."""


class QuizApp(KeyApp):
    """Studies the banks of one learner.

    Args:
        study: The banks and the progress.
        start: Where to begin, or what has begun.
        banks: The banks that what was missed, or the statistics, are to be of; none means all.
        read: Reads the banks again; without it they stay as they are.
        opening: The terminal as it was taken before; None where it is as it was.
    """

    TITLE = "tillerson-quiz"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 — typed by Textual
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012 — typed by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("help"),
        bind("commands", "command_palette", show=False),
        bind("quit", show=False),
        Binding("ctrl+c", "quit", "Quit", show=False, system=True),
        # Whatever else is open: a window that asks for something has no key of the app otherwise.
        Binding("ctrl+q", "quit", "Quit", show=False, system=True, priority=True),
        Binding("ctrl+z", "suspend_process", "To the shell", show=False, system=True),
    ]

    def __init__(
        self,
        study: Study,
        start: Start = "home",
        banks: tuple[str, ...] = (),
        read: Callable[[], Library] | None = None,
        opening: Opening | None = None,
    ) -> None:
        super().__init__()
        self.opening = opening
        self._typed_ahead: list[events.Event] | None = []
        """What was typed before the first screen could take it; None from then on."""
        self.study = study
        self._read = read or (lambda: study.library)
        self._start = start
        self._home = HomeScreen(study, self._begin, self._read, self.begin_test, later=start != "home")
        self._banks = banks
        for name, colours in OWN.items():
            self.register_theme(Theme(name, **colours._asdict()))
        found, problems = settings.read(paths.settings_file())
        self._notices = [f"{problem.place}: {problem.message}" for problem in problems]
        self._settings = self._with_theme(found)
        self._look()
        self._notices += [f"{paths.settings_file()}: {said}" for said in self._take_keys(found)]

    def get_driver_class(self) -> type[Driver]:
        """Returns what reads the keys and draws the screen."""
        return steady(super().get_driver_class())

    def get_default_screen(self) -> HomeScreen:
        """Returns the screen below all others."""
        self._fit(self._home)
        return self._home

    async def on_mount(self) -> None:
        """Opens the first screen and listens for what ends the process."""
        self._listen()
        home = self._home
        if len(self._notices) > 1:
            more = named("The settings ({settings}) show what else cannot be used.", home)
            self._notices = [f"{self._notices[0]} {more}"]
        for said in filter(None, [self.study.warning, *self._notices]):
            self.notify(said, severity="warning", markup=False)
        match self._start:
            case Sitting() as sitting:
                await home.begin(sitting)
            case Paper() as paper:
                await self.begin_test(paper)
            case "missed":
                from quiz.tui.screens.missed import MissedScreen

                await self.push_screen(MissedScreen(self.study, self._begin, self._banks))
            case "browse":
                await home.action_browse()
            case Range() as span:
                await home.action_stats(self._banks, span)
            case "home":
                pass

        self.call_after_refresh(self._settle)

    async def on_event(self, event: events.Event) -> None:
        """Hands on what is typed, as soon as there is a screen to take it."""
        typed = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if typed and self._typed_ahead is not None:
            self._typed_ahead.append(event)
        else:
            await super().on_event(event)

    async def _settle(self) -> None:
        """Takes what was typed ahead, and does what the first screen need not wait for."""
        collecting.begin()
        typed, self._typed_ahead = self._typed_ahead or [], None
        for event in typed:
            await super().on_event(event)
        self._home.call_next(self._home.lay_out)
        self.study.begin_day()
        self.set_timer(_PAUSE, self._import_ahead)

    def _import_ahead(self) -> None:
        if ahead.step():
            self.set_timer(_PAUSE, self._import_ahead)

    def _with_theme(self, found: Settings) -> Settings:
        """Returns the settings with a theme that there is."""
        return found if found.theme in self.available_themes else found._replace(theme=DARK)

    def _look(self) -> None:
        """Takes the colours and the motion of the settings."""
        self.theme = self._settings.theme
        self.animation_level = "none" if self._settings.reduced_motion else constants.TEXTUAL_ANIMATIONS

    def _take_keys(self, found: Settings) -> list[str]:
        """Takes the keys of the settings, and returns what there is in them that cannot be used."""
        wrong = []
        if found.theme not in self.available_themes:
            wrong.append(f"there is no theme “{one_line(found.theme)}”. The settings offer others.")
        keys: Keymap = {}
        if found.keys:
            from quiz.tui.keymap import keymap

            keys, problems = keymap(found.keys, QuizApp)
            wrong += problems
        self.set_keymap(keys)
        return wrong

    def refresh_css(self, animate: bool = True) -> None:
        """Takes the colours of the theme; before there is a screen, nothing need be parsed again for them."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def use_settings(self, found: Settings) -> list[str]:
        """Does at once what the settings say, and returns what there is in them that cannot be used."""
        before, self._settings = self._settings, self._with_theme(found)
        self._look()
        wrong = self._take_keys(found)
        today = self.study.today
        self.study.habits = changed(
            self.study.habits, habits_of(before, today), habits_of(self._settings, today)
        )
        return wrong

    def watch_theme(self, theme: str) -> None:
        """Remembers a theme that was chosen in the command palette."""
        if theme == self._settings.theme:
            return
        self._settings = self._settings._replace(theme=theme)
        try:
            settings.write(paths.settings_file(), {"theme": theme})
        except QuizError as error:
            self.notify(f"Not remembered: {error.message} {error.hint}", severity="warning", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Lists what the command palette offers."""
        yield from super().get_system_commands(screen)
        yield SystemCommand("Theme", "Choose the colours of the screens", self.action_change_theme)
        from quiz.tui.screens.settings import SettingsScreen

        if not isinstance(screen, HomeScreen | SettingsScreen):
            known = ACTIONS["settings"]
            yield SystemCommand(known.label, known.about, self.action_settings)

    def action_exam(self) -> None:
        """Shows what is planned for an exam."""
        from quiz.tui.screens.exam import ExamScreen

        self.push_screen(ExamScreen(self.study, paths.settings_file(), self.use_settings))

    def action_settings(self) -> None:
        """Shows the settings."""
        from quiz.tui.screens.settings import SettingsScreen

        self.clear_notifications()  # the screen itself says what is wrong
        self.push_screen(SettingsScreen(paths.settings_file(), self.use_settings))

    def action_history(self) -> None:
        """Lists the tests that were taken."""
        from quiz.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self.study))

    def _listen(self) -> None:
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.exit, None, 128 + number)
        # A terminal that is gone is always readable, and the driver would read its end for ever.
        self._hangup = select.poll()
        self._hangup.register(sys.stdin.fileno(), 0)
        self.set_interval(0.5, self._end_with_terminal)

    def _end_with_terminal(self) -> None:
        if self._hangup.poll(0):
            self.exit(return_code=128 + signal.SIGHUP)

    async def _begin(self, sitting: Sitting) -> None:
        """Asks the questions of a sitting."""
        from quiz.tui.screens.question import QuestionScreen

        await self._open(QuestionScreen(self.study, sitting, self._end))

    async def _end(self, sitting: Sitting) -> None:
        """Shows the summary of a sitting in the place of its questions."""
        from quiz.tui.screens.summary import SummaryScreen

        await self.switch_screen(SummaryScreen(self.study, sitting, self._begin))

    async def begin_test(self, paper: Paper) -> None:
        """Asks the questions of a test."""
        from quiz.tui.screens.test import TestScreen

        await self._open(TestScreen(self.study, paper, self._end_test))

    async def _end_test(self, paper: Paper, result: Result) -> None:
        """Shows what came of a test in the place of its questions."""
        from quiz.tui.screens.result import ResultScreen

        await self.switch_screen(ResultScreen(self.study, paper, result, self._begin))

    async def _open(self, screen: Screen[None]) -> None:
        """Shows a screen; a summary, a result or what asked for it makes way."""
        if isinstance(self.screen, MakesWay):
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        # For a sheet that is not read yet, Textual would parse all others again and style all that is shown.
        for path in screen.css_path:
            if not self.stylesheet.has_source(str(path), ""):
                self.stylesheet.read(path)
                self.stylesheet.parse()
        self._fit(screen)
        super()._load_screen_css(screen)

    def _fit(self, screen: Screen[Any]) -> None:
        """Gives a screen the class of its width: Textual would first style and lay it out without."""
        breakpoints = screen.HORIZONTAL_BREAKPOINTS or self.HORIZONTAL_BREAKPOINTS
        _, name = max(each for each in breakpoints if each[0] <= self.size.width)
        screen.add_class(name, update=False)

    def on_resize(self, event: events.Resize) -> None:
        """Covers the screen while the window is too small for it."""
        small = event.size.width < sizes.LEAST_WIDTH or event.size.height < sizes.LEAST_HEIGHT
        covered = isinstance(self.screen, too_small.TooSmallScreen)
        if small and not covered:
            self.push_screen(too_small.TooSmallScreen())
        elif covered and not small:
            self.pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        # While the app closes, a key still under way may miss the widgets it was meant for; nobody is harmed.
        if not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        # Textual would print the values of variables, answers among them; `run` hands the error on instead.
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What broke the app, if anything did."""
        return self._exception

    def action_help(self) -> None:
        """Explains the screen that is shown."""
        from quiz.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))


def run(
    study: Study,
    start: Start,
    banks: tuple[str, ...],
    read: Callable[[], Library],
    opening: Opening | None,
) -> int:
    """Runs the app until it is left, and returns the exit code.

    Raises:
        Exception: Whatever broke it; the terminal is restored.
    """
    app = QuizApp(study, start, banks, read, opening)
    app.run()
    # The process ends next, and Python would first look through all that it holds for garbage.
    gc.freeze()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
