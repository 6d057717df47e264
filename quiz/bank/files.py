"""Finding bank files and reading them, whatever else lies about under such names."""

import errno
import os
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from quiz.model import Bank, Place

if TYPE_CHECKING:
    from quiz.model import Problem
    from quiz.paths import AnyPath

MAX_BYTES = 2_000_000
"""Of one file."""
MAX_FOLDER_BYTES = 64_000_000
MAX_FOLDER_FILES = 2_000
MAX_ENTRIES = 50_000
"""Bank files and folders looked at in one folder, so that a whole disk given by mistake is not searched."""
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0)
"""Seconds to wait after each reading of a file that changed meanwhile, before it is read again."""
_SUFFIXES = (".yaml", ".yml")
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
"""A pipe opened with O_NONBLOCK does not wait for somebody to write to it."""

_Fault: TypeAlias = Literal["UNREADABLE", "NOT_A_FILE", "TOO_LARGE", "TOO_MANY_FILES"]
"""The names of the codes of what is wrong with files."""


class Reading(NamedTuple):
    """What became of one file."""

    bank: Bank | None
    problems: list["Problem"]
    id: str = ""
    """The bank's id, also where the bank cannot be used."""
    place: Place | None = None
    """Where the id stands."""


class File(NamedTuple):
    """A file that was read, or need not be."""

    path: str
    status: os.stat_result
    data: bytes
    known: Reading | None = None
    """What it is known to hold; then it was not read."""


def _nothing(path: str, status: os.stat_result) -> None:
    """Knows no file."""


class Files:
    """Reads files and folders, each file once.

    Args:
        known: Returns what a file in a state is known to hold; None where it has to be read.
    """

    def __init__(self, known: Callable[[str, os.stat_result], Reading | None] = _nothing) -> None:
        self.problems: list[Problem] = []
        """What could not be read, and why."""
        self._known = known
        self._seen: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        """The paths of each file, by device and inode."""

    def read(self, paths: "Iterable[AnyPath]") -> Iterator[tuple[str, bytes]]:
        """Yields the contents of files, and of the bank files in folders, in order of their names."""
        return ((file.path, file.data) for file in self.find(paths))

    def find(self, paths: "Iterable[AnyPath]") -> Iterator[File]:
        """Yields the files, and the bank files in folders, in order of their names."""
        for each in paths:
            path = os.fspath(each)
            if _is_folder(path):
                yield from self._folder(path)
            elif (file := self._file(path)) is not None:
                yield file

    def _folder(self, folder: str) -> Iterator[File]:
        size = 0
        for number, path in enumerate(self._names(folder)):
            if number == MAX_FOLDER_FILES:
                message = f"this folder has more than {MAX_FOLDER_FILES:,} bank files"
                self._report(
                    folder,
                    "TOO_MANY_FILES",
                    message,
                    f"{os.path.basename(path)} and those after it are not read",
                )
                return
            file = self._file(path)
            if file is None:
                continue
            size += file.status.st_size
            if size > MAX_FOLDER_BYTES:
                message = f"the bank files of this folder have more than {MAX_FOLDER_BYTES // 1_000_000} MB"
                self._report(
                    folder, "TOO_LARGE", message, f"{os.path.basename(path)} and those after it are not read"
                )
                return
            yield file

    def _names(self, folder: str) -> Iterator[str]:
        """Yields whatever is called like a bank file, without following links to folders."""
        left = MAX_ENTRIES
        waiting = [(folder, True)]
        while waiting:
            path, is_folder = waiting.pop()
            if not is_folder:
                yield path
                continue
            inside = self._inside(path)
            left -= len(inside)
            if left < 0:
                message = f"this folder holds more than {MAX_ENTRIES:,} folders and files; the search stopped"
                self._report(folder, "TOO_MANY_FILES", message, "name the folder that has the banks in it")
                return
            waiting.extend(reversed(inside))

    def _inside(self, folder: str) -> list[tuple[str, bool]]:
        """Returns what is in a folder, sorted: the bank files, and the folders to look into."""
        try:
            with os.scandir(folder) as entries:
                visible = sorted((entry for entry in entries if not entry.name.startswith(".")), key=_name)
                named = [(entry, entry.name.lower().endswith(_SUFFIXES)) for entry in visible]
                return [
                    (entry.name if folder == "." else entry.path, not bank)
                    for entry, bank in named
                    if bank or entry.is_dir(follow_symlinks=False)
                ]
        except OSError as error:
            self._report_unreadable(folder, error)
            return []

    def _file(self, path: str) -> File | None:
        """Returns a file, or None where it cannot be read or was read before."""
        try:
            descriptor = os.open(path, _FLAGS)
        except (OSError, ValueError) as error:
            self._report_unreadable(path, error)
            return None
        try:
            return self._contents(path, descriptor)
        except OSError as error:
            self._report_unreadable(path, error)
            return None
        finally:
            os.close(descriptor)

    def _contents(self, path: str, descriptor: int) -> File | None:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            self._report_kind(path, "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or device")
            return None
        if self._seen_before(path, status):
            return None
        if (known := self._known(path, status)) is not None:
            return File(path, status, b"", known)
        settled = (status, b"") if status.st_size > MAX_BYTES else _settled(descriptor)
        if settled is None:
            message = "this file is being written to again and again"
            self._report(path, "UNREADABLE", message, "wait until it is saved, and try again")
            return None
        status, data = settled
        if max(status.st_size, len(data)) > MAX_BYTES:
            message = f"this file has more than {MAX_BYTES // 1_000_000} MB"
            self._report(path, "TOO_LARGE", message, "split it into several banks")
            return None
        return File(path, status, data)

    def _seen_before(self, path: str, status: os.stat_result) -> bool:
        """Says whether a file was reached before by whatever path; hard links are files of their own."""
        paths = self._seen[status.st_dev, status.st_ino]
        paths.append(path)
        return len(paths) > 1 and os.path.realpath(path) in map(os.path.realpath, paths[:-1])

    def _report_unreadable(self, path: str, error: OSError | ValueError) -> None:
        if isinstance(error, OSError) and error.errno == errno.ENXIO:
            self._report_kind(path, "a socket or device")
            return
        reason = error.strerror if isinstance(error, OSError) else str(error)
        hint = "check the spelling of the path, and that you may read it"
        self._report(path, "UNREADABLE", f"this cannot be read: {reason}", hint)

    def _report_kind(self, path: str, kind: str) -> None:
        self._report(path, "NOT_A_FILE", f"this is {kind}, not a file", "only ordinary files are read")

    def _report(self, path: str, code: _Fault, message: str, hint: str) -> None:
        from quiz.bank.codes import Code

        self.problems.append(model.Problem(Place(path), Code[code], message, hint))


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _settled(descriptor: int) -> tuple[os.stat_result, bytes] | None:
    """Returns what stands in a file that nobody writes to meanwhile; None where somebody never stops.

    An editor that saves in place empties the file first: half a bank can look like a whole one.
    """
    for pause in _PAUSES:
        before = os.fstat(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        data = _read(descriptor)
        after = os.fstat(descriptor)
        if len(data) > MAX_BYTES or (state(after) == state(before) and len(data) >= before.st_size):
            return after, data
        time.sleep(pause)
    return None


def state(status: os.stat_result) -> tuple[int, ...]:
    """Returns what changes when a file is changed or replaced."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _read(descriptor: int) -> bytes:
    """Returns what stands in a file, or a byte more than it may have."""
    parts = []
    left = MAX_BYTES + 1
    while left and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
