"""The log as text: JSON lines, one event a line, in UTF-8.

Every line is an object. `event` says which fields it has, and each has all of these and no others,
unless a field may be left out:

| field | in | what it is |
|---|---|---|
| `event` | all | `review`, `change`, `void`, `relink`, `suspend`, `bury`, `flag`, `test` or `fit` |
| `id` | all | a name that no other event has; this program makes UUIDv7s |
| `time` | all | when it happened, ISO 8601 with its zone: `2026-01-31T18:30:00Z` |
| `bank` | review, relink, suspend, bury, flag | the bank's id; in a relink, of the old key |
| `question` | review, relink, suspend, bury, flag | the question's id; in a relink, of the old key |
| `new_bank` | relink | the bank's id of the new key |
| `new_question` | relink | the question's id of the new key |
| `target` | change, void | the id of the review that is changed, or of the event that is undone |
| `score` | review, change | from 0 to 1 |
| `outcome` | review, change | `right`, `partly` or `wrong` |
| `rating` | review, change | 1 Again, 2 Hard, 3 Good, 4 Easy |
| `offset` | review | minutes by which the learner's clock was ahead of UTC |
| `day` | review, bury | the study day: `2026-01-31` |
| `fingerprint` | review | of the question's wording and answer |
| `kind` | review | `choice`, `select`, `true-false`, `typed` and so on |
| `mode` | review | why it was asked: `study`, `missed`, `practise`, `test` or `pretest` |
| `response` | review | what was answered, in one of the forms below |
| `confidence` | review | `guess`, `unsaid` or `certain` |
| `hinted` | review | whether the hint was shown: `true` or `false` |
| `milliseconds` | review, test | from the question to the answer; from the test's beginning to its end |
| `sitting` | review, test | the id of the sitting |
| `device` | review | the name of the file in which it was recorded |
| `wording` | review | what was asked, of a question without id; left out otherwise |
| `note` | flag, test | what the learner noted, which may be empty; what was tested |
| `questions` | test | how many questions the test had |
| `allowed` | test | the time limit in milliseconds; left out where there was none |
| `parameters` | fit | FSRS's parameters: a list of numbers |

A response is `{"chosen": TEXT}`, `{"ticked": [TEXT, …], "text": TEXT}`, `{"said": true}`,
`{"written": [TEXT, …]}`, `{"ordered": [TEXT, …]}` or `{"paired": [[LEFT, RIGHT], …]}`.
"""

import json
import math
import os
import re
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import NoReturn, TypeVar

from quiz.errors import ProgressError, QuizError
from quiz.model import (
    Bury,
    Change,
    Confidence,
    Event,
    Fit,
    Flag,
    HandedIn,
    Key,
    Mode,
    Outcome,
    Rating,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.store import codec, disk, responses

_LONGEST = 1 << 20
"""Bytes in a line; a longer one is no event."""

_NAMED = 20
"""Bad lines that are named; what comes after them is not read."""

_LATEST_INTEGER = (1 << 63) - 1

_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of characters."""

_EVENTS = "review, change, void, relink, suspend, bury, flag, test or fit"

Choice = TypeVar("Choice", bound=Enum)


class BadLog(QuizError):  # noqa: N818 -- it says what is bad, as the screen does
    """A log in which lines are wrong; nothing of it was taken.

    The message has one line for each: `FILE:LINE: what is wrong`.
    """

    exit_code = 1


def encode_event(event: Event) -> str:
    """Returns an event as one line, without its end.

    Raises:
        ValueError: Its time does not know its time zone, or a parameter is no number.
    """
    named = zip(codec.COLUMNS, codec.values(event), strict=True)
    held: dict[str, object] = {name: value for name, value in named if value is not None}
    if isinstance(event, Review):
        held["response"] = json.loads(responses.encode(event.response))
        held["hinted"] = event.hinted
    if isinstance(event, Fit):
        held["parameters"] = event.parameters
    return responses.escape(json.dumps(held, ensure_ascii=False))


def decode(line: str) -> Event:
    """Returns the event of a line.

    Raises:
        ValueError: What is wrong with it, for people.
    """
    try:
        found: object = _decoder.decode(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("not an event, but lists within lists") from None
    if not isinstance(found, dict):
        raise ValueError("not an object in braces")  # noqa: TRY004 -- all that is wrong with a line is ValueError
    fields = _Fields(found)
    event = _event(fields)
    fields.end()
    return event


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a field is there twice")
    return made


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


class _Fields:
    """Hands out the fields of a line, each once and as what it should be."""

    def __init__(self, held: dict[str, object]) -> None:
        self._held = held

    def end(self) -> None:
        if self._held:
            raise ValueError(f"{next(iter(self._held))} is not a field of this event")

    def has(self, name: str) -> bool:
        return name in self._held

    def any(self, name: str) -> object:
        if name not in self._held:
            raise ValueError(f"{name} is missing")
        return self._held.pop(name)

    def text(self, name: str) -> str:
        value = self.any(name)
        if not isinstance(value, str):
            raise self._wrong(name, value, "a text")
        if _NOT_IN_NAMES.search(value):
            raise ValueError(f"{name} has a character that no name may have")
        return value

    def prose(self, name: str) -> str:
        """Returns a text of people's, which may be any that UTF-8 can hold."""
        value = self.any(name)
        if not isinstance(value, str):
            raise self._wrong(name, value, "a text")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise ValueError(f"{name} has half a character") from None
        return value

    def id(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise ValueError(f"{name} is empty")
        return value

    def key(self, bank: str, question: str) -> Key:
        return Key(self.id(bank), self.id(question))

    def whole(self, name: str, low: int, high: int) -> int:
        value = self.any(name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self._wrong(name, value, f"a whole number from {low} to {high}")
        return value

    def score(self) -> float:
        value = self.any("score")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._wrong("score", value, "a number from 0 to 1")
        return float(value)

    def numbers(self, name: str) -> tuple[float, ...]:
        value = self.any(name)
        if not isinstance(value, list) or not all(
            isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
            for each in value
        ):
            raise self._wrong(name, value, "a list of numbers")
        return tuple(float(each) for each in value)

    def truth(self, name: str) -> bool:
        value = self.any(name)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def one_of(self, name: str, choices: type[Choice]) -> Choice:
        value = self.any(name)
        if not isinstance(value, bool):
            with suppress(ValueError):
                return choices(value)
        raise self._wrong(name, value, ", ".join(str(choice.value) for choice in choices))

    def time(self) -> datetime:
        text = self.text("time")
        try:
            time = datetime.fromisoformat(text)
            if time.utcoffset() is not None:
                return time.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._wrong("time", text, "a time such as 2026-01-31T18:30:00Z") from None
        raise ValueError(f"time {text} has no zone, such as the Z at the end of 2026-01-31T18:30:00Z")

    def day(self) -> date:
        text = self.text("day")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._wrong("day", text, "a day such as 2026-01-31") from None

    def _wrong(self, name: str, value: object, wanted: str) -> ValueError:
        return ValueError(f"{name} is {json.dumps(value)[:60]}, not {wanted}")


def _event(fields: _Fields) -> Event:
    name = fields.any("event")
    event_id, time = fields.id("id"), fields.time()
    match name:
        case "review":
            return _review(fields, event_id, time)
        case "change":
            outcome, rating = fields.one_of("outcome", Outcome), fields.one_of("rating", Rating)
            return Change(event_id, time, fields.id("target"), fields.score(), outcome, rating)
        case "void":
            return Void(event_id, time, fields.id("target"))
        case "relink":
            old = fields.key("bank", "question")
            return Relink(event_id, time, old, fields.key("new_bank", "new_question"))
        case "suspend":
            return Suspend(event_id, time, fields.key("bank", "question"))
        case "bury":
            return Bury(event_id, time, fields.key("bank", "question"), fields.day())
        case "flag":
            return Flag(event_id, time, fields.key("bank", "question"), fields.prose("note"))
        case "test":
            return _handed_in(fields, event_id, time)
        case "fit":
            return Fit(event_id, time, fields.numbers("parameters"))
        case _:
            raise ValueError(f"event is {json.dumps(name)[:60]}, not {_EVENTS}")


def _handed_in(fields: _Fields, event_id: str, time: datetime) -> HandedIn:
    return HandedIn(
        event_id,
        time,
        fields.text("sitting"),
        fields.prose("note"),
        fields.whole("questions", 0, _LATEST_INTEGER),
        fields.whole("milliseconds", 0, _LATEST_INTEGER),
        fields.whole("allowed", 0, _LATEST_INTEGER) if fields.has("allowed") else None,
    )


def _review(fields: _Fields, event_id: str, time: datetime) -> Review:
    form = fields.any("response")
    try:
        response = responses.from_json(form)
    except ValueError as error:
        raise ValueError(f"response: {error}") from None
    return Review(
        event_id,
        time,
        fields.whole("offset", -1439, 1439),
        fields.day(),
        fields.key("bank", "question"),
        fields.text("fingerprint"),
        fields.text("kind"),
        fields.one_of("mode", Mode),
        response,
        fields.score(),
        fields.one_of("outcome", Outcome),
        fields.one_of("confidence", Confidence),
        fields.truth("hinted"),
        fields.one_of("rating", Rating),
        fields.whole("milliseconds", 0, _LATEST_INTEGER),
        fields.text("sitting"),
        fields.text("device"),
        fields.prose("wording") if fields.has("wording") else "",
    )


def write(path: Path, events: Iterable[Event]) -> int:
    """Writes events to a new file, whole or not at all, and returns how many.

    Raises:
        ProgressError: The name is taken, or it cannot be written.
    """
    count = 0
    try:
        with disk.temporary(path) as made:
            with made.open("w", encoding="utf-8", newline="\n") as file:
                for event in events:
                    file.write(encode_event(event) + "\n")
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            disk.publish(made, path)
    except FileExistsError:
        raise ProgressError(f"{path} is there already.", "Name a file that is not there yet.") from None
    except OSError as error:
        raise ProgressError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from None
    return count


def read(path: Path) -> Generator[Event, None, None]:
    """Gives the events of a file, and names the lines that are wrong when it has come to their end.

    Raises:
        BadLog: Lines are wrong.
        ProgressError: The file cannot be read.
    """
    problems: list[str] = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            event = decode(_text(line))
        except ValueError as error:
            problems.append(f"{path}:{number}: {error}")
            if len(problems) == _NAMED:
                break
        else:
            if not problems:
                yield event
    if problems:
        raise BadLog("\n".join(problems), "Nothing was taken. Mend these lines, then try again.")


def _text(line: bytes) -> str:
    if len(line) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} bytes")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start + 1}") from None


def _lines(path: Path) -> Iterator[bytes]:
    """Gives the lines of a regular file; of one that is too long, its beginning and no more lines."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with closing(os.fdopen(descriptor, "rb")) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ProgressError(f"{path} is no regular file.", "Name a file.")
            while line := file.readline(_LONGEST + 1):
                yield line
                if len(line) > _LONGEST:
                    return
    except OSError as error:
        raise ProgressError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from None
