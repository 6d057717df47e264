"""What all ways to answer share: the keys, and how an answer is given."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeAlias

from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup

from quiz.model import (
    Confidence,
    Question,
    Response,
    Verdict,
)
from quiz.tui.widgets.marked import option_rows, part_rows
from quiz.tui.widgets.rows import Rows

Give: TypeAlias = Callable[[Response | str, Confidence], Awaitable[None]]
"""Takes the answer, or the words that say what is still to do."""


_EDIT = "Open the bank at this question in your editor"


def labelling(*, typing: bool) -> list[BindingType]:
    """Returns the keys that put a question aside or flag it; where letters are typed, only the F keys."""

    def key(letter: str, other: str) -> str:
        return other if typing else f"{letter},{other}"

    return [
        Binding(
            key("f", "f2"),
            "screen.flag",
            "Flag",
            tooltip="Flag this question with a note, or take the flag off",
            show=False,
        ),
        Binding(key("b", "f3"), "screen.bury", "Bury", tooltip="Leave this question for today", show=False),
        Binding(
            key("x", "f4"),
            "screen.suspend",
            "Suspend",
            tooltip="Never ask this question again, until you take it back",
            show=False,
        ),
    ]


def asking(*, typing: bool) -> list[BindingType]:
    """Returns the keys of a question: letters, or the same with Ctrl where letters are typed."""

    def key(letter: str, other: str) -> str:
        return f"ctrl+{other}" if typing else letter

    return [
        Binding(
            "enter",
            "submit('unsaid')",
            "Answer",
            key_display="Enter",
            tooltip="Give this answer",
        ),
        Binding(key("g", "g"), "submit('guess')", "Guess", tooltip="Give this answer as a guess"),
        Binding(
            key("c", "t"), "submit('certain')", "Certain", tooltip="Give this answer and be certain of it"
        ),
        Binding(key("h", "r"), "screen.hint", "Hint", tooltip="Show the hint"),
        Binding(
            key("s", "n"), "screen.skip", "Skip", tooltip="Leave this question out of the sitting", show=False
        ),
        *([] if typing else [Binding("e", "screen.edit", "Edit", tooltip=_EDIT, show=False)]),
        *labelling(typing=typing),
        *(
            []
            if typing
            else [
                Binding(
                    "v",
                    "screen.hide",
                    "Hide",
                    tooltip="Hide the choices, to recall the answer first",
                    show=False,
                )
            ]
        ),
        Binding(key("u", "b"), "screen.undo", "Undo", tooltip="Take back the last answer"),
        *([Binding("f1", "app.help", "Help", tooltip="Explain this screen and its keys")] if typing else []),
    ]


class ResponseInput(VerticalGroup):
    """Lets the learner answer one question, and shows afterwards what was right about it.

    Args:
        question: What is asked.
        texts: What there is to pick from, in the order shown.
        give: Takes the answer.
    """

    HOW = ""
    """How to answer, where it is not plain from the look of it."""

    BINDINGS: ClassVar[list[BindingType]] = asking(typing=False)

    def __init__(self, question: Question, texts: tuple[str, ...], give: Give) -> None:
        super().__init__()
        self.question = question
        self.texts = texts
        self._give = give

    def response(self) -> Response | str:
        """Returns the answer as it stands, or what is still to do."""
        raise NotImplementedError

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
