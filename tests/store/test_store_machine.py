"""Whatever is done in whatever order to two files: the cache is what the log says, by the definition."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from quiz.memory import replay
from quiz.model import (
    Change,
    Chosen,
    Confidence,
    Event,
    Key,
    Mode,
    Outcome,
    Progress,
    Rating,
    Relink,
    Review,
    Void,
)
from quiz.store import ProgressFile, new_id

START = datetime(2026, 1, 5, 18, tzinfo=UTC)
KEYS = [Key("capitals", name) for name in ("france", "norway")] + [Key("physics", "atom")]

ratings = st.sampled_from(Rating)
outcomes = st.sampled_from(Outcome)
keys = st.sampled_from(KEYS)
sides = st.integers(0, 1)
steps = st.integers(-2000, 20000)
"""Minutes by which the clock moves on; it may also go back."""


def expected(log: list[Event]) -> dict[Key, Progress]:
    """Returns the progress that follows from a log: the rules, read as plainly as they can be."""
    log = sorted(log, key=lambda event: (event.time, event.id))
    voided = {event.target for event in log if isinstance(event, Void)}
    home = {key: key for key in KEYS}
    for event in log:
        if isinstance(event, Relink) and event.id not in voided:
            home = {key: event.new if at == event.old else at for key, at in home.items()}
            home[event.old] = event.new
    reviews: dict[Key, list[Review]] = {}
    for event in log:
        if isinstance(event, Review) and event.id not in voided:
            for change in log:
                if isinstance(change, Change) and change.target == event.id and change.id not in voided:
                    event = replace(event, score=change.score, outcome=change.outcome, rating=change.rating)
            reviews.setdefault(home[event.key], []).append(replace(event, key=home[event.key]))
    found = (replay(key, each) for key, each in reviews.items())
    return {progress.key: progress for progress in found if progress}


class TwoFiles(RuleBasedStateMachine):
    """Answers, changes, undos, relinks, merges and rebuilds on two files, whose events bear on each other."""

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

    @rule(target=recorded, side=sides, key=keys, rating=ratings, step=steps)
    def answer(self, side: int, key: Key, rating: Rating, step: int) -> str:
        event_id, time = self.stamp(step)
        outcome = Outcome.WRONG if rating is Rating.AGAIN else Outcome.RIGHT
        review = Review(
            id=event_id,
            time=time,
            offset=0,
            day=time.date(),
            key=key,
            fingerprint="f",
            kind="choice",
            mode=Mode.STUDY,
            response=Chosen("x"),
            score=float(outcome is Outcome.RIGHT),
            outcome=outcome,
            confidence=Confidence.UNSAID,
            hinted=False,
            rating=rating,
            milliseconds=1000,
            sitting="s",
            device="d",
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
        assert self.files[side].rebuild() == len(expected(list(self.logs[side].values())))

    @rule()
    def merge_both_ways(self) -> None:
        self.merge(0)
        self.merge(1)
        assert self.files[0].all_progress() == self.files[1].all_progress()

    @invariant()
    def the_cache_is_what_the_log_says(self) -> None:
        for file, log in zip(self.files, self.logs, strict=True):
            wanted = expected(list(log.values()))
            assert file.all_progress() == wanted
            assert {progress.key for progress in file.missed()} == {
                key for key, progress in wanted.items() if progress.missed
            }
            assert all(len(file.history(key)) == wanted[key].reviews for key in wanted)
            days = {review.day for key in wanted for review in file.history(key)}
            assert file.study_days() == days
            assert sum(file.totals(day).reviews for day in days) == sum(
                each.reviews for each in wanted.values()
            )
            assert sum(file.totals(day).new for day in days) == len(wanted)


TwoFiles.TestCase.settings = settings(
    max_examples=10 * int(os.environ.get("TORTURE", "1")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTwoFiles = TwoFiles.TestCase
