"""How questions do: facility, options and discrimination, of one learner and of many."""

import io
import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli import main
from quiz.memory import replay
from quiz.model import (
    Chosen,
    Key,
    Library,
    Mode,
    Outcome,
    Question,
    Rating,
    Response,
    Review,
    Said,
    kind_name,
)
from quiz.stats.items import CHOICES, FEW, LEARNERS, Item, Items, discrimination
from quiz.store import ProgressFile, new_id
from tests.support import REVIEW

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)

Answer = Callable[..., Review]


@pytest.fixture
def questions(library: Library) -> dict[Key, Question]:
    return {question.key: question for question in library.banks[0].questions}


@pytest.fixture
def answer(questions: dict[Key, Question]) -> Answer:
    """Returns what makes answers, each a minute after the one before."""
    rng = Random(5)
    made = iter(range(100_000))

    def make(
        name: str = "france",
        response: Response | None = None,
        *,
        score: float = 1.0,
        sitting: str = "one",
        mode: Mode = Mode.STUDY,
        milliseconds: int = 1000,
    ) -> Review:
        question = questions[Key("capitals", name)]
        time = NOW + timedelta(minutes=next(made))
        return REVIEW._replace(
            id=new_id(time, rng),
            time=time,
            day=time.date(),
            key=question.key,
            fingerprint=question.fingerprint,
            kind=kind_name(question.kind),
            mode=mode,
            response=response or Chosen("Paris" if score else "Lyon"),
            score=score,
            outcome=Outcome.RIGHT if score == 1 else Outcome.WRONG,
            rating=Rating.GOOD if score == 1 else Rating.AGAIN,
            milliseconds=milliseconds,
            sitting=sitting,
        )

    return make


def only_item(items: Items) -> Item:
    (item,) = items.items()
    return item


def test_facility_is_the_mean_score_of_first_attempts(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    for scores in ((0.0, 1.0), (1.0, 1.0), (0.5, 1.0), (0.5, 0.0)):
        items.add([[answer(score=score, sitting=str(at)) for at, score in enumerate(scores)]])
    item = only_item(items)
    assert (item.learners, item.facility) == (4, 0.5)
    assert (item.answers, item.score) == (8, 0.625)


def test_repeats_within_a_sitting_and_pretests_are_no_answers(
    questions: dict[Key, Question], answer: Answer
) -> None:
    items = Items(questions.get)
    items.add(
        [
            [
                answer(score=0.0, mode=Mode.PRETEST, sitting="before"),
                answer(score=0.0),
                answer(score=1.0),
                answer(score=1.0, sitting="two"),
            ]
        ]
    )
    item = only_item(items)
    assert (item.facility, item.answers, item.score) == (0.0, 2, 0.5)


def test_answers_to_other_words_are_left_out(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    items.add([[answer(score=0.0)._replace(fingerprint="old"), answer(score=1.0, sitting="two")]])
    items.add([[answer(score=0.0)._replace(fingerprint="old")]])
    item = only_item(items)
    assert (item.learners, item.facility, item.answers) == (0, None, 1)
    assert (items.reworded, items.learners) == (2, 2)


def test_the_median_is_of_the_times(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    times = (9000, 1000, 2000)
    items.add([[answer(sitting=str(time), milliseconds=time) for time in times]])
    assert only_item(items).milliseconds == 2000


def test_options_are_counted_and_those_never_chosen_named(
    questions: dict[Key, Question], answer: Answer
) -> None:
    items = Items(questions.get)
    items.add([[answer(sitting=str(number), score=number % 2) for number in range(CHOICES)]])
    item = only_item(items)
    assert [(each.text, each.right, each.times) for each in item.options] == [
        ("Paris", True, 10),
        ("Lyon", False, 10),
        ("Marseille", False, 0),
    ]
    assert item.never_chosen == ("Marseille",)


def test_of_few_answers_nothing_is_said_about_options(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    items.add([[answer(sitting=str(number)) for number in range(CHOICES - 1)]])
    assert only_item(items).never_chosen == ()


def test_a_statement_has_two_options(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    items.add([[answer("australia", Said(True), score=0.0)]])
    assert [(each.text, each.right, each.times) for each in only_item(items).options] == [
        ("false", True, 0),
        ("true", False, 1),
    ]


@pytest.mark.parametrize(
    ("scores", "hard", "easy"),
    [
        ([0.0] * FEW, True, False),
        ([0.0] * (FEW - 1), False, False),
        ([1.0] * FEW, False, True),
        ([1.0, 1.0, 1.0, 1.0, 0.0], False, False),
        ([1.0, 0.0, 0.0, 0.0, 0.0], True, False),
    ],
)
def test_hard_and_easy_need_some_learners(
    questions: dict[Key, Question], answer: Answer, scores: list[float], *, hard: bool, easy: bool
) -> None:
    items = Items(questions.get)
    for score in scores:
        items.add([[answer(score=score)]])
    item = only_item(items)
    assert (item.too_hard, item.too_easy) == (hard, easy)


def test_with_one_learner_the_score_says_what_is_hard(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    items.add([[answer(score=0.0, sitting=str(number)) for number in range(FEW)]])
    assert only_item(items).too_hard


def test_the_hardest_comes_first(questions: dict[Key, Question], answer: Answer) -> None:
    items = Items(questions.get)
    for score in (0.0, 1.0):
        items.add([[answer(score=1.0)], [answer("japan", score=score)], [answer("nordic", score=0.0)]])
    assert [item.question.key.question for item in items.items()] == ["nordic", "japan", "france"]


# Discrimination


def test_discrimination_is_a_hundred_times_the_correlation_with_the_rest() -> None:
    # Ten learners right here with 0.8 elsewhere, ten wrong with 0.4, but for one of each the other way round:
    # covariance 0.04 * 20, variances 0.25 * 20 and 0.04 * 20, so 100 * 0.08 / sqrt(0.25 * 0.04) = 80.
    pairs = [(1.0, 0.8)] * 9 + [(1.0, 0.4)] + [(0.0, 0.4)] * 9 + [(0.0, 0.8)]
    assert discrimination(pairs) == pytest.approx(80.0)
    assert discrimination([(1 - here, rest) for here, rest in pairs]) == pytest.approx(-80.0)


def test_discrimination_needs_twenty_learners_who_differ() -> None:
    pairs = [(1.0, 0.8), (0.0, 0.4)] * LEARNERS
    assert discrimination(pairs[:LEARNERS]) == pytest.approx(100.0)
    assert discrimination(pairs[: LEARNERS - 1]) is None
    assert discrimination([(1.0, rest) for _, rest in pairs]) is None
    assert discrimination([(here, 0.7) for here, _ in pairs]) is None


@given(
    st.lists(st.tuples(*[st.sampled_from((0.0, 0.5, 1.0))] * 4), min_size=LEARNERS, max_size=LEARNERS + 10)
)
def test_where_all_tried_all_it_is_moodles_index(marks: list[tuple[float, ...]]) -> None:
    """Moodle's is the covariance of the mark with the sum of the others, over their standard deviations."""
    pairs = [(each[0], sum(each[1:]) / 3) for each in marks]
    here, others = [each[0] for each in marks], [sum(each[1:]) for each in marks]
    found = discrimination(pairs)
    if len(set(here)) == 1 or len(set(others)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(100 * statistics.correlation(here, others))


def test_only_first_attempts_and_who_tried_another_question_count(
    questions: dict[Key, Question], answer: Answer
) -> None:
    items = Items(questions.get)
    for number in range(LEARNERS):
        good = float(number % 2)
        items.add(
            [
                [answer(score=good), answer(score=1 - good, sitting="two")],
                [answer("japan", score=good)],
                [answer("nordic", score=1 - good)],
            ]
        )
    items.add([[answer(score=0.0)]])
    found = {item.question.key.question: item for item in items.items()}
    assert found["france"].learners == LEARNERS + 1
    # France and Japan go together, and Nordic goes against both: the rest of France is always one half.
    assert found["france"].discrimination is None
    assert found["nordic"].discrimination == pytest.approx(-100.0)
    assert found["nordic"].misleading


# From files


@contextmanager
def learner(path: Path, reviews: Sequence[Review]) -> Iterator[ProgressFile]:
    with ProgressFile.open(path, replay, NOW) as store:
        store.record_all(reviews)
        yield store


@pytest.fixture
def options(tmp_path: Path, bank: Path) -> list[str]:
    return ["--banks", str(bank), "--progress", str(tmp_path / "own.db"), "--bank", "capitals"]


def test_logs_and_progress_files_are_read_alike(
    tmp_path: Path, answer: Answer, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    log, held = tmp_path / "one.jsonl", tmp_path / "two.db"
    with learner(tmp_path / "one.db", [answer(score=0.0)]) as store:
        store.export_log(log)
    with learner(held, [answer(score=1.0)]):
        pass
    before = held.read_bytes()
    assert main(["stats", "items", str(log), str(held), *options, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["learners"], found["reworded"]) == (2, 0)
    (item,) = found["items"]
    assert (item["learners"], item["facility"], item["discrimination"]) == (2, 0.5, None)
    assert item["options"][0] == {"text": "Paris", "right": True, "times": 1}
    assert held.read_bytes() == before


def test_a_bad_line_is_named(tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "bad.jsonl"
    log.write_text('{"event": "void"}\n')
    assert main(["stats", "items", str(log), *options]) != 0
    assert f"{log}:1: id is missing" in capsys.readouterr().err


def test_two_files_of_one_learner_are_refused(
    tmp_path: Path, answer: Answer, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, log = tmp_path / "one.db", tmp_path / "one.jsonl"
    with learner(path, [answer()]) as store:
        store.export_log(log)
    assert main(["stats", "items", str(path), str(log), *options]) == 2
    assert "hold an answer of the same learner" in capsys.readouterr().err


def test_the_report_says_what_to_look_at(
    tmp_path: Path, answer: Answer, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = []
    for number in range(LEARNERS):
        path = tmp_path / f"{number}.db"
        good = float(number < 18)
        with learner(path, [answer(score=1 - good), answer("japan", Chosen("x"), score=good)]):
            paths.append(str(path))
    assert main(["stats", "items", *paths, *options]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("capitals/france  What is the capital of France?\n")
    assert (
        "  facility 10% of 20 learners, score 10% of 20 answers, median 1 s, discrimination -100\n" in shown
    )
    assert "  Chosen: Paris 2 (right); Lyon 18; Marseille 0\n" in shown
    assert "  Look: nearly all fail." in shown
    assert "  Look: who does well elsewhere does badly here." in shown
    assert "  Look: never chosen: Marseille." in shown
    assert "2 questions answered by 20 learners, the hardest first.\nTo be looked at: 2.\n" in shown


def test_your_own_answers_are_looked_at_where_no_file_is_named(
    tmp_path: Path, answer: Answer, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "items", *options]) == 0
    assert "No question of these banks was answered yet." in capsys.readouterr().out
    with learner(tmp_path / "own.db", [answer(score=0.0)]):
        pass
    assert main(["stats", "items", *options]) == 0
    assert "  score 0% of 1 answer, median 1 s\n" in capsys.readouterr().out


def test_the_gaps_of_a_cloze_are_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = tmp_path / "gaps.yaml"
    bank.write_text("bank: gaps\ntitle: Gaps\nquestions:\n  - id: spain\n    cloze: Madrid is in {{Spain}}\n")
    options = ["--banks", str(bank), "--progress", str(tmp_path / "progress.db")]
    monkeypatch.setattr("sys.stdin", io.StringIO("Spain\n"))
    assert main(["study", "gaps", "--plain", *options]) == 0
    capsys.readouterr()
    assert main(["stats", "items", *options]) == 0
    assert capsys.readouterr().out.startswith("gaps/spain  Madrid is in (gap 1)\n")
