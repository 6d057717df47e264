"""Responses as JSON, and back, exactly."""

import json
from functools import lru_cache

from quiz.lean_typing import assert_never
from quiz.model import Chosen, Ordered, Paired, Response, Said, Ticked, Written

_readable = json.JSONEncoder(ensure_ascii=False).encode


def encode(response: Response) -> str:
    """Returns a response as JSON that people can read: `{"chosen": "Paris"}`."""
    form: dict[str, object]
    match response:
        case Chosen(option):
            form = {"chosen": option}
        case Ticked(options, text):
            form = {"ticked": options, "text": text}
        case Said(truth):
            form = {"said": truth}
        case Written(texts):
            form = {"written": texts}
        case Ordered(items):
            form = {"ordered": items}
        case Paired(pairs):
            form = {"paired": pairs}
        case _ as never:
            assert_never(never)
    return escape(_readable(form))


def escape(json_text: str) -> str:
    """Returns JSON in which half a surrogate pair, which UTF-8 cannot hold, is written as an escape."""
    return json_text.encode("utf-8", "backslashreplace").decode("utf-8")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")  # noqa: TRY004 -- all that is wrong with a form is ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")  # noqa: TRY004 -- likewise
    return tuple(_text(each) for each in value)


def _pair(value: object) -> tuple[str, str]:
    left, right = _texts(value)
    return left, right


def from_json(form: object) -> Response:
    """Returns the response that a JSON value stands for.

    Raises:
        ValueError: It is not one that `encode` makes.
    """
    match form:
        case {"chosen": option, **rest} if not rest:
            return Chosen(_text(option))
        case {"ticked": options, "text": text, **rest} if not rest:
            return Ticked(_texts(options), _text(text))
        case {"said": bool(truth), **rest} if not rest:
            return Said(truth)
        case {"written": texts, **rest} if not rest:
            return Written(_texts(texts))
        case {"ordered": items, **rest} if not rest:
            return Ordered(_texts(items))
        case {"paired": list(pairs), **rest} if not rest:
            return Paired(tuple(_pair(each) for each in pairs))
    raise ValueError("it is not a response")


@lru_cache(maxsize=256)
def decode(text: str) -> Response:
    """Returns the response that `encode` wrote.

    Raises:
        ValueError: It is not one.
    """
    return from_json(json.loads(text))
