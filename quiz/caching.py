"""What every cache needs: files that are there whole or not at all, and which program made them."""

import os
import sys
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from zlib import crc32


def write(place: Path, data: bytes) -> bool:
    """Puts a file that only its owner may read in the place of another, and says whether that could be done.

    It is written beside its place, under a name that begins with a dot; a missing folder is made.
    """
    made = place.with_name(f".{os.getpid()}-{place.name}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(made, "wb", opener=partial(os.open, mode=0o600)) as file:
            file.write(data)
        made.replace(place)
    except OSError:
        with suppress(OSError):
            made.unlink(missing_ok=True)
        return False
    return True


def short(data: bytes) -> str:
    """Returns eight letters that tell these bytes from most others."""
    return f"{crc32(data):08x}"


@cache
def program(*folders: str) -> str:
    """Returns what changes when the code in the package does, or what it is run by.

    Args:
        folders: Those of the package that count beside itself.
    """
    package = Path(__file__).resolve().parent
    states = sorted(
        (entry.name, status.st_size, status.st_mtime_ns)
        for folder in (package, *(package / name for name in folders))
        for entry in os.scandir(folder)
        if entry.name.endswith(".py")
        for status in [entry.stat()]
    )
    return short(repr((states, sys.version, sys.byteorder)).encode())
