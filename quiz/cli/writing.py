"""Bank files written so that each is whole or not there, and none is lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quiz import paths
from quiz.errors import QuizError
from quiz.store.disk import make_folder, publish, sync, temporary

_READABLE = 0o644


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet.

    Raises:
        QuizError: There is something of that name, or it cannot be written.
    """
    with _told(path), _written(path, data, _READABLE & ~_mask()) as made:
        try:
            publish(made, path)
        except FileExistsError:
            raise QuizError(f"{path} is there already.", "Choose another name, or remove it.") from None


def write_over(path: Path, data: bytes, *, through_link: bool = True) -> None:
    """Writes a file in the place of another, with the same permissions.

    Args:
        path: The file, which need not be there.
        data: What it is to hold.
        through_link: A link stays, and the file behind it is written; otherwise a file takes its place.

    Raises:
        QuizError: It cannot be written; what was there stays as it was.
    """
    with _told(path):
        real = Path(os.path.realpath(path)) if through_link else path
        mode = real.stat().st_mode & 0o777 if real.exists() else _READABLE & ~_mask()
        with _written(real, data, mode) as made:
            made.replace(real)
            sync(real.parent)


def put_aside(path: Path) -> Path:
    """Keeps a copy of a file in the folder of removed banks and returns where.

    Raises:
        QuizError: It cannot be kept.
    """
    folder = Path(paths.data_folder()) / "removed"
    if not path.is_file():
        raise QuizError(f"{path} is no ordinary file.", "Look what it is, and remove it yourself.")
    with _told(path):
        make_folder(folder)
        data = path.read_bytes()
        kept = folder / path.name
        number = 1
        while os.path.lexists(kept):
            number += 1
            kept = folder / f"{path.stem}-{number}{path.suffix}"
        write_new(kept, data)
    return kept


@contextmanager
def _written(path: Path, data: bytes, mode: int) -> Iterator[Path]:
    """Makes a temporary file beside a path, with these contents and this mode, safe on the disk."""
    with temporary(path) as made:
        made.write_bytes(data)
        made.chmod(mode)
        sync(made)
        yield made


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise QuizError(f"{path} cannot be written: {error.strerror}.", "Nothing was changed.") from None


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
