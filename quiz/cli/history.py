"""The command that lists the tests that were taken."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.study import Result


def register(commands: Commands) -> None:
    """Adds the command."""
    json_option(
        commands.add("history", _history, "list the tests you took, with their scores", "history --json")
    )


def _history(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        results = wiring.study(arguments, store).testing.results()
    by_name: dict[str, list[Result]] = {}
    for result in results:
        by_name.setdefault(result.test.name, []).append(result)
    if arguments.json:
        from quiz.plain.messages import handed_in

        names = [_name_json(name, each) for name, each in by_name.items()]
        say_json({"tests": [handed_in(result) for result in results], "names": names})
        return 0
    for result in results:
        say(_test_line(result, wiring.clock()))
    if not results:
        say("No test was handed in yet. `tillerson-quiz test` begins one.")
        return 0
    say()
    for name, each in by_name.items():
        say(_name_line(name, each))
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
