"""The commands that print what is known."""

import argparse
from collections import Counter

from quiz.cli import wiring
from quiz.cli.commands import Commands, bank_names
from quiz.cli.output import say, warn


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    commands.add("banks", _banks, "list the banks, and what keeps a file from being one", "banks")
    bank_names(commands.add("due", _due, "print what is due today", "due"))


def _banks(arguments: argparse.Namespace) -> int:
    library = wiring.library(arguments)
    width = max((len(bank.id) for bank in library.banks), default=0)
    indent = " " * (width + 8)
    for bank in library.banks:
        kinds = Counter(question.kind.name for question in bank.questions)
        say(f"{bank.id:<{width}}  {len(bank.questions):>4}  {bank.title}")
        say(indent + ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())))
        say(indent + str(bank.path))
    for problem in library.problems:
        warn(str(problem))
    return 1 if library.problems else 0


def _due(arguments: argparse.Namespace) -> int:
    from quiz import wording

    with wiring.progress(arguments) as store:
        overview = wiring.study(arguments, store).overview(arguments.bank)
    width = max((len(row.id) for row in overview.banks), default=0)
    for row in overview.banks:
        if row.due or row.new or row.missed:
            say(f"{row.id:<{width}}  {row.due:>4} due  {row.new:>4} new  {row.missed:>4} missed")
    total = f"{wording.count(overview.due, 'question')} due today, {overview.new:,} new in today's plan"
    if not overview.due and overview.next_due:
        total += f", the next due {wording.day(overview.next_due, overview.today)}"
    say(f"{total}.")
    return 0
