"""Events as rows of the log, and back, exactly."""

import json
import sqlite3
from datetime import UTC, date, datetime

from quiz.lean_typing import TypeAlias, assert_never
from quiz.model import (
    Bury,
    Change,
    Confidence,
    Event,
    Fit,
    Flag,
    HandedIn,
    Key,
    Label,
    Mode,
    Outcome,
    Rating,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.store import responses
from quiz.store.faults import Unreadable

Value: TypeAlias = str | int | float | None

ReviewRow: TypeAlias = tuple[
    str,  # id
    str,  # time
    int,  # offset
    str,  # day
    str,  # bank
    str,  # question
    str,  # fingerprint
    str,  # kind
    str,  # mode
    str,  # response
    float,  # score
    str,  # outcome
    str,  # confidence
    int,  # hinted
    int,  # rating
    int,  # milliseconds
    str,  # sitting
    str,  # device
    str | None,  # wording
]
"""REVIEW_COLUMNS, whose types the CHECKs of the table hold."""

COLUMNS = (
    "event",
    "id",
    "time",
    "offset",
    "day",
    "bank",
    "question",
    "fingerprint",
    "kind",
    "mode",
    "response",
    "score",
    "outcome",
    "confidence",
    "hinted",
    "rating",
    "milliseconds",
    "sitting",
    "device",
    "target",
    "new_bank",
    "new_question",
    "wording",
    "note",
    "questions",
    "allowed",
    "parameters",
)
"""What a row of the log holds, in the order in which its checksum is taken."""

_FIRST_COLUMNS = 22
"""Those that a file of version 1 has."""

_REVIEW_COLUMNS_END = 19

REVIEW_COLUMNS = (*COLUMNS[1:_REVIEW_COLUMNS_END], "wording")
"""What `review` reads."""

_canonical = json.JSONEncoder(separators=(",", ":")).encode
_OUTCOMES = {str(each): each for each in Outcome}
_CONFIDENCES = {str(each): each for each in Confidence}
_MODES = {str(each): each for each in Mode}
_RATINGS = {int(each): each for each in Rating}


def columns(version: int) -> tuple[str, ...]:
    """Returns what a row of the log holds in a file of a version."""
    return COLUMNS if version > 1 else COLUMNS[:_FIRST_COLUMNS]


def encode_time(time: datetime) -> str:
    """Returns a moment in UTC, in the one form that sorts as text: `2026-01-31T18:30:00.000000Z`.

    Raises:
        ValueError: The moment does not know its time zone.
    """
    if time.utcoffset() is None:
        raise ValueError(f"{time} has no time zone")
    return time.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def values(event: Event) -> tuple[Value, ...]:
    """Returns an event as the values of COLUMNS.

    Raises:
        ValueError: Its time does not know its time zone, or a parameter is no number.
    """
    if isinstance(event, Review):
        return _review_values(event)
    held: dict[str, Value] = {"id": event.id, "time": encode_time(event.time)}
    match event:
        case Change():
            held |= {
                "event": "change",
                "score": _score(event.score),
                "outcome": str(event.outcome),
                "rating": int(event.rating),
                "target": event.target,
            }
        case Void():
            held |= {"event": "void", "target": event.target}
        case Relink(old=old, new=new):
            held |= {"event": "relink", "bank": old.bank, "question": old.question}
            held |= {"new_bank": new.bank, "new_question": new.question}
        case Suspend() | Bury() | Flag():
            held |= _label_values(event)
        case HandedIn():
            held |= {
                "event": "test",
                "sitting": event.sitting,
                "note": event.name,
                "questions": int(event.questions),
                "milliseconds": int(event.milliseconds),
                "allowed": None if event.allowed is None else int(event.allowed),
            }
        case Fit(parameters=parameters):
            numbers = [float(each) for each in parameters]
            held |= {"event": "fit", "parameters": json.dumps(numbers, allow_nan=False)}
        case _ as never:
            assert_never(never)
    return tuple(held.get(column) for column in COLUMNS)


def _label_values(label: Label) -> dict[str, Value]:
    held: dict[str, Value] = {"bank": label.key.bank, "question": label.key.question}
    match label:
        case Suspend():
            return held | {"event": "suspend"}
        case Bury(day=day):
            return held | {"event": "bury", "day": day.isoformat()}
        case Flag(note=note):
            return held | {"event": "flag", "note": note}
        case _ as never:
            assert_never(never)


def _score(score: float) -> float:
    """Returns a score as SQLite gives it back: it keeps no sign of zero."""
    return float(score) + 0.0


def _review_values(review: Review) -> tuple[Value, ...]:
    """Returns a review as the values of COLUMNS; in their order, since most that is written is one."""
    return (
        "review",
        review.id,
        encode_time(review.time),
        int(review.offset),
        review.day.isoformat(),
        review.key.bank,
        review.key.question,
        review.fingerprint,
        review.kind,
        str(review.mode),
        responses.encode(review.response),
        _score(review.score),
        str(review.outcome),
        str(review.confidence),
        int(review.hinted),
        int(review.rating),
        int(review.milliseconds),
        review.sitting,
        review.device,
        None,
        None,
        None,
        review.wording or None,
        None,
        None,
        None,
        None,
    )


def checksum(row: tuple[Value, ...]) -> bytes:
    """Returns the SHA-256 of a row's canonical form: its values as a JSON array, in ASCII, without spaces.

    Columns that version 1 did not have are part of it up to the last that holds something, so that a row
    keeps its checksum when columns are added.
    """
    from hashlib import sha256  # it loads OpenSSL, for which no first question waits

    end = len(row)
    while end > _FIRST_COLUMNS and row[end - 1] is None:
        end -= 1
    return sha256(_canonical(row[:end]).encode("ascii")).digest()


def review(row: ReviewRow, key: Key | None = None) -> Review:
    """Returns the review in a row of REVIEW_COLUMNS, under the given key or its own.

    Raises:
        Unreadable: The row makes no sense.
    """
    try:
        return _review(row, key)
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable(f"{row[0]}: {error}") from None


def _review(row: ReviewRow, key: Key | None) -> Review:
    id_, time, offset, day, bank, question, fingerprint, kind, mode, response = row[:10]
    score, outcome, confidence, hinted, rating, milliseconds, sitting, device, wording = row[10:]
    return Review(
        id_,
        datetime.fromisoformat(time),
        offset,
        date.fromisoformat(day),
        key or Key(bank, question),
        fingerprint,
        kind,
        _MODES[mode],
        responses.decode(response),
        score,
        _OUTCOMES[outcome],
        _CONFIDENCES[confidence],
        bool(hinted),
        _RATINGS[rating],
        milliseconds,
        sitting,
        device,
        wording or "",
    )


def event(row: sqlite3.Row) -> Event:
    """Returns the event in a row of COLUMNS.

    Raises:
        Unreadable: The row makes no sense.
    """
    try:
        return _event(row)
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable(f"{row['id']}: {error}") from None


def _event(row: sqlite3.Row) -> Event:
    name, id_, time = row["event"], row["id"], row["time"]
    moment = datetime.fromisoformat(time)
    match name:
        case "review":
            return _review((*row[1:_REVIEW_COLUMNS_END], row["wording"]), None)
        case "change":
            return Change(
                id_, moment, row["target"], row["score"], _OUTCOMES[row["outcome"]], _RATINGS[row["rating"]]
            )
        case "void":
            return Void(id_, moment, row["target"])
        case "relink":
            old = Key(row["bank"], row["question"])
            return Relink(id_, moment, old, Key(row["new_bank"], row["new_question"]))
        case "test":
            spent, allowed = row["milliseconds"], row["allowed"]
            return HandedIn(id_, moment, row["sitting"], row["note"], row["questions"], spent, allowed)
        case "fit":
            return Fit(id_, moment, _parameters(row["parameters"]))
        case _:
            return _label(row)


def label(row: sqlite3.Row) -> Label:
    """Returns what a learner put on a question, from a row with the columns that it needs.

    Raises:
        Unreadable: The row makes no sense.
    """
    try:
        return _label(row)
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable(f"{row['id']}: {error}") from None


def _label(row: sqlite3.Row) -> Label:
    id_, moment, key = row["id"], datetime.fromisoformat(row["time"]), Key(row["bank"], row["question"])
    match row["event"]:
        case "suspend":
            return Suspend(id_, moment, key)
        case "bury":
            return Bury(id_, moment, key, date.fromisoformat(row["day"]))
        case "flag":
            return Flag(id_, moment, key, row["note"])
        case name:
            raise ValueError(f"{name!r} is not an event")


def parameters(id_: str, text: str) -> tuple[float, ...]:
    """Returns the parameters of the fit with this id.

    Raises:
        Unreadable: They make no sense.
    """
    try:
        return _parameters(text)
    except (ValueError, TypeError) as error:
        raise Unreadable(f"{id_}: {error}") from None


def _parameters(text: str) -> tuple[float, ...]:
    """Returns FSRS's parameters from a JSON list of numbers."""
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError(f"{text!r} is not a list")  # noqa: TRY004 -- all that is wrong with a form is ValueError
    return tuple(float(each) for each in found)
