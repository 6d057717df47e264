"""Searching while the query is typed."""

from collections.abc import Sequence
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import search
from quiz.folding import fold, searchable
from quiz.portions import finished
from quiz.search import Index

TEXTS = [
    "Who met Tillerson in Moscow?",
    "Where is the Kremlin?",
    "What does a party trust?",
    "Which art did Russia lend?",
    "Is São Paulo the capital of Brazil?",
    "How many artists left?",
    "When was Vladivostok founded? 1860",
]

words = st.text(st.sampled_from("abcmost éß.'-1"), max_size=12)
texts = st.lists(words | st.text(max_size=20), max_size=12)


def index_of(listed: list[str]) -> Index:
    return Index(map(searchable, listed))


def found(query: str) -> list[str]:
    return [TEXTS[position] for position in index_of(TEXTS).find(query)]


@given(texts)
def test_an_empty_query_finds_all_in_their_order(listed: list[str]) -> None:
    assert index_of(listed).find(" ") == list(range(len(listed)))


@given(texts.filter(bool), st.data())
def test_what_stands_in_a_text_finds_it(listed: list[str], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(listed) - 1))
    start = data.draw(st.integers(0, len(listed[position])))
    end = data.draw(st.integers(start, len(listed[position])))
    assert position in index_of(listed).find(listed[position][start:end])


@given(texts, words)
def test_what_is_found_without_slips_holds_every_word_and_all_that_does_is_found(
    listed: list[str], query: str
) -> None:
    sought = fold(query).split()
    holding = {number for number, text in enumerate(listed) if all(word in fold(text) for word in sought)}
    answer = index_of(listed).find(query)
    assert len(answer) == len(set(answer))
    if holding:
        assert set(answer) == holding


@given(texts, st.lists(words, min_size=2, max_size=6))
def test_what_was_searched_before_changes_nothing(listed: list[str], queries: list[str]) -> None:
    index = index_of(listed)
    for query in queries:
        assert index.find(query) == index_of(listed).find(query)


@given(texts, words, words)
def test_the_order_of_the_words_does_not_change_what_is_found(
    listed: list[str], one: str, other: str
) -> None:
    index = index_of(listed)
    assert set(index.find(f"{one} {other}")) == set(index.find(f"{other} {one}"))


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "query",
    [
        "tillerson moscow",
        "MOSC till",
        "tilerson",
        "tillersoon",
        "tillerosn",
        "tillarson moskow",
        "tilers",
        "met mocsow",
    ],
)
def test_words_in_any_order_their_beginnings_and_small_slips_find_a_text(query: str) -> None:
    assert found(query) == [TEXTS[0]]


@pytest.mark.parametrize("query", ["sao paulo", "São  Paulo", "SAO", "paulo, the"])
def test_case_accents_and_punctuation_do_not_count(query: str) -> None:
    assert found(query) == [TEXTS[4]]


def test_an_apostrophe_parts_no_word() -> None:
    assert fold("Don’t, Tillerson's") == "dont tillersons"


@pytest.mark.parametrize("query", ["1861", "whu", "zzzzzzzzz", "tillerson 1860"])
def test_a_number_or_a_short_word_is_no_slip_of_another(query: str) -> None:
    assert found(query) == []


def test_a_whole_word_comes_before_the_beginning_of_one_and_that_before_a_part() -> None:
    assert found("art") == [TEXTS[3], TEXTS[5], TEXTS[2]]


def test_the_query_as_it_stands_comes_before_its_words_apart() -> None:
    listed = ["a river in a big city", "the big river", "trigger drivers big"]
    assert index_of(listed).find("big ri") == [1, 0, 2]


def test_a_query_that_grows_never_finds_more_where_no_letter_slips() -> None:
    index = index_of(TEXTS)
    query = "tillerson in mos"
    steps = [set(index.find(query[:end])) for end in range(len(query) + 1)]
    assert all(after <= before for before, after in pairwise(steps))


def test_of_very_many_none_comes_first_until_there_are_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MANY", 2)
    index = index_of(["a start here", "the art here", "art"])
    assert index.find("art") == [0, 1, 2]
    assert index.find("art here") == [1, 0]


@pytest.mark.parametrize("portions", range(12))
def test_what_was_made_ready_ahead_changes_nothing(monkeypatch: pytest.MonkeyPatch, portions: int) -> None:
    monkeypatch.setattr(search, "_PORTION", 8)
    index = index_of(TEXTS * 3)
    made = index.prepare()
    list(islice(made, portions))
    assert index.find("brazill") == [4, 11, 18]
    finished(made)
    assert index.find("brazil") == [4, 11, 18]


@pytest.mark.parametrize("query", ["the", "tillerson moscow", "tilerson moskow", "zzz", ""])
def test_a_search_in_portions_finds_the_same_whatever_was_begun_meanwhile(
    monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    wanted = index_of(TEXTS * 3).find(query)
    monkeypatch.setattr(search, "_PORTION", 8)
    index = index_of(TEXTS * 3)
    begun = index.search(query)
    next(begun)
    list(islice(index.search("wher"), 2))
    assert list(finished(begun)) == wanted
    assert index.find(query) == wanted


def test_no_portion_looks_into_more_texts_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_PORTION", 8)
    index = index_of(TEXTS * 10)
    finished(index.prepare())
    for query in ("the", "ther", "therr", "tilersonn moscoww"):
        searched = index.search(query)
        monkeypatch.setattr(search, "contains", looked := Looked())
        for _ in searched:
            assert looked.number <= 8 * 2
            looked.number = 0


class Looked:
    """Counts how many texts are looked into."""

    number = 0

    def __call__(self, text: str, part: str) -> bool:
        self.number += 1
        return part in text


def plain(listed: list[str], query: str) -> Sequence[int]:
    """Finds what holds every word, the fittest first, by looking at one text after the other."""
    folded = fold(query)
    words = folded.split()
    holding = [place for place, text in enumerate(listed) if all(word in fold(text) for word in words)]
    if not words or len(holding) > search._MANY:
        return holding

    def unfit(place: int) -> int:
        text = searchable(listed[place])
        parts = [[f" {folded} "], [f" {folded}"], [f" {word}" for word in words]]
        fits = [all(part in text for part in each) for each in parts]
        return fits.index(True) if any(fits) else len(fits)

    return sorted(holding, key=unfit)


@given(texts, st.lists(words, min_size=1, max_size=4), st.integers(0, 4))
def test_what_is_found_in_portions_is_what_looking_at_one_text_after_the_other_finds(
    listed: list[str], queries: list[str], many: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_MANY", many)
        patch.setattr(search, "_PORTION", 2)
        index = index_of(listed)
        for query in queries:
            wanted = plain(listed, query)
            searching = index.search(query)
            known = []
            try:
                while True:
                    some = next(searching)
                    known.append([] if some is None else list(some))
            except StopIteration as end:
                found = list(end.value)
            if wanted:
                assert found == wanted
            assert all(some == found[: len(some)] for some in known)


def test_of_very_many_the_first_are_known_before_the_last_are_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "_MANY", 3)
    monkeypatch.setattr(search, "_PORTION", 4)
    index = index_of(["an art", "a start"] * 20)
    finished(index.prepare())
    assert next(index.search("art")) == [0, 1, 2, 3]
    assert next(index.search("an art")) is None
