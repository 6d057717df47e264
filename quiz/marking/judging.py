"""Judges one typed text against the accepted answers: a typed answer, or a gap of a cloze."""

from collections.abc import Sequence

from quiz.lean_typing import NamedTuple
from quiz.marking.comparing import Fit, Level, distance, fit
from quiz.marking.dates import doubtful
from quiz.marking.diff import spans
from quiz.marking.reading import Dated, Expected
from quiz.marking.spelling import edits
from quiz.marking.texts import Text
from quiz.model import Mark, Option, Part, Unclear

FORGIVEN = "spelling forgiven"
_NEAREST = 500
"""So many characters are looked at to find the nearest of several answers."""


class Key(NamedTuple):
    """What one text is judged by."""

    accepted: tuple[str, ...]
    """The answer first."""
    reject: tuple[Option, ...] = ()
    rivals: tuple[str, ...] = ()
    """Answers to something else: a slip that comes as near to one of them is not forgiven."""


def judge(text: str, key: Key) -> Part | Unclear:
    """Returns how a text was marked, or that it holds a date that can be read in two ways.

    The closer reading wins: as written but for case and width, then but for accents and punctuation, then by
    its facts, then with slips. On equal terms an accepted answer goes before a rejected one.
    """
    if not text.strip():
        return Part(Mark.MISSED, "", key.accepted[0])
    given = Text(text)
    accepted = [Text(answer) for answer in key.accepted]
    reject = [Text(option.text) for option in key.reject]
    for form in (_as_written, _as_folded):
        if any(form(answer) == form(given) for answer in accepted):
            return _right(given, accepted[0])
        for option, other in zip(key.reject, reject, strict=True):
            if form(other) == form(given):
                return _wrong(given, accepted, option.because)
    return _by_facts(given, accepted, reject, key)


def _by_facts(given: Text, accepted: Sequence[Text], reject: Sequence[Text], key: Key) -> Part | Unclear:
    fits = [fit(given, answer) for answer in accepted]
    best = max(fits, key=lambda found: (found.level, -found.edits))
    if best.level is Level.SAME:
        return _right(given, accepted[0])
    near = [fit(given, other) for other in reject]
    if best.level is Level.SLIP and all(found.level is not Level.SAME for found in near):
        rivals = [*reject, *map(Text, key.rivals)]
        if all(distance(given, other, best.edits) > best.edits for other in rivals):
            answer = accepted[fits.index(best)]
            diff = spans(given.raw.strip(), answer.raw)
            return Part(Mark.SLIP, given.raw.strip(), answer.raw, note=FORGIVEN, diff=diff)
    if _is_doubtful(given, accepted):
        return Unclear("This date can be read in two ways: write the month as a word, such as 5 June.")
    closest = max(near, default=Fit(Level.OTHER), key=lambda found: (found.level, -found.edits))
    if closest.level is not Level.OTHER:
        return _wrong(given, accepted, key.reject[near.index(closest)].because)
    return _wrong(given, accepted, next((found.reason for found in fits if found.reason), ""))


def _as_written(text: Text) -> str:
    return text.light


def _as_folded(text: Text) -> str:
    return text.fold


def _right(given: Text, answer: Text) -> Part:
    other = "" if given.light == answer.light else answer.raw
    return Part(Mark.RIGHT, given.raw.strip(), other)


def _wrong(given: Text, accepted: Sequence[Text], note: str) -> Part:
    start = given.fold[:_NEAREST]
    nearest = min(accepted, key=lambda answer: edits(start, answer.fold[:_NEAREST], _NEAREST))
    text = given.raw.strip()
    return Part(Mark.WRONG, text, accepted[0].raw, note=note, diff=spans(text, nearest.raw))


def _is_doubtful(given: Text, accepted: Sequence[Text]) -> bool:
    if not any(isinstance(token, Dated) for answer in accepted for token in answer.tokens()):
        return False
    tokens = given.tokens(Expected(day=True))
    return any(isinstance(token, Dated) and doubtful(token.days) for token in tokens)
