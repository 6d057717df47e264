"""What all ways to answer share: the keys, and how an answer is given."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import ClassVar, TypeAlias

from textual._styles_cache import StylesCache
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup

from quiz.model import (
    Confidence,
    Question,
    Response,
    Verdict,
)
from quiz.tui import text
from quiz.tui.keys import bind, key_of
from quiz.tui.widgets import asked
from quiz.tui.widgets.marked import option_rows, part_rows
from quiz.tui.widgets.rows import Row, Rows

Give: TypeAlias = Callable[[Response | str, Confidence], Awaitable[None]]
"""Takes the answer, or the words that say what is still to do."""


def labelling(*, writing: bool) -> list[Binding]:
    """Returns the keys that put a question aside or flag it; where letters are typed, only the F keys."""
    return [bind(name, f"screen.{name}", writing=writing) for name in ("flag", "bury", "suspend")]


def asking(*, writing: bool) -> list[Binding]:
    """Returns the keys of a question: letters, or the same with Ctrl where letters are typed."""
    return [
        bind("answer", "submit('unsaid')", writing=writing),
        bind("guess", "submit('guess')", writing=writing),
        bind("certain", "submit('certain')", writing=writing),
        bind("hint", "screen.hint", writing=writing),
        bind("skip", "screen.skip", writing=writing),
        *labelling(writing=writing),
        bind("undo", "screen.undo", writing=writing),
    ]


class ResponseInput(VerticalGroup):
    """Lets the learner answer one question, and shows afterwards what was right about it.

    Args:
        question: What is asked.
        texts: What there is to pick from, in the order shown.
        give: Takes the answer.
    """

    HOW = ""
    """How to answer, where it is not plain from the look of it; `{action}` stands for a key."""

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__()
        self.question = question
        self.texts = texts
        self._give = give

    def on_unmount(self) -> None:
        """Lets go of what was drawn: Textual's look-up of colours would hold that of a thousand widgets."""
        StylesCache.get_inner_outer.cache_clear()

    def response(self) -> Response | str:
        """Returns the answer as it stands, or what is still to do."""
        raise NotImplementedError

    def begun(self) -> Sequence[object]:
        """Returns what there is of an answer that is not given yet; empty while it is not begun."""
        return ()

    def begin(self) -> None:
        """Takes the keyboard."""
        self.screen.set_focus(self.query_one(Rows), scroll_visible=False)

    async def show(self, verdict: Verdict) -> None:
        """Shows what was right and what was not; more than once where that changes."""
        rows = Rows(part_rows(verdict))
        rows.freeze()
        await self.remove_children()
        await self.mount(rows)

    def show_options(self, verdict: Verdict, missed: str) -> None:
        """Marks the options where they stand, and says this of the right ones that were not given."""
        rows = self.query_one(Rows)
        rows.freeze()
        # The keys pick no more, but the options stay where they are.
        labels = [" " + row.label[1:] if row.label else "" for row in rows.rows]
        rows.show(option_rows(zip(self.texts, labels, strict=True), verdict, missed))

    async def action_submit(self, confidence: str) -> None:
        """Gives the answer, or says what is still to do."""
        await self._give(self.response(), Confidence(confidence))


class TickingInput(ResponseInput):
    """Answers by ticking some of the texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choose", "tick", tooltip="Tick what is under the cursor", show=False)
    ]

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__(question, texts, give)
        self.ticked: set[str] = set()

    @property
    def given(self) -> tuple[str, ...]:
        """The texts that are ticked, in their order."""
        return tuple(each for each in self.texts if each in self.ticked)

    def to_tick(self) -> Rows:
        """Returns the texts as rows to tick."""
        return Rows(self._ticking_rows(), self._picked)

    def _ticking_rows(self) -> tuple[Row, ...]:
        key = partial(key_of, node=self)
        options = (
            asked.ticked(number, each, key, tick=each in self.ticked)
            for number, each in enumerate(self.texts, 1)
        )
        return tuple(Row(text.content(option.text), option.label) for option in options)

    async def _picked(self, index: int) -> None:
        self.ticked ^= {self.texts[index]}
        self.query_one(Rows).show(self._ticking_rows())

    async def action_tick(self) -> None:
        """Ticks what is under the cursor, or takes its tick away."""
        rows = self.query_one(Rows)
        await rows.action_pick(rows.cursor or 0)


class PickingInput(ResponseInput):
    """Answers by picking: letters are keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *asking(writing=False),
        bind("hide", "screen.hide"),
        bind("edit", "screen.edit"),
    ]


class WritingInput(ResponseInput):
    """Answers by typing: letters are letters."""

    BINDINGS: ClassVar[list[BindingType]] = [*asking(writing=True)]
