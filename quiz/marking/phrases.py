"""Compares words: the same, or the same but for slips."""

from collections.abc import Sequence

from quiz.marking.spelling import NEGATIONS, slips

_JOINED = 3
"""So many words at most are taken for one that was cut: `cyber securty` for `cybersecurity`."""
_AUXILIARIES = frozenset({"do", "does", "did"})


def phrase_slips(given: Sequence[str], answer: Sequence[str]) -> int | None:
    """Returns how many slips turn the answer's words into those given, or None where the words differ.

    Where a word was cut in two or two were joined is form.
    """
    if given == answer:
        return 0
    if _negations(given) != _negations(answer):
        return None
    if "".join(given) == "".join(answer):
        return 0
    one, two = _without_shared_ends(given, answer)
    if len(one) == len(two):
        counts = [slips(*pair) for pair in zip(one, two, strict=True)]
        return None if None in counts else sum(count for count in counts if count)
    if not 0 < len(one) <= _JOINED or not 0 < len(two) <= _JOINED or _negations(one):
        return None
    return slips("".join(one), "".join(two))


def opposite(given: Sequence[str], answer: Sequence[str]) -> bool:
    """Says whether the phrases differ by nothing but a negation."""
    if _negations(given) == _negations(answer):
        return False
    one, two = (
        [word for word in words if word not in NEGATIONS and word not in _AUXILIARIES]
        for words in (given, answer)
    )
    return phrase_slips(one, two) is not None


def _negations(words: Sequence[str]) -> list[str]:
    return [word for word in words if word in NEGATIONS]


def _without_shared_ends(given: Sequence[str], answer: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    shorter = min(len(given), len(answer))
    start = next((place for place in range(shorter) if given[place] != answer[place]), shorter)
    most = shorter - start
    end = next((place for place in range(most) if given[-1 - place] != answer[-1 - place]), most)
    return given[start : len(given) - end], answer[start : len(answer) - end]
