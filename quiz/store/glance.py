"""How much is due, at a prompt's price: nothing is imported that only reviews and memories need."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from quiz.store import database
from quiz.store.database import FEW, VERSION

_ASIDE = (
    "SELECT coalesce(alias.new_bank, event.bank) AS bank,"
    " coalesce(alias.new_question, event.question) AS question"
    " FROM review AS event LEFT JOIN alias ON alias.bank = event.bank AND alias.question = event.question"
    f" WHERE {FEW} AND (event = 'suspend' OR event = 'bury' AND day = :day)"
    " AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = event.id AND void.event = 'void')"
)


def due(path: Path, day: date, banks: Collection[str] = ()) -> int | None:
    """Returns how many questions of these banks, or of all, are due on a study day.

    Args:
        path: The progress file; it is not changed.
        day: The study day.
        banks: Only of these banks; none for all.

    Returns:
        None where an older file has to be brought up to date first.

    Raises:
        ProgressError: The file cannot be read.
    """
    named = {f"bank{number}": bank for number, bank in enumerate(set(banks))}
    among = f" AND bank IN ({', '.join(f':{name}' for name in named)})" if named else ""
    with database.foreign(path, "mode=rw") as connection:
        if database.verify(path, connection) < VERSION:
            return None
        return database.number(
            connection,
            f"WITH aside AS ({_ASIDE})"
            f" SELECT count(*) FROM progress WHERE due <= :day{among}"
            " AND (bank, question) NOT IN (SELECT bank, question FROM aside)",
            day=day.isoformat(),
            **named,
        )
