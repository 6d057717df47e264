"""The commands that study: on a screen, or line by line."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from quiz.cli.commands import Commands, bank_names, exam_day
from quiz.cli.fronts import has_screen, in_lines, on_terminal, run_app, run_lines
from quiz.errors import QuizError, meant
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import clean

if TYPE_CHECKING:
    from quiz.sitting import Sitting
    from quiz.study import Paper, Study

_LINES = "numbered prompts and no screen, for screen readers, dumb terminals and scripts"


def register(commands: Commands) -> None:
    """Adds those commands of this family that are wanted."""
    for name, declare in {
        "study": _register_study,
        "missed": _register_missed,
        "browse": _register_browse,
        "practise": _register_practise,
        "pretest": _register_pretest,
        "test": _register_test,
    }.items():
        if commands.wants(name):
            declare(commands)


def _register_study(commands: Commands) -> None:
    declared = commands.add(
        "study", _study, "study what is due and today's new questions", "study airspace-agreement"
    )
    bank_names(declared)
    exam_day(declared)
    _plain(declared)


def _register_browse(commands: Commands) -> None:
    commands.add("browse", _browse, "search all questions, and see how you stand with each", "browse")


def _register_practise(commands: Commands) -> None:
    practise = commands.add(
        "practise", _practise, "answer any questions, the schedule left as it is", "practise --kind cloze"
    )
    _register_selection(practise)
    _plain(practise)


def _register_pretest(commands: Commands) -> None:
    pretest = commands.add(
        "pretest",
        _pretest,
        "guess the new questions before you read about them; nothing is scheduled",
        "pretest airspace-agreement",
    )
    bank_names(pretest)
    _plain(pretest)


def _register_test(commands: Commands) -> None:
    test = commands.add(
        "test",
        _test,
        "take a test: a score, and no verdict before the end",
        "test --questions 20 --minutes 15",
    )
    bank_names(test)
    test.add_argument(
        "--questions", type=_positive, metavar="N", help="how many, drawn by chance (default: all)"
    )
    test.add_argument("--minutes", type=_positive, metavar="M", help="the time limit (default: none)")
    _plain(test)


def _register_missed(commands: Commands) -> None:
    listed = commands.add("missed", _missed, "list what you missed, and drill it", "missed")
    listed.description = f"{listed.description} Without a terminal, the list is printed."
    bank_names(listed)
    listed.add_argument(
        "--sort",
        choices=("latest", "oftenest", "bank"),
        default="latest",
        help="what comes first in a printed list, after what you were certain of (default: latest)",
    )
    listed.add_argument(
        "--plain", action="store_true", help=f"go through all of it at once, line by line: {_LINES}"
    )
    listed.add_argument(
        "--json",
        action="store_true",
        help="print the list as JSON; with --plain: questions, answers and verdicts as JSON lines",
    )


def _register_selection(practise: argparse.ArgumentParser) -> None:
    bank_names(practise)
    practise.add_argument(
        "--tag",
        type=clean,
        action="append",
        default=[],
        help="only questions with this tag; may be repeated for others",
    )
    practise.add_argument(
        "--kind",
        action="append",
        default=[],
        help="only questions of this kind, such as cloze; may be repeated for others",
    )
    practise.add_argument(
        "--hard",
        action="store_true",
        help="only those you missed and have not made good, or forgot more than once",
    )
    practise.add_argument("--flagged", action="store_true", help="only those you flagged")


def _plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--plain",
        action="store_true",
        help=f"ask line by line: {_LINES}; chosen by itself where there is no screen",
    )
    parser.add_argument(
        "--json", action="store_true", help="with --plain: questions, answers and verdicts as JSON lines"
    )


def _positive(text: str) -> int:
    if not (text.isdecimal() and len(text) < 6 and int(text)):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 to 99999")
    return int(text)


def home(arguments: argparse.Namespace) -> int:
    """Opens the home screen, or studies line by line."""
    return _study(arguments) if in_lines(arguments) else run_app(arguments, "home")


def _study(arguments: argparse.Namespace) -> int:
    """Studies what is due and new, on a screen or line by line."""
    return _ask(arguments, lambda each: each.study(arguments.bank))


def _ask(arguments: argparse.Namespace, begin: "Callable[[Study], Sitting | Paper]") -> int:
    """Begins a sitting or a test, on a screen or line by line."""
    if arguments.json and not arguments.plain:
        raise QuizError("--json needs --plain here.", "With `--plain --json` the command speaks JSON lines.")
    if in_lines(arguments):
        return run_lines(arguments, begin)
    return run_app(arguments, begin)


def _practise(arguments: argparse.Namespace) -> int:
    return _ask(arguments, lambda study: study.practise(_selected(arguments, study)))


def _selected(arguments: argparse.Namespace, study: "Study") -> Mapping[str, Sequence[str]]:
    """Returns the questions to practise: the second halves of their keys by the first.

    Raises:
        QuizError: No question has a tag or is of a kind that was asked for, or none is all that was.
    """
    from quiz.model import Selection

    held = [bank.questions for bank in study.library.banks]
    _checked("tag", arguments.tag, {tag for questions in held for tag in questions.tags})
    _checked("kind", arguments.kind, {kind for questions in held for kind in questions.kinds})
    banks, tags, kinds = map(tuple, (arguments.bank, arguments.tag, arguments.kind))
    found = study.select(Selection(banks, tags, kinds, arguments.hard, arguments.flagged))
    if not found:
        raise QuizError("No question is like that.", "Ask for fewer things at once, or for another bank.")
    return found


def _checked(what: str, given: list[str], known: set[str]) -> None:
    for each in given:
        if each not in known:
            listed = f"The {what}s are {', '.join(sorted(known))}." if known else ""
            raise QuizError(f"No question has the {what} {each}.", meant(each, known, listed))


def _browse(arguments: argparse.Namespace) -> int:
    if not has_screen():
        raise QuizError(
            "This needs a terminal that can draw a screen.",
            "`tillerson-quiz banks`, `missed`, `suspended` and `flagged` print lists.",
        )
    return run_app(arguments, "browse")


def _pretest(arguments: argparse.Namespace) -> int:
    def begin(study: "Study") -> "Sitting":
        sitting = study.pretest(arguments.bank)
        if not sitting.queue:
            raise QuizError("No question is new.", "`tillerson-quiz practise` asks any, new or not.")
        return sitting

    return _ask(arguments, begin)


def _test(arguments: argparse.Namespace) -> int:
    def begin(study: "Study") -> "Paper":
        allowed = timedelta(minutes=arguments.minutes) if arguments.minutes else None
        paper = study.test(arguments.bank, arguments.questions, allowed)
        if not paper.questions:
            raise QuizError(
                "There is no question to ask.", "`tillerson-quiz suspended` lists what you put aside."
            )
        return paper

    return _ask(arguments, begin)


def _missed(arguments: argparse.Namespace) -> int:
    if arguments.plain or (on_terminal() and not arguments.json and in_lines(arguments)):
        return run_lines(
            arguments, lambda study: study.drill(each.key for each in study.misses(arguments.bank))
        )
    if arguments.json or not has_screen():
        from quiz.cli import missed

        return missed.show(arguments)
    return run_app(arguments, "missed")
