"""What is shown after answering: the verdict, the reasons, the rating and its next date."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quiz import wording
from quiz.model import Answered, Confidence, Outcome, Question, Rating, Source
from quiz.tui import text
from quiz.tui.keys import bind, key_of
from quiz.tui.widgets.responses.base import labelling


class Feedback(VerticalGroup):
    """Why the answer is right and where it comes from, below the marked response."""

    DEFAULT_CSS = """
    Feedback {
        display: none;
        margin-top: 1;
        Static { margin-bottom: 1; }
        #source { color: $foreground 72%; }
        #before { display: none; }
        &.-before #before { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """Makes room for each part; a part that is looked up each time would be held by Textual as often."""
        self._why, self._source, self._before = Static(id="why"), Static(id="source"), Static(id="before")
        yield from (self._why, self._source, self._before)

    def show(self, answered: Answered, before: Content) -> None:
        """Shows the feedback on an answer, and in a line what came before it."""
        self._why.display = bool(answered.question.why)
        self._why.update(text.content(answered.question.why))
        said = source_line(answered.question)
        self._source.display = bool(said)
        self._source.update(text.line(said))
        self._before.update(before)
        self.set_class(bool(before), "-before")
        self.display = True


def _verdict(answered: Answered) -> Content:
    review = answered.review
    outcome = review.outcome
    said = f"{wording.SIGNS[outcome]} {wording.OUTCOMES[outcome]}"
    if outcome is Outcome.PARTLY:
        said += f", {wording.percent(review.score)}"
    notes = []
    if answered.overruled:
        notes.append("your own verdict")
    if review.confidence is Confidence.GUESS:
        notes.append("as a guess")
    if review.confidence is Confidence.CERTAIN:
        notes.append("certain: the one to remember" if outcome is Outcome.WRONG else "and certain")
    if review.hinted:
        notes.append("with the hint")
    return Content.assemble(
        (said, text.OUTCOMES[outcome]), (f"  {' · '.join(notes)}" if notes else "", text.MUTED)
    )


def source_line(question: Question) -> str:
    """Returns where the answer comes from, on one line: author, title, publisher, date, place, as-of day."""
    source: Source = question.source
    named = [source.author, source.title, source.publisher, source.date]
    parts = [", ".join(part for part in named if part), question.where]
    if question.as_of and question.as_of != source.date:
        parts.append(f"true as of {question.as_of}")
    return " · ".join(part for part in parts if part)


class _RatingKey(Static):
    """One rating with its next date; a click takes it."""

    @dataclass
    class Clicked(Message):
        """The rating was clicked."""

        rating: Rating

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.rating = rating

    def on_click(self, event: events.Click) -> None:
        """Says that the rating was clicked."""
        event.stop()
        self.post_message(self.Clicked(self.rating))


class RatingBar(VerticalGroup, can_focus=True):
    """The verdict, and the four ratings with the day each would bring the question back on."""

    DEFAULT_CSS = """
    RatingBar {
        display: none;
        height: auto;
        padding: 0 1 0 2;
        border-top: solid $foreground 20%;
        border-title-align: right;
        border-title-color: $foreground 72%;
        #verdict { text-style: bold; }
        HorizontalGroup { height: 2; }
        _RatingKey { width: 1fr; height: 2; color: $foreground 72%; }
        _RatingKey { text-wrap: nowrap; text-overflow: ellipsis; }
        _RatingKey.-taken { color: $foreground; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "screen.scroll_line(-1)", show=False),
        bind("down", "screen.scroll_line(1)", show=False),
        bind("next", "screen.next"),
        bind("overrule", "screen.overrule"),
        bind("undo", "screen.undo", tooltip="Take back this answer"),
        bind("edit", "screen.edit"),
        *labelling(writing=False),
        *(
            bind(name.lower(), f"screen.rate({rating.value})", show=False)
            for rating, name in wording.RATINGS.items()
        ),
    ]

    def compose(self) -> ComposeResult:
        """Lists the ratings below the verdict."""
        yield Static(id="verdict")
        with HorizontalGroup():
            for rating in Rating:
                yield _RatingKey(rating)

    def show(self, answered: Answered, today: date) -> None:
        """Shows the verdict and the ratings of an answer, and takes the keyboard."""
        self.query_one("#verdict", Static).update(_verdict(answered))
        self.query_one(HorizontalGroup).display = bool(answered.outlook)
        for key in self.query(_RatingKey) if answered.outlook else ():
            taken = key.rating is answered.review.rating
            key.set_class(taken, "-taken")
            name = key_of(wording.RATINGS[key.rating].lower(), self)
            key.update(
                Content.assemble(
                    f"{'▸' if taken else ' '}{name} {wording.RATINGS[key.rating]}\n",
                    f"  {wording.day(answered.outlook[key.rating], today)}",
                )
            )
        self.display = True
        self.screen.set_focus(self)

    def on__rating_key_clicked(self, event: _RatingKey.Clicked) -> None:
        """Takes the rating that was clicked."""
        self.screen.call_later(self.run_action, f"screen.rate({event.rating.value})")
