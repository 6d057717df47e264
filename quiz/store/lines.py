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
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from quiz.errors import NamedFileError, QuizError
from quiz.lean_typing import TYPE_CHECKING, NoReturn
from quiz.model import (
    Bury,
    Change,
    Confidence,
    Event,
    Fit,
    Flag,
    HandedIn,
    Mode,
    Outcome,
    Rating,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.store import codec, disk, responses
from quiz.store.fields import Fields

if TYPE_CHECKING:
    from quiz.paths import AnyPath

_LONGEST = 1 << 24
"""Bytes in a line; a longer one is no event. The longest text that any front end takes fits into it."""

_NAMED = 20
"""Bad lines that are named; what comes after them is not read."""

_LATEST_INTEGER = (1 << 63) - 1

_EVENTS = "review, change, void, relink, suspend, bury, flag, test or fit"


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
    fields = Fields(found)
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


def _event(fields: Fields) -> Event:
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


def _handed_in(fields: Fields, event_id: str, time: datetime) -> HandedIn:
    return HandedIn(
        event_id,
        time,
        fields.text("sitting"),
        fields.prose("note"),
        fields.whole("questions", 0, _LATEST_INTEGER),
        fields.whole("milliseconds", 0, _LATEST_INTEGER),
        fields.whole("allowed", 0, _LATEST_INTEGER) if fields.has("allowed") else None,
    )


def _review(fields: Fields, event_id: str, time: datetime) -> Review:
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
        NamedFileError: The name is taken, or it cannot be written.
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
        raise NamedFileError(f"{path} is there already.", "Name a file that is not there yet.") from None
    except OSError as error:
        raise NamedFileError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from None
    return count


def read(path: "AnyPath") -> Generator[Event, None, None]:
    """Gives the events of a file, and names the lines that are wrong when it has come to their end.

    Raises:
        BadLog: Lines are wrong.
        NamedFileError: The file cannot be read.
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


def _lines(path: "AnyPath") -> Iterator[bytes]:
    """Gives the lines of a regular file; of one that is too long, its beginning and no more lines."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with closing(os.fdopen(descriptor, "rb")) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise NamedFileError(f"{path} is no regular file.", "Name a file.")
            while line := file.readline(_LONGEST + 1):
                yield line
                if len(line) > _LONGEST:
                    return
    except OSError as error:
        raise NamedFileError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from None
