"""The banks in use: looked up, read again, and given the progress of questions that were reworded."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quiz.bank import load
from quiz.errors import QuizError
from quiz.model import Bank, Key, Library, Place, Problem, Question, Relink, Void
from quiz.study.journal import Journal

ALIKE = 0.8
"""How alike, from 0 to 1, two wordings must be to be taken for one question."""

_UNNAMED = "~"
"""How the key of a question begins that its author gave no id."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A question without id that is gone, and the one that is most like it."""

    old: Key
    wording: str
    """What the lost question asked."""
    new: Question
    alike: float
    """From 0 to 1."""


class Shelf:
    """The banks in use.

    Args:
        library: The banks that were read.
        journal: Where it is written down that a question is known by another key.
    """

    def __init__(self, library: Library, journal: Journal) -> None:
        self.library = library
        self._journal = journal
        self._index()
        self._carry_over()

    def _index(self) -> None:
        self._banks = {bank.id: bank for bank in self.library.banks}
        self.questions = {
            question.key: question for bank in self.library.banks for question in bank.questions
        }

    def bank(self, question: Question) -> Bank | None:
        """Returns the bank of a question; None where it was taken away meanwhile."""
        return self._banks.get(question.key.bank)

    def title(self, bank: str) -> str:
        """Returns the title of a bank; its id where it was taken away meanwhile."""
        return self._banks[bank].title if bank in self._banks else bank

    def checked(self, banks: Sequence[str]) -> set[str]:
        """Returns the ids of these banks, or of all where none is named.

        Raises:
            QuizError: A bank is not there.
        """
        for name in banks:
            if name not in self._banks:
                close = difflib.get_close_matches(name, self._banks, n=1)
                hint = (
                    f"Did you mean {close[0]}?" if close else "`tillerson-quiz banks` lists those there are."
                )
                raise QuizError(f"There is no bank called {name}.", hint)
        return set(banks or self._banks)

    # Reading again

    def reread(self, bank: Bank) -> tuple[Problem, ...]:
        """Reads a bank's file again; with a problem in it, the bank stays as it was.

        A question without id that was reworded a little takes its progress along.

        Raises:
            NotSaved: The progress cannot be handed on; the bank stays as it was.
        """
        read = load([bank.path])
        fresh = next((each for each in read.banks if each.id == bank.id), None)
        if fresh is None:
            gone = Problem(
                Place(bank.path), "other-bank", f"this is no longer the bank {bank.id}", "start again"
            )
            return read.problems or (gone,)
        self._relink_moved(bank, fresh)
        banks = (fresh if each.id == bank.id else each for each in self.library.banks)
        self.library = replace(self.library, banks=tuple(banks))
        self._index()
        return ()

    def reload(self, fresh: Library) -> tuple[Problem, ...]:
        """Takes the banks as they were read again; returns what is wrong with those that cannot be used.

        A bank whose file has a problem now stays as it was.

        Raises:
            NotSaved: The progress of questions that were given an id cannot be handed on.
        """
        read = {bank.id for bank in fresh.banks}
        broken = {problem.place.path for problem in fresh.problems}
        kept = [bank for bank in self.library.banks if bank.id not in read and bank.path in broken]
        self.library = replace(fresh, banks=(*fresh.banks, *kept))
        self._index()
        self._carry_over()
        return fresh.problems

    # Questions that are known by another key

    def _relink_moved(self, old: Bank, new: Bank) -> None:
        """Hands on the progress of questions whose wording alone was changed, one place at a time."""
        if len(old.questions) != len(new.questions):
            return
        kept = {question.key for question in old.questions} & {question.key for question in new.questions}
        for before, after in zip(old.questions, new.questions, strict=True):
            moved = before.key != after.key and not {before.key, after.key} & kept
            same = after.wording_id == before.key.question or alike(before.ask, after.ask) >= ALIKE
            if moved and same and self._journal.store.progress(before.key) is not None:
                self._relink(before.key, after.key)

    def _relink(self, old: Key, new: Key) -> Relink:
        relink = Relink(*self._journal.stamp(), old, new)
        self._journal.save(relink)
        return relink

    def _carry_over(self) -> None:
        """Hands the progress of questions that had no id to those that have been given one."""
        known = self._journal.store.memories()
        if not any(key.question.startswith(_UNNAMED) for key in known):
            return
        olds = {key: Key(key.bank, question.wording_id) for key, question in self.questions.items()}
        relinks = [
            Relink(*self._journal.stamp(), old, key)
            for key, old in olds.items()
            if key not in known and old in known
        ]
        if relinks:
            self._journal.save(*relinks)

    def reworded(self) -> list[Reworded]:
        """Returns the questions without id that are gone, each with the one in its bank that is most like it.

        Only where it is very like, and has no progress of its own. A lost question that was suspended is let
        rest: that is how an offer is declined.
        """
        store = self._journal.store
        known = store.memories()
        resting = {each.key for each in store.suspended()}
        lost = [
            key
            for key in known
            if key.question.startswith(_UNNAMED) and key not in self.questions and key not in resting
        ]
        free = [question for key, question in self.questions.items() if key not in known]
        found = []
        for key in sorted(lost):
            progress = store.progress(key)
            wording = progress.last.wording if progress else ""
            near = (
                _nearest(wording, (each for each in free if each.key.bank == key.bank)) if wording else None
            )
            if near is not None:
                found.append(Reworded(key, wording, *near))
                free.remove(near[0])
        return found

    def relink(self, offer: Reworded) -> str:
        """Hands the progress of a lost question to the one that is like it; returns the event's id, for undo.

        Raises:
            NotSaved: Nothing was written.
        """
        return self._relink(offer.old, offer.new.key).id

    def undo(self, event: str) -> None:
        """Takes back what was decided about a reworded question.

        Args:
            event: The id that was returned then.

        Raises:
            NotSaved: Nothing was written.
        """
        self._journal.undo(event)

    def relinked(self) -> list[Relink]:
        """Returns the relinks that stand, oldest first; reads the whole log."""
        found: dict[str, Relink] = {}
        for event in self._journal.store.log():
            if isinstance(event, Relink):
                found[event.id] = event
            elif isinstance(event, Void):
                found.pop(event.target, None)
        return list(found.values())


def alike(one: str, other: str) -> float:
    """Returns how alike two wordings are, from 0 to 1: the share of letters that need no change.

    The normalised indel similarity of Levenshtein 1966, as rapidfuzz calculates it; case and space do not
    count.
    """
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(*(" ".join(each.casefold().split()) for each in (one, other)))


def _nearest(wording: str, questions: Iterable[Question]) -> tuple[Question, float] | None:
    rated = [(alike(wording, question.ask), question) for question in questions]
    best = max(rated, key=lambda each: each[0], default=None)
    return (best[1], best[0]) if best is not None and best[0] >= ALIKE else None
