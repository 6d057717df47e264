"""Banks that are kept: the same as when they are read, and only where they are."""

import os
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from zlib import crc32

import pytest

from quiz import caching
from quiz.bank import Cache, banks, cache, load, packed, packing
from quiz.bank.files import Reading
from quiz.errors import QuizError
from quiz.model import Library
from quiz.paths import shipped_banks
from tests.plain.conversation import NINE

ODD = """\
bank: odd
title: "\u00dcn\u00efcode \U0001f600"
tags: [t]
questions:
- ask: "Ωhm?"
  answer: 5
"""
OTHER = "bank: odd\nquestions:\n- ask: Something else?\n  answer: b\n"

READINGS = "quiz.bank.banks.read"
"""What reads a bank file."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has files that were changed just now be kept, as if time had passed."""
    monkeypatch.setattr(cache, "_FINE", -1)
    monkeypatch.setattr(cache, "_COARSE", -1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "banks"
    folder.mkdir()
    (folder / "kinds.yaml").write_text(NINE)
    (folder / "odd.yaml").write_text(ODD)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    real = banks.read

    def noted(data: bytes, path: str) -> Reading:
        names.append(Path(path).name)
        return real(data, path)

    monkeypatch.setattr(READINGS, noted)
    return names


def _some(names: Iterable[str]) -> list[Sequence[str]]:
    """Returns ways to choose from names: none, each by itself, all of them, one that is none of them."""
    return [(), *((name,) for name in names), (*names,), ("nothing",)]


def entries(library: Library) -> list[object]:
    """Returns all that is known without reading a question."""
    questions = [bank.questions for bank in library.banks]
    return [
        (
            len(each),
            list(each.ids),
            list(each.entries),
            dict(each.kinds),
            list(each.tags),
            each.named,
            each.places,
            [each.selected(kinds, tags) for kinds in _some(each.kinds) for tags in _some(each.tags)],
        )
        for each in questions
    ]


def test_what_is_kept_is_what_is_read(folder: Path, kept: Path, read: list[str]) -> None:
    paths = [shipped_banks(), str(folder)]
    library = load(paths)
    read.clear()
    first = load(paths, Cache(kept))
    assert len(read) == len(library.banks) > 2
    again = load(paths, Cache(kept))
    assert len(read) == len(library.banks)
    assert library == first == again
    assert entries(library) == entries(first) == entries(again)
    assert [question for bank in again.banks for question in bank.questions[1:]] == [
        question for bank in library.banks for question in bank.questions[1:]
    ]


def test_a_changed_file_is_read_again_and_only_that(folder: Path, kept: Path, read: list[str]) -> None:
    load([folder], Cache(kept))
    odd = folder / "odd.yaml"
    status = odd.stat()
    odd.write_text(odd.read_text().replace("Ωhm", "Øhm"))
    os.utime(odd, ns=(status.st_atime_ns, status.st_mtime_ns))  # a change that hides in size and time
    read.clear()
    library = load([folder], Cache(kept))
    assert read == ["odd.yaml"]
    assert library == load([folder])


def test_a_file_that_takes_the_place_of_another_is_read(folder: Path, kept: Path, read: list[str]) -> None:
    load([folder], Cache(kept))
    other = folder / "other"
    other.write_text((folder / "odd.yaml").read_text().replace("Ωhm", "Øhm"))
    other.replace(folder / "odd.yaml")
    assert load([folder], Cache(kept)) == load([folder])


def test_a_file_that_was_changed_just_now_is_not_kept(
    folder: Path, kept: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_FINE", 10**18)
    monkeypatch.setattr(cache, "_COARSE", 10**18)
    load([folder], Cache(kept))
    load([folder], Cache(kept))
    assert len(read) == 4
    assert not kept.exists()


def test_other_reading_code_reads_everything_again(
    folder: Path, kept: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load([folder], Cache(kept))
    monkeypatch.setattr(caching, "program", lambda *_: "another")
    load([folder], Cache(kept))
    assert len(read) == 4


def test_problems_are_told_at_every_start_and_nothing_with_problems_is_kept(folder: Path, kept: Path) -> None:
    (folder / "bad.yaml").write_text("bank: bad\nquestions:\n- ask: a\n")
    (folder / "twice.yaml").write_text((folder / "odd.yaml").read_text())
    (folder / "link.yaml").symlink_to(folder / "kinds.yaml")
    os.link(folder / "kinds.yaml", folder / "name.yaml")
    library = load([folder])
    assert len(library.problems) == 3  # a bad one, and two copies of banks
    assert load([folder], Cache(kept)) == library
    assert load([folder], Cache(kept)) == library
    assert len(list(kept.iterdir())) == 4  # nothing is kept of the bad one


def test_limits_hold_for_what_is_kept(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load([folder], Cache(kept))
    monkeypatch.setattr("quiz.bank.files.MAX_FOLDER_BYTES", (folder / "kinds.yaml").stat().st_size)
    library = load([folder], Cache(kept))
    assert library == load([folder])
    assert [problem.code for problem in library.problems] == ["too-large"]


def _flipped(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def _overwritten(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(30) + data[at + 30 :]


@pytest.mark.parametrize(
    "damage",
    [
        _flipped,
        _overwritten,
        lambda data, rng: data[: rng.randrange(len(data))],
        lambda data, _: data + b"x",
        lambda data, _: bytes(len(data)),
        lambda data, _: packed.MAGIC + bytes(len(data)),
        lambda data, rng: rng.randbytes(len(data)),
    ],
    ids=["flipped", "overwritten", "cut", "longer", "zero", "zero but for the beginning", "garbage"],
)
def test_damage_is_noticed_and_read_again(
    folder: Path, kept: Path, damage: Callable[[bytes, Random], bytes]
) -> None:
    library = load([folder])
    load([folder], Cache(kept))
    rng = Random(1)
    for place in sorted(kept.iterdir()):
        whole = place.read_bytes()
        for _ in range(40):
            place.write_bytes(damage(whole, rng))
            found = load([folder], Cache(kept))
            assert found == library
            assert entries(found) == entries(library)


def test_a_damaged_length_makes_no_room_for_what_is_not_there(folder: Path, kept: Path) -> None:
    load([folder], Cache(kept))
    for place in kept.iterdir():
        data = place.read_bytes()
        length = packed.START - packed.NUMBER
        place.write_bytes(data[:length] + b"\xff" * packed.NUMBER + data[packed.START :])
    tracemalloc.start()
    try:
        assert load([folder], Cache(kept)) == load([folder])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000


def test_what_is_kept_of_another_file_and_no_file_in_its_place_are_passed_over(
    folder: Path, kept: Path
) -> None:
    load([folder], Cache(kept))
    one, other = kept.iterdir()
    one.write_bytes(other.read_bytes())
    assert load([folder], Cache(kept)) == load([folder])
    one.unlink()
    one.mkdir()
    other.unlink()
    os.mkfifo(other)
    assert load([folder], Cache(kept)) == load([folder])


@pytest.mark.parametrize("part", [0, 1, 2])
def test_damage_while_the_quiz_runs_is_noticed(folder: Path, kept: Path, part: int) -> None:
    load([folder], Cache(kept))
    library = load([folder], Cache(kept))
    if part:
        assert [list(bank.questions.ids) for bank in library.banks]  # the outlines have been read by now
    for place in kept.iterdir():
        place.unlink() if part == 2 else place.write_bytes(b"\0" * place.stat().st_size)
    assert library == load([folder])
    assert entries(library) == entries(load([folder]))


@pytest.mark.parametrize("now", [OTHER, ODD.replace("odd", "even"), ""])
def test_a_question_that_is_nowhere_any_more_is_told(folder: Path, kept: Path, now: str) -> None:
    load([folder], Cache(kept))
    bank = next(bank for bank in load([folder], Cache(kept)).banks if bank.id == "odd")
    assert len(bank.questions.ids) == 1
    for place in kept.iterdir():
        place.unlink()
    Path(bank.path).write_text(now)
    with pytest.raises(QuizError, match=r"odd\.yaml (is no longer the bank|can no longer be read)"):
        bank.questions.at(0)


def test_a_bank_that_is_read_again_elsewhere_stays_as_it_was_here(folder: Path, kept: Path) -> None:
    load([folder], Cache(kept))
    here = load([folder], Cache(kept))
    odd = folder / "odd.yaml"
    before = odd.read_text()
    odd.write_text(before.replace("Ωhm", "Øhm"))
    there = load([folder], Cache(kept))
    assert [bank.questions.at(0).ask for bank in (here.banks[1], there.banks[1])] == ["Ωhm?", "Øhm?"]


def test_former_states_of_a_file_do_not_pile_up(folder: Path, kept: Path) -> None:
    for number in range(5):
        (folder / "odd.yaml").write_text(f"bank: odd\nquestions:\n- ask: a{number}\n  answer: b\n")
        load([folder], Cache(kept))
    assert len(list(kept.iterdir())) == 3


def test_no_more_than_so_many_banks_are_kept(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_MOST", 1)
    assert load([folder], Cache(kept)) == load([folder])
    assert len(list(kept.iterdir())) == 1


def test_what_a_stopped_process_left_is_deleted_later(folder: Path, kept: Path) -> None:
    kept.mkdir()
    (kept / ".1-half.bank").write_bytes(b"half")
    os.utime(kept / ".1-half.bank", (0, 0))
    load([folder], Cache(kept))
    assert not (kept / ".1-half.bank").exists()


def test_only_the_learner_can_look_into_what_is_kept(folder: Path, kept: Path) -> None:
    load([folder], Cache(kept))
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert {stat.S_IMODE(place.stat().st_mode) for place in kept.iterdir()} == {0o600}


@pytest.mark.parametrize("place", ["taken", "taken/below", "link"])
def test_where_nothing_can_be_kept_everything_is_read(folder: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "else")
    assert load([folder], Cache(tmp_path / place)) == load([folder])


def test_a_disk_that_fills_up_leaves_nothing_half(folder: Path, kept: Path) -> None:
    kept.mkdir()
    script = (
        "import resource, sys; from pathlib import Path; from quiz.bank import Cache, cache, load\n"
        "cache._FINE = cache._COARSE = -1\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "print(len(load([Path(sys.argv[1])], Cache(Path(sys.argv[2]))).banks))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, folder, kept], capture_output=True, text=True, check=True
    )
    assert said.stdout == "2\n"
    assert all(place.stat().st_size <= 600 and place.suffix == ".bank" for place in kept.iterdir())
    assert load([folder], Cache(kept)) == load([folder])


def test_two_processes_that_keep_at_once_lose_nothing(folder: Path, kept: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from quiz.bank import Cache, cache, load\n"
        "cache._FINE = cache._COARSE = -1\n"
        "for round in range(30):\n"
        "    cache.caching.program = lambda *_: str(round % 3)\n"
        "    assert load([Path(sys.argv[1])], Cache(Path(sys.argv[2]))) == load([Path(sys.argv[1])])"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, folder, kept]) for _ in range(2)]
    assert [process.wait(50) for process in both] == [0, 0]
    assert load([folder], Cache(kept)) == load([folder])


@pytest.mark.parametrize("most", [1, 13, 21, 5_000])
def test_a_head_is_found_however_much_is_read_at_first(folder: Path, most: int) -> None:
    bank, _ = load([folder]).banks
    place = banks.read(Path(bank.path).read_bytes(), bank.path).place
    assert place is not None
    data = packing.pack(bank, place, ["x", 1])
    head = packed.head(packed.held(data), max(most, packed.START))
    assert (head.of, head.id, head.number) == (["x", 1], bank.id, len(bank.questions))


def test_ids_are_found_in_what_is_kept_and_nothing_else_is(folder: Path, kept: Path) -> None:
    ids = [f"q{number}" for number in range(300)]
    questions = "".join(f"  - {{id: {name}, ask: Is {name} it?, answer: true}}\n" for name in ids)
    (folder / "large.yaml").write_text(f"bank: large\ntitle: Large\nquestions:\n{questions}")
    asked = ["q1", "", "q", "q300", "nowhere", *reversed(ids), "Q1", "q10 ", "\x1e", "ü"]
    for _ in range(2):
        for bank in load([folder], Cache(kept)).banks:
            wanted = [name for name in asked if name in bank.questions.ids]
            assert bank.questions.having(asked) == wanted
            assert bank.questions.having(bank.questions.ids) == list(bank.questions.ids)
            assert bank.questions.checksum == crc32("\n".join(bank.questions.ids).encode())
