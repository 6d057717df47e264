"""Walks by chance through sittings and tests in lines: every line is answered, the file stays sound."""

import io
from datetime import timedelta
from random import Random

import pytest

from quiz.plain.console import Console
from quiz.plain.drill import Drill
from quiz.plain.testing import Examiner
from quiz.plan import Habits
from quiz.store import ProgressFile
from quiz.study import Study
from tests.support import Clock

COMMANDS = (":h", ":s", ":u", ":r", ":o", ":x", ":z", ":m", ":b", ":n", ":t", ":help", ":f", ":f note", ":no")
ANSWERS = (
    "",
    "1",
    "2",
    "3",
    "4",
    "1 2",
    "3 2 1",
    "1 2 3 4",
    "t",
    "f",
    "Tokyo",
    "Kyoto",
    "Tokio ?",
    "59 min !",
)
ODD = ("?", "!", ": :h", "\x1b[2J", "1?", " ", "9999999", "１", "0", ":q")


class Typing:
    """Types lines by chance, so many and no more, while time passes."""

    def __init__(self, random: Random, clock: Clock, lines: int) -> None:
        self.random = random
        self.clock = clock
        self.left = lines

    def readline(self, _: int) -> str:
        self.left -= 1
        self.clock.pass_(seconds=self.random.choice((1, 30, 4000)))
        line = self.random.choice((*COMMANDS, *ANSWERS * 2, *ODD))
        return line + "\n" if self.left >= 0 else ""


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_typed_is_answered(seed: int, study: Study, store: ProgressFile, clock: Clock) -> None:
    random = Random(seed)
    study.habits = Habits(recall_first=bool(seed % 2))
    for _ in range(2):
        heard = io.StringIO()
        typing = Typing(random, clock, 90)
        console = Console(typing.readline, heard, random.choice((None, 30)))
        Drill(study, console).run(study.study())
        Examiner(study, console).run(study.test(allowed=random.choice((None, timedelta(hours=9)))))
        assert "\x1b" not in heard.getvalue()
        ends = ("Summary: ", "Nothing was answered", "There is nothing to ask.")
        assert any(end in heard.getvalue() for end in ends)
    assert store.check(clock()) == []
