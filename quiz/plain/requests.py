"""The messages that a client sends: JSON lines read with nothing taken on trust."""

import json
from collections.abc import Mapping

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, assert_never
from quiz.model import Choice, Cloze, Confidence, Kind, Match, Number, Order, Recall, Select, TrueFalse, Typed

if TYPE_CHECKING:
    from quiz.model import Paired, Response

Request = Mapping[str, object]

FIELDS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"answer", "confidence", "milliseconds"}),
    "reveal": frozenset({"text"}),
    "rate": frozenset({"rating"}),
    "flag": frozenset({"note"}),
    "go": frozenset({"number"}),
    **dict.fromkeys(
        (
            "hint",
            "skip",
            "undo",
            "repeat",
            "next",
            "overrule",
            "suspend",
            "bury",
            "unflag",
            "hand_in",
            "again",
        ),
        frozenset[str](),
    ),
    "stop": frozenset(),
}
"""The fields that each type of request may have beside `type`."""


_DAY = 86_400_000


class BadRequest(ValueError):  # noqa: N818 -- it is the request that is bad
    """A line that cannot be done: a stable code, and what is wrong with it."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def request(line: str) -> Request:
    """Returns the request of a line.

    Raises:
        BadRequest: The line is no JSON object, or its type or one of its fields is unknown.
    """
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest("malformed", "The line is not JSON.") from error
    if not isinstance(said, dict):
        raise BadRequest("malformed", "The line is not a JSON object.")
    kind = said.get("type")
    if not isinstance(kind, str) or kind not in FIELDS:
        raise BadRequest("unknown-type", f"The type is one of {', '.join(FIELDS)}.")
    for field in said:
        if field != "type" and field not in FIELDS[kind]:
            raise BadRequest("unknown-field", f"{kind} has no field {field}.")
    return said


def response(kind: Kind, texts: tuple[str, ...], given: object, recalled: str) -> "Response":
    """Returns the response that an `answer` field gives.

    Args:
        kind: The question's kind.
        texts: What there is to pick from, in the order that numbers refer to.
        given: What stands in the field.
        recalled: What the learner wrote before the points of a recall were shown.

    Raises:
        BadRequest: It is no answer to this kind of question.
    """
    match kind:
        case Choice():
            return model.Chosen(_picked([given], texts)[0])
        case Select():
            return model.Ticked(_some(_ticked(given, texts)))
        case TrueFalse():
            return model.Said(_truth(given))
        case Typed() | Number():
            return model.Written((_text(given),))
        case Cloze():
            return model.Written(_texts(given, len(kind.gaps)))
        case Order():
            return model.Ordered(_every(_picked(given, texts), texts))
        case Match():
            return _paired(kind, _picked(given, texts))
        case Recall():
            return model.Ticked(_ticked(given, texts), recalled)
        case _:
            assert_never(kind)


def _truth(given: object) -> bool:
    if not isinstance(given, bool):
        raise BadRequest("bad-answer", "The answer is true or false.")
    return given


def _picked(given: object, texts: tuple[str, ...]) -> tuple[str, ...]:
    picked: list[str] = []
    for number in given if isinstance(given, list) else [None]:
        if type(number) is not int or not 1 <= number <= len(texts):
            raise BadRequest("bad-answer", f"The answer is made of whole numbers from 1 to {len(texts)}.")
        picked.append(texts[number - 1])
    return tuple(picked)


def _ticked(given: object, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Returns what is picked, each once and in the order of the list."""
    picked = _picked(given, texts)
    return tuple(text for text in texts if text in picked)


def _paired(kind: Match, rights: tuple[str, ...]) -> "Paired":
    lefts = [left for left, _ in kind.pairs]
    if len(rights) != len(lefts):
        raise BadRequest("bad-answer", f"The answer has {len(lefts)} numbers, one for each left side.")
    return model.Paired(tuple(zip(lefts, rights, strict=True)))


def _some(picked: tuple[str, ...]) -> tuple[str, ...]:
    if not picked:
        raise BadRequest("bad-answer", "The answer has at least one number.")
    return picked


def _every(picked: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
    if sorted(picked) != sorted(texts):
        raise BadRequest("bad-answer", f"The answer has each number from 1 to {len(texts)} once.")
    return picked


def _text(given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadRequest("bad-answer", "The answer is a text, and not an empty one.")
    return _storable(given)


def _storable(given: str) -> str:
    """Returns the text without halves of characters, which JSON can write and no file can hold."""
    return given.encode("utf-8", "replace").decode()


def _texts(given: object, gaps: int) -> tuple[str, ...]:
    texts = tuple(text for text in given if isinstance(text, str)) if isinstance(given, list) else ()
    if not isinstance(given, list) or not len(given) == len(texts) == gaps or not any(map(str.strip, texts)):
        raise BadRequest(
            "bad-answer", f"The answer is a list of {gaps} texts, one for each gap, not all empty."
        )
    return tuple(map(_storable, texts))


def confidence(said: Request) -> Confidence:
    """Returns how sure the learner is.

    Raises:
        BadRequest: The field holds something else.
    """
    given = said.get("confidence", Confidence.UNSAID.value)
    if given not in list(Confidence):
        raise BadRequest("bad-field", "confidence is guess, unsaid or certain.")
    return Confidence(str(given))


def whole(said: Request, field: str, low: int, high: int) -> int | None:
    """Returns the whole number in a field; None where the field is not there.

    Raises:
        BadRequest: It is none, or out of its bounds.
    """
    given = said.get(field)
    if given is None:
        return None
    if type(given) is not int or not low <= given <= high:
        raise BadRequest("bad-field", f"{field} is a whole number from {low} to {high}.")
    return given


def milliseconds(said: Request, measured: float) -> int:
    """Returns the milliseconds that an answer took.

    Args:
        said: The answer.
        measured: The seconds since the question was sent, for where it says nothing of it.

    Raises:
        BadRequest: It says something else than milliseconds of one day.
    """
    spent = whole(said, "milliseconds", 0, _DAY)
    return round(measured * 1000) if spent is None else spent


def text(said: Request, field: str) -> str:
    """Returns the text in a field, which may be left out.

    Raises:
        BadRequest: It holds something else.
    """
    given = said.get(field, "")
    if not isinstance(given, str):
        raise BadRequest("bad-field", f"{field} is a text.")
    return _storable(given)
