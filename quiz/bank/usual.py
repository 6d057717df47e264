"""Banks that are written the usual way, read line by line.

YAML's own reader says of every text where it begins and ends, in what style, and with which of a dozen
features that no bank may use; that is most of the time that reading a bank takes. Here only those few forms
are known that nearly all questions are written in, and what they hold is what YAML's reader would make of it.
A question with anything else in it is left to YAML's reader. So is a file with anything wrong in it, from its
start: here hardly anybody knows where a text stands.
"""

import re
from collections.abc import Iterator
from itertools import islice

from quiz.bank.decoding import Source
from quiz.bank.raw import (
    MAX_CHARACTERS,
    MAX_LINES,
    MAX_SCALARS,
    Items,
    Mark,
    Pairs,
    Parsed,
    Position,
    Raw,
    Texts,
    Visit,
    spot,
)
from quiz.bank.report import Report
from quiz.lean_typing import TypeAlias
from quiz.text import clean

_AT_ONCE = 16
"""So many items are read, and then visited: what does either stays in the processor's caches meanwhile."""
# No group is repeated with *+ or ++: Python 3.11.2 then misses what it matches.
_DEEPEST = 24
"""Columns that keys and hyphens are looked for in."""
_START = r"[^ \n\-?:,\[\]{}#&*!|>'\"%@`]"
"""What begins a text without quotes, whatever stands around it."""
_NAME = rf"{_START}[^:#\n]{{0,200}}+(?<! )"
_REST = r"[^:#\n]*+(?:(?::(?! |\n|\Z)|(?<! )#)[^:#\n]*+)*(?<! )"
_LINE = f"{_START}{_REST}"
"""A text without quotes, or its first line."""
_FURTHER = rf"[^ \n\-?:,#&*!|>%@`]{_REST}"
"""Another line of one."""
_ENTRY = rf"{_START}[^?:,\[\]{{}}#\n]*+(?:(?::(?![ ?:,\[\]{{}}\n]|\Z)|(?<! )#)[^?:,\[\]{{}}#\n]*+)*(?<! )"
"""A text without quotes between brackets."""
_PAIR = rf"{_START}[^?:,\[\]{{}}#\n]{{0,200}}+(?<! ): {_ENTRY}"
_ENDS = r"(?=\n|\Z)"


def _value(deeper: str, number: int) -> str:
    """Returns the form of a value: a group for a text without quotes, and one for what begins with a mark.

    Args:
        deeper: What comes before its lines but the first: a line break, and spaces.
        number: Of a third group: `deeper` before the lines of a text below > or |.
    """
    fold = rf"(?<! ){deeper}(?!\n)"
    single = rf"'(?!')[^'\n]*+(?:(?:''|{fold})[^'\n]*+)*'"
    escape = rf"""\\(?:["\\/ ]|x[\dA-Fa-f]{{2}}|u[\dA-Fa-f]{{4}}|{deeper}(?!\n))"""
    double = rf'"(?!")[^"\\\n]*+(?:(?:{escape}|{fold})[^"\\\n]*+)*"'
    listed = rf"\[(?:{_ENTRY}(?:, (?!\])|(?=\])))+\]"
    paired = rf"\{{(?:{_PAIR}(?:, (?!\}})|(?=\}})))+\}}"
    block = rf"[>|]-?({deeper})[^ \n].*(?:\{number}[^ \n].*)*"
    return rf"(?:({_LINE}(?:{deeper}{_FURTHER})*)|({single}|{double}|{listed}|{paired}|{block}))"


_KEY = rf"""({_NAME}|"[^"\\\n]{{1,200}}+"|'[^'\n]{{1,200}}+')"""
_DEEPER = r"\n\1 ++"
_BELOW = r"((?:\n\1(?: |- ).*)+)"
_FIELD = re.compile(rf"\n( *+)(?:{_KEY}:(?:(?: |{_DEEPER}){_value(_DEEPER, 5)}|{_BELOW})|(#.*)?){_ENDS}|(\n)")
"""A key of a mapping with its value or what stands below it; a comment, or nothing; or something else."""
_KEY_BELOW = re.compile(r"\n[^ \-#\n]")
"""The end of a list, and of what stands in it."""
_BELOW_KEY = r"\n\1 {3,}+"
_ITEM = re.compile(
    rf"\n( *+)- (?:({_NAME}):(?: |{_BELOW_KEY}))?{_value(rf'(?(2){_BELOW_KEY}|{_DEEPER})', 5)}{_ENDS}|(\n)"
)
"""An item of a list: a value, or a key with a value; or something else."""

_ESCAPED = re.compile(r"\\(?:\n +|x(..)|u(.{4})|(.))|\n +")
"""What stands for something else between two double quotes."""

_Item: TypeAlias = tuple[Raw, Mark]
"""An item of the list that is visited, and where it begins."""


class _Odd(Exception):  # noqa: N818 - it ends the reading of a question and is no error of the program
    """Something is written in another way."""


def parse(source: Source, report: Report, key: str, visit: Visit) -> Parsed | None:
    """Returns what stands in a file, or None where it takes `parsing.parse` or the report says why.

    Args:
        source: The text of the file.
        report: Takes the problems.
        key: A key of the outermost mapping. The items of the list after it are not kept.
        visit: Takes each of these items. All that stands in one is said to stand where it begins.

    Raises:
        TooManyProblems: The report is full.
    """
    text = source.text
    first = re.search(rf"^{key}: *\n(?: *(?:#.*)?\n)*?(?=( *)(- +))", text, re.MULTILINE)
    # What a file holds stands before or after a colon, after a comma or in a line of its own.
    most = 2 * text.count(":") + text.count(",") + text.count("\n")
    if not source.plain or first is None or most > MAX_SCALARS:
        return None
    head, rest = text[: first.end()], text[first.end() :]
    after = _KEY_BELOW.search(rest)
    below, rest = (rest[after.end() - 1 :], rest[: after.start()]) if after else ("", rest)
    above = _around(f"{text[: first.start()]}{below}", key, text)
    if above is None and not below:
        above = _odd_head(head, key, report)
    if above is None:
        return None
    items = _items(rest, "".join(first.groups()), head.count("\n"), report)
    try:
        while batch := list(islice(items, _AT_ONCE)):
            for item, begins in batch:
                visit(above, item, begins)
    except _Odd:
        return None
    above.values[key] = Items([], [], above.places(key)[1])
    return Parsed(above, above.mark)


def _items(text: str, start: str, line: int, report: Report) -> Iterator[_Item]:
    """Yields the items of the list.

    Args:
        text: The list.
        start: What stands before the first item: its hyphen, and spaces.
        line: Where it begins, from 0.
        report: That of the file.

    Raises:
        _Odd: The list is for YAML's reader.
        TooManyProblems: Something is wrong with it.
    """
    for entry in f"\n{text}".split(f"\n{start}")[1:]:
        mark = Position(line, len(start))
        try:
            yield _item(entry, mark), mark
        except _Odd:
            yield from _odd(entry, line, start, report)
        line += entry.count("\n") + 1


def _around(lines: str, key: str, text: str) -> Pairs | None:
    """Returns the mapping that the list stands in; None where it is for YAML's reader.

    All that stands in it is said to stand where its id does, the one place that is asked for.

    Args:
        lines: Those above the key of the list, and those below the list.
        key: The key of the list.
        text: The text of the file.
    """
    named = re.search("^bank: ", text, re.MULTILINE)
    if named is None or len(lines) > MAX_CHARACTERS:
        return None
    mark = Position(text.count("\n", 0, named.start()), len(named[0]))
    try:
        found = _mapping(f"\n{lines}", "", mark)
    except _Odd:
        return None
    if key in found.values:
        return None
    return Pairs({**found.values, key: ""}, [*found.marks, mark, mark], mark)


def _odd_head(text: str, key: str, report: Report) -> Pairs | None:
    """Returns the mapping whose last key is the key of the list; None where it is none.

    Raises:
        TooManyProblems: Something is wrong with the text.
    """
    from quiz.bank import parsing

    parsed = parsing.parse(Source(text, plain=True), report, key, lambda *_: None)
    root = parsed.root if parsed else None
    return root if isinstance(root, Pairs) and root.values.get(key) == "" else None


def _odd(entry: str, line: int, start: str, report: Report) -> list[_Item]:
    """Returns an item of the list, or several, as YAML's reader reads them.

    Args:
        entry: The item, without its hyphen.
        line: Where it begins, from 0.
        start: What stands before it in its line.
        report: That of the file.

    Raises:
        _Odd: More than the list stands there.
        TooManyProblems: Something is wrong with it.
    """
    from quiz.bank import parsing

    items: list[_Item] = []

    def visit(_: Pairs, item: Raw, mark: Mark | None) -> None:
        place = spot(mark)
        begins = Position(line + place.line - 2, place.column - 1)
        if isinstance(item, Pairs):
            item.mark = begins
        items.append((item, begins))

    # One more item shows that the list goes on after this one.
    text = f"list:\n{start}{entry}\n{start}end"
    doubtful = Report(report.path, text, most=0)
    parsed = parsing.parse(Source(text, plain=True), doubtful, "list", visit)
    if parsed is None or not isinstance(parsed.root, Pairs) or len(parsed.root.values) > 1:
        raise _Odd
    return items[:-1]


def _item(entry: str, mark: Mark) -> Pairs:
    """Returns an item of the list, without its hyphen.

    Raises:
        _Odd: It is for YAML's reader.
    """
    if len(entry) > MAX_CHARACTERS or entry[:1] in " #\n":
        raise _Odd
    margin = " " * mark.column
    return _mapping(f"\n{margin}{entry}", margin, mark)


def _mapping(lines: str, margin: str, mark: Mark) -> Pairs:
    """Returns the mapping whose keys stand at a margin."""
    values: dict[str, Raw] = {}
    for before, name, plain, other, _, below, comment, odd in _FIELD.findall(lines):
        if name:
            if name[0] in "\"'":
                name = name[1:-1].strip()
            if before != margin or name in values:
                raise _Odd
            if plain:
                values[name] = _folded(plain) if "\n" in plain else plain  # hardly any are folded
            else:
                values[name] = _marked(other, mark) if other else _below(below, margin, mark)
        elif odd or (comment and len(before) > len(margin)):
            raise _Odd
    if not values:
        raise _Odd
    return Pairs(values, [mark] * (2 * len(values)), mark)


def _below(lines: str, margin: str, mark: Mark) -> Raw:
    """Returns the list or mapping that stands below a key at a margin."""
    first = lines.lstrip("\n ")
    before = lines[1 : -len(first)]
    if first.startswith("- "):
        return _list(lines, before, mark)
    if before == margin or len(before) > _DEEPEST:
        raise _Odd
    return _mapping(lines, before, mark)


def _list(lines: str, margin: str, mark: Mark) -> Items:
    """Returns the list whose hyphens stand at a margin."""
    values: list[Raw] = []
    for before, name, plain, other, _, odd in _ITEM.findall(lines):
        if odd or before != margin:
            raise _Odd
        value = _marked(other, mark) if other else _folded(plain)
        values.append(Pairs({name: value}, [mark, mark], mark) if name else value)
    texts = all(isinstance(value, str) and value for value in values)
    return (Texts if texts else Items)(values, [mark] * len(values), mark)


def _folded(text: str) -> str:
    return re.sub("\n +", " ", text) if "\n" in text else text


def _unescaped(text: str) -> str:
    """Returns the text between two double quotes."""
    return clean(_ESCAPED.sub(_meant, text)) if "\\" in text else _folded(text)


def _meant(found: re.Match[str]) -> str:
    short, long, itself = found.groups()
    if short or long:
        itself = chr(int(short or long, 16))
        if not itself.isprintable():
            raise _Odd
    return itself or ("" if found[0].startswith("\\") else " ")


def _marked(value: str, mark: Mark) -> Raw:
    """Returns what a value is that begins with a mark: a list, pairs, a text below > or |, one in quotes."""
    first = value[0]
    if first == "[":
        texts = value[1:-1].split(", ")
        return Texts(texts, [mark] * len(texts), mark)
    if first == "{":
        pairs = [pair.partition(": ") for pair in value[1:-1].split(", ")]
        values: dict[str, Raw] = {name: text for name, _, text in pairs}
        if len(values) < len(pairs):
            raise _Odd
        return Pairs(values, [mark] * (2 * len(values)), mark)
    if first in ">|":
        lines = value[value.index("\n") :]
        if lines.count("\n") > MAX_LINES:
            raise _Odd
        margin = lines[: -len(lines.lstrip("\n "))]
        return lines.replace(margin, " " if first == ">" else "\n").strip()
    inner = value[1:-1]
    return (_unescaped(inner) if first == '"' else _folded(inner).replace("''", "'")).strip()
