"""Files and folders: found, made, synced and named, so that nothing is ever half there."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from quiz.errors import ProgressError
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.paths import AnyPath


def locate(path: "AnyPath") -> str | None:
    """Returns the file behind a path, links followed; None where there is nothing.

    Raises:
        ProgressError: There is something that cannot be a progress file.
    """
    try:
        return _located(path)
    except OSError as error:
        raise ProgressError(f"{path} cannot be opened: {error.strerror}.", "Name another file.") from None


def _located(path: "AnyPath") -> str | None:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        if os.path.islink(path):
            raise ProgressError(
                f"{path} is a link to {os.readlink(path)}, which is not there.",
                "Is its disk mounted? Otherwise remove the link.",
            ) from None
        return None
    if not stat.S_ISREG(found.st_mode):
        kind = "a folder" if stat.S_ISDIR(found.st_mode) else "no regular file"
        raise ProgressError(f"{path} is {kind}.", "Name a file.")
    if not found.st_size:
        raise ProgressError(
            f"{path} is empty, which a progress file never is.",
            "`tillerson-quiz restore` brings back the last copy; to begin anew, remove the file.",
        )
    return os.path.realpath(os.fspath(path))


def existing(path: "AnyPath") -> str:
    """Returns the file behind a path, links followed.

    Raises:
        ProgressError: There is nothing, or something that cannot be a progress file.
    """
    place = locate(path)
    if place is None:
        raise ProgressError(f"{path} is not there.", "Name a file that is.")
    return place


def absolute(path: "AnyPath") -> "Path":
    """Returns where a file is to be made.

    Raises:
        ProgressError: It is named from the folder that the program runs in, and that is gone.
    """
    from pathlib import Path

    try:
        return Path(path).absolute()
    except FileNotFoundError:
        raise ProgressError(
            f"{path} cannot be made: the folder you are in is not there any more.", "Go to another folder."
        ) from None


def make_folder(folder: "Path") -> None:
    """Makes a folder that only its owner may enter, and those above it that are not there yet.

    Raises:
        OSError: It cannot be made.
    """
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def sync(path: "AnyPath") -> None:
    """Has the disk keep a file, or which files are in a folder.

    Raises:
        OSError: It cannot.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def publish(made: "Path", path: "Path") -> None:
    """Gives a finished file its name, unless the name is taken.

    Raises:
        FileExistsError: The name is taken.
        OSError: It cannot be done.
    """
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no hard links: the name is taken first, so that nothing can be overwritten.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            made.replace(path)
        except OSError:
            path.unlink()
            raise
    sync(path.parent)


@contextmanager
def temporary(path: "Path") -> "Iterator[Path]":
    """Makes an empty file, for its owner only, beside a path, and removes its name in the end.

    Raises:
        OSError: It cannot be made.
    """
    import secrets

    made = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield made
    finally:
        for name in (made, made.with_name(f"{made.name}-journal")):
            with suppress(OSError):
                name.unlink(missing_ok=True)
