"""How the tables of cases are read, and what they say of an answer."""

from collections import defaultdict
from pathlib import Path

from quiz.marking import mark
from quiz.model import Kind, Part, Unclear, Verdict, Written


def rules(name: str) -> dict[str, list[str]]:
    """Returns the lines of a table by the rule that they are cases of."""
    found: dict[str, list[str]] = defaultdict(list)
    rule = ""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            rule = line.removeprefix("## ")
        elif rule and line:
            found[rule].append(line)
    return found


def marked(found: Verdict | Unclear) -> str:
    """Returns the word of a table for a verdict."""
    if isinstance(found, Unclear):
        return "unclear"
    return "slip" if found.slip else str(found.outcome)


def part_of(kind: Kind, response: str) -> Part:
    """Returns what is said of a response of one part."""
    found = mark(kind, Written((response,)))
    assert isinstance(found, Verdict)
    (part,) = found.parts
    return part
