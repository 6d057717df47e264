"""The whole program as it is run: started, answered, quit, started again."""

import re
import signal
import termios
from pathlib import Path

import pytest

from tests.e2e.conftest import Run
from tests.e2e.sums import answer, rows

WRONG = "SELECT DISTINCT question FROM review WHERE outcome = 'wrong'"
"""What is missed until it is right in a later sitting, whatever came of it in this one."""


def test_ten_answers_a_quit_in_the_middle_and_a_new_start(run: Run, place: list[str]) -> None:
    first = run("study", "sums", *place)
    for turn in range(10):
        answer(first, right=turn % 3 != 1)
        if turn < 9:
            first.send("\r")
            first.until(lambda text: "Next" not in text, "the next question")
    first.send("\x11")
    assert first.exit_code() == 0
    assert first.restored()
    logged = rows(place, "SELECT outcome, response FROM review WHERE event = 'review' ORDER BY id")
    assert len(logged) == 10
    assert [outcome for outcome, _ in logged].count("wrong") == 3
    still = {int(str(question).removeprefix("sum-")) for (question,) in rows(place, WRONG)}

    second = run(*place)
    second.wait("Everything for today", f"{len(still)} missed" if still else "due")
    second.send("m")
    second.wait(f"{len(still)} missed question")
    for number in still:
        assert f"How much is {number} plus 100?" in second.text() or len(still) > 1
    second.send("\r")
    for _ in still:
        answer(second, right=True)
        second.send("\r")
        second.until(lambda text: "Next" not in text, "the next question")
    second.wait("100%", "Nothing missed.")
    second.send("\r")
    second.wait("Nothing missed. What you get wrong is listed here")
    second.send("\x11")
    assert second.exit_code() == 0
    assert len(rows(place, "SELECT 1 FROM review")) == 10 + len(still)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_keeps_the_answers_and_restores_the_terminal(
    run: Run, place: list[str], number: signal.Signals, code: int
) -> None:
    terminal = run("study", "sums", *place)
    answer(terminal, right=True)
    terminal.kill(number)
    assert terminal.exit_code() == code
    assert terminal.restored()
    assert termios.tcgetattr(terminal.child.child_fd)[3] == terminal.before[3]
    assert len(rows(place, "SELECT 1 FROM review")) == 1


def test_keys_typed_ahead_meet_the_screen_they_were_meant_for(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    terminal.wait("How much is 0 plus 100?", "Guess")
    terminal.send("1\r" * 11 + "1")
    # The footer of the eleventh verdict may still stand when the twelfth question is drawn.
    terminal.until(lambda _: len(rows(place, "SELECT 1 FROM review")) == 12, "the twelfth answer")
    assert re.search(r"12/\d+", terminal.wait("Because it is", "Next")) is not None


def test_what_is_typed_ahead_of_browse_is_searched_for(run: Run, place: list[str]) -> None:
    terminal = run(*place)
    terminal.wait("Browse", "Help")
    terminal.send("bkremlin\r")
    terminal.wait("kremlin", "2 of 160 questions", "Enter Read")
    terminal.send("\x11")
    assert terminal.exit_code() == 0


def test_kill_9_loses_no_answer_that_was_shown(run: Run, place: list[str]) -> None:
    terminal = run("study", "sums", *place)
    for turn in range(3):
        answer(terminal, right=True)
        if turn < 2:
            terminal.send("\r")
            terminal.until(lambda text: "Next" not in text, "the next question")
    terminal.kill(signal.SIGKILL)
    assert len(rows(place, "SELECT 1 FROM review")) == 3
    again = run(*place)
    again.wait("3 answered today")


def test_a_question_keeps_what_was_typed_through_resizing(run: Run, tmp_path: Path) -> None:
    bank = tmp_path / "one.yaml"
    bank.write_text("bank: one\ntitle: One\nquestions:\n  - ask: Which city?\n    answer: Canberra\n")
    terminal = run("study", "one", "--banks", str(bank), "--progress", str(tmp_path / "p.db"))
    terminal.wait("Which city?")
    terminal.send("Canb")
    terminal.wait("Canb")
    for columns, lines in ((120, 36), (30, 8), (60, 20)):
        terminal.screen.resize(lines, columns)
        terminal.child.setwinsize(lines, columns)
        terminal.wait("Canb")
    terminal.send("erra\r")
    terminal.wait("✓ Right", "Canberra")
    terminal.send("\x11")
    assert terminal.exit_code() == 0


def test_text_from_a_bank_never_commands_the_terminal(run: Run, tmp_path: Path) -> None:
    bank = tmp_path / "hostile.yaml"
    attack = r"\e]52;c;UFdORUQ=\e\\ \x9b31m \e[2J"
    bank.write_text(f'bank: h\ntitle: H\nquestions:\n  - ask: "what {attack}?"\n    answer: x\n')
    plain = tmp_path / "plain.yaml"
    plain.write_text(
        "bank: p\ntitle: P\nquestions:\n  - ask: a [@click=app.quit]b[/] \u202e c?\n    answer: x\n"
    )
    progress = str(tmp_path / "p.db")
    terminal = run("--banks", str(bank), "--banks", str(plain), "--progress", progress)
    terminal.wait("1 file left out")
    terminal.send("\x11")
    terminal.exit_code()
    asked = run("study", "p", "--banks", str(plain), "--progress", progress)
    asked.wait("[@click=app.quit]b[/] <U+202E> c?")
    for written in (terminal.written, asked.written):
        assert b"\x1b]52" not in written
        assert b"\xc2\x9b" not in written
        assert "\u202e".encode() not in written
