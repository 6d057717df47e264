"""What can be measured of one learner's program, and of what it is compared with."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.speed import banks, peer, processes
from benchmarks.speed.data import Data, Learner
from benchmarks.speed.measuring import Sample
from benchmarks.speed.terminal import Terminal
from quiz import paths
from quiz.bank import load

HOME = "The visit"
"""How the title of the first shipped bank begins, as the home screen shows it."""
KEYS = "Help"
"""What the line of the keys says on every screen."""
CHOICES = ("practise", "--kind", "choice")
"""Begins a sitting in which every question has options."""
OPTION = "Option 1"
MOVES = 12
"""Presses of a key in one run; the middle one counts."""
SEARCHES, OTHERS = ("4", "7", "1"), ("8", "3", "6")
"""Keys that narrow a search, and those that narrow another one."""
DOWN, RIGHT, ESCAPE, BACKSPACE = "\x1b[B", "\x1b[C", "\x1b", "\x7f"
WINDOWS = (
    ("missed, open", "m", "missed question"),
    ("missed, a key", DOWN, "▸"),
    ("missed, back", ESCAPE, HOME),
    ("practise, open", "p", "The schedule stays"),
    ("practise, a key", RIGHT, r"questions?\."),
    ("practise, back", ESCAPE, HOME),
    ("test, open", "t", "by chance"),
    ("test, back", ESCAPE, HOME),
)
"""Keys on the home screen and in what opens from it, and what the frame after each of them shows."""
BARE = processes.python(str(Path(__file__).with_name("bare.py")))


def asked() -> str:
    """Returns a pattern for how any question begins: one of ours, a shipped one or one with gaps."""
    shipped = {q.ask[:16] for bank in load([paths.shipped_banks()]).banks for q in bank.questions}
    return "|".join([banks.ASK, "Fill the gaps", *map(re.escape, sorted(shipped))])


def bare_start(environment: Mapping[str, str]) -> Sample:
    """Start of a bare Textual app to its first frame."""

    def sample() -> dict[str, float]:
        with Terminal(BARE, environment) as terminal:
            return {"bare app": terminal.started(OPTION)}

    return sample


def start(name: str, learner: Learner, command: tuple[str, ...], shows: str) -> Sample:
    """Start of the program to the first frame that shows a text, and to the first that says what keys do."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(*command), learner.environment) as terminal:
            return {name: terminal.started(shows), f"{name}, with its keys": terminal.started(KEYS)}

    return sample


def bare_keys(environment: Mapping[str, str]) -> Sample:
    """A key in a bare Textual app."""

    def sample() -> dict[str, float]:
        with Terminal(BARE, environment) as terminal:
            terminal.started(OPTION)
            terminal.rest()
            return {"bare app, down": _down(terminal, "Option")}

    return sample


def _down(terminal: Terminal, shows: str) -> float:
    return median(terminal.key(DOWN, shows) for _ in range(MOVES))


def question_keys(name: str, learner: Learner) -> Sample:
    """Keys on the question screen: moving, answering, going on."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(*CHOICES), learner.environment) as terminal:
            terminal.started("Guess")
            terminal.rest()
            down = _down(terminal, "▸")
            answered, following = [], []
            for number in range(MOVES):
                answered.append(terminal.key("1", "Right|Wrong"))
                following.append(terminal.key("\r", f"{number + 2}/[0-9,]+"))
        return {
            f"{name}, down": down,
            f"{name}, 1 to verdict": median(answered),
            f"{name}, Enter to next": median(following),
        }

    return sample


def bare_leaving(environment: Mapping[str, str]) -> Sample:
    """Leaving a bare Textual app."""

    def sample() -> dict[str, float]:
        with Terminal(BARE, environment) as terminal:
            terminal.started(OPTION)
            terminal.rest()
            screen, process = terminal.left("q")
        return {"bare app, screen left": screen, "bare app, process gone": process}

    return sample


def leaving(name: str, learner: Learner) -> Sample:
    """Leaving the program from its home screen."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(), learner.environment) as terminal:
            terminal.started(HOME)
            terminal.rest()
            screen, process = terminal.left("q")
        return {f"{name}, screen left": screen, f"{name}, process gone": process}

    return sample


def browsing(name: str, learner: Learner) -> Sample:
    """Opening browse from the home screen, and each key of a search in it: its frame, and all it finds."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(), learner.environment) as terminal:
            terminal.started(HOME)
            terminal.rest()
            opened = terminal.key("b", "F5")
            searched = [terminal.key(key, "of [0-9,]+ question") for key in SEARCHES]
            terminal.key(BACKSPACE * len(SEARCHES), "question")
            found = [terminal.key(key, "[0-9] of [0-9,]+ question") for key in OTHERS]
        return {
            f"{name}, open": opened,
            f"{name}, a key of a search": median(searched),
            f"{name}, all that it finds": median(found),
        }

    return sample


def windows(name: str, learner: Learner) -> Sample:
    """What opens from the home screen, a key there, and the way back."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(), learner.environment) as terminal:
            terminal.started(HOME)
            terminal.rest()
            return {f"{name}, {what}": terminal.key(key, shows) for what, key, shows in WINDOWS}

    return sample


def returning(name: str, learner: Learner) -> Sample:
    """From an answer to the summary of its sitting, and from there to the home screen."""

    def sample() -> dict[str, float]:
        with Terminal(learner.command(*CHOICES), learner.environment) as terminal:
            terminal.started("Guess")
            terminal.rest()
            terminal.key("1", "Right|Wrong")
            ended = terminal.key(ESCAPE, "1 question in")
            return {f"{name}, summary": ended, f"{name}, home": terminal.key("\r", HOME)}

    return sample


def whole(name: str, command: list[str], environment: Mapping[str, str]) -> Sample:
    """A command, from start to end."""
    return lambda: {name: processes.whole(command, environment)}


def plain(name: str, learner: Learner) -> Sample:
    """Start of `study --plain` to its first question."""
    command = learner.command("study", "--plain")
    return lambda: {name: processes.until(command, learner.environment, "Question 1 of")}


def anki_first(name: str, data: Data, cards: int) -> Sample:
    """Start of a process to the first due card that Anki's backend gives."""
    collection = data.collection(cards)
    command = peer.command(data.anki(), "study", collection, 1)
    environment = processes.environment(collection.parent)
    return lambda: {name: processes.until(command, environment, "first card")}


def anki_answers(name: str, data: Data, cards: int, answers: int) -> Sample:
    """The next card and an answer within a process that has Anki's backend."""
    collection = data.collection(cards)
    command = peer.command(data.anki(), "study", collection, answers)
    environment = processes.environment(collection.parent)

    def sample() -> dict[str, float]:
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return {f"{name}, {what}": figure for what, figure in figures.items()}

    return sample


def within(name: str, *arguments: object) -> Sample:
    """What a fresh process measures within itself."""

    def sample() -> dict[str, float]:
        found = processes.worker(*map(str, arguments))
        return {f"{name}, {what}": figure for what, figure in found.items()}

    return sample


def peak(name: str, learner_command: list[str], environment: Mapping[str, str], shows: str) -> Sample:
    """The most memory, in MiB, that was held by the time a screen showed a text."""

    def sample() -> dict[str, float]:
        with Terminal(learner_command, environment) as terminal:
            terminal.started(shows)
            found = processes.peak(terminal.pid)
            return {} if found is None else {name: found}

    return sample
