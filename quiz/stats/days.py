"""What was answered on each study day, folded from the log, and added up over any range of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from quiz.model import Confidence, Outcome, Rating, Review
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

    def add(self, reviews: Sequence[Review]) -> None:
        """Counts the reviews of one question, all of them, in the order of (time, id)."""
        seen: date | None = None
        for review in reviews:
            tally = self.tallies.get(review.day)
            if tally is None:
                tally = self.tallies[review.day] = Tally()
            right = review.outcome is Outcome.RIGHT
            tally.answers.add(hit=right)
            tally.partly += review.outcome is Outcome.PARTLY
            tally.milliseconds += review.milliseconds
            tally.new += seen is None
            tally.hours[_hour(review.time, review.offset)].add(hit=right)
            if seen is None or seen < review.day:
                tally.confidence[review.confidence].add(hit=right)
                seen = review.day
        for review, days in returns(reviews):
            tally = self.tallies[review.day]
            count = tally.young if days < MATURE else tally.mature
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


def returns(reviews: Iterable[Review]) -> Iterator[tuple[Review, int]]:
    """Gives the reviews that show whether a question was still known, with the days since it was last seen.

    These are the first of each study day that move the schedule, but for the very first.

    Args:
        reviews: Those of one question, in the order of (time, id).
    """
    seen: date | None = None
    for review in reviews:
        if not review.mode.schedules:
            continue
        if seen is not None and seen < review.day:
            yield review, (review.day - seen).days
        seen = review.day if seen is None else max(seen, review.day)


def _hour(time: datetime, offset: int) -> int:
    return (time.hour * 60 + time.minute + offset) // 60 % 24
