"""Flags put on questions and taken off again, as lines ask for it."""

from quiz.model import Key
from quiz.plain.talk import Talk
from quiz.study import Study


class Flags:
    """Flags questions.

    Args:
        study: The learner's banks and progress.
        talk: Where it is said.
    """

    def __init__(self, study: Study, talk: Talk) -> None:
        self._labels = study.labels
        self._talk = talk
        self._last: tuple[Key, str | None] | None = None

    def change(self, key: Key, note: str) -> None:
        """Flags a question, or gives its flag another note; without a note, takes a flag off."""
        earlier = self._labels.notes().get(key)
        if earlier is None or note:
            done = self._talk.saved(lambda: self._labels.flag(key, note))
            said = f"Flagged{', with your note' if note else ''}. :flag alone takes the flag off."
        else:
            done = self._talk.saved(lambda: self._labels.unflag(key))
            said = "The flag is off."
        if done:
            self._last = (key, earlier)
            self._talk.say(said)

    def undo(self) -> bool:
        """Undoes the last change, where nothing else came after it; says whether there was one."""
        if self._last is None:
            return False
        key, earlier = self._last
        if earlier is None:
            done = self._talk.saved(lambda: self._labels.unflag(key))
        else:
            done = self._talk.saved(lambda: self._labels.flag(key, earlier))
        if done:
            self._last = None
            self._talk.say("The flag is as it was.")
        return True

    def forget(self) -> None:
        """Says that something else came after the last change."""
        self._last = None
