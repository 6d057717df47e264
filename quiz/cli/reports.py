"""The commands that print what is known, for people and, with --json, for programs."""

import argparse
import json
from collections import Counter
from typing import TYPE_CHECKING

from quiz.cli import wiring
from quiz.cli.commands import Commands, bank_names
from quiz.cli.output import say, warn

if TYPE_CHECKING:
    from quiz.model import Library
    from quiz.stats import BankRow, Overview
    from quiz.study import Missed


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    banks = commands.add("banks", _banks, "list the banks, and what keeps a file from being one", "banks")
    _json_option(banks)
    due = commands.add("due", _due, "print what is due today", "due")
    bank_names(due)
    form = due.add_mutually_exclusive_group()
    _json_option(form)
    form.add_argument(
        "--short",
        action="store_true",
        help="one short line such as `12 due` for a prompt or a status bar, and nothing when nothing is due;"
        " read from the progress file alone",
    )


def _json_option(parser: "argparse._ActionsContainer") -> None:
    parser.add_argument("--json", action="store_true", help="print JSON instead, for programs")


def _print(line: str = "") -> None:
    """Prints a line; on a terminal, in pieces that it is wide enough for."""
    from quiz.plain.console import standard

    standard().say(line)


def _print_json(value: object) -> None:
    from quiz.plain.messages import cleaned

    say(json.dumps(cleaned(value)))


# Banks


def _banks(arguments: argparse.Namespace) -> int:
    library = wiring.library(arguments)
    if arguments.json:
        _print_json(_banks_json(library))
    else:
        _print_banks(library)
    return 1 if library.problems else 0


def _banks_json(library: "Library") -> dict[str, object]:
    return {
        "banks": [
            {
                "id": bank.id,
                "title": bank.title,
                "about": bank.about,
                "path": str(bank.path),
                "questions": len(bank.questions),
                "kinds": dict(sorted(Counter(question.kind.name for question in bank.questions).items())),
            }
            for bank in library.banks
        ],
        "problems": [
            {
                "path": str(problem.place.path),
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in library.problems
        ],
    }


def _print_banks(library: "Library") -> None:
    width = max((len(bank.id) for bank in library.banks), default=0)
    indent = " " * (width + 8)
    for bank in library.banks:
        kinds = Counter(question.kind.name for question in bank.questions)
        _print(f"{bank.id:<{width}}  {len(bank.questions):>4}  {bank.title}")
        _print(indent + ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())))
        _print(indent + str(bank.path))
    for problem in library.problems:
        warn(str(problem))


# What is due


def _due(arguments: argparse.Namespace) -> int:
    if arguments.short:
        return _due_short(arguments)
    with wiring.progress(arguments) as store:
        overview = wiring.study(arguments, store).overview(arguments.bank)
    if arguments.json:
        _print_json(_due_json(overview))
    else:
        _print_due(overview)
    return 0


def _due_short(arguments: argparse.Namespace) -> int:
    """Prints how many questions are due, at a prompt's price: no bank is read, no progress file made."""
    from quiz import paths
    from quiz.plan import study_day

    if not (arguments.progress or paths.progress_file()).exists():
        return 0
    with wiring.progress(arguments) as store:
        due = len(store.due(study_day(wiring.clock()), arguments.bank or None))
    if due:
        say(f"{due} due")
    return 0


def _due_json(overview: "Overview") -> dict[str, object]:
    from quiz.plain.messages import day

    return {
        "today": day(overview.today),
        "due": overview.due,
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

    width = max((len(row.id) for row in overview.banks), default=0)
    for row in overview.banks:
        if row.due or row.new or row.missed:
            _print(f"{row.id:<{width}}  {row.due:>4} due  {row.new:>4} new  {row.missed:>4} missed")
    total = f"{wording.count(overview.due, 'question')} due today, {overview.new:,} new in today's plan"
    if not overview.due and overview.next_due:
        total += f", the next due {wording.day(overview.next_due, overview.today)}"
    _print(f"{total}.")


# What was missed


def missed(arguments: argparse.Namespace) -> int:
    """Prints what was missed."""
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        rows, today = study.missed(arguments.bank), study.today
    if arguments.json:
        _print_json({"missed": [_missed_json(row) for row in rows]})
        return 0
    from quiz import wording
    from quiz.plain.wording import day
    from quiz.plain.wording import missed as lines

    for number, row in enumerate(rows, 1):
        ask, *rest = lines(row.question, row.progress.last)
        last, due = row.progress.last.day, max(row.progress.memory.due, today)
        often = f"Missed {wording.count(row.times, 'time')}, last {day(last, today)}; due {day(due, today)}."
        for line in (f"{number}. {ask}", *rest, often, ""):
            _print(line)
    if rows:
        _print(f"{wording.count(len(rows), 'missed question')}. `tillerson-quiz missed --plain` asks them.")
    else:
        _print("Nothing missed: every question you answered last came out right.")
    return 0


def _missed_json(row: "Missed") -> dict[str, object]:
    from quiz.plain.messages import missed as entry

    return {
        **entry(row.question, row.progress.last),
        "times": row.times,
        "last": row.progress.last.day.isoformat(),
        "due": row.progress.memory.due.isoformat(),
    }
