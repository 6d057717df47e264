"""What lies between a response and the nearest accepted answer, word by word and letter by letter."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from quiz.marking.normal import fold
from quiz.model import Span

_LONGEST = 500
"""Above so many characters a diff is two whole texts: nobody reads a longer one."""
_ALIKE = 0.5
"""Words that have so much in common are compared letter by letter."""


def spans(given: str, answer: str) -> tuple[Span, ...]:
    """Returns the stretches that are in both texts, only in the response, only in the answer.

    Case, accents and the amount of space are no differences; what is in both stands as the learner wrote it.
    Without what is missing, the stretches are the response; without what is extra, the answer.
    """
    if len(given) > _LONGEST or len(answer) > _LONGEST:
        return Span("extra", given), Span("missing", answer)
    return _merged(_with_spaces(_words(given.split(), answer.split())))


def _words(given: list[str], answer: list[str]) -> Iterator[list[Span]]:
    """Yields the spans of one word after the other."""
    keys = [[fold(word) for word in words] for words in (given, answer)]
    for code in Levenshtein.opcodes(*keys):
        one, two = given[code.src_start : code.src_end], answer[code.dest_start : code.dest_end]
        if code.tag == "replace":
            for pair in zip(one, two, strict=True):
                yield _letters(*pair)
        elif code.tag == "equal":
            yield from ([Span("same", word)] for word in one)
        else:
            yield from ([Span("extra", word)] for word in one)
            yield from ([Span("missing", word)] for word in two)


def _letters(given: str, answer: str) -> list[Span]:
    keys = [[fold(letter) for letter in word] for word in (given, answer)]
    if Levenshtein.normalized_similarity(*keys) < _ALIKE:
        return [Span("extra", given), Span("missing", answer)]
    found: list[Span] = []
    for code in Levenshtein.opcodes(*keys):
        one, two = given[code.src_start : code.src_end], answer[code.dest_start : code.dest_end]
        if code.tag == "equal":
            found.append(Span("same", one))
        else:
            found.extend([Span("extra", one), Span("missing", two)])
    return found


def _with_spaces(words: Iterable[list[Span]]) -> Iterator[Span]:
    """Puts a space between words; it is in both texts where both have a word before it."""
    in_given = in_answer = False
    for word in words:
        changes = {span.change for span in word if span.text}
        given, answer = changes != {"missing"}, changes != {"extra"}
        if given and answer and in_given and in_answer:
            yield Span("same", " ")
        else:
            yield Span("extra", " " if given and in_given else "")
            yield Span("missing", " " if answer and in_answer else "")
        yield from word
        in_given, in_answer = in_given or given, in_answer or answer


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    groups = groupby((span for span in spans if span.text), key=lambda span: span.change)
    return tuple(Span(change, "".join(span.text for span in group)) for change, group in groups)
