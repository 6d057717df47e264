"""Imports what the next keys need, once the first screen is drawn: a bit at a time, so that no key waits."""

import sys
from importlib import import_module

_MODULES = (
    "quiz.study.answering",
    "quiz.tui.screens.question",
    "quiz.tui.widgets.responses.writing",
    "rapidfuzz.distance",
    "quiz.marking.facts",
    "quiz.marking.typed",
    "quiz.tui.widgets.responses.ordering",
    "quiz.tui.widgets.responses.matching",
    "quiz.tui.widgets.responses.recalling",
    "quiz.tui.screens.summary",
    "quiz.tui.screens.ask",
    "quiz.tui.screens.missed",
    "quiz.tui.screens.browse",
    "rapidfuzz.process",
    "quiz.tui.screens.help",
    "quiz.tui.screens.settings",
    "quiz.tui.screens.stats",
    "quiz.tui.screens.test",
    "quiz.tui.screens.result",
)
"""The likeliest first."""


def step() -> bool:
    """Imports one more module; says whether there was one left."""
    left = next((module for module in _MODULES if module not in sys.modules), None)
    if left is not None:
        import_module(left)
    return left is not None
