"""Whatever is done in whatever order to two files: the cache is what the log says, by the definition."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from quiz.memory import replay
from quiz.model import (
    Bury,
    Change,
    Confidence,
    Event,
    Fit,
    Flag,
    Key,
    Label,
    Mode,
    Outcome,
    Progress,
    Rating,
    Relink,
    Review,
    Suspend,
    Void,
)
from quiz.store import Miss, ProgressFile, new_id
from tests.store.conftest import FITTED
from tests.support import REVIEW, all_progress, gist

START = datetime(2026, 1, 5, 18, tzinfo=UTC)
KEYS = [Key("capitals", name) for name in ("france", "norway")] + [Key("physics", "atom")]

ratings = st.sampled_from(Rating)
outcomes = st.sampled_from(Outcome)
modes = st.sampled_from(Mode)
keys = st.sampled_from(KEYS)
sides = st.integers(0, 1)
steps = st.integers(-2000, 20000)
"""Minutes by which the clock moves on; it may also go back."""


parameters = st.sampled_from([FITTED, (*FITTED[:-1], 0.4), ()])
"""Of which FSRS takes the first two."""


@dataclass
class Expected:
    """What follows from a log: the rules, read as plainly as they can be."""

    progress: dict[Key, Progress]
    reviews: dict[Key, list[Review]]
    labels: list[Label]

    def totals(self, day: date) -> tuple[int, int, int]:
        done = [review for found in self.reviews.values() for review in found if review.day == day]
        studied = {review.key for review in done if review.mode is Mode.STUDY}
        begun = {key for key, progress in self.progress.items() if progress.begun == day}
        return len(done), len(begun), len(studied - begun)

    def due(self, day: date) -> list[Key]:
        aside = {
            label.key
            for label in self.labels
            if isinstance(label, Suspend) or (isinstance(label, Bury) and label.day == day)
        }
        found = sorted((progress.memory.due, key) for key, progress in self.progress.items())
        return [key for due, key in found if due <= day and key not in aside]


def expected(log: Iterable[Event]) -> Expected:
    log = sorted(log, key=lambda event: (event.time, event.id))
    voided = {event.target for event in log if isinstance(event, Void)}
    log = [event for event in log if event.id not in voided]
    home = {key: key for key in KEYS}
    for event in log:
        if isinstance(event, Relink):
            home = {key: event.new if at == event.old else at for key, at in home.items()}
            home[event.old] = event.new
    reviews: dict[Key, list[Review]] = {}
    for event in log:
        if isinstance(event, Review):
            for change in log:
                if isinstance(change, Change) and change.target == event.id:
                    event = event._replace(score=change.score, outcome=change.outcome, rating=change.rating)
            reviews.setdefault(home[event.key], []).append(event._replace(key=home[event.key]))
    fits = [event.parameters for event in log if isinstance(event, Fit)]
    found = (replay(key, each, fits[-1] if fits else None) for key, each in reviews.items())
    labels = [
        event._replace(key=home[event.key]) for event in log if isinstance(event, Suspend | Bury | Flag)
    ]
    return Expected({progress.key: progress for progress in found if progress}, reviews, labels)


class TwoFiles(RuleBasedStateMachine):
    """All that can be done to two files, whose events bear on each other."""

    recorded: Bundle[str] = Bundle("recorded")

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.rng = Random(5)
        self.now = START
        self.files = [
            ProgressFile.open(Path(self.folder.name) / f"{side}.db", replay, START) for side in (0, 1)
        ]
        for file in self.files:
            file._database._connection.execute("PRAGMA synchronous = OFF")
        self.logs: list[dict[str, Event]] = [{}, {}]

    def teardown(self) -> None:
        for file in self.files:
            assert file.check(self.now + timedelta(days=9999)) == []
            file.close()
        self.folder.cleanup()

    def stamp(self, step: int) -> tuple[str, datetime]:
        self.now = max(self.now + timedelta(minutes=step), START)
        return new_id(self.now, self.rng), self.now

    def record(self, side: int, event: Event) -> str:
        self.files[side].record(event)
        self.logs[side][event.id] = event
        return event.id

    @rule(
        target=recorded,
        side=sides,
        key=keys,
        outcome=outcomes,
        mode=modes,
        confidence=st.sampled_from(Confidence),
        step=steps,
    )
    def answer(
        self, side: int, *, key: Key, outcome: Outcome, mode: Mode, confidence: Confidence, step: int
    ) -> str:
        event_id, time = self.stamp(step)
        rating = {Outcome.WRONG: Rating.AGAIN, Outcome.PARTLY: Rating.HARD}.get(outcome, Rating.GOOD)
        review = REVIEW._replace(
            id=event_id,
            time=time,
            day=time.date(),
            key=key,
            mode=mode,
            score=float(outcome is Outcome.RIGHT),
            outcome=outcome,
            confidence=confidence,
            rating=rating,
        )
        return self.record(side, review)

    @rule(target=recorded, side=sides, of=recorded, rating=ratings, outcome=outcomes, step=steps)
    def change(self, side: int, of: str, rating: Rating, outcome: Outcome, step: int) -> str:
        return self.record(side, Change(*self.stamp(step), of, 0.5, outcome, rating))

    @rule(target=recorded, side=sides, of=recorded, step=steps)
    def undo(self, side: int, of: str, step: int) -> str:
        return self.record(side, Void(*self.stamp(step), of))

    @rule(target=recorded, side=sides, old=keys, new=keys, step=steps)
    def relink(self, side: int, old: Key, new: Key, step: int) -> str:
        return self.record(side, Relink(*self.stamp(step), old, new))

    @rule(target=recorded, side=sides, key=keys, step=steps)
    def suspend(self, side: int, key: Key, step: int) -> str:
        return self.record(side, Suspend(*self.stamp(step), key))

    @rule(target=recorded, side=sides, key=keys, step=steps)
    def bury(self, side: int, key: Key, step: int) -> str:
        event_id, time = self.stamp(step)
        return self.record(side, Bury(event_id, time, key, time.date()))

    @rule(target=recorded, side=sides, key=keys, note=st.text(max_size=3), step=steps)
    def flag(self, side: int, key: Key, note: str, step: int) -> str:
        return self.record(side, Flag(*self.stamp(step), key, note))

    @rule(target=recorded, side=sides, fitted=parameters, step=steps)
    def fit(self, side: int, fitted: tuple[float, ...], step: int) -> str:
        return self.record(side, Fit(*self.stamp(step), fitted))

    @rule(side=sides)
    def merge(self, side: int) -> None:
        new = self.files[side].record_all(self.files[1 - side].log())
        assert new == len(self.logs[1 - side].keys() - self.logs[side].keys())
        self.logs[side] |= self.logs[1 - side]

    @rule(side=sides)
    def repeat(self, side: int) -> None:
        assert self.files[side].record_all(self.logs[side].values()) == 0

    @rule(side=sides)
    def rebuild(self, side: int) -> None:
        assert self.files[side].rebuild() == len(expected(self.logs[side].values()).progress)

    @rule()
    def merge_both_ways(self) -> None:
        self.merge(0)
        self.merge(1)
        assert all_progress(self.files[0]) == all_progress(self.files[1])

    @invariant()
    def the_cache_is_what_the_log_says(self) -> None:
        for file, log in zip(self.files, self.logs, strict=True):
            wanted = expected(log.values())
            assert all_progress(file) == wanted.progress
            misses = file.misses()
            found = file.missed(each.key for each in misses)
            assert {progress.key for progress, *_ in found} == {
                key for key, progress in wanted.progress.items() if progress.missed
            }
            assert misses == [
                Miss(progress.key, miss.confidence, miss.certain_and_wrong) for progress, miss, *_ in found
            ]
            assert file.times_missed() == {progress.key: times for progress, _, times, _ in found}
            assert all(file.history(key) == wanted.reviews.get(key, []) for key in KEYS)

    @invariant()
    def figures_see_the_reviews_that_count(self) -> None:
        for file, log in zip(self.files, self.logs, strict=True):
            found = [each for reviews in expected(log.values()).reviews.values() for each in reviews]
            found.sort(key=lambda review: (review.time, review.id))
            for banks in ((), ("capitals",), ("physics", "gone")):
                wanted = [gist(each) for each in found if not banks or each.key.bank in banks]
                gists = file.gists(banks)
                assert [each for _, portion in gists for each in portion] + gists.ahead == wanted

    @invariant()
    def what_was_put_on_questions_stands(self) -> None:
        today = self.now.date()
        for file, log in zip(self.files, self.logs, strict=True):
            wanted = expected(log.values())
            buried = [each for each in wanted.labels if isinstance(each, Bury) and each.day == today]
            assert file.suspended() == [each for each in wanted.labels if isinstance(each, Suspend)]
            assert file.flagged() == [each for each in wanted.labels if isinstance(each, Flag)]
            assert file.buried(today) == buried
            assert file.due(today) == wanted.due(today)
            aside = {each.key for each in file.suspended()} | {each.key for each in file.buried(today)}
            found = file.due_in(today, sorted({key.bank for key in KEYS}))
            named = [Key(bank, name) for bank, names in found.items() for name in names]
            assert sorted(key for key in named if key not in aside) == sorted(wanted.due(today))
            banks = sorted({key.bank for key in KEYS})
            assert file.number_due(today, banks) == {
                bank: sum(key.bank == bank for key in wanted.due(today)) for bank in banks
            }
            assert file.number_known(banks) == {bank: len(file.known(bank)) for bank in banks}

    @invariant()
    def the_days_add_up(self) -> None:
        for file, log in zip(self.files, self.logs, strict=True):
            wanted = expected(log.values())
            days = {review.day for found in wanted.reviews.values() for review in found}
            assert {day for day in days if day in file.latest_days(day)} == days
            for day in days | {self.now.date()}:
                assert file.latest_days(day) <= days
                assert (file.answers(day), file.begun(day), file.repeated(day)) == wanted.totals(day)


TwoFiles.TestCase.settings = settings(
    max_examples=10 * int(os.environ.get("TORTURE", "1")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTwoFiles = TwoFiles.TestCase
