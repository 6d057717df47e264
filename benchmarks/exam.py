"""Compares the plan for an exam with plain FSRS, at the same study time, on learners whom neither knows.

A simulated learner has a memory that is not FSRS's. Questions are answered by chance as that memory has it,
FSRS only sees whether they were right, and in the end the learner's own memory says what is recalled in the
exam. The figures are in docs/exam.md; `just exam 50` makes them again.
"""

import math
import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, stdev
from typing import Protocol, TypeAlias

from quiz import memory
from quiz.exam import QUIET_DAYS, Standing, plan_for
from quiz.model import Key, Memory, Rating
from quiz.plan import Habits

TARGET = 0.9
BEGIN = date(2026, 1, 1)
DAYS = (7, 14, 30, 60)
SIZES = (50, 200)
TIGHT = (9, 5)
"""Answers a question when the days are limited."""
SEEDS = range(5)
STEPS = 8
"""Of the search for a desired retention with which plain FSRS takes as long as the plan."""

FIRST_RIGHT = 0.3
"""How likely a learner who has read the text answers a question at first sight."""
SECONDS = 20
"""Between two answers."""
COMES_BACK_AFTER = 3
"""Questions before a wrong one comes back, as in a sitting."""
ATTEMPTS = 8
"""After which the simulated learner leaves a question for that day."""


class Learner(Protocol):
    """A memory of questions that are numbered from 0."""

    def recall(self, question: int, day: int, second: float = 0.0) -> float:
        """Returns how likely the question is answered then, from 0 to 1; 0 if it was never seen."""

    def answer(self, question: int, day: int, second: float, *, right: bool) -> None:
        """Takes in an answer, after which the right one is shown."""


class Activation:
    """Each look at a question leaves a trace that fades as a power of time, faster the better it was known.

    Pavlik & Anderson 2005, Cognitive Science 29, equations 1 to 5: an ACT-R model of practice, forgetting and
    spacing. The constants are of the size that is given there. What each question adds to its activation is
    ours: an average one is recalled by three in four learners on the next day.
    """

    DECAY = 0.177
    DECAY_OF_KNOWN = 0.217
    THRESHOLD = -0.704
    NOISE = 0.255
    PACE_OF_DAYS = 0.025
    """Forgetting between two days is slower than within a sitting by this."""

    def __init__(self, questions: int, rng: random.Random) -> None:
        self._ease = [rng.gauss(0.9, 0.3) for _ in range(questions)]
        self._traces: list[list[tuple[int, float, float]]] = [[] for _ in range(questions)]

    def _activation(self, question: int, day: int, second: float) -> float:
        strength = sum(
            max(1.0, (day - seen) * 86400 * self.PACE_OF_DAYS + second - at) ** -decay
            for seen, at, decay in self._traces[question]
        )
        return self._ease[question] + math.log(strength) if strength else -math.inf

    def recall(self, question: int, day: int, second: float = 0.0) -> float:
        """Returns how likely the question is answered then."""
        activation = self._activation(question, day, second)
        if activation == -math.inf:
            return 0.0
        return 1 / (1 + math.exp((self.THRESHOLD - activation) / self.NOISE))

    def answer(self, question: int, day: int, second: float, *, right: bool) -> None:
        """Leaves a trace, whether or not the answer was right: the right one is shown."""
        known = math.exp(self._activation(question, day, second))
        self._traces[question].append((day, second, self.DECAY + self.DECAY_OF_KNOWN * known))


class HalfLife:
    """Recall fades exponentially, slower after a right answer and faster after a wrong one, however spaced.

    Tabibian et al. 2019, PNAS 116(10), equations 1 and 2: a half-life model as it was fitted to Duolingo. The
    constants are ours.
    """

    SLOWER = 0.6
    FASTER = 0.3

    def __init__(self, questions: int, rng: random.Random) -> None:
        self._first = [math.exp(rng.gauss(math.log(0.12), 0.5)) for _ in range(questions)]
        self._rate = list(self._first)
        self._last: list[int | None] = [None] * questions

    def recall(self, question: int, day: int, second: float = 0.0) -> float:
        """Returns how likely the question is answered then."""
        last = self._last[question]
        return 0.0 if last is None else math.exp(-self._rate[question] * max(day - last, 0.005))

    def answer(self, question: int, day: int, second: float, *, right: bool) -> None:
        """Changes the rate of forgetting, once a day."""
        last = self._last[question]
        if last is not None and last < day:
            change = 1 - self.SLOWER if right else 1 + self.FASTER
            self._rate[question] = min(1.5 * self._first[question], self._rate[question] * change)
        self._last[question] = day


Memories: TypeAlias = dict[int, Memory]
Schedule: TypeAlias = Callable[[Memories, int, int], list[int]]
"""Says what to ask: of the memories by now, how many questions are new, and how many days are left."""


@dataclass(frozen=True)
class Trial:
    """What a learner studies."""

    learner: type[Activation] | type[HalfLife]
    questions: int
    days: int
    answers_a_day: int | None = None
    """After so many answers the learner stops for the day."""


@dataclass(frozen=True)
class Sitting:
    """A day's sitting."""

    day: int
    most: int | None
    """Answers after which it ends."""
    rng: random.Random


@dataclass(frozen=True)
class Result:
    """How one learner, or several on the average, did."""

    recall: float
    """Mean recall in the exam."""
    above: float
    """Share of the questions at or above the target."""
    answers: float
    """For each question."""
    most: float
    """Answers on the busiest day, for each question."""
    spread: float = 0.0
    """Standard deviation of the recall over the learners."""


def run(trial: Trial, schedule: Schedule, seed: int) -> Result:
    """Returns how one learner does with a schedule."""
    rng = random.Random(seed)
    learner = trial.learner(trial.questions, rng)
    held: Memories = {}
    loads = []
    for day in range(trial.days):
        asked = schedule(held, trial.questions - len(held), trial.days - day)
        loads.append(sit(learner, held, asked, Sitting(day, trial.answers_a_day, rng)))
    recalls = [learner.recall(question, trial.days) for question in range(trial.questions)]
    return Result(
        mean(recalls),
        mean(recall >= TARGET for recall in recalls),
        sum(loads) / trial.questions,
        max(loads) / trial.questions,
    )


def sit(learner: Learner, held: Memories, asked: Sequence[int], sitting: Sitting) -> int:
    """Asks questions, and wrong ones again until they are right; returns how many answers that took."""
    queue = list(asked)
    attempts = dict.fromkeys(queue, 0)
    answers = 0
    while answers < len(queue) and (sitting.most is None or answers < sitting.most):
        question, second = queue[answers], answers * SECONDS
        likely = learner.recall(question, sitting.day, second) if question in held else FIRST_RIGHT
        right = sitting.rng.random() < likely
        learner.answer(question, sitting.day, second, right=right)
        rating = Rating.GOOD if right else Rating.AGAIN
        held[question] = memory.rate(held.get(question), rating, on(sitting.day))
        answers += 1
        attempts[question] += 1
        if not right and attempts[question] < ATTEMPTS:
            queue.insert(min(answers + COMES_BACK_AFTER, len(queue)), question)
    return answers


def on(day: int) -> date:
    """Returns the date of a day."""
    return BEGIN + timedelta(days=day)


def evenly(new: int, left: int) -> int:
    """Returns how many new questions the plan asks on a day, so that plain FSRS may ask as many."""
    return math.ceil(new / max(1, left - min(QUIET_DAYS, math.ceil(left / 4))))


def first(held: Memories, new: int, left: int) -> list[int]:
    """Returns the new questions of a day: for all schedules as many as in the plan."""
    asked = math.ceil(new / max(1, left - min(QUIET_DAYS, math.ceil(left / 4))))
    return list(range(len(held), len(held) + asked))


def by_plan(trial: Trial) -> Schedule:
    """Returns the schedule of the plan."""
    habits = Habits(new_per_day=None, reviews_per_day=trial.answers_a_day)

    def schedule(held: Memories, new: int, left: int) -> list[int]:
        memories = {Key("bank", str(question)): each for question, each in held.items()}
        standing = Standing(on(trial.days - left), memories, new, habits)
        plan = plan_for(standing, on(trial.days), TARGET)
        return first(held, new, left) + [int(key.question) for key in plan.reviews]

    return schedule


def by_fsrs(trial: Trial, retention: float) -> Schedule:
    """Returns the schedule of plain FSRS: questions whose recall has fallen so far, the lowest first."""

    def schedule(held: Memories, new: int, left: int) -> list[int]:
        day = on(trial.days - left)
        recalls = {question: memory.recall(each, day) for question, each in held.items()}
        due = [each for each in recalls if recalls[each] <= retention]
        return first(held, new, left) + sorted(due, key=recalls.__getitem__)

    return schedule


def by_fsrs_first(trial: Trial) -> Schedule:
    """Returns FSRS's schedule until a quarter of the days is left, and an even share of the weakest then."""
    fsrs = by_fsrs(trial, TARGET)

    def schedule(held: Memories, new: int, left: int) -> list[int]:
        if left > math.ceil(trial.days / 4):
            return fsrs(held, new, left)
        weak = weakest(trial, held)
        return first(held, new, left) + weak[: math.ceil(len(weak) / left)]

    return schedule


def by_gain(trial: Trial) -> Schedule:
    """Returns the plan's schedule with those questions first that gain most in the exam for an answer now."""

    def schedule(held: Memories, new: int, left: int) -> list[int]:
        day, exam = on(trial.days - left), on(trial.days)

        def gain(question: int) -> float:
            before = held[question]
            likely = memory.recall(before, day)
            right = memory.rate(before, Rating.GOOD, day)
            wrong = memory.rate(memory.rate(before, Rating.AGAIN, day), Rating.GOOD, day)
            after = likely * memory.recall(right, exam) + (1 - likely) * memory.recall(wrong, exam)
            return (after - memory.recall(before, exam)) / (2 - likely)

        weak = sorted(weakest(trial, held), key=gain, reverse=True)
        return first(held, new, left) + weak[: math.ceil(len(weak) / left)]

    return schedule


def weakest(trial: Trial, held: Memories) -> list[int]:
    """Returns the questions below the target in the exam, the weakest first."""
    recalls = {question: memory.recall(each, on(trial.days)) for question, each in held.items()}
    return sorted((each for each in recalls if recalls[each] < TARGET), key=recalls.__getitem__)


def average(trial: Trial, schedule: Schedule) -> Result:
    """Returns how the learners do on the average."""
    results = [run(trial, schedule, seed) for seed in SEEDS]
    return Result(
        mean(each.recall for each in results),
        mean(each.above for each in results),
        mean(each.answers for each in results),
        mean(each.most for each in results),
        stdev(each.recall for each in results),
    )


def at_same_time(trial: Trial, answers: float) -> tuple[float, Result]:
    """Returns the desired retention with which plain FSRS takes as many answers, and how that goes."""
    low, high = 0.5, 0.995
    for _ in range(STEPS):
        retention = (low + high) / 2
        result = average(trial, by_fsrs(trial, retention))
        if result.answers > answers:
            high = retention
        else:
            low = retention
    return retention, result


def compared(trial: Trial) -> tuple[Result, float, Result]:
    """Returns how the plan does, and at which desired retention and how plain FSRS does in the same time."""
    plan = average(trial, by_plan(trial))
    return plan, *at_same_time(trial, plan.answers)


def gains(trial: Trial) -> list[float]:
    """Returns how much more than plain FSRS in the same time the plan and its variants bring."""
    found = []
    for schedule in (by_plan, by_gain, by_fsrs_first):
        result = average(trial, schedule(trial))
        found.append(result.recall - at_same_time(trial, result.answers)[1].recall)
    return found


def trials(sizes: Sequence[int], answers_a_question: int | None = None) -> list[Trial]:
    """Returns all trials: without limit, or with a day's even share of so many answers a question."""
    return [
        Trial(
            learner, questions, days, answers_a_question and math.ceil(answers_a_question * questions / days)
        )
        for learner in (Activation, HalfLife)
        for days in DAYS
        for questions in sizes
    ]


def row(*cells: object) -> None:
    """Prints a row of a Markdown table."""
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


def heading(title: str, *cells: str) -> None:
    """Prints a title and the first rows of a table."""
    sys.stdout.write(f"\n{title}\n\n")
    row("learner", "days", "questions", *cells)
    row(*["---"] * (3 + len(cells)))


def named(trial: Trial) -> tuple[object, ...]:
    """Returns the cells that name a trial."""
    return trial.learner.__name__, trial.days, trial.questions


def shown(result: Result) -> tuple[str, ...]:
    """Returns the cells of a result."""
    return (
        f"{result.recall:.3f} ± {result.spread:.3f}",
        f"{result.above:.0%}",
        f"{result.answers:.1f}",
        f"{result.most:.2f}",
    )


def main(sizes: Sequence[int]) -> None:
    """Prints all tables, for so many questions each."""
    columns = ("recall", "≥ 0.9", "answers", "most")
    with ProcessPoolExecutor() as pool:
        for answers in (None, *TIGHT):
            title = (
                f"At most {answers} answers a question, the same each day" if answers else "Without limits"
            )
            heading(title, *(f"plan: {each}" for each in columns), "FSRS at", *columns, "gain")
            made = trials(sizes, answers)
            for trial, (plan, retention, fsrs) in zip(made, pool.map(compared, made), strict=True):
                gain = f"{plan.recall - fsrs.recall:+.3f}"
                row(*named(trial), *shown(plan), f"{retention:.2f}", *shown(fsrs), gain)
        heading("Variants without limits: gain over FSRS in the same time", "plan", "by gain", "FSRS first")
        made = trials(sizes[:1])
        for trial, found in zip(made, pool.map(gains, made), strict=True):
            row(*named(trial), *(f"{each:+.3f}" for each in found))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
