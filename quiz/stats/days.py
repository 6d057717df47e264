"""What was answered on each study day, folded from the log, and added up over any range of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from quiz.model import Confidence, Key, Outcome, Rating
from quiz.model.gist import Gist
from quiz.stats.counts import Count

MATURE = 21
"""Days without a question after which recalling it counts as mature: the three weeks of Anki's manual."""

_LENGTHS = (1, 7, 28, 91, 364)
"""Days that a period may last: a day, a week, four weeks, a quarter or a year of weeks."""


@dataclass(slots=True)
class Tally:
    """What was answered on one study day, or on several; undone answers do not count."""

    answers: Count = field(default_factory=Count)
    """Reviews of any mode, repeats within a sitting too; a hit is right."""
    partly: int = 0
    """Reviews that were partly right."""
    milliseconds: int = 0
    """Spent on the reviews."""
    new: int = 0
    """Questions whose first review this was, in whatever mode."""
    young: Count = field(default_factory=Count)
    """First reviews of a day that move the schedule, of questions whose last one was on an earlier day, less
    than MATURE days ago. A hit was recalled, which is FSRS's word for not rated Again."""
    mature: Count = field(default_factory=Count)
    """Likewise, MATURE days ago or more."""
    confidence: dict[Confidence, Count] = field(
        default_factory=lambda: {each: Count() for each in Confidence}
    )
    """First reviews of a question on a day, in whatever mode, by how sure the learner was; a hit is right."""
    hours: list[Count] = field(default_factory=lambda: [Count() for _ in range(24)])
    """Reviews by the hour of the learner's clock; a hit is right."""

    @property
    def retention(self) -> Count:
        """Young and mature together."""
        return Count(self.young.number + self.mature.number, self.young.hits + self.mature.hits)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.answers += other.answers
        self.partly += other.partly
        self.milliseconds += other.milliseconds
        self.new += other.new
        self.young += other.young
        self.mature += other.mature
        for level, count in other.confidence.items():
            self.confidence[level] += count
        for hour, count in enumerate(other.hours):
            self.hours[hour] += count
        return self


@dataclass(frozen=True, slots=True)
class Period:
    """What was answered from one study day to another, both included."""

    first: date
    last: date
    tally: Tally


class Days:
    """The tally of every study day on which something was answered."""

    def __init__(self) -> None:
        self.tallies: dict[date, Tally] = {}
        self._seen: dict[Key, date] = {}
        """The latest study day on which each question was answered."""
        self._studied: dict[Key, date] = {}
        """The same of answers that moved the schedule."""

    def add(self, review: Gist) -> None:
        """Counts a review; those of a question in the order of (time, id)."""
        key, day, right = review.key, review.day, review.outcome is Outcome.RIGHT
        tally = self.tallies.get(day)
        if tally is None:
            tally = self.tallies[day] = Tally()
        tally.answers.add(hit=right)
        tally.partly += review.outcome is Outcome.PARTLY
        tally.milliseconds += review.milliseconds
        tally.hours[review.hour].add(hit=right)
        seen = self._seen.get(key)
        tally.new += seen is None
        if seen is None or seen < day:
            self._seen[key] = day
            tally.confidence[review.confidence].add(hit=right)
        if review.schedules:
            studied = self._studied.get(key)
            if studied is None or studied < day:
                self._studied[key] = day
                if studied is not None:
                    count = tally.young if (day - studied).days < MATURE else tally.mature
                    count.add(hit=review.rating is not Rating.AGAIN)

    @property
    def begun(self) -> date | None:
        """The first study day; None before it."""
        return min(self.tallies, default=None)

    def total(self, first: date, last: date) -> Tally:
        """Returns the tally from one study day to another, both included."""
        found = Tally()
        for day, tally in self.tallies.items():
            if first <= day <= last:
                found += tally
        return found

    def periods(self, first: date, last: date, most: int) -> tuple[Period, ...]:
        """Returns the same by periods of one length; only the first may be shorter.

        Args:
            first: The first study day.
            last: The last study day.
            most: How many periods there should be at most: they are as short as that allows.
        """
        days = (last - first).days + 1
        length = next((each for each in _LENGTHS if days <= each * most), _LENGTHS[-1])
        tallies = [Tally() for _ in range(-(-days // length))]
        for day, tally in self.tallies.items():
            if first <= day <= last:
                tallies[-1 - (last - day).days // length] += tally
        ends = [last - timedelta(days=length * number) for number in range(len(tallies))]
        begins = (end - timedelta(days=min(length - 1, (end - first).days)) for end in ends)
        return tuple(map(Period, reversed(list(begins)), reversed(ends), tallies))
