"""The command line.

Exit codes: 0 done, 1 found problems or broke off, 2 wrong use or cannot run, 3 a progress file cannot be
used; 128 and the signal's number when a signal ended it.
"""

import gc
import sys

from quiz.lean_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Runs one command and returns its exit code."""
    words = sys.argv[1:] if argv is None else argv
    gc.disable()  # whatever goes on for long turns it on again, with `collecting.begin`
    try:
        if "--short" in words:
            from quiz.cli import prompt

            if prompt.answered(words):
                return 0
        from quiz.cli import running

        return running.run(words)
    except KeyboardInterrupt:
        return 130
    finally:
        gc.enable()
