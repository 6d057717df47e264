"""The search of the browse screen: what is typed and filtered by, and the questions that fit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from textual.screen import Screen

from quiz.model import Key, Question
from quiz.plan import by_bank
from quiz.portions import Growing
from quiz.study import Catalogue, Questions, Standing, Study
from quiz.tui.filtering import Filters
from quiz.tui.finder import Finder


class Search:
    """Holds the questions that fit what is typed and the filters.

    Args:
        screen: Where they are listed.
        listed: Is called where others fit, with the row to be at; None for the one where the cursor is.
        counted: Is called where as many more fit, or it is not known yet how many do.
    """

    standing: Standing
    """How the learner stands with the questions; there as soon as they have been read."""

    def __init__(
        self,
        screen: Screen[Any],
        listed: Callable[[int | None], None],
        counted: Callable[[], None],
    ) -> None:
        self.filters = Filters()
        self.catalogue = Catalogue(Questions({}))
        self.found: Sequence[int] = ()
        """What fits, by its positions in the catalogue."""
        self.number = ""
        """How many that is, as it is said."""
        self._listed = listed
        self._counted = counted
        self._typed = ""
        self._fitting: Collection[int] | None = None
        """What the filters leave; None where that is still to be found out."""
        self._grows = False
        """More may fit: what was found is how they begin."""
        self._finder = Finder(screen, self._take_some, self._take)
        self._stay: Question | None = None
        """The question to stay at where it still fits; None to begin at the top."""

    @property
    def types(self) -> bool:
        """Whether something is searched for, beside the filters."""
        return bool(self._typed.strip())

    def question(self, row: int) -> Question | None:
        """Returns what is found at a row, from 0; None where there is none."""
        return self.catalogue.questions[self.found[row]] if row < len(self.found) else None

    # Searching

    def read(self, study: Study, stay: Question | None) -> None:
        """Searches the questions as they are now, by how the learner now stands with them."""
        catalogue = study.catalogue()
        others = catalogue is not self.catalogue
        if others:
            self.catalogue = catalogue
            self.filters.offer(study.library.banks)
        self.standing = study.standing()
        self.filter(stay)
        if others:
            if self.found:
                self.finish()
            self._finder.prepare(catalogue.prepare())

    def filter(self, stay: Question | None) -> None:
        """Searches by the filters as they are now."""
        self._fitting = None
        self._begin(stay)

    def type(self, typed: str) -> None:
        """Searches for what is typed."""
        self._typed = typed
        self._begin(None)

    def finish(self) -> None:
        """Waits for the end of the search: a key is to act on what is found."""
        self._finder.finish()

    def _begin(self, stay: Question | None) -> None:
        self._stay = stay
        self._grows = False
        self._finder.begin(self._find())

    def _find(self) -> Growing[Sequence[int]]:
        if self._fitting is None:
            filters = self.filters
            self._fitting = yield from self.catalogue.fitting(filters.state, filters.wanted, self.standing)
        return (yield from self.catalogue.search(self._typed, self._fitting))

    def _take_some(self, known: Sequence[int] | None) -> None:
        """Takes the first of very many; as long as these are not known, what was found before stays."""
        if known is not None and self._stay is None and not self._grows:
            self._grows = True
            self.found, self.number = known, f"{len(known):,}+"
            self._listed(0)
        elif not self._grows and self.number != "…":
            self.number = "…"
            self._counted()

    def _take(self, found: Sequence[int]) -> None:
        self.found, self.number = found, f"{len(found):,}"
        if self._grows:
            self._counted()
        else:
            self._listed(self._row())

    def _row(self) -> int | None:
        """Returns the row to be at."""
        if self._stay is None:
            return 0
        if self._stay.key in self.catalogue.of:
            with suppress(ValueError):
                return self.found.index(self.catalogue.of.position(self._stay.key))
        return None

    def practised(self, chosen: Collection[Key]) -> Mapping[str, Sequence[str]]:
        """Returns the questions to practise: what fits, or those of the chosen ones that there still are.

        Returns:
            The second halves of their keys by the first; see Catalogue for what is put aside.
        """
        self.finish()
        if chosen:
            return by_bank(sorted(key for key in chosen if key in self.catalogue.of))
        return self.catalogue.practised(self.found, self.filters.state, self.standing)
