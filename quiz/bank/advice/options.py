"""Options that can be told apart without knowing the answer, or not at all."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from quiz.bank.advice.codes import Tip
from quiz.bank.advice.sheet import Asked, Sheet
from quiz.bank.advice.words import bare, words
from quiz.bank.report import shown
from quiz.model import Choice, Problem, Select

_ALL_OR_NONE = re.compile(
    r"""(?: (?:all|both|none|neither|any|each|some) (?:\ of)? (?:\ the|\ these|\ those)?
    (?:\ (?:above|below|others?|options|answers|choices|two|three|four))? (?:\ (?:above|below))?
    (?:\ (?:is|are)\ (?:right|correct|true|wrong|false))?
    | (?:all|both|none|neither)\ of\ (?:them|these|those)
    | (?:both\ )?(?:option\ )?[a-d1-4]\ (?:and|or|&)\ (?:option\ )?[a-d1-4] )""",
    re.VERBOSE,
)
_LONGER = 1.5
"""How much longer than the longest wrong answer a right one has to be to stand out."""
_LONGER_BY = 12
_LEAST_LONGEST = 5
_LEAST_FIXED = 3
_ENDS_WITH_ARTICLE = re.compile(r"\b(an?)[\s:…._?-]*$", re.IGNORECASE)
_VOWEL_BUT_CONSONANT = re.compile(r"(?:uni|use|usu|eu|one\b|once\b|ur[aio]|u\b|ut[eio])", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_SLIP_FROM = 6


def all_or_none(sheet: Sheet) -> Iterator[Problem]:
    """Finds options that are about the other options."""
    for asked in sheet.asked:
        for text in _all(asked):
            if _ALL_OR_NONE.fullmatch(bare_signs(text)) and len(text.split()) > 1:
                message = f"“{shown(text)}” is no answer of its own"
                hint = "write a real option, or ask with answers: for all that are right"
                yield sheet.advice(asked.entry(text), Tip.ALL_OF_THE_ABOVE, message, hint)


def bare_signs(text: str) -> str:
    """Returns a text in small letters without the marks around its words."""
    return " ".join(re.sub(r"[^\w\s&]", " ", text.casefold()).split())


def lengths(sheet: Sheet) -> Iterator[Problem]:
    """Finds answers that stand out by their length, in one question or all through the bank."""
    longest = shuffled = 0
    chance = variance = 0.0
    for asked in sheet.asked:
        if not isinstance(asked.kind, Choice):
            continue
        answer = asked.kind.answer
        other = max(len(option.text) for option in asked.kind.wrong)
        if len(answer) >= max(_LONGER * other, other + _LONGER_BY):
            message = f"the answer has {len(answer)} characters, the longest wrong one {other}"
            hint = "shorten it and say the rest under why:, or give the wrong answers as much detail"
            yield sheet.advice(asked.at("answer"), Tip.LONGEST_ANSWER, message, hint)
        share = 1 / (1 + len(asked.kind.wrong))
        shuffled, longest = shuffled + 1, longest + (len(answer) > other)
        chance, variance = chance + share, variance + share * (1 - share)
    if longest >= _LEAST_LONGEST and longest > chance + 2 * variance**0.5:
        message = f"the answer is the longest option in {longest} of {shuffled} questions with options"
        hint = f"chance would make it about {round(chance)}; shorten answers or lengthen wrong ones"
        yield sheet.advice(sheet.key("questions"), Tip.LONGEST_ANSWER, message, hint)


def positions(sheet: Sheet) -> Iterator[Problem]:
    """Finds a bank whose fixed choices have the answer always in the same place."""
    slots = [
        (asked, asked.kind.choices.index(asked.kind.answer))
        for asked in sheet.asked
        if isinstance(asked.kind, Choice) and asked.kind.choices
    ]
    if len(slots) >= _LEAST_FIXED and len({slot for _, slot in slots}) == 1:
        first, slot = slots[0]
        message = f"all {len(slots)} questions with choices have the answer in place {slot + 1}"
        hint = "let the choices begin or end elsewhere in some of them"
        yield sheet.advice(first.at("choices"), Tip.SAME_POSITION, message, hint)


def similar(sheet: Sheet) -> Iterator[Problem]:
    """Finds options that say the same."""
    for asked in sheet.asked:
        options = [(text, bare(text).split()) for text in _all(asked)]
        for (one, first), (other, second) in combinations(options, 2):
            if _alike(first, second):
                message = f"“{shown(other)}” says nearly the same as “{shown(one)}”"
                yield sheet.advice(
                    asked.entry(other), Tip.SIMILAR_OPTIONS, message, "reword or delete one of the two"
                )


def _alike(first: list[str], second: list[str]) -> bool:
    """Says whether two texts, given by their words, say the same."""
    if first == second:
        return bool(first)
    if len(first) != len(second) or len(first) < 2:
        return False
    apart = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and _same_word(*sorted(apart[0], key=len))


def _same_word(short: str, long: str) -> bool:
    """Says whether a word is another with a letter more or less in it."""
    if len(short) < _SLIP_FROM or not (short.isalpha() and long.isalpha()):
        return False
    if short[:3] != long[:3] or len(long) - len(short) != 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def clues(sheet: Sheet) -> Iterator[Problem]:
    """Finds answers that their grammar gives away."""
    for asked in sheet.asked:
        if not isinstance(asked.kind, Choice):
            continue
        wrong = [option.text for option in asked.kind.wrong]
        article = _ENDS_WITH_ARTICLE.search(asked.question.ask)
        if article and _fits(article[1], asked.kind.answer) and not all(_fits(article[1], x) for x in wrong):
            message = f"“{article[1]}” at the end fits the answer and not every wrong one"
            hint = "end the question with a/an, or move the article into the options"
            yield sheet.advice(asked.at("ask"), Tip.ARTICLE_CLUE, message, hint)
        elif form := _own_form(asked.kind.answer, wrong):
            message = f"the answer is the only option that {form}"
            yield sheet.advice(
                asked.at("answer"), Tip.GRAMMAR_CLUE, message, "give all options the same form"
            )


def _fits(article: str, text: str) -> bool:
    vowel = text[:1].casefold() in "aeiou" and not _VOWEL_BUT_CONSONANT.match(text)
    return (vowel or bool(_SILENT_H.match(text))) == (article.casefold() == "an")


def _own_form(answer: str, wrong: list[str]) -> str:
    """Returns what only the answer does, or an empty text."""
    if len(wrong) < 2:
        return ""
    return next((said for said, does in _FORMS if does(answer) and not any(map(does, wrong))), "")


def _begins(*starts: str) -> Callable[[str], bool]:
    return lambda text: (words(text) or [""])[0] in starts


_FORMS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("ends with a full stop", lambda text: text.endswith(".") and not re.search(r"\b\w\.$", text)),
    ("begins with an article", _begins("a", "an", "the", "one")),
    ("begins with “to”", _begins("to")),
    ("begins with “that”", _begins("that")),
    ("begins with “because”", _begins("because")),
    ("names several", lambda text: bool(re.search(r"\w,? and \w", text))),
)


def _all(asked: Asked) -> list[str]:
    """Returns all the options of a choice or select."""
    match asked.kind:
        case Choice():
            return [asked.kind.answer, *(option.text for option in asked.kind.wrong)]
        case Select():
            return [*asked.kind.answers, *(option.text for option in asked.kind.wrong)]
        case _:
            return []
