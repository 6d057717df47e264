"""Answers that name an option by its letter or number, as other quiz programs have them."""

import re
from collections.abc import Sequence

from quiz.bank.report import plain, shown

_LABEL = re.compile(r"\(?([A-Za-z]|\d{1,2})\s*[).:]\s+(?=\S)")
"""A letter or number before the words of an option: `A) `, `b. `, `(3) `."""


def unlettered(text: str) -> str:
    """Returns the words of an option without the letter or number before them."""
    return _LABEL.sub("", text, count=1)


def meant(answer: str, texts: Sequence[str]) -> list[str]:
    """Returns the options that an answer may mean by its letter, its number or its words.

    Args:
        answer: What stands after the key of the answer.
        texts: The options in their order.
    """
    word = answer.strip(" ().:")
    label = [
        text for text in texts if (found := _LABEL.match(text)) and found[1].casefold() == word.casefold()
    ]
    if label:
        return label[:1]
    bare = unlettered(answer).casefold()
    if same := [text for text in texts if unlettered(text).casefold() == bare]:
        return same[:1]
    if len(word) == 1 and word.isascii() and word.isalpha():
        return list(texts[ord(word.lower()) - ord("a") :][:1])
    if not (word.isascii() and word.isdecimal() and len(word) <= 2):
        return []
    number = int(word)
    from_nought = [texts[number]] if number < len(texts) else []
    return from_nought + ([texts[number - 1]] if 0 < number <= len(texts) else [])


def told(answer: str, meant: list[str]) -> tuple[str, str]:
    """Returns a message and a hint for an answer that is the letter or number of a choice."""
    message = f"“{shown(answer)}” says which choice is right; here its words do"
    if len(meant) == 1:
        return message, f"answer: {plain(meant[0])}"
    first, second = map(plain, meant)
    return message, f"answer: {first}, if the first choice counts as 0; answer: {second}, if it counts as 1"
