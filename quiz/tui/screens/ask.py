"""Small windows that ask what to test, and what to practise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from quiz import wording
from quiz.model import Selection
from quiz.study import Study
from quiz.tui import text
from quiz.tui.flow import Begin, Go, MakesWay
from quiz.tui.keys import bind
from quiz.tui.screens.choose import ChooseScreen
from quiz.tui.widgets.keyline import KeyLine
from quiz.tui.widgets.rows import Row, Rows, picking_key

_NUMBERS = (10, 20, 50)
_MINUTES = (5, 10, 20, 30, 60)
_CHANGE = Binding.Group("Change", compact=True)

V = TypeVar("V")


@dataclass(slots=True)
class _Field(Generic[V]):
    """One thing that is asked, with what there is to choose from."""

    name: str
    choices: tuple[tuple[str, V], ...]
    """How each is called, and what it is."""
    at: int = 0

    @property
    def value(self) -> V:
        """What is chosen."""
        return self.choices[self.at][1]


class AskScreen(MakesWay, ModalScreen[None]):
    """Asks which questions, and begins with them."""

    CSS_PATH = "ask.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("begin"),
        bind("less", "change(-1)", description="Before", tooltip="Choose the one before", group=_CHANGE),
        bind("more", "change(1)", description="After", tooltip="Choose the next one", group=_CHANGE),
        bind("find", key="slash", tooltip="Find what to choose by typing"),
        bind("back", "app.pop_screen", description="Cancel", tooltip="Back to the banks"),
        bind("help", "app.help", tooltip="Explain this window and its keys"),
    ]

    def __init__(self, study: Study, *fields: _Field[Any]) -> None:
        super().__init__()
        self.study = study
        self._fields = fields

    def compose(self) -> ComposeResult:
        """Lists what is asked."""
        with VerticalGroup(id="window"):
            yield Static(self.TITLE or "", id="title", markup=False)
            rows = Rows((), self._picked)
            rows.cursor = 0
            yield rows
            yield Static(id="count")
        yield KeyLine()

    def on_mount(self) -> None:
        """Shows what is chosen at first."""
        self._show()

    def on_resize(self) -> None:
        """Fits the lines to the new width."""
        self._show()

    def _show(self) -> None:
        names = max(len(field.name) for field in self._fields)
        width = max(8, min(60, self.size.width - 4) - names - 18)
        self.query_one(Rows).show(
            tuple(
                Row(
                    Content.assemble(
                        (field.name.ljust(names + 2), text.MUTED),
                        ("‹ ", text.MUTED),
                        text.line(field.choices[field.at][0]).truncate(width, ellipsis=True),
                        (" ›", text.MUTED),
                    ),
                    picking_key(self, number),
                )
                for number, field in enumerate(self._fields, 1)
            )
        )
        self.query_one("#count", Static).update(self.said())
        self.refresh_bindings()

    def said(self) -> str:
        """Returns what would be asked, in words."""
        raise NotImplementedError

    def number(self) -> int:
        """Returns how many questions would be asked."""
        raise NotImplementedError

    async def action_begin(self) -> None:
        """Begins with what is chosen."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides what does nothing now."""
        return action != "begin" or self.number() > 0

    def action_change(self, by: int) -> None:
        """Chooses the next or the one before, round the ends."""
        field = self._fields[self.query_one(Rows).cursor or 0]
        field.at = (field.at + by) % len(field.choices)
        self._show()

    async def action_find(self) -> None:
        """Lists all there is to choose from, to be found by typing."""
        field = self._fields[self.query_one(Rows).cursor or 0]

        def take(at: int | None) -> None:
            field.at = field.at if at is None else at
            self._show()

        names = [name for name, _ in field.choices]
        await self.app.push_screen(ChooseScreen(field.name, names, field.at), take)

    async def _picked(self, _: int) -> None:
        self.action_change(1)


class AskTest(AskScreen):
    """Asks what to test.

    Args:
        study: The banks and the progress.
        begin: Begins the test.
        bank: The id of the bank that is chosen at first; empty for all.
    """

    TITLE = "Test"
    HELP = (
        "A test gives no verdict before it is handed in, then a score. Its answers count for the schedule "
        "like any others. {up} and {down} move, {less} and {more} change, {begin} begins. "
        "{find} finds what to choose by typing."
    )

    BINDINGS: ClassVar[list[BindingType]] = [bind("history", "app.history")]

    def __init__(self, study: Study, begin: Begin, bank: str = "") -> None:
        self._begin = begin
        self._bank = _banks(study, bank)
        self._number: _Field[int | None] = _Field(
            "Questions", (*((str(number), number) for number in _NUMBERS), ("all", None))
        )
        self._minutes: _Field[int | None] = _Field(
            "Time", (("no limit", None), *((f"{minutes} minutes", minutes) for minutes in _MINUTES))
        )
        self._attempts = {each.name: each for each in study.testing.attempts()}
        self._counted = lru_cache(1)(self._count)
        super().__init__(study, self._number, self._bank, self._minutes)

    def _there(self) -> int:
        return self._counted(self._bank.value)

    def _count(self, banks: tuple[str, ...]) -> int:
        return _number(self.study.select(Selection(banks)))

    def number(self) -> int:
        """Returns how many questions would be asked."""
        return min(self._there(), self._number.value or self._there())

    def said(self) -> str:
        """Returns what would be asked, in words."""
        if not self._there():
            return "There is no question to ask here."
        said = f"{self.number():,} of {wording.count(self._there(), 'question')}, by chance."
        attempts = self._attempts.get(self.study.test_name(self._bank.value))
        if attempts is None:
            return f"{said}\nYour first test of this."
        best, last = (wording.percent(each.score) for each in (attempts.best, attempts.last))
        if len(attempts.results) == 1:
            return f"{said}\nOne test of this before: {last}."
        before = wording.count(len(attempts.results), "test")
        return f"{said}\n{before} of this before: best {best}, last {last}."

    async def action_begin(self) -> None:
        """Begins the test."""
        minutes = self._minutes.value
        allowed = None if minutes is None else timedelta(minutes=minutes)
        await self._begin(self.study.test(self._bank.value, self._number.value, allowed))


class AskPractice(AskScreen):
    """Asks what to practise.

    Args:
        study: The banks and the progress.
        begin: Begins the sitting.
        bank: The id of the bank that is chosen at first; empty for all.
    """

    TITLE = "Practise"
    HELP = (
        "Practice asks any questions you like and leaves the schedule as it is. Hard ones are those you "
        "missed and have not made good, or forgot more than once. {up} and {down} move, {less} and {more} "
        "change, {begin} begins. {find} finds what to choose by typing."
    )

    def __init__(self, study: Study, begin: Go, bank: str = "") -> None:
        self._begin = begin
        held = [bank.questions for bank in study.library.banks]
        self._bank = _banks(study, bank)
        self._kind = _any("Kind", (kind for questions in held for kind in questions.kinds))
        self._tag = _any("Tag", (tag for questions in held for tag in questions.tags))
        self._which: _Field[Selection] = _Field(
            "Which",
            (
                ("all of them", Selection()),
                ("hard ones", Selection(hard=True)),
                ("flagged ones", Selection(flagged=True)),
            ),
        )
        self._selected = lru_cache(1)(study.select)
        super().__init__(study, self._bank, self._kind, self._tag, self._which)

    def _questions(self) -> Mapping[str, Sequence[str]]:
        banks, tags, kinds = self._bank.value, self._tag.value, self._kind.value
        return self._selected(self._which.value._replace(banks=banks, tags=tags, kinds=kinds))

    def number(self) -> int:
        """Returns how many questions would be asked."""
        found = _number(self._questions())
        limit = self.study.habits.questions
        return found if limit is None else min(found, limit)

    def said(self) -> str:
        """Returns what would be asked, in words."""
        number = self.number()
        if not number:
            return "There is no question like that."
        return f"{wording.count(number, 'question')}. The schedule stays as it is."

    async def action_begin(self) -> None:
        """Begins the sitting."""
        await self._begin(self.study.practise(self._questions()))


def _banks(study: Study, bank: str) -> _Field[tuple[str, ...]]:
    banks = study.library.banks
    choices = (("all banks", ()), *((each.title, (each.id,)) for each in banks))
    ids = [each.id for each in banks]
    return _Field("Bank", choices, ids.index(bank) + 1 if bank in ids else 0)


def _number(found: Mapping[str, Sequence[str]]) -> int:
    return sum(map(len, found.values()))


def _any(name: str, values: Iterable[str]) -> _Field[tuple[str, ...]]:
    """Returns a field with each value once, and before them that any will do."""
    return _Field(name, ((f"any {name.lower()}", ()), *((value, (value,)) for value in sorted(set(values)))))
