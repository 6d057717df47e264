"""The words of a text, as advice compares them."""

import re
from collections.abc import Iterable

from quiz.marking.normal import fold

_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]?\b|\s|$)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PLAIN_MARKS = re.compile(r"(?:[.,;:!?'\"()]|-(?!\d))+|\s+")
FILLERS = frozenset({"a", "an", "the", "its", "their", "his", "her"})
_COMMON_WORDS = (
    "about after also because been before being between could does during from have into most much over "
    "said same some such than that their them then there these they this those through under upon were "
    "what when where which while whom whose will with would your"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SHORTEST = 4


def words(text: str) -> list[str]:
    """Returns the words of a text, folded as in marking."""
    return _WORD.findall(_joined(fold(text)))


def bare(text: str) -> str:
    """Returns a text without what does not change its meaning: articles, and marks between words."""
    plain = _PLAIN_MARKS.sub(" ", _joined(fold(text)))
    return " ".join(word for word in plain.split() if word not in FILLERS)


def telling(words: Iterable[str]) -> frozenset[str]:
    """Returns those of the words of a text that say what it is about."""
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in _COMMON)


def _joined(text: str) -> str:
    """Returns a text with initials as one word: `u.s.` as `us`."""
    return _INITIALS.sub("", text) if "." in text else text
