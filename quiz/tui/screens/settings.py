"""The settings screen: every setting with its value and what it is for, changed where it stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.errors import QuizError
from quiz.settings import SETTINGS, SWITCH, Settings, Value, read, stored, typed, write
from quiz.tui import text
from quiz.tui.keys import WritingScreen, bind
from quiz.tui.text import signed
from quiz.tui.widgets.keyline import KeyLine

_NAMES = tuple(SETTINGS)
_COLUMN = 18
"""The width of the values; a longer one is seen whole where it is typed."""
_WIDEST = 84
"""How wide the list becomes: values too far from what they are for are hard to read."""
_THEME = "theme"
_LESS_MORE = Binding.Group("Less, more", compact=True)


class SettingsScreen(Screen[None]):
    """Lists the settings and changes them; each change is in the file at once.

    Args:
        path: The settings file, which need not be there.
        use: Does at once what the settings say, and returns what there is in them that cannot be used.
    """

    CSS_PATH = "settings.tcss"
    TITLE = "Settings"
    HELP = (
        "{change} changes the setting that is marked: a switch turns, the theme is the next one, all else "
        "is typed. {less} and {more} turn, too, and count numbers down and up. {default} takes the default "
        "again. A change is in the settings file and works at once; your comments there stay. The file may "
        "be changed in an editor as well; what is wrong in it is said below the list."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("change", priority=True),
        bind("less", "step(-1)", priority=True, group=_LESS_MORE),
        bind("more", "step(1)", key="right", priority=True, group=_LESS_MORE),
        bind("default"),
        bind("back", "app.pop_screen"),
    ]

    def __init__(self, path: str, use: Callable[[Settings], Sequence[str]]) -> None:
        super().__init__()
        self._path = path
        self._use = use
        self._settings = Settings()
        self._marked = 0

    def compose(self) -> ComposeResult:
        """Lays out the list, what the marked setting takes, and what is wrong with the file."""
        yield Static(id="head")
        yield OptionList(id="list", markup=False)
        yield Static(id="takes")
        with VerticalScroll(id="problems"):
            yield Static(id="problem-list")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Reads the file again: it may have been changed elsewhere."""
        self._read()
        self.set_focus(self.query_one(OptionList))

    def on_resize(self) -> None:
        """Wraps the texts anew."""
        self._show()

    def _read(self) -> None:
        self._settings, problems = read(self._path)
        wrong = []
        for problem in problems:
            where = "" if problem.line is None else f"line {problem.line}: "
            wrong.append(f"{where}{problem.message} {problem.hint}")
        wrong += self._use(self._settings)
        self.query_one("#problems").display = bool(wrong)
        head = Content.styled("✗ In the settings file:", "bold $text-error")
        lines = [head, *(text.line(each) for each in wrong)]
        self.query_one("#problem-list", Static).update(Content("\n").join(lines))
        self._show()

    @property
    def _here(self) -> str:
        """The setting that is marked."""
        return _NAMES[self._marked]

    def _show(self) -> None:
        head = Content.assemble(("Settings  ", "bold"), text.line(self._path, text.MUTED))
        self.query_one("#head", Static).update(head.truncate(self.size.width - 4, ellipsis=True))
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(self._entry(index)) for index in range(len(_NAMES)))
        rows.highlighted = self._marked
        self._say_takes()

    def _say_takes(self) -> None:
        setting = SETTINGS[self._here]
        takes = "one of the themes" if self._here == _THEME else setting.form.words
        said = f"{self._here} takes {takes}. Default: {shown(setting.default)}."
        self._say(Content.styled(said, text.MUTED))

    def _say(self, said: Content) -> None:
        self.query_one("#takes", Static).update(said)

    def _entry(self, index: int) -> Content:
        width = max(20, min(_WIDEST, self.size.width - 6))
        name = _NAMES[index]
        value = stored(self._settings, name)
        about = Content(SETTINGS[name].about)
        if value != SETTINGS[name].default:
            about += Content.styled(" · changed", text.MUTED)
        sign = signed(Content(" "), here=index == self._marked)
        first, *rest = text.hang(sign, about, width - _COLUMN - 2)
        first = first.pad_right(width - _COLUMN - first.cell_length)
        return Content("\n").join([first + text.fitted(shown(value), _COLUMN, "bold $text-primary"), *rest])

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        before, self._marked = self._marked, event.option_index
        for index in {before, self._marked}:
            event.option_list.replace_option_prompt_at_index(index, self._entry(index))
        if before != self._marked:
            self._say_takes()

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        self.action_change()

    def action_change(self) -> None:
        """Turns what has few values, and asks for others."""
        if SETTINGS[self._here].form is SWITCH or self._here == _THEME:
            self.action_step(1)
            return
        name, value = self._here, stored(self._settings, self._here)
        self.app.push_screen(ValueScreen(name, shown(value), lambda typed_in: self._type(name, typed_in)))

    def _type(self, name: str, typed_in: str) -> None:
        self._write({name: typed(name, typed_in.strip())})

    def action_step(self, by: int) -> None:
        """Turns the marked setting on or back: a switch, the theme, a number."""
        value = stored(self._settings, self._here)
        after: Value
        if self._here == _THEME:
            themes = sorted(self.app.available_themes)
            at = themes.index(self.app.theme)
            after = themes[(at + by) % len(themes)]
        elif isinstance(value, bool):
            after = not value
        elif isinstance(value, int):
            after = value + by
        else:
            self.action_change()
            return
        self._try({self._here: after})

    def action_default(self) -> None:
        """Takes the marked setting out of the file, so that it has its default again."""
        self._try({}, [self._here])

    def _try(self, changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
        try:
            self._write(changes, removed)
        except QuizError as error:
            self._say(text.line(f"✗ {error.message} {error.hint}", "$text-error"))

    def _write(self, changes: Mapping[str, Value], removed: Collection[str] = ()) -> None:
        """Changes the file, and does at once what it says then.

        Raises:
            QuizError: A value does not fit, or the file cannot be written.
        """
        write(self._path, changes, removed)
        self._read()


def shown(value: object) -> str:
    """Returns a value as it is typed, without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)


class ValueLine(Input):
    """The line; Enter is a binding of its own, so that it does not overtake the letters before it."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("accept", "screen.take", description="Set")]


class ValueScreen(WritingScreen[None], ModalScreen[None]):
    """Asks for the value of a setting until it fits, or the learner thinks better of it.

    Args:
        name: The setting.
        value: What it is now.
        take: Sets it to what was typed; raises a QuizError where that does not fit.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "dismiss", description="Cancel", tooltip="Leave it as it was")
    ]

    def __init__(self, name: str, value: str, take: Callable[[str], None]) -> None:
        super().__init__()
        self._setting = name
        self._value = value
        self._take = take

    def compose(self) -> ComposeResult:
        """Lays out the line."""
        setting = SETTINGS[self._setting]
        with VerticalGroup():
            yield Static(f"{setting.about}: {setting.form.words}.", markup=False)
            yield ValueLine(self._value, max_length=100)
            yield Static(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Gives the line the keyboard."""
        self.set_focus(self.query_one(Input))
        self.query_one("#said").display = False

    def action_take(self) -> None:
        """Takes what was typed, or says what is wrong with it."""
        try:
            self._take(self.query_one(Input).value)
        except QuizError as error:
            said = self.query_one("#said", Static)
            said.update(text.line(f"✗ {error.message} {error.hint}", "$text-error"))
            said.display = True
        else:
            self.dismiss()
