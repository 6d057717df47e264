"""Every call that SQLite makes to the disk fails once, and the power is cut after every one of them.

A shim between SQLite and its own unix file layer (sqlite.org/vfs.html) counts the calls, lets one of them
fail, or writes down what they do. From what was written down, the disk is put together as it may look after
a power cut: of each file what was synced, and of what came later nothing, everything, or any part; a file
that was removed comes back unless its folder was synced since.
"""

import _sqlite3
import ctypes
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.memory import replay
from quiz.model import Chosen, Event, Key
from quiz.store import ProgressFile, backups, database
from quiz.store.form import VERSION
from tests.store.first_version import first_version

if TYPE_CHECKING:
    from tests.store.conftest import Events

PARIS = Key("capitals", "france")

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_LONG = ctypes.c_int64
_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_DELETE = ctypes.CFUNCTYPE(_INT, _POINTER, ctypes.c_char_p, _INT)
_CLOSE = ctypes.CFUNCTYPE(_INT, _POINTER)
_READ = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_SIZE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", _INT),
        ("szOsFile", _INT),
        ("mxPathname", _INT),
        ("pNext", _POINTER),
        ("zName", ctypes.c_char_p),
        ("pAppData", _POINTER),
        ("xOpen", _OPEN),
        ("xDelete", _DELETE),
        ("rest", _POINTER * 16),
    )


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", _INT),
        ("xClose", _CLOSE),
        ("xRead", _READ),
        ("xWrite", _READ),
        ("xTruncate", _TRUNCATE),
        ("xSync", _SYNC),
        ("xFileSize", _SIZE),
        ("xLock", _SYNC),
        ("rest", _POINTER * 6),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


@dataclass(frozen=True)
class Call:
    """Something that was done to a file."""

    name: str
    file: str
    offset: int = 0
    data: bytes = b""


FAULTS = {
    "open": sqlite3.SQLITE_CANTOPEN,
    "read": 266,
    "write": 778,
    "truncate": 1546,
    "sync": 1034,
    "delete": 2570,
    "folder": 1290,
    "size": 1802,
    "lock": 3850,
}
"""The error that each call gives: SQLite's extended result codes (sqlite.org/rescode.html)."""


@dataclass
class Shim:
    """The shim: what it counts, what it lets fail, and what it has seen."""

    library: ctypes.CDLL
    calls: list[Call] = field(default_factory=list)
    fails: Callable[[int, str], int] | None = None
    """Returns the error that the n-th call is to give, or 0."""
    count: int = 0
    names: dict[int, str] = field(default_factory=dict)
    kept: list[object] = field(default_factory=list)
    """What SQLite points to, and what must therefore not be collected."""
    wrapped: dict[int, _Methods] = field(default_factory=dict)

    def install(self) -> None:
        find, register = self.library.sqlite3_vfs_find, self.library.sqlite3_vfs_register
        find.restype = ctypes.POINTER(_Vfs)
        register.argtypes = (_POINTER, _INT)
        self.original = find(None)
        self.own = _Vfs.from_buffer_copy(self.original.contents)
        self.own.zName = b"shim"
        self.own.xOpen = _OPEN(self._open)
        self.own.xDelete = _DELETE(self._delete)
        assert register(ctypes.addressof(self.own), 1) == 0

    def remove(self) -> None:
        """Has SQLite go to the disk directly again; may be called twice."""
        self.library.sqlite3_vfs_unregister.argtypes = (_POINTER,)
        self.library.sqlite3_vfs_unregister(ctypes.addressof(self.own))
        self.library.sqlite3_vfs_register(ctypes.cast(self.original, _POINTER), 1)

    def fault(self, name: str) -> int:
        self.count += 1
        return self.fails(self.count, name) if self.fails else 0

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        error = self.fault("open")
        if error:
            _File.from_address(file).methods = ctypes.POINTER(_Methods)()
            return error
        original = ctypes.cast(self.original, _POINTER).value
        result = int(self.original.contents.xOpen(original, name, file, flags, out))
        if result == 0 and name:
            path = ctypes.string_at(name).decode()
            self.names[file] = path
            if flags & 4:
                self.calls.append(Call("open", path))
            opened = _File.from_address(file)
            opened.methods = ctypes.pointer(self._wrap(opened.methods))
        return result

    def _delete(self, vfs: int, name: bytes, sync_folder: int) -> int:
        error = self.fault("delete")
        if error:
            return error
        original = ctypes.cast(self.original, _POINTER).value
        result = int(self.original.contents.xDelete(original, name, sync_folder))
        if result == 0:
            self.calls.append(Call("delete", name.decode(), sync_folder))
            if sync_folder:
                return self.fault("folder")
        return result

    def _wrap(self, methods: "ctypes._Pointer[_Methods]") -> _Methods:
        address = ctypes.addressof(methods.contents)
        if address in self.wrapped:
            return self.wrapped[address]
        inner = _Methods.from_buffer_copy(methods.contents)
        own = _Methods.from_buffer_copy(methods.contents)
        own.iVersion = 1

        own.xRead = _READ(lambda *given: self.fault("read") or int(inner.xRead(*given)))
        own.xFileSize = _SIZE(lambda *given: self.fault("size") or int(inner.xFileSize(*given)))
        own.xLock = _SYNC(lambda *given: self.fault("lock") or int(inner.xLock(*given)))

        def write(file: int, data: int, size: int, offset: int) -> int:
            error = self.fault("write")
            if not error:
                self.calls.append(Call("write", self.names[file], offset, ctypes.string_at(data, size)))
            return error or int(inner.xWrite(file, data, size, offset))

        def truncate(file: int, size: int) -> int:
            error = self.fault("truncate")
            if not error:
                self.calls.append(Call("truncate", self.names[file], size))
            return error or int(inner.xTruncate(file, size))

        def sync(file: int, flags: int) -> int:
            error = self.fault("sync")
            if not error:
                self.calls.append(Call("sync", self.names[file]))
            return error or int(inner.xSync(file, flags))

        own.xWrite, own.xTruncate, own.xSync = _READ(write), _TRUNCATE(truncate), _SYNC(sync)
        self.kept += [inner, own]
        self.wrapped[address] = own
        self.wrapped[ctypes.addressof(own)] = own
        return own


def library() -> ctypes.CDLL | None:
    """Returns the SQLite that Python uses; None where it cannot be reached."""
    maps = Path("/proc/self/maps")
    loaded = maps.read_text().split() if maps.exists() else []
    for name in [*sorted({each for each in loaded if "libsqlite3" in each}), _sqlite3.__file__]:
        found = ctypes.CDLL(name)
        if hasattr(found, "sqlite3_vfs_register"):
            return found
    return None


@pytest.fixture
def shim() -> Iterator[Shim]:
    found = library()
    if found is None:
        pytest.skip("SQLite is built into Python and cannot be reached")
    made = Shim(found)
    made.install()
    yield made
    made.remove()


def opened(path: Path, events: "Events") -> ProgressFile:
    return ProgressFile.open(path, replay, events.now)


def failing(at: int, *, from_then_on: bool = False, full: bool = False) -> Callable[[int, str], int]:
    def fails(count: int, name: str) -> int:
        if count == at or (from_then_on and count > at):
            return sqlite3.SQLITE_FULL if full and name == "write" else FAULTS[name]
        return 0

    return fails


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


@pytest.mark.parametrize(("from_then_on", "full"), [(False, False), (False, True), (True, False)])
def test_whatever_call_fails_an_answer_is_saved_or_said_not_to_be(
    tmp_path: Path, events: "Events", shim: Shim, from_then_on: bool, full: bool
) -> None:
    start = tmp_path / "start.db"
    answered = [events.answer() for _ in range(5)]
    with opened(start, events) as file:
        file.record_all(answered)
    later = events.answer()
    refused = 0
    for at in range(1, 1000):
        path = tmp_path / f"{at}.db"
        shutil.copy(start, path)
        with opened(path, events) as file:
            shim.count, shim.fails = 0, failing(at, from_then_on=from_then_on, full=full)
            acknowledged = True
            try:
                file.record(later)
            except ProgressError as error:
                acknowledged = False
                assert error.hint  # noqa: PT017 -- what must hold in either case follows
                refused += 1
            reached, shim.fails = shim.count, None
            with opened(path, events) as other:
                found = other.history(PARIS)
                assert found in (answered, [*answered, later])
                assert len(found) == 6 or not acknowledged
                assert other.check(events.now) == []
            file.record(later)
            assert file.history(PARIS) == [*answered, later]
            assert file.check(events.now) == []
        path.unlink()
        assert names(tmp_path) == {"start.db"}
        if reached < at:
            break
    assert refused > 20
    assert reached < 1000


@pytest.mark.parametrize("full", [False, True])
def test_whatever_call_fails_a_new_file_is_whole_or_not_there(
    tmp_path: Path, events: "Events", shim: Shim, full: bool
) -> None:
    path = tmp_path / "progress.db"
    refused = 0
    for at in range(1, 2000):
        shim.count, shim.fails = 0, failing(at, full=full)
        try:
            opened(path, events).close()
        except ProgressError:
            refused += 1
        reached, shim.fails = shim.count, None
        assert names(tmp_path) <= {"progress.db"}
        if path.exists():
            assert path.stat().st_size
            with opened(path, events) as file:
                assert file.check(events.now) == []
            path.unlink()
        if reached < at:
            break
    assert refused > 50
    assert reached < 2000


def test_whatever_call_fails_a_migration_is_done_or_not(tmp_path: Path, events: "Events", shim: Shim) -> None:
    start, path = tmp_path / "start.db", tmp_path / "progress.db"
    answered = [events.answer() for _ in range(30)]
    first_version(start, answered)
    versions = []
    for at in range(1, 2000, 7):
        shutil.copy(start, path)
        shim.count, shim.fails = 0, failing(at)
        with suppress(ProgressError):
            opened(path, events).close()
        reached, shim.fails = shim.count, None
        versions.append(database.peek(path))
        with opened(path, events) as file:
            assert file.check(events.now) == []
            assert file.history(PARIS) == answered
        assert {database.peek(each.path) for each in backups(path)} == {1}
        shutil.rmtree(f"{path}-backups")
        if reached < at:
            break
    assert set(versions) == {1, VERSION}
    assert reached < 2000


def killed_at(shim: Shim, at: int, prepare: Callable[[], Callable[[], object]]) -> bool:
    """Does something in a process that kills itself before the n-th call; says whether it came so far."""

    def kill(count: int, name: str) -> int:
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    child = os.fork()
    if not child:
        try:
            action = prepare()
            shim.count, shim.fails = 0, kill
            action()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_kill_before_any_call_of_an_answer_leaves_it_whole_or_not_there(
    tmp_path: Path, events: "Events", shim: Shim
) -> None:
    start, path = tmp_path / "start.db", tmp_path / "progress.db"
    answered = [events.answer() for _ in range(5)]
    with opened(start, events) as file:
        file.record_all(answered)
    later = events.answer()
    found = []
    for at in range(1, 1000):
        shutil.copy(start, path)
        killed = killed_at(shim, at, lambda: partial(opened(path, events).record, later))
        left = path.with_name("progress.db-journal").exists()
        with opened(path, events) as file:
            assert file.check(events.now) == []
            found.append((left, len(file.history(PARIS))))
            assert file.history(PARIS) in (answered, [*answered, later])
            file.record(later)
            assert file.history(PARIS) == [*answered, later]
        path.unlink()
        if not killed:
            break
    # Before the journal, while it is there, which undoes what was begun, and after it was removed.
    assert {(False, 5), (True, 5), (False, 6)} == set(found)
    assert found[-1] == (False, 6)


def test_a_kill_before_any_call_of_a_migration_leaves_the_older_or_the_newer(
    tmp_path: Path, events: "Events", shim: Shim, times: int
) -> None:
    start, path = tmp_path / "start.db", tmp_path / "progress.db"
    answered = [events.answer() for _ in range(30)]
    first_version(start, answered)
    versions = []
    for at in range(1, 5000, 1 if times > 1 else 11):
        shutil.copy(start, path)
        killed = killed_at(shim, at, lambda: partial(opened, path, events))
        with closing(sqlite3.connect(path)) as connection:
            versions.append(database.number(connection, "PRAGMA user_version"))
        copies = backups(path)
        assert copies or versions[-1] == 1
        assert {database.peek(each.path) for each in copies} <= {1}
        with opened(path, events) as file:
            assert file.check(events.now) == []
            assert file.history(PARIS) == answered
        path.unlink()
        shutil.rmtree(f"{path}-backups")
        if not killed:
            break
    assert versions == sorted(versions)
    assert set(versions) == {1, VERSION}


@dataclass
class Disk:
    """What a disk may hold: of each file what was synced, and what was written since."""

    synced: dict[str, bytes] = field(default_factory=dict)
    since: dict[str, list[Call]] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    """Removed, but the folder was not synced since."""

    def do(self, call: Call) -> None:
        match call.name:
            case "open":
                self.since.setdefault(call.file, [])
            case "sync":
                self.synced[call.file] = self.whole(call.file)
                self.since[call.file] = []
                self.removed -= {call.file}
            case "delete" if call.offset:
                self.removed.clear()
                self.synced.pop(call.file, None)
                self.since.pop(call.file, None)
            case "delete":
                self.removed.add(call.file)
                self.since.pop(call.file, None)
            case _:
                self.since.setdefault(call.file, []).append(call)

    def whole(self, name: str, kept: Callable[[Call], bool] = lambda call: True) -> bytes:
        content = bytearray(self.synced.get(name, b""))
        for call in self.since.get(name, []):
            if not kept(call):
                continue
            if call.name == "truncate":
                del content[call.offset :]
            else:
                content.extend(bytes(max(0, call.offset - len(content))))
                content[call.offset : call.offset + len(call.data)] = call.data
        return bytes(content)

    def after_cut(self, kept: Callable[[Call], bool], *, removals_kept: bool) -> dict[str, bytes]:
        there = {name for name in self.synced if not (removals_kept and name in self.removed)}
        return {name: self.whole(name, kept) for name in there}


def cuts(rng: Random) -> list[tuple[Callable[[Call], bool], bool]]:
    """What may survive a cut: nothing that was not synced, all of it, and any part of it."""
    return [
        (lambda call: False, False),
        (lambda call: True, True),
        (lambda call: rng.random() < 0.5, rng.random() < 0.5),
    ]


def after_power_cuts(
    tmp_path: Path, start: dict[str, bytes], calls: list[Call], rng: Random
) -> Iterator[tuple[int, Path]]:
    """Gives, for cuts after each of the calls, the number of calls before it and the file as it is then."""
    disk = Disk(dict(start))
    place = tmp_path / "after"
    for number, call in enumerate(calls, start=1):
        disk.do(call)
        for kept, removals_kept in cuts(rng):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            for name, content in disk.after_cut(kept, removals_kept=removals_kept).items():
                (place / Path(name).name).write_bytes(content)
            yield number, place / "progress.db"


def recorded_calls(
    tmp_path: Path, events: "Events", shim: Shim, answers: int, synchronous: str = "EXTRA"
) -> tuple[dict[str, bytes], list[tuple[Event, int]]]:
    """Records answers; returns the file before them, and after how many calls each was acknowledged."""
    path = tmp_path / "progress.db"
    acknowledged: list[tuple[Event, int]] = []
    with opened(path, events) as file:
        file._database._connection.execute(f"PRAGMA synchronous = {synchronous}")
        file.record(events.answer())
        start = {str(path): path.read_bytes()}
        shim.calls.clear()
        for _ in range(answers):
            events.later(1)
            event = events.answer(response=Chosen("so long that the file grows " * 200))
            file.record(event)
            acknowledged.append((event, len(shim.calls)))
    shim.remove()
    return start, acknowledged


def lost(log: list[Event], acknowledged: list[tuple[Event, int]], number: int) -> int:
    return sum(event not in log for event, calls in acknowledged if calls <= number)


def test_after_a_power_cut_every_acknowledged_answer_is_there(
    tmp_path: Path, events: "Events", shim: Shim, times: int
) -> None:
    start, acknowledged = recorded_calls(tmp_path, events, shim, 2 * times)
    calls = list(shim.calls)
    assert {call.name for call in calls} >= {"open", "write", "sync", "delete"}
    count = 0
    for number, path in after_power_cuts(tmp_path, start, calls, Random(times)):
        with opened(path, events) as file:
            assert lost(list(file.log()), acknowledged, number) == 0
            assert file.check(events.now) == []
        count += 1
    sys.stdout.write(f"{count} power cuts after {len(acknowledged)} answers, 0 lost\n")
    assert count > 80


def test_the_power_cuts_find_what_a_weaker_mode_loses(tmp_path: Path, events: "Events", shim: Shim) -> None:
    start, acknowledged = recorded_calls(tmp_path, events, shim, 2, "FULL")
    losses = 0
    for number, path in after_power_cuts(tmp_path, start, list(shim.calls), Random(1)):
        try:
            with opened(path, events) as file:
                losses += lost(list(file.log()), acknowledged, number)
        except ProgressError:
            losses += 1
        if losses:
            break
    assert losses


def test_a_power_cut_in_a_migration_leaves_the_older_or_the_newer(
    tmp_path: Path, events: "Events", shim: Shim, times: int
) -> None:
    path = tmp_path / "progress.db"
    answered = [events.answer() for _ in range(30)]
    first_version(path, answered)
    start = {str(path): path.read_bytes()}
    shim.calls.clear()
    opened(path, events).close()
    shim.remove()
    calls = [call for call in shim.calls if "-backups" not in call.file]
    versions = set()
    for place, (number, cut) in enumerate(after_power_cuts(tmp_path, start, calls, Random(3))):
        if times == 1 and place % 7 and number < len(calls) - 2:
            continue
        with closing(sqlite3.connect(cut)) as connection:
            version = database.number(connection, "PRAGMA user_version")
            columns = database.number(
                connection, "SELECT count(*) FROM pragma_table_info('review') WHERE name = 'parameters'"
            )
        assert (version, columns) in {(1, 0), (VERSION, 1)}
        versions.add(version)
        with opened(cut, events) as file:
            assert file.check(events.now) == []
            assert file.history(PARIS) == answered
        shutil.rmtree(f"{cut}-backups", ignore_errors=True)
    assert versions == {1, VERSION}
