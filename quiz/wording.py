"""Ways of saying dates and figures, the same on every screen and in every line."""

from datetime import date

from quiz.model import Outcome, Rating

SIGNS = {Outcome.RIGHT: "✓", Outcome.PARTLY: "~", Outcome.WRONG: "✗"}
OUTCOMES = {Outcome.RIGHT: "Right", Outcome.PARTLY: "Partly right", Outcome.WRONG: "Wrong"}
RATINGS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}


def day(when: date, today: date) -> str:
    """Returns a day as people say it: today, tomorrow, `Thu 3 Dec`, or with the year when it is another."""
    distance = (when - today).days
    if distance in {0, 1}:
        return ("today", "tomorrow")[distance]
    said = f"{when:%a} {when.day} {when:%b}"
    return said if when.year == today.year else f"{said} {when.year}"


def count(number: int, noun: str) -> str:
    """Returns a number with its noun: `1 question`, `12 questions`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(share: float) -> str:
    """Returns a share from 0 to 1 as whole percent; only all of it is said to be 100%."""
    return "100%" if share >= 1 else f"{min(99, round(share * 100))}%"


def duration(milliseconds: int) -> str:
    """Returns a length of time in minutes and seconds."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes} min {seconds:02} s" if minutes else f"{seconds} s"
