"""From the text of a file to texts, lists and mappings that know where they stand.

Read from YAML's events, not with a loader: every scalar stays the text in the file, a key that stands twice
is seen, and brackets nested deeply enough to crash libyaml's composer never reach it.
"""

from typing import NamedTuple, Protocol, TypeAlias

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

from quiz.bank import events, syntax
from quiz.bank.codes import Code
from quiz.bank.decoding import Source
from quiz.bank.report import Report, Spot, quoted, shown
from quiz.text import clean, has_control

MAX_DEPTH = 12
MAX_SCALARS = 200_000
MAX_CHARACTERS = 20_000
MAX_LINES = 300


class Mark(Protocol):
    """A YAML reader's own note of a position; line and column count from 0."""

    @property
    def line(self) -> int:
        """Counts from 0."""

    @property
    def column(self) -> int:
        """Counts from 0."""


class Scalar(NamedTuple):
    """A text, without white space around it."""

    text: str
    mark: Mark | None

    @property
    def line(self) -> int:
        """Counts from 1."""
        return spot(self.mark).line

    @property
    def column(self) -> int:
        """Counts from 1."""
        return spot(self.mark).column


class List(NamedTuple):
    """The items of a list."""

    items: list["Node"]
    mark: Mark | None

    @property
    def line(self) -> int:
        """Counts from 1."""
        return spot(self.mark).line

    @property
    def column(self) -> int:
        """Counts from 1."""
        return spot(self.mark).column


class Mapping(NamedTuple):
    """The keys of a mapping with what stands after them."""

    values: dict[str, "Node"]
    keys: dict[str, Mark | None]
    mark: Mark | None

    @property
    def line(self) -> int:
        """Counts from 1."""
        return spot(self.mark).line

    @property
    def column(self) -> int:
        """Counts from 1."""
        return spot(self.mark).column

    def key(self, name: str) -> Spot:
        """Returns where a key stands."""
        return spot(self.keys[name])


Node: TypeAlias = Scalar | List | Mapping


class _Stop(Exception):  # noqa: N818 - it ends the reading of a file and is no error of the program
    """What was reported makes the rest of the file unreadable."""


def spot(mark: Mark | None) -> Spot:
    """Returns a reader's mark as a line and a column that count from 1."""
    return Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)


def parse(source: Source, report: Report) -> Node | None:
    """Returns what stands in a file, or None where it is empty or no YAML; the report says why.

    Raises:
        TooManyProblems: The report is full.
    """
    builder = _Builder(source, report)
    try:
        return builder.document()
    except _Stop:
        return None
    except YAMLError as error:
        syntax.explain(error, spot(builder.last), report)
        return None


class _Builder:
    def __init__(self, source: Source, report: Report) -> None:
        self.last: Mark | None = None
        """Where the last scalar began."""
        self._next = events.reader(source.text).get_event
        self._plain = source.plain
        self._report = report
        self._scalars = 0

    def document(self) -> Node | None:
        """Reads the one document of the file.

        Raises:
            YAMLError: The text is not YAML.
            _Stop: It is more than a bank may be.
            TooManyProblems: The report is full.
        """
        self._next()
        start = self._next()
        if not isinstance(start, DocumentStartEvent):
            return None
        root = self._node(self._next(), 0)
        self._next()
        after = self._next()
        if not isinstance(after, StreamEndEvent) and after is not None:
            message = "a second document begins here; one file is one bank"
            hint = "delete the line with ---, or put what follows into a file of its own"
            self._report.add(spot(after.start_mark), Code.SECOND_DOCUMENT, message, hint)
        return root

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
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth))
            if len(items) > MAX_SCALARS:
                break
        self._count(len(items), mark)
        return List(items, mark)

    def _mapping(self, mark: Mark | None, depth: int) -> Mapping:
        values: dict[str, Node] = {}
        keys: dict[str, Mark | None] = {}
        while type(event := self._next()) is not MappingEndEvent:
            if type(event) is ScalarEvent:
                key = self._text(event)
                place: Mark | None = event.start_mark
            else:
                key, place = self._odd_key(event, depth)
            value = self._node(self._next(), depth)
            if key in keys:
                self._report_duplicate(key, spot(place), spot(keys[key]))
                continue
            keys[key] = place
            values[key] = value
            if len(keys) > MAX_SCALARS:
                break
        self._count(2 * len(keys), mark)
        return Mapping(values, keys, mark)

    def _odd_key(self, event: Event | None, depth: int) -> tuple[str, Mark | None]:
        node = self._node(event, depth)
        if isinstance(node, Scalar):
            return node
        message = "a list or a group of keys stands where a key is needed"
        hint = 'a text that begins with { or [ goes in quotes: "{{gap}} and so on"'
        self._report.add(node, Code.KEY_NOT_TEXT, message, hint)
        return "", node.mark

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
        self.last = event.start_mark
        text = event.value
        if event.anchor is not None or event.tag is not None:
            self._refuse(event.start_mark)
        if event.style:
            if event.style == '"' and not (text.isascii() and text.isprintable()):
                text = self._unescaped(text, spot(event.start_mark))
            text = text.strip()
        if not self._plain:
            text = clean(text).strip()
        if len(text) > MAX_LINES:
            self._check_length(text, spot(event.start_mark))
        return text

    def _unescaped(self, text: str, at: Spot) -> str:
        if has_control(text):
            message = "an escape in this text makes a control character"
            self._report.add(at, Code.CONTROL_CHARACTER, message, r"delete it, or write \\ for a backslash")
        return clean(text)

    def _check_length(self, text: str, at: Spot) -> None:
        lines = text.count("\n") + 1
        if len(text) > MAX_CHARACTERS or lines > MAX_LINES:
            size = f"{len(text):,} characters" if len(text) > MAX_CHARACTERS else f"{lines:,} lines"
            message = f"this text has {size}; {MAX_CHARACTERS:,} characters and {MAX_LINES} lines are allowed"
            self._report.add(
                at, Code.TOO_LONG, message, "shorten it, or look for a quotation mark that is not closed"
            )

    def _refuse(self, mark: Mark | None) -> None:
        at = spot(mark)
        written = syntax.line_of(self._report.text, at.line)[at.column - 1 :]
        hint = f"if it is a text, put it in quotes: {quoted(written)}"
        if written.startswith("!"):
            self._report.add(at, Code.TAG, "a text cannot begin with ! without quotes", hint)
        else:
            message = f"a text cannot begin with {written[:1]} without quotes"
            self._report.add(at, Code.REFERENCE, message, hint)
