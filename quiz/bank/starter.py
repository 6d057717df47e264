"""The bank that an author begins with: one question of every kind, and what can be written where."""

import re
import shlex
from pathlib import Path

from quiz.text import one_line

_TEXT = Path(__file__).with_name("starter.yaml")


def starter(bank: str, title: str, file: str, schema: str) -> str:
    """Returns the text of a bank that has neither errors nor advice.

    Args:
        bank: Its id.
        title: Its title, any text.
        file: What its file is called, for the commands in its comments.
        schema: The address of the JSON Schema, for editors.
    """
    quoted = '"' + one_line(title).replace("\\", "\\\\").replace('"', '\\"') + '"'
    parts = {"SCHEMA": schema, "NAME": bank, "TITLE": quoted, "FILE": one_line(shlex.quote(file))}
    text = _TEXT.read_text(encoding="utf-8")
    return re.sub(rf"\b(?:{'|'.join(parts)})\b", lambda found: parts[found[0]], text)
