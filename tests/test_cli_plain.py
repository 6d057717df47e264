"""`--plain` as a process sees it: pipes, exit codes, and when lines are chosen by themselves."""

import gc
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.cli import main
from quiz.errors import ProgressError
from quiz.sitting import Sitting
from quiz.store import ProgressFile
from quiz.study import Paper, Study
from tests.support import BANK


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    return ["capitals", "--banks", str(bank), "--progress", str(tmp_path / "progress.db")]


def run(arguments: list[str], given: str | None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as a process of its own; without anything given, there is no standard input."""
    return subprocess.run(
        [sys.executable, "-m", "quiz", *arguments],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=50,
        check=False,
    )


def test_a_sitting_through_a_pipe(options: list[str]) -> None:
    done = run(["study", "--plain", *options], ":s\n:s\nf\n\nTokyo !\n\n")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Summary: 100%.\n2 right" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_a_pipe_of_answers_chooses_lines_by_itself(options: list[str], term: str) -> None:
    done = run(["study", *options], ":s\n", TERM=term)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "line by line" in done.stderr
    assert "Skipped." in done.stdout


@pytest.mark.parametrize("command", [["study"], ["study", "capitals"], []])
def test_lines_can_be_chosen_for_good(
    options: list[str],
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["settings", "plain", "true"]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n"))
    assert main([*command, *options[1:]]) == 0
    captured = capsys.readouterr()
    assert "Skipped." in captured.out
    assert captured.err == ""


def test_without_any_input_study_needs_a_screen(options: list[str]) -> None:
    done = run(["study", *options], None)
    assert done.returncode == 2
    assert "--plain" in done.stderr


def test_bytes_that_are_no_text_stop_nothing(options: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "study", "--plain", *options],
        input=b"\xff\xfe\n:s\n:s\n:s\n\xff\n\n",
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
        timeout=50,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Summary: 0%." in done.stdout


def test_missed_is_drilled_in_lines(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:s\nt\n"))
    assert main(["study", "--plain", *options]) == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("f\n"))
    assert main(["missed", "--plain", *options]) == 0
    assert "Right." in capsys.readouterr().out
    assert main(["missed", *options]) == 0
    assert "Nothing missed" in capsys.readouterr().out


def test_missed_prints_where_there_is_no_terminal(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:s\nt !\n"))
    main(["study", "--plain", *options])
    capsys.readouterr()
    assert main(["missed", *options]) == 0
    shown = capsys.readouterr().out
    assert "1. Sydney is the capital of Australia.\nYou said: true, and you were certain\n" in shown
    assert "Missed 1 time, last today; due tomorrow." in shown
    assert "1 missed question." in shown


def test_json_lines_through_a_pipe(options: list[str]) -> None:
    done = run(["study", "--plain", "--json", *options], '{"type": "skip"}\nnonsense\n')
    assert done.returncode == 0
    assert done.stderr == ""
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["type"] for each in messages] == ["begin", "question", "question", "error", "summary"]


def test_what_is_typed_is_read_where_the_locale_knows_only_ascii(options: list[str]) -> None:
    done = run(["study", "--plain", *options], ":s\n:s\n:s\nTōkyō\n\n", PYTHONIOENCODING="ascii")
    assert "Right.\n" in done.stdout


def test_json_lines_are_utf8_whatever_the_locale(options: list[str]) -> None:
    asked = '{"type": "skip"}\n' * 3 + '{"type": "answer", "answer": "Tōkyō"}\n'
    done = run(["study", "--plain", "--json", *options], asked, PYTHONIOENCODING="latin-1")
    (verdict,) = (each for each in map(json.loads, done.stdout.splitlines()) if each["type"] == "verdict")
    assert verdict["parts"][0]["text"] == "Tōkyō"


@pytest.mark.parametrize("command", ["study", "practise", "pretest", "test"])
def test_json_lines_need_plain(options: list[str], command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--json", *options]) == 2
    assert "--plain" in capsys.readouterr().err


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command with these lines as input and returns what it prints."""

    def run_with(lines: str, *arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        return printed.out + printed.err

    return run_with


def test_practising_leaves_the_schedule(options: list[str], say: Callable[..., str]) -> None:
    shown = say("Tokyo\n\n", "practise", "--plain", "--kind", "typed", *options)
    assert "1 question. Practice: the schedule stays as it is." in shown
    assert "Summary: 100%." in shown
    assert "4 new in today's plan" in say("", "due", *options)


def test_practice_is_of_what_was_asked_for(options: list[str], say: Callable[..., str]) -> None:
    bank = Path(options[2])
    bank.write_text(BANK.replace("    answer: Tokyo\n", "    answer: Tokyo\n    tags: [asia]\n"))
    say(":s\n:s\nt\n\n:flag so?\n:q\n", "study", "--plain", *options)
    for choice, asked in (
        (["--tag", "asia"], "capital of Japan"),
        (["--kind", "choice"], "capital of France"),
        (["--hard"], "Sydney is the capital"),
        (["--flagged"], "capital of Japan"),
    ):
        shown = say("", "practise", "--plain", *choice, *options)
        assert "Question 1 of 1, from Capitals." in shown
        assert asked in shown
    two = say("", "practise", "--plain", "--kind", "choice", "--kind", "typed", *options)
    assert "Question 1 of 2, " in two
    nothing = say("", "practise", "--plain", "--hard", "--tag", "asia", *options, code=2)
    assert "No question is like that." in nothing


@pytest.mark.parametrize("choice", [["--tag", "asia"], ["--kind", "essay"]])
def test_a_tag_or_kind_that_no_question_has_is_named(
    options: list[str], choice: list[str], say: Callable[..., str]
) -> None:
    assert choice[1] in say("", "practise", "--plain", *choice, *options, code=2)


def test_a_pretest_schedules_nothing(options: list[str], say: Callable[..., str]) -> None:
    shown = say("1\n\n", "pretest", "--plain", *options)
    assert "4 questions. Before reading: guess. Nothing is scheduled." in shown
    assert "4 new in today's plan" in say("", "due", *options)


def test_where_nothing_is_to_be_asked_the_command_says_so(
    options: list[str], say: Callable[..., str]
) -> None:
    say(":x\n:x\n:x\n:x\n", "study", "--plain", *options)
    assert "No question is new." in say("", "pretest", "--plain", *options, code=2)
    assert "There is no question to ask." in say("", "test", "--plain", *options, code=2)


def test_a_test_is_taken_in_lines(options: list[str], say: Callable[..., str]) -> None:
    shown = say("", "test", "--plain", "--questions", "2", "--minutes", "5", *options)
    assert "Test: Capitals. 2 questions, 5 minutes in all." in shown
    assert "Score: 0%.\n0 of 2 questions answered" in shown


def test_tests_and_pretests_speak_json_lines(options: list[str], say: Callable[..., str]) -> None:
    for command, last in (("test", "result"), ("pretest", "summary"), ("practise", "summary")):
        lines = say('{"type": "hand_in"}\n', command, "--plain", "--json", *options).splitlines()
        messages = [json.loads(line) for line in lines]
        assert (messages[0]["mode"], messages[-1]["type"]) == (command, last)


@pytest.mark.parametrize(
    ("command", "kind"), [("study", Sitting), ("practise", Sitting), ("pretest", Sitting), ("test", Paper)]
)
def test_on_a_screen_the_app_is_given_what_has_begun(
    options: list[str], command: str, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[object] = []

    def run_app(_study: Study, begun: object, *_: object) -> int:
        given.append(begun)
        return 0

    keyboard, screen = pty.openpty()
    with os.fdopen(keyboard), os.fdopen(screen) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr("quiz.tui.app.run", run_app)
        assert main([command, *options]) == 0
    assert [type(each) for each in given] == [kind]


@pytest.mark.parametrize("number", ["0", "-1", "many", "1000000"])
def test_a_number_that_is_none_is_wrong_use(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["test", f"--questions={number}"])
    assert ended.value.code == 2
    assert "whole number" in capsys.readouterr().err


def test_a_bank_that_is_left_out_is_mentioned(options: list[str]) -> None:
    Path(options[2]).write_text(BANK.replace("answer: Paris", "anser: Paris"))
    done = run(["study", "--plain", *options[1:]], ":s\n")
    assert done.returncode == 0
    assert f"Left out: {options[2]}:8:5: unknown-key " in done.stderr


def test_an_answer_that_cannot_be_saved_ends_with_3(
    store: ProgressFile, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise ProgressError("The disk is full.", "Free some space.")

    monkeypatch.setattr(store, "before_change_of_day", full)
    monkeypatch.setattr("quiz.cli.wiring.progress", lambda _: store)
    monkeypatch.setattr("quiz.cli.wiring.study", lambda *_: study)
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n:q\n"))
    assert main(["study", "--plain"]) == 3


def test_lines_never_load_what_draws_screens(options: list[str]) -> None:
    code = (
        "import sys; from quiz.cli import main; "
        "main(['study', '--plain', *sys.argv[1:]]); main(['study', '--plain', '--json', *sys.argv[1:]]); "
        "main(['test', '--plain', *sys.argv[1:]]); "
        "assert not {'textual', 'rich'} & {name.split('.')[0] for name in sys.modules}, 'loaded'"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *options], input="", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("form", "asks"), [([], "Question 1 of "), (["--json"], '"type": "question"')])
def test_the_first_question_waits_for_nothing_that_only_answers_need(
    options: list[str], form: list[str], asks: str
) -> None:
    dear = (
        "_strptime bz2 dataclasses decimal hashlib inspect locale lzma platform rapidfuzz shlex shutil"
        " threading tomllib typing uuid yaml quiz.bank.questions quiz.cli.missed quiz.exam.planning"
        " quiz.marking.judging quiz.memory quiz.model.events quiz.model.problems quiz.model.progress"
        " quiz.model.responses quiz.model.verdicts quiz.stats.report quiz.store.backup quiz.store.check"
        " quiz.store.codec quiz.store.derive quiz.study.figures"
    )
    code = f"""
import io, os, sys
class Heard(io.StringIO):
    def flush(self):
        if {asks!r} in self.getvalue():
            os.write(2, str(sorted(set({dear!r}.split()) & set(sys.modules))).encode())
            os._exit(0)
sys.stdout = Heard()
from quiz.cli import main
main(["study", "--plain", *sys.argv[1:]])
"""
    words = [*form, *options]
    # The first time, the banks are read and the copy of the day is kept.
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], input="", capture_output=True, text=True, check=False
        )
    assert done.stderr == "[]"


def test_what_no_first_question_waits_for_is_begun_while_it_is_read(
    options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun: list[tuple[str, bool]] = []
    monkeypatch.setattr(Study, "begin_day", lambda _: begun.append((capsys.readouterr().out, gc.isenabled())))
    monkeypatch.setattr(sys, "stdin", io.StringIO(":s\n:q\n"))
    assert main(["study", "--plain", *options]) == 0
    ((said, collecting),) = begun
    assert "Question 1 of" in said
    assert "Question 2 of" not in said
    assert collecting
