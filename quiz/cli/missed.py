"""What was missed, printed."""

import argparse
from datetime import date

from quiz.cli import wiring
from quiz.cli.banks import warn_of_left_out
from quiz.cli.labels import flag_line
from quiz.cli.output import say, say_json
from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.study import Missed


def show(arguments: argparse.Namespace) -> int:
    """Prints what was missed."""
    from quiz.study import Order

    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        warn_of_left_out(study.library)
        rows = study.missed(study.misses(arguments.bank, Order(arguments.sort)))
        today = study.today
    if arguments.json:
        say_json({"missed": [_missed_json(row) for row in rows]})
        return 0
    from quiz import wording

    if rows:
        say(*(line for number, row in enumerate(rows, 1) for line in _missed_lines(row, number, today)))
        say(f"{wording.count(len(rows), 'missed question')}. `tillerson-quiz missed --plain` asks them.")
    else:
        say("Nothing missed: what was wrong has come out right since.")
    return 0


def _missed_lines(row: "Missed", number: int, today: date) -> list[str]:
    from quiz import wording
    from quiz.plain.wording import day
    from quiz.plain.wording import missed as lines

    progress = row.progress
    ask, *rest = lines(row.question, row.miss, row.repeated)
    due = max(progress.memory.due, today)
    often = f"Missed {wording.count(row.times, 'time')}, last {day(row.miss.day, today)}"
    if progress.lapses:
        often += f", forgotten {wording.count(progress.lapses, 'time')}"
    found = [f"{number}. {ask}", *rest, f"{often}; due {day(due, today)}."]
    if row.note is not None:
        found.append(flag_line(row.note))
    return [*found, ""]


def _missed_json(row: "Missed") -> dict[str, object]:
    from quiz.plain.messages import missed as entry

    return {
        **entry(row.question, row.miss),
        "times": row.times,
        "repeated": row.repeated,
        "certain": row.miss.certain_and_wrong,
        "lapses": row.progress.lapses,
        "note": row.note,
        "last": row.miss.day.isoformat(),
        "due": row.progress.memory.due.isoformat(),
    }
