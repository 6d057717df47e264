"""What a review leaves known of its question, said at once."""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quiz.memory import replay
from quiz.model import Key, Rating
from quiz.store import Followed, ProgressFile

if TYPE_CHECKING:
    from tests.store.conftest import Events

PARIS = Key("capitals", "france")
LUTETIA = Key("old", "lutetia")


def meddle(file: ProgressFile, statement: str) -> None:
    with closing(sqlite3.connect(file.path)) as connection, connection:
        connection.execute(statement)


def test_it_is_what_the_file_knew_before_and_knows_after(file: ProgressFile, events: "Events") -> None:
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.AGAIN):
        before = file.progress(PARIS)
        followed = file.record_review(events.answer(rating=rating))
        assert followed == Followed(before, file.progress(PARIS), None)
        assert followed.after == replay(PARIS, file.history(PARIS))


def test_it_is_by_the_parameters_that_were_fitted(file: ProgressFile, events: "Events") -> None:
    fit = events.fit()
    file.record_all([events.answer(), fit])
    assert file.record_review(events.answer()).parameters == fit.parameters


def test_a_review_that_came_late_has_those_after_it_for_others(file: ProgressFile, events: "Events") -> None:
    late, first = events.answer(rating=Rating.AGAIN), events.answer()
    file.record(first)
    followed = file.record_review(late)
    assert followed == Followed(replay(PARIS, [first]), replay(PARIS, [late, first]), None)


def test_a_review_that_is_there_changes_nothing(file: ProgressFile, events: "Events") -> None:
    review = events.answer()
    assert file.record_review(review) == file.record_review(review)
    assert file.history(PARIS) == [review]


def test_it_is_of_the_question_that_the_review_counts_for(file: ProgressFile, events: "Events") -> None:
    file.record_all([events.answer(), events.relink(LUTETIA, PARIS)])
    before = file.progress(PARIS)
    assert file.record_review(events.answer(LUTETIA)) == Followed(before, file.progress(PARIS), None)
    assert file.progress(LUTETIA) is None


@pytest.mark.parametrize("harm", ["DELETE FROM progress", "UPDATE progress SET due = 'soon'"])
def test_a_cache_that_is_lost_or_damaged_is_made_again(
    file: ProgressFile, events: "Events", harm: str
) -> None:
    file.record(events.answer())
    before = file.progress(PARIS)
    meddle(file, harm)
    assert file.record_review(events.answer()) == Followed(before, file.progress(PARIS), None)
    assert file.check(events.now) == []
