"""What screens that list questions do with the one under the cursor: suspend, leave for today, flag, edit."""

from collections.abc import Callable, Collection

from textual.screen import Screen

from quiz.errors import ProgressError
from quiz.model import Key, Problem
from quiz.study import Study
from quiz.tui import text
from quiz.tui.editing import edit_in
from quiz.tui.keys import named
from quiz.tui.screens.note import NoteScreen


class Labelling(Screen[None]):
    """Labels the question under the cursor; what is put aside can be taken back.

    Args:
        study: The banks and the progress.
    """

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._aside: list[tuple[Key, str]] = []
        """What was put aside here, and the ids of the events by which it was."""

    def key_here(self) -> Key | None:
        """Returns the key of the question under the cursor."""
        raise NotImplementedError

    def read(self) -> None:
        """Reads again what is listed."""
        raise NotImplementedError

    def save(self, change: Callable[[], object]) -> bool:
        """Makes a change; says so where it cannot be saved, and returns whether it was."""
        try:
            change()
        except ProgressError as error:
            self.notify(f"Not saved: {error.message} {error.hint}", severity="error", markup=False)
            return False
        return True

    def action_suspend(self) -> None:
        """Suspends the question under the cursor, or takes it back in."""
        labels = self.study.labels
        there = self.study.standing().suspended
        self._put_aside(there, labels.suspend, labels.resume, "Suspended. {undo} takes it back.")

    def action_bury(self) -> None:
        """Leaves the question under the cursor for today, or takes it back in."""
        labels = self.study.labels
        there = self.study.standing().buried
        self._put_aside(there, labels.bury, labels.unbury, "Left for today. {undo} takes it back.")

    def _put_aside(
        self, there: Collection[Key], put: Callable[[Key], str], take: Callable[[Key], None], said: str
    ) -> None:
        key = self.key_here()
        if key is None:
            return
        if key in there:
            if self.save(lambda: take(key)):
                self._aside = [each for each in self._aside if each[0] != key]
                self.notify("Taken back in.", markup=False)
        elif self.save(lambda: self._aside.append((key, put(key)))):
            self.notify(named(said, self), markup=False)
        self.read()

    def action_undo(self) -> None:
        """Takes back the last suspension or burial of this screen."""
        if self._aside and self.save(lambda: self.study.labels.take_back(self._aside[-1][1])):
            self._aside.pop()
            self.read()

    async def action_flag(self) -> None:
        """Flags the question under the cursor with a note, or takes its flag off."""
        key = self.key_here()
        if key is None:
            return
        if key not in self.study.labels.notes():
            await self.app.push_screen(NoteScreen(), lambda note: self._flag(key, note))
        elif self.save(lambda: self.study.labels.unflag(key)):
            self.read()

    def _flag(self, key: Key, note: str | None) -> None:
        if note is not None and self.save(lambda: self.study.labels.flag(key, note)):
            self.read()

    def action_edit(self) -> None:
        """Opens the bank in the editor at the question under the cursor, and reads it again."""
        key = self.key_here()
        question = None if key is None else self.study.shelf.questions.get(key)
        bank = None if question is None else self.study.shelf.bank(question)
        if question is None or bank is None:
            return
        fault = edit_in(self.app, question.place)
        problems: list[Problem] = []
        if not fault and self.save(lambda: problems.extend(self.study.shelf.reread(bank))) and problems:
            fault = f"The bank stays as it was: {problems[0]}"
        if fault:
            self.notify(text.line(fault).plain, severity="warning", markup=False)
        self.read()
