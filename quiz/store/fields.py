"""The fields of a line of the log, each as what it should be."""

import json
import math
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import Enum

from quiz.lean_typing import TypeVar
from quiz.model import Key

_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, and halves of characters."""

Choice = TypeVar("Choice", bound=Enum)


class Fields:
    """Hands out the fields of a line, each once.

    Raises:
        ValueError: By every method that names a field: it is missing, or not what it should be.
    """

    def __init__(self, held: dict[str, object]) -> None:
        self._held = held

    def end(self) -> None:
        """Returns when all were handed out.

        Raises:
            ValueError: One was not.
        """
        if self._held:
            raise ValueError(f"{next(iter(self._held))} is not a field of this event")

    def has(self, name: str) -> bool:
        """Says whether a field is left."""
        return name in self._held

    def any(self, name: str) -> object:
        """Returns a field, whatever it is."""
        if name not in self._held:
            raise ValueError(f"{name} is missing")
        return self._held.pop(name)

    def text(self, name: str) -> str:
        """Returns a text that names something, and may be empty."""
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
        """Returns a text that names something."""
        value = self.text(name)
        if not value:
            raise ValueError(f"{name} is empty")
        return value

    def key(self, bank: str, question: str) -> Key:
        """Returns the key that two fields make."""
        return Key(self.id(bank), self.id(question))

    def whole(self, name: str, low: int, high: int) -> int:
        """Returns a whole number within these limits."""
        value = self.any(name)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self._wrong(name, value, f"a whole number from {low} to {high}")
        return value

    def score(self) -> float:
        """Returns the score, from 0 to 1."""
        value = self.any("score")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._wrong("score", value, "a number from 0 to 1")
        return float(value)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Returns a list of numbers."""
        value = self.any(name)
        if not isinstance(value, list) or not all(
            isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
            for each in value
        ):
            raise self._wrong(name, value, "a list of numbers")
        return tuple(float(each) for each in value)

    def truth(self, name: str) -> bool:
        """Returns what is true or false."""
        value = self.any(name)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true or false")
        return value

    def one_of(self, name: str, choices: type[Choice]) -> Choice:
        """Returns what has one of these values."""
        value = self.any(name)
        if not isinstance(value, bool):
            with suppress(ValueError):
                return choices(value)
        raise self._wrong(name, value, ", ".join(str(choice.value) for choice in choices))

    def time(self) -> datetime:
        """Returns the moment, in UTC."""
        text = self.text("time")
        try:
            time = datetime.fromisoformat(text)
            if time.utcoffset() is not None:
                return time.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self._wrong("time", text, "a time such as 2026-01-31T18:30:00Z") from None
        raise ValueError(f"time {text} has no zone, such as the Z at the end of 2026-01-31T18:30:00Z")

    def day(self) -> date:
        """Returns the study day."""
        text = self.text("day")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self._wrong("day", text, "a day such as 2026-01-31") from None

    def _wrong(self, name: str, value: object, wanted: str) -> ValueError:
        return ValueError(f"{name} is {json.dumps(value)[:60]}, not {wanted}")
