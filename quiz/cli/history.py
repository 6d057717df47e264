"""The command that lists the tests that were taken."""

import argparse
from datetime import datetime

from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.study import Attempts, Result


def register(commands: Commands) -> None:
    """Adds the command."""
    json_option(
        commands.add("history", _history, "list the tests you took, with their scores", "history --json")
    )


def _history(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        testing = wiring.study(arguments, store).testing
        results, attempts = testing.results(), testing.attempts()
    if arguments.json:
        from quiz.plain.messages import handed_in

        names = [_name_json(each) for each in attempts]
        say_json({"tests": [handed_in(result) for result in results], "names": names})
        return 0
    for result in results:
        say(_test_line(result, wiring.clock()))
    if not results:
        say("No test was handed in yet. `tillerson-quiz test` begins one.")
        return 0
    say()
    for each in attempts:
        say(_name_line(each))
    return 0


def _test_line(result: "Result", now: datetime) -> str:
    from quiz import wording
    from quiz.plain.wording import day, duration

    test = result.test
    when = test.time.astimezone(now.tzinfo)
    spent = duration(test.milliseconds)
    if test.allowed is not None:
        spent += f" of {duration(test.allowed)}"
    answered = f"{len(result.reviews)} of {wording.count(test.questions, 'question')} answered"
    head = f"{day(when.date(), now.date())}, {when:%H:%M}, {one_line(test.name)}"
    return f"{head}: {wording.percent(result.score)}, {answered}, in {spent}."


def _name_line(attempts: "Attempts") -> str:
    from quiz import wording

    best, last = (wording.percent(each.score) for each in (attempts.best, attempts.last))
    tests = wording.count(len(attempts.results), "test")
    return f"{one_line(attempts.name)}: best {best}, last {last}, {tests}."


def _name_json(attempts: "Attempts") -> dict[str, object]:
    scores = {"best": attempts.best.score, "last": attempts.last.score}
    return {"name": attempts.name, "tests": len(attempts.results)} | scores
