"""Processes that are started to be measured: the program, parts of it, and what they are compared with."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""Of the checkout."""

_KEPT = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")


def environment(home: Path) -> dict[str, str]:
    """Returns an environment in which nothing of the user's own is found, and of which `home` is the home."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def program() -> list[str]:
    """Returns the command that starts the program, as it is installed beside this Python."""
    script = Path(sys.executable).with_name("tillerson-quiz")
    return [str(script)] if script.exists() else [sys.executable, "-m", "quiz"]


def python(*arguments: str) -> list[str]:
    """Returns the command that has this Python run something."""
    return [sys.executable, *arguments]


def whole(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Runs a command to its end and returns the milliseconds it took.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    begun = time.perf_counter()
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    taken = (time.perf_counter() - begun) * 1000
    if done.returncode > 1:  # 1 says that there was something to report
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return taken


def until(command: Sequence[str], environment: Mapping[str, str], shows: str) -> float:
    """Starts a command and returns the milliseconds until a line holds a text; then ends it.

    Raises:
        EOFError: It ended before.
    """
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if shows in line:
                taken = (time.perf_counter() - begun) * 1000
                process.kill()
                return taken
    raise EOFError(f"{' '.join(command)} ended before it showed {shows!r}")


def worker(*arguments: str) -> dict[str, float]:
    """Has a fresh process measure something within itself (see quiz's parts in worker.py)."""
    command = python("-m", "benchmarks.speed.worker", *arguments)
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def peak(pid: int) -> float | None:
    """Returns the most memory in MiB that a running process has held; None where the system does not say."""
    return _status(pid, "VmHWM")


def held(pid: int) -> float | None:
    """Returns the memory in MiB that a running process holds now; None where the system does not say."""
    return _status(pid, "VmRSS")


def spent(pid: int) -> float | None:
    """Returns the ms of the processor that a running process has had; None where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _status(pid: int, name: str) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), None)
