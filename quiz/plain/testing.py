"""A test, line by line: no verdict until it is handed in, and every answer can be changed until then."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import groupby

from quiz import wording as figures
from quiz.marking import response_text
from quiz.model import Confidence, Response
from quiz.plain import wording
from quiz.plain.asking import Asker, asker
from quiz.plain.console import Console
from quiz.plain.drill import Drill
from quiz.plain.flags import Flags
from quiz.plain.grammar import Command, Flagging, Given, NoAnswer, Unknown, parse
from quiz.plain.talk import LITERAL, SURE, Ended, Talk
from quiz.study import Paper, Result, Study

_KEYS = (
    "Commands start with a colon: :b goes back to the question before, :n goes on to the next, :time says"
    " how much time is left, :r says the question again, :q goes to the end, :help for all."
    f" {SURE} Answering again replaces the answer. You hear the verdicts when the test is handed in."
)
_HELP = (
    f"{SURE} {LITERAL}",
    "Each answer is saved at once and goes on to the next question. :b goes back and :n forward;"
    " an answer given again replaces the one before. :u takes back a part of an answer that is not whole.",
    ":time says how much time is left. When it is up, the test is handed in.",
    ":flag or :f marks a question for later, with a note if one follows; :flag alone takes the mark off.",
    ":q goes to the end, where Enter hands in and :q leaves the test without a score."
    " After the result, :r says it again.",
)


class _TimeUp(Exception):  # noqa: N818 -- it is no error
    """The time that was allowed is over."""


class Examiner:
    """Holds a test.

    Args:
        study: The learner's banks and progress.
        console: Where the lines come from and go to.
        seconds: Returns seconds that only ever grow, to time the answers.
    """

    def __init__(self, study: Study, console: Console, seconds: Callable[[], float] = time.monotonic) -> None:
        self._study = study
        self._console = console
        self._talk = Talk(console)
        self._flags = Flags(study, self._talk)
        self._seconds = seconds
        self._asked_at = 0.0
        self._bank = ""

    def run(self, paper: Paper) -> None:
        """Asks until the test is handed in or left, says what came of it, and drills what was missed.

        The end of the lines hands it in, and so does the first line after the time is up.

        Raises:
            ProgressError: An answer or the handing in could not be saved, and the learner gave up trying.
        """
        if not paper.questions:
            self._talk.say("There is nothing to ask.")
            return
        self._begin(paper)
        try:
            handed_in = self._take(paper)
        except Ended:
            handed_in = self._talk.unsaved is None
        except _TimeUp:
            self._talk.say("", "The time is up.")
            handed_in = True
        if handed_in:
            self._finish(paper)
        else:
            answered = figures.count(len(paper.answers), "answer")
            self._talk.say("", f"Left without handing in: there is no score. {answered} saved.")
        if self._talk.unsaved is not None:
            raise self._talk.unsaved

    def _begin(self, paper: Paper) -> None:
        allowed = "no time limit"
        if paper.allowed is not None:
            allowed = f"{_length(paper.allowed)} in all"
        self._talk.say(
            _KEYS, f"Test: {paper.name}. {figures.count(len(paper.questions), 'question')}, {allowed}."
        )

    def _line(self, paper: Paper, prompt: str) -> str:
        line = self._talk.line(prompt)
        if paper.left(self._study.testing.now()) == timedelta():
            raise _TimeUp
        return line

    # Asking

    def _take(self, paper: Paper) -> bool:
        """Asks the questions in whatever order the learner goes; says whether the test is to be handed in."""
        place = 0
        while True:
            while place < len(paper.questions):
                paper.go(place)
                place = self._turn(paper)
            choice = self._at_the_end(paper)
            if isinstance(choice, bool):
                return choice
            place = choice

    def _turn(self, paper: Paper) -> int:
        """Asks a question until it is answered or left; returns the place to go to, past the last to end."""
        self._flags.forget()
        self._asked_at = self._seconds()
        taking = self._ask(paper)
        sure = Confidence.UNSAID
        while True:
            said = parse(self._line(paper, taking.prompt()), terse=taking.terse)
            if isinstance(said, Given):
                self._flags.forget()
                sure = said.confidence if said.confidence is not Confidence.UNSAID else sure
                response = self._response(taking, said)
                if response is None:
                    continue
                if self._answer(paper, response, sure):
                    return paper.at + 1
                taking = self._asker(paper)
                continue
            place = self._command(said, paper, taking)
            if place is not None:
                return place

    def _asker(self, paper: Paper) -> Asker:
        return asker(paper.current.kind, self._study.displayed_in_test(paper))

    def _ask(self, paper: Paper) -> Asker:
        question = paper.current
        taking = self._asker(paper)
        head = f"Question {paper.at + 1} of {len(paper.questions)}"
        if question.key.bank != self._bank:
            self._bank = question.key.bank
            head += f", from {self._study.shelf.title(self._bank)}"
        self._talk.say("", f"{head}.", *taking.lines(question.ask))
        if paper.answered is not None:
            given = response_text(question.kind, paper.answered.response)
            self._talk.say(f"You said: {given}. Answer again to replace it; :n goes on.")
        return taking

    def _response(self, taking: Asker, said: Given) -> Response | None:
        try:
            return taking.take(said.text)
        except NoAnswer as problem:
            self._talk.say(str(problem))
            return None

    def _answer(self, paper: Paper, response: Response, sure: Confidence) -> bool:
        """Saves an answer; says whether it could be marked."""
        spent = round((self._seconds() - self._asked_at) * 1000)
        unclear = self._talk.insist(lambda: self._study.testing.respond(paper, response, sure, spent))
        self._talk.say(unclear.message if unclear else "Saved.")
        return unclear is None

    def _command(self, said: Command | Flagging | Unknown, paper: Paper, taking: Asker) -> int | None:
        """Does what was asked for; returns the place to go to, None where the question stays."""
        match said:
            case Command.NEXT | Command.SKIP:
                return paper.at + 1
            case Command.BACK if paper.at:
                return paper.at - 1
            case Command.STOP:
                return len(paper.questions)
            case Flagging(note=note):
                self._flags.change(paper.current.key, note)
            case Command.UNDO:
                if not self._flags.undo() and not taking.back():
                    self._talk.say("Answering again replaces an answer; :b goes back to the question before.")
            case _:
                self._tell(said, paper, taking)
        return None

    def _tell(self, said: Command | Unknown, paper: Paper, taking: Asker) -> None:
        """Says what was asked for, and leaves the question as it is."""
        match said:
            case Unknown():
                self._talk.say(str(said))
            case Command.REPEAT:
                self._talk.say(*taking.lines(paper.current.ask))
            case Command.TIME:
                self._talk.say(self._time(paper))
            case Command.HELP:
                self._talk.say(*_HELP)
            case Command.BACK:
                self._talk.say("This is the first question.")
            case _:
                self._talk.say("That does not work in a test; :help says what does.")

    def _time(self, paper: Paper) -> str:
        left = paper.left(self._study.testing.now())
        return "There is no time limit." if left is None else f"{_length(left)} left."

    # The end

    def _at_the_end(self, paper: Paper) -> bool | int:
        """Asks whether to hand in; returns whether to, or the place of the question to go to."""
        total = len(paper.questions)
        self._talk.say("", _unanswered(paper))
        while True:
            said = parse(self._line(paper, "Enter hands in, :b goes back, a number goes to that question"))
            match said:
                case Given(text=""):
                    return True
                case Given(text=text) if text.isdecimal() and len(text) < 6 and 1 <= int(text) <= total:
                    return int(text) - 1
                case Command.BACK:
                    return total - 1
                case Command.STOP:
                    return False
                case Command.TIME:
                    self._talk.say(self._time(paper))
                case _:
                    self._talk.say(f"Enter, :b, or a number from 1 to {total}; :q leaves without a score.")

    def _finish(self, paper: Paper) -> None:
        """Hands in, says what came of it, and offers to drill what was missed."""
        try:
            result = self._talk.insist(lambda: self._study.testing.hand_in(paper))
        except Ended:
            return
        self._tell_result(paper, result)
        if result.missed(paper.questions.keys):
            self._offer(paper, result)

    def _tell_result(self, paper: Paper, result: Result) -> None:
        missed = result.missed(paper.questions.keys)
        self._talk.say("", *_score(result))
        scores = result.by_bank(paper.questions.keys)
        for each in scores if len(scores) > 1 else []:
            title = self._study.shelf.title(each.bank)
            questions = figures.count(each.questions, "question")
            self._talk.say(f"{title}: {figures.percent(each.score)} of {questions}.")
        self._talk.say(f"{figures.count(len(missed), 'question')} missed." if missed else "Nothing missed.")
        for number, (key, review) in enumerate(missed, 1):
            ask, *rest = wording.missed(paper.questions.question(key), review)
            self._talk.say("", f"{number}. {ask}", *rest)

    def _offer(self, paper: Paper, result: Result) -> None:
        self._talk.say("")
        try:
            while (
                said := parse(self._talk.line("Enter ends; :m goes through the missed questions"))
            ) != Given(""):
                if said is Command.STOP:
                    return
                if said is Command.REPEAT:
                    self._tell_result(paper, result)
                if said is Command.MISSED:
                    missed = [key for key, _ in result.missed(paper.questions.keys)]
                    Drill(self._study, self._console, self._seconds).run(self._study.drill(missed))
                    return
        except Ended:
            return


def _length(time_: timedelta) -> str:
    return wording.duration(round(time_ / timedelta(milliseconds=1)))


def _unanswered(paper: Paper) -> str:
    places = [place for place, key in enumerate(paper.questions.keys, 1) if key not in paper.answers]
    if not places:
        return "All questions are answered."
    which = f"number{'s' * (len(places) > 1)} {', '.join(_runs(places))}"
    return f"{len(places):,} unanswered: {which}."


def _runs(places: list[int]) -> Iterator[str]:
    """Yields ascending numbers, of which three and more in a row are said as `7 to 9`."""
    for _, found in groupby(enumerate(places), lambda each: each[1] - each[0]):
        run = [place for _, place in found]
        yield from [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)


def _score(result: Result) -> list[str]:
    """Returns the score of a test, and what it is made of."""
    test = result.test
    answered = f"{len(result.reviews)} of {figures.count(test.questions, 'question')} answered"
    return [
        f"Score: {figures.percent(result.score)}.",
        f"{answered}, in {wording.duration(test.milliseconds)}.",
    ]
