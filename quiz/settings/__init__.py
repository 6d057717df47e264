"""The settings file: the learner's own TOML, checked value by value, changed without losing a comment."""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from quiz.settings.defaults import Settings, read
    from quiz.settings.reading import MAX_BYTES, SettingProblem
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
        Value,
        check_name,
        stored,
        typed,
    )
    from quiz.settings.writing import write
else:
    __getattr__ = late.names(
        __name__,
        {
            "MAX_BYTES": "reading",
            "SettingProblem": "reading",
            "DAY": "values",
            "KEYS": "values",
            "KEYS_TAKE": "values",
            "NO_LIMIT": "values",
            "SETTINGS": "values",
            "SWITCH": "values",
            "TEXT": "values",
            "Form": "values",
            "Setting": "values",
            "Settings": "defaults",
            "read": "defaults",
            "Value": "values",
            "check_name": "values",
            "stored": "values",
            "typed": "values",
            "write": "writing",
        },
    )
