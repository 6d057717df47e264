import re
from pathlib import Path
from time import process_time

import pytest

from quiz.marking import mark
from quiz.model import Cloze, Gap, Mark, Option, Part, Typed, Unclear, Verdict, Written
from tests.marking.tables import marked, part_of, rules

RULES = rules("typed_cases.txt")


def kind_of(answers: str) -> Typed:
    answer, *others = answers.split(" / ")
    accept = tuple(other for other in others if not other.startswith("!"))
    reject = tuple(Option(other[1:], "The author rejects it.") for other in others if other.startswith("!"))
    return Typed(answer, accept, reject)


@pytest.mark.parametrize("rule", RULES)
def test_typed_answers_are_marked_by_the_table(rule: str) -> None:
    wrong = []
    for line in RULES[rule]:
        answers, response, wanted, _ = line.split(" | ")
        found = marked(mark(kind_of(answers), Written((response,))))
        if found != wanted:
            wrong.append(f"{line} (marked {found})")
    assert wrong == []


def test_the_table_is_long_and_gives_each_reason_and_mark() -> None:
    lines = [line.split(" | ") for found in RULES.values() for line in found]
    assert len(lines) >= 600
    assert {len(line) for line in lines} == {4}
    assert {mark for _, _, mark, _ in lines} == {"right", "slip", "wrong", "unclear"}
    assert all(reason for *_, reason in lines)
    assert len({(answer, response) for answer, response, *_ in lines}) == len(lines)


def test_the_authors_document_says_what_is_marked_how() -> None:
    document = Path(__file__).parents[2].joinpath("docs", "authoring.md").read_text(encoding="utf-8")
    section = document.partition("## How typed answers are marked")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert len(rows) > 10
    for answers, right, wrong in rows:
        (answer,) = re.findall("`(.+?)`", answers)
        for response, slip in re.findall(r"`(.+?)`( \(a slip\))?", right):
            found = marked(mark(kind_of(answer), Written((response,))))
            assert found == ("slip" if slip else "right"), (answer, response)
        for response in re.findall("`(.+?)`", wrong):
            assert marked(mark(kind_of(answer), Written((response,)))) == "wrong", (answer, response)


def test_nothing_typed_is_missed() -> None:
    for empty in ("", "  ", "\n", "\u3000"):
        assert part_of(Typed("Moscow"), empty) == Part(Mark.MISSED, "", "Moscow")
    assert marked(mark(Typed("Moscow"), Written(()))) == "wrong"


def test_a_right_answer_in_another_form_shows_the_author_s() -> None:
    assert part_of(Typed("45 minutes"), "45 Minutes") == Part(Mark.RIGHT, "45 Minutes")
    assert part_of(Typed("45 minutes"), " 45 min ") == Part(Mark.RIGHT, "45 min", "45 minutes")


def test_a_slip_is_said_and_shown() -> None:
    part = part_of(Typed("Rex Tillerson"), "Rex Tilerson")
    assert (part.mark, part.answer, part.note) == (Mark.SLIP, "Rex Tillerson", "spelling forgiven")
    assert [(span.change, span.text) for span in part.diff] == [
        ("same", "Rex Til"),
        ("missing", "l"),
        ("same", "erson"),
    ]


def test_a_slip_is_shown_against_the_nearest_accepted_answer() -> None:
    assert part_of(Typed("the Russian capital", ("Moscow",)), "Moscwo").answer == "Moscow"


@pytest.mark.parametrize(
    ("answer", "response", "note"),
    [
        ("30 percent", "50 percent", "another number"),
        ("45 minutes", "45 hours", "another unit"),
        ("45 minutes", "45 miles", "another unit"),
        ("March 16", "March 15", "another date"),
        ("April 12, 2017", "April 12", "the year is missing"),
        ("12:30", "12:40", "another time"),
        ("does support", "does not support", "a “not” more or less turns it round"),
        ("Iran", "Iraq", ""),
    ],
)
def test_a_wrong_fact_is_named(answer: str, response: str, note: str) -> None:
    part = part_of(Typed(answer), response)
    assert (part.mark, part.answer, part.note) == (Mark.WRONG, answer, note)
    assert part.diff


def test_a_rejected_answer_says_why() -> None:
    kind = Typed("Minsk II", (), (Option("Minsk I", "It had collapsed by then."), Option("Geneva")))
    assert part_of(kind, "minsk 1").note == "It had collapsed by then."
    assert part_of(kind, "Geneva").note == ""
    assert (
        part_of(Typed("Medvedev", (), (Option("Medvedeva", "His wife."),)), "Medvedeve").note == "His wife."
    )


def test_an_ambiguous_date_asks_for_the_month() -> None:
    found = mark(Typed("April 12"), Written(("4/12",)))
    assert isinstance(found, Unclear)
    assert "month as a word" in found.message


def test_an_ambiguous_date_in_a_gap_names_the_gap() -> None:
    kind = Cloze(("On ", " in ", "."), (Gap("April 12"), Gap("Moscow")))
    found = mark(kind, Written(("4/12", "Moscow")))
    assert isinstance(found, Unclear)
    assert found.message.startswith("Gap 1: ")


def test_the_gaps_of_a_cloze_are_marked_like_typed_answers() -> None:
    kind = Cloze(("", " met ", " for ", "."), (Gap("Tillerson"), Gap("Lavrov"), Gap("45 minutes")))
    found = mark(kind, Written(("Tilerson", "lavrov", "45")))
    assert isinstance(found, Verdict)
    assert [part.mark for part in found.parts] == [Mark.SLIP, Mark.RIGHT, Mark.RIGHT]
    assert found.slip


def test_no_slip_turns_one_gap_s_answer_into_another_s() -> None:
    kind = Cloze(("", " and ", "."), (Gap("Lugansk"), Gap("Luhansk")))
    found = mark(kind, Written(("Lughansk", "Luhansk")))
    assert isinstance(found, Verdict)
    assert [part.mark for part in found.parts] == [Mark.WRONG, Mark.RIGHT]


@pytest.mark.parametrize(
    "text",
    [
        *("a" * 20_000, "1" * 20_000, "1," * 10_000, "a." * 10_000, "a'" * 10_000, "1 a " * 5_000),
        *("one " * 5_000, "hundred and " * 1_600, "half of a " * 2_000, "4/" * 10_000, "1:" * 10_000),
        *("april 4 " * 2_500, "minus " * 3_300, "ten to " * 2_800, "é" * 20_000, "e\u0301" * 10_000),
        *("1 hour and " * 1_800, "not " * 5_000, "ii " * 6_600, "\u0301" * 20_000, "-" * 20_000),
        *("point one " * 2_000, "1:" * 490, "1 minute " * 2_200, "4 apirl " * 2_500),
    ],
    ids=lambda text: repr(text[:10]),
)
def test_long_texts_are_marked_in_reasonable_time(text: str) -> None:
    start = process_time()
    for kind in (Typed("April 4"), Typed(text + "x", (), (Option(text[:-1]),))):
        mark(kind, Written((text,)))
    assert mark(Typed(text), Written((text,))) is not None
    assert process_time() - start < 5


def test_no_slip_is_looked_for_in_what_is_too_long_for_a_word() -> None:
    for letters, wanted in ((200, "slip"), (201, "wrong")):
        word = "x" * letters
        assert marked(mark(Typed(word), Written((f"{word[1:]}y",)))) == wanted
