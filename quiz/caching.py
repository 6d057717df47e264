"""What every cache needs: files that are there whole or not at all, and which program made them."""

import marshal
import os
import sys
from contextlib import suppress
from functools import cache, partial
from zlib import crc32

from quiz.lean_typing import Any, TypeAlias

Plain: TypeAlias = Any
"""What marshal can hold: texts and numbers, in tuples, lists and dicts.

It is always at hand: json takes longer to import than to read what is kept of a hundred banks. As with
Python's own compiled files, what is read was written by the same program, into a folder of its user's alone.
"""


def write(place: str, data: bytes) -> bool:
    """Puts a file that only its owner may read in the place of another, and says whether that could be done.

    It is written beside its place, under a name that begins with a dot; a missing folder is made.
    """
    folder, name = os.path.split(place)
    made = os.path.join(folder, f".{os.getpid()}-{name}")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(made, "wb", opener=partial(os.open, mode=0o600)) as file:
            file.write(data)
        os.replace(made, place)
    except OSError:
        with suppress(OSError):
            os.unlink(made)
        return False
    return True


def _at_once(path: str, flags: int) -> int:
    """Opens a file; a pipe in its place is not waited for."""
    return os.open(path, flags | os.O_NONBLOCK)


def find(place: str, of: Plain) -> Plain:
    """Returns what `keep` put in a file; None where there is none, or it is damaged or of something else."""
    try:
        with open(place, "rb", opener=_at_once) as file:
            checksum, _, data = file.read().partition(b"\n")
        told, value = marshal.loads(data) if int(checksum, 16) == crc32(data) else (None, None)
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return value if told == of else None


def keep(place: str, of: Plain, value: Plain) -> bool:
    """Puts what marshal can hold in a file, for `find`; says whether that could be done.

    Args:
        place: The file.
        of: What it is kept of: whatever else it is, it cannot be used.
        value: What is kept.
    """
    data = marshal.dumps([of, value])
    return write(place, f"{short(data)}\n".encode() + data)


def short(data: bytes) -> str:
    """Returns eight letters that tell these bytes from most others."""
    return f"{crc32(data):08x}"


@cache
def program(*folders: str) -> str:
    """Returns what changes when the code in the package does, or what it is run by.

    Args:
        folders: Those of the package that count beside itself.
    """
    states = [_modules(folder) for folder in ("", *folders)]
    return short(repr((states, sys.version, sys.byteorder)).encode())


@cache
def _modules(folder: str) -> list[tuple[str, int, int]]:
    """Returns what changes when the code in a folder of the package does."""
    return sorted(
        (entry.name, status.st_size, status.st_mtime_ns)
        for entry in os.scandir(os.path.join(os.path.dirname(__file__), folder))
        if entry.name.endswith(".py")
        for status in [entry.stat()]
    )
