"""What is missed, as the progress file has it."""

import sqlite3
from collections.abc import Iterable

from quiz.lean_typing import NamedTuple
from quiz.model import Confidence, Key, Outcome, Progress, Review
from quiz.store import codec, derive, progress


class Miss(NamedTuple):
    """A question that is missed, as much as a long list of them needs."""

    key: Key
    confidence: Confidence
    """With which it was missed."""
    certain_and_wrong: bool


def every(connection: sqlite3.Connection) -> list[Miss]:
    """Returns the questions that are missed, the latest first, without what it takes long to look up."""
    rows = connection.execute(
        "SELECT progress.bank, progress.question, confidence, effective.outcome FROM progress"
        " CROSS JOIN effective ON effective.number = progress.missed WHERE progress.missed IS NOT NULL"
        " ORDER BY effective.time DESC, effective.id DESC"
    )
    certain_and_wrong = (Confidence.CERTAIN, Outcome.WRONG)
    return [
        Miss(Key(bank, question), Confidence(sure), (sure, outcome) == certain_and_wrong)
        for bank, question, sure, outcome in rows
    ]


def certain_in(connection: sqlite3.Connection, bank: str) -> set[str]:
    """Returns what was wrong in a bank though the learner was certain, by the second half of the keys."""
    rows = connection.execute(
        "SELECT progress.question FROM progress CROSS JOIN effective ON effective.number = progress.missed"
        " WHERE progress.bank = ? AND confidence = ? AND effective.outcome = ?",
        (bank, Confidence.CERTAIN, Outcome.WRONG),
    )
    return {question for (question,) in rows}


_COUNTED = (
    "WITH source AS ("
    " SELECT bank, question, missed, bank AS under, question AS named FROM progress"
    " WHERE missed IS NOT NULL {of} UNION ALL"
    " SELECT progress.bank, progress.question, missed, alias.bank, alias.question FROM progress"
    " JOIN alias ON new_bank = progress.bank AND new_question = progress.question"
    " WHERE missed IS NOT NULL {of})"
    " SELECT source.bank, source.question, count(*), sum(effective.response = review.response)"
    " FROM source CROSS JOIN review ON review.number = missed"
    " CROSS JOIN effective ON effective.bank = under AND effective.question = named"
    " WHERE effective.outcome <> 'right' GROUP BY source.bank, source.question"
)
"""Counts among the reviews under a question's own key and under those that it was known by."""


def times(connection: sqlite3.Connection) -> dict[Key, int]:
    """Returns how many reviews of each question that is missed were wrong or partly right."""
    rows = connection.execute(_COUNTED.format(of=""))
    return {Key(bank, question): times for bank, question, times, _ in rows}


def how(connection: sqlite3.Connection, keys: Iterable[Key]) -> list[tuple[Progress, Review, int, int]]:
    """Returns how those of these questions that are missed were: see Reading."""
    counted = _COUNTED.format(of="AND progress.bank = ?1 AND progress.question = ?2")
    found: list[tuple[Progress, Review, int, int]] = []
    for key in keys:
        known = progress.of(connection, key)
        if known is None or known.miss is None:
            continue
        # Where the review is not there, the cache is damaged, which `check` says.
        for miss in connection.execute(f"SELECT {derive.REVIEW} FROM effective WHERE id = ?", (known.miss,)):
            ((*_, times, repeated),) = connection.execute(counted, key)
            found.append((known, codec.review(miss, key), times, repeated))
    return found
