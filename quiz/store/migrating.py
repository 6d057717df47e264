"""Brings a progress file to the newest version: the scripts, and running them."""

import sqlite3
from collections.abc import Iterator, Sequence

from quiz.store.database import Step, number
from quiz.store.form import APPLICATION_ID


def scripts() -> list[str]:
    """Returns the migrations: the n-th takes an older file to version n."""
    from importlib.resources import files

    folder = files("quiz.store") / "migrations"
    return [each.read_text("utf-8") for each in sorted(folder.iterdir(), key=lambda each: each.name)]


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def migrate(connection: sqlite3.Connection, migrations: Sequence[str], derive: Step) -> None:
    """Takes the file to the newest version, in one transaction: all of it or nothing.

    Args:
        connection: The file.
        migrations: The scripts that there are.
        derive: Makes again what is derived from the log, where an older file was migrated.

    Raises:
        sqlite3.Error: It does not work; closed now, the file is as it was.
    """
    connection.execute("BEGIN IMMEDIATE")
    version = number(connection, "PRAGMA user_version")
    for script in migrations[version:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {max(version, len(migrations))}")
    if 0 < version < len(migrations):
        derive(connection)
    connection.execute("COMMIT")
