"""The ways to answer: one widget for each kind of question."""

from dataclasses import dataclass
from typing import ClassVar, assert_never

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from quiz.model import (
    Choice,
    Chosen,
    Cloze,
    Confidence,
    Match,
    Number,
    Order,
    Ordered,
    Paired,
    Question,
    Recall,
    Response,
    Said,
    Select,
    Ticked,
    TrueFalse,
    Typed,
    Verdict,
    Written,
)
from quiz.tui import text
from quiz.tui.widgets.marked import option_rows, part_rows
from quiz.tui.widgets.rows import Row, Rows


def _asking(*, typing: bool) -> list[BindingType]:
    """Returns the keys of a question: letters, or the same with Ctrl where letters are typed."""

    def key(letter: str, other: str) -> str:
        return f"ctrl+{other}" if typing else letter

    return [
        Binding("enter", "submit('unsaid')", "Answer", key_display="Enter", tooltip="Give this answer"),
        Binding(key("g", "g"), "submit('guess')", "Guess", tooltip="Give this answer as a guess"),
        Binding(
            key("c", "t"), "submit('certain')", "Certain", tooltip="Give this answer and be certain of it"
        ),
        Binding(key("h", "r"), "screen.hint", "Hint", tooltip="Show the hint"),
        Binding(
            key("s", "n"), "screen.skip", "Skip", tooltip="Leave this question out of the sitting", show=False
        ),
        Binding(key("u", "b"), "screen.undo", "Undo", tooltip="Take back the last answer"),
    ]


class ResponseInput(VerticalGroup):
    """Lets the learner answer one question, and shows afterwards what was right about it.

    Args:
        question: What is asked.
        texts: What there is to pick from, in the order shown.
    """

    HOW = ""
    """How to answer, where it is not plain from the look of it."""

    BINDINGS: ClassVar[list[BindingType]] = _asking(typing=False)

    @dataclass
    class Submitted(Message):
        """An answer was given."""

        response: Response
        confidence: Confidence

    @dataclass
    class Incomplete(Message):
        """There is no answer yet; the text says what to do."""

        text: str

    def __init__(self, question: Question, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.question = question
        self.texts = texts

    def response(self) -> Response | str:
        """Returns the answer as it stands, or what is still to do."""
        raise NotImplementedError

    def begin(self) -> None:
        """Takes the keyboard."""
        self.query_one(Rows).focus()

    def show(self, verdict: Verdict) -> None:
        """Shows what was right and what was not."""
        rows = Rows(part_rows(verdict))
        rows.freeze()
        self.remove_children()
        self.mount(rows)

    def show_options(self, verdict: Verdict, missed: str) -> None:
        """Marks the options where they stand, and says this of the right ones that were not given."""
        rows = self.query_one(Rows)
        rows.freeze()
        rows.show(option_rows(self.texts, verdict, missed))

    def action_submit(self, confidence: str) -> None:
        """Gives the answer, if it is complete."""
        response = self.response()
        if isinstance(response, str):
            self.post_message(self.Incomplete(response))
        else:
            self.post_message(self.Submitted(response, Confidence(confidence)))


class ChoiceInput(ResponseInput):
    """Picks one of several options; a digit or a click answers at once."""

    def compose(self) -> ComposeResult:
        """Lists the options."""
        yield Rows(tuple(Row(text.content(option), str(n)) for n, option in enumerate(self.texts, 1)))

    def response(self) -> Response | str:
        """Returns the option under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Pick an option: press its number." if cursor is None else Chosen(self.texts[cursor])

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_submit(Confidence.UNSAID)

    def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "this is the answer")


class TrueFalseInput(ChoiceInput):
    """Says true or false."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "say(0)", "True"),
        Binding("f", "say(1)", "False"),
    ]

    def __init__(self, question: Question) -> None:
        super().__init__(question, ("True", "False"))

    def response(self) -> Response | str:
        """Returns what is under the cursor."""
        cursor = self.query_one(Rows).cursor
        return "Say true or false: press t or f." if cursor is None else Said(cursor == 0)

    def action_say(self, index: int) -> None:
        """Answers."""
        self.query_one(Rows).action_pick(index)


class SelectInput(ResponseInput):
    """Ticks all options that are right."""

    HOW = "Tick all that are right, then press Enter."

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", "Tick")]

    def __init__(self, question: Question, texts: tuple[str, ...]) -> None:
        super().__init__(question, texts)
        self.ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lists the options."""
        yield Rows(self._rows())

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(text.content(option), f"{number} [{'x' if option in self.ticked else ' '}]")
            for number, option in enumerate(self.texts, 1)
        )

    def response(self) -> Response | str:
        """Returns the options that are ticked."""
        ticked = tuple(option for option in self.texts if option in self.ticked)
        return Ticked(ticked) if ticked else "Tick at least one: press its number."

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.ticked ^= {self.texts[event.index]}
        event.rows.show(self._rows())

    def action_tick(self) -> None:
        """Ticks the option under the cursor, or takes its tick away."""
        rows = self.query_one(Rows)
        rows.action_pick(rows.cursor or 0)

    def show(self, verdict: Verdict) -> None:
        """Marks the options where they stand."""
        self.show_options(verdict, "right, not ticked")


class _OrderRows(Rows):
    """Rows of which one can be held and moved."""

    @dataclass
    class Moved(Message):
        """The held row is to move."""

        by: int

    held = False

    def action_move(self, by: int) -> None:
        """Moves the cursor, or the row that is held."""
        if self.held:
            self.post_message(self.Moved(by))
        else:
            super().action_move(by)


class OrderInput(ResponseInput):
    """Puts the items in order: pick one up, move it, put it down."""

    HOW = "3 then 1 moves the third to the top; or Space, arrows, Space. Enter answers."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "grip", "Move", tooltip="Pick the item up, or put it down"),
        Binding("shift+up,K", "shift(-1)", "Move up", show=False),
        Binding("shift+down,J", "shift(1)", "Move down", show=False),
    ]

    def __init__(self, question: Question, texts: tuple[str, ...]) -> None:
        super().__init__(question, texts)
        self.items = list(texts)
        self.touched = False

    def compose(self) -> ComposeResult:
        """Lists the items."""
        yield _OrderRows(self._rows(None))

    def _rows(self, held: int | None) -> tuple[Row, ...]:
        return tuple(
            Row(
                text.content(item),
                str(index + 1),
                "≡" if index == held else "",
                "$accent" if index == held else "",
            )
            for index, item in enumerate(self.items)
        )

    def response(self) -> Response | str:
        """Returns the order as it stands, once anything was moved."""
        if not self.touched:
            return "Nothing was moved yet. If they stand right, pick one up and put it down again."
        return Ordered(tuple(self.items))

    def _move(self, start: int, end: int) -> None:
        self.items.insert(end, self.items.pop(start))
        self.touched = True
        rows = self.query_one(_OrderRows)
        rows.cursor = end
        rows.show(self._rows(end if rows.held else None))

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        rows = self.query_one(_OrderRows)
        if not rows.held:
            rows.held = True
            self._held = event.index
            rows.show(self._rows(event.index))
        else:
            rows.held = False
            self._move(self._held, event.index)

    @on(_OrderRows.Moved)
    def _moved(self, event: _OrderRows.Moved) -> None:
        end = max(0, min(len(self.items) - 1, self._held + event.by))
        self._move(self._held, end)
        self._held = end

    def action_grip(self) -> None:
        """Picks up the item under the cursor, or puts down the one that is held."""
        rows = self.query_one(_OrderRows)
        rows.action_pick(rows.cursor or 0)

    def action_shift(self, by: int) -> None:
        """Moves the item under the cursor."""
        start = self.query_one(_OrderRows).cursor or 0
        self._held = max(0, min(len(self.items) - 1, start + by))
        self._move(start, self._held)


class MatchInput(ResponseInput):
    """Pairs left sides with right sides: the left one's number, then the right one's."""

    HOW = "A number above, then its match below. Enter answers when all are paired."

    DEFAULT_CSS = """
    MatchInput #rights {
        margin-top: 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Pick")]

    def __init__(self, question: Question, kind: Match, texts: tuple[str, ...]) -> None:
        super().__init__(question, texts)
        self.lefts = tuple(left for left, _ in kind.pairs)
        self.pairs: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lists both sides."""
        lefts = Rows(self._left_rows(), id="lefts")
        lefts.cursor = 0
        lefts.keeps_cursor = True
        yield lefts
        yield Rows(self._right_rows(), id="rights")

    def _left_rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(
                Content.assemble(
                    text.content(left),
                    ("  →  ", text.MUTED),
                    text.content(self.pairs.get(left, "…"), "$text-accent"),
                ),
                str(number),
            )
            for number, left in enumerate(self.lefts, 1)
        )

    def _right_rows(self) -> tuple[Row, ...]:
        used = set(self.pairs.values())
        return tuple(
            Row(
                text.content(right),
                str(number),
                "·" if right in used else "",
                text.MUTED if right in used else "",
            )
            for number, right in enumerate(self.texts, 1)
        )

    def response(self) -> Response | str:
        """Returns the pairs, once every left side has one."""
        if len(self.pairs) < len(self.lefts):
            return "Some have no match yet."
        return Paired(tuple((left, self.pairs[left]) for left in self.lefts))

    @on(Rows.Picked, "#lefts")
    def _left_picked(self) -> None:
        self.query_one("#rights", Rows).focus()

    @on(Rows.Picked, "#rights")
    def _right_picked(self, event: Rows.Picked) -> None:
        lefts = self.query_one("#lefts", Rows)
        left = self.lefts[lefts.cursor or 0]
        right = self.texts[event.index]
        self.pairs = {key: value for key, value in self.pairs.items() if value != right} | {left: right}
        open_ = [index for index, each in enumerate(self.lefts) if each not in self.pairs]
        lefts.cursor = open_[0] if open_ else lefts.cursor
        lefts.show(self._left_rows())
        event.rows.show(self._right_rows())
        lefts.focus()

    def action_pick(self) -> None:
        """Picks what is under the cursor."""
        rows = next(rows for rows in self.query(Rows) if rows.has_focus)
        rows.action_pick(rows.cursor or 0)

    def begin(self) -> None:
        """Takes the keyboard."""
        self.query_one("#lefts").focus()


class TypedInput(ResponseInput, inherit_bindings=False):
    """Types the answer."""

    BINDINGS: ClassVar[list[BindingType]] = _asking(typing=True)

    def __init__(self, question: Question, placeholder: str) -> None:
        super().__init__(question, ())
        self.placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Gives a line to type on."""
        yield Input(placeholder=self.placeholder)

    def response(self) -> Response | str:
        """Returns what was typed."""
        typed = self.query_one(Input).value
        return Written((typed,)) if typed.strip() else "Type an answer, or skip the question."

    def begin(self) -> None:
        """Takes the keyboard."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_submit(Confidence.UNSAID)


class ClozeInput(ResponseInput, inherit_bindings=False):
    """Fills the gaps of a text; what is typed shows in the text."""

    DEFAULT_CSS = """
    ClozeInput #text {
        margin: 0 0 1 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = _asking(typing=True)

    def __init__(self, question: Question, kind: Cloze) -> None:
        super().__init__(question, ())
        self.kind = kind

    def compose(self) -> ComposeResult:
        """Shows the text and a line for each gap."""
        yield Static(self._text(), id="text")
        for number, gap in enumerate(self.kind.gaps, 1):
            yield Input(placeholder=text.line(f"gap {number}{': ' + gap.hint if gap.hint else ''}").plain)

    @property
    def _inputs(self) -> list[Input]:
        return list(self.query(Input)) if self.is_mounted else []

    def _text(self) -> Content:
        typed = [input_.value for input_ in self._inputs] or [""] * len(self.kind.gaps)
        parts = [text.content(self.kind.texts[0])]
        for number, (value, after) in enumerate(zip(typed, self.kind.texts[1:], strict=True), 1):
            shown = value.strip() or f" {number} " + "_" * 6
            parts += [text.content(shown, "bold underline $text-accent"), text.content(after)]
        return Content("").join(parts)

    def response(self) -> Response | str:
        """Returns what was typed into the gaps."""
        typed = tuple(input_.value for input_ in self._inputs)
        return (
            Written(typed) if any(each.strip() for each in typed) else "Fill the gaps: Tab goes to the next."
        )

    def begin(self) -> None:
        """Takes the keyboard."""
        self._inputs[0].focus()

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#text", Static).update(self._text())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        later = self._inputs[self._inputs.index(event.input) + 1 :]
        if later:
            later[0].focus()
        else:
            self.action_submit(Confidence.UNSAID)


class _Notes(TextArea):
    """A text of several lines that Enter gives."""

    @dataclass
    class Given(Message):
        """Enter was pressed."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(self.Given())
        else:
            await super()._on_key(event)


class RecallInput(ResponseInput, inherit_bindings=False):
    """Writes or thinks the answer freely, then ticks the points that were in it."""

    DEFAULT_CSS = """
    RecallInput TextArea {
        height: 5;
        margin-left: 1;
    }
    RecallInput Static {
        color: $foreground 65%;
        margin: 0 0 1 1;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *_asking(typing=True),
        Binding("space", "tick", "Tick", show=False),
    ]

    def __init__(self, question: Question, texts: tuple[str, ...]) -> None:
        super().__init__(question, texts)
        self.ticked: set[str] = set()

    def compose(self) -> ComposeResult:
        """Gives room to write, and keeps the points back."""
        yield _Notes(compact=True)
        yield Static("Write the answer, or only think it. Enter shows the points.", id="todo")

    @property
    def _revealed(self) -> bool:
        return bool(self.query(Rows))

    def _rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(text.content(point), f"{number} [{'x' if point in self.ticked else ' '}]")
            for number, point in enumerate(self.texts, 1)
        )

    @on(_Notes.Given)
    async def _reveal(self) -> None:
        self.query_one(_Notes).disabled = True
        self.query_one("#todo", Static).update(
            "Tick the points that you had: press their numbers, then Enter."
        )
        rows = Rows(self._rows())
        await self.mount(rows)
        rows.focus()

    def response(self) -> Response | str:
        """Returns what was written and the points that are ticked."""
        if not self._revealed:
            return "Enter shows the points first."
        ticked = tuple(point for point in self.texts if point in self.ticked)
        return Ticked(ticked, self.query_one(_Notes).text)

    def begin(self) -> None:
        """Takes the keyboard."""
        self.query_one(_Notes).focus()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.ticked ^= {self.texts[event.index]}
        event.rows.show(self._rows())

    def action_tick(self) -> None:
        """Ticks the point under the cursor, or takes its tick away."""
        rows = self.query_one(Rows)
        rows.action_pick(rows.cursor or 0)


def response_input(question: Question, texts: tuple[str, ...]) -> ResponseInput:
    """Returns the widget that asks this question."""
    match question.kind:
        case Choice():
            return ChoiceInput(question, texts)
        case Select():
            return SelectInput(question, texts)
        case TrueFalse():
            return TrueFalseInput(question)
        case Typed():
            return TypedInput(question, "your answer")
        case Number():
            return TypedInput(question, "a number")
        case Cloze():
            return ClozeInput(question, question.kind)
        case Order():
            return OrderInput(question, texts)
        case Match():
            return MatchInput(question, question.kind, texts)
        case Recall():
            return RecallInput(question, texts)
        case _:
            assert_never(question.kind)
