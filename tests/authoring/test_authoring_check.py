"""The command that checks: what it prints, the caret, the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.cli import findings, main
from quiz.text import clean
from tests.support import BANK

Run = Callable[..., tuple[int, str, str]]


def test_a_problem_is_shown_with_its_place_hint_line_and_caret(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "capitals.yaml"
    path.write_text(BANK.replace("answer: Paris", "anser: Paris"))
    code, out, err = run("check", path)
    assert (code, err) == (1, "")
    assert out.startswith(
        f"{path}:8:5: unknown-key `anser` is no key of a question\n    Hint: did you mean answer?\n"
    )
    assert "        anser: Paris\n        ^\n" in out
    assert out.endswith("1 file, 0 questions: 1 error, 0 pieces of advice.\n")


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("  - {ask: 東京は？, anser: x}", "      - {ask: 東京は？, "),
        ("  - {ask: a\tb, anser: x}", "      - {ask: a    b, "),
        ("  - {ask: áb, anser: x}", "      - {ask: áb, "),
    ],
)
def test_the_caret_stands_below_the_place_after_wide_characters_and_tabs(
    line: str, before: str, run: Run
) -> None:
    code, out, _ = run("check", "-", given=f"bank: b\nquestions:\n{line}\n".encode())
    assert code == 1
    shown, caret = next(
        (one, two)
        for one, two in zip(out.splitlines(), out.splitlines()[1:], strict=False)
        if two.strip() == "^"
    )
    assert shown == before + "anser: x}"
    wide = sum(character in "東京は？" for character in before)
    assert len(caret) - 1 == len(before) + wide


def test_a_long_line_is_cut_to_what_fits(run: Run) -> None:
    text = f"bank: b\nquestions:\n  - {{ask: {'word ' * 300}, anser: x, why: {'word ' * 300}}}\n"
    _, out, _ = run("check", "-", given=text.encode())
    shown = next(line for line in out.splitlines() if "anser: x" in line and line.startswith("    …"))
    assert len(shown) <= 110
    caret = out.splitlines()[out.splitlines().index(shown) + 1]
    assert shown[caret.index("^") :].startswith("anser")


def test_of_a_very_long_line_only_what_is_near_a_place_is_looked_at(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def watched(text: str) -> str:
        looked.append(len(text))
        return clean(text)

    monkeypatch.setattr(findings, "clean", watched)
    questions = ", ".join(f"{{ask: q{number}, anser: x}}" for number in range(1_000))
    _, out, _ = run("check", "-", given=f"bank: b\nquestions: [{questions}]\n".encode())
    assert len(looked) > 100
    assert max(looked) < 2_000
    assert any(line.startswith("    …") and line.endswith("…") for line in out.splitlines())


def test_advice_counts_only_when_strict(run: Run) -> None:
    data = BANK.replace("    why: Canberra is.\n", "").encode()
    code, out, _ = run("check", "-", given=data)
    assert code == 0
    assert "-:21:5: no-why advice: " in out
    assert run("check", "-", "--strict", given=data)[0] == 1
    assert run("check", "-", "--strict", given=BANK.encode()) == (
        0,
        "1 file, 4 questions: no problems.\n",
        "",
    )


def test_json_is_one_object_a_problem(run: Run) -> None:
    data = BANK.replace("    why: Canberra is.\n", "").encode()
    code, out, _ = run("check", "-", "--json", given=data)
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "path": "-",
            "line": 21,
            "column": 5,
            "severity": "advice",
            "code": "no-why",
            "message": "the question does not say why its answer is right",
            "hint": "why: one or two sentences, shown after answering",
        }
    ]
    assert run("check", "-", "--json", given=BANK.encode()) == (0, "", "")


def test_without_a_path_the_own_and_the_shipped_banks_are_checked(run: Run, tmp_path: Path) -> None:
    assert run("check")[0] == 0
    folder = tmp_path / "data" / "tillerson-quiz" / "banks"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("bank: [")
    code, out, _ = run("check")
    assert code == 1
    assert out.startswith(f"{folder / 'broken.yaml'}:1:8: unclosed ")
    assert "13 files, " in out


def test_two_banks_with_one_id_are_told_of_each_other(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(BANK)
    other.write_text(BANK.replace("Capitals", "Cities"))
    code, out, _ = run("check", tmp_path)
    assert code == 1
    assert f"{one}:1:7: duplicate-bank the bank id “capitals” is taken twice, also at {other}:1:7\n" in out
    assert f"{other}:1:7: duplicate-bank " in out


def test_what_is_no_bank_file(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", tmp_path / "nowhere.yaml")
    assert code == 1
    assert "nowhere.yaml:1:1: unreadable " in out
    code, out, err = run("check", tmp_path)
    assert (code, out) == (2, "")
    assert "There is no bank file in" in err


def test_codes_are_explained(run: Run) -> None:
    code, out, _ = run("check", "--explain", "needs-quotes")
    assert code == 0
    assert "goes in quotes" in out
    assert "two spaces before the #" in run("check", "--explain", "lost-text")[1]
    code, out, err = run("check", "--explain", "need-quotes")
    assert (code, out) == (2, "")
    assert "Did you mean needs-quotes?" in err


def test_nothing_in_a_bank_reaches_the_terminal_raw(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n.yaml"
    path.write_bytes(b'bank: b\nquestions:\n  - {ask: "\x1b]52;c;QQ==\x07", \xc2\x9banser: x}\n')
    code, out, err = run("check", path)
    assert code == 1
    assert not {"\x1b", "\x07", "\x9b"} & set(out + err)


def test_without_standard_input_it_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-"]) == 2
    assert "There is no standard input." in capsys.readouterr().err
