"""Opens the user's editor at a place in a bank."""

import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from quiz import paths
from quiz.model import Place

_AFTER_COLON = {"hx", "helix", "subl", "zed"}
_WITH_GOTO = {"code", "codium", "code-insiders", "cursor"}


def command(editor: list[str], place: Place) -> list[str]:
    """Returns the command that opens a file at its line and waits until it is closed."""
    name = Path(editor[0]).stem
    path, line = str(Path(place.path).absolute()), place.line
    if name in _WITH_GOTO:
        return [*editor, "--wait", "--goto", f"{path}:{line}"]
    if name in _AFTER_COLON:
        return [*editor, f"{path}:{line}"]
    return [*editor, f"+{line}", path]


def edit_in(app: App[None], place: Place) -> str:
    """Has the app make way for the user's editor until it is left; returns what went wrong, or nothing."""
    try:
        with app.suspend():
            return edit(paths.editor(), place)
    except SuspendNotSupported:
        return "This terminal cannot make way for an editor."


def edit(editor: list[str], place: Place) -> str:
    """Runs the editor until it is left; returns what went wrong, or nothing."""
    try:
        ended = subprocess.run(command(editor, place), check=False)
    except OSError as error:
        return f"The editor {editor[0]} cannot be started: {error.strerror}. VISUAL or EDITOR names another."
    return f"The editor {editor[0]} ended with {ended.returncode}." if ended.returncode else ""
