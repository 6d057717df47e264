"""What is said of an answer, in words that make sense when read aloud: no signs, no arrows, no bars."""

from datetime import date

from quiz import marking, model, wording
from quiz.lean_typing import TYPE_CHECKING, assert_never
from quiz.model import (
    Choice,
    Cloze,
    Confidence,
    Kind,
    Match,
    Number,
    Order,
    Outcome,
    Question,
    Rating,
    Recall,
    Select,
    Source,
    TrueFalse,
    Typed,
)
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.exam import ExamPlan
    from quiz.model import Answered, Part, Review, Verdict

_NOTHING = "nothing"
_MARKS = {"RIGHT": "right", "SLIP": "right but for a slip", "WRONG": "wrong", "MISSED": "missed"}


def day(when: date, today: date) -> str:
    """Returns a day in whole words: today, tomorrow, `Thursday 3 December`, and the year if another."""
    return wording.day(when, today, whole=True)


def duration(milliseconds: int) -> str:
    """Returns a length of time in whole words: `20 seconds`, `1 minute 5 seconds`."""
    return wording.duration(milliseconds, whole=True)


def exam(planned: "ExamPlan", today: date) -> str:
    """Returns what today holds for an exam, and what that leads to."""
    goal = f"the goal is {wording.percent(planned.target)}"
    return (
        f"Exam {day(planned.exam, today)}. Today: {len(planned.reviews):,} to review and"
        f" {planned.new_today:,} new. If you keep this up, you will recall"
        f" {wording.percent(planned.predicted)} then; {goal}, and without study it would be"
        f" {wording.percent(planned.predicted_now)}."
    )


def outcome(answered: "Answered") -> str:
    """Returns the verdict in one line: the word for it, then what made it so."""
    review = answered.review
    said = wording.OUTCOMES[review.outcome]
    if review.outcome is Outcome.PARTLY:
        said += f", {wording.percent(review.score)}"
    if answered.overruled:
        said += ", by your own verdict"
    elif answered.verdict.slip:
        said += ", but for a slip"
    if review.confidence is Confidence.GUESS:
        said += ", as a guess"
    if review.hinted:
        said += ", with the hint"
    if review.certain_and_wrong:
        back = " It comes back now and in about a week." if answered.outlook else ""
        return f"{said}. You were certain: this is the one to remember.{back}"
    return f"{said}. You were certain." if review.confidence is Confidence.CERTAIN else f"{said}."


def leech(forgotten: int) -> str:
    """Returns what to do about a question that was forgotten so many times."""
    return (
        f"You have forgotten this {wording.count(forgotten, 'time')}. :suspend takes it out;"
        " what helps more is to reword it, to split it, or to write down why the answer is so."
    )


def parts(verdict: "Verdict") -> list[str]:
    """Returns what became of each part of the response, a line for each that there is something to say of."""
    return [_part(part) for part in verdict.parts if part.mark is not model.Mark.IDLE]


def _part(part: "Part") -> str:
    label = _label(part)
    if part.mark is model.Mark.MISSED and not part.text:
        said = f"{label}nothing given"
    else:
        said = f"{label}{_MARKS[part.mark.name]}: {one_line(part.text)}"
    if part.answer:
        said += f"; {_instead(part)} {one_line(part.answer)}"
    return _with_note(said[0].upper() + said[1:], part)


def _instead(part: "Part") -> str:
    return "it is written" if part.mark in {model.Mark.RIGHT, model.Mark.SLIP} else "the answer is"


def _with_note(said: str, part: "Part") -> str:
    notes = [one_line(part.note)] if part.note else []
    if part.mark is model.Mark.SLIP and (spelt := _spelt(part)):
        notes.append(f"it is spelt {spelt}")
    return "; ".join([said, *notes])


def _spelt(part: "Part") -> str:
    """Returns letter by letter the words in which a slip was: they may sound like what was given."""
    given = one_line(part.text).casefold().split()
    words = (word for word in one_line(part.answer).split() if word.casefold() not in given)
    return "; ".join(", ".join(word) for word in words if word.isalpha())


def _label(part: "Part") -> str:
    """Returns what the part belongs to; a place in an order is only a number with a dot."""
    label = one_line(part.label)
    if label.rstrip(".").isdecimal():
        label = f"place {label.rstrip('.')}"
    return f"{label}, " if label else ""


def feedback(answered: "Answered") -> list[str]:
    """Returns the verdict, the right answer, the response part by part, and why; nothing of it twice."""
    question, verdict = answered.question, answered.verdict
    lines = [outcome(answered)]
    right = verdict.outcome is Outcome.RIGHT and not any(part.note for part in verdict.parts)
    if right or isinstance(question.kind, Choice | TrueFalse | Typed | Number | Select):
        lines.append(f"Answer: {marking.answer_text(question.kind)}")
    if not right:
        lines += _given(question.kind, verdict)
    return lines + ([f"Why: {question.why}"] if question.why else [])


def _given(kind: Kind, verdict: "Verdict") -> list[str]:
    match kind:
        case Choice() | TrueFalse() | Typed() | Number():
            part = verdict.parts[0]
            return [_with_note(f"You said: {one_line(part.text)}", part)]
        case Select() | Cloze() | Order() | Match() | Recall():
            return parts(verdict)
        case _:
            assert_never(kind)


def source(origin: Source) -> str:
    """Returns where the facts come from, on one line."""
    said = (origin.author, origin.title, origin.publisher, _dated(origin.date))
    return one_line(", ".join(each for each in said if each))


def where(question: Question) -> str:
    """Returns where in its source the fact stands, and the day it was true, where that is another."""
    other = question.as_of and question.as_of != question.source.date
    said = (question.where, f"true as of {_dated(question.as_of)}" if other else "")
    return one_line(", ".join(each for each in said if each))


def _dated(text: str) -> str:
    """Returns a bank's date in words: `13 April 2017`, where its dashes would be read aloud."""
    try:
        when = date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:  # a year alone, or in words already
        return text
    said = f"{when:%B} {when.year}"
    return said if len(text) == 7 else f"{when.day} {said}"


def rating(answered: "Answered", today: date) -> str:
    """Returns the rating that stands and the day on which it brings the question back."""
    taken = answered.review.rating
    again = ", and once more before the end" if answered.review.outcome is Outcome.WRONG else ""
    return f"{wording.RATINGS[taken]}, due {day(answered.outlook[taken], today)}{again}"


def ratings(answered: "Answered", today: date) -> str:
    """Returns all four ratings, each with the day on which it would bring the question back."""
    return "; ".join(
        f"{each.value} {wording.RATINGS[each]}, {day(answered.outlook[each], today)}" for each in Rating
    )


def missed(question: Question, review: "Review | None", repeated: int = 1) -> list[str]:
    """Returns a missed question: what was asked, the response beside the answer, and why.

    Args:
        question: The question.
        review: How it was answered; None where it was not.
        repeated: How often this response was given.
    """
    lines = [asked(question), _said(question.kind, review)]
    if repeated > 1:
        chosen = isinstance(question.kind, Choice | Select | TrueFalse)
        lines.append(f"You {'chose' if chosen else 'gave'} this {wording.count(repeated, 'time')}.")
    lines.append(f"Answer: {marking.answer_text(question.kind)}")
    return lines + ([f"Why: {one_line(question.why)}"] if question.why else [])


def asked(question: Question) -> str:
    """Returns what a question asks, on one line."""
    return cloze(question.kind) if isinstance(question.kind, Cloze) else one_line(question.ask)


def _said(kind: Kind, review: "Review | None") -> str:
    if review is None:
        return "You gave no answer."
    sure = {Confidence.CERTAIN: ", and you were certain", Confidence.GUESS: ", as a guess"}
    return f"You said: {marking.response_text(kind, review.response)}{sure.get(review.confidence, '')}"


def cloze(kind: Cloze) -> str:
    """Returns the text of a cloze with its gaps numbered, on one line."""
    said = kind.texts[0]
    for number, after in enumerate(kind.texts[1:], 1):
        said += f"(gap {number}){after}"
    return one_line(said)
