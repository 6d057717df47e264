"""Ids that sort by the time at which they were made."""

from _thread import allocate_lock
from datetime import UTC, datetime, timedelta
from random import Random

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_TICK = (1 << 48) - 1
_TAIL_BITS = 74
"""Bits after the time that are neither version nor variant: 12 and 62."""


class Ids:
    """Makes UUIDv7s (RFC 9562, section 5.7), each greater than the one before it in the same millisecond.

    Within a millisecond the tail is the last one plus a random step (RFC 9562, section 6.2, method 2). An id
    that is asked for with an earlier time than the last sorts by that time.
    """

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._tick = -1
        self._tail = 0

    def new(self, now: datetime, rng: Random) -> str:
        """Returns an id for this moment, which must know its time zone; one before 1970 counts as 1970."""
        tick = min(max((now - _EPOCH) // timedelta(milliseconds=1), 0), _LAST_TICK)
        with self._lock:
            if tick == self._tick:
                self._tail += 1 + rng.getrandbits(32)
            else:
                # The top bit is left clear, so that adding steps does not run over.
                self._tick, self._tail = tick, rng.getrandbits(_TAIL_BITS - 1)
            tail = self._tail
        high, low = tail >> 62, tail & ((1 << 62) - 1)
        digits = f"{tick << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


_ids = Ids()


def new_id(now: datetime, rng: Random) -> str:
    """Returns a UUIDv7 (RFC 9562) for this moment, greater than the last one of the same millisecond.

    Args:
        now: The present moment, which must know its time zone.
        rng: Where the random bits come from.
    """
    return _ids.new(now, rng)
