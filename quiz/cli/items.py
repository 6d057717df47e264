"""The command that says how the questions themselves do, for their author (docs/stats.md, docs/json.md)."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import clean, one_line

if TYPE_CHECKING:
    from quiz.stats.items import Item, Items


def register(commands: Commands) -> None:
    """Adds the command."""
    items = commands.add(
        "items",
        _items,
        "see how each question does: what is too hard, too easy or never chosen",
        "stats items",
    )
    items.add_argument(
        "log",
        nargs="*",
        type=Path,
        metavar="LOG",
        help="a file of each learner's: a log that `export --log` wrote, or a progress file"
        " (default: your own progress)",
    )
    items.add_argument(
        "--bank", action="append", type=clean, metavar="BANK", help="only this bank; may be repeated"
    )
    json_option(items)


def _items(arguments: argparse.Namespace) -> int:
    found = _found(arguments)
    if arguments.json:
        say_json(_json(found))
    else:
        say(*_lines(found))
    return 0


def _found(arguments: argparse.Namespace) -> "Items":
    from quiz.study import items

    banks = arguments.bank or []
    with wiring.progress(arguments) as store:
        shelf = wiring.study(arguments, store).shelf
        if arguments.log:
            return items.of_files(shelf, arguments.log, wiring.clock(), banks)
        return items.own(shelf, store, banks)


def _json(found: "Items") -> dict[str, object]:
    return {
        "learners": found.learners,
        "reworded": found.reworded,
        "items": [_item_json(item) for item in found.items()],
    }


def _item_json(item: "Item") -> dict[str, object]:
    from quiz.model import kind_name

    return {
        "bank": item.question.key.bank,
        "question": item.question.key.question,
        "kind": kind_name(item.question.kind),
        "ask": item.question.ask,
        "learners": item.learners,
        "facility": item.facility,
        "answers": item.answers,
        "score": item.score,
        "milliseconds": item.milliseconds,
        "discrimination": item.discrimination,
        "options": [{"text": each.text, "right": each.right, "times": each.times} for each in item.options],
        "never_chosen": item.never_chosen,
        "too_hard": item.too_hard,
        "too_easy": item.too_easy,
        "misleading": item.misleading,
    }


def _lines(found: "Items") -> Iterator[str]:
    from quiz import wording

    items = found.items()
    looked_at = 0
    for item in items:
        remarks = list(_remarks(item))
        looked_at += bool(remarks)
        yield from (*_item_lines(item, several=found.learners > 1), *remarks, "")
    if not items:
        yield "No question of these banks was answered yet."
    else:
        who = wording.count(found.learners, "learner")
        yield f"{wording.count(len(items), 'question')} answered by {who}, the hardest first."
        yield f"To be looked at: {looked_at:,}."
    if found.reworded:
        yield f"Left out: {wording.count(found.reworded, 'answer')} to questions that were worded otherwise."


def _item_lines(item: "Item", *, several: bool) -> Iterator[str]:
    from quiz import plain, wording

    key = item.question.key
    yield f"{key.bank}/{key.question}  {plain.wording.asked(item.question)}"
    figures = [
        f"score {wording.percent(item.score)} of {wording.count(item.answers, 'answer')}",
        f"median {wording.duration(item.milliseconds)}",
    ]
    if several and item.facility is not None:
        who = wording.count(item.learners, "learner")
        figures.insert(0, f"facility {wording.percent(item.facility)} of {who}")
    if item.discrimination is not None:
        figures.append(f"discrimination {item.discrimination:.0f}")
    yield f"  {', '.join(figures)}"
    if item.options:
        chosen = (f"{one_line(each.text)} {each.times:,}{' (right)' * each.right}" for each in item.options)
        yield f"  Chosen: {'; '.join(chosen)}"


def _remarks(item: "Item") -> Iterator[str]:
    """Gives what the author should look at."""
    if item.too_hard:
        yield "  Look: nearly all fail. Is the question clear, and its answer right?"
    if item.too_easy:
        yield "  Look: nearly nobody fails. Does the wording give the answer away?"
    if item.misleading:
        yield "  Look: who does well elsewhere does badly here. Is the answer right?"
    if item.never_chosen:
        yield f"  Look: never chosen: {'; '.join(map(one_line, item.never_chosen))}. Would others ask more?"
