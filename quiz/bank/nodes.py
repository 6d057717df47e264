"""From the text of a file to texts, lists and mappings that know where they stand.

Read from YAML's events, not with a loader: every scalar stays the text in the file, a key that stands twice
is seen, and brackets nested deeply enough to crash libyaml's composer never reach it.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from yaml import YAMLError
from yaml.events import (
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quiz.bank import decoding, events, syntax
from quiz.bank.codes import Code
from quiz.bank.decoding import Source
from quiz.bank.report import Report, Spot, quoted, shown
from quiz.text import clean, has_control

MAX_DEPTH = 12
MAX_SCALARS = 200_000
MAX_CHARACTERS = 20_000
MAX_LINES = 300
ODD_KEY = "\0"
"""Stands for a key that is no text, which has been reported; no text of a file can be like it."""


_CONTROL_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\(?:[0abvfeN]|[xu][0-9A-Fa-f]{2,4}))")


class Mark(Protocol):
    """A YAML reader's own note of a position; line and column count from 0."""

    @property
    def line(self) -> int:
        """Counts from 0."""

    @property
    def column(self) -> int:
        """Counts from 0."""


class _Marked:
    __slots__ = ("mark",)
    mark: Mark | None

    @property
    def line(self) -> int:
        """Counts from 1."""
        return self.mark.line + 1 if self.mark else 1

    @property
    def column(self) -> int:
        """Counts from 1."""
        return self.mark.column + 1 if self.mark else 1


@dataclass(slots=True, eq=False)
class Scalar(_Marked):
    """A text, without white space around it."""

    text: str
    mark: Mark | None


@dataclass(slots=True, eq=False)
class List(_Marked):
    """The items of a list."""

    items: "list[Node]"
    mark: Mark | None


@dataclass(slots=True, eq=False)
class Mapping(_Marked):
    """The keys of a mapping with what stands after them."""

    values: "dict[str, Node]"
    keys: dict[str, Mark | None]
    mark: Mark | None


Node: TypeAlias = Scalar | List | Mapping
Visit: TypeAlias = Callable[[Mapping, Node], None]


class _Stop(Exception):  # noqa: N818 - it ends the reading of a file and is no error of the program
    """What was reported makes the rest of the file unreadable."""


def spot(mark: Mark | None) -> Spot:
    """Returns a reader's mark as a line and a column that count from 1."""
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def parse(source: Source, report: Report, key: str, visit: Visit) -> Node | None:
    """Returns what stands in a file, or None where it is empty or no YAML; the report says why.

    Args:
        source: The text of the file.
        report: Takes the problems.
        key: A key of the outermost mapping. The items of the list after it are not kept, since thousands of
            them fill the memory with what is not needed again.
        visit: Takes each of these items when it has been read, with what stands above the list.

    Raises:
        TooManyProblems: The report is full.
    """
    try:
        return _Builder(source, report, key, visit).document()
    except _Stop:
        return None
    except YAMLError as error:
        syntax.explain(error, _last_text(source.text), report)
        return None


def _last_text(text: str) -> Spot:
    """Returns where the last scalar before the first error begins."""
    last = None
    take = events.reader(text).get_event
    with suppress(YAMLError):
        while event := take():
            if type(event) is ScalarEvent:
                last = event.start_mark
    return spot(last)


class _Builder:
    def __init__(self, source: Source, report: Report, key: str, visit: Visit) -> None:
        self._take = events.reader(source.text).get_event
        self._unclean = not source.plain
        self._careful = self._unclean or "&" in source.text or "!" in source.text
        self._report = report
        self._scalars = 0
        self._visited_key = key
        self._visit = visit
        self._root: Mapping | None = None
        self._root_key = ""

    def document(self) -> Node | None:
        """Reads the one document of the file.

        Raises:
            YAMLError: The text is not YAML.
            _Stop: It is more than a bank may be.
            TooManyProblems: The report is full.
        """
        self._take()
        start = self._take()
        if not isinstance(start, DocumentStartEvent):
            return None
        root = self._node(self._take(), 0)
        self._take()
        after = self._take()
        if not isinstance(after, StreamEndEvent) and after is not None:
            message = "a second document begins here; one file is one bank"
            hint = "delete the line with ---, or put what follows into a file of its own"
            if isinstance(root, Mapping) and "questions" not in root.values and self._list_follows():
                hint = "write questions: instead of this line"
            self._report.add(spot(after.start_mark), Code.SECOND_DOCUMENT, message, hint)
        return root

    def _list_follows(self) -> bool:
        with suppress(YAMLError):
            return isinstance(self._take(), SequenceStartEvent)
        return False

    def _node(self, event: Event | None, depth: int) -> Node:
        if type(event) is ScalarEvent:
            return Scalar(self._text(event), event.start_mark)
        if isinstance(event, CollectionStartEvent):
            if depth == MAX_DEPTH:
                message = f"lists and groups stand more than {MAX_DEPTH} deep inside one another here"
                hint = "close the brackets, or put the text in quotes"
                self._report.add(spot(event.start_mark), Code.TOO_DEEP, message, hint)
                raise _Stop
            if event.anchor is not None or event.tag is not None:
                self._refuse(event.start_mark)
            build = self._list if type(event) is SequenceStartEvent else self._mapping
            return build(event.start_mark, depth + 1)
        alias = event.start_mark if event else None
        self._refuse(alias)
        return Scalar("*", alias)

    def _list(self, mark: Mark | None, depth: int) -> List:
        items: list[Node] = []
        add = items.append
        if depth == 2 and self._root and self._root_key == self._visited_key:
            add = partial(self._visit, self._root)
        take, careful = self._take, self._careful
        while type(event := take()) is not SequenceEndEvent:
            if type(event) is ScalarEvent:
                text = event.value
                if careful or event.style or len(text) > MAX_LINES:
                    text = self._text(event)
                add(Scalar(text, event.start_mark))
            else:
                add(self._node(event, depth))
            if len(items) > MAX_SCALARS:
                break
        self._count(len(items), mark)
        return List(items, mark)

    def _mapping(self, mark: Mark | None, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Mark | None] = {}
        mapping = Mapping(values, keys, mark)
        if depth == 1:
            self._root = mapping
        take, careful = self._take, self._careful
        while type(event := take()) is not MappingEndEvent:
            if type(event) is ScalarEvent:
                key = event.value
                if careful or event.style or len(key) > MAX_LINES:
                    key = self._text(event)
                place: Mark | None = event.start_mark
            else:
                key, place = self._odd_key(event, depth)
            if depth == 1:
                self._root_key = key
            if key in keys:
                self._report_duplicate(key, spot(place), spot(keys[key]))
            event = take()
            if type(event) is ScalarEvent:
                text = event.value
                if careful or event.style or len(text) > MAX_LINES:
                    text = self._text(event)
                values[key] = Scalar(text, event.start_mark)
            else:
                values[key] = self._node(event, depth)
            keys[key] = place
            if len(keys) * 2 > MAX_SCALARS:
                break
        self._count(2 * len(keys), mark)
        return mapping

    def _odd_key(self, event: Event | None, depth: int) -> tuple[str, Mark | None]:
        node = self._node(event, depth)
        if isinstance(node, Scalar):
            return node.text, node.mark
        message = "a list or a group of keys stands where a key is needed"
        line = syntax.line_of(self._report.text, node.line)
        start = node.column - 1
        if line[:start].endswith("{"):
            start -= 1
        hint = f"if this is a text, put it in quotes: {quoted(line[start:])}"
        self._report.add(node, Code.KEY_NOT_TEXT, message, hint)
        return ODD_KEY, node.mark

    def _report_duplicate(self, key: str, at: Spot, first: Spot) -> None:
        message = f"`{shown(key)}` stands here a second time; the first is in line {first.line}"
        hint = "keep one; a new question begins with a hyphen"
        self._report.add(at, Code.DUPLICATE_KEY, message, hint)

    def _count(self, scalars: int, mark: Mark | None) -> None:
        self._scalars += scalars
        if self._scalars > MAX_SCALARS:
            message = f"this file holds more than {MAX_SCALARS:,} texts"
            self._report.add(spot(mark), Code.TOO_MUCH, message, "split it into several banks")
            raise _Stop

    def _text(self, event: ScalarEvent) -> str:
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse(event.start_mark)
        if event.style or self._unclean:
            if event.style == '"' and not (text.isascii() and text.isprintable()):
                self._check_escapes(text, spot(event.start_mark))
            text = clean(text).strip()
        if len(text) > MAX_LINES:
            self._check_length(text, spot(event.start_mark))
        return text[:MAX_CHARACTERS]

    def _check_escapes(self, text: str, at: Spot) -> None:
        if has_control(text):
            found = _CONTROL_ESCAPE.search(self._report.text, decoding.offset(self._report.text, at))
            message = f"the escape {found[1] if found else ''} in this text makes a control character"
            self._report.add(at, Code.CONTROL_CHARACTER, message, r"delete it, or write \\ for a backslash")

    def _check_length(self, text: str, at: Spot) -> None:
        lines = text.count("\n") + 1
        if len(text) > MAX_CHARACTERS or lines > MAX_LINES:
            size = f"{len(text):,} characters" if len(text) > MAX_CHARACTERS else f"{lines:,} lines"
            message = f"this text has {size}; {MAX_CHARACTERS:,} characters and {MAX_LINES} lines are allowed"
            self._report.add(
                at, Code.TOO_LONG, message, "shorten it, or look for a quotation mark that is not closed"
            )

    def _refuse(self, mark: Mark | None) -> None:
        """Reports an anchor, an alias or a tag."""
        complaint = syntax.special(self._report.text, spot(mark))
        self._report.add(*complaint)
        if complaint.code is Code.TAG:
            raise _Stop
