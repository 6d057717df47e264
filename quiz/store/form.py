"""What a progress file is known by: apart from all that opens one, for whoever has no time to import that."""

import os

from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.paths import AnyPath

APPLICATION_ID = 0x54517569
"""Says whose file it is (sqlite.org/pragma.html#pragma_application_id): "TQui"."""

VERSION = 3
"""The newest version that this program knows, which is the number of migrations."""

FEW = "event NOT IN ('review', 'change', 'void')"
"""Has SQLite use the index of the events that are few: it must be said in the index's own words."""

READ_ONLY = ("PRAGMA query_only = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")
"""What is said to a file that is not to be changed."""

ASIDE = (
    "SELECT coalesce(alias.new_bank, event.bank) AS bank,"
    " coalesce(alias.new_question, event.question) AS question"
    " FROM review AS event LEFT JOIN alias ON alias.bank = event.bank AND alias.question = event.question"
    f" WHERE {FEW} AND (event = 'suspend' OR event = 'bury' AND day = :day)"
    " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = event.id AND void.event = 'void')"
)
"""Selects what is suspended, or buried for `:day`, under the keys that count now."""


def address(path: "AnyPath", access: str) -> str:
    """Returns what SQLite opens a file by (sqlite.org/uri.html).

    Args:
        path: The file.
        access: How, such as `mode=rw`.
    """
    name = os.fspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'//' * name.startswith('/')}{name}?{access}"
