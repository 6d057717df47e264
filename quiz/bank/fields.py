"""What stands after the keys of a mapping, read as what each key needs."""

import re
import unicodedata
from datetime import date

from quiz.bank import habits
from quiz.bank.codes import Code
from quiz.bank.foreign import words
from quiz.bank.foreign.words import Vocabulary
from quiz.bank.nodes import ODD_KEY, List, Mapping, Node, Scalar, spot
from quiz.bank.report import Located, Report, Spot, flow, quoted, shown
from quiz.bank.syntax import line_of
from quiz.model import Option, Source
from quiz.records import NamedTuple

MAX_ENTRIES = 26
"""How many entries a list of a question may have: a letter for each."""
SOURCE_KEYS = ("title", "author", "publisher", "date", "url")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_LOST = re.compile(r" (#\S.*)$")
"""A text without quotes that begins with #, which makes it a comment."""
_SOURCE = Vocabulary(frozenset(SOURCE_KEYS), words.SOURCE)


class Options(NamedTuple):
    """The entries of a list that may say why they are wrong."""

    scalars: list[Scalar]
    """Their texts, with their places."""
    made: list[Option]


def collapsed(text: str) -> str:
    """Returns a text with each run of white space as one space."""
    if text.isascii() and "  " not in text and "\n" not in text:
        return text
    return " ".join(text.split())


def folded(text: str) -> str:
    """Returns what two texts have in common that a learner could not tell apart."""
    return collapsed(text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


def all_folded(texts: list[str]) -> list[str]:
    """Returns `folded` of every text."""
    joined = "\n".join(texts)
    if joined.isascii() and "  " not in joined and joined.count("\n") + 1 == len(texts):
        return joined.casefold().split("\n")
    return [folded(text) for text in texts]


class Fields:
    """The keys of one mapping.

    What is asked for and is not there, or is of the wrong shape, is reported, and something empty is
    returned: so one pass finds all the problems.

    Args:
        mapping: The mapping.
        report: Takes the problems.
        name: What the mapping is, for messages: `a question`.
    """

    def __init__(self, mapping: Mapping, report: Report, name: str) -> None:
        self.values = mapping.values
        self.report = report
        self.name = name
        self._mapping = mapping
        self._keys = mapping.keys

    def place(self, key: str) -> Spot:
        """Returns where a key stands, or the mapping where it does not."""
        return spot(self._keys.get(key, self._mapping.mark))

    def correct(self, vocabulary: Vocabulary) -> None:
        """Reports the keys that are not known, and reads each as the one that was probably meant."""
        if self.values.keys() <= vocabulary.known:
            return
        renamed = words.renamed(self._mapping, self.name, vocabulary)
        self.values, self._keys = renamed.mapping.values, renamed.mapping.keys
        for complaint in renamed.complaints.values():
            complaint.report(self.report)

    def text(self, key: str) -> str:
        """Returns the text after a key, or an empty one where the key is not there."""
        node = self.values.get(key)
        if node is None:
            return ""
        if type(node) is Scalar and node.text:
            return node.text
        return self._no_text(key, node, f"{key}: some text")

    def need(self, key: str, hint: str) -> None:
        """Reports a key that must be there and is not."""
        if key not in self.values:
            self.report.add(self._mapping, Code.MISSING_KEY, f"{self.name} needs the key `{key}`", hint)

    def scalar(self, key: str, hint: str) -> Scalar:
        """Returns the text after a key that must be there, with its place; empty where it is missing."""
        node = self.values.get(key)
        if type(node) is Scalar and node.text:
            return node
        if node is None:
            self.need(key, hint)
        else:
            self._no_text(key, node, hint)
        return Scalar("", self._mapping.mark)

    def _no_text(self, key: str, node: Node, hint: str) -> str:
        if isinstance(node, Scalar):
            self._report_empty(self.place(key), f"`{key}`", hint)
        elif isinstance(node, List):
            self.report.add(node, Code.WRONG_SHAPE, f"`{key}` is one text, not a list", hint)
        else:
            message = f"`{key}` is a text; this was read as keys with values"
            self._shape(node, message, "put the text in quotes")
        return ""

    def _report_empty(self, at: Located, what: str, hint: str) -> None:
        hint = f"write {hint}, or delete the line"
        if found := _LOST.search(line_of(self.report.text, at.line), at.column - 1):
            hint = f"after a space # begins a comment; put the text in quotes: {quoted(found[1])}"
        self.report.add(at, Code.EMPTY_TEXT, f"nothing stands after {what}", hint)

    def _shape(self, node: Node, message: str, hint: str) -> None:
        """Reports a wrong shape, unless the reason has been reported as an odd key already."""
        if not (isinstance(node, Mapping) and ODD_KEY in node.keys):
            self.report.add(node, Code.WRONG_SHAPE, message, hint)

    def texts(self, key: str, *, one: bool = False) -> list[Scalar]:
        """Returns the texts of a list.

        Args:
            key: The key of the list; it need not be there.
            one: A single text stands for a list of one.
        """
        node = self.values.get(key)
        if one and type(node) is Scalar and node.text:
            return [node]
        return [text for item in self._items(key) if (text := self._entry(item, key))]

    def options(self, key: str) -> Options:
        """Returns the entries of a list that may say why they are wrong."""
        options = Options([], [])
        for item in self._items(key):
            if type(item) is Scalar and item.text:
                options.scalars.append(item)
                options.made.append(Option(item.text))
            elif isinstance(item, Mapping) and len(item.values) == 1:
                self._add_reasoned(item, key, options)
            else:
                self._entry(item, key)
        return options

    def _items(self, key: str) -> list[Node]:
        node = self.values.get(key)
        if node is None:
            return []
        if type(node) is not List:
            self._no_list(node, key)
            return []
        if not node.items:
            self.report.add(
                node, Code.TOO_FEW, f"the list `{key}` is empty", "delete the key, or fill the list"
            )
        elif len(node.items) > MAX_ENTRIES:
            message = f"`{key}` has {len(node.items)} entries; {MAX_ENTRIES} are allowed"
            self.report.add(node, Code.TOO_MANY, message, "leave some out, or make two questions")
            return []
        return node.items

    def _no_list(self, node: Node, key: str) -> None:
        if isinstance(node, Scalar) and node.text:
            self.report.add(
                node, Code.WRONG_SHAPE, f"`{key}` is a list, not one text", self._as_list(node, key)
            )
        elif isinstance(node, Scalar):
            hint = "each entry on a line of its own that begins with a hyphen"
            self._report_empty(self.place(key), f"`{key}`", hint)
        else:
            hint = "begin each entry with a hyphen and a space"
            self._shape(node, f"`{key}` is a list, not keys with values", hint)

    def _as_list(self, node: Scalar, key: str) -> str:
        """Returns how a text that stands for a list is written as one."""
        inside = node.text.strip("()[]")
        mark = next((mark for mark in ";," if mark in inside), "")
        if mark and "\n" not in node.text and habits.without_bullet(inside) == inside:
            return f"{key}: {flow([part.strip() for part in inside.split(mark) if part.strip()])}"
        line = line_of(self.report.text, node.line)[node.column - 1 :]
        first = shown(habits.without_bullet(line) or node.text)
        return f"write each entry on a line of its own below `{key}:`, as in: - {first}"

    def _entry(self, item: Node, key: str) -> Scalar | None:
        if type(item) is Scalar:
            if item.text:
                return item
            self._report_empty(item, "a hyphen", "- some text")
        elif isinstance(item, Mapping) and len(item.values) == 1:
            (text, reason), *_ = item.values.items()
            rest = reason.text if isinstance(reason, Scalar) else "…"
            message = "a colon with a space after it cannot stand in a text without quotes"
            self._shape(item, message, f"put the text in quotes: - {quoted(f'{text}: {rest}')}")
        else:
            hint = f'a text with a colon goes in quotes: - "{key}: and so on"'
            if isinstance(item, Mapping) and isinstance(only := item.values.get("text"), Scalar):
                hint = f"write the text alone: - {shown(only.text)}"
            self._shape(item, f"an entry of `{key}` is a text, not a list or several keys", hint)
        return None

    def _add_reasoned(self, item: Mapping, key: str, options: Options) -> None:
        (text, reason), *_ = item.values.items()
        if not isinstance(reason, Scalar) or not text or text == ODD_KEY:
            self._entry(item, key)
        elif not reason.text:
            hint = "why it is wrong, or leave the colon out"
            self._report_empty(item, f"“{shown(text)}:”", hint)
        else:
            options.scalars.append(Scalar(text, item.keys[text]))
            options.made.append(Option(text, reason.text))

    def source(self, inherited: Source) -> Source:
        """Returns the source: what is said here wins over what is inherited, key by key."""
        node = self.values.get("source")
        if node is None:
            return inherited
        if type(node) is Scalar and node.text:
            return Source(node.text, inherited.author, inherited.publisher, inherited.date, inherited.url)
        if not isinstance(node, Mapping):
            self.report.add(
                node, Code.WRONG_SHAPE, "`source` is a title, or keys with values", "source: Title"
            )
            return inherited
        fields = Fields(node, self.report, "a source")
        fields.correct(_SOURCE)
        said = (fields.text(key) for key in SOURCE_KEYS)
        before = (inherited.title, inherited.author, inherited.publisher, inherited.date, inherited.url)
        return Source(*(own or other for own, other in zip(said, before, strict=True)))

    def as_of(self, inherited: str) -> str:
        """Returns the day, month or year the facts were true, or what is inherited."""
        text = self.text("as_of")
        if not text:
            return inherited
        if not is_date(text):
            message = f"“{shown(text)}” is no date"
            self.report.add(
                self.values["as_of"], Code.BAD_DATE, message, "as_of: 2017-04-13, or 2017-04, or 2017"
            )
        return text

    def tags(self, inherited: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the tags, those inherited first, each once."""
        if "tags" not in self.values:
            return inherited
        return tuple(dict.fromkeys((*inherited, *(tag.text for tag in self.texts("tags", one=True)))))


def is_date(text: str) -> bool:
    """Says whether a text is a day, month or year of the calendar: `2017-04-13`, `2017-04` or `2017`."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = found.groups("01")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
