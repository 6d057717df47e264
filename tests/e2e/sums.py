"""A bank that asks for sums, so that the right option can be told from the screen."""

import re
import sqlite3

from tests.e2e.conftest import Terminal


def sums(count: int) -> str:
    """Returns a bank that asks for sums, so that the right option can be told from the screen."""
    lines = ["bank: sums", "title: Sums", "questions:"]
    for number in range(count):
        lines += [
            f"  - id: sum-{number}",
            f"    ask: How much is {number} plus 100?",
            f"    answer: is {number + 100}",
            f"    wrong: [is {number + 200}, is {number + 300}]",
            f"    why: Because it is {number + 100} exactly.",
        ]
    return "\n".join(lines) + "\n"


def answer(terminal: Terminal, *, right: bool) -> int:
    """Answers the sum that is asked, and returns its number."""

    def asked(shown: str) -> tuple[int, str] | None:
        sum_ = re.search(r"How much is (\d+) plus 100", shown)
        if sum_ is None or "Guess" not in shown:
            return None
        key = re.search(rf"(?<!\d)(\d) is {int(sum_[1]) + (100 if right else 200)}\b", shown)
        return (int(sum_[1]), key[1]) if key else None

    found = asked(terminal.until(lambda text: asked(text) is not None, "a question"))
    assert found is not None
    number, key = found
    terminal.send(key)
    terminal.wait("✓ Right" if right else "✗ Wrong", f"Because it is {number + 100} exactly")
    return number


def rows(place: list[str], query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(place[3])
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
