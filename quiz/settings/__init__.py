"""The settings file: the learner's own TOML, checked value by value, changed without losing a comment."""

from quiz.settings.reading import MAX_BYTES, SettingProblem, read
from quiz.settings.values import (
    DAY,
    KEYS,
    KEYS_TAKE,
    NO_LIMIT,
    SETTINGS,
    SWITCH,
    TEXT,
    Form,
    Setting,
    Settings,
    Value,
    check_name,
    stored,
    typed,
)
from quiz.settings.writing import write

__all__ = [
    "DAY",
    "KEYS",
    "KEYS_TAKE",
    "MAX_BYTES",
    "NO_LIMIT",
    "SETTINGS",
    "SWITCH",
    "TEXT",
    "Form",
    "Setting",
    "SettingProblem",
    "Settings",
    "Value",
    "check_name",
    "read",
    "stored",
    "typed",
    "write",
]
