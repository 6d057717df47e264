"""A test as JSON lines: a question out, an answer in, no verdict before it is handed in."""

import time
from collections.abc import Callable
from datetime import timedelta

from quiz.lean_typing import TextIO
from quiz.model import Recall
from quiz.plain import messages, requests
from quiz.plain.requests import BadRequest, Request
from quiz.plain.serving import Server, flagged
from quiz.plain.wire import Wire, expect
from quiz.sitting import Sitting
from quiz.study import Paper, Result, Study

_DURING = frozenset({"answer", "reveal", "go", "hand_in", "flag", "unflag", "repeat"})
_AFTER = frozenset({"again", "repeat"})


class PaperServer:
    """Goes through a test with a client, and through what was missed if the client likes.

    Args:
        study: The learner's banks and progress.
        readline: Returns the client's next line of at most so many characters; an empty text at the end.
        sink: Where the messages go.
        seconds: Returns seconds that only ever grow, to time the answers.
    """

    def __init__(
        self,
        study: Study,
        readline: Callable[[int], str],
        sink: TextIO,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._study = study
        self._wire = Wire(readline, sink)
        self._seconds = seconds
        self._asked_at = 0.0
        self._recalled: str | None = None
        self._result: Result | None = None
        self._drill: Sitting | None = None
        self._server = Server(study, readline, sink, seconds)

    def run(self, paper: Paper) -> None:
        """Serves until the client stops or goes away; a test that was not handed in has no result."""
        self._paper = paper
        self._wire.send(messages.begin_test(paper))
        if not paper.questions:
            return
        self._turn()
        self._wire.serve(self._do)
        if self._drill is not None:
            self._server.run(self._drill)

    def _turn(self) -> None:
        self._recalled = None
        self._asked_at = self._seconds()
        self._show()

    def _show(self) -> None:
        if self._result is not None:
            self._wire.send(messages.result(self._paper, self._result, self._scores(self._result)))
            return
        paper = self._paper
        title = self._study.shelf.title(paper.current.key.bank)
        texts = self._study.displayed_in_test(paper)
        self._wire.send(messages.question_in_test(paper, title, texts, self._left()))

    def _scores(self, result: Result) -> list[messages.Message]:
        return [
            {
                "id": each.bank,
                "title": self._study.shelf.title(each.bank),
                "questions": each.questions,
                "score": each.score,
            }
            for each in result.by_bank(self._paper.questions.keys)
        ]

    def _left(self) -> timedelta | None:
        return self._paper.left(self._study.testing.now())

    def _do(self, said: Request) -> bool:
        if self._result is not None:
            return self._after(expect(said, _AFTER))
        kind = expect(said, _DURING)
        if kind == "hand_in" or self._left() == timedelta():
            self._result = self._study.testing.hand_in(self._paper)
            self._show()
        elif kind == "repeat":
            self._show()
        elif kind == "go":
            self._go(said)
        elif kind == "reveal":
            self._reveal(said)
        elif kind == "answer":
            self._answer(said)
        else:
            self._wire.send(flagged(self._study, kind, said, self._paper.current))
        return True

    def _after(self, kind: str) -> bool:
        if kind == "repeat" or self._result is None:
            self._show()
            return True
        missed = self._result.missed(self._paper.questions.keys)
        if not missed:
            raise BadRequest("not-now", "Nothing was missed.")
        self._drill = self._study.drill(key for key, _ in missed)
        return False

    def _go(self, said: Request) -> None:
        number = requests.whole(said, "number", 1, len(self._paper.questions))
        if number is None:
            raise BadRequest("bad-field", "number is the number of a question.")
        self._paper.go(number - 1)
        self._turn()

    def _reveal(self, said: Request) -> None:
        kind = self._paper.current.kind
        if not isinstance(kind, Recall):
            raise BadRequest("not-now", "Only a recall has points to reveal.")
        self._recalled = requests.text(said, "text")
        self._wire.send({"type": "points", "points": kind.points})

    def _answer(self, said: Request) -> None:
        kind = self._paper.current.kind
        if isinstance(kind, Recall) and self._recalled is None:
            raise BadRequest("not-now", "First reveal the points.")
        texts = self._study.displayed_in_test(self._paper)
        response = requests.response(kind, texts, said.get("answer"), self._recalled or "")
        spent = requests.milliseconds(said, self._seconds() - self._asked_at)
        unclear = self._study.testing.respond(self._paper, response, requests.confidence(said), spent)
        if unclear is not None:
            self._wire.send({"type": "unclear", "text": unclear.message})
        else:
            self._wire.send(messages.accepted(self._paper, self._left()))
