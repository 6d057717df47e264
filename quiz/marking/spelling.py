"""Which misspelt words are forgiven.

A slip is one of Damerau's four: a letter wrong, missing or too many, or two neighbours swapped (F. J.
Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964). They are
counted by the optimal string alignment distance: a stretch that was edited is not edited again.
"""

from rapidfuzz.distance import OSA

from quiz.marking.numbers import roman_value
from quiz.marking.words import KNOWN

_ENGLISH = "not no never without none neither nor nothing nobody nowhere hardly barely scarcely unless except"
_FOREIGN = "nicht kein keine ohne niemals jamais sans nunca никогда ничего никто"
NEGATIONS = frozenset(f"{_ENGLISH} {_FOREIGN}".split())
"""Words that turn a statement round: never taken for a slip, and never made of one."""
_DENIALS = ("a", "anti", "de", "dis", "ex", "il", "im", "in", "ir", "mis", "non", "un")
_PREFIXES = (
    *((prefix, "") for prefix in _DENIALS),
    *(
        ("ab", "ad"),
        ("ante", "anti"),
        ("bi", "uni"),
        ("deca", "deci"),
        ("dis", "mis"),
        ("e", "i"),
        ("e", "im"),
    ),
    *(("en", "un"), ("endo", "exo"), ("a", "de"), ("de", "in"), ("ex", "im"), ("ex", "in"), ("giga", "mega")),
    *(("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("major", "minor")),
)
"""Beginnings that make another word of the same rest."""
_SUFFIXES = (
    *(("ate", "ite", "ide"), ("ane", "ene", "yne"), ("ase", "ose")),
    *(("er", "ee"), ("or", "ee"), ("logy", "nomy")),
)
"""Ends that make another word of the same beginning."""
_EXACT_UP_TO = 4
_TWO_FROM = 9
_ALPHABETS_END = 0x2E80
"""From here on a character is a word or a syllable."""
_LONGEST = 200


def edits(first: str, second: str, limit: int) -> int:
    """Returns how many slips lie between two texts; any number above the limit stands for more than that."""
    return OSA.distance(first, second, score_cutoff=limit)


def allowed(answer: str) -> int:
    """Returns how many slips are forgiven in a word: none up to 4 letters, one up to 8, then two."""
    if len(answer) <= _EXACT_UP_TO or len(answer) > _LONGEST:
        return 0
    return 1 if len(answer) < _TWO_FROM else 2


def slips(given: str, answer: str) -> int | None:
    """Returns how many slips turn the answer's word into the one given, or None where it is another word.

    Never forgiven: in a word of 4 letters or fewer, in a digit, sign, negation or Roman numeral, where the
    beginning or end makes another word (`unlawful`, `hypotension`, `trainee`), and where what was typed is
    itself a known word or name (`Ireland` for `Iceland`, `resolution` for `revolution`).
    """
    if given == answer:
        return 0
    limit = allowed(answer)
    if not limit or abs(len(given) - len(answer)) > limit:
        return None
    count = edits(given, answer, limit)
    if count > limit or not _may_slip(given) or not _may_slip(answer) or is_other_word(given, answer):
        return None
    return count


def is_other_word(given: str, answer: str) -> bool:
    """Says whether what was given is a word of its own with another meaning than the answer's."""
    if given in KNOWN and not _inflected(given, answer):
        return True
    return any(_swaps(given, answer, *pair) for pair in _PREFIXES) or _ends_otherwise(given, answer)


def _may_slip(word: str) -> bool:
    return word not in NEGATIONS and not roman_value(word) and all(map(_is_letter, word))


def _is_letter(character: str) -> bool:
    return character.isalpha() and ord(character) < _ALPHABETS_END


def _inflected(given: str, answer: str) -> bool:
    short, long = sorted((given, answer), key=len)
    return long in {f"{short}s", f"{short}es", f"{short}n"}


def _swaps(given: str, answer: str, one: str, other: str) -> bool:
    for first, second in ((given, answer), (answer, given)):
        if first.startswith(one) and second.startswith(other) and first[len(one) :] == second[len(other) :]:
            return True
    return False


def _ends_otherwise(given: str, answer: str) -> bool:
    for ends in _SUFFIXES:
        given_end = next((end for end in ends if given.endswith(end)), None)
        answer_end = next((end for end in ends if answer.endswith(end)), None)
        if given_end and answer_end and given_end != answer_end:
            return given.removesuffix(given_end) == answer.removesuffix(answer_end)
    return False
