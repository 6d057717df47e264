"""The progress file: an append-only log of events, and what follows from it.

The only importer of sqlite3.
"""

from quiz.store.database import NotSaved
from quiz.store.file import ProgressFile, Totals
from quiz.store.ids import new_id

__all__ = ["NotSaved", "ProgressFile", "Totals", "new_id"]
