"""What a sitting remembers of its moves."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.model import Aside, Key, Outcome, Reviewed, Skip, Step
from quiz.steps import Steps

KEYS = [Key("bank", str(number)) for number in range(60)]


@st.composite
def moves(draw: st.DrawFn) -> list[Step]:
    made: list[Step] = []
    kinds = st.sampled_from(["answer"] * 9 + ["aside", "both", "skip"])
    for what, key in zip(draw(st.lists(kinds, max_size=len(KEYS))), KEYS, strict=False):
        if what in {"answer", "both"}:
            made.append(
                Reviewed(
                    str(draw(st.uuids())),
                    key,
                    draw(st.sampled_from(Outcome)),
                    draw(st.floats(0, 1)),
                    draw(st.integers(0, 2**62)),
                    *draw(st.tuples(st.booleans(), st.booleans(), st.booleans())),
                )
            )
        if what in {"aside", "both"}:
            made.append(Aside("an event", int(what == "aside")))
        if what == "skip":
            made.append(draw(st.sampled_from(Skip)))
    return made


@given(moves())
def test_moves_are_remembered_to_the_bit_and_taken_back_from_the_last(made: list[Step]) -> None:
    steps = Steps(KEYS.__getitem__)
    for step in made:
        steps.add(step)
    assert [*steps][::-1] == made
    for step in reversed(made):
        assert steps.take_back() == step
    assert steps.at == 0
