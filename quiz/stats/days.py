"""What was answered on each study day, folded from the log, and added up over any range of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from quiz.model import Confidence, Key, Outcome, Rating
from quiz.model.gist import Gist
from quiz.stats.counts import Count

MATURE = 21
"""Days without a question after which recalling it counts as mature: the three weeks of Anki's manual."""

_RIGHT, _PARTLY, _AGAIN = Outcome.RIGHT, Outcome.PARTLY, Rating.AGAIN

_LENGTHS = (1, 7, 28, 91, 364)
"""Days that a period may last: a day, a week, four weeks, a quarter or a year of weeks."""


@dataclass(slots=True)
class Tally:
    """What was answered on one study day, or on several; undone answers do not count."""

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
    at: defaultdict[int, Count] = field(default_factory=lambda: defaultdict(Count))
    """Reviews by the hour of the learner's clock, of the hours that have some; a hit is right."""

    @property
    def answers(self) -> Count:
        """Reviews of any mode, repeats within a sitting too; a hit is right."""
        found = Count()
        for count in self.at.values():
            found += count
        return found

    @property
    def hours(self) -> list[Count]:
        """Reviews at each hour of the day, from midnight on."""
        return [self.at.get(hour, Count()) for hour in range(24)]

    @property
    def retention(self) -> Count:
        """Young and mature together."""
        return Count(self.young.number + self.mature.number, self.young.hits + self.mature.hits)

    def numbers(self) -> list[int]:
        """Returns all that was counted as numbers, of which `of` makes the same tally."""
        found = [self.partly, self.milliseconds, self.new]
        for count in (self.young, self.mature, *map(self.confidence.__getitem__, Confidence)):
            found += count.number, count.hits
        for hour, count in self.at.items():
            found += hour, count.number, count.hits
        return found

    @classmethod
    def of(cls, numbers: Sequence[int]) -> "Tally":
        """Returns the tally of these numbers.

        Raises:
            ValueError: They are none of a tally.
        """
        partly, milliseconds, new, *counted = numbers
        ends = 2 * (2 + len(Confidence))
        young, mature, *levels = map(Count, counted[:ends:2], counted[1:ends:2])
        hours = zip(*[iter(counted[ends:])] * 3, strict=True)
        return cls(
            partly,
            milliseconds,
            new,
            young,
            mature,
            dict(zip(Confidence, levels, strict=True)),
            defaultdict(Count, {hour: Count(number, hits) for hour, number, hits in hours}),
        )

    def __iadd__(self, other: "Tally") -> "Tally":
        self.partly += other.partly
        self.milliseconds += other.milliseconds
        self.new += other.new
        self.young += other.young
        self.mature += other.mature
        for level, count in other.confidence.items():
            self.confidence[level] += count
        for hour, count in other.at.items():
            self.at[hour] += count
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
        # A million reviews are counted one by one, so that names of fields and calls would be felt.
        key, day, hour, schedules, outcome, confidence, rating, milliseconds = review
        right = outcome is _RIGHT
        tally = self.tallies.get(day)
        if tally is None:
            tally = self.tallies[day] = Tally()
        tally.milliseconds += milliseconds
        count = tally.at[hour]
        count.number += 1
        if right:
            count.hits += 1
        elif outcome is _PARTLY:
            tally.partly += 1
        seen = self._seen.get(key)
        if seen is None or seen < day:
            self._seen[key] = day
            tally.new += seen is None
            tally.confidence[confidence].add(hit=right)
        if schedules:
            studied = self._studied.get(key)
            if studied is None or studied < day:
                self._studied[key] = day
                if studied is not None:
                    count = tally.young if (day - studied).days < MATURE else tally.mature
                    count.add(hit=rating is not _AGAIN)

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
