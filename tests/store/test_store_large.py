"""A progress file of many answers, taken through everything that looks after it.

`just torture` takes 100,000 answers; `REVIEWS=1000000 pytest -s tests/store/test_store_large.py` a million.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from quiz.errors import ProgressError
from quiz.model import Key, Outcome, Rating, Review
from quiz.store import codec, look, restore
from tests.support import all_progress

if TYPE_CHECKING:
    from tests.store.conftest import Events, OpenFile

SMALL, LARGE = 1_000, 100_000
PER_QUESTION = 20
PER_DAY = 100
PAGE = 4096


@contextmanager
def timed(what: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    say(f"{what}: {time.monotonic() - begun:.1f} s")


def say(what: str) -> None:
    sys.stdout.write(f"  {what}\n")
    sys.stdout.flush()


def many(count: int, events: "Events") -> Iterator[Review]:
    """Gives the answers of a learner who studies every day, a few wrong."""
    for number in range(count):
        if number % PER_DAY == 0:
            events.later(1)
        key = Key("capitals", f"question-{events.rng.randrange(max(1, count // PER_QUESTION))}")
        (rating,) = events.rng.choices(list(Rating), (2, 2, 15, 1))
        review = events.answer(key, rating)
        yield review._replace(outcome=Outcome.PARTLY, score=0.5) if rating is Rating.HARD else review


def in_the_file(content: bytearray, review: Review) -> int:
    """Returns where the row of a review is."""
    return content.index(f"{review.id}{codec.encode_time(review.time)}".encode())


def flip_bits(path: Path, reviews: list[Review], rng: Random) -> None:
    """Flips one bit in each of these rows."""
    content = bytearray(path.read_bytes())
    for review in reviews:
        content[in_the_file(content, review) + rng.randrange(150)] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def bad_rows(path: Path, open_file: "OpenFile", events: "Events") -> int:
    """Returns how many rows the doctor says are not what was written."""
    with open_file(path) as file:
        found = [each for each in file.check(events.now) if each.code == "row"]
    more = re.match(r"([\d,]+) more rows", found[-1].message)
    return len(found) if more is None else len(found) - 1 + int(more[1])


def is_found(path: Path, open_file: "OpenFile", events: "Events") -> bool:
    """Says whether damage is found, on opening or by the doctor."""
    try:
        with open_file(path) as file:
            return bool(file.check(events.now))
    except ProgressError:
        return True


@pytest.mark.timeout(0)
def test_a_large_file_is_looked_after_like_a_small_one(
    path: Path, open_file: "OpenFile", events: "Events", times: int
) -> None:
    count = int(os.environ.get("REVIEWS", SMALL if times == 1 else LARGE))
    say(f"{count:,} answers")
    with open_file(path) as file, timed("recorded at once"):
        assert file.record_all(many(count, events)) == count
    with open_file(path) as file:
        before = all_progress(file)
        say(f"{path.stat().st_size / 1e6:.0f} MB, {len(before):,} questions")
        with timed("backup"):
            copy = file.backup(events.now)
        with timed("doctor"):
            assert file.check(events.now) == []
        with timed("rebuild"):
            assert file.rebuild() == len(before)
        assert all_progress(file) == before
    goes_out_and_comes_in(path, open_file, events)
    flipped_bits_are_found_and_the_rest_rescued(path, copy, open_file, events)
    random_pages_are_found(path, open_file, events)
    with open_file(path) as file:
        assert all_progress(file) == before
        assert file.check(events.now) == []


def goes_out_and_comes_in(path: Path, open_file: "OpenFile", events: "Events") -> None:
    log = path.with_name("log.jsonl")
    with open_file(path) as file:
        before = all_progress(file)
        with timed("export"):
            count = file.export_log(log)
        with open_file(path.with_name("half.db")) as half:
            half.record_all(islice(file.log(), count // 4, count * 3 // 4))
    with open_file(path.with_name("taken.db")) as taken:
        with timed("import"):
            assert taken.import_log(log, events.now) == count
        assert all_progress(taken) == before
    with open_file(path.with_name("half.db")) as half:
        with timed("merge of a half with the whole"):
            assert half.merge(path, events.now) == count - count // 2
        assert all_progress(half) == before
        with timed("merge of what is known"):
            assert half.merge(path, events.now) == 0


def flipped_bits_are_found_and_the_rest_rescued(
    path: Path, copy: Path, open_file: "OpenFile", events: "Events"
) -> None:
    count = look(copy).events
    with open_file(path) as file:
        sample = [each for each in islice(file.log(), 0, None, count // 20) if isinstance(each, Review)]
    flip_bits(path, sample, events.rng)
    with timed("doctor, with bits flipped"):
        found = bad_rows(path, open_file, events)
    say(f"bits flipped in {len(sample)} rows: {found} found")
    assert found == len(sample)
    with timed("restore"):
        replaced = restore(path, copy, events.now)
    assert replaced
    assert look(path) == look(copy)
    with timed("rescue into an empty file"), open_file(path.with_name("rescued.db")) as empty:
        rescued = empty.rescue(replaced, events.now)
    say(f"rescued {rescued:,} of {count:,}")
    assert rescued == count - len(sample)


def random_pages_are_found(path: Path, open_file: "OpenFile", events: "Events") -> None:
    whole = path.read_bytes()
    pages = 20 if len(whole) < 2_000_000 else 5
    found = 0
    for _ in range(pages):
        page = events.rng.randrange(len(whole) // PAGE) * PAGE
        path.write_bytes(whole[:page] + events.rng.randbytes(PAGE) + whole[page + PAGE :])
        found += is_found(path, open_file, events)
    say(f"{pages} times a random page: {found} found")
    assert found == pages
    path.write_bytes(whole)
