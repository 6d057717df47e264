"""From parts of feedback to a verdict with its score."""

from collections.abc import Sequence

from quiz.model import Mark, Outcome, Part, Verdict


def graded(score: float, parts: Sequence[Part], *, exact: bool) -> Verdict:
    """Returns the verdict for a share of the answer; only an exact response is right."""
    if exact:
        slip = any(part.mark is Mark.SLIP for part in parts)
        return Verdict(Outcome.RIGHT, 1.0, tuple(parts), slip)
    return Verdict(Outcome.PARTLY if score > 0 else Outcome.WRONG, score, tuple(parts))
