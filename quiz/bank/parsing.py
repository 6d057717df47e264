"""From the text of a file to texts, lists and mappings.

Read from YAML's events, not with a loader: every scalar stays the text in the file, a key that stands twice
is seen, and brackets nested deeply enough to crash libyaml's composer never reach it.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from quiz.bank import decoding, events
from quiz.bank.codes import Code
from quiz.bank.decoding import Source
from quiz.bank.raw import (
    MAX_CHARACTERS,
    MAX_LINES,
    MAX_SCALARS,
    ODD_KEY,
    Items,
    Mark,
    Pairs,
    Parsed,
    Raw,
    Texts,
    Visit,
    spot,
)
from quiz.bank.report import Report, Spot, quoted, shown
from quiz.lean_typing import Any
from quiz.text import clean, has_control

MAX_DEPTH = 12
_CONTROL_ESCAPE = r"(?<!\\)(?:\\\\)*(\\(?:[0abvfeN]|[xu][0-9A-Fa-f]{2,4}))"


class _Stop(Exception):  # noqa: N818 - it ends the reading of a file and is no error of the program
    """What was reported makes the rest of the file unreadable."""


def parse(source: Source, report: Report, key: str, visit: Visit) -> Parsed | None:
    """Returns what stands in a file, or None where it is empty or no YAML; the report says why.

    Args:
        source: The text of the file.
        report: Takes the problems.
        key: A key of the outermost mapping. The items of the list after it are not kept, since thousands of
            them fill the memory with what is not needed again.
        visit: Takes each of these items when it has been read, with what stands above the list, and where it
            begins.

    Raises:
        TooManyProblems: The report is full.
    """
    builder = _Builder(source, report, key, visit)
    try:
        return builder.document()
    except _Stop:
        return None
    except YAMLError as error:
        from quiz.bank import syntax

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
        self._take: Callable[[], Any] = events.reader(source.text).get_event
        self._unclean = not source.plain
        self._careful = self._unclean or "&" in source.text or "!" in source.text
        self._escapes = "\\" in source.text
        self._simple = not self._careful and not self._escapes
        self._report = report
        self._scalars = 0
        self._visited_key = key
        self._visit = visit

    def document(self) -> Parsed | None:
        """Reads the one document of the file.

        Raises:
            YAMLError: The text is not YAML.
            _Stop: It is more than a bank may be.
            TooManyProblems: The report is full.
        """
        self._take()
        if type(self._take()) is not DocumentStartEvent:
            return None
        event = self._take()
        root = self._any(event, 0)
        self._take()
        after = self._take()
        if after is not None and type(after) is not StreamEndEvent:
            message = "a second document begins here; one file is one bank"
            hint = "delete the line with ---, or put what follows into a file of its own"
            if isinstance(root, Pairs) and "questions" not in root.values and self._list_follows():
                hint = "write questions: instead of this line"
            self._report.add(spot(after.start_mark), Code.SECOND_DOCUMENT, message, hint)
        return Parsed(root, event.start_mark)

    def _list_follows(self) -> bool:
        with suppress(YAMLError):
            return type(self._take()) is SequenceStartEvent
        return False

    def _any(self, event: Any, depth: int, above: Pairs | None = None) -> Raw:
        """Returns what begins with an event.

        Args:
            event: The first of its events.
            depth: How many lists and mappings it stands in.
            above: The mapping with the list that it is, where the items of this are to be visited.
        """
        if type(event) is ScalarEvent:
            return self._text(event)
        mark: Mark = event.start_mark
        if type(event) is AliasEvent:
            self._refuse(mark)
            return "*"
        if depth == MAX_DEPTH:
            message = f"lists and groups stand more than {MAX_DEPTH} deep inside one another here"
            hint = "close the brackets, or put the text in quotes"
            self._report.add(spot(mark), Code.TOO_DEEP, message, hint)
            raise _Stop
        if event.anchor is not None or event.tag is not None:
            self._refuse(mark)
        if type(event) is MappingStartEvent:
            return self._pairs(mark, depth + 1)
        return self._visited(above, mark) if above else self._items(mark, depth + 1)

    def _items(self, mark: Mark, depth: int) -> Items:
        values: list[Any] = []
        marks: list[Mark | None] = []
        made: type[Items] = Texts
        take, careful = self._take, self._careful
        while type(event := take()) is not SequenceEndEvent:
            if type(event) is ScalarEvent:
                text = event.value
                if event.style or careful or len(text) > MAX_LINES:
                    text = self._text(event)
                if not text:
                    made = Items
                values.append(text)
            else:
                made = Items
                values.append(self._any(event, depth))
            marks.append(event.start_mark)
            if len(values) > MAX_SCALARS:
                break
        self._count(len(values), mark)
        return made(values, marks, mark)

    def _visited(self, above: Pairs, mark: Mark) -> Items:
        take = self._take
        while type(event := take()) is not SequenceEndEvent:
            self._visit(above, self._any(event, 2), event.start_mark)
        return Items([], [], mark)

    def _pairs(self, mark: Mark, depth: int) -> Pairs:
        values: dict[str, Raw] = {}
        marks: list[Mark | None] = []
        pairs = Pairs(values, marks, mark)
        take, careful = self._take, self._careful
        while type(event := take()) is not MappingEndEvent:
            place = event.start_mark
            if type(event) is ScalarEvent:
                key = event.value
                if event.style or careful or len(key) > MAX_LINES:
                    key = self._text(event)
            else:
                key = self._odd_key(event, depth)
            if key in values:
                self._report_duplicate(key, spot(place), spot(pairs.places(key)[0]))
                del marks[(at := 2 * list(values).index(key)) : at + 2], values[key]
            event = take()
            if type(event) is ScalarEvent:
                text = event.value
                if event.style or careful or len(text) > MAX_LINES:
                    text = self._text(event)
                values[key] = text
            else:
                visited = depth == 1 and key == self._visited_key and type(event) is SequenceStartEvent
                values[key] = self._any(event, depth, pairs if visited else None)
            marks += place, event.start_mark
            if len(marks) > MAX_SCALARS:
                break
        self._count(len(marks), mark)
        return pairs

    def _odd_key(self, event: Any, depth: int) -> str:
        found = self._any(event, depth)
        if isinstance(found, str):
            return found
        from quiz.bank import complaints

        message = "a list or a group of keys stands where a key is needed"
        at = spot(event.start_mark)
        line = complaints.line_of(self._report.text, at.line)
        start = at.column - 1
        if line[:start].endswith("{"):
            start -= 1
        hint = f"if this is a text, put it in quotes: {quoted(line[start:])}"
        self._report.add(at, Code.KEY_NOT_TEXT, message, hint)
        return ODD_KEY

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

    def _text(self, event: Any) -> str:
        text: str = event.value
        if self._simple and len(text) <= MAX_LINES:
            return text.strip() if event.style else text
        if event.anchor is not None or event.tag is not None:
            self._refuse(event.start_mark)
        escaped = self._escapes and event.style == '"'
        if escaped and not (text.isascii() and text.isprintable()):
            self._check_escapes(text, spot(event.start_mark))
        if escaped or self._unclean:
            text = clean(text)
        if event.style or self._unclean:
            text = text.strip()
        if len(text) > MAX_LINES:
            self._check_length(text, spot(event.start_mark))
            return text[:MAX_CHARACTERS]
        return text

    def _check_escapes(self, text: str, at: Spot) -> None:
        if has_control(text):
            text = self._report.text
            found = re.compile(_CONTROL_ESCAPE).search(text, decoding.offset(text, at))
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
        from quiz.bank import complaints

        complaint = complaints.special(self._report.text, spot(mark))
        self._report.add(*complaint)
        if complaint.code is Code.TAG:
            raise _Stop
