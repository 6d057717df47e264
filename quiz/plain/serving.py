"""One sitting as JSON lines: a question out, an answer in, a verdict out. Another front end draws it."""

import time
from collections.abc import Callable

from quiz import model
from quiz.lean_typing import TextIO
from quiz.model import Question, Rating, Recall
from quiz.plain import messages, requests
from quiz.plain.requests import BadRequest, Request
from quiz.plain.wire import Wire, expect
from quiz.sitting import Sitting
from quiz.study import Study

_ANY_TIME = frozenset({"undo", "repeat"})
_LABELS = frozenset({"suspend", "bury", "flag", "unflag"})
_WHILE_ASKED = frozenset({"answer", "hint", "reveal", "skip"}) | _LABELS | _ANY_TIME
_WHILE_SHOWN = frozenset({"next", "rate", "overrule"}) | _LABELS | _ANY_TIME
_AT_THE_END = frozenset({"again"}) | _ANY_TIME


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
        self._wire = Wire(readline, sink)
        self._seconds = seconds
        self._hinted = self._revealed = False
        self._recalled = ""
        self._asked_at = 0.0

    def run(self, sitting: Sitting) -> None:
        """Serves until the client stops or goes away; all that was answered is saved."""
        self._sitting = sitting
        self._wire.send(messages.begin(sitting))
        self._turn()
        self._wire.serve(self._do)
        if self._sitting.current is not None:
            self._sitting.advance()
            self._summary()

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
            self._wire.send(messages.verdict(sitting.showing))
        else:
            texts = self._study.displayed(sitting)
            title = self._study.shelf.title(asked.key.bank)
            hidden = self._study.habits.hides(asked.kind)
            changed = self._study.changed(asked)
            self._wire.send(messages.question(sitting, title, texts, hidden=hidden, changed=changed))

    def _summary(self) -> None:
        study, sitting = self._study, self._sitting
        self._wire.send(messages.summary(sitting, study.overview(), study.missed_in(sitting)))

    # What the client wants

    def _do(self, said: Request) -> bool:
        asked = self._sitting.current
        if asked is None:
            now = _AT_THE_END
        else:
            now = _WHILE_ASKED if self._sitting.showing is None else _WHILE_SHOWN
        kind = expect(said, now)
        if kind == "repeat":
            self._show()
        elif kind == "undo":
            self._undo()
        elif asked is None:
            self._again()
        elif kind in _LABELS:
            self._label(kind, said, asked)
        elif self._sitting.showing is None:
            self._while_asked(kind, said, asked)
        else:
            self._while_shown(kind, said)
        return True

    def _while_asked(self, kind: str, said: Request, asked: Question) -> None:
        if kind == "answer":
            self._answer(said, asked)
        elif kind == "hint":
            if not asked.hint:
                raise BadRequest("no-hint", "This question has no hint.")
            self._hinted = True
            self._wire.send({"type": "hint", "text": asked.hint})
        elif kind == "reveal":
            if not isinstance(asked.kind, Recall):
                raise BadRequest("not-now", "Only a recall has points to reveal.")
            self._recalled = requests.text(said, "text")
            self._revealed = True
            self._wire.send({"type": "points", "points": asked.kind.points})
        else:
            self._study.skip(self._sitting)
            self._turn()

    def _answer(self, said: Request, asked: Question) -> None:
        if isinstance(asked.kind, Recall) and not self._revealed:
            raise BadRequest("not-now", "First reveal the points.")
        texts = self._study.displayed(self._sitting)
        response = requests.response(asked.kind, texts, said.get("answer"), self._recalled)
        spent = requests.milliseconds(said, self._seconds() - self._asked_at)
        answered = self._study.answer(
            self._sitting, response, requests.confidence(said), hinted=self._hinted, milliseconds=spent
        )
        if isinstance(answered, model.Unclear):
            self._wire.send({"type": "unclear", "text": answered.message})
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

    def _label(self, kind: str, said: Request, asked: Question) -> None:
        """Suspends, buries or flags the question that is asked or shown."""
        if kind in {"flag", "unflag"}:
            self._wire.send(flagged(self._study, kind, said, asked))
            return
        if kind == "suspend":
            self._study.suspend(self._sitting)
        else:
            self._study.bury(self._sitting)
        self._turn()

    def _undo(self) -> None:
        if not self._sitting.can_undo:
            raise BadRequest("not-now", "There is nothing to undo.")
        self._study.undo(self._sitting)
        self._turn()

    def _again(self) -> None:
        if not self._sitting.can_repeat:
            raise BadRequest("not-now", "There is nothing to go through again.")
        self._sitting = self._study.again(self._sitting)
        self._wire.send(messages.begin(self._sitting))
        self._turn()


def flagged(study: Study, kind: str, said: Request, asked: Question) -> messages.Message:
    """Puts a flag on a question or takes it off, and returns the message that says so.

    Raises:
        BadRequest: The note is no text.
        NotSaved: Nothing was written.
    """
    if kind == "unflag":
        study.labels.unflag(asked.key)
        return {"type": "flagged", "note": None}
    note = requests.text(said, "note")
    study.labels.flag(asked.key, note)
    return {"type": "flagged", "note": note}
