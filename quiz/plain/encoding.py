"""JSON as every command and every message writes it: one line of ASCII, no control character in any text."""

import json
from collections.abc import Mapping

from quiz.text import clean


def encoded(value: object) -> str:
    """Returns a value as one line of ASCII JSON, every text in it without control characters."""
    return json.dumps(_cleaned(value))


def _cleaned(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {clean(str(key)): _cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [_cleaned(each) for each in value]
        case _:
            return value
