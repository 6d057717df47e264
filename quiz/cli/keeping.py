"""The commands that look after the progress file."""

import argparse
import json
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from quiz import paths
from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.errors import ProgressError, QuizError
from quiz.lean_typing import TYPE_CHECKING, NamedTuple
from quiz.wording import count

if TYPE_CHECKING:
    from quiz.model import Library
    from quiz.store import Backup, Finding, ProgressFile

STDOUT = Path("-")
"""What is written to standard output is called so."""


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    doctor = commands.add("doctor", _doctor, "look whether the progress file is sound", "doctor")
    json_option(doctor)
    commands.add("rebuild", _rebuild, "derive the schedule again from the log of answers", "rebuild")
    backup = commands.add("backup", _backup, "keep a copy of the progress file", "backup ~/quiz.db")
    backup.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where (default: beside it)")
    restore = commands.add(
        "restore",
        _restore,
        "list the copies, or put one in the place of the progress file",
        "restore ~/quiz.db",
    )
    restore.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the copy; `latest` is the newest"
    )
    export = commands.add(
        "export", _export, "write the log of answers as JSON lines", "export --log answers.jsonl"
    )
    export.add_argument(
        "--log",
        type=Path,
        metavar="FILE",
        required=True,
        help="a file that is not there yet, or - for standard output",
    )
    import_ = commands.add(
        "import", _import, "add answers from JSON lines: all of them, or none", "import --log answers.jsonl"
    )
    import_.add_argument("--log", type=Path, metavar="FILE", required=True, help="what `export --log` wrote")
    merge = commands.add(
        "merge", _merge, "add the answers of another progress file or log", "merge ~/laptop/progress.db"
    )
    merge.add_argument("file", type=Path, metavar="FILE", help="the other file; it is not changed")
    merge.add_argument("--rescue", action="store_true", help="of a damaged file, add what is sound")


class Report(NamedTuple):
    """What the doctor has seen."""

    path: str
    findings: "list[Finding]"
    backups: "list[Backup]"
    questions: int | None
    """Those with progress; None where damage keeps it from being read, and what follows too."""
    asleep: Counter[str]
    """How many of them no bank has, by bank."""
    suspended: int
    flagged: int


def _doctor(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        report = _examine(store, wiring.library(arguments))
        if arguments.json:
            say_json(_as_json(report))
        else:
            say(*_as_text(report))
    return 1 if report.findings else 0


def _examine(store: "ProgressFile", library: "Library") -> Report:
    from quiz.model import Key
    from quiz.store import backups

    findings, kept = store.check(wiring.clock()), backups(store.path)
    known = {Key(bank.id, name) for bank in library.banks for name in bank.questions.ids}
    try:
        progress = store.memories()
        return Report(
            store.path,
            findings,
            kept,
            questions=len(progress),
            asleep=Counter(key.bank for key in sorted(progress.keys() - known)),
            suspended=len({each.key for each in store.suspended()}),
            flagged=len({each.key for each in store.flagged()}),
        )
    except ProgressError:
        # What is damaged may be what is asked for; the findings say so.
        if findings:
            return Report(store.path, findings, kept, None, Counter(), suspended=0, flagged=0)
        raise


def _as_json(report: Report) -> dict[str, object]:
    return {
        "file": report.path,
        "sound": not report.findings,
        "findings": [each._asdict() for each in report.findings],
        "questions": report.questions,
        "asleep": report.asleep,
        "suspended": report.suspended,
        "flagged": report.flagged,
        "backups": [
            {"file": str(each.path), "made": each.made.isoformat(), "reason": each.reason, "bytes": each.size}
            for each in report.backups
        ],
    }


def _as_text(report: Report) -> Iterator[str]:
    yield report.path
    if report.questions is not None:
        yield f"Progress on {count(report.questions, 'question')}"
    if report.suspended or report.flagged:
        yield f"{report.suspended:,} suspended, {report.flagged:,} flagged"
    if report.asleep:
        yield f"{report.asleep.total():,} asleep, until a bank has them again:"
        yield from (f"    {number:,} of {bank}" for bank, number in report.asleep.items())
    if report.backups:
        made = report.backups[0].made
        noun = "copy, of" if len(report.backups) == 1 else "copies, the newest of"
        yield f"{len(report.backups)} {noun} {made:%Y-%m-%d %H:%M} UTC"
    else:
        yield "No copy yet"
    for hint, findings in groupby(report.findings, key=lambda each: each.hint):
        yield from (f"✗ {each.message}" for each in findings)
        yield f"    Hint: {hint}"
    if not report.findings:
        yield "✓ Sound"


def _rebuild(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        say(f"Derived again from the log: progress on {count(store.rebuild(), 'question')}.")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        if arguments.file is None:
            say(f"Kept: {store.backup(wiring.clock())}")
        else:
            store.backup_to(arguments.file)
            say(f"Kept: {arguments.file}")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from quiz.store import backups, look, restore

    path = arguments.progress or paths.progress_file()
    copies = backups(path)
    if arguments.file is None:
        for copy in copies:
            try:
                held = look(copy.path)
                what = count(held.events, "event")
            except ProgressError as error:
                what = f"unusable: {error.message}"
            say(f"{copy.made:%Y-%m-%d %H:%M} UTC  {copy.reason:<9}  {what}")
            say(f"    {copy.path}")
        say(f"`restore FILE` puts one in the place of {path}." if copies else f"There is no copy of {path}.")
        return 0
    copy_path = arguments.file
    if str(copy_path) == "latest":
        if not copies:
            raise QuizError(f"There is no copy of {path}.", "Name a file.")
        copy_path = copies[0].path
    held = look(copy_path)
    replaced = restore(path, copy_path, wiring.clock())
    say(f"Restored {count(held.events, 'event')} from {copy_path}.")
    if replaced:
        say(f"What was there before is kept as {replaced}.")
        say(f"`merge --rescue {shlex.quote(str(replaced))}` adds the answers in it that are sound.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from quiz.store import encode_event

    with wiring.progress(arguments) as store:
        if arguments.log == STDOUT:
            for event in store.log():
                # Decoded once more, so that what is printed is ASCII.
                sys.stdout.write(json.dumps(json.loads(encode_event(event))) + "\n")
        else:
            say(f"Wrote {count(store.export_log(arguments.log), 'event')} to {arguments.log}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        added = store.import_log(arguments.log, wiring.clock())
        say(f"Added {count(added, 'event')}; known ones were passed over.")
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        if arguments.rescue:
            added = store.rescue(arguments.file, wiring.clock())
            say(f"Added {count(added, 'event')}; known ones and damaged ones were passed over.")
        else:
            added = store.merge(arguments.file, wiring.clock())
            say(f"Added {count(added, 'event')}; known ones were passed over.")
    return 0
