"""Judges a number: its value within the tolerance, with its unit or without."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from quiz.marking.facts import UNIT
from quiz.marking.judging import FORGIVEN
from quiz.marking.reading import Amount, Expected, Token
from quiz.marking.spelling import NEGATIONS, slips
from quiz.marking.texts import Text
from quiz.model import Mark, Number, Part, Unclear

_SEVERAL = Unclear("Write just one number, with its unit if you like.")
_LIMITS = ("more", "less", "fewer", "least", "most", "over", "under", "above", "below")
_QUALIFIERS = NEGATIONS.union(_LIMITS, ("plus", "minus", "times", "per"))
"""Words that make a number another one: `less than 45`."""
_LIMIT_SIGNS = "<>≤≥≈±~"
"""Signs that do the same: `>45`."""
_PEOPLE = frozenset({"people", "men", "women", "children"})
_LARGEST = 1000
"""A value of more digits than this is an author's mistake, and nothing typed is within its tolerance."""


def judge_number(text: str, kind: Number) -> Part | Unclear:
    """Returns how a number was marked, or that several were written.

    A unit may be left out, and may be another one of the same dimension: `0.75 hours` for 45 minutes. Where
    the answer has none, any is accepted, as nothing says which is right. The tolerance includes its limits.
    """
    given, answer = Text(text), Text(kind.answer)
    written = given.raw.strip()
    if not given.light:
        return Part(Mark.MISSED, "", kind.answer)
    if given.fold == answer.fold:
        return Part(Mark.RIGHT, written)
    limit = next((sign for sign in written if sign in _LIMIT_SIGNS), "+" if written.endswith("+") else "")
    if limit and limit not in answer.raw:
        return Part(Mark.WRONG, written, kind.answer, note=f"“{limit}” makes it another number")
    tokens = given.tokens(Expected(unit=True))
    facts = {token for token in tokens if not isinstance(token, str)}
    amount = next((fact for fact in facts if isinstance(fact, Amount)), None)
    if given.is_long or len(facts) > 1 or (facts and not amount):
        return _SEVERAL
    if not amount:
        return Part(Mark.WRONG, written, kind.answer, note="there is no number in it")
    return _judged(written, amount, tokens, answer.tokens(), kind)


def _judged(
    written: str, amount: Amount, tokens: Sequence[Token], answer: Sequence[Token], kind: Number
) -> Part:
    amounts = [token for token in answer if isinstance(token, Amount)]
    wanted = amounts[0] if len(amounts) == 1 else Amount(_fraction(kind.value))
    noun, counted = _counted(tokens, amount), _counted(answer, wanted)
    word = next((token for token in tokens if token in _QUALIFIERS and token not in answer), "")
    values = _values(amount, wanted, counted)
    if word:
        return Part(Mark.WRONG, written, kind.answer, note=f"“{word}” makes it another number")
    if not values or _is_other(noun, counted, wanted):
        return Part(Mark.WRONG, written, kind.answer, note=UNIT)
    if not any(_within(value, wanted.value, kind) for value in values):
        unit = bool(amount.units and wanted.units) and _within(amount.value, wanted.value, kind)
        return Part(Mark.WRONG, written, kind.answer, note=UNIT if unit else "")
    if amount.slip or (noun and counted and slips(noun, counted)):
        return Part(Mark.SLIP, written, kind.answer, note=FORGIVEN)
    return Part(Mark.RIGHT, written, kind.answer)


def _values(amount: Amount, wanted: Amount, counted: str) -> list[Fraction]:
    """Returns what the amount is in the answer's unit; nothing where its unit is another one."""
    scaled = [amount.value * unit.factor for unit in amount.units if not unit.dimension]
    if amount.units and counted:
        return scaled
    if not amount.units or not wanted.units:
        percent = any(unit.dimension == "percent" for unit in wanted.units)
        return [amount.value, *scaled, *([amount.value * 100] if percent and amount.fraction else [])]
    return scaled + [
        amount.value * unit.factor / other.factor
        for unit in amount.units
        for other in wanted.units
        if unit.dimension == other.dimension
    ]


def _within(value: Fraction, wanted: Fraction, kind: Number) -> bool:
    """Compares exactly; the tolerance counts in what the author wrote as value, `5` of `5 million`."""
    value_written = _fraction(kind.value)
    scale = wanted / value_written if value_written else Fraction(1)
    return abs(value - wanted) <= abs(_fraction(kind.tolerance) * scale)


def _fraction(value: Decimal) -> Fraction:
    return Fraction(value) if value.is_finite() and abs(value.adjusted()) < _LARGEST else Fraction(0)


def _counted(tokens: Sequence[Token], amount: Amount) -> str:
    """Returns the word after a number that has no unit."""
    place = next((place for place, token in enumerate(tokens, 1) if token == amount), len(tokens))
    word = tokens[place] if place < len(tokens) and not amount.units else ""
    return word if isinstance(word, str) else ""


def _is_other(noun: str, counted: str, wanted: Amount) -> bool:
    """Says whether what is counted is something else: `45 apples` for 45 minutes or for 45 missiles."""
    plural = noun in _PEOPLE or (noun.endswith("s") and len(noun) > len("is"))
    return plural and bool(counted or wanted.units) and noun != counted and not slips(noun, counted)
