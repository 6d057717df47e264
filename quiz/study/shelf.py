"""The banks in use: looked up, read again, and given the progress of questions that were reworded."""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from quiz import model, paths
from quiz.bank import load
from quiz.errors import QuizError, meant
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank, Entry, Key, Library, Place, Question
from quiz.study.held import ByBank
from quiz.study.journal import Journal

if TYPE_CHECKING:
    from quiz.model import Problem, Relink, Reworded

ALIKE = 0.8
"""How alike, from 0 to 1, two wordings must be to be taken for one question."""


_READ = 64
"""Questions that are held after they have been read: what a screen shows, it looks at more than once."""


class Questions(Mapping[Key, Question]):
    """The questions of all banks in their order. Each is read when it is looked at."""

    def __init__(self, banks: Mapping[str, Bank]) -> None:
        self._banks = banks
        self._order = list(banks.values())
        self._starts = list(accumulate((len(bank.questions) for bank in self._order), initial=0))
        """The position of the first question of each bank, and the one after the last."""
        self._first = dict(zip(banks, self._starts, strict=False))
        """The former by bank."""
        self._read = lru_cache(_READ)(self._find)

    def _find(self, position: int) -> Question:
        bank, place = self._place(position)
        return bank.questions.at(place)

    def _place(self, position: int) -> tuple[Bank, int]:
        number = bisect_right(self._starts, position) - 1
        return self._order[number], position - self._starts[number]

    def __getitem__(self, key: Key) -> Question:
        return self._read(self.position(key))

    def __contains__(self, key: object) -> bool:
        return (
            isinstance(key, Key)
            and key.bank in self._banks
            and key.question in self._banks[key.bank].questions.places
        )

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Key]:
        return (Key(bank.id, name) for bank in self._banks.values() for name in bank.questions.ids)

    def entry(self, key: Key) -> Entry:
        """Returns what is known of a question without reading it.

        Raises:
            KeyError: There is no such question.
        """
        questions = self._banks[key.bank].questions
        return questions.entry(questions.places[key.question])

    def at(self, position: int) -> Question:
        """Returns the question at a position among all, from 0."""
        return self._read(position)

    def key(self, position: int) -> Key:
        """Returns the key of the question at a position among all, from 0."""
        bank, place = self._place(position)
        return Key(bank.id, bank.questions.ids[place])

    def names(self, positions: Iterable[int]) -> dict[str, list[str]]:
        """Returns the second halves of the keys of the questions at these positions by the first."""
        ordered = sorted(positions)
        found: dict[str, list[str]] = {}
        for start, bank in self.placed(()):
            first, end = (bisect_left(ordered, at) for at in (start, start + len(bank.questions)))
            if first < end:
                ids = bank.questions.ids
                found[bank.id] = [ids[position - start] for position in ordered[first:end]]
        return found

    def placed(self, banks: Collection[str]) -> Iterator[tuple[int, Bank]]:
        """Yields these banks, or all where none is named, with the positions of their first questions."""
        pairs = zip(self._starts, self._order, strict=False)
        return ((start, bank) for start, bank in pairs if not banks or bank.id in banks)

    def position(self, key: Key) -> int:
        """Returns where a question stands among all, from 0.

        Raises:
            KeyError: There is no such question.
        """
        return self._first[key.bank] + self._banks[key.bank].questions.places[key.question]

    def texts(self) -> Iterator[str]:
        """Yields what each question is searched by, in their order."""
        return (text for bank in self._banks.values() for text in bank.questions.texts)


class Shelf:
    """The banks in use.

    Args:
        library: The banks that were read.
        journal: Where it is written down that a question is known by another key.
    """

    def __init__(self, library: Library, journal: Journal) -> None:
        self.library = library
        self._journal = journal
        self._store = journal.store
        self._offered: ByBank[list[Reworded]] = ByBank(journal.store)
        self._index()
        self._carry_over()

    def _index(self) -> None:
        self._banks = {bank.id: bank for bank in self.library.banks}
        self.questions = Questions(self._banks)

    def bank(self, question: Question) -> Bank | None:
        """Returns the bank of a question; None where it was taken away meanwhile."""
        return self._banks.get(question.key.bank)

    def question(self, key: Key) -> Question:
        """Returns a question as it was last read.

        Raises:
            KeyError: There is no such question.
        """
        return self.questions[key]

    def title(self, bank: str) -> str:
        """Returns the title of a bank; its id where it was taken away meanwhile."""
        return self._banks[bank].title if bank in self._banks else bank

    def tags(self, bank: str) -> Sequence[str]:
        """Returns all tags of the questions of a bank, sorted."""
        return self._banks[bank].questions.tags

    def shipped(self) -> set[str]:
        """Returns the ids of the banks that come with the program."""
        folder = os.path.join(paths.shipped_banks(), "")
        return {bank.id for bank in self.library.banks if bank.path.startswith(folder)}

    def checked(self, banks: Sequence[str]) -> set[str]:
        """Returns the ids of these banks, or of all where none is named.

        Raises:
            QuizError: A bank is not there.
        """
        for name in banks:
            if name not in self._banks:
                listed = "`tillerson-quiz banks` lists those there are."
                raise QuizError(f"There is no bank called {name}.", meant(name, self._banks, listed))
        return set(banks or self._banks)

    def chosen(self, banks: Sequence[str]) -> list[Bank]:
        """Returns these banks, or all where none is named, in the order of the library.

        Raises:
            QuizError: A bank is not there.
        """
        wanted = self.checked(banks)
        return [bank for bank in self.library.banks if bank.id in wanted]

    # Reading again

    def reread(self, bank: Bank) -> "tuple[Problem, ...]":
        """Reads a bank's file again; with a problem in it, the bank stays as it was.

        A question without id that was reworded a little takes its progress along.

        Raises:
            NotSaved: The progress cannot be handed on; the bank stays as it was.
        """
        read = load([bank.path])
        fresh = next((each for each in read.banks if each.id == bank.id), None)
        if fresh is None:
            gone = model.Problem(
                Place(bank.path), "other-bank", f"this is no longer the bank {bank.id}", "start again"
            )
            return read.problems or (gone,)
        self._relink_moved(bank, fresh)
        banks = (fresh if each.id == bank.id else each for each in self.library.banks)
        self.library = self.library._replace(banks=tuple(banks))
        self._index()
        return ()

    def reload(self, fresh: Library) -> "tuple[Problem, ...]":
        """Takes the banks as they were read again; returns what is wrong with those that cannot be used.

        A bank whose file has a problem now stays as it was.

        Raises:
            NotSaved: The progress of questions that were given an id cannot be handed on.
        """
        read = {bank.id for bank in fresh.banks}
        broken = {problem.place.path for problem in fresh.problems}
        kept = [bank for bank in self.library.banks if bank.id not in read and bank.path in broken]
        self.library = fresh._replace(banks=(*fresh.banks, *kept))
        self._index()
        self._carry_over()
        return fresh.problems

    # Questions that are known by another key

    def _relink_moved(self, old: Bank, new: Bank) -> None:
        """Hands on the progress of questions whose wording alone was changed, one place at a time."""
        befores, afters = old.questions.entries, new.questions.entries
        if len(befores) != len(afters):
            return
        kept = old.questions.places.keys() & new.questions.places.keys()
        for place, (before, after) in enumerate(zip(befores, afters, strict=True)):
            if before.key == after.key or {before.key.question, after.key.question} & kept:
                continue
            same = (
                after.wording_id == before.key.question
                or alike(old.questions.at(place).ask, new.questions.at(place).ask) >= ALIKE
            )
            if same and self._store.progress(before.key) is not None:
                self._relink(before.key, after.key)

    def _relink(self, old: Key, new: Key) -> "Relink":
        relink = model.Relink(*self._journal.stamp(), old, new)
        self._journal.save(relink)
        return relink

    def _carry_over(self) -> None:
        """Hands the progress of questions that had no id to those that have been given one."""
        # Where no question has an id, there is nothing to hand over.
        named = {bank.id: bank for bank in self.library.banks if bank.questions.named}
        relinks = []
        for bank, unnamed in self._store.unnamed(named).items():
            known = self._store.known(bank)
            relinks += [
                model.Relink(*self._journal.stamp(), Key(bank, entry.wording_id), entry.key)
                for entry in named[bank].questions.entries
                if entry.wording_id in unnamed and entry.key.question not in known
            ]
        if relinks:
            self._journal.save(*relinks)

    def reworded(self) -> "list[Reworded]":
        """Returns the questions without id that are gone, each with the one in its bank that is most like it.

        Only where it is very like, and has no progress of its own. A lost question that was suspended is let
        rest: that is how an offer is declined.
        """
        self._offered.refresh()
        resting: set[Key] | None = None
        found: list[Reworded] = []
        for bank in sorted(self.library.banks, key=lambda each: each.id):
            offers = self._offered.get(bank)
            if offers is None:
                resting = {each.key for each in self._store.suspended()} if resting is None else resting
                unnamed = self._store.unnamed([bank.id]).get(bank.id, set())
                lost = sorted(unnamed - bank.questions.places.keys()) if unnamed else []
                keys = [Key(bank.id, name) for name in lost]
                offers = list(self._offers(bank, [key for key in keys if key not in resting]))
                self._offered.keep(bank, offers)
            found += offers
        return found

    def _offers(self, bank: Bank, lost: Sequence[Key]) -> "Iterator[Reworded]":
        if not lost:
            return
        known = self._store.known(bank.id)
        free = [
            bank.questions.at(place) for name, place in bank.questions.places.items() if name not in known
        ]
        for key in lost:
            progress = self._store.progress(key)
            wording = progress.last.wording if progress else ""
            near = _nearest(wording, free) if wording else None
            if near is not None:
                yield model.Reworded(key, wording, *near)
                free.remove(near[0])

    def relink(self, offer: "Reworded") -> str:
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

    def relinked(self) -> "list[Relink]":
        """Returns the relinks that stand, oldest first; reads the whole log."""
        found: dict[str, Relink] = {}
        for event in self._store.log():
            if isinstance(event, model.Relink):
                found[event.id] = event
            elif isinstance(event, model.Void):
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
