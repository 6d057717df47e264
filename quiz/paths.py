"""Where things are on this machine: the only reader of the environment and of platformdirs.

Paths are texts, here and on the whole way to the first question: pathlib takes longer to import than all that
they name takes to find and to open. Whoever takes one apart makes a `Path` of it.
"""

import os
import sys

from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.lean_typing import TypeAlias

    AnyPath: TypeAlias = str | os.PathLike[str]
    """What may be given for a path."""

APP = "tillerson-quiz"


def spelt(path: "AnyPath") -> str:
    """Returns a path as pathlib spells it: without empty parts, and dots that mean nothing."""
    name = os.fspath(path)
    parts = "/".join(part for part in name.split("/") if part not in {"", "."})
    return f"/{parts}" if name.startswith("/") else parts or "."


def shipped_banks() -> str:
    """Returns the folder of the banks that come with the program."""
    package = os.path.dirname(os.path.realpath(__file__))
    packaged = os.path.join(package, "questions")
    # A checkout and an editable install hold the banks beside the package, where authors find them.
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(package), "questions")


def _user_folder(kind: str, usual: str) -> str:
    """Returns a folder for the user's files of a kind; it may not exist yet.

    On Linux it is where the XDG Base Directory Specification says. platformdirs says the same, but takes a
    third of the time of the shortest command.

    Args:
        kind: `data`, `config` or `cache`.
        usual: Where it is below the home folder on Linux.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named, home = (os.environ.get(name, "") for name in (f"XDG_{kind.upper()}_HOME", "HOME"))
        if named.startswith("/") or home.startswith("/"):
            return os.path.join(spelt(named if named.startswith("/") else os.path.join(home, usual)), APP)
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))


def data_folder() -> str:
    """Returns the folder of the user's own data; it may not exist yet."""
    return _user_folder("data", ".local/share")


def user_banks() -> str:
    """Returns the folder whose YAML files are loaded beside the shipped ones; it may not exist yet."""
    return os.path.join(data_folder(), "banks")


def own_banks() -> list[str]:
    """Returns that folder where it is there; else nothing."""
    folder = user_banks()
    return [folder] if os.path.exists(folder) else []


def progress_file() -> str:
    """Returns the progress file: `TILLERSON_QUIZ_PROGRESS`, else one in the user's data folder."""
    return _named("PROGRESS") or os.path.join(data_folder(), "progress.db")


def settings_file() -> str:
    """Returns the settings file: `TILLERSON_QUIZ_SETTINGS`, else one in the user's folder of settings."""
    return _named("SETTINGS") or os.path.join(_user_folder("config", ".config"), "settings.toml")


def _named(what: str) -> str:
    named = os.environ.get(f"TILLERSON_QUIZ_{what}")
    return spelt(os.path.expanduser(named)) if named else ""


def bank_cache() -> str:
    """Returns the folder of banks kept as they were read, so that they need not be read again.

    It may not exist yet, and may be deleted at any time.
    """
    return os.path.join(_user_folder("cache", ".cache"), "banks")


def sums_cache() -> str:
    """Returns the folder of sums of the log, kept so that not all of it need be read again.

    It may not exist yet, and may be deleted at any time.
    """
    return os.path.join(_user_folder("cache", ".cache"), "sums")


def crash_log() -> str:
    """Returns the file that a crash is written to; its folder may not exist yet."""
    import platformdirs

    return os.path.join(platformdirs.user_log_dir(APP, appauthor=False), "crash.log")


def dumb_terminal() -> bool:
    """Says whether the terminal is known to draw no screens."""
    return os.environ.get("TERM", "") in {"", "dumb"}


def editor() -> list[str]:
    """Returns the command of the user's editor: `VISUAL`, `EDITOR`, else `vi`; no shell reads it."""
    import shlex

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        return shlex.split(named) or ["vi"]
    except ValueError:
        return [named]
