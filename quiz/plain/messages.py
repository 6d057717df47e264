"""The messages that the program sends, one JSON object a line; docs/plain-json.md says what is in each."""

import json
from collections.abc import Mapping
from datetime import date
from typing import assert_never

from quiz.marking import answer_text, response_text
from quiz.model import (
    Choice,
    Cloze,
    Kind,
    Match,
    Number,
    Order,
    Part,
    Question,
    Rating,
    Recall,
    Review,
    Select,
    TrueFalse,
    Typed,
)
from quiz.sitting import Answered, Sitting, tally
from quiz.stats import Overview
from quiz.text import clean

PROTOCOL = 1
"""Goes up when a message changes so that a client must change too; new fields do not count."""

Message = Mapping[str, object]


def encoded(message: Message) -> str:
    """Returns a message as one line of ASCII, every text in it without control characters."""
    return json.dumps(cleaned(message))


def cleaned(value: object) -> object:
    """Returns what JSON can hold, every text in it without control characters."""
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {key: cleaned(each) for key, each in value.items()}
        case list() | tuple():
            return [cleaned(each) for each in value]
        case _:
            return value


def begin(sitting: Sitting) -> Message:
    """Returns the message that opens a sitting."""
    return {
        "type": "begin",
        "protocol": PROTOCOL,
        "mode": sitting.mode.value,
        "sitting": sitting.id,
        "questions": len(sitting.queue),
    }


def question(sitting: Sitting, asked: Question, title: str, texts: tuple[str, ...]) -> Message:
    """Returns the message that asks a question.

    Args:
        sitting: The sitting it is asked in.
        asked: The question.
        title: Its bank's title.
        texts: What there is to pick from, in the order that numbers in the answer refer to.
    """
    return {
        "type": "question",
        "number": sitting.position,
        "of": len(sitting.queue),
        "attempt": sitting.attempts(asked) + 1,
        "bank": asked.key.bank,
        "title": title,
        "question": asked.key.question,
        "kind": asked.kind.name,
        "ask": asked.ask,
        "has_hint": bool(asked.hint),
        "tags": asked.tags,
        **_to_pick(asked.kind, texts),
    }


def _to_pick(kind: Kind, texts: tuple[str, ...]) -> dict[str, object]:
    match kind:
        case Choice() | Select():
            return {"options": texts}
        case Order():
            return {"items": texts}
        case Match(pairs=pairs):
            return {"left": [left for left, _ in pairs], "right": texts}
        case Cloze():
            return {"texts": kind.texts, "gaps": [{"hint": gap.hint} for gap in kind.gaps]}
        case TrueFalse() | Typed() | Number() | Recall():
            return {}
        case _:
            assert_never(kind)


def verdict(answered: Answered) -> Message:
    """Returns the message that says how an answer was marked, as the learner left it."""
    asked, review = answered.question, answered.review
    source = asked.source
    return {
        "type": "verdict",
        "bank": asked.key.bank,
        "question": asked.key.question,
        "outcome": review.outcome.value,
        "score": review.score,
        "overruled": answered.overruled,
        "slip": answered.verdict.slip,
        "confidence": review.confidence.value,
        "hinted": review.hinted,
        "parts": [_part(part) for part in answered.verdict.parts],
        "answer": answer(asked.kind),
        "why": asked.why,
        "source": {
            "author": source.author,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "where": asked.where,
            "as_of": asked.as_of,
        },
        "rating": review.rating.value,
        "suggested": answered.suggested.value,
        "next": {str(rating.value): answered.outlook[rating].isoformat() for rating in Rating},
    }


def _part(part: Part) -> Message:
    return {
        "mark": part.mark.value,
        "text": part.text,
        "answer": part.answer,
        "label": part.label,
        "note": part.note,
        "diff": [{"change": span.change, "text": span.text} for span in part.diff],
    }


def answer(kind: Kind) -> object:
    """Returns the right answer: a text, a truth, a list of texts, or a list of pairs of them."""
    match kind:
        case Choice() | Typed() | Number() | TrueFalse():
            return kind.answer
        case Select():
            return kind.answers
        case Cloze():
            return [gap.answer for gap in kind.gaps]
        case Order():
            return kind.items
        case Match():
            return kind.pairs
        case Recall():
            return kind.points
        case _:
            assert_never(kind)


def missed(asked: Question, review: Review) -> dict[str, object]:
    """Returns what there is to say of a missed question, the response and the answer each as one line."""
    return {
        "bank": asked.key.bank,
        "question": asked.key.question,
        "kind": asked.kind.name,
        "ask": asked.ask,
        "response": response_text(asked.kind, review.response),
        "answer": answer_text(asked.kind),
        "outcome": review.outcome.value,
        "score": review.score,
        "confidence": review.confidence.value,
        "why": asked.why,
    }


def summary(sitting: Sitting, overview: Overview) -> Message:
    """Returns the message that closes a sitting."""
    result = tally(sitting.first_answers)
    return {
        "type": "summary",
        "answered": result.answered,
        "right": result.right,
        "partly": result.partly,
        "wrong": result.wrong,
        "score": result.score,
        "milliseconds": sum(each.review.milliseconds for each in sitting.answers),
        "streak": overview.streak,
        "due": overview.due,
        "next_due": day(overview.next_due),
        "missed": [missed(each.question, each.review) for each in sitting.missed],
    }


def day(when: date | None) -> str | None:
    """Returns a day as `2026-11-23`; None where there is none."""
    return None if when is None else when.isoformat()


def error(code: str, text: str) -> Message:
    """Returns the message that says why a request was not done; what is asked or shown stays."""
    return {"type": "error", "code": code, "text": text}
