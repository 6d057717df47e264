"""One sitting, line by line: asks, takes the answers, says the verdicts, ends with a summary."""

import time
from collections.abc import Callable

from quiz import wording as figures
from quiz.errors import ProgressError
from quiz.model import Confidence, Question, Rating, Response, Unclear
from quiz.plain import wording
from quiz.plain.asking import Asker, asker
from quiz.plain.console import Console
from quiz.plain.grammar import KEYS, Command, Given, NoAnswer, Unknown, parse
from quiz.sitting import Answered, Sitting, tally
from quiz.study import Study

_HELP = (
    "While a question is asked: :h the hint, :s skip it, :u undo the last answer or part of an answer,"
    " :r hear it again, :q stop and hear the summary. Everything is saved.",
    "A space and ? at the end of an answer says that you guess, ! that you are certain."
    " To answer with a text that starts with a colon, or ends with such a mark, write : and a space first.",
    "After the verdict: Enter goes on; 1 Again, 2 Hard, 3 Good or 4 Easy rates the answer and goes on;"
    " :o puts your own verdict in the place of this one, or takes it back.",
)


class _Ended(Exception):  # noqa: N818 -- it is no error
    """There are no more lines, or the learner stops."""


class Drill:
    """Asks the questions of sittings one after the other.

    Args:
        study: The learner's banks and progress.
        console: Where the lines come from and go to.
        seconds: Returns seconds that only ever grow, to time the answers.
    """

    def __init__(self, study: Study, console: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self._study = study
        self._console = console
        self._seconds = seconds
        self._bank = self._source = ""
        self._hinted = False
        self._asked_at = 0.0
        self._unsaved: ProgressError | None = None

    def run(self, sitting: Sitting) -> None:
        """Goes through the questions, and through the missed ones again for as long as the learner likes.

        Raises:
            ProgressError: The last answer could not be saved, and the learner gave up trying.
        """
        if sitting.current is None:
            self._nothing()
            return
        self._console.say(KEYS)
        following: Sitting | None = sitting
        while following is not None:
            following = self._sit(following)
        if self._unsaved is not None:
            raise self._unsaved

    def _sit(self, sitting: Sitting) -> Sitting | None:
        """Goes through one sitting; returns what to go through next."""
        if not sitting.can_undo:
            self._console.say(f"{figures.count(len(sitting.queue), 'question')}.")
        try:
            while sitting.current is not None:
                self._turn(sitting, sitting.current)
        except _Ended as ended:
            sitting.advance()
            self._summary(sitting)
            if not ended.args:
                return None
        else:
            self._summary(sitting)
        try:
            return self._after(sitting)
        except _Ended:
            return None

    def _nothing(self) -> None:
        overview = self._study.overview()
        next_ = overview.next_due
        later = f" The next are due {wording.day(next_, overview.today)}." if next_ else ""
        self._console.say(f"There is nothing to ask.{later}")

    def _line(self, prompt: str) -> str:
        line = self._console.ask(prompt)
        if line is None:
            raise _Ended
        return line

    # Asking

    def _turn(self, sitting: Sitting, question: Question) -> None:
        """Asks a question until it is answered, skipped or left, and then looks at the answer."""
        self._hinted = False
        self._asked_at = self._seconds()
        taking = self._ask(sitting, question)
        sure = Confidence.UNSAID
        while True:
            said = parse(self._line(taking.prompt()), terse=taking.terse)
            if isinstance(said, Command):
                if self._command(said, sitting, question, taking):
                    return
                continue
            if isinstance(said, Unknown):
                self._console.say(str(said))
                continue
            sure = said.confidence if said.confidence is not Confidence.UNSAID else sure
            response = self._take(taking, said)
            if response is None:
                continue
            answered = self._answer(sitting, response, sure)
            if isinstance(answered, Unclear):
                self._console.say(answered.message)
                taking = asker(question.kind, self._study.displayed(sitting))
                continue
            self._look(sitting)
            return

    def _ask(self, sitting: Sitting, question: Question) -> Asker:
        taking = asker(question.kind, self._study.displayed(sitting))
        head = f"Question {sitting.position} of {len(sitting.queue)}"
        if sitting.attempts(question):
            head += ", once more"
        if question.key.bank != self._bank:
            self._bank = question.key.bank
            head += f", from {self._study.shelf.title(self._bank)}"
        self._console.say("", f"{head}.", *taking.lines(question.ask))
        return taking

    def _take(self, taking: Asker, said: Given) -> Response | None:
        try:
            return taking.take(said.text)
        except NoAnswer as problem:
            self._console.say(str(problem))
            return None

    def _command(self, command: Command, sitting: Sitting, question: Question, taking: Asker) -> bool:
        """Does what was asked for while a question is asked; says whether the question is left."""
        match command:
            case Command.HINT:
                self._hinted = self._hinted or bool(question.hint)
                self._console.say(f"Hint: {question.hint}" if question.hint else "There is no hint.")
            case Command.SKIP:
                sitting.skip()
                self._console.say("Skipped.")
                return True
            case Command.UNDO:
                return not taking.back() and self._undo(sitting)
            case Command.REPEAT:
                self._console.say(*taking.lines(question.ask))
            case Command.STOP:
                raise _Ended(command)
            case Command.HELP:
                self._console.say(*_HELP)
            case Command.OVERRULE | Command.MISSED:
                self._console.say("That works after the verdict, or at the end.")
        return False

    def _undo(self, sitting: Sitting) -> bool:
        if not sitting.can_undo:
            self._console.say("There is nothing to undo.")
            return False
        what = "answer" if sitting.last else "skip"
        if self._write(lambda: self._study.undo(sitting)):
            self._console.say(f"The last {what} is undone.")
            return True
        return False

    # Answering

    def _answer(self, sitting: Sitting, response: Response, sure: Confidence) -> Answered | Unclear:
        """Has the response marked and saved, again and again until it is or the learner gives up."""
        spent = round((self._seconds() - self._asked_at) * 1000)
        while True:
            try:
                answered = self._study.answer(
                    sitting, response, sure, hinted=self._hinted, milliseconds=spent
                )
            except ProgressError as error:
                self._unsaved = error
                self._console.say(f"Not saved: {error.message} {error.hint}")
                prompt = "Enter tries again with the same answer; :q stops without it"
                if parse(self._line(prompt)) is Command.STOP:
                    raise _Ended from error
            else:
                self._unsaved = None
                return answered

    def _look(self, sitting: Sitting) -> None:
        """Says the verdict and takes what the learner makes of it, until they go on."""
        self._verdict(sitting)
        while (answered := sitting.showing) is not None:
            said = parse(self._line(self._rating_prompt(answered)), terse=True)
            if isinstance(said, Given):
                self._rate(sitting, said.text)
            elif said is Command.OVERRULE:
                if self._write(lambda: self._study.overrule(sitting)) and sitting.showing:
                    self._console.say(wording.outcome(sitting.showing))
            elif said is Command.UNDO:
                self._undo(sitting)
            elif said is Command.STOP:
                raise _Ended(said)
            elif said is Command.REPEAT:
                self._verdict(sitting)
            elif said is Command.HELP:
                self._console.say(*_HELP, f"Ratings: {wording.ratings(answered, self._study.today)}.")
            else:
                self._console.say("Enter goes on to the next question; :help says what else there is.")

    def _verdict(self, sitting: Sitting) -> None:
        if sitting.showing is None:
            return
        self._console.say(*wording.feedback(sitting.showing))
        if said := self._origin(sitting.showing.question):
            self._console.say(f"Source: {said}")

    def _origin(self, question: Question) -> str:
        """Returns where the answer comes from, in short where the source is the one that was said last."""
        source, where = wording.source(question.source), wording.where(question)
        same = bool(source) and source == self._source
        self._source = source
        if same:
            return where and f"the same, {where}"
        return ", ".join(each for each in (source, where) if each)

    def _rating_prompt(self, answered: Answered) -> str:
        return f"{wording.rating(answered, self._study.today)}. Enter, or 1 to 4"

    def _rate(self, sitting: Sitting, text: str) -> None:
        """Takes the rating that stands, or another, and goes on."""
        if text and text not in {"1", "2", "3", "4"}:
            self._console.say("Enter goes on; 1 Again, 2 Hard, 3 Good or 4 Easy rates the answer.")
            return
        if text and not self._write(lambda: self._study.rate(sitting, Rating(int(text)))):
            return
        if text and sitting.showing is not None:
            self._console.say(f"Rated {wording.rating(sitting.showing, self._study.today)}.")
        self._study.advance(sitting)

    def _write(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except ProgressError as error:
            self._console.say(f"Not saved: {error.message} {error.hint}")
            return False
        return True

    # The end

    def _summary(self, sitting: Sitting) -> None:
        answers = sitting.first_answers
        if not answers:
            self._console.say("", "Nothing was answered in this sitting.")
            return
        result = tally(answers)
        spent = sum(answer.review.milliseconds for answer in sitting.answers)
        overview = self._study.overview()
        notes = [
            f"{result.right} right, {result.partly} partly, {result.wrong} wrong"
            f" of {figures.count(result.answered, 'question')}, in {figures.duration(spent)}."
        ]
        if overview.streak > 1:
            notes.append(f"{overview.streak} days in a row.")
        if overview.due:
            notes.append(f"{overview.due:,} still due today.")
        elif overview.next_due:
            notes.append(f"The next are due {wording.day(overview.next_due, overview.today)}.")
        self._console.say("", f"Summary: {figures.percent(result.score)}.", *notes)
        missed = sitting.missed
        self._console.say(
            f"{figures.count(len(missed), 'question')} missed." if missed else "Nothing missed."
        )
        for number, each in enumerate(missed, 1):
            ask, *rest = wording.missed(each.question, each.review)
            self._console.say("", f"{number}. {ask}", *rest)

    def _after(self, sitting: Sitting) -> Sitting | None:
        """Asks what to do at the end of a sitting; returns what to go through next."""
        offers = ["Enter ends"]
        if sitting.missed:
            offers.append(":m goes through the missed questions again")
        if sitting.can_undo:
            offers.append(":u undoes the last answer")
        if len(offers) == 1:
            return None
        self._console.say("")
        while True:
            said = parse(self._line("; ".join(offers)))
            if said is Command.MISSED and sitting.missed:
                return self._study.drill([answer.question for answer in sitting.missed])
            if said is Command.UNDO and self._undo(sitting):
                return sitting
            if said in {Command.STOP, Given("")}:
                return None
