"""What the tests of the line mode import: a bank with every kind, and a learner whose lines are scripted."""

import io
import re
from collections.abc import Callable
from pathlib import Path

from quiz.bank import read
from quiz.model import Library, Review
from quiz.plain.console import Console
from quiz.plain.drill import Drill
from quiz.plan import by_bank
from quiz.sitting import Queue, Sitting
from quiz.study import Study

NINE = """\
bank: nine
title: Nine kinds
source: {title: An atlas, author: A. Mapmaker, date: 2020}
questions:
  - id: choice
    ask: What is the capital of France?
    answer: Paris
    wrong:
      - Lyon:
          Lyon is the third largest city.
      - Marseille
    why: Paris has been the capital since 987.
    hint: The Seine runs through it.
    where: page 12
  - id: select
    ask: Which of these are capitals?
    answers: [Oslo, Helsinki]
    wrong:
      - Bergen:
          Bergen once was.
      - Turku
  - id: true-false
    ask: Sydney is the capital of Australia.
    answer: false
    why: Canberra is.
  - id: typed
    ask: What is the capital of Japan?
    answer: Tokyo
    reject: [Kyoto]
  - id: number
    ask: How many minutes has an hour?
    answer: 60 minutes
    tolerance: 1
  - id: cloze
    cloze: The capital of {{Spain::a kingdom}} is {{Madrid|Madrid City}}.
  - id: order
    ask: From north to south?
    order: [Norway, Denmark, Italy]
  - id: match
    ask: Which capital has each?
    match: {Peru: Lima, Chile: Santiago, Cuba: Havana}
    wrong: [Quito]
  - id: recall
    ask: What is a capital?
    recall: [The seat of government, A city]
"""

Line = str | Callable[[str], str]
"""What the learner types, or what they make of all that has been said."""


class Learner:
    """Gives the lines of a script, one whenever a line is asked for."""

    def __init__(self, lines: tuple[Line, ...], heard: io.StringIO) -> None:
        self.lines = list(lines)
        self.heard = heard

    def readline(self, size: int) -> str:
        if not self.lines:
            return ""
        line = self.lines.pop(0)
        text = (line if isinstance(line, str) else line(self.heard.getvalue())) + "\n"
        if len(text) > size:
            self.lines.insert(0, text[size:-1])
        return text[:size]


def number(text: str, said: str = "{}") -> Callable[[str], str]:
    """Answers with the number that this text was listed under last."""
    return numbers(text, said=said)


def numbers(*texts: str, said: str = "{}") -> Callable[[str], str]:
    """Answers with the numbers that these texts were listed under last."""

    def line(heard: str) -> str:
        found = [re.findall(rf"^(\d+)\. {re.escape(text)}$", heard, re.MULTILINE)[-1] for text in texts]
        return said.format(" ".join(found))

    return line


def bank_of(text: str) -> Library:
    """Returns the one bank of this text."""
    bank, problems = read(text.encode(), Path("bank.yaml"))
    assert bank is not None, problems
    return Library((bank,))


def only(study: Study, *ids: str) -> Sitting:
    """Begins a sitting over these questions, in this order."""
    sitting = study.study()
    keys = {question.key.question: question.key for question in sitting.queue}
    sitting.queue = Queue([keys[each] for each in ids], study.shelf.question)
    return sitting


def practising(study: Study, *ids: str) -> Sitting:
    """Begins practice of these questions."""
    return study.practise(by_bank(question.key for question in only(study, *ids).queue))


def given(study: Study, sitting: Sitting) -> list[Review]:
    """Returns the reviews of a sitting's answers, in the order in which they were given."""
    wanted = [(study.shelf.questions[answer.key], answer.review) for answer in sitting.answers]
    return [each for question, id_ in wanted for each in study.history(question) if each.id == id_]


def converse(study: Study, sitting: Sitting, *lines: Line, width: int | None = None) -> str:
    """Returns all that is said in a sitting in which the learner gives these lines."""
    heard = io.StringIO()
    learner = Learner(lines, heard)
    seconds = iter(range(10_000))
    Drill(study, Console(learner.readline, heard, width), lambda: next(seconds)).run(sitting)
    assert not learner.lines, "not all lines were asked for"
    return heard.getvalue()
