"""Makes progress files of version 1, with the schema and by the rules of that version."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from quiz.model import Event
from quiz.store import codec, form, migrating

COLUMNS = (
    *("event", "id", "time", "offset", "day", "bank", "question", "fingerprint", "kind", "mode", "response"),
    *("score", "outcome", "confidence", "hinted", "rating", "milliseconds", "sitting", "device"),
    *("target", "new_bank", "new_question"),
)


def checksum(row: tuple[codec.Value, ...]) -> bytes:
    return sha256(json.dumps(list(row), separators=(",", ":")).encode("ascii")).digest()


def first_version(path: Path, events: Iterable[Event]) -> None:
    """Writes a file that knows the events of version 1; its cache is empty, and made again by a migration."""
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(migrating.scripts()[0])
        connection.execute(f"PRAGMA application_id = {form.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO meta VALUES ('device', '0123456789abcdef')")
        for event in events:
            held = dict(zip(codec.COLUMNS, codec.values(event), strict=True))
            row = tuple(held[name] for name in COLUMNS)
            connection.execute(
                f"INSERT INTO review ({', '.join(COLUMNS)}, checksum) VALUES (?{', ?' * len(COLUMNS)})",
                (*row, checksum(row)),
            )
        connection.commit()
