"""Numbers of questions that have been reviewed: whatever was done meanwhile, they hold or are not told."""

import marshal
from pathlib import Path
from random import Random

import pytest

from quiz import caching
from quiz.bank import read
from quiz.memory import replay
from quiz.model import Bank, Key, Library, Review, Said
from quiz.store import ProgressFile
from quiz.study import Study
from quiz.study.counting import Counting
from tests.support import DAMAGES, Clock, noted


@pytest.fixture(autouse=True)
def _kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.study.counting._MANY", 0)


def bank(name: str, *names: str) -> Bank:
    lines = [f"  - {{id: {each}, ask: Is {each} it?, answer: true}}\n" for each in names]
    found, problems = read(f"bank: {name}\ntitle: T\nquestions:\n{''.join(lines)}".encode(), Path(name))
    assert found is not None, problems
    return found


ONE, TWO = bank("one", "a", "b", "c"), bank("two", "a", "b", "c")
CUT = bank("one", "b", "c", "d")


@pytest.fixture
def library() -> Library:
    return Library((ONE, TWO))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Holds the banks whose names were looked up."""
    return noted(monkeypatch, ProgressFile, "known")


def counted(study: Study, folder: Path, *banks: Bank) -> dict[str, int]:
    """Returns what a program that was started just now counts."""
    return Counting(study._store, str(folder)).known(banks)


def answer(study: Study, *keys: tuple[str, str]) -> None:
    for key in keys:
        study.answer(study.drill([Key(*key)]), Said(truth=True))


def test_names_are_looked_up_again_only_where_the_number_is_another(
    study: Study, tmp_path: Path, looked: list[str]
) -> None:
    answer(study, ("one", "a"), ("two", "a"), ("two", "b"))
    assert counted(study, tmp_path, ONE, TWO) == {"one": 1, "two": 2}
    assert looked == ["one", "two"]
    answer(study, ("one", "a"), ("two", "a"))
    study.labels.suspend(Key("one", "c"))
    assert counted(study, tmp_path, ONE, TWO) == {"one": 1, "two": 2}
    assert looked == ["one", "two"]
    answer(study, ("two", "c"))
    assert counted(study, tmp_path, ONE, TWO) == {"one": 1, "two": 3}
    assert counted(study, tmp_path, ONE, TWO) == {"one": 1, "two": 3}
    assert looked == ["one", "two", "two"]


def test_a_bank_that_lost_a_question_is_not_counted_until_it_has_it_again(
    study: Study, tmp_path: Path
) -> None:
    answer(study, ("one", "b"))
    assert counted(study, tmp_path, CUT, TWO) == {"one": 1, "two": 0}
    answer(study, ("one", "a"))
    assert counted(study, tmp_path, CUT, TWO) == {"two": 0}
    assert counted(study, tmp_path, CUT, TWO) == {"two": 0}
    assert counted(study, tmp_path, ONE, TWO) == {"one": 2, "two": 0}
    assert counted(study, tmp_path, CUT, TWO) == {"two": 0}


def test_a_lost_question_in_the_place_of_one_that_was_undone_is_noticed(study: Study, tmp_path: Path) -> None:
    answer(study, ("one", "b"))
    assert counted(study, tmp_path, CUT) == {"one": 1}
    [event] = study._store.log()
    study._journal.undo(event.id)
    answer(study, ("one", "a"))
    assert study._store.number_known(["one"]) == {"one": 1}
    assert counted(study, tmp_path, CUT) == {}


def test_a_name_that_no_question_can_have_is_a_lost_one(study: Study, tmp_path: Path) -> None:
    answer(study, ("one", "a"))
    [event] = study._store.log()
    assert isinstance(event, Review)
    study._store.record(event._replace(id="another", key=Key("one", "b\nc")))
    assert counted(study, tmp_path, ONE, TWO) == {"two": 0}


def test_another_log_is_counted_anew(study: Study, store: ProgressFile, tmp_path: Path, clock: Clock) -> None:
    answer(study, ("one", "a"))
    assert counted(study, tmp_path, ONE) == {"one": 1}
    kept = store.backup(clock())
    answer(study, ("one", "b"))
    assert counted(study, tmp_path, ONE) == {"one": 2}
    path = Path(store.path)
    store.close()
    for left in path.parent.glob(f"{path.name}-[ws]*"):
        left.unlink()
    kept.replace(path)
    with ProgressFile.open(path, replay, clock()) as restored:
        assert Counting(restored, str(tmp_path)).known([ONE]) == {"one": 1}


@pytest.mark.parametrize("how", ["gone", "a folder", "of another shape", *DAMAGES])
def test_what_is_damaged_is_done_without(study: Study, tmp_path: Path, looked: list[str], how: str) -> None:
    answer(study, ("one", "a"))
    assert counted(study, tmp_path / "kept", ONE) == {"one": 1}
    (place,) = (tmp_path / "kept").iterdir()
    data = place.read_bytes()
    place.unlink()
    match how:
        case "gone":
            pass
        case "of another shape":
            of, value = marshal.loads(data.partition(b"\n")[2])
            caching.keep(str(place), of, value[:1])
        case "a folder":
            place.mkdir()
        case _:
            place.write_bytes(DAMAGES[how](data))
    assert counted(study, tmp_path / "kept", ONE) == {"one": 1}
    assert looked == ["one", "one"]


def test_what_is_kept_in_another_form_is_not_taken(
    study: Study, tmp_path: Path, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(study, ("one", "a"))
    counted(study, tmp_path, ONE)
    monkeypatch.setattr("quiz.study.counting._FORM", 2)
    assert counted(study, tmp_path, ONE) == {"one": 1}
    assert looked == ["one", "one"]


def test_nothing_is_kept_of_a_copy_nor_of_a_short_log(
    study: Study, library: Library, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    with ProgressFile.open_copy(None, replay) as store:
        copy = Study(library, store, clock, Random(7))
        answer(copy, ("one", "a"))
        assert counted(copy, kept, ONE) == {"one": 1}
    monkeypatch.setattr("quiz.study.counting._MANY", 3)
    answer(study, ("one", "a"), ("one", "b"))
    assert counted(study, kept, ONE) == {"one": 2}
    assert not kept.exists()
    answer(study, ("one", "c"))
    assert counted(study, kept, ONE) == {"one": 3}
    assert kept.exists()


def test_a_folder_that_cannot_be_made_is_done_without(study: Study, tmp_path: Path) -> None:
    answer(study, ("one", "a"))
    (tmp_path / "kept").write_text("in the way")
    assert counted(study, tmp_path / "kept", ONE) == {"one": 1}
