"""The progress file: an append-only log of events, and what follows from it.

The only importer of sqlite3.
"""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

__all__ = [
    "Backup",
    "BadLog",
    "Finding",
    "Followed",
    "Mark",
    "Miss",
    "NotSaved",
    "ProgressFile",
    "Reached",
    "Summary",
    "Touched",
    "backups",
    "clock_warning",
    "encode_event",
    "look",
    "new_id",
    "restore",
]

if TYPE_CHECKING:
    from quiz.store import codec as codec
    from quiz.store import derive as derive
    from quiz.store import events as events
    from quiz.store import misses as misses
    from quiz.store import progress as progress
    from quiz.store.backup import Backup, Summary, backups, look, restore
    from quiz.store.check import Finding
    from quiz.store.clock import clock_warning
    from quiz.store.derive import Followed
    from quiz.store.faults import NotSaved
    from quiz.store.file import ProgressFile
    from quiz.store.gists import Reached
    from quiz.store.ids import new_id
    from quiz.store.lines import BadLog, encode_event
    from quiz.store.misses import Miss
    from quiz.store.queries import Mark, Touched
else:
    __getattr__ = late.names(
        __name__,
        {
            "codec": "codec",
            "derive": "derive",
            "events": "events",
            "misses": "misses",
            "progress": "progress",
            "Backup": "backup",
            "Summary": "backup",
            "backups": "backup",
            "look": "backup",
            "restore": "backup",
            "Finding": "check",
            "clock_warning": "clock",
            "Followed": "derive",
            "NotSaved": "faults",
            "ProgressFile": "file",
            "Reached": "gists",
            "new_id": "ids",
            "BadLog": "lines",
            "encode_event": "lines",
            "Mark": "queries",
            "Miss": "misses",
            "Touched": "queries",
        },
    )
