"""The commands that look after the progress file."""

import argparse
import json
import shlex
from collections import Counter
from pathlib import Path

from quiz import paths
from quiz.cli import wiring
from quiz.cli.commands import Commands
from quiz.cli.output import say
from quiz.errors import ProgressError, QuizError

_DAMAGE = {"structure", "row", "schema"}


def register(commands: Commands) -> None:
    """Adds the commands of this family."""
    doctor = commands.add("doctor", _doctor, "look whether the progress file is sound", "doctor")
    doctor.add_argument("--json", action="store_true", help="print one JSON object")
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
        "--log", type=Path, metavar="FILE", required=True, help="a file that is not there yet"
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


def _doctor(arguments: argparse.Namespace) -> int:
    from quiz.store import backups

    with wiring.progress(arguments) as store:
        findings = store.check(wiring.clock())
        known = {question.key for bank in wiring.library(arguments).banks for question in bank.questions}
        # Damaged rows are found above; here they must not keep the rest of the report back.
        progress = {} if any(each.code in _DAMAGE for each in findings) else store.memories()
        copies = backups(store.path)
        asleep = Counter(key.bank for key in progress if key not in known)
        if arguments.json:
            report = {
                "file": str(store.path),
                "sound": not findings,
                "findings": [
                    {"code": each.code, "message": each.message, "hint": each.hint} for each in findings
                ],
                "questions": len(progress),
                "asleep": asleep,
                "backups": [
                    {
                        "file": str(copy.path),
                        "made": copy.made.isoformat(),
                        "reason": copy.reason,
                        "bytes": copy.size,
                    }
                    for copy in copies
                ],
            }
            say(json.dumps(report, ensure_ascii=False))
        else:
            say(f"{store.path}: progress on {len(progress):,} questions")
            for bank, number in sorted(asleep.items()):
                say(f"{number:,} of them asleep: the bank {bank} or the questions are not loaded")
            say(
                f"{len(copies)} copies, the newest of {copies[0].made:%Y-%m-%d %H:%M} UTC"
                if copies
                else "No copy yet"
            )
            say("\n".join(str(finding) for finding in findings) or "Sound.")
    return 1 if findings else 0


def _rebuild(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        say(f"Derived again from the log: progress on {store.rebuild():,} questions.")
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
                what = f"{held.events:,} events"
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
    say(f"Restored {held.events:,} events from {copy_path}.")
    if replaced:
        say(f"What was there before is kept as {replaced}.")
        say(f"`merge --rescue {shlex.quote(str(replaced))}` adds the answers in it that are sound.")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        say(f"Wrote {store.export_log(arguments.log):,} events to {arguments.log}.")
    return 0


def _import(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        say(f"Added {store.import_log(arguments.log, wiring.clock()):,} events; known ones were passed over.")
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    with wiring.progress(arguments) as store:
        if arguments.rescue:
            added = store.rescue(arguments.file, wiring.clock())
            say(f"Added {added:,} events; known ones and damaged ones were passed over.")
        else:
            added = store.merge(arguments.file, wiring.clock())
            say(f"Added {added:,} events; known ones were passed over.")
    return 0
