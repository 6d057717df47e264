"""One sitting, line by line: asks, takes the answers, says the verdicts, ends with a summary."""

import time
from collections.abc import Callable

from quiz import model, plain
from quiz import wording as figures
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Confidence, Question, Rating
from quiz.plain.asking import Asker, asker, recalled_first
from quiz.plain.console import Console
from quiz.plain.flags import Flags
from quiz.plain.talk import LITERAL, SURE, Ended, Talk, keys
from quiz.sitting import Sitting
from quiz.study import Study

if TYPE_CHECKING:
    from quiz.model import Answered, Mode, Response, Unclear
    from quiz.plain import Command, Flagging, Given, Unknown

_HELP = (
    f"{SURE} {LITERAL}",
    "While a question is asked: :h the hint, :s skip it, :u undo the last answer or part of an answer,"
    " :r hear it again, :q stop and hear the summary. Everything is saved.",
    "After the verdict: Enter goes on; 1 Again, 2 Hard, 3 Good or 4 Easy rates the answer and goes on;"
    " :o puts your own verdict in the place of this one, or takes it back.",
    "Before and after the verdict: :suspend or :x takes the question out until you take it back in,"
    " :bury or :z until tomorrow, :u undoes it. :flag or :f marks it for later, with a note if one follows;"
    " :flag alone takes the mark off. At the end, :r says the summary again.",
)


class Drill:
    """Asks the questions of sittings one after the other.

    Args:
        study: The learner's banks and progress.
        console: Where the lines come from and go to.
        seconds: Returns seconds that only ever grow, to time the answers.
    """

    def __init__(self, study: Study, console: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self._study = study
        self._talk = Talk(console)
        self._flags = Flags(study, self._talk)
        self._seconds = seconds
        self._bank = self._source = ""
        self._hinted = False
        self._asked_at = 0.0

    def run(self, sitting: Sitting) -> None:
        """Goes through the questions, and through the missed ones again for as long as the learner likes.

        Raises:
            ProgressError: The last answer could not be saved, and the learner gave up trying.
        """
        if sitting.current is None:
            self._nothing(sitting.mode)
            return
        self._talk.say(keys(rated=sitting.mode.schedules))
        following: Sitting | None = sitting
        while following is not None:
            following = self._sit(following)
        if self._talk.unsaved is not None:
            raise self._talk.unsaved

    def _sit(self, sitting: Sitting) -> Sitting | None:
        """Goes through one sitting; returns what to go through next."""
        if not sitting.can_undo:
            self._talk.say(f"{figures.count(len(sitting.queue), 'question')}. {sitting.about}".rstrip())
        try:
            while sitting.current is not None:
                self._turn(sitting, sitting.current)
        except Ended as ended:
            sitting.advance()
            self._summary(sitting)
            if not ended.args:
                return None
        else:
            self._summary(sitting)
        try:
            return self._after(sitting)
        except Ended:
            return None

    def _nothing(self, mode: "Mode") -> None:
        overview = self._study.overview()
        next_ = overview.next_due
        later = f" The next are due {plain.wording.day(next_, overview.today)}." if next_ else ""
        said = "Nothing is missed" if mode is model.Mode.MISSED else "There is nothing to ask"
        self._talk.say(f"{said}.{later}")

    # Asking

    def _turn(self, sitting: Sitting, question: Question) -> None:
        """Asks a question until it is answered, skipped or left, and then looks at the answer."""
        self._hinted = False
        self._flags.forget()
        self._asked_at = self._seconds()
        taking = self._ask(sitting, question)
        sure = Confidence.UNSAID
        while True:
            line = self._talk.line(taking.prompt())
            said = plain.parse(line, terse=taking.terse)
            if not isinstance(said, plain.Given):
                if self._command(said, sitting, question, taking):
                    return
                continue
            self._flags.forget()
            sure = said.confidence if said.confidence is not Confidence.UNSAID else sure
            response = self._take(taking, said)
            if response is None:
                continue
            answered = self._answer(sitting, response, sure)
            if isinstance(answered, model.Unclear):
                self._talk.say(answered.message)
                taking = asker(question.kind, self._study.displayed(sitting))
                continue
            self._look(sitting)
            return

    def _ask(self, sitting: Sitting, question: Question) -> Asker:
        taking = asker(question.kind, self._study.displayed(sitting))
        if self._study.habits.hides(question.kind):
            taking = recalled_first(taking)
        head = f"Question {sitting.position} of {len(sitting.queue)}"
        if sitting.attempts(question):
            head += ", once more"
        if question.key.bank != self._bank:
            self._bank = question.key.bank
            head += f", from {self._study.shelf.title(self._bank)}"
        changed = ["It has changed since you last answered it."] if self._study.changed(question) else []
        self._talk.say("", f"{head}.", *changed, *taking.lines(question.ask))
        return taking

    def _take(self, taking: Asker, said: "Given") -> "Response | None":
        try:
            return taking.take(said.text)
        except plain.NoAnswer as problem:
            self._talk.say(str(problem))
            return None

    def _command(
        self, said: "Command | Flagging | Unknown", sitting: Sitting, question: Question, taking: Asker
    ) -> bool:
        """Does what was asked for while a question is asked; says whether the question is left."""
        match said:
            case plain.Unknown():
                self._talk.say(str(said))
            case plain.Flagging(note=note):
                self._flags.change(question.key, note)
            case plain.Command.SUSPEND | plain.Command.BURY:
                return self._put_aside(sitting, said)
            case plain.Command.SKIP:
                self._study.skip(sitting)
                self._talk.say("Skipped.")
                return True
            case plain.Command.UNDO:
                return self._undo(sitting, taking)
            case plain.Command.STOP:
                raise Ended(said)
            case _:
                self._tell(said, question, taking)
        return False

    def _tell(self, command: "Command", question: Question, taking: Asker) -> None:
        """Says what was asked for, and leaves the question as it is."""
        match command:
            case plain.Command.HINT:
                self._hinted = self._hinted or bool(question.hint)
                self._talk.say(f"Hint: {question.hint}" if question.hint else "There is no hint.")
            case plain.Command.REPEAT:
                self._talk.say(*taking.lines(question.ask))
            case plain.Command.HELP:
                self._talk.say(*_HELP)
            case plain.Command.OVERRULE | plain.Command.MISSED:
                self._talk.say("That works after the verdict, or at the end.")
            case _:
                self._talk.say("That works in a test.")

    def _put_aside(self, sitting: Sitting, command: "Command") -> bool:
        """Suspends or buries the question; says whether it could."""
        if command is plain.Command.SUSPEND:
            change, said = self._study.suspend, "Suspended: it is not asked until you take it back in."
        else:
            change, said = self._study.bury, "Buried: it is not asked again today."
        if not self._talk.saved(lambda: change(sitting)):
            return False
        self._talk.say(f"{said} :u undoes this.")
        return True

    def _undo(self, sitting: Sitting, taking: Asker | None = None) -> bool:
        """Undoes what came last: a flag, part of an answer, an answer; says whether the question is left."""
        if self._flags.undo() or (taking is not None and taking.back()):
            return False
        if not sitting.can_undo:
            self._talk.say("There is nothing to undo.")
            return False
        last = sitting.last
        if not self._talk.saved(lambda: self._study.undo(sitting)):
            return False
        if isinstance(last, model.Aside):
            self._talk.say("The question is taken back in.")
        else:
            self._talk.say(f"The last {'answer' if last else 'skip'} is undone.")
        return True

    # Answering

    def _answer(self, sitting: Sitting, response: "Response", sure: Confidence) -> "Answered | Unclear":
        spent = round((self._seconds() - self._asked_at) * 1000)
        return self._talk.insist(
            lambda: self._study.answer(sitting, response, sure, hinted=self._hinted, milliseconds=spent)
        )

    def _look(self, sitting: Sitting) -> None:
        """Says the verdict and takes what the learner makes of it, until they go on."""
        self._verdict(sitting)
        while (answered := sitting.showing) is not None:
            said = plain.parse(self._talk.line(self._rating_prompt(answered)), terse=True)
            match said:
                case plain.Given(text=text):
                    self._rate(sitting, answered, text)
                case plain.Flagging(note=note):
                    self._flags.change(answered.question.key, note)
                case plain.Command.SUSPEND | plain.Command.BURY:
                    self._put_aside(sitting, said)
                case plain.Command.OVERRULE:
                    self._overrule(sitting)
                case plain.Command.UNDO:
                    self._undo(sitting)
                case plain.Command.STOP:
                    raise Ended(said)
                case _:
                    self._tell_more(said, sitting, answered)

    def _tell_more(self, said: "Command | Unknown", sitting: Sitting, answered: "Answered") -> None:
        """Says what was asked for while a verdict is looked at."""
        match said:
            case plain.Command.REPEAT:
                self._verdict(sitting)
            case plain.Command.HELP:
                self._talk.say(*_HELP)
                if answered.outlook:
                    self._talk.say(f"Ratings: {plain.wording.ratings(answered, self._study.today)}.")
            case _:
                self._talk.say("Enter goes on to the next question; :help says what else there is.")

    def _verdict(self, sitting: Sitting) -> None:
        answered = sitting.showing
        if answered is None:
            return
        self._talk.say(*plain.wording.feedback(answered))
        if said := self._origin(answered.question):
            self._talk.say(f"Source: {said}")
        if answered.leech:
            self._talk.say(plain.wording.leech(answered.leech))

    def _origin(self, question: Question) -> str:
        """Returns where the answer comes from, in short where the source is the one that was said last."""
        source, where = plain.wording.source(question.source), plain.wording.where(question)
        same = bool(source) and source == self._source
        self._source = source
        if same:
            return where and f"the same, {where}"
        return ", ".join(each for each in (source, where) if each)

    def _rating_prompt(self, answered: "Answered") -> str:
        if not answered.outlook:
            return "Enter goes on"
        return f"{plain.wording.rating(answered, self._study.today)}. Enter, or 1 to 4"

    def _rate(self, sitting: Sitting, answered: "Answered", text: str) -> None:
        """Takes the rating that stands, or another, and goes on."""
        if text and not answered.outlook:
            self._talk.say("The schedule stays as it is, so there is nothing to rate. Enter goes on.")
            return
        if text and text not in {"1", "2", "3", "4"}:
            self._talk.say("Enter goes on; 1 Again, 2 Hard, 3 Good or 4 Easy rates the answer.")
            return
        if text and not self._talk.saved(lambda: self._study.rate(sitting, Rating(int(text)))):
            return
        if text and sitting.showing is not None:
            self._talk.say(f"Rated {plain.wording.rating(sitting.showing, self._study.today)}.")
        self._study.advance(sitting)

    def _overrule(self, sitting: Sitting) -> None:
        if self._talk.saved(lambda: self._study.overrule(sitting)) and sitting.showing is not None:
            self._talk.say(plain.wording.outcome(sitting.showing))

    # The end

    def _summary(self, sitting: Sitting) -> None:
        result = sitting.score
        if not result.answered:
            self._talk.say("", "Nothing was answered in this sitting.")
            return
        notes = figures.after_sitting(
            self._study.overview(), time_is_up=self._study.time_is_up(sitting), day=plain.wording.day
        )
        self._talk.say(
            "",
            f"Summary: {figures.percent(result.score)}.",
            f"{result.right} right, {result.partly} partly, {result.wrong} wrong"
            f" of {figures.count(result.answered, 'question')}, in {plain.wording.duration(sitting.spent)}.",
            *(f"{note[0].upper()}{note[1:]}." for note in notes),
        )
        missed = self._study.missed_in(sitting)
        self._talk.say(f"{figures.count(len(missed), 'question')} missed." if missed else "Nothing missed.")
        for number, each in enumerate(missed, 1):
            ask, *rest = plain.wording.missed(*each)
            self._talk.say("", f"{number}. {ask}", *rest)

    def _after(self, sitting: Sitting) -> Sitting | None:
        """Asks what to do at the end of a sitting; returns what to go through next."""
        offers = ["Enter ends"]
        repeats = sitting.can_repeat
        if repeats:
            offers.append(":m goes through the missed questions again")
        if sitting.can_undo:
            offers.append(":u undoes the last answer")
        if len(offers) == 1:
            return None
        self._talk.say("")
        while True:
            said = plain.parse(self._talk.line("; ".join(offers)))
            if said is plain.Command.MISSED and repeats:
                return self._study.again(sitting)
            if said is plain.Command.UNDO and self._undo(sitting):
                return sitting
            if said is plain.Command.REPEAT:
                self._summary(sitting)
            if said in {plain.Command.STOP, plain.Given("")}:
                return None
