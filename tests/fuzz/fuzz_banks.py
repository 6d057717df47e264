"""Reads bytes that libFuzzer makes up, guided by which lines of the loader they reach.

`just fuzz` runs it for five minutes, `just fuzz 3600` for an hour. It takes atheris, which has wheels for
Linux on x86-64: version 3.0 for Python 3.11, version 3.1 for Python 3.12 to 3.14. It begins with the banks of
this repository. What breaks a rule is written to a file whose name is printed; `just fuzz 0 FILE` reads that.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import atheris  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
with atheris.instrument_imports(include=["quiz.bank"]):
    from tests.fuzz import hostile, rules

LONGEST = 1024
"""Bytes of one made-up file."""


class Fuzzer:
    """Checks one input after another until the time is over.

    Args:
        seconds: How long.
    """

    def __init__(self, seconds: float) -> None:
        self.runs = self.banks = self.problems = 0
        self._end = time.monotonic() + seconds

    def __call__(self, data: bytes) -> None:
        """Checks one input; at the end prints the figures and leaves, since libFuzzer never returns."""
        bank, _ = rules.check(data)
        self.runs += 1
        self.banks += bank is not None
        self.problems += len(rules.check_advice(data))
        if time.monotonic() > self._end:
            told = (
                f"{self.runs:,} runs: {self.banks:,} banks, {self.problems:,} problems and pieces of advice"
            )
            sys.stdout.write(f"{told}\n")
            sys.stdout.flush()
            os._exit(0)


def main(seconds: float, *files: str) -> None:
    """Fuzzes for so many seconds, or reads the files alone."""
    with tempfile.TemporaryDirectory() as folder:
        seeds, words = Path(folder, "seeds"), Path(folder, "words")
        seeds.mkdir()
        for number, path in enumerate(
            sorted([*ROOT.glob("questions/*.yaml"), *ROOT.glob("tests/**/*.yaml")])
        ):
            (seeds / f"{number}.yaml").write_bytes(path.read_bytes()[:LONGEST])
        for number, written in enumerate([rules.BANK, *hostile.FILES.values()]):
            data = written if isinstance(written, bytes) else written.encode()
            (seeds / f"hostile-{number}.yaml").write_bytes(data[:LONGEST])
        words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in rules.PIECES))
        options = [
            f"-dict={words}",
            f"-max_len={LONGEST}",
            "-timeout=10",
            f"-artifact_prefix={tempfile.gettempdir()}/",
        ]
        atheris.Setup([sys.argv[0], *(files or [*options, str(seeds)])], Fuzzer(seconds))
        atheris.Fuzz()


def _escaped(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
