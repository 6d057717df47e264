"""The progress file as the rest of the program knows it: opened, written, cared for."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from functools import cached_property
from types import TracebackType

from quiz import model, store
from quiz.errors import ProgressError
from quiz.lean_typing import TYPE_CHECKING, Self
from quiz.store import database, disk
from quiz.store.database import Database
from quiz.store.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.model import Event, Review
    from quiz.paths import AnyPath
    from quiz.store.backup import Reason
    from quiz.store.check import Finding
    from quiz.store.daily import DailyCopy
    from quiz.store.derive import Followed, Replay


class ProgressFile(Reading):
    """An open progress file: the log of all events, and what follows from them.

    But for its name, nothing is kept in memory between two calls, so that a second process's answers are seen
    at once. Any thread may call; calls of several threads wait for each other. Every method that reads raises
    ProgressError when the file cannot be read; every one that writes raises NotSaved when nothing was
    written and the same call may be made again.
    """

    def __init__(self, opened: Database, replay: "Replay", *, saves: bool = True) -> None:
        super().__init__(opened)
        self._replay = replay
        self._saves = saves

    @classmethod
    def open(
        cls, path: "AnyPath", replay: "Replay", now: datetime, before: Callable[[], None] | None = None
    ) -> Self:
        """Opens a progress file; makes it, and the folders above it, where there is nothing.

        Args:
            path: The file. A link is followed.
            replay: Returns the progress that follows from the reviews of one question.
            now: The present moment, which must know its time zone; names the copy kept before a migration.
            before: Called before a migration, which takes some minutes for a million answers.

        Raises:
            ProgressError: It cannot be opened or made, and is as it was. Nor is one made where copies of an
                earlier one lie beside it.
        """
        place = disk.locate(path)
        if place is None:
            from quiz.store import backup

            made = disk.absolute(path)
            if backup.backups(made):
                raise ProgressError(
                    f"{path} is not there, but copies of it are.",
                    "`tillerson-quiz restore` brings back the last one; to begin anew, name another file.",
                )
            database.create(made)
            place = str(made)

        def keep(opened: sqlite3.Connection) -> None:
            from quiz.store import backup

            if before is not None:
                before()
            backup.make(opened, place, now, "migration")

        def make_again(opened: sqlite3.Connection) -> None:
            store.derive.rebuild(opened, replay)

        return cls(Database(place, lambda: database.open_file(place, keep, make_again)), replay)

    @classmethod
    def open_copy(cls, path: "AnyPath | None", replay: "Replay") -> Self:
        """Opens a copy in memory, to study without saving: all works, and nothing is kept.

        Args:
            path: The progress file to begin with; None to begin with nothing.
            replay: Returns the progress that follows from the reviews of one question.

        Raises:
            ProgressError: The file cannot be read.
        """

        def make_again(opened: sqlite3.Connection) -> None:
            store.derive.rebuild(opened, replay)

        opened = Database(os.fspath(path or database.MEMORY), lambda: database.open_copy(path, make_again))
        return cls(opened, replay, saves=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file, once the copy of the day that was begun is done."""
        if "_daily" in vars(self):
            self._daily.end()
        self._database.close()

    @cached_property
    def _daily(self) -> "DailyCopy":
        from quiz.store.daily import DailyCopy

        return DailyCopy(self.path)

    @property
    def path(self) -> str:
        """The file itself, links followed; of a copy, what it was copied from."""
        return self._database.path

    @property
    def saves(self) -> bool:
        """Says whether what is written is kept; of a copy in memory nothing is."""
        return self._saves

    # Writing

    def record(self, event: "Event") -> None:
        """Adds an event to the log and derives what follows; on return, both are on the disk.

        An event that the log already has is passed over, so that a call may be repeated.

        Raises:
            NotSaved: Nothing was written.
        """
        if isinstance(event, model.Review):
            self.record_review(event)
        else:
            self.record_all((event,))

    def record_review(self, review: "Review") -> "Followed":
        """Adds a review like `record`, and returns what is known of its question without it and with it.

        Raises:
            NotSaved: Nothing was written.
        """
        with self._database.writing() as connection:
            return store.derive.add_review(connection, review, self._replay)

    def record_all(self, events: "Iterable[Event]") -> int:
        """Adds events, all of them or none, and returns how many were new.

        Raises:
            NotSaved: Nothing was written.
        """
        with self._database.writing() as connection:
            return store.derive.add(connection, events, self._replay)

    def rebuild(self) -> int:
        """Makes everything from the log again, indexes too; returns the number of questions with progress.

        Raises:
            NotSaved: Nothing was written.
        """
        with self._database.writing(much=True) as connection:
            return store.derive.rebuild(connection, self._replay)

    def import_log(self, path: "AnyPath", now: datetime) -> int:
        """Adds the events of a file of JSON lines, all or none, and returns how many were new.

        The form of the lines is that of quiz.store.lines.

        Raises:
            BadLog: Lines are wrong; they are named.
            NotSaved: Nothing was written.
            ProgressError: The file cannot be read, or no copy of this one can be kept.
        """
        from quiz.store import lines

        with closing(lines.read(path)) as events:
            for _ in events:
                pass
        self._keep(now, "import")
        with closing(lines.read(path)) as events:
            return self._record_many(events)

    def merge(self, path: "AnyPath", now: datetime) -> int:
        """Adds the events of another progress file, or of a file of JSON lines; returns how many were new.

        The outcome is the union by id: the same whichever is merged into which, and however often.

        Raises:
            BadLog: Lines are wrong; they are named.
            NotSaved: Nothing was written.
            ProgressError: The other file cannot be read, or no copy of this one can be kept.
        """
        from quiz.store import merge

        if not merge.is_database(path):
            return self.import_log(path, now)
        if disk.existing(path) == self.path:
            return 0
        self._keep(now, "merge")
        with closing(merge.events(path)) as events:
            return self._record_many(events)

    def rescue(self, path: "AnyPath", now: datetime) -> int:
        """Adds what is sound of a damaged progress file, as after a restore; returns how many were new.

        Raises:
            NotSaved: Nothing was written.
            ProgressError: The other file cannot be opened, or no copy of this one can be kept.
        """
        from quiz.store import merge

        self._keep(now, "merge")
        with closing(merge.sound_events(path)) as events:
            return self._record_many(events)

    def _record_many(self, events: "Iterable[Event]") -> int:
        with self._database.writing(much=True) as connection:
            return store.derive.add(connection, events, self._replay)

    def _keep(self, now: datetime, reason: "Reason") -> None:
        if self._saves:
            self.backup(now, reason)

    # Care

    def backup(self, now: datetime, reason: "Reason" = "asked") -> "Path":
        """Keeps a copy in the folder beside the file, thins out the older ones, and returns where it is.

        Raises:
            ProgressError: It cannot be made, or the file is damaged.
        """
        if not self._saves:
            raise ProgressError(
                "Nothing is saved here, so there is nothing to keep a copy of.", "Leave out `--no-save`."
            )
        from quiz.store import backup

        with database.foreign(self.path, "mode=rw") as connection:
            return backup.make(connection, self.path, now, reason)

    def backup_to(self, path: "Path") -> None:
        """Copies the file to a name that is not taken.

        Raises:
            ProgressError: It is taken, it cannot be written, or the file is damaged.
        """
        from quiz.store import backup

        with self._database.reading() as connection:
            backup.copy_to(connection, path)

    def begin_day(self, now: datetime) -> None:
        """Begins to keep the copy of this day, and to check the file by it, without waiting for either.

        To be called when a program opens the file in which it is going to record, so that the first call of
        `before_change_of_day` finds it done.
        """
        if self._saves:
            self._daily.begin(now)

    def before_change_of_day(self, now: datetime) -> None:
        """Returns when the file has been copied on this day, in UTC; to be called before each change.

        It does not wait for the copy to be checked: that goes on meanwhile, the copy is one of `backups` when
        it has been found sound, and damage that is found is said by the next call. On a day that has a copy,
        and while there is nothing to keep, it returns at once.

        Raises:
            NotSaved: No copy can be made, or the file is damaged; what was to be written is not.
        """
        if self._saves:
            self._daily.wait(now)

    def check(self, now: datetime) -> "list[Finding]":
        """Returns all that is wrong with the file; nothing where it is sound.

        Raises:
            ProgressError: It is held by another process.
        """
        from quiz.store import check

        with self._database.reading() as connection:
            return check.check(connection, self._replay, now)

    def export_log(self, path: "Path") -> int:
        """Writes the log to a new file of JSON lines (see quiz.store.lines) and returns how many.

        Raises:
            ProgressError: The name is taken, or it cannot be written.
        """
        from quiz.store import lines

        return lines.write(path, self.log())
