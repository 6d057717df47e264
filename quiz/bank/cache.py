"""Banks that were read before, kept so that they need not be read again while their files are the same.

It is only a cache. Each bank is a file of its own (see quiz.bank.packed), written beside its place and then
put there at once. What is damaged, missing or of another program is read anew, and a folder that cannot be
written to is done without.
"""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from quiz import caching
from quiz.bank import packed
from quiz.bank.files import Files, Reading, state
from quiz.caching import short
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank, Place
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.paths import AnyPath

_SUFFIX = ".bank"
_READERS = ("model", "bank", "bank/foreign")
"""The folders of the code that reads banks."""
_MOST = 4_000
"""Banks that are kept."""
_FIRST = 4_096
"""Bytes read at first: most heads are shorter."""
_FINE, _COARSE = 100_000_000, 2_000_000_000
"""Nanoseconds within which a disk may give two changes of a file the same time; coarse, where it knows no
microseconds."""


class Cache:
    """A folder of banks that were read.

    Args:
        folder: Where they are kept; made when it is needed.
    """

    def __init__(self, folder: "AnyPath") -> None:
        self._folder = folder
        self._wrote = False

    def find(self, path: str, status: os.stat_result) -> Reading | None:
        """Returns the bank that was read from a file in this state; None where it has to be read."""
        origin = _origin(path, status)
        read = partial(_read, self._place(origin))
        try:
            head = packed.head(read, _FIRST)
        except (EOFError, ValueError, TypeError):
            return None
        return _unpacked(head, path, read) if head.of == origin else None

    def keep(self, path: str, status: os.stat_result, reading: Reading) -> Reading:
        """Keeps what was read from a file in this state, and returns it as `find` would.

        It is returned as it is where it has problems, cannot be kept, or its file was changed just now.
        """
        bank, place = reading.bank, reading.place
        if bank is None or place is None or not _settled(status):
            return reading
        from quiz.bank import packing

        origin = _origin(path, status)
        data = packing.pack(bank, place, origin)
        kept = self._place(origin)
        if not caching.write(kept, data):
            return reading
        self._wrote = True
        return _unpacked(packed.head(packed.held(data), len(data)), path, partial(_read, kept))

    def tidy(self) -> None:
        """Deletes what is kept of former states of files, where something has been kept meanwhile."""
        if not self._wrote:
            return
        with suppress(OSError):
            for name in self._superfluous():
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(self._folder, name))

    def _place(self, origin: list[str | int]) -> str:
        path, *_ = origin
        return f"{self._folder}/{short(str(path).encode())}-{short(repr(origin).encode())}{_SUFFIX}"

    def _superfluous(self) -> Iterator[str]:
        """Yields all that is kept of a file but the last two, of which one may be in use; and the oldest.

        What a process left that was stopped while it wrote begins with a dot.
        """
        times = {entry.name: entry.stat().st_mtime_ns for entry in os.scandir(self._folder)}
        latest = sorted(times, key=lambda name: -times[name])
        seen: defaultdict[str, int] = defaultdict(int)
        for number, name in enumerate(latest):
            file = name.partition("-")[0]
            seen[file] += 1
            left = file.startswith(".") and times[latest[0]] - times[name] > _COARSE
            if number >= _MOST or seen[file] > 2 or left:
                yield name


def _unpacked(head: packed.Head, path: str, read: packed.Read) -> Reading:
    questions = packed.Packed(head, path, read, partial(_packed_again, path))
    bank = Bank(head.id, head.title, path, questions, head.about)
    return Reading(bank, [], head.id, Place(path, head.line, head.column))


def _packed_again(path: str) -> bytes:
    """Packs a bank file as it is now.

    Raises:
        QuizError: It is no bank any more.
    """
    from quiz.bank import banks, packing

    for _, data in Files().read([path]):
        reading = banks.read(data, path)
        if reading.bank and reading.place:
            return packing.pack(reading.bank, reading.place, None)
    raise QuizError(f"{one_line(path)} can no longer be read.", "Start again.")


def _read(place: str, offset: int, size: int) -> bytes:
    try:
        descriptor = os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            # A damaged length asks for up to 4 GB, which would be made room for at once.
            return os.pread(descriptor, min(size, os.fstat(descriptor).st_size), offset)
        finally:
            os.close(descriptor)
    except OSError:
        return b""


def _settled(status: os.stat_result) -> bool:
    """Says whether a later change of the file is sure to change its state."""
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return time.time_ns() - changed > (_FINE if changed % 1_000_000 else _COARSE)


def _origin(path: str, status: os.stat_result) -> list[str | int]:
    return [os.fsencode(path).hex(), *state(status), caching.program(*_READERS)]
