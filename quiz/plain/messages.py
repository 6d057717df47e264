"""The messages that the program sends, one JSON object a line; docs/plain-json.md says what is in each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from quiz import marking
from quiz.lean_typing import TYPE_CHECKING, assert_never
from quiz.model import (
    Choice,
    Cloze,
    Confidence,
    Kind,
    Match,
    Mode,
    Number,
    Order,
    Outcome,
    Question,
    Rating,
    Recall,
    Select,
    TrueFalse,
    Typed,
    kind_name,
)
from quiz.sitting import Sitting

if TYPE_CHECKING:
    from quiz.model import Answered, Part, Review
    from quiz.stats import Overview
    from quiz.study import Paper, Result

PROTOCOL = 1
"""Goes up when a message changes so that a client must change too; new fields do not count."""

Message = Mapping[str, object]


def begin(sitting: Sitting) -> Message:
    """Returns the message that opens a sitting."""
    return {
        "type": "begin",
        "protocol": PROTOCOL,
        "mode": sitting.mode.value,
        "sitting": sitting.id,
        "questions": len(sitting.queue),
        "about": sitting.about,
    }


def begin_test(paper: "Paper") -> Message:
    """Returns the message that opens a test."""
    return {
        "type": "begin",
        "protocol": PROTOCOL,
        "mode": Mode.TEST.value,
        "sitting": paper.id,
        "questions": len(paper.questions),
        "about": "",
        "name": paper.name,
        "allowed": milliseconds(paper.allowed),
    }


def milliseconds(length: timedelta | None) -> int | None:
    """Returns a length of time in milliseconds; None where there is none."""
    return None if length is None else round(length / timedelta(milliseconds=1))


def question(
    sitting: Sitting,
    title: str,
    texts: tuple[str, ...],
    *,
    hidden: bool = False,
    changed: bool = False,
) -> Message:
    """Returns the message that asks the current question of a sitting.

    Args:
        sitting: The sitting, which has not ended.
        title: Its bank's title.
        texts: What there is to pick from, in the order that numbers in the answer refer to.
        hidden: The learner wants it hidden until they have tried to recall the answer.
        changed: It reads or is answered otherwise than at its last review.
    """
    asked = sitting.current
    assert asked is not None
    return {
        "type": "question",
        "number": sitting.position,
        "of": len(sitting.queue),
        "attempt": sitting.attempts(asked) + 1,
        **_asked(asked, title, texts),
        "has_hint": bool(asked.hint),
        "recall_first": hidden,
        "changed": changed,
    }


def question_in_test(paper: "Paper", title: str, texts: tuple[str, ...], left: timedelta | None) -> Message:
    """Returns the message that asks a question of a test.

    Args:
        paper: The test.
        title: The title of the question's bank.
        texts: What there is to pick from, in the order that numbers in the answer refer to.
        left: How much time is left; None without a limit.
    """
    asked, given = paper.current, paper.answered
    return {
        "type": "question",
        "number": paper.at + 1,
        "of": len(paper.questions),
        "attempt": 1,
        **_asked(asked, title, texts),
        "has_hint": False,
        "recall_first": False,
        "changed": False,
        "response": marking.response_text(asked.kind, given.response) if given else None,
        "time_left": milliseconds(left),
    }


def _asked(asked: Question, title: str, texts: tuple[str, ...]) -> Message:
    return {
        "bank": asked.key.bank,
        "title": title,
        "question": asked.key.question,
        "kind": kind_name(asked.kind),
        "ask": asked.ask,
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


def verdict(answered: "Answered") -> Message:
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
        "next": {
            str(rating.value): answered.outlook[rating].isoformat()
            for rating in Rating
            if rating in answered.outlook
        },
        "leech": answered.leech,
    }


def _part(part: "Part") -> Message:
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


def missed(asked: Question, review: "Review | None") -> dict[str, object]:
    """Returns what there is to say of a missed question, the response and the answer each as one line.

    Args:
        asked: The question.
        review: How it was answered; None where it was not.
    """
    return {
        "bank": asked.key.bank,
        "question": asked.key.question,
        "kind": kind_name(asked.kind),
        "ask": asked.ask,
        "response": marking.response_text(asked.kind, review.response) if review else None,
        "answer": marking.answer_text(asked.kind),
        "outcome": (review.outcome if review else Outcome.WRONG).value,
        "score": review.score if review else 0.0,
        "confidence": (review.confidence if review else Confidence.UNSAID).value,
        "why": asked.why,
    }


def summary(
    sitting: Sitting, overview: "Overview", were_missed: "Iterable[tuple[Question, Review]]"
) -> Message:
    """Returns the message that closes a sitting.

    Args:
        sitting: The sitting.
        overview: Where the learner stands now.
        were_missed: What was missed in it.
    """
    score = sitting.score
    return {
        "type": "summary",
        "answered": score.answered,
        "right": score.right,
        "partly": score.partly,
        "wrong": score.wrong,
        "score": score.score,
        "milliseconds": sitting.spent,
        "streak": overview.streak,
        "due": overview.due,
        "next_due": day(overview.next_due),
        "missed": [missed(*each) for each in were_missed],
    }


def accepted(paper: "Paper", left: timedelta | None) -> Message:
    """Returns the message that says that an answer in a test is saved; it tells no verdict."""
    return {
        "type": "accepted",
        "number": paper.at + 1,
        "unanswered": paper.unanswered,
        "time_left": milliseconds(left),
    }


def result(paper: "Paper", came: "Result", banks: Sequence[Message]) -> Message:
    """Returns the message that says what came of a test.

    Args:
        paper: The test.
        came: What came of it.
        banks: The score of each bank.
    """
    asked = paper.questions
    return {
        "type": "result",
        **handed_in(came),
        "banks": banks,
        "missed": [missed(asked.question(key), review) for key, review in came.missed(asked.keys)],
    }


def handed_in(came: "Result") -> dict[str, object]:
    """Returns what there is to say of a test that was handed in, without its questions."""
    test = came.test
    return {
        "sitting": test.sitting,
        "name": test.name,
        "time": test.time.isoformat(),
        "questions": test.questions,
        "answered": len(came.reviews),
        "score": came.score,
        "milliseconds": test.milliseconds,
        "allowed": test.allowed,
    }


def day(when: date | None) -> str | None:
    """Returns a day as `2026-11-23`; None where there is none."""
    return None if when is None else when.isoformat()


def error(code: str, text: str) -> Message:
    """Returns the message that says why a request was not done; what is asked or shown stays."""
    return {"type": "error", "code": code, "text": text}
