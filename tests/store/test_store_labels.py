"""What a learner puts on a question stands until it is undone, whatever the question is called by then."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.model import Bury, Event, Flag, Key, Label, Mode, Suspend
from quiz.store import NotSaved, ProgressFile
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

PARIS = Key("capitals", "france")
OSLO = Key("capitals", "norway")
ATOM = Key("physics", "atom")


def standing(file: ProgressFile, events: "Events") -> list[Label]:
    """Returns what stands of all questions; what stands of one is that of it."""
    found: list[Label] = [*file.suspended(), *file.buried(events.today), *file.flagged()]
    for key in (PARIS, OSLO, ATOM):
        of = [each for each in file.labels(key) if not isinstance(each, Bury) or each.day == events.today]
        assert of == sorted(
            (each for each in found if each.key == key), key=lambda each: (each.time, each.id)
        )
    return found


def test_what_was_put_on_questions_is_listed_oldest_first(file: ProgressFile, events: "Events") -> None:
    assert standing(file, events) == []
    made: list[Event] = [
        events.suspend(PARIS),
        events.suspend(ATOM),
        events.bury(OSLO),
        events.flag(PARIS, "Since when?"),
        events.flag(PARIS),
    ]
    file.record_all(reversed(made))
    assert standing(file, events) == made
    assert file.memories() == {}
    assert file.check(events.now) == []


def test_undoing_takes_off_only_what_is_named(file: ProgressFile, events: "Events") -> None:
    first, second = events.suspend(), events.suspend()
    bury, early, late = events.bury(), events.flag(note="early"), events.flag(note="late")
    file.record_all([first, second, bury, early, late])
    file.record_all([events.void(first.id), events.void(bury.id), events.void(late.id)])
    assert standing(file, events) == [second, early]
    file.record_all([events.void(second.id), events.void(early.id)])
    assert standing(file, events) == []


def test_an_undo_that_arrives_first_takes_off_what_comes_later(file: ProgressFile, events: "Events") -> None:
    made: list[Label] = [events.suspend(), events.bury(), events.flag()]
    file.record_all([events.void(each.id) for each in made])
    file.record_all(made)
    assert standing(file, events) == []


def test_a_burial_counts_on_its_day_alone(file: ProgressFile, events: "Events") -> None:
    bury = events.bury()
    file.record(bury)
    assert file.buried(events.today) == [bury]
    events.later(1)
    assert file.buried(events.today) == []
    assert file.labels(bury.key) == [bury]


def test_what_is_put_aside_is_not_due(file: ProgressFile, events: "Events") -> None:
    file.record_all(events.answer(key) for key in (PARIS, OSLO, ATOM))
    events.later(30)
    assert file.due(events.today) == [PARIS, OSLO, ATOM]
    suspend, bury = events.suspend(PARIS), events.bury(OSLO)
    file.record_all([suspend, bury, events.flag(ATOM)])
    assert file.due(events.today) == file.due(events.today, {"physics", "capitals"}) == [ATOM]
    events.later(1)
    assert file.due(events.today) == [OSLO, ATOM]
    file.record(events.void(suspend.id))
    assert file.due(events.today) == [PARIS, OSLO, ATOM]


def test_labels_leave_the_schedule_as_it_was(file: ProgressFile, events: "Events") -> None:
    file.record(events.answer())
    before = all_progress(file)
    made: list[Event] = [events.suspend(), events.bury(), events.flag(), events.hand_in()]
    file.record_all([*made, *(events.void(each.id) for each in made)])
    assert all_progress(file) == before
    assert file.check(events.now) == []


def test_labels_move_with_a_relinked_question_and_back(file: ProgressFile, events: "Events") -> None:
    file.record_all([events.answer(PARIS), events.answer(ATOM)])
    relink = events.relink(PARIS, OSLO)
    file.record_all([events.suspend(PARIS), events.bury(PARIS), events.flag(PARIS), relink])
    assert {each.key for each in standing(file, events)} == {OSLO}
    assert file.due(events.today.replace(year=2030)) == [ATOM]
    file.record(events.relink(OSLO, ATOM))
    assert {each.key for each in standing(file, events)} == {ATOM}
    assert file.due(events.today.replace(year=2030)) == []
    file.record(events.void(relink.id))
    assert {each.key for each in standing(file, events)} == {PARIS}
    assert file.due(events.today.replace(year=2030)) == [ATOM]


def test_one_question_may_be_suspended_under_two_names(file: ProgressFile, events: "Events") -> None:
    old, new = events.suspend(PARIS), events.suspend(OSLO)
    file.record_all([events.answer(PARIS), old, new, events.relink(PARIS, OSLO)])
    assert file.suspended() == [Suspend(old.id, old.time, OSLO), new]
    file.record(events.void(new.id))
    assert file.due(events.today.replace(year=2030)) == []


def two_devices(file: ProgressFile, other: ProgressFile, events: "Events") -> None:
    shared: list[Label] = [events.suspend(PARIS), events.flag(OSLO, "shared")]
    file.record_all([*shared, events.answer(PARIS)])
    other.record_all(shared)
    file.record_all([events.void(shared[0].id), events.bury(OSLO), events.flag(OSLO, "mine")])
    other.record_all([events.suspend(PARIS), events.void(shared[1].id), events.relink(OSLO, ATOM)])


def test_labels_merge_the_same_from_both_sides(
    tmp_path: Path, open_file: "OpenFile", events: "Events"
) -> None:
    one, other = open_file(tmp_path / "one.db"), open_file(tmp_path / "other.db")
    two_devices(one, other, events)
    log = tmp_path / "one.jsonl"
    one.export_log(log)
    assert one.merge(other.path, events.now) == 3
    assert other.merge(log, events.now) == 4
    assert other.merge(log, events.now) == one.merge(other.path, events.now) == 0
    assert list(one.log()) == list(other.log())
    found = standing(one, events)
    assert found == standing(other, events)
    assert [(each.key, each.note if isinstance(each, Flag) else "") for each in found] == [
        (PARIS, ""),
        (ATOM, ""),
        (ATOM, "mine"),
    ]
    assert one.check(events.now) == other.check(events.now) == []


def test_tests_that_were_handed_in_are_listed_with_their_answers(
    file: ProgressFile, events: "Events"
) -> None:
    answers = [events.answer(key, mode=Mode.TEST, sitting="a test") for key in (PARIS, OSLO)]
    others = [events.answer(mode=Mode.TEST, sitting="another"), events.answer(sitting="a test")]
    first, second = events.hand_in(), events.hand_in("another", allowed=60_000)
    file.record_all([*answers, *others, second, first])
    assert file.tests() == [first, second]
    assert file.test_reviews("a test") == answers
    file.record_all([events.relink(OSLO, ATOM), events.void(answers[0].id), events.void(first.id)])
    assert file.tests() == [second]
    assert file.test_reviews("a test") == answers[1:]


@pytest.mark.parametrize("column", ["day = 'X'", "time = 'X'"])
def test_a_label_that_makes_no_sense_is_damage(file: ProgressFile, events: "Events", column: str) -> None:
    file.record(events.bury())
    connection = file._database._connection
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("DROP TRIGGER review_never_changes")
    connection.execute(f"UPDATE review SET {column}")
    with pytest.raises(ProgressError, match="is damaged: a row cannot be read"):
        file.buried(events.today) if "time" in column else list(file.log())
    with pytest.raises(NotSaved):
        file.record(events.flag(note="\ud800"))
