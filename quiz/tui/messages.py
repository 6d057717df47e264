"""What screens ask of the app: to go from one part of a sitting to the next."""

from dataclasses import dataclass

from textual.message import Message

from quiz.sitting import Sitting


@dataclass
class Begin(Message):
    """The questions of a sitting are to be asked."""

    sitting: Sitting


@dataclass
class Ended(Message):
    """A sitting is over, and its summary is to be shown."""

    sitting: Sitting
