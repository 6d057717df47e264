"""Banks of any size, the same for the same seed: all kinds of question, about 400 bytes each."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

FILE = 1_000
"""Questions in one file."""

ASK = "Entry "
"""How every question begins."""

_PLACES = (
    "Aldra",
    "Brunna",
    "Corvel",
    "Dosmar",
    "Eltrin",
    "Fenholt",
    "Garuvia",
    "Hestmark",
    "Irvane",
    "Jolberg",
)
_THINGS = (
    "harbour",
    "orchard",
    "railway",
    "cathedral",
    "archive",
    "lighthouse",
    "foundry",
    "market",
    "canal",
    "mill",
)
_DEEDS = (
    "rebuilt",
    "flooded",
    "sold",
    "painted",
    "measured",
    "abandoned",
    "enlarged",
    "mapped",
    "fortified",
    "leased",
)
_KINDS = ("choice", "typed", "select", "true-false", "number", "cloze", "order", "match", "recall")
_WEIGHTS = (36, 16, 10, 10, 8, 8, 4, 4, 4)


def bank_id(number: int) -> str:
    """Returns the id of the bank of this number, from 0."""
    return f"library-{number:03}"


def bank(number: int, questions: int, seed: int = 1) -> str:
    """Returns a bank as YAML.

    Args:
        number: Of the bank, from 0.
        questions: How many it has.
        seed: Another one gives other questions.
    """
    rng = Random(f"{seed} {number}")
    first = number * FILE
    head = f"""\
bank: {bank_id(number)}
title: Library, part {number + 1}
about: Made up to measure with.
source: {{title: The chronicle of {rng.choice(_PLACES)}, author: A. Clerk, date: 1911}}
tags: [part-{number + 1}]
questions:
"""
    return head + "".join(_question(first + each, rng) for each in range(questions))


def write_banks(folder: Path, questions: int, seed: int = 1) -> list[Path]:
    """Writes banks that have so many questions together, and returns the files."""
    folder.mkdir(parents=True)
    files = []
    for number, first in enumerate(range(0, questions, FILE)):
        files.append(folder / f"{bank_id(number)}.yaml")
        files[-1].write_text(bank(number, min(FILE, questions - first), seed), "utf-8")
    return files


def _question(number: int, rng: Random) -> str:
    (kind,) = rng.choices(_KINDS, _WEIGHTS)
    entry = _Entry(
        f"{ASK}{number} of the chronicle:",
        rng.sample(_PLACES, 5),
        rng.sample(_THINGS, 5),
        rng.sample(_DEEDS, 5),
        rng.randrange(1500, 1900),
    )
    places, things, deeds = entry.places, entry.things, entry.deeds
    return f"""\
  - id: entry-{number:06}
{entry.body(kind)}
    why: >-
      The chronicle says of {places[0]} that its {things[0]} was {deeds[0]} in {entry.year}, when {places[1]}
      and {places[2]} had their {things[1]} {deeds[1]} and thought no more of the {things[2]}.
    hint: Think of the {things[3]}.
    where: page {number % 900 + 1}
    tags: [{things[0]}, {places[0].lower()}]
"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a question is made of."""

    begins: str
    places: list[str]
    things: list[str]
    deeds: list[str]
    year: int

    def body(self, kind: str) -> str:
        """Returns the lines that make a kind."""
        _, place, other, *towns = self.places
        match kind:
            case "choice":
                wrong = "\n".join(f"      - It was {deed}" for deed in self.deeds[2:])
                return f"""\
    ask: {self._asks(" what became of it?")}
    answer: It was {self.deeds[0]}
    wrong:
      - It was {self.deeds[1]}:
          That was the {self.things[1]} of {place}.
{wrong}"""
            case "select":
                return f"""\
    ask: {self._asks(" had which neighbours?")}
    answers: [{place}, {other}]
    wrong: [{", ".join(towns)}]"""
            case "true-false":
                return f"""\
    ask: {self._asks(f" was {self.deeds[0]} in {self.year}.")}
    answer: {"false" if self.year % 2 else "true"}"""
            case "typed":
                return f"""\
    ask: {self._asks(" belonged to which town?")}
    answer: {place}
    accept: [town of {place}]
    reject: [{other}]"""
            case "number":
                return f"""\
    ask: {self._asks(" is how high?")}
    answer: {self.year % 97 + 3} metres
    tolerance: 2"""
            case "cloze":
                gaps = f" was {{{{{self.deeds[0]}}}}} by {{{{{place}|{other}::a town}}}}."
                return f"    cloze: {self._asks(gaps)}"
            case "order":
                items = zip(self.things, self.deeds, strict=True)
                lines = "\n".join(f"      - The {thing} is {deed}" for thing, deed in items)
                return f"    ask: {self._asks(' came first; put these in order.')}\n    order:\n{lines}"
            case "match":
                pairs = zip(self.places[1:], self.things, strict=False)
                lines = "\n".join(f"      {town}: {thing}" for town, thing in pairs)
                return f"    ask: {self._asks('; find what each town had.')}\n    match:\n{lines}"
            case _:
                return f"""\
    ask: {self._asks("; tell what became of it.")}
    recall:
      - It was {self.deeds[0]} in {self.year}
      - {place} paid for it"""

    def _asks(self, rest: str) -> str:
        return f'"{self.begins} the {self.things[0]} of {self.places[0]}{rest}"'
