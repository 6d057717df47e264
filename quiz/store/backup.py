"""Copies of the progress file, kept in a folder beside it."""

import sqlite3
from datetime import datetime
from pathlib import Path


def folder(path: Path) -> Path:
    """Returns where the copies of a progress file are kept."""
    return path.with_name(f"{path.name}-backups")


def exist(path: Path) -> bool:
    """Says whether there is a copy of a progress file."""
    return folder(path).is_dir() and any(folder(path).glob("*.db"))


def before_migration(connection: sqlite3.Connection, now: datetime) -> None:
    """Keeps a copy of an older file before it is migrated."""
    raise NotImplementedError(connection, now)
