"""The commands that make, add and remove banks."""

import argparse
import json
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from quiz import paths, wording
from quiz.cli import wiring
from quiz.cli.checking import STDIN, find, loaded, say_findings
from quiz.cli.commands import PROGRAM, Commands
from quiz.cli.output import say, warn
from quiz.errors import QuizError
from quiz.lean_typing import TYPE_CHECKING, NamedTuple
from quiz.paths import spelt
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.bank.checking import Checked, Findings
    from quiz.model import Bank
    from quiz.study import Shelf

_SUFFIXES = {".yaml", ".yml"}


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    new = commands.add("new", _new, "write a bank to begin with, a question of each kind", "new rivers")
    new.add_argument("name", metavar="NAME", help="what it is called, or the file to write: rivers.yaml")
    add = commands.add("add", _add, "check banks and put copies among your own", "add rivers.yaml")
    add.add_argument(
        "path", nargs="+", type=spelt, metavar="PATH", help="files or folders, or - for standard input"
    )
    add.add_argument("--replace", action="store_true", help="take the place of your own banks that are there")
    remove = commands.add(
        "remove", _remove, "take away banks of your own; their progress is kept", "remove rivers"
    )
    remove.add_argument("bank", nargs="+", metavar="BANK", help="the banks' ids")
    relink = commands.add(
        "relink", _relink, "give reworded questions without id the progress they had", "relink --all"
    )
    relink.description = f"{relink.description} Alone, it lists them."
    how = relink.add_mutually_exclusive_group()
    how.add_argument("--all", action="store_true", help="give all of them their progress")
    how.add_argument("--undo", action="store_true", help="take back the last one that was given")
    schema = commands.add("schema", _schema, "print the JSON Schema of bank files, for editors", "schema")
    schema.epilog = f"Example: {PROGRAM} schema > bank.schema.json"


# A new bank


def _new(arguments: argparse.Namespace) -> int:
    from quiz.bank.ids import slug
    from quiz.bank.starter import starter
    from quiz.cli.writing import write_new

    given = Path(arguments.name)
    if not given.name:
        raise QuizError("A bank needs a name.", f"For example: {PROGRAM} new rivers")
    named = given.suffix.lower() in _SUFFIXES
    words = given.stem if named else given.name
    bank = slug(words) or "my-bank"
    path = given if named else given.with_name(f"{slug(words) or words}.yaml")
    title = words.replace("-", " ").replace("_", " ").strip()
    text = starter(bank, title[:1].upper() + title[1:] or bank, str(path), _schema_file().as_uri())
    write_new(path, text.encode(errors="replace"))
    shown = shlex.quote(str(path))
    say(f"Wrote {path}: a question of each kind, to be changed and cut down.")
    say(
        f"Then `{PROGRAM} check {shown}` says what is wrong, and `{PROGRAM} add {shown}` adds it to the quiz."
    )
    return 0


def _schema_file() -> Path:
    """Returns the file with the schema that editors read, brought up to date.

    Raises:
        QuizError: It cannot be written.
    """
    from quiz.cli.writing import write_over
    from quiz.store.disk import make_folder

    path = Path(paths.data_folder()) / "bank.schema.json"
    text = _schema_text().encode()
    try:
        make_folder(path.parent)
        if path.exists() and path.read_bytes() == text:
            return path
    except OSError as error:
        raise QuizError(f"{path} cannot be written: {error.strerror}.") from None
    write_over(path, text)
    return path


def _schema_text() -> str:
    from quiz.bank.schema import schema

    return json.dumps(schema(), indent=2) + "\n"


def _relink(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        shelf = wiring.study(arguments, store).shelf
        if arguments.undo:
            return _undo_relink(shelf)
        offers = shelf.reworded()
        for number, offer in enumerate(offers, 1):
            say(f"{number}. was: {one_line(offer.wording)}")
            say(f"   now: {one_line(offer.new.ask)} ({offer.new.place})")
            if arguments.all:
                shelf.relink(offer)
    if not offers:
        say("Every question you know is where it was.")
    elif arguments.all:
        say(f"{wording.count(len(offers), 'question')} kept progress. `{PROGRAM} relink --undo` undoes that.")
    else:
        say(f"`{PROGRAM} relink --all` gives them the progress they had.")
    return 0


def _undo_relink(shelf: "Shelf") -> int:
    """Undoes the last relink; says what is known by which name again."""
    relinks = shelf.relinked()
    if not relinks:
        say("No question was given another one's progress.")
        return 1
    shelf.undo(relinks[-1].id)
    say(f"Undone: {'/'.join(relinks[-1].new)} no longer has the progress of {'/'.join(relinks[-1].old)}.")
    return 0


def _schema(_: argparse.Namespace) -> int:
    sys.stdout.write(_schema_text())
    return 0


# Adding


class _Copy(NamedTuple):
    """A bank that is to be put among the user's own."""

    bank: "Bank"
    data: bytes
    target: Path


def _add(arguments: argparse.Namespace) -> int:
    findings = find(arguments.path)
    if findings.errors:
        say_findings(findings, errors_only=True)
        warn("Nothing was added: a bank with errors cannot be used.")
        return 1
    copies = _planned(findings, arguments)
    _make_folder()
    for copy in copies:
        _put(copy, replace=arguments.replace)
    if findings.advice:
        advice = f"{findings.advice} piece{'s' * (findings.advice != 1)} of advice"
        say(f"`{PROGRAM} check {shlex.join(arguments.path)}` shows {advice}.")
    return 0


def _planned(findings: "Findings", arguments: argparse.Namespace) -> list[_Copy]:
    """Returns what is to be copied where.

    Raises:
        QuizError: A bank is there already and may not be replaced, or two would have one file.
    """
    from quiz.bank.checking import named

    taken = dict(named(loaded(arguments)))
    copies: dict[Path, _Copy] = {}
    for file in findings.files:
        if file.bank is None:
            continue
        target = _target(file, file.bank, taken.get(file.bank.id), replace=arguments.replace)
        if target in copies:
            raise QuizError(
                f"Two of these files are called {target.name}.", "Rename one of them; nothing was added."
            )
        copies[target] = _Copy(file.bank, file.data, target)
    return list(copies.values())


def _target(file: "Checked", bank: "Bank", taken: str | None, *, replace: bool) -> Path:
    """Returns where a bank is to be copied.

    Raises:
        QuizError: Something is there already that may not be replaced.
    """
    own = Path(paths.user_banks())
    if taken is not None and not Path(taken).is_relative_to(own):
        raise QuizError(
            f"The bank id “{bank.id}” is taken already, by {taken}.",
            "Give your bank another id; nothing was added.",
        )
    given = Path(file.path)
    plain = given.name.isprintable() and given.suffix.lower() in _SUFFIXES
    name = given.name if plain and not given.name.startswith(".") else f"{bank.id}.yaml"
    target = Path(taken) if taken else own / name
    if os.path.lexists(target) and not replace:
        if file.path != STDIN and os.path.realpath(file.path) == os.path.realpath(target):
            raise QuizError(f"{file.path} is among your own banks already.", "There is nothing to add.")
        raise QuizError(
            f"{target} is there already, so nothing was added.",
            "--replace puts the new one in its place and keeps the old one aside.",
        )
    return target


def _make_folder() -> None:
    from quiz.store.disk import make_folder

    try:
        make_folder(Path(paths.user_banks()))
    except OSError as error:
        raise QuizError(f"{paths.user_banks()} cannot be made: {error.strerror}.") from None


def _put(copy: _Copy, *, replace: bool) -> None:
    from quiz.cli.writing import put_aside, write_new, write_over

    count = wording.count(len(copy.bank.questions), "question")
    if replace and os.path.lexists(copy.target):
        kept = put_aside(copy.target)
        write_over(copy.target, copy.data, through_link=False)
        say(f"Replaced {copy.bank.id}, {count}: {copy.target}. The old one is kept in {kept}.")
    else:
        write_new(copy.target, copy.data)
        say(f"Added {copy.bank.id}, {count}: {copy.target}. `{PROGRAM} study {copy.bank.id}` asks them.")


# Removing


def _remove(arguments: argparse.Namespace) -> int:
    from quiz.bank.checking import named
    from quiz.cli.writing import put_aside

    own = named(paths.own_banks())
    removed = {bank: _found(bank, own, arguments) for bank in arguments.bank}
    for bank, path in ((bank, Path(file)) for bank, file in removed.items()):
        kept = put_aside(path)
        try:
            path.unlink()
        except OSError as error:
            raise QuizError(f"{path} cannot be removed: {error.strerror}.") from None
        say(f"Removed {bank}. Its progress is kept, asleep until a bank with this id is added again.")
        say(f"The file is kept in {kept}.")
    return 0


def _found(bank: str, own: Sequence[tuple[str, str]], arguments: argparse.Namespace) -> str:
    """Returns the file of the user's own bank of that id.

    Raises:
        QuizError: There is none, or more than one.
    """
    from quiz.bank.checking import named

    found = [path for name, path in own if name == bank]
    if len(found) == 1:
        return found[0]
    if found:
        files = " and ".join(found)
        raise QuizError(f"Two files have the bank id “{bank}”: {files}.", "Delete one of them yourself.")
    other = dict(named(loaded(arguments))).get(bank)
    if other:
        raise QuizError(f"“{bank}” is not among your own banks: it is {other}.", "Nothing was removed.")
    known = ", ".join(name for name, _ in own)
    raise QuizError(
        f"You have no bank “{bank}” of your own.", f"Your own are {known}." if known else "You have none yet."
    )
