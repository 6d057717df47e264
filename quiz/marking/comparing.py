"""Compares what was typed with one answer: facts must be equal, words may have a slip."""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from itertools import chain, starmap

from quiz.lean_typing import NamedTuple
from quiz.marking.abbreviations import spell_out
from quiz.marking.clocks import NAMED, Clock
from quiz.marking.facts import difference
from quiz.marking.numbers import roman_value
from quiz.marking.phrases import opposite, phrase_slips
from quiz.marking.reading import Amount, Dated, Expected, Fact, Token
from quiz.marking.spelling import NEGATIONS, edits
from quiz.marking.texts import Text

NEGATION = "a “not” more or less turns it round"


class Level(IntEnum):
    """How well a response fits an answer."""

    OTHER = 0
    SLIP = 1
    SAME = 2


class Fit(NamedTuple):
    """How well a response fits an answer, with the slips that were forgiven or what differs."""

    level: Level
    edits: int = 0
    reason: str = ""


_OTHER = Fit(Level.OTHER)
_SAME = Fit(Level.SAME)
_ROOM = 200
"""Of a response and an answer, one longer than four times the other and so many characters says more."""
_BESIDE_NUMBER = 2
_OTHER_NUMBER = NEGATIONS | frozenset(
    (
        *(
            "or",
            "and",
            "plus",
            "minus",
            "more",
            "less",
            "fewer",
            "most",
            "least",
            "maximum",
            "minimum",
            "max",
        ),
        *(
            "min",
            "times",
            "to",
            "per",
            "below",
            "above",
            "under",
            "over",
            "before",
            "after",
            "squared",
            "cubed",
        ),
    )
)
"""Words beside a number that make it another one."""


def fit(given: Text, answer: Text) -> Fit:
    """Returns the best fit between a response and an answer, over the ways in which both can be read."""
    if given.fold == answer.fold:
        return _SAME
    shorter, longer = sorted((len(given.fold), len(answer.fold)))
    if longer > 4 * shorter + _ROOM:
        return _OTHER
    if not (given.has_codes(answer) and answer.has_codes(given)):
        return _OTHER
    fits = [_fit_tokens(one, two) for one, two in _readings(given, answer)]
    best = max(fits, key=lambda found: (found.level, -found.edits, bool(found.reason)))
    if best.level is Level.OTHER and _counts_the_same(given, answer):
        return _SAME
    return best


def distance(given: Text, other: Text, limit: int) -> int:
    """Returns how many slips lie between two texts with the same facts, or a number above the limit."""
    near = limit + 1
    for one, two in starmap(_aligned, _readings(given, other)):
        facts = (_facts(one), _facts(two))
        if len(facts[0]) == len(facts[1]) and not any(map(difference, *facts)):
            near = min(near, edits("".join(_words(one)), "".join(_words(two)), limit))
    return near


def _readings(given: Text, answer: Text) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    spellings = [(given.fold, answer.fold)]
    # Where nobody spelt an umlaut out, doing so only makes room for slips: Käse would be one from Kasse.
    if given.may_spell_umlauts:
        spellings += [(given.fold, spelling) for spelling in answer.spellings[1:]]
    if answer.may_spell_umlauts:
        spellings += [(spelling, answer.fold) for spelling in given.spellings[1:]]
    for one, two in spellings:
        plain, wanted = given.tokens(spelling=one), answer.tokens(spelling=two)
        yield plain, wanted
        for expected in _expected(wanted):
            yield given.tokens(expected, one), wanted
            yield given.tokens(expected, one), answer.tokens(expected, two)
        yield from ((plain, answer.tokens(expected, two)) for expected in _expected(plain))
    if answer.is_name and bool(given.turned) != bool(answer.turned):
        yield given.tokens(spelling=given.turned), answer.tokens(spelling=answer.turned)


def _expected(tokens: Sequence[Token]) -> list[Expected]:
    """Returns what to read the other text for."""
    day = any(isinstance(token, Dated) for token in tokens)
    clock = any(isinstance(token, Clock) or token in NAMED for token in tokens)
    unit = any(isinstance(token, Amount) and token.units for token in tokens)
    if not (day or clock or unit):
        return []
    both = [Expected(unit=unit, day=True), Expected(unit=unit, clock=True)] if day and clock else []
    return [Expected(day, clock, unit), *both]


def _fit_tokens(given: Sequence[Token], answer: Sequence[Token]) -> Fit:
    given, answer = _aligned(given, answer)
    facts, wanted = _facts(given), _facts(answer)
    if len(facts) != len(wanted):
        return _OTHER
    for fact, other in zip(facts, wanted, strict=True):
        reason = difference(fact, other)
        if reason:
            return Fit(Level.OTHER, reason=reason)
    counts = [phrase_slips(*pair) for pair in zip(_phrases(given), _phrases(answer), strict=True)]
    if None in counts:
        turned = opposite(_words(given), _words(answer))
        return Fit(Level.OTHER, reason=NEGATION) if turned else _OTHER
    slips = sum(count for count in counts if count)
    slips += sum(not isinstance(fact, Clock) and fact.slip for fact in facts)
    return Fit(Level.SLIP, slips) if slips else _SAME


def _aligned(given: Sequence[Token], answer: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Reads short forms and Roman numbers in each text as the other writes them."""
    given, answer = spell_out(given, answer), spell_out(answer, given)
    return _read_romans(given, answer), _read_romans(answer, given)


def _read_romans(tokens: Sequence[Token], other: Sequence[Token]) -> Sequence[Token]:
    """Reads a word such as `II`, or the end of `WWII`, as the number that the other text has in digits."""
    numbers = {
        token.value: place
        for place, token in enumerate(other)
        if isinstance(token, Amount) and token.value > 0 and not token.units
    }
    for token in tokens:
        if isinstance(token, Amount):
            numbers.pop(token.value, None)
    found: list[Token] = []
    for token in tokens:
        split = _split_roman(token, numbers, other) if isinstance(token, str) else None
        found.extend(split or [token])
    return found


def _split_roman(word: str, numbers: Mapping[Fraction, int], other: Sequence[Token]) -> list[Token] | None:
    for value, place in numbers.items():
        before = other[place - 1] if place else ""
        head = before if isinstance(before, str) and word.startswith(before) else ""
        if roman_value(word.removeprefix(head)) == value:
            return [head, Amount(value)] if head else [Amount(value)]
    return None


def _facts(tokens: Sequence[Token]) -> list[Fact]:
    return [token for token in tokens if not isinstance(token, str)]


def _words(tokens: Sequence[Token]) -> list[str]:
    return list(chain.from_iterable(_phrases(tokens)))


def _phrases(tokens: Sequence[Token]) -> list[list[str]]:
    """Returns the words before, between and after the facts."""
    phrases: list[list[str]] = [[]]
    for token in tokens:
        if isinstance(token, str):
            phrases[-1].append(token)
        else:
            phrases.append([])
    return phrases


def _counts_the_same(given: Text, answer: Text) -> bool:
    """Says whether one is the other's number with what is counted: `59` and `59 missiles`.

    What is counted is a unit that no table has, and may be left out too. A title is no count, as its
    capital tells: `12` is not `12 Monkeys`.
    """
    one, two = given.tokens(), answer.tokens()
    if not (isinstance(one[0], Amount) and isinstance(two[0], Amount)) or difference(one[0], two[0]):
        return False
    beside, wanted = one[1:], two[1:]
    if wanted:
        return not (beside or one[0].units) and len(wanted) == 1 and _is_counted(answer.raw)
    if two[0].units and not one[0].units:
        return False
    return len(beside) <= _BESIDE_NUMBER and all(
        isinstance(token, str) and token.isalpha() and token not in _OTHER_NUMBER for token in beside
    )


def _is_counted(raw: str) -> bool:
    word = raw.split()[-1]
    return word.islower() and word.endswith(("s", "people", "men", "women", "children"))
