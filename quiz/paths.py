"""Where things are on this machine: the only reader of the environment and of platformdirs."""

import os
import sys

TYPE_CHECKING = False  # typing's own costs a prompt dear
if TYPE_CHECKING:
    from pathlib import Path

APP = "tillerson-quiz"


def shipped_banks() -> "Path":
    """Returns the folder of the banks that come with the program."""
    package = _path(__file__).resolve().parent
    packaged = package / "questions"
    # A checkout and an editable install hold the banks beside the package, where authors find them.
    return packaged if packaged.is_dir() else package.parent / "questions"


def _user_folder(kind: str, usual: str) -> str:
    """Returns the name of a folder for the user's files of a kind; it may not exist yet.

    On Linux it is where the XDG Base Directory Specification says. platformdirs says the same, but takes a
    third of the time of the shortest command.

    Args:
        kind: `data`, `config` or `cache`.
        usual: Where it is below the home folder on Linux.
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named, home = (os.environ.get(name, "") for name in (f"XDG_{kind.upper()}_HOME", "HOME"))
        if named.startswith("/") or home.startswith("/"):
            return os.path.join(named if named.startswith("/") else os.path.join(home, usual), APP)
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))


def _path(name: str) -> "Path":
    # Imported here: what a prompt asks can be answered without, in half the time.
    from pathlib import Path

    return Path(name)


def data_folder() -> "Path":
    """Returns the folder of the user's own data; it may not exist yet."""
    return _path(_data_folder())


def _data_folder() -> str:
    return _user_folder("data", ".local/share")


def user_banks() -> "Path":
    """Returns the folder whose YAML files are loaded beside the shipped ones; it may not exist yet."""
    return data_folder() / "banks"


def progress_file() -> "Path":
    """Returns the progress file: `TILLERSON_QUIZ_PROGRESS`, else one in the user's data folder."""
    return _path(progress_name())


def progress_name() -> str:
    """Returns the name of the progress file."""
    named = os.environ.get("TILLERSON_QUIZ_PROGRESS")
    return os.path.expanduser(named) if named else os.path.join(_data_folder(), "progress.db")


def settings_file() -> "Path":
    """Returns the settings file: `TILLERSON_QUIZ_SETTINGS`, else one in the user's folder of settings."""
    return _path(settings_name())


def settings_name() -> str:
    """Returns the name of the settings file."""
    named = os.environ.get("TILLERSON_QUIZ_SETTINGS")
    return (
        os.path.expanduser(named)
        if named
        else os.path.join(_user_folder("config", ".config"), "settings.toml")
    )


def bank_cache() -> "Path":
    """Returns the folder of banks kept as they were read, so that they need not be read again.

    It may not exist yet, and may be deleted at any time.
    """
    return _path(_user_folder("cache", ".cache")) / "banks"


def sums_cache() -> "Path":
    """Returns the folder of sums of the log, kept so that statistics need not read all of it again.

    It may not exist yet, and may be deleted at any time.
    """
    return _path(_user_folder("cache", ".cache")) / "sums"


def crash_log() -> "Path":
    """Returns the file that a crash is written to; its folder may not exist yet."""
    import platformdirs

    return _path(platformdirs.user_log_dir(APP, appauthor=False)) / "crash.log"


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
