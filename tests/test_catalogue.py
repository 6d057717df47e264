"""Every question there is, searched and filtered."""

from itertools import combinations

import pytest

from quiz.model import Key, Selection
from quiz.portions import finished
from quiz.study import State, Study

FRANCE, JAPAN = Key("capitals", "france"), Key("capitals", "japan")


@pytest.mark.parametrize("query", ["", "capital", "a", "japann", "zzz"])
def test_a_search_among_some_finds_what_one_among_all_does_of_them_in_its_order(
    study: Study, query: str
) -> None:
    catalogue = study.catalogue()
    everything = range(len(catalogue.questions))
    whole = list(finished(catalogue.search(query, everything)))
    for number in range(len(everything)):
        for some in map(set, combinations(everything, number)):
            assert finished(catalogue.search(query, some)) == [each for each in whole if each in some]


def test_what_is_put_aside_is_practised_only_where_it_is_asked_for(study: Study) -> None:
    study.labels.suspend(FRANCE)
    study.labels.bury(JAPAN)
    catalogue, standing = study.catalogue(), study.standing()
    everything = range(len(catalogue.questions))
    assert catalogue.practised(everything, State.ANY, standing) == {"capitals": ["nordic", "australia"]}
    found = finished(catalogue.fitting(State.SUSPENDED, Selection(), standing))
    assert catalogue.practised(sorted(found), State.SUSPENDED, standing) == {"capitals": ["france"]}
    assert catalogue.practised(sorted(found), State.ANY, standing) == {}


def test_questions_are_named_by_bank_as_they_are_by_their_positions(study: Study) -> None:
    of = study.catalogue().of
    for positions in ([], [2], [3, 0, 2], range(len(of))):
        names = of.names(positions)
        keys = {Key(bank, name) for bank, some in names.items() for name in some}
        assert keys == {of.key(position) for position in positions}
        assert all(of.at(of.position(key)) is of[key] for key in keys)
