"""The copy that is kept each day, made and checked beside everything else."""

from datetime import UTC, date, datetime
from threading import Event, Lock, Thread

from quiz.errors import ProgressError
from quiz.store import database
from quiz.store.faults import NotSaved


class DailyCopy:
    """Keeps a copy of a progress file before its first change of a day, and checks the file by it.

    A thread does it. Whoever writes waits until the file has been copied, which is soon done, but not until
    the copy has been read back and checked; damage that is found by then is said at the next write.

    Args:
        path: The progress file.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = Lock()
        self._day: date | None = None
        self._thread = Thread()
        self._copied = Event()
        self._error: Exception | None = None

    def begin(self, now: datetime) -> None:
        """Sees to the copy of this day, in UTC, without waiting; does nothing where that was begun before."""
        with self._lock:
            self._begin(now)

    def wait(self, now: datetime) -> None:
        """Returns when the file may be written to; begins where that was not done before.

        Raises:
            NotSaved: No copy can be made, or the file is damaged. The next call tries again, to the end.
        """
        with self._lock:
            if self._error:
                self._day = None
                self._begin(now)
                self._thread.join()
            else:
                self._begin(now)
                self._copied.wait()
            if isinstance(self._error, ProgressError):
                raise NotSaved(self._error.message, self._error.hint)
            if self._error:
                raise self._error

    def end(self) -> None:
        """Waits until what was begun is done."""
        with self._lock:
            self._join()

    def _join(self) -> None:
        if self._thread.ident is not None:
            self._thread.join()

    def _begin(self, now: datetime) -> None:
        day = now.astimezone(UTC).date()
        if day != self._day:
            self._join()
            self._day, self._error = day, None
            self._copied.clear()
            self._thread = Thread(target=self._make, args=(now,), name="copy of the day")
            try:
                self._thread.start()
            except RuntimeError:  # the system gives no thread
                self._make(now)

    def _make(self, now: datetime) -> None:
        try:
            from quiz.store import backup

            with database.foreign(self._path, "mode=rw") as connection:
                backup.before_change_of_day(connection, self._path, now, self._copied.set)
        except Exception as error:  # whatever it is: nobody hears of it in a thread, but the next who writes
            self._error = error
        finally:
            self._copied.set()
