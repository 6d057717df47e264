"""What stands after the keys of a mapping, read as what each key needs."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import repeat

from quiz.bank.codes import Code
from quiz.bank.raw import ODD_KEY, Items, Mark, Pairs, Raw, Texts, spot
from quiz.bank.report import Report, Spot
from quiz.model import Option, Source

MAX_ENTRIES = 26
"""How many entries a list of a question may have: a letter for each."""
SOURCE_KEYS = ("title", "author", "publisher", "date", "url")
_NO_TEXTS = Texts([], [], None)
_option: Callable[[tuple[str, str]], Option] = partial(tuple.__new__, Option)
"""Makes an option as the tuple that it is: it is what a bank has most of."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


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
        pairs: The mapping.
        report: Takes the problems.
        name: What the mapping is, for messages: `a question`.
    """

    __slots__ = ("name", "pairs", "report", "values")

    def __init__(self, pairs: Pairs, report: Report, name: str) -> None:
        self.values = pairs.values
        self.pairs = pairs
        self.report = report
        self.name = name

    def place(self, key: str) -> Spot:
        """Returns where a key stands, or the mapping where it does not."""
        return spot(self.pairs.places(key)[0] if key in self.values else self.pairs.mark)

    def mark(self, key: str) -> Mark | None:
        """Returns where what stands after a key begins."""
        return self.pairs.places(key)[1] if key in self.values else self.pairs.mark

    def at(self, key: str) -> Spot:
        """Returns where what stands after a key begins."""
        return spot(self.mark(key))

    def correct(self, known: frozenset[str]) -> None:
        """Reports the keys that are not known, and reads each as the one that was probably meant."""
        if self.values.keys() <= known:
            return
        from quiz.bank import misfits

        self.pairs = misfits.corrected(self, known)
        self.values = self.pairs.values

    def text(self, key: str) -> str:
        """Returns the text after a key, or an empty one where the key is not there."""
        value = self.values.get(key)
        if value is None:
            return ""
        if type(value) is str and value:
            return value
        return self._no_text(key, value, f"{key}: some text")

    def need(self, key: str, hint: str) -> None:
        """Reports a key that must be there and is not."""
        if key not in self.values:
            message = f"{self.name} needs the key `{key}`"
            self.report.add(spot(self.pairs.mark), Code.MISSING_KEY, message, hint)

    def needed(self, key: str, hint: str) -> str:
        """Returns the text after a key that must be there; empty where it is missing."""
        value = self.values.get(key)
        if type(value) is str and value:
            return value
        if value is not None:
            return self._no_text(key, value, hint)
        self.need(key, hint)
        return ""

    def _no_text(self, key: str, value: Raw, hint: str) -> str:
        from quiz.bank import misfits

        misfits.report_no_text(self, key, value, hint)
        return ""

    def texts(self, key: str, *, one: bool = False) -> Texts:
        """Returns the texts of a list.

        Args:
            key: The key of the list; it need not be there.
            one: A single text stands for a list of one.
        """
        value = self.values.get(key)
        if value is None:
            return _NO_TEXTS
        if type(value) is Texts and 0 < len(value.values) <= MAX_ENTRIES:
            return value
        if one and type(value) is str and value:
            return Texts([value], [self.mark(key)], self.mark(key))
        return self._entries(key, value)[0]

    def options(self, key: str) -> tuple[Texts, list[Option]]:
        """Returns the entries of a list that may say why they are wrong: their texts, and what they are."""
        value = self.values.get(key)
        if value is None:
            return _NO_TEXTS, []
        if type(value) is Texts and 0 < len(value.values) <= MAX_ENTRIES:
            return value, list(map(_option, zip(value.values, repeat(""))))
        return self._entries(key, value, reasons=True)

    def _entries(self, key: str, value: Raw, *, reasons: bool = False) -> tuple[Texts, list[Option]]:
        """Returns the good entries of a list, and reports the others."""
        texts: list[str] = []
        marks: list[Mark | None] = []
        options: list[Option] = []
        if not isinstance(value, Items) or not 0 < len(value.values) <= MAX_ENTRIES:
            from quiz.bank import misfits

            misfits.report_no_list(self, key, value)
            return _NO_TEXTS, options
        for item, mark in zip(value.values, value.marks, strict=True):
            if type(item) is str and item:
                option, at = _option((item, "")), mark
            elif reasons and type(item) is Pairs and (reasoned := _reasoned(item)):
                option, at = reasoned, item.marks[0]
            else:
                from quiz.bank import misfits

                misfits.report_entry(self, key, item, spot(mark), reasons=reasons)
                continue
            texts.append(option.text)
            marks.append(at)
            options.append(option)
        return Texts(texts, marks, None), options

    def source(self, inherited: Source) -> Source:
        """Returns the source: what is said here wins over what is inherited, key by key."""
        value = self.values.get("source")
        if value is None:
            return inherited
        if type(value) is str and value:
            return inherited._replace(title=value)
        if not isinstance(value, Pairs):
            message = "`source` is a title, or keys with values"
            self.report.add(self.at("source"), Code.WRONG_SHAPE, message, "source: Title")
            return inherited
        fields = Fields(value, self.report, "a source")
        fields.correct(frozenset(SOURCE_KEYS))
        said = map(fields.text, SOURCE_KEYS)
        return Source(*(own or other for own, other in zip(said, inherited, strict=True)))

    def as_of(self, inherited: str) -> str:
        """Returns the day, month or year the facts were true, or what is inherited."""
        text = self.text("as_of")
        if text and not is_date(text):
            from quiz.bank import misfits

            misfits.report_no_date(self, "as_of", text)
        return text or inherited

    def tags(self, inherited: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the tags, those inherited first, each once."""
        return tuple(dict.fromkeys((*inherited, *self.texts("tags", one=True).values)))


def _reasoned(item: Pairs) -> Option | None:
    """Returns an entry that says after a colon why it is wrong; None where it is anything else."""
    if len(item.values) != 1:
        return None
    ((text, reason),) = item.values.items()
    good = type(reason) is str and reason and text and text != ODD_KEY
    return _option((text, str(reason))) if good else None


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
