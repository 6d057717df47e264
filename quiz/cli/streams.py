"""Standard input, output and error made fit for use, whatever they are connected to."""

import codecs
import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from quiz.errors import QuizError
from quiz.lean_typing import TextIO

_IN_ASCII = dict(zip("“”‘’–—→×✓✗·", "\"\"''-->x+x-", strict=True)) | {"…": "..."}
"""What stands for a sign where the output cannot hold it."""
_NO_MORE = {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def make_ready() -> None:
    """Lets no stream fail for what it cannot hold, nor for being closed.

    Raises:
        QuizError: Standard output is closed.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- it stays open to the end
    if sys.stdout is None:
        raise QuizError("Standard output is closed.", "Send it to a file or to /dev/null.")
    codecs.register_error("quiz", _written_otherwise)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "quiz"), (sys.stderr, "quiz")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)
    if isinstance(sys.stdin, TextIOWrapper) and codecs.lookup(sys.stdin.encoding).name == "ascii":
        speak_utf8()  # of which ASCII is a part; terminals of today send it whatever the locale is called


def speak_utf8() -> None:
    """Has standard input read as UTF-8, in which JSON is, whatever the locale says; the output is ASCII."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _written_otherwise(error: UnicodeError) -> tuple[str, int]:
    """Returns what is written for characters that the output cannot hold: like ones, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(map(_ascii, text)), error.end


def _ascii(character: str) -> str:
    if character in _IN_ASCII:
        return _IN_ASCII[character]
    import unicodedata

    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain if plain or unicodedata.combining(character) else "?"


def is_of_output(error: OSError) -> bool:
    """Says whether an error is of a stream that was open and can take no more: a full disk, a reader gone."""
    return error.filename is None and error.errno in _NO_MORE


def give_up(stream: TextIO) -> None:
    """Lets go of a stream, so that what it still holds cannot fail again at the end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
