"""Fitted parameters: the whole schedule follows from them, and from FSRS's own once they are undone."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.memory import replay
from quiz.model import Key, Parameters, Progress, Rating
from quiz.store import NotSaved, ProgressFile
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
ATOM = Key("physics", "atom")


def fill(file: ProgressFile, events: "Events") -> None:
    for key in (PARIS, OSLO, ATOM) * 4:
        file.record(events.answer(key, events.rng.choice(list(Rating))))
        events.later(2)
    file.record(events.relink(OSLO, Key("capitals", "oslo")))


def followed(file: ProgressFile, parameters: Parameters | None) -> dict[Key, Progress]:
    found = (replay(key, file.history(key), parameters) for key in file.memories())
    return {progress.key: progress for progress in found if progress}


def test_a_fit_derives_everything_again_and_its_undo_too(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    before = all_progress(file)
    assert file.parameters() is None
    fit = events.fit()
    file.record(fit)
    assert file.parameters() == fit.parameters
    assert all_progress(file) == followed(file, fit.parameters) != before
    assert file.check(events.now) == []
    file.record(events.void(fit.id))
    assert file.parameters() is None
    assert all_progress(file) == before
    assert file.check(events.now) == []


def test_what_is_answered_after_a_fit_follows_from_it(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    fit = events.fit()
    file.record(fit)
    file.record_all([events.answer(ATOM), events.answer(Key("physics", "quark"))])
    assert all_progress(file) == followed(file, fit.parameters)
    file.rebuild()
    assert all_progress(file) == followed(file, fit.parameters)


def test_the_last_fit_counts_until_it_is_undone(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    default = all_progress(file)
    first = events.fit()
    second = events.fit((*first.parameters[:-1], 0.3))
    file.record_all([second, first])
    assert file.fits() == [first, second]
    assert file.parameters() == second.parameters
    assert all_progress(file) == followed(file, second.parameters)
    file.record(events.void(second.id))
    assert file.fits() == [first]
    assert file.parameters() == first.parameters
    assert all_progress(file) == followed(file, first.parameters) != default
    file.record(events.void(first.id))
    assert all_progress(file) == default


def test_an_undo_of_a_fit_may_arrive_before_it(file: ProgressFile, events: "Events") -> None:
    fill(file, events)
    before = all_progress(file)
    fit = events.fit()
    file.record(events.void(fit.id))
    file.record(fit)
    assert file.parameters() is None
    assert all_progress(file) == before


def test_a_fit_merges_the_same_from_both_sides(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    fill(one, events)
    undone, fit = events.fit((0.5,) * 21), events.fit()
    one.record_all([undone, fit])
    other.record_all([events.void(undone.id), events.answer(PARIS)])
    other.merge(one.path, events.now)
    one.merge(other.path, events.now)
    assert all_progress(one) == all_progress(other) == followed(one, fit.parameters)
    assert one.check(events.now) == other.check(events.now) == []


@pytest.mark.parametrize("parameters", [(), (1.0,), (-1.0,) * 21, (1e300,) * 21])
def test_parameters_that_fsrs_refuses_make_way_for_its_own(
    file: ProgressFile, events: "Events", parameters: Parameters
) -> None:
    fill(file, events)
    before = all_progress(file)
    file.record(events.fit(parameters))
    assert file.parameters() == parameters
    assert all_progress(file) == before
    assert file.check(events.now) == []


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_parameter_that_is_no_number_is_refused(
    file: ProgressFile, events: "Events", number: float
) -> None:
    with pytest.raises(NotSaved, match="cannot take this"):
        file.record(events.fit((number,) * 21))
    assert list(file.log()) == []


def test_whole_numbers_come_back_as_the_same_event(
    file: ProgressFile, events: "Events", tmp_path: Path
) -> None:
    file.record(events.fit((1,) * 21))
    file.export_log(tmp_path / "log.jsonl")
    assert file.import_log(tmp_path / "log.jsonl", events.now) == 0
