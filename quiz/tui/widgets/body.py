"""What scrolls of a question that does not fit."""

from textual.containers import VerticalScroll


class Body(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Holds a question and the way to answer it; the keys that scroll are left to the screen."""
