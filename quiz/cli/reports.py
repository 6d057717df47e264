"""The commands that print what is known, for people and, with --json, for programs."""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from quiz.cli import wiring
from quiz.cli.commands import Commands, bank_names, exam_day
from quiz.cli.output import say, warn
from quiz.errors import QuizError
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.model import Key, Library, Question
    from quiz.stats import BankRow, Overview
    from quiz.study import Missed, Result, Study


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    banks = commands.add("banks", _banks, "list the banks, and what keeps a file from being one", "banks")
    _json_option(banks)
    due = commands.add("due", _due, "print what is due today", "due")
    bank_names(due)
    exam_day(due)
    form = due.add_mutually_exclusive_group()
    _json_option(form)
    form.add_argument(
        "--short",
        action="store_true",
        help="one short line such as `12 due` for a prompt or a status bar, and nothing when nothing is due;"
        " read from the progress file alone",
    )
    _json_option(
        commands.add("history", _history, "list the tests you took, with their scores", "history --json")
    )
    _register_labelled(commands)


def _register_labelled(commands: Commands) -> None:
    suspended = commands.add("suspended", _suspended, "list what you suspended", "suspended")
    flagged = commands.add("flagged", _flagged, "list what you flagged, with your notes", "flagged --json")
    for parser, option, does in (
        (suspended, "--resume", "take this question back in"),
        (flagged, "--unflag", "take the flag off this question"),
    ):
        form = parser.add_mutually_exclusive_group()
        _json_option(form)
        form.add_argument(option, dest="key", metavar="BANK/QUESTION", help=f"{does}, named as in the list")


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
        study = wiring.study(arguments, store)
        overview = study.overview(arguments.bank)
        if arguments.json:
            _print_json(_due_json(overview) | _exam_json(study, arguments.bank))
        else:
            _print_due(overview)
            exam(study, arguments.bank)
    return 0


def exam(study: "Study", banks: list[str]) -> None:
    """Says what today holds for the exam, if there is one, and what would meet its goal."""
    planned = study.exam_plan(banks)
    if planned is None:
        return
    from quiz import wording

    _print(wording.exam(planned, study.today))
    advice = study.exam_advice(banks)
    if advice is not None:
        _print(wording.advice(advice, study.today))


def _exam_json(study: "Study", banks: list[str]) -> dict[str, object]:
    """Returns the plan for the exam: `exam`, null without one."""
    planned = study.exam_plan(banks)
    if planned is None:
        return {"exam": None}
    return {
        "exam": {
            "day": planned.exam.isoformat(),
            "target": planned.target,
            "reachable": planned.reachable,
            "predicted": planned.predicted,
            "predicted_now": planned.predicted_now,
            "new_today": planned.new_today,
            "reviews_today": len(planned.reviews),
        }
    }


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
    from quiz.study import Order

    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        rows, today = study.missed(arguments.bank, Order(arguments.sort)), study.today
    if arguments.json:
        _print_json({"missed": [_missed_json(row) for row in rows]})
        return 0
    from quiz import wording

    for number, row in enumerate(rows, 1):
        for line in _missed_lines(row, number, today):
            _print(line)
    if rows:
        _print(f"{wording.count(len(rows), 'missed question')}. `tillerson-quiz missed --plain` asks them.")
    else:
        _print("Nothing missed: every question you answered last came out right.")
    return 0


def _missed_lines(row: "Missed", number: int, today: date) -> list[str]:
    from quiz import wording
    from quiz.plain.wording import day
    from quiz.plain.wording import missed as lines

    progress = row.progress
    ask, *rest = lines(row.question, progress.last, row.repeated)
    due = max(progress.memory.due, today)
    often = f"Missed {wording.count(row.times, 'time')}, last {day(progress.last.day, today)}"
    if progress.lapses:
        often += f", forgotten {wording.count(progress.lapses, 'time')}"
    found = [f"{number}. {ask}", *rest, f"{often}; due {day(due, today)}."]
    if row.note is not None:
        found.append(_flag(row.note))
    return [*found, ""]


def _flag(note: str) -> str:
    return f"Flagged: {one_line(note)}" if note else "Flagged."


def _missed_json(row: "Missed") -> dict[str, object]:
    from quiz.plain.messages import missed as entry

    return {
        **entry(row.question, row.progress.last),
        "times": row.times,
        "repeated": row.repeated,
        "certain": row.progress.last.certain_and_wrong,
        "lapses": row.progress.lapses,
        "note": row.note,
        "last": row.progress.last.day.isoformat(),
        "due": row.progress.memory.due.isoformat(),
    }


# Tests


def _history(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        results = wiring.study(arguments, store).testing.results()
    by_name: dict[str, list[Result]] = {}
    for result in results:
        by_name.setdefault(result.test.name, []).append(result)
    if arguments.json:
        from quiz.plain.messages import handed_in

        names = [_name_json(name, each) for name, each in by_name.items()]
        _print_json({"tests": [handed_in(result) for result in results], "names": names})
        return 0
    for result in results:
        _print(_test_line(result, wiring.clock()))
    if not results:
        _print("No test was handed in yet. `tillerson-quiz test` begins one.")
        return 0
    _print()
    for name, each in by_name.items():
        _print(_name_line(name, each))
    return 0


def _test_line(result: "Result", now: datetime) -> str:
    from quiz import wording
    from quiz.plain.wording import day

    test = result.test
    when = test.time.astimezone(now.tzinfo)
    spent = wording.duration(test.milliseconds)
    if test.allowed is not None:
        spent += f" of {wording.duration(test.allowed)}"
    answered = f"{len(result.reviews)} of {wording.count(test.questions, 'question')} answered"
    head = f"{day(when.date(), now.date())}, {when:%H:%M}, {one_line(test.name)}"
    return f"{head}: {wording.percent(result.score)}, {answered}, in {spent}."


def _name_line(name: str, results: "Sequence[Result]") -> str:
    from quiz import wording

    best, last = (wording.percent(score) for score in _best_and_last(results))
    return f"{one_line(name)}: best {best}, last {last}, {wording.count(len(results), 'test')}."


def _name_json(name: str, results: "Sequence[Result]") -> dict[str, object]:
    best, last = _best_and_last(results)
    return {"name": name, "tests": len(results), "best": best, "last": last}


def _best_and_last(results: "Sequence[Result]") -> tuple[float, float]:
    """Returns the best score and the last one of tests, the last of which comes first."""
    return max(result.score for result in results), results[0].score


# What was put on questions


def _suspended(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        questions = study.labels.suspended()
        if arguments.key is not None:
            study.labels.resume(_named(arguments.key, questions, "suspended"))
            _print(f"{one_line(arguments.key)} is asked again.")
            return 0
    if arguments.json:
        _print_json({"suspended": [_question_json(question) for question in questions]})
    else:
        _print_labelled([(question, "") for question in questions], "suspended", "--resume")
    return 0


def _flagged(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        rows = study.labels.flagged()
        if arguments.key is not None:
            study.labels.unflag(_named(arguments.key, [row.question for row in rows], "flagged"))
            _print(f"{one_line(arguments.key)} is flagged no more.")
            return 0
    if arguments.json:
        _print_json(
            {
                "flagged": [
                    {**_question_json(row.question), "note": row.note, "time": row.time.isoformat()}
                    for row in rows
                ]
            }
        )
    else:
        _print_labelled([(row.question, _flag(row.note)) for row in rows], "flagged", "--unflag")
    return 0


def _name(key: "Key") -> str:
    return f"{key.bank}/{key.question}"


def _named(name: str, questions: "Sequence[Question]", label: str) -> "Key":
    """Returns the key of the question of this name.

    Raises:
        QuizError: None of these questions has it.
    """
    for question in questions:
        if _name(question.key) == name:
            return question.key
    raise QuizError(f"{name} is not {label}.", f"`tillerson-quiz {label}` lists what is.")


def _question_json(question: "Question") -> dict[str, object]:
    return {
        "bank": question.key.bank,
        "question": question.key.question,
        "kind": question.kind.name,
        "ask": question.ask,
    }


def _print_labelled(rows: "Sequence[tuple[Question, str]]", label: str, option: str) -> None:
    from quiz import wording
    from quiz.plain.wording import asked

    for question, note in rows:
        _print(f"{_name(question.key)}  {asked(question)}")
        if note:
            _print(f"  {note}")
    if rows:
        total = wording.count(len(rows), f"{label} question")
        _print(f"{total}. `tillerson-quiz {label} {option} BANK/QUESTION` takes it back.")
    else:
        _print(f"Nothing is {label}.")
