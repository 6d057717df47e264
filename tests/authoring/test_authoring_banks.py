"""Making, adding and removing banks."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank import read
from quiz.bank.advice import advise
from quiz.bank.ids import slug
from quiz.bank.starter import starter
from quiz.model import kind_name
from tests.support import BANK

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_starter_has_every_kind_and_neither_errors_nor_advice() -> None:
    data = starter("b", 'A "title": with \\ FILE and NAME', "my bank.yaml", "file:///x").encode()
    bank, problems = read(data, Path("b.yaml"))
    assert bank is not None, problems
    assert bank.title == 'A "title": with \\ FILE and NAME'
    assert len({kind_name(question.kind) for question in bank.questions}) == 9
    assert advise(bank, data) == []
    assert b"tillerson-quiz check 'my bank.yaml' " in data


@pytest.mark.parametrize(
    ("name", "file", "bank"),
    [
        ("rivers", "rivers.yaml", "rivers"),
        ("Roman history: 1", "roman-history-1.yaml", "roman-history-1"),
        ("Rivers.yml", "Rivers.yml", "rivers"),
        ("История", "История.yaml", "my-bank"),
        ("v1.2", "v1-2.yaml", "v1-2"),
    ],
)
@pytest.mark.usefixtures("_here")
def test_new_writes_a_bank_that_can_be_added_at_once(
    name: str, file: str, bank: str, run: Run, tmp_path: Path
) -> None:
    code, out, err = run("new", name)
    assert (code, err) == (0, "")
    assert f"Wrote {file}: " in out
    text = (tmp_path / file).read_text()
    schema = tmp_path / "data" / "tillerson-quiz" / "bank.schema.json"
    assert text.startswith(f"# yaml-language-server: $schema={schema.as_uri()}\n")
    assert json.loads(schema.read_text())["$schema"].endswith("2020-12/schema")
    assert f"bank: {bank} " in text
    assert run("check", "--strict", file)[0] == 0
    assert run("add", file)[0] == 0
    assert f"{bank} " in run("banks")[1]


def test_new_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine")
    code, out, err = run("new", path)
    assert (code, out) == (2, "")
    assert f"{path} is there already." in err
    assert path.read_text() == "mine"
    assert run("new", tmp_path / "nowhere" / "x")[0] == 2
    assert run("new", "")[0] == 2
    assert not list(tmp_path.glob(".*"))


def test_add_copies_files_and_folders_and_says_what(run: Run, bank: Path, own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder" / "deeper"
    folder.mkdir(parents=True)
    (folder / "other.yml").write_text(BANK.replace("bank: capitals", "bank: other"))
    code, out, err = run("add", bank, folder.parent)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"Added capitals, 4 questions: {own / 'capitals.yaml'}. `tillerson-quiz study capitals` asks them.",
        f"Added other, 4 questions: {own / 'other.yml'}. `tillerson-quiz study other` asks them.",
    ]
    assert (own / "capitals.yaml").read_bytes() == bank.read_bytes()
    assert sorted(path.name for path in own.iterdir()) == ["capitals.yaml", "other.yml"]


def test_add_reads_standard_input_and_names_the_file_by_the_id(run: Run, own: Path) -> None:
    assert run("add", "-", given=BANK.encode())[0] == 0
    assert (own / "capitals.yaml").read_text() == BANK


@pytest.mark.parametrize("name", [".hidden.yaml", "notes.txt", "a\x1bb.yaml"])
def test_a_name_under_which_no_bank_is_found_is_not_kept(
    name: str, run: Run, bank: Path, own: Path, tmp_path: Path
) -> None:
    path = bank.rename(tmp_path / name)
    assert run("add", path)[0] == 0
    assert [path.name for path in own.iterdir()] == ["capitals.yaml"]


def test_add_refuses_all_when_one_has_an_error(run: Run, bank: Path, own: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("bank: broken\n")
    code, out, err = run("add", bank, broken)
    assert code == 1
    assert f"{broken}:1:1: missing-key " in out
    assert "Nothing was added" in err
    assert not own.exists()


def test_add_refuses_what_is_there_and_replaces_it_when_told(run: Run, bank: Path, own: Path) -> None:
    run("add", bank)
    bank.write_text(BANK.replace("title: Capitals", "title: New"))
    code, out, err = run("add", bank)
    assert (code, out) == (2, "")
    assert "--replace" in err
    assert (own / "capitals.yaml").read_text() == BANK
    moved = bank.rename(bank.with_name("moved.yaml"))
    assert run("add", moved)[0] == 2
    code, out, _ = run("add", moved, "--replace")
    assert code == 0
    assert out.startswith(f"Replaced capitals, 4 questions: {own / 'capitals.yaml'}. The old one is kept in ")
    assert [path.name for path in own.iterdir()] == ["capitals.yaml"]
    assert "title: New" in (own / "capitals.yaml").read_text()
    assert (own.parent / "removed" / "capitals.yaml").read_text() == BANK


def test_add_replaces_a_link_and_not_the_file_behind_it(
    run: Run, bank: Path, own: Path, tmp_path: Path
) -> None:
    behind = tmp_path / "behind.yaml"
    behind.write_text(BANK)
    own.mkdir(parents=True)
    (own / "capitals.yaml").symlink_to(behind)
    bank.write_text(BANK.replace("title: Capitals", "title: New"))
    assert run("add", bank, "--replace")[0] == 0
    assert behind.read_text() == BANK
    assert not (own / "capitals.yaml").is_symlink()


def test_an_id_of_a_shipped_or_broken_bank_is_taken(run: Run, bank: Path, own: Path) -> None:
    bank.write_text(BANK.replace("bank: capitals", "bank: airspace-agreement"))
    code, _, err = run("add", bank, "--replace")
    assert code == 2
    assert "The bank id “airspace-agreement” is taken already, by " in err
    own.mkdir(parents=True)
    (own / "old.yaml").write_text("bank: capitals\nquestions: []\n")
    bank.write_text(BANK)
    assert run("add", bank)[0] == 2
    assert run("add", bank, "--replace")[0] == 0
    assert (own / "old.yaml").read_text() == BANK


def test_a_bank_among_the_own_ones_is_not_added_to_itself(run: Run, bank: Path, own: Path) -> None:
    run("add", bank)
    code, _, err = run("add", own / "capitals.yaml")
    assert code == 2
    assert "among your own banks already" in err


def test_two_files_of_one_name_are_not_added(run: Run, bank: Path, own: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "capitals.yaml").write_text(BANK.replace("bank: capitals", "bank: other"))
    code, _, err = run("add", bank, tmp_path / "x")
    assert code == 2
    assert "Two of these files are called capitals.yaml" in err
    assert not own.exists()


def test_remove_takes_away_an_own_bank_and_keeps_the_file(run: Run, bank: Path, own: Path) -> None:
    run("add", bank)
    code, out, err = run("remove", "capitals")
    assert (code, err) == (0, "")
    assert "Its progress is kept" in out
    assert list(own.iterdir()) == []
    assert (own.parent / "removed" / "capitals.yaml").read_text() == BANK
    run("add", bank)
    run("remove", "capitals")
    assert (own.parent / "removed" / "capitals-2.yaml").read_text() == BANK


def test_remove_takes_away_a_broken_bank_too(run: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "old.yaml").write_text("bank: old\nquestions: []\n")
    assert run("remove", "old")[0] == 0
    assert list(own.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("airspace-agreement", "“airspace-agreement” is not among your own banks: it is "),
        ("nothing", "You have no bank “nothing” of your own. Your own are capitals."),
    ],
)
def test_remove_takes_away_only_what_is_the_users_own(
    name: str, said: str, run: Run, bank: Path, own: Path
) -> None:
    run("add", bank)
    code, out, err = run("remove", "capitals", name)
    assert (code, out) == (2, "")
    assert said in err
    assert (own / "capitals.yaml").exists()


def test_remove_does_not_choose_between_two(run: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "a.yaml").write_text(BANK)
    (own / "b.yaml").write_text(BANK)
    code, _, err = run("remove", "capitals")
    assert code == 2
    assert f"{own / 'a.yaml'} and {own / 'b.yaml'}" in err


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("What is the capital of France?", "what-is-the-capital-of-france"),
        ("Who’s “there”?", "whos-there"),
        ("Où est Łódź?", "ou-est-lodz"),
        ("Что это?", ""),
        ("x" * 80, "x" * 50),
        ("word " * 30, "-".join(["word"] * 10)),
    ],
)
def test_a_slug_is_made_of_the_words(text: str, made: str) -> None:
    assert slug(text) == made
