"""What every cache needs: files that are there whole or not at all, and which program made them."""

import json
import os
import sys
from contextlib import suppress
from functools import cache, partial
from typing import Any, TypeAlias
from zlib import crc32

Json: TypeAlias = Any
"""What `json` makes of what is kept."""


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


def find(place: str, of: Json) -> Json:
    """Returns what `keep` put in a file; None where there is none, or it is damaged or of something else."""
    try:
        with open(place, "rb") as file:
            checksum, _, text = file.read().partition(b"\n")
        told, value = json.loads(text) if int(checksum, 16) == crc32(text) else (None, None)
    except (OSError, ValueError, TypeError):
        return None
    return value if told == of else None


def keep(place: str, of: Json, value: Json) -> bool:
    """Puts what JSON can hold in a file, for `find`; says whether that could be done.

    Args:
        place: The file.
        of: What it is kept of: whatever else it is, it cannot be used.
        value: What is kept.
    """
    text = json.dumps([of, value], separators=(",", ":")).encode()
    return write(place, f"{short(text)}\n".encode() + text)


def short(data: bytes) -> str:
    """Returns eight letters that tell these bytes from most others."""
    return f"{crc32(data):08x}"


@cache
def program(*folders: str) -> str:
    """Returns what changes when the code in the package does, or what it is run by.

    Args:
        folders: Those of the package that count beside itself.
    """
    package = os.path.dirname(os.path.realpath(__file__))
    states = sorted(
        (entry.name, status.st_size, status.st_mtime_ns)
        for folder in (package, *(os.path.join(package, name) for name in folders))
        for entry in os.scandir(folder)
        if entry.name.endswith(".py")
        for status in [entry.stat()]
    )
    return short(repr((states, sys.version, sys.byteorder)).encode())
