"""Wrong use and broken streams: one line says what is wrong and what to do, and nothing else breaks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli import main
from tests.support import BANK


def run(command: str, program: str = "-m quiz", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a shell command in which `quiz` is the program."""
    return subprocess.run(
        ["bash", "-c", f'quiz() {{ "{sys.executable}" {program} "$@"; }}; {command}'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={
            **{name: each for name, each in os.environ.items() if name != "PYTHONUNBUFFERED"},
            **environment,
        },
        timeout=50,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["studdy"], "There is no command “studdy”. Did you mean study?"),
        (["zzz"], "There is no command “zzz”. `tillerson-quiz --help` lists those there are."),
        (["due", "--shrt"], "“--shrt” is not known here. `tillerson-quiz due --help` says what is."),
        (
            ["stats", "items", "--shrt"],
            "“--shrt” is not known here. `tillerson-quiz stats items --help` says what is.",
        ),
        (["completion", "tcsh"], "Shell cannot be “tcsh”. It is bash, zsh or fish."),
        (["missed", "--sort", "oftn"], "--sort cannot be “oftn”. Did you mean oftenest?"),
        (
            ["add"],
            "The following arguments are required: PATH. `tillerson-quiz add --help` says how it is used.",
        ),
        (
            ["due", "--by", "soon"],
            "--by: “soon” is not a day such as 2026-12-20. `tillerson-quiz due --help` says how it is used.",
        ),
        (
            ["--banks", "/no/such.yaml", "banks"],
            "--banks: “/no/such.yaml” is not there. `tillerson-quiz --help` says how it is used.",
        ),
        (["stu\x1b[31mdy\n"], "There is no command “stu␛[31mdy ”. Did you mean study?"),
        (
            ["due", "--\x1b]0;\x07\n"],
            "“--␛]0;␇ ” is not known here. `tillerson-quiz due --help` says what is.",
        ),
    ],
)
def test_wrong_use_is_told_in_one_line_of_clean_text(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"tillerson-quiz: {said}\n"


def test_a_name_that_is_no_text_is_no_bank(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "a\udcff\x1b"]) == 2
    assert capsys.readouterr().err.startswith("tillerson-quiz: There is no bank called a\ufffd␛. ")


@pytest.mark.parametrize("command", ["schema", "--help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_and_a_reader_that_goes_is_not(command: str, unbuffered: str) -> None:
    full = run(f"quiz {command} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert full.returncode == 1
    assert full.stderr.decode().startswith("tillerson-quiz: The output cannot be written: No space left")
    assert full.stderr.count(b"\n") == 1
    gone = run(f"quiz {command} | true", PYTHONUNBUFFERED=unbuffered)
    assert gone.stderr == b""


@pytest.mark.parametrize("words", ["nope", "due nope", "due --by soon"])
def test_the_exit_code_says_what_cannot_be_told(words: str) -> None:
    assert run(f"quiz {words} 2> /dev/full").returncode == 2
    assert run(f"set -o pipefail; quiz {words} 2> >(true)").returncode == 2


def test_closed_streams_break_nothing() -> None:
    out = run("quiz due >&-")
    assert (out.returncode, out.stderr.count(b"\n")) == (2, 1)
    assert b"Standard output is closed." in out.stderr
    assert run("quiz due nope 2>&-").returncode == 2
    assert run("quiz due <&-").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_what_an_output_cannot_hold_is_written_otherwise(encoding: str, tmp_path: Path) -> None:
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK.replace("title: Capitals", "title: “Capitals” – Tōkyō… ж"))
    done = run(f"quiz banks --banks {bank}; quiz doctor", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.stderr == b""
    shown = done.stdout.decode(encoding)
    assert '"Capitals" - Tokyo... ?' in shown
    assert "Sound" in shown
