"""Texts, lists and mappings that know where they stand, for whoever looks at a file closely."""

from quiz.bank import decoding, parsing
from quiz.bank.raw import ODD_KEY, Items, Mark, Pairs, Raw, Texts, spot
from quiz.bank.report import Report, TooManyProblems
from quiz.lean_typing import TypeAlias

__all__ = ["ODD_KEY", "List", "Mapping", "Mark", "Node", "Scalar", "node", "questions", "raw", "spot"]


class _Marked:
    __slots__ = ("mark",)

    def __init__(self, mark: Mark | None) -> None:
        self.mark = mark

    @property
    def line(self) -> int:
        """Counts from 1."""
        return spot(self.mark).line

    @property
    def column(self) -> int:
        """Counts from 1."""
        return spot(self.mark).column


class Scalar(_Marked):
    """A text, without white space around it."""

    __slots__ = ("text",)

    def __init__(self, text: str, mark: Mark | None) -> None:
        super().__init__(mark)
        self.text = text


class List(_Marked):
    """The items of a list."""

    __slots__ = ("items",)

    def __init__(self, items: "list[Node]", mark: Mark | None) -> None:
        super().__init__(mark)
        self.items = items


class Mapping(_Marked):
    """The keys of a mapping with what stands after them."""

    __slots__ = ("keys", "values")

    def __init__(self, values: "dict[str, Node]", keys: dict[str, Mark | None], mark: Mark | None) -> None:
        super().__init__(mark)
        self.values = values
        self.keys = keys
        """Where each key stands."""


Node: TypeAlias = Scalar | List | Mapping


def node(raw: Raw, mark: Mark | None) -> Node:
    """Returns what was read from a file as a node.

    Args:
        raw: What was read.
        mark: Where it begins.
    """
    if isinstance(raw, str):
        return Scalar(raw, mark)
    return listed(raw) if isinstance(raw, Items) else mapping(raw)


def listed(items: Items) -> List:
    """Returns a list that was read from a file as a node."""
    return List(
        [node(value, mark) for value, mark in zip(items.values, items.marks, strict=True)], items.mark
    )


def mapping(pairs: Pairs) -> Mapping:
    """Returns a mapping that was read from a file as a node."""
    values = {
        key: node(value, at) for (key, value), at in zip(pairs.values.items(), pairs.marks[1::2], strict=True)
    }
    return Mapping(values, dict(zip(values, pairs.marks[::2], strict=True)), pairs.mark)


def raw(node: Node) -> Raw:
    """Returns a node as if it had been read from a file."""
    match node:
        case Scalar():
            return node.text
        case List():
            return _items(node)
        case Mapping():
            return pairs(node)


def pairs(node: Mapping) -> Pairs:
    """Returns a mapping as if it had been read from a file."""
    values = {key: raw(value) for key, value in node.values.items()}
    marks = [
        mark for key, value in node.values.items() for mark in (node.keys.get(key, node.mark), value.mark)
    ]
    return Pairs(values, marks, node.mark)


def _items(node: List) -> Items:
    texts = [item.text for item in node.items if isinstance(item, Scalar) and item.text]
    marks = [item.mark for item in node.items]
    if len(texts) == len(node.items):
        return Texts(texts, marks, node.mark)
    return Items([raw(item) for item in node.items], marks, node.mark)


def questions(source: decoding.Source, report: Report) -> tuple[Node | None, list[Mapping]]:
    """Returns what stands in a file but for its questions, as from `parsing.parse`; and the questions.

    Raises:
        TooManyProblems: The report is full.
    """
    found: list[Mapping] = []

    def visit(_: Pairs, value: Raw, __: Mark | None) -> None:
        if isinstance(value, Pairs):
            found.append(mapping(value))

    parsed = parsing.parse(source, report, "questions", visit)
    return node(*parsed) if parsed else None, found


def mapping_alone(source: decoding.Source, path: str) -> Mapping | None:
    """Returns the mapping that a text of a file is; None where it is anything else.

    Args:
        source: The text.
        path: The file.
    """
    report = Report(path, source.text, most=0)
    try:
        parsed = parsing.parse(source, report, "", lambda *_: None)
    except TooManyProblems:
        return None
    return mapping(parsed.root) if parsed and isinstance(parsed.root, Pairs) else None
