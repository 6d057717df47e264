from hypothesis import given
from hypothesis import strategies as st

from quiz.model import (
    Answered,
    Key,
    Mode,
    Outcome,
    Place,
    Question,
    Rating,
    Said,
    TrueFalse,
    Verdict,
)
from quiz.sitting import COMES_BACK_AFTER, Queue, Sitting
from quiz.steps import tally
from tests.support import REVIEW


def question(name: str) -> Question:
    return Question(
        Key("bank", name), Place("bank.yaml"), TrueFalse(True), f"Is it {name}?", f"~{name}", "print"
    )


def answered(asked: Question, outcome: Outcome, score: float | None = None) -> Answered:
    points = (
        {Outcome.RIGHT: 1.0, Outcome.PARTLY: 0.5, Outcome.WRONG: 0.0}[outcome] if score is None else score
    )
    review = REVIEW._replace(key=asked.key, score=points, outcome=outcome)
    return Answered(asked, Said(True), Verdict(outcome, points, ()), review, Rating.GOOD, {})


def sitting(count: int) -> Sitting:
    queue = Queue((Key("bank", str(number)) for number in range(count)), lambda key: question(key.question))
    return Sitting("s", Mode.STUDY, queue)


def go(run: Sitting, outcome: Outcome) -> None:
    assert run.current is not None
    run.respond(answered(run.current, outcome))
    run.advance()


def names(run: Sitting) -> list[str]:
    return [each.key.question for each in run.queue]


def test_a_wrong_question_comes_back_a_few_questions_later() -> None:
    run = sitting(6)
    go(run, Outcome.WRONG)
    assert names(run) == ["0", "1", "2", "3", "0", "4", "5"]
    assert names(run).index("0", 1) == 1 + COMES_BACK_AFTER


def test_a_wrong_question_comes_back_until_it_is_right() -> None:
    run = sitting(1)
    for outcome in (Outcome.WRONG, Outcome.WRONG, Outcome.PARTLY):
        go(run, outcome)
        assert run.current is not None
    go(run, Outcome.RIGHT)
    assert run.current is None
    assert run.position == len(run.queue) == 4


def test_a_partly_right_question_does_not_come_back_by_itself() -> None:
    run = sitting(1)
    go(run, Outcome.PARTLY)
    assert run.current is None
    assert [answer.key.question for answer in run.missed] == ["0"]


def test_what_is_put_aside_does_not_come_back_until_that_is_taken_back() -> None:
    run = sitting(5)
    asked = run.current
    assert asked is not None
    run.respond(answered(asked, Outcome.WRONG))
    run.put_aside("event")
    assert names(run) == ["0", "1", "2", "3", "4"]
    assert run.is_aside(asked)
    run.undo()
    assert not run.is_aside(asked)
    run.undo()
    go(run, Outcome.WRONG)
    assert names(run) == ["0", "1", "2", "3", "0", "4"]


def test_an_overruled_wrong_answer_does_not_come_back() -> None:
    run = sitting(3)
    assert run.current is not None
    wrong = answered(run.current, Outcome.WRONG)
    run.respond(wrong)
    right = wrong._replace(review=wrong.review._replace(outcome=Outcome.RIGHT, score=1.0))
    run.revise(right)
    run.advance()
    assert names(run) == ["0", "1", "2"]
    assert right.overruled
    assert not wrong.overruled


def test_the_score_counts_first_answers_only() -> None:
    run = sitting(2)
    go(run, Outcome.WRONG)
    go(run, Outcome.PARTLY)
    go(run, Outcome.RIGHT)
    result = tally(run.first_answers)
    assert (result.right, result.partly, result.wrong, result.score) == (0, 1, 1, 0.25)
    assert tally([]).score == 0


@given(st.lists(st.sampled_from([*Outcome, "advance", "undo", "skip"]), max_size=40))
def test_the_score_is_that_of_the_first_answers_after_any_moves(moves: list[Outcome | str]) -> None:
    run = sitting(4)
    for move in moves:
        showing, current = run.showing, run.current
        if isinstance(move, Outcome):
            if current is not None and showing is None:
                run.respond(answered(current, move))
            elif showing is not None:
                run.revise(answered(showing.question, move))
        elif move == "advance":
            run.advance()
        elif move == "undo":
            run.undo()
        elif move == "skip":
            run.skip()
        assert run.score == tally(run.first_answers)


def test_skipping_leaves_a_question_out_and_undo_brings_it_back() -> None:
    run = sitting(2)
    run.skip()
    assert run.current == run.queue[1]
    assert run.last is None
    run.undo()
    assert run.current == run.queue[0]
    assert not run.can_undo


def test_nothing_can_be_skipped_while_a_verdict_is_looked_at() -> None:
    run = sitting(2)
    assert run.current is not None
    run.respond(answered(run.current, Outcome.RIGHT))
    run.skip()
    assert run.current == run.queue[0]
    assert run.showing is not None


def test_undo_does_not_stop_at_questions_that_nobody_saw() -> None:
    run = sitting(4)
    go(run, Outcome.RIGHT)
    run.skip(unseen=True)
    run.skip(unseen=True)
    assert run.last is not None
    assert run.current == run.queue[3]
    run.undo()
    assert run.current == run.queue[0]
    assert not run.can_undo
    run.skip(unseen=True)
    assert not run.can_undo


def test_undo_of_the_last_answer_works_after_the_end() -> None:
    run = sitting(1)
    go(run, Outcome.RIGHT)
    assert run.current is None
    run.undo()
    assert run.current == run.queue[0]
    assert run.answers == []


@given(st.lists(st.sampled_from(["right", "partly", "wrong", "skip"]), max_size=30), st.integers(1, 8))
def test_undoing_everything_gives_back_the_sitting_as_it_began(moves: list[str], count: int) -> None:
    run = sitting(count)
    before = names(run)
    done = 0
    for move in moves:
        if run.current is None:
            break
        if move == "skip":
            run.skip()
        else:
            go(run, Outcome(move))
        done += 1
    for _ in range(done):
        run.undo()
    assert names(run) == before
    assert run.current == run.queue[0]
    assert run.answers == []
    assert not run.can_undo


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_undoing_gives_back_the_score_to_the_bit(scores: list[float]) -> None:
    run = sitting(len(scores))
    before = []
    for score in scores:
        before.append(run.score)
        assert run.current is not None
        run.respond(answered(run.current, Outcome.PARTLY, score))
        run.advance()
    while before:
        run.undo()
        assert run.score == before.pop()


def test_answers_follow_a_question_to_its_new_key() -> None:
    run = sitting(2)
    go(run, Outcome.WRONG)
    renamed = question("renamed")
    run.replace([question("0"), question("1")], [renamed, question("1")])
    assert names(run) == ["renamed", "1", "renamed"]
    assert [answer.key.question for answer in run.missed] == ["renamed"]
    assert run.attempts(renamed) == 1
    run.undo()
    assert run.attempts(renamed) == 0
    assert run.current == renamed


def test_answers_keep_a_question_that_is_gone() -> None:
    there = {each.key: each for each in map(question, "01")}
    run = Sitting("s", Mode.STUDY, Queue(there, there.__getitem__))
    go(run, Outcome.WRONG)
    gone = there.pop(run.missed[0].key)
    run.replace([gone, *there.values()], list(there.values()))
    assert run.queue.question(run.missed[0].key) == gone


STEPS = st.tuples(st.sampled_from(["insert", "delete", "key", "slice", "renew"]), st.integers(0, 12))


@given(st.integers(0, 8), st.lists(STEPS, max_size=12))
def test_a_queue_is_the_same_whether_its_keys_are_taken_at_once_or_as_they_are_needed(
    count: int, steps: list[tuple[str, int]]
) -> None:
    keys = [Key("bank", str(number)) for number in range(count)]
    read = {key: question(key.question) for key in [*keys, Key("bank", "new"), Key("bank", "moved")]}
    whole, late = Queue(keys, read.__getitem__), Queue(iter(keys), read.__getitem__, count)
    for step, index in steps:
        for queue in (whole, late):
            if step == "insert":
                queue.insert(index, Key("bank", "new"))
            elif step == "delete" and index < len(queue):
                del queue[index]
            elif step == "key" and index < len(queue):
                assert queue.key(index) == whole.key(index)
            elif step == "slice":
                assert [*queue[:index]] == [*whole[:index]]
            elif step == "renew":
                queue.renew({Key("bank", str(index)): Key("bank", "moved")}, {})
        assert len(late) == len(whole)
    assert [*late] == [*whole]


def test_keys_that_are_not_needed_yet_are_not_taken() -> None:
    keys = iter([Key("bank", str(number)) for number in range(9)])
    run = Sitting("s", Mode.STUDY, Queue(keys, lambda key: question(key.question), 9))
    assert run.current == question("0")
    assert (run.position, run.left) == (1, 8)
    go(run, Outcome.WRONG)
    assert next(keys) == Key("bank", str(COMES_BACK_AFTER + 2))
