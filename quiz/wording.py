"""Ways of saying dates and figures, the same on every screen and in every line."""

from collections.abc import Callable
from datetime import date

from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Outcome, Rating

if TYPE_CHECKING:
    from quiz.exam import Advice, ExamPlan
    from quiz.stats import Overview

SIGNS = {Outcome.RIGHT: "✓", Outcome.PARTLY: "~", Outcome.WRONG: "✗"}
OUTCOMES = {Outcome.RIGHT: "Right", Outcome.PARTLY: "Partly right", Outcome.WRONG: "Wrong"}
RATINGS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


def day(when: date, today: date, *, whole: bool = False) -> str:
    """Returns a day as people say it: today, tomorrow, `Thu 3 Dec`, or with the year when it is another.

    In whole words, it is `Thursday 3 December`.
    """
    distance = (when - today).days
    if distance in {0, 1}:
        return ("today", "tomorrow")[distance]
    said = f"{when:%A} {when.day} {when:%B}" if whole else f"{when:%a} {when.day} {when:%b}"
    return said if when.year == today.year else f"{said} {when.year}"


def count(number: int, noun: str) -> str:
    """Returns a number with its noun: `1 question`, `12 questions`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """Returns a share from 0 to 1 as whole percent; only all of it is said to be 100%."""
    return "100%" if share >= 1 else f"{min(99, round(share * 100))}%"


def duration(milliseconds: int, *, whole: bool = False) -> str:
    """Returns a length of time in minutes and seconds: `20 s`, `1 min 05 s`.

    In whole words, it is `20 seconds`, `1 minute 5 seconds`.
    """
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    if whole:
        said = [count(minutes, "minute")] if minutes else []
        return " ".join([*said, count(seconds, "second")] if seconds or not minutes else said)
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"


def after_sitting(
    overview: "Overview", *, time_is_up: bool, day: Callable[[date, date], str] = day
) -> list[str]:
    """Returns what a summary says beside the score, in parts of a sentence; `day` says a day."""
    said = ["your time for a sitting is up"] if time_is_up else []
    if overview.streak > 1:
        said.append(f"{overview.streak} days in a row")
    if not overview.known:
        said.append("counting what is due …")
    elif overview.due:
        said.append(f"{overview.due:,} still due today")
    elif overview.next_due:
        said.append(f"next due {day(overview.next_due, overview.today)}")
    return said


def exam(planned: "ExamPlan", today: date) -> str:
    """Returns what today holds for an exam, and what that leads to."""
    load = f"today {len(planned.reviews):,} to review and {planned.new_today:,} new"
    goal = f"goal {percent(planned.target)}, without study {percent(planned.predicted_now)}"
    then = f"kept up, {percent(planned.predicted)} recalled then ({goal})"
    return f"Exam {day(planned.exam, today)}: {load}; {then}."


def advice(given: "Advice", today: date) -> str:
    """Returns what would meet the goal of an exam that the plan does not meet."""
    ways = []
    if given.habits is not None:
        new, reviews = given.habits.new_per_day, given.habits.reviews_per_day
        limits = {"new_per_day": (new, "new"), "reviews_per_day": (reviews, "reviews")}
        kept = {name: f"{limit:,} {what}" for name, (limit, what) in limits.items() if limit is not None}
        room = f"room for {' and '.join(kept.values())} a day ({' and '.join(kept)} in the settings)"
        ways.append(room if kept else "no limits a day")
    if given.exam is not None:
        ways.append(f"an exam on {day(given.exam, today)}")
    if given.target is not None:
        ways.append(f"a goal of {percent(given.target)}")
    said = "That falls short of the goal."
    return f"{said} What would meet it: {', or '.join(ways)}." if ways else f"{said} Nothing would meet it."
