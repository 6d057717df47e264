"""What the browse screen filters questions by: their state, bank, kind and tag."""

from collections.abc import Sequence

from textual.dom import DOMNode

from quiz.model import Bank, Selection
from quiz.study import State
from quiz.tui.keys import key_of
from quiz.tui.widgets.filters import Filter

_NONE = {
    State.ANY: "There is no question here.",
    State.NEW: "No question is new: you have met them all.",
    State.DUE: "Nothing is due today.",
    State.MISSED: "Nothing missed: nothing is wrong that has not come out right since.",
    State.CERTAIN: "Nothing was wrong that you were certain of.",
    State.SUSPENDED: "No question is suspended.",
    State.FLAGGED: "No question is flagged.",
}


class Filters:
    """What is filtered by."""

    def __init__(self) -> None:
        self._state = Filter("by_state", tuple((each.value, each.value) for each in State), State.ANY.value)
        self.bank, self._tag = Filter("by_bank", many=True), Filter("by_tag", many=True)
        self._kind = Filter("by_kind")
        self.all = (self._state, self.bank, self._kind, self._tag)
        """In the order in which they are shown."""

    @property
    def state(self) -> State:
        """The state that questions are to be in."""
        return State(self._state.value)

    @property
    def wanted(self) -> Selection:
        """The banks, tags and kinds that questions are to have."""
        return Selection(self.bank.wanted, self._tag.wanted, self._kind.wanted)

    def offer(self, banks: Sequence[Bank]) -> None:
        """Has these banks to choose from, and the kinds and tags of their questions."""
        kinds = sorted({kind for bank in banks for kind in bank.questions.kinds})
        tags = sorted({tag for bank in banks for tag in bank.questions.tags})
        self.bank.offer([("all banks", ""), *((bank.title, bank.id) for bank in banks)])
        self._kind.offer([("any kind", ""), *((kind, kind) for kind in kinds)])
        self._tag.offer([("any tag", ""), *((tag, tag) for tag in tags)])

    def why_none(self, node: DOMNode, *, typed: bool) -> str:
        """Says why no question fits, and which keys let more in.

        Args:
            node: Where it is said.
            typed: Something is searched for as well.
        """
        if not typed and not any(each.narrows for each in self.all if each is not self._state):
            return f"{_NONE[self.state]} {key_of('by_state', node)} shows the others."
        said = "Nothing fits what you typed." if typed else "No question fits all filters."
        keys = [key_of(each.action, node) for each in self.all if each.narrows]
        change = "changes" if len(keys) == 1 else "change"
        return f"{said} {', '.join(keys)} {change} {'the filters' if typed else 'them'}." if keys else said
