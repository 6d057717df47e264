"""The command that says what is due."""

import argparse

from quiz.cli import wiring
from quiz.cli.banks import warn_of_left_out
from quiz.cli.commands import Commands, bank_names, exam_day
from quiz.cli.output import ids_column, json_option, say, say_json
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.exam import ExamPlan
    from quiz.stats import BankRow, Overview
    from quiz.study import Study


def register(commands: Commands) -> None:
    """Adds the command."""
    due = commands.add("due", _due, "print what is due today", "due")
    bank_names(due)
    exam_day(due)
    form = due.add_mutually_exclusive_group()
    json_option(form)
    form.add_argument(
        "--short",
        action="store_true",
        help="one short line such as `12 due` for a prompt or a status bar, and nothing when nothing is due;"
        " read from the progress file alone",
    )


def _due(arguments: argparse.Namespace) -> int:
    if arguments.short:
        return _due_short(arguments)
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        warn_of_left_out(study.library)
        planned = study.exams.plan(arguments.bank)
        overview = study.overview(arguments.bank, planned)
        if arguments.json:
            say_json(_due_json(overview) | {"exam": planned and _exam_json(planned)})
        else:
            _print_due(overview)
            say_exam(study, arguments.bank)
    return 0


def say_exam(study: "Study", banks: list[str]) -> None:
    """Says what today holds for the exam, if there is one, and what would meet its goal."""
    planned = study.exams.plan(banks)
    if planned is None:
        return
    from quiz import wording
    from quiz.plain.wording import exam

    say(exam(planned, study.today))
    advice = study.exams.advice(banks)
    if advice is not None:
        say(wording.advice(advice, study.today))


def _exam_json(planned: "ExamPlan") -> dict[str, object]:
    return {
        "day": planned.exam.isoformat(),
        "target": planned.target,
        "reachable": planned.reachable,
        "predicted": planned.predicted,
        "predicted_now": planned.predicted_now,
        "new_today": planned.new_today,
        "reviews_today": len(planned.reviews),
    }


def _due_short(arguments: argparse.Namespace) -> int:
    """Prints how many questions are due, at a prompt's price: no bank is read, no progress file made."""
    from quiz import paths
    from quiz.days import study_day
    from quiz.plan import left
    from quiz.settings import read
    from quiz.store import glance

    # What is wrong in the settings is said where all of them are read.
    settings, _ = read(paths.settings_file())
    day = study_day(wiring.clock(), settings.day_starts)
    due = glance.due(arguments.progress or paths.progress_file(), day, arguments.bank)
    if due is None or (due and settings.reviews_per_day is not None):
        with wiring.progress(arguments) as store:
            due = len(store.due(day, arguments.bank or None))
            if settings.reviews_per_day is not None:
                due = min(due, left(settings.reviews_per_day, store.repeated(day)))
    if due:
        say(f"{due} due")
    return 0


def _due_json(overview: "Overview") -> dict[str, object]:
    from quiz.plain.messages import day

    return {
        "today": day(overview.today),
        "due": overview.due,
        "waiting": overview.waiting,
        "new": overview.new,
        "missed": overview.missed,
        "answered_today": overview.answered_today,
        "streak": overview.streak,
        "next_due": day(overview.next_due),
        "banks": [_row_json(row) for row in overview.banks],
    }


def _row_json(row: "BankRow") -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "questions": row.questions,
        "due": row.due,
        "new": row.new,
        "missed": row.missed,
        "mastery": row.mastery,
    }


def _print_due(overview: "Overview") -> None:
    from quiz import wording
    from quiz.plain.wording import day

    rows = [row for row in overview.banks if row.due or row.new or row.missed]
    figures = [f"  {row.due:>4} due  {row.new:>4} new  {row.missed:>4} missed" for row in rows]
    names = ids_column((row.id for row in rows), max(map(len, figures), default=0))
    for name, said in zip(names, figures, strict=True):
        say(name + said)
    total = f"{wording.count(overview.due, 'question')} due today, {overview.new:,} new in today's plan"
    if not overview.due and overview.next_due:
        total += f", the next due {day(overview.next_due, overview.today)}"
    say(f"{total}.")
