"""What a learner gives: a response to each kind of question."""

from quiz.lean_typing import NamedTuple, TypeAlias


class Chosen(NamedTuple):
    """The option picked in a choice."""

    option: str


class Ticked(NamedTuple):
    """The options ticked in a select, or the points in a recall, with what was typed before ticking them."""

    options: tuple[str, ...]
    text: str = ""


class Said(NamedTuple):
    """True or false."""

    truth: bool


class Written(NamedTuple):
    """What was typed: one text, or one for each gap of a cloze."""

    texts: tuple[str, ...]


class Ordered(NamedTuple):
    """The items in the order the learner gave."""

    items: tuple[str, ...]


class Paired(NamedTuple):
    """The left sides with the right sides the learner gave them; a left side may be missing."""

    pairs: tuple[tuple[str, str], ...]


Response: TypeAlias = Chosen | Ticked | Said | Written | Ordered | Paired
