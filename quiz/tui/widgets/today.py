"""What today holds for the learner, in words."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen

from quiz import wording
from quiz.stats import Overview
from quiz.tui import text
from quiz.tui.keys import named

if TYPE_CHECKING:
    from quiz.exam import ExamPlan


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


def said_today(
    overview: Overview, reworded: int, planned: "ExamPlan | None", screen: Screen[None]
) -> Content:
    """Returns what today holds, on the home screen.

    Args:
        overview: Where the learner stands.
        reworded: How many questions could be given the progress of old ones.
        planned: The plan for the exam; None without one.
        screen: Where it is said.
    """
    said = _load(overview, screen)
    if overview.problems:
        left_out = wording.count(len({problem.place.path for problem in overview.problems}), "file")
        said += Content.styled(f"\n✗ {left_out} left out: the end of the list says why.", "$text-error")
    if planned is not None:
        said = Content("\n").join([said, _exam(planned, overview, screen)])
    if not reworded:
        return said
    were = "was reworded: {reworded} keeps its" if reworded == 1 else "were reworded: {reworded} keeps their"
    hint = named(f"{wording.count(reworded, 'question')} {were} progress.", screen)
    return Content("\n").join([said, Content.styled(hint, text.MUTED)])


def _exam(planned: "ExamPlan", overview: Overview, screen: Screen[None]) -> Content:
    """Says what today holds for the exam, and what that leads to."""
    said = wording.exam(planned, overview.today)
    if planned.reachable:
        return Content(said)
    return Content.styled(f"{said} {named('{exam} says what would meet it.', screen)}", "$text-warning")


def _load(overview: Overview, screen: Screen[None]) -> Content:
    studied = any(row.new < row.questions for row in overview.banks)
    if not overview.known:
        return Content.styled("Counting what is due …", text.MUTED)
    if not overview.banks:
        return Content("There is no bank to study: see below.")
    if not studied:
        return Content(named("New here? Press {study} to begin.", screen))
    if not overview.due and not overview.new:
        return Content.styled("✓ Done for today. ", "bold $text-success") + nothing_now(
            overview
        ).removeprefix("Nothing is due here now. ")
    parts = [f"{overview.due:,} due", f"{overview.new:,} new", f"{overview.missed:,} missed"]
    if overview.waiting:
        parts.insert(1, f"{overview.waiting:,} more wait for tomorrow")
    if overview.answered_today:
        parts.append(f"{overview.answered_today:,} answered today")
    if overview.next_due:
        parts.append(f"more due {wording.day(overview.next_due, overview.today)}")
    return Content(" · ".join(parts))
