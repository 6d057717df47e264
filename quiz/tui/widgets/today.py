"""What today holds for the learner, in words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz import wording
from quiz.stats import Overview
from quiz.tui.lines import MUTED, Line, Piece

if TYPE_CHECKING:
    from quiz.exam import ExamPlan

AT_ONCE = 2_000
"""Questions after which figures are left for later: some hundredths of a second."""
PAUSE = 0.01
"""Seconds until then, in which keys are answered."""


def nothing_now(overview: Overview) -> str:
    """Returns why there is nothing to study, and when there will be."""
    if not overview.banks:
        return "There is no bank to study."
    said = "Nothing is due here now."
    if overview.next_due:
        said += f" The next questions are due {wording.day(overview.next_due, overview.today)}."
    if any(row.new for row in overview.banks):
        said += " For more new questions, choose one bank."
    return said


def nothing_in(overview: Overview) -> str:
    """Returns why there is nothing to study in the one bank of an overview; `{action}` stands for a key."""
    if overview.next_due:
        return f"Nothing is due in it before {wording.day(overview.next_due, overview.today)}."
    return (
        "All that is in it is suspended or left for today. {browse} lists it, {by_state} what is suspended."
    )


def heading(overview: Overview, width: int) -> Line:
    """Returns the name of the program, the day, and the streak."""
    date = f"{overview.today:%a} {overview.today.day} {overview.today:%b}"
    streak = f" · {overview.streak} days in a row" if overview.streak > 1 else ""
    room = max(0, width - len(date + streak))
    return ("tillerson-quiz".ljust(room)[:room], "bold $primary"), (date + streak, MUTED)


def said_today(
    overview: Overview, reworded: int, planned: "ExamPlan | None", named: Callable[[str], str]
) -> Line:
    """Returns what today holds, on the home screen.

    Args:
        overview: Where the learner stands.
        reworded: How many questions could be given the progress of old ones.
        planned: The plan for the exam; None without one.
        named: Returns a text with the key of an action for each `{action}`.
    """
    said = [*_load(overview, named)]
    if overview.problems:
        left_out = wording.count(len({problem.place.path for problem in overview.problems}), "file")
        said.append((f"\n✗ {left_out} left out: the end of the list says why.", "$text-error"))
    if planned is not None:
        said += [("\n", ""), _exam(planned, overview, named)]
    if reworded:
        were = (
            "was reworded: {reworded} keeps its" if reworded == 1 else "were reworded: {reworded} keeps their"
        )
        said.append((named(f"\n{wording.count(reworded, 'question')} {were} progress."), MUTED))
    return said


def _exam(planned: "ExamPlan", overview: Overview, named: Callable[[str], str]) -> Piece:
    """Says what today holds for the exam, and what that leads to."""
    said = wording.exam(planned, overview.today)
    if planned.reachable:
        return said, ""
    return f"{said} {named('{exam} says what would meet it.')}", "$text-warning"


def _load(overview: Overview, named: Callable[[str], str]) -> Line:
    studied = any(row.new < row.questions for row in overview.banks)
    if not overview.known:
        return (("Counting what is due …", MUTED),)
    if not overview.banks:
        return (("There is no bank to study: see below.", ""),)
    if not studied:
        return ((named("New here? Press {study} to begin."), ""),)
    if not overview.due and not overview.new:
        until = nothing_now(overview).removeprefix("Nothing is due here now. ")
        return ("✓ Done for today. ", "bold $text-success"), (until, "")
    parts = [f"{overview.due:,} due", f"{overview.new:,} new", f"{overview.missed:,} missed"]
    if overview.waiting:
        parts.insert(1, f"{overview.waiting:,} more wait for tomorrow")
    if overview.answered_today:
        parts.append(f"{overview.answered_today:,} answered today")
    if overview.next_due:
        parts.append(f"more due {wording.day(overview.next_due, overview.today)}")
    return ((" · ".join(parts), ""),)
