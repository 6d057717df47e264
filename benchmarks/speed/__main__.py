"""`just bench`: measures, and prints the figures as Markdown."""

import argparse
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from benchmarks.speed import data, processes, report
from benchmarks.speed.cases import CASES, Sizes
from benchmarks.speed.measuring import measure
from benchmarks.speed.terminal import GoneError

FAILURES = (GoneError, EOFError, OSError, subprocess.CalledProcessError)
"""What ends a case, and not those that follow: a program that does not do what is measured."""

FOLDER = processes.ROOT / ".benchmark"


def parser() -> argparse.ArgumentParser:
    """Returns the parser of the command line."""
    made = argparse.ArgumentParser(prog="just bench", description="Measure how quick the program is.")
    made.add_argument("case", nargs="*", help=f"{', '.join(CASES)} (default: all)")
    made.add_argument("--rounds", type=int, default=7, help="how often each is measured (default: 7)")
    made.add_argument(
        "--questions",
        type=lambda text: sorted(int(each) for each in text.split(",")),
        default=[10_000, 100_000],
        metavar="N,…",
        help="the sizes of the libraries beside the shipped banks (default: 10000,100000)",
    )
    made.add_argument(
        "--reviews", type=int, default=1_000_000, help="the most in a progress file (default: 1000000)"
    )
    made.add_argument("--answers", type=int, default=10_000, help="in a long sitting (default: 10000)")
    made.add_argument("--seed", type=int, default=1, help="from which data and order are made (default: 1)")
    made.add_argument(
        "--data", type=Path, default=FOLDER, help="the folder where data are kept (default: .benchmark)"
    )
    return made


def main() -> int:
    """Measures what is asked for."""
    arguments = parser().parse_args()
    for name in arguments.case:
        if name not in CASES:
            sys.stderr.write(f"There is no case {name}; there is {', '.join(CASES)}.\n")
            return 2
    kept = data.Data(arguments.data.absolute(), arguments.seed, data.say)
    sizes = Sizes(arguments.questions, arguments.reviews, arguments.answers)
    today = datetime.now(UTC).date()  # noqa: TID251 -- no study
    sys.stdout.write(f"{today}, {platform.platform()}, Python {platform.python_version()}, ")
    sys.stdout.write(f"{arguments.rounds} rounds\n")
    failed = False
    for name in arguments.case or CASES:
        try:
            case = CASES[name](kept, sizes)
            data.say(f"measuring: {case.title}")
            found = report.told(case, measure(case, arguments.rounds, Random(arguments.seed)))
        except FAILURES as error:
            failed = True
            found = f"{name} could not be measured: {error}"
        sys.stdout.write(f"\n{found}\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
