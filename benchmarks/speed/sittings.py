"""A long sitting: what is held after each tenth of the answers, and what the first and last took."""

import subprocess
from collections.abc import Callable

from benchmarks.speed import processes
from benchmarks.speed.data import Learner
from benchmarks.speed.measuring import Line, Ratio, Sample
from benchmarks.speed.subjects import CHOICES
from benchmarks.speed.terminal import Terminal

_FLAT = Ratio(1.05)
"""What is held at the end, beside what was held after a tenth."""


def in_lines(name: str, learner: Learner, answers: int) -> Sample:
    """A sitting that a program goes through, line by line."""
    command = learner.command(*CHOICES, "--plain", "--json")

    def sample() -> dict[str, float]:
        with subprocess.Popen(
            command, env=learner.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            sent, told = process.stdin, process.stdout
            assert sent is not None
            assert told is not None

            def answer() -> None:
                for request in ('{"type": "answer", "answer": 1}\n', '{"type": "next"}\n'):
                    sent.write(request)
                    sent.flush()
                    if '"summary"' in told.readline():
                        raise EOFError("the sitting ended too soon")

            for _ in range(2):  # the beginning, and the first question
                told.readline()
            found = figures(name, process.pid, answers, answer)
            process.kill()
        return found

    return sample


def on_screen(name: str, learner: Learner, answers: int) -> Sample:
    """A sitting on the question screen."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(*CHOICES), learner.environment) as terminal:

            def answer() -> None:
                terminal.key("1", "Right|Wrong", settled=False)
                terminal.key("\r", "Guess", settled=False)

            terminal.started("Guess")
            terminal.rest()
            return figures(name, terminal.pid, answers, answer)

    return sample


def figures(name: str, pid: int, answers: int, answer: Callable[[], None]) -> dict[str, float]:
    """Gives so many answers, and returns the figures that `lines` names."""
    found: dict[str, float | None] = {}
    at = marks(answers)
    for mark in at:
        before = processes.spent(pid)
        for _ in range(at[0]):
            answer()
        found[_held(name, mark)] = processes.held(pid)
        after = processes.spent(pid)
        taken = None if before is None or after is None else (after - before) / at[0]
        found.setdefault(_taken(name, "first", at[0]), taken)
        found[_taken(name, "last", at[0])] = taken
    return {name: figure for name, figure in found.items() if figure is not None}


def lines(name: str, answers: int) -> list[Line]:
    """Returns the lines of a report on one sitting: all beside its first tenth."""
    first, *others = marks(answers)
    last = others.pop()
    held, taken = _held(name, first), _taken(name, "first", first)
    return [
        Line(held),
        *(Line(_held(name, mark), held) for mark in others),
        Line(_held(name, last), held, _FLAT),
        Line(taken),
        Line(_taken(name, "last", first), taken),
    ]


def marks(answers: int) -> list[int]:
    """Returns after how many answers it is looked at what is held: after each tenth."""
    tenth = max(1, answers // 10)
    return [tenth * number for number in range(1, 11)]


def _held(name: str, answers: int) -> str:
    return f"{name}, MiB after {answers:,}"


def _taken(name: str, which: str, answers: int) -> str:
    return f"{name}, ms for each of the {which} {answers:,}"
