"""The commands that list what was suspended or flagged, and take it back."""

import argparse
from collections.abc import Sequence

from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.model import Key, Question


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    suspended = commands.add("suspended", _suspended, "list what you suspended", "suspended")
    flagged = commands.add("flagged", _flagged, "list what you flagged, with your notes", "flagged --json")
    for parser, option, does in (
        (suspended, "--resume", "take this question back in"),
        (flagged, "--unflag", "take the flag off this question"),
    ):
        form = parser.add_mutually_exclusive_group()
        json_option(form)
        form.add_argument(option, dest="key", metavar="BANK/QUESTION", help=f"{does}, named as in the list")


def flag_line(note: str) -> str:
    """Returns that a question is flagged, and the note on it."""
    return f"Flagged: {one_line(note)}" if note else "Flagged."


def _suspended(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        questions = study.labels.suspended()
        if arguments.key is not None:
            study.labels.resume(_named(arguments.key, questions, "suspended"))
            say(f"{one_line(arguments.key)} is asked again.")
            return 0
    if arguments.json:
        say_json({"suspended": [_question_json(question) for question in questions]})
    else:
        _print_labelled([(question, "") for question in questions], "suspended", "--resume")
    return 0


def _flagged(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        study = wiring.study(arguments, store)
        rows = study.labels.flagged()
        if arguments.key is not None:
            study.labels.unflag(_named(arguments.key, [question for question, _ in rows], "flagged"))
            say(f"{one_line(arguments.key)} is flagged no more.")
            return 0
    if arguments.json:
        say_json(
            {
                "flagged": [
                    {**_question_json(question), "note": flag.note, "time": flag.time.isoformat()}
                    for question, flag in rows
                ]
            }
        )
    else:
        _print_labelled([(question, flag_line(flag.note)) for question, flag in rows], "flagged", "--unflag")
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
    from quiz.model import kind_name

    return {
        "bank": question.key.bank,
        "question": question.key.question,
        "kind": kind_name(question.kind),
        "ask": question.ask,
    }


def _print_labelled(rows: "Sequence[tuple[Question, str]]", label: str, option: str) -> None:
    from quiz import wording
    from quiz.plain.wording import asked

    for question, note in rows:
        say(f"{_name(question.key)}  {asked(question)}")
        if note:
            say(f"  {note}")
    if rows:
        total = wording.count(len(rows), f"{label} question")
        say(f"{total}. `tillerson-quiz {label} {option} BANK/QUESTION` takes it back.")
    else:
        say(f"Nothing is {label}.")
