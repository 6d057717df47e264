"""Sums of the log that are kept: whatever was done meanwhile, they change no figure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory import replay
from quiz.model import (
    Change,
    Event,
    Fit,
    Key,
    Library,
    Mode,
    Outcome,
    Rating,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.stats import Range, Report
from quiz.store import ProgressFile, new_id
from quiz.store.gists import Gists
from quiz.study import Study
from quiz.study.figures import Figures
from tests.store.conftest import FITTED
from tests.support import DAMAGES, REVIEW, Clock

KEYS = [Key("capitals", "france"), Key("capitals", "japan"), Key("gone", "atom")]
START = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.study.figures._MANY", 0)


def read(study: Study, sums: Path) -> Report:
    figures = study.figures()
    figures.sums = str(sums)
    return figures.all_at_once(Range.ALL)


def review(time: datetime, key: Key, rating: Rating, mode: Mode, rng: Random) -> Review:
    return REVIEW._replace(
        id=new_id(time, rng),
        time=time,
        offset=60,
        day=time.date(),
        key=key,
        mode=mode,
        score=float(rating > 1),
        outcome=Outcome.RIGHT if rating > 1 else Outcome.WRONG,
        rating=rating,
        milliseconds=1500,
    )


def events(draw: st.DrawFn, ids: list[str], rng: Random) -> Iterator[Event]:
    """Gives some events, one of which may be earlier than all that is there."""
    time = START
    while True:
        time = max(
            START, time + timedelta(minutes=draw(st.sampled_from([5, 5, 2000, 60_000, -3000, -60_000])))
        )
        key = draw(st.sampled_from(KEYS))
        stamp = new_id(time, rng), time
        match draw(st.sampled_from(["review"] * 8 + ["void", "change", "relink", "fit", "suspend"])):
            case "void" if ids:
                yield Void(*stamp, draw(st.sampled_from(ids)))
            case "change" if ids:
                yield Change(*stamp, draw(st.sampled_from(ids)), 0.5, Outcome.PARTLY, Rating.HARD)
            case "relink":
                yield Relink(*stamp, key, draw(st.sampled_from(KEYS)))
            case "fit":
                yield Fit(*stamp, draw(st.sampled_from([FITTED, (*FITTED[:-1], 0.4), ()])))
            case "suspend":
                yield Suspend(*stamp, key)
            case _:
                rating, mode = draw(st.sampled_from(Rating)), draw(st.sampled_from(Mode))
                yield review(time, key, rating, mode, rng)


@st.composite
def logs(draw: st.DrawFn) -> list[list[Event]]:
    """Draws what is written between one look at the statistics and the next."""
    ids: list[str] = []
    coming = events(draw, ids, Random(draw(st.integers(0, 9))))
    found: list[list[Event]] = []
    for number in draw(st.lists(st.integers(0, 6), min_size=2, max_size=5)):
        found.append([next(coming) for _ in range(number)])
        ids += [each.id for each in found[-1]]
    return found


@given(logs())
def test_with_what_was_kept_all_figures_are_those_of_the_whole_log(log: list[list[Event]]) -> None:
    clock = Clock(datetime(2027, 6, 1, tzinfo=UTC))
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "sums"
        with ProgressFile.open(Path(folder) / "progress.db", replay, START) as store:
            store._database._connection.execute("PRAGMA synchronous = OFF")
            for number, some in enumerate(log):
                store.record_all(some)
                study = Study(Library(()), store, clock, Random(7))
                assert read(study, kept) == read(study, Path(folder) / f"none-{number}")


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Holds True for each time that the log was read as a whole."""
    found: list[bool] = []
    go = Gists.__iter__

    def noted(gists: Gists) -> object:
        found.append(True)
        return go(gists)

    monkeypatch.setattr(Gists, "__iter__", noted)
    return found


def answer(study: Study, day: int, key: Key = KEYS[0], rating: Rating = Rating.GOOD) -> Review:
    found = review(START + timedelta(days=day), key, rating, Mode.STUDY, Random(day))
    study._store.record(found)
    return found


def test_answers_that_follow_are_added_to_what_was_kept(
    study: Study, whole: list[bool], tmp_path: Path
) -> None:
    answer(study, 0)
    assert read(study, tmp_path).total.answers.number == 1
    for number in (1, 2, 30):
        answer(study, number)
        undone = answer(study, number, KEYS[1])
        study._store.record(Void(f"void {number}", undone.time, undone.id))
        study._store.record(Suspend(f"suspend {number}", undone.time, KEYS[1]))
        report = read(study, tmp_path)
        assert report == read(study, tmp_path)
    assert report.total.answers.number == 4
    assert (report.total.young.number, report.total.mature.number, report.foretold.number) == (2, 1, 3)
    assert len(whole) == 1


def test_an_answer_of_a_clock_that_was_wrong_has_the_log_read_as_a_whole_once(
    study: Study, whole: list[bool], tmp_path: Path
) -> None:
    answer(study, 0)
    read(study, tmp_path)
    answer(study, 200)
    read(study, tmp_path)
    for number, day in enumerate((1, 2, 30), 3):
        answer(study, day)
        assert read(study, tmp_path).total.answers.number == number
    assert len(whole) == 2


@pytest.mark.parametrize("what", ["undone", "earlier", "relink", "fit", "restored"])
def test_what_bears_on_earlier_answers_has_the_log_read_as_a_whole(
    study: Study, whole: list[bool], tmp_path: Path, what: str
) -> None:
    first = answer(study, 10)
    read(study, tmp_path)
    now = START + timedelta(days=11)
    match what:
        case "undone":
            study._store.record(Void("void", now, first.id))
        case "earlier":
            answer(study, 9)
        case "relink":
            study._store.record(Relink("relink", now, *KEYS[:2]))
        case "fit":
            study._store.record(Fit("fit", now, FITTED))
        case _:
            connection = study._store._database._connection
            connection.executescript("DROP TRIGGER review_never_changes; UPDATE review SET id = 'another'")
    del whole[:]
    read(study, tmp_path)
    assert whole == [True]


@pytest.mark.parametrize("how", ["gone", "a folder", *DAMAGES])
def test_what_is_damaged_is_done_without(study: Study, whole: list[bool], tmp_path: Path, how: str) -> None:
    answer(study, 0)
    answer(study, 5)
    sums = tmp_path / "sums"
    report = read(study, sums)
    (place,) = sums.iterdir()
    data = place.read_bytes()
    place.unlink()
    match how:
        case "gone":
            pass
        case "a folder":
            place.mkdir()
        case _:
            place.write_bytes(DAMAGES[how](data))
    assert read(study, sums) == report
    assert len(whole) == 2


def test_sums_of_another_program_are_not_taken(
    study: Study, whole: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(study, 0)
    read(study, tmp_path)
    monkeypatch.setattr("quiz.caching.program", lambda *_: "another")
    read(study, tmp_path)
    assert len(whole) == 2


def test_nothing_is_kept_of_a_copy_nor_of_some_banks(library: Library, clock: Clock, tmp_path: Path) -> None:
    with ProgressFile.open_copy(None, replay) as store:
        study = Study(library, store, clock, Random(7))
        answer(study, 0)
        read(study, tmp_path / "sums")
        assert not (tmp_path / "sums").exists()
    with ProgressFile.open(tmp_path / "progress.db", replay, clock()) as store:
        figures: Figures = Study(library, store, clock, Random(7)).figures(["capitals"])
        figures.sums = str(tmp_path / "sums")
        figures.all_at_once(Range.ALL)
        assert not (tmp_path / "sums").exists()


def test_a_folder_that_cannot_be_made_is_done_without(study: Study, tmp_path: Path) -> None:
    answer(study, 0)
    (tmp_path / "sums").write_text("in the way")
    assert read(study, tmp_path / "sums").total.answers.number == 1


def test_the_day_of_the_first_answer_stays_known(study: Study, tmp_path: Path) -> None:
    answer(study, 0)
    read(study, tmp_path)
    assert read(study, tmp_path).first == date(2026, 3, 2)
