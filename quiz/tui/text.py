"""The one gate through which foreign text reaches a widget: no markup, no control characters."""

from textual.content import Content

from quiz.model import Mark, Outcome
from quiz.text import clean, one_line
from quiz.tui import lines
from quiz.tui.lines import MUTED as MUTED
from quiz.tui.sizes import PAGE as PAGE

MARKS = {
    Mark.RIGHT: ("✓", "$text-success"),
    Mark.SLIP: ("✓", "$text-success"),
    Mark.WRONG: ("✗", "$text-error"),
    Mark.MISSED: ("○", "bold $text-success"),
    Mark.IDLE: (" ", MUTED),
}
"""The sign and the style of each mark: the sign says it, the colour only repeats it."""

OUTCOMES = {Outcome.RIGHT: "$text-success", Outcome.PARTLY: "$text-warning", Outcome.WRONG: "$text-error"}
"""The style of each outcome, whose sign is in `wording.SIGNS`."""


def content(text: str, style: str = "") -> Content:
    """Returns foreign text as it stands, lines kept."""
    return Content.styled(clean(text), style)


def line(text: str, style: str = "") -> Content:
    """Returns foreign text on one line."""
    return Content.styled(one_line(text), style)


def drawn(line: lines.Line) -> Content:
    """Returns a line that is made without Textual."""
    return Content.assemble(*line)


def fitted(text: str, width: int, style: str = "") -> Content:
    """Returns foreign text as one line of this width in cells, with an ellipsis where it was cut."""
    return drawn([lines.fitted(text, width, style)])


def bar(share: float, width: int) -> Content:
    """Returns a share from 0 to 1 as a bar of this width in cells."""
    return drawn(lines.bar(share, width))


def hang(head: Content, body: Content, width: int) -> list[Content]:
    """Returns the body wrapped to this width in cells, hanging from a head on its first line."""
    indent = head.cell_length
    wrapped = body.wrap(max(4, width - indent))
    return [(Content.blank(indent) if number else head) + each for number, each in enumerate(wrapped)]


def signed(row: Content, *, here: bool) -> Content:
    """Returns a row of a list with the sign of the cursor before it: colour alone must not show it."""
    return Content.assemble(("▸" if here else " ", "$primary bold"), row)
