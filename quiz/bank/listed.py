"""The questions of a bank once all of them have been read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from quiz.model import Entry, Question, Questions, kind_name


class Listed(Questions):
    """Questions that have been read.

    Args:
        questions: In the order of the file.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions

    def __len__(self) -> int:
        return len(self._questions)

    def at(self, place: int) -> Question:
        """Returns the question at a place, from 0."""
        return self._questions[place]

    @cached_property
    def kinds(self) -> Mapping[str, int]:
        """How many questions there are of each kind."""
        return Counter(kind_name(question.kind) for question in self._questions)

    @cached_property
    def tags(self) -> Sequence[str]:
        """All tags, sorted."""
        return sorted({tag for question in self._questions for tag in question.tags})

    @cached_property
    def named(self) -> int:
        """How many questions have an id from their author."""
        return sum(question.key.question != question.wording_id for question in self._questions)

    @cached_property
    def ids(self) -> Sequence[str]:
        """The second half of each question's key."""
        return [question.key.question for question in self._questions]

    @cached_property
    def texts(self) -> Sequence[str]:
        """What each question is searched by, as it is searched."""
        return [searched(question) for question in self._questions]

    def entry(self, place: int) -> Entry:
        """Returns what is known of the question at a place, from 0."""
        each = self._questions[place]
        return Entry(each.key, kind_name(each.kind), each.tags, each.wording_id)


def searched(question: Question) -> str:
    """Returns what a question is searched by: what is asked, its answer and its tags."""
    from quiz.folding import searchable
    from quiz.marking import answer_text

    return searchable(" ".join((question.ask, answer_text(question.kind), *question.tags)))
