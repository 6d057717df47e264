"""A text in the forms in which it is compared."""

import re

from quiz.marking.normal import fold, has_umlauts, light
from quiz.marking.reading import NOTHING_EXPECTED, Expected, Token, read
from quiz.marking.symbols import spell_symbols

_SPELT_UMLAUT = re.compile("[aou]e|aa")
_CODE = re.compile(r"\b\d+[DGHST](?!\w)")
"""A number with a capital letter that stands for a unit only where it is small."""
_LONGEST = 1000
"""Characters; nobody types a longer answer, and reading it for facts would take its time."""
_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "ibn", "la", "le", "st", "van", "von")
)
"""Words of a name that may be in lower case."""


class Text:
    """A response or an answer in the forms in which it is compared, each made once."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        plain = spell_symbols(raw)
        self.light = light(plain)
        self.fold = fold(plain)
        spelt = fold(plain, umlauts=True) if has_umlauts(plain) else self.fold
        self.spellings = (self.fold,) if spelt == self.fold else (self.fold, spelt)
        """The folded text, and once more with its umlauts spelt out."""
        self.may_spell_umlauts = bool(_SPELT_UMLAUT.search(self.fold))
        """Something in it can stand for an umlaut."""
        self.is_long = len(self.fold) > _LONGEST
        """So long that it is compared as a whole and not read for facts."""
        words = re.findall(r"[^\W\d_]\w*", raw)
        self.is_name = all(word[0].isupper() or word in _PARTICLES for word in words) and len(words) > 1
        """Written as a name is, each word with a capital."""
        last, comma, first = self.fold.partition(",")
        self.turned = f"{first.strip()} {last}" if comma and first.strip() and "," not in first else ""
        """A name that was written last name first, the other way round."""
        self._read: dict[tuple[str, Expected], tuple[Token, ...]] = {}

    def has_codes(self, other: "Text") -> bool:
        """Says whether it has the other's names that look like amounts: `5G` is neither 5 nor 5 days."""
        joined = self.fold.replace(" ", "").replace("-", "")
        return all(code.lower() in joined for code in _CODE.findall(other.raw))

    def tokens(self, expected: Expected = NOTHING_EXPECTED, spelling: str = "") -> tuple[Token, ...]:
        """Returns the facts and words of one spelling, read in the light of what the other text has."""
        if self.is_long:
            return (self.fold,)
        key = (spelling or self.fold, expected)
        if key not in self._read:
            self._read[key] = read(*key)
        return self._read[key]
