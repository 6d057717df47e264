"""Writing in the ids that are missing: every other byte stays, and progress comes along."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from quiz.bank import load, read
from quiz.bank.ids import with_ids
from quiz.model import Key
from quiz.store import ProgressFile
from quiz.study import Study
from tests.fuzz.rules import mutated
from tests.support import Clock, all_progress, right_response

Run = Callable[..., tuple[int, str, str]]
PATH = "bank.yaml"

WITHOUT = """\
# A comment.
bank: b   # another

questions:
  # Before the first.
  - ask: "What's  it?"   # beside
    answer: 'It''s it'

  -   answer: x
      ask: What's it?
      wrong: [y]
  - id: kept
    ask: Kept?
    answer: yes
  -
    # below a hyphen
    kind: typed
    ask: >-
      Folded
      text?
    answer: x
  - {ask: Flow?, answer: x}
  - { ask: Flow 2?, answer: x }
  - {
      ask: Flow 3?,
      answer: x
    }
  - ? ask
    : Long?
    answer: x
  - cloze: "{{Gap|gap}} at the start"
  - ask: Что?
    answer: это"""
WITH = """\
# A comment.
bank: b   # another

questions:
  # Before the first.
  - id: whats-it
    ask: "What's  it?"   # beside
    answer: 'It''s it'

  -   id: whats-it-2
      answer: x
      ask: What's it?
      wrong: [y]
  - id: kept
    ask: Kept?
    answer: yes
  -
    # below a hyphen
    id: folded-text
    kind: typed
    ask: >-
      Folded
      text?
    answer: x
  - {id: flow, ask: Flow?, answer: x}
  - { id: flow-2, ask: Flow 2?, answer: x }
  - {id: flow-3,
      ask: Flow 3?,
      answer: x
    }
  - id: long
    ? ask
    : Long?
    answer: x
  - id: at-the-start
    cloze: "{{Gap|gap}} at the start"
  - id: q-7940fed8
    ask: Что?
    answer: это"""


def filled(data: bytes) -> bytes:
    made = with_ids(data, PATH)
    assert made is not None
    return made.data


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n# the end"])
def test_ids_are_put_in_and_every_other_byte_stays(ending: str, mark: bytes, last: str) -> None:
    before, after = (mark + (text + last).replace("\n", ending).encode() for text in (WITHOUT, WITH))
    assert filled(before) == after
    assert with_ids(after, PATH) is None


def test_a_bank_on_one_line_without_an_end() -> None:
    data = b'{"bank": "b", "questions": [{"ask": "What?", "answer": "x"}]}'
    assert filled(data) == b'{"bank": "b", "questions": [{id: what, "ask": "What?", "answer": "x"}]}'


def test_a_line_without_an_end_of_its_own_takes_that_of_the_others() -> None:
    assert filled(b"bank: b\r\nquestions:\r\n- cloze: '{{x}}'").startswith(
        b"bank: b\r\nquestions:\r\n- id: q-"
    )
    assert b"\r\n  cloze: '{{x}}'" in filled(b"bank: b\r\nquestions:\r\n- cloze: '{{x}}'")


def test_the_same_wording_twice_is_mended_by_ids() -> None:
    data = b"bank: b\nquestions:\n- {ask: What?, answer: x}\n- {ask: What?, answer: y}\n"
    assert filled(data) == data.replace(b"{ask", b"{id: what, ask", 1).replace(
        b"{ask", b"{id: what-2, ask", 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "bank: b\nquestions:\n- {id: x, ask: What?, answer: x}\n",
        "bank: b\nquestions:\n- {ask: What?, anser: x}\n",
        "bank: b\nquestions: [cloze: 'a {{b}}']\n",
        "",
        "bank: [",
    ],
)
def test_what_has_its_ids_or_an_error_is_left_alone(text: str) -> None:
    assert with_ids(text.encode(), PATH) is None


def test_nothing_but_ids_is_ever_put_into_any_bank() -> None:
    some = 0
    for seed in range(400):
        data = mutated(seed)
        made = with_ids(data, PATH)
        if made:
            some += 1
            letters = iter(made.data)
            assert all(letter in letters for letter in data)
            bank, problems = read(made.data, PATH)
            assert bank is not None, problems
    assert some


def test_fix_writes_the_files_and_keeps_links_and_permissions(run: Run, tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(WITHOUT)
    real.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    code, out, err = run("check", "--fix", link)
    assert code == 0
    assert "no-id" not in out
    assert err.startswith(f"{link}: 9 ids written: whats-it, whats-it-2, folded-text, ")
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["link.yaml", "real.yaml"]
    assert run("check", "--fix", link)[2] == ""


def test_fix_leaves_a_broken_file_and_mends_the_others(run: Run, tmp_path: Path) -> None:
    broken, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    broken.write_text("bank: a\nquestions: [{ask: a}]\n")
    other.write_text("bank: b\nquestions: [{ask: a, answer: b}]\n")
    code, out, err = run("check", "--fix", tmp_path)
    assert code == 1
    assert f"{broken}:2:13: no-answer " in out
    assert err == f"{other}: 1 id written: a\n"
    assert broken.read_text() == "bank: a\nquestions: [{ask: a}]\n"


def test_fix_cannot_change_standard_input(run: Run) -> None:
    code, out, err = run("check", "--fix", "-")
    assert (code, out) == (2, "")
    assert "Standard input cannot be changed" in err


def test_progress_comes_along(run: Run, tmp_path: Path, store: ProgressFile, clock: Clock) -> None:
    path = tmp_path / "b.yaml"
    path.write_text("bank: b\nquestions:\n- ask: What is it?\n  answer: x\n")
    study = Study(load([path]), store, clock, Random(7))
    sitting = study.study()
    assert sitting.current is not None
    study.answer(sitting, right_response(sitting.current.kind))
    assert run("check", "--fix", path)[0] == 0
    study = Study(load([path]), store, clock, Random(7))
    assert set(all_progress(store)) == {Key("b", "what-is-it")}
    assert study.overview().banks[0].new == 0
    path.write_text(path.read_text().replace("What is it?", "And what is this?"))
    assert Study(load([path]), store, clock, Random(7)).overview().banks[0].new == 0
