"""Finding and reading files: whatever lies in a folder, the banks in it can be used."""

import gc
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.bank import files, load
from quiz.model import Library


def bank(name: str) -> str:
    return f"bank: {name}\nquestions:\n- ask: a\n  answer: b\n"


def told(library: Library) -> list[tuple[str, str]]:
    return [(Path(problem.place.path).name, problem.code) for problem in library.problems]


def names(library: Library) -> list[str]:
    return [bank.id for bank in library.banks]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good bank."""
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "good.yaml").write_text(bank("good"))
    return folder


def test_banks_are_found_in_folders_in_order_of_their_names(folder: Path) -> None:
    for name in (
        "b/z.yml",
        "b/a.YAML",
        "a.yaml",
        "c/d/e/f.yaml",
        ".hidden.yaml",
        ".git/x.yaml",
        "notes.txt",
        "yaml",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(bank(name.lower().replace("/", "-").replace(".", "-")))
    library = load([folder])
    assert library.problems == ()
    assert names(library) == ["a-yaml", "b-a-yaml", "b-z-yml", "c-d-e-f-yaml", "good"]
    assert library.banks[0].path == str(folder / "a.yaml")


def test_files_and_folders_are_read_in_the_order_given_and_each_file_once(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(bank("other"))
    link = tmp_path / "link.yaml"
    link.symlink_to(folder / "good.yaml")
    linked_folder = tmp_path / "linked"
    linked_folder.symlink_to(folder)
    library = load([other, folder, folder / "good.yaml", folder / ".." / "banks", link, linked_folder, other])
    assert names(library) == ["other", "good"]
    assert library.problems == ()


def test_nothing_given_gives_nothing() -> None:
    assert load([]) == Library(())


@pytest.mark.parametrize("name", ["missing.yaml", "good.yaml/x.yaml", "a\0b.yaml", "x" * 300])
def test_what_is_not_there_is_told(name: str, folder: Path) -> None:
    library = load([folder / name, folder])
    assert [problem.code for problem in library.problems] == ["unreadable"]
    assert names(library) == ["good"]


def test_one_broken_bank_never_stops_the_rest(folder: Path) -> None:
    (folder / "a.yaml").write_text("bank: a\nquestions:\n- ask: b\n")
    (folder / "b.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "c.yaml").write_text("bank: [\n")
    library = load([folder])
    assert names(library) == ["good"]
    assert told(library) == [("a.yaml", "no-answer"), ("b.yaml", "encoding"), ("c.yaml", "unclosed")]


def test_what_is_called_like_a_bank_and_is_no_file_is_passed_over_with_a_line(folder: Path) -> None:
    os.mkfifo(folder / "fifo.yaml")
    (folder / "folder.yaml").mkdir()
    (folder / "zero.yaml").symlink_to("/dev/zero")
    (folder / "linked.yaml").symlink_to(folder.parent)
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "dangling.yaml").symlink_to(folder / "nowhere")
    with socket.socket(socket.AF_UNIX) as plug:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may have 107 bytes
        plug.bind("socket.yaml")
        os.chdir(here)
        library = load([folder])
    assert names(library) == ["good"]
    assert told(library) == [
        ("dangling.yaml", "unreadable"),
        ("fifo.yaml", "not-a-file"),
        ("folder.yaml", "not-a-file"),
        ("linked.yaml", "not-a-file"),
        ("loop.yaml", "unreadable"),
        ("socket.yaml", "not-a-file"),
        ("zero.yaml", "not-a-file"),
    ]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "self").symlink_to(folder)
    (folder / "up").symlink_to(folder.parent)
    assert load([folder]).problems == ()
    assert names(load([folder])) == ["good"]


@pytest.mark.parametrize(
    "name", ["esc\x1b[31m.yaml", "new\nline.yaml", os.fsdecode(b"byte\xff.yaml"), "‮rtl.yaml"]
)
def test_files_with_odd_names_can_be_used(name: str, folder: Path) -> None:
    (folder / name).write_text(bank("odd"))
    library = load([folder])
    assert sorted(names(library)) == ["good", "odd"]
    (folder / "good.yaml").write_text(bank("odd") + "- ask: c\n  answer: d\n")
    messages = [problem.message for problem in load([folder]).problems]
    assert len(messages) == 2
    assert all(message.isprintable() for message in messages)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "locked.yaml").write_text(bank("locked"))
    (folder / "locked.yaml").chmod(0)
    (folder / "shut").mkdir(mode=0)
    library = load([folder])
    assert names(library) == ["good"]
    assert told(library) == [("locked.yaml", "unreadable"), ("shut", "unreadable")]


def test_every_failing_call_of_the_system_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    for name in ("open", "read", "fstat", "scandir"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, fail)
            library = load([folder])
        assert names(library) == []
        assert [problem.code for problem in library.problems] == ["unreadable"]
        assert "Input/output error" in library.problems[0].message


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "large.yaml").open("wb") as file:
        file.truncate(50_000_000)
    library = load([folder])
    assert names(library) == ["good"]
    assert told(library) == [("large.yaml", "too-large")]


def test_a_file_that_grows_while_it_is_read_is_not_read_to_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "read", lambda _, size: b"#" * min(size, 65536))
    assert told(load([folder / "good.yaml"])) == [("good.yaml", "too-large")]


def write_while_reading(write: Callable[[int], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets `write` run after each piece that is read, with the number of pieces so far."""
    real, pieces = os.read, list[bytes]()

    def read(descriptor: int, size: int) -> bytes:
        pieces.append(real(descriptor, size))
        write(len(pieces))
        return pieces[-1]

    monkeypatch.setattr(os, "read", read)
    monkeypatch.setattr(files, "_PAUSES", (0, 0, 0))


def test_a_file_that_is_saved_while_it_is_read_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "good.yaml"
    saved = bank("other") + "- ask: c\n  answer: d\n"
    write_while_reading(lambda pieces: pieces == 1 and path.write_text(saved), monkeypatch)
    library = load([path])
    assert library.problems == ()
    assert [(each.id, len(each.questions)) for each in library.banks] == [("other", 2)]


def test_a_file_of_which_less_comes_than_it_has_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "good.yaml"
    path.write_text(bank("good") + "- ask: c\n  answer: d\n")
    pieces = [b"", bank("good").encode()]
    real = os.read
    monkeypatch.setattr(os, "read", lambda *arguments: pieces.pop() if pieces else real(*arguments))
    monkeypatch.setattr(files, "_PAUSES", (0, 0, 0))
    assert [len(each.questions) for each in load([path]).banks] == [2]


def test_a_file_that_is_written_to_without_end_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "good.yaml"
    write_while_reading(lambda pieces: os.utime(path, ns=(0, pieces)), monkeypatch)
    library = load([path])
    assert library.banks == ()
    assert told(library) == [("good.yaml", "unreadable")]
    assert "wait until it is saved" in library.problems[0].hint


def test_a_folder_with_too_many_banks_names_the_limit(folder: Path) -> None:
    for number in range(2_000):
        (folder / f"{number:04}.yaml").write_text("")
    library = load([folder])
    assert library.problems[0].code == "too-many-files"
    assert library.problems[0].place.path == str(folder)
    assert "2,000" in library.problems[0].message
    assert "good.yaml" in library.problems[0].hint
    assert library.banks == ()


def test_a_folder_with_too_much_in_it_names_the_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FOLDER_BYTES", 100)
    for name in ("x", "y", "z"):
        (folder / f"{name}.yaml").write_text(bank(name))
    library = load([folder])
    assert names(library) == ["good", "x"]
    assert told(library) == [("banks", "too-large")]


def test_a_whole_disk_given_by_mistake_is_not_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ENTRIES", 3)
    for name in ("a", "b", "b/c", "b/d"):
        (folder / name).mkdir()
    (folder / "b" / "x.yaml").write_text(bank("x"))
    library = load([folder])
    assert told(library) == [("banks", "too-many-files")]


def test_two_banks_with_one_id_are_both_left_out_and_name_each_other(folder: Path) -> None:
    (folder / "same.yaml").write_text("# a comment\n" + bank("good"))
    (folder / "broken.yaml").write_text("title: x\nbank: good\n")
    (folder / "other.yaml").write_text(bank("other"))
    library = load([folder])
    assert names(library) == ["other"]
    clashes = [problem for problem in library.problems if problem.code == "duplicate-bank"]
    assert [Path(problem.place.path).name for problem in clashes] == ["broken.yaml", "good.yaml", "same.yaml"]
    assert [problem.place.line for problem in clashes] == [2, 1, 2]
    assert "good.yaml:1:7" in clashes[0].message
    assert "broken.yaml:2:7" in clashes[1].message


def test_of_copies_of_a_bank_the_first_is_used_wherever_its_questions_stand(folder: Path) -> None:
    (folder / "good (conflicted copy).yaml").write_text("# a comment\n" + bank("good"))
    (folder / "other.yaml").write_text(bank("other"))
    library = load([folder / "good.yaml", folder])
    assert [Path(each.path).name for each in library.banks] == ["good.yaml", "other.yaml"]
    (problem,) = library.problems
    assert (Path(problem.place.path).name, problem.place.line) == ("good (conflicted copy).yaml", 2)
    assert problem.message == f"this is the same bank as {folder / 'good.yaml'}, which is used"


@pytest.mark.parametrize(
    "change",
    [
        ("questions:", "title: Other\nquestions:"),
        ("answer: ", "answer: other "),
        ("- ask: ", "- ask: x\n  answer: y\n- ask: "),
    ],
)
def test_of_banks_that_differ_in_anything_none_is_used(folder: Path, change: tuple[str, str]) -> None:
    differing = bank("good").replace(*change)
    assert differing != bank("good")
    (folder / "later.yaml").write_text(differing)
    library = load([folder])
    assert names(library) == []
    assert [problem.code for problem in library.problems] == ["duplicate-bank"] * 2


@pytest.mark.parametrize("running", [True, False])
def test_the_garbage_collector_is_left_as_it_was(
    running: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        load([folder])
        assert gc.isenabled() is running
        monkeypatch.setattr("quiz.bank.banks.read", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            load([folder])
        assert gc.isenabled() is running
    finally:
        (gc.enable if was else gc.disable)()
