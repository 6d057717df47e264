"""What tests import by name: a small bank and a clock that stands still."""

from datetime import datetime, timedelta

BANK = """\
bank: capitals
title: Capitals
about: A small bank for trying things out.
source: {title: An atlas, author: A. Mapmaker, date: 2020}
questions:
  - id: france
    ask: What is the capital of France?
    answer: Paris
    wrong:
      - Lyon:
          Lyon is the third largest city.
      - Marseille
    why: Paris has been the capital since 987.
    hint: The Seine runs through it.
    where: page 12
  - id: nordic
    ask: Which of these are capitals?
    answers: [Oslo, Helsinki]
    wrong: [Bergen, Turku]
    why: Bergen and Turku once were.
  - id: australia
    ask: Sydney is the capital of Australia.
    answer: false
    why: Canberra is.
  - id: japan
    ask: What is the capital of Japan?
    answer: Tokyo
    reject: [Kyoto]
    why: The emperor moved there in 1868.
"""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **spent: float) -> None:
        """Lets time pass, given as to `timedelta`."""
        self.now += timedelta(**spent)
