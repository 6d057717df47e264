"""One sitting as JSON lines: a question out, an answer in, a verdict out. Another front end draws it."""

import time
from collections.abc import Callable
from typing import TextIO

from quiz.errors import ProgressError
from quiz.model import Question, Rating, Recall, Unclear
from quiz.plain import messages, requests
from quiz.plain.messages import Message
from quiz.plain.requests import BadRequest, Request
from quiz.sitting import Sitting
from quiz.study import Study

LONGEST = 1_000_000
"""Characters of a line that are read; what is longer is malformed."""

_WHILE_ASKED = frozenset({"answer", "hint", "reveal", "skip", "undo", "repeat", "stop"})
_WHILE_SHOWN = frozenset({"next", "rate", "overrule", "undo", "repeat", "stop"})
_AT_THE_END = frozenset({"again", "undo", "repeat", "stop"})
_DAY = 86_400_000


class Server:
    """Goes through sittings with a client.

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
        self._readline = readline
        self._sink = sink
        self._seconds = seconds
        self._hinted = self._revealed = False
        self._recalled = ""
        self._asked_at = 0.0

    def run(self, sitting: Sitting) -> None:
        """Serves until the client stops or goes away; all that was answered is saved."""
        self._sitting = sitting
        self._send(messages.begin(sitting))
        self._turn()
        while (line := self._line()) is not None:
            try:
                said = requests.request(line)
                if said["type"] == "stop":
                    break
                self._do(said)
            except BadRequest as bad:
                self._send(messages.error(bad.code, bad.text))
            except ProgressError as error:
                self._send(messages.error("not-saved", f"{error.message} {error.hint}".strip()))
        if self._sitting.current is not None:
            self._sitting.advance()
            self._summary()

    def _line(self) -> str | None:
        line = self._readline(LONGEST)
        whole = line
        while len(line) == LONGEST and not line.endswith("\n"):
            line = self._readline(LONGEST)
            whole = ""
        return whole if whole or line else None

    def _send(self, message: Message) -> None:
        self._sink.write(messages.encoded(message) + "\n")
        self._sink.flush()

    # What is asked or shown

    def _turn(self) -> None:
        """Asks the current question anew, or sums up where there is none."""
        self._hinted = self._revealed = False
        self._recalled = ""
        self._asked_at = self._seconds()
        self._show()

    def _show(self) -> None:
        sitting = self._sitting
        asked = sitting.current
        if asked is None:
            self._summary()
        elif sitting.showing is not None:
            self._send(messages.verdict(sitting.showing))
        else:
            texts = self._study.displayed(sitting)
            self._send(messages.question(sitting, asked, self._study.shelf.title(asked.key.bank), texts))

    def _summary(self) -> None:
        self._send(messages.summary(self._sitting, self._study.overview()))

    # What the client wants

    def _do(self, said: Request) -> None:
        asked = self._sitting.current
        kind = str(said["type"])
        if asked is None:
            now = _AT_THE_END
        else:
            now = _WHILE_ASKED if self._sitting.showing is None else _WHILE_SHOWN
        if kind not in now:
            raise BadRequest("not-now", f"Now it is one of {', '.join(sorted(now))}.")
        if kind == "repeat":
            self._show()
        elif kind == "undo":
            self._undo()
        elif asked is None:
            self._again()
        elif self._sitting.showing is None:
            self._while_asked(kind, said, asked)
        else:
            self._while_shown(kind, said)

    def _while_asked(self, kind: str, said: Request, asked: Question) -> None:
        if kind == "answer":
            self._answer(said, asked)
        elif kind == "hint":
            if not asked.hint:
                raise BadRequest("no-hint", "This question has no hint.")
            self._hinted = True
            self._send({"type": "hint", "text": asked.hint})
        elif kind == "reveal":
            if not isinstance(asked.kind, Recall):
                raise BadRequest("not-now", "Only a recall has points to reveal.")
            self._recalled = requests.text(said, "text")
            self._revealed = True
            self._send({"type": "points", "points": asked.kind.points})
        else:
            self._sitting.skip()
            self._turn()

    def _answer(self, said: Request, asked: Question) -> None:
        if isinstance(asked.kind, Recall) and not self._revealed:
            raise BadRequest("not-now", "First reveal the points.")
        texts = self._study.displayed(self._sitting)
        response = requests.response(asked.kind, texts, said.get("answer"), self._recalled)
        spent = requests.whole(said, "milliseconds", 0, _DAY)
        if spent is None:
            spent = round((self._seconds() - self._asked_at) * 1000)
        answered = self._study.answer(
            self._sitting, response, requests.confidence(said), hinted=self._hinted, milliseconds=spent
        )
        if isinstance(answered, Unclear):
            self._send({"type": "unclear", "text": answered.message})
        else:
            self._show()

    def _while_shown(self, kind: str, said: Request) -> None:
        if kind == "next":
            self._study.advance(self._sitting)
            self._turn()
            return
        if kind == "overrule":
            self._study.overrule(self._sitting)
        else:
            rating = requests.whole(said, "rating", 1, 4)
            if rating is None:
                raise BadRequest("bad-field", "rating is a whole number from 1 to 4.")
            self._study.rate(self._sitting, Rating(rating))
        self._show()

    def _undo(self) -> None:
        if not self._sitting.can_undo:
            raise BadRequest("not-now", "There is nothing to undo.")
        self._study.undo(self._sitting)
        self._turn()

    def _again(self) -> None:
        missed = [answer.question for answer in self._sitting.missed]
        if not missed:
            raise BadRequest("not-now", "Nothing was missed.")
        self._sitting = self._study.drill(missed)
        self._send(messages.begin(self._sitting))
        self._turn()
