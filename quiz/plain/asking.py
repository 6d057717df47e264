"""The ways to answer in lines: what is said of each kind of question, and how its lines become a response."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from quiz import model, plain
from quiz.lean_typing import TYPE_CHECKING, assert_never
from quiz.model import Choice, Cloze, Kind, Match, Number, Order, Recall, Select, TrueFalse, Typed
from quiz.text import one_line

if TYPE_CHECKING:
    from quiz.model import Response


class Asker(ABC):
    """Takes the answer to one question, in one line or several."""

    terse = True
    """Whether answers are numbers or letters."""

    @abstractmethod
    def prompt(self) -> str:
        """Returns what to give now."""

    @abstractmethod
    def take(self, text: str) -> "Response | None":
        """Takes a line: returns the response once it is whole, None where more is to come.

        Raises:
            NoAnswer: The line cannot be taken; what was given before stays.
        """

    def lines(self, ask: str) -> list[str]:
        """Returns the question as it is said, with what there is to pick from."""
        return [ask]

    def back(self) -> bool:
        """Takes back the last part of an answer that is not whole yet; says whether there was one."""
        return False


def _listed(texts: Sequence[str]) -> list[str]:
    return [f"{number}. {one_line(text)}" for number, text in enumerate(texts, 1)]


class _Picking(Asker):
    """Answers with numbers of what was listed."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts

    def lines(self, ask: str) -> list[str]:
        return [ask, *_listed(self.texts)]


class _ChoiceAsker(_Picking):
    def prompt(self) -> str:
        return f"Number, 1 to {len(self.texts)}"

    def take(self, text: str) -> "Response | None":
        picked = plain.numbers(text, len(self.texts))
        if len(picked) > 1:
            raise plain.NoAnswer("Give one number.")
        return model.Chosen(self.texts[picked[0] - 1])


class _SelectAsker(_Picking):
    def prompt(self) -> str:
        return "Numbers of all that are right, with spaces between"

    def take(self, text: str) -> "Response | None":
        picked = plain.numbers(text, len(self.texts))
        return model.Ticked(tuple(each for number, each in enumerate(self.texts, 1) if number in picked))


_TRUTHS = {"t": True, "true": True, "f": False, "false": False}


class _TrueFalseAsker(Asker):
    def lines(self, ask: str) -> list[str]:
        return ["True or false?", ask]

    def prompt(self) -> str:
        return "t for true, f for false"

    def take(self, text: str) -> "Response | None":
        truth = _TRUTHS.get(text.casefold())
        if truth is None:
            raise plain.NoAnswer("Give t for true or f for false.")
        return model.Said(truth)


class _TypedAsker(Asker):
    def __init__(self, prompt: str, *, terse: bool) -> None:
        self._prompt = prompt
        self.terse = terse

    def prompt(self) -> str:
        return self._prompt

    def take(self, text: str) -> "Response | None":
        if not text:
            raise plain.NoAnswer("Type an answer, or :s to skip the question.")
        return model.Written((text,))


class _ClozeAsker(Asker):
    terse = False

    def __init__(self, kind: Cloze) -> None:
        self.kind = kind
        self.typed: list[str] = []

    def lines(self, ask: str) -> list[str]:
        return [
            "Fill the gaps." if len(self.kind.gaps) > 1 else "Fill the gap.",
            plain.wording.cloze(self.kind),
        ]

    def prompt(self) -> str:
        hint = self.kind.gaps[len(self.typed)].hint
        return f"Gap {len(self.typed) + 1}" + (f", {one_line(hint)}" if hint else "")

    def take(self, text: str) -> "Response | None":
        self.typed.append(text)
        if len(self.typed) < len(self.kind.gaps):
            return None
        if any(self.typed):
            return model.Written(tuple(self.typed))
        self.typed.clear()
        raise plain.NoAnswer("Fill at least one gap, or :s to skip the question.")

    def back(self) -> bool:
        return bool(self.typed) and self.typed.pop() is not None


class _OrderAsker(_Picking):
    def prompt(self) -> str:
        return f"The numbers 1 to {len(self.texts)} in the right order, with spaces between"

    def take(self, text: str) -> "Response | None":
        given = plain.numbers(text, len(self.texts))
        if sorted(given) != list(range(1, len(self.texts) + 1)):
            raise plain.NoAnswer(f"Give each number from 1 to {len(self.texts)} once.")
        return model.Ordered(tuple(self.texts[number - 1] for number in given))


class _MatchAsker(_Picking):
    def __init__(self, kind: Match, texts: tuple[str, ...]) -> None:
        super().__init__(texts)
        self.lefts = tuple(left for left, _ in kind.pairs)
        self.picked: list[int] = []

    def lines(self, ask: str) -> list[str]:
        lefts = [one_line(left) for left in self.lefts]
        return [ask, "To be matched:", *lefts, "With one of these:", *_listed(self.texts)]

    def prompt(self) -> str:
        return f"{one_line(self.lefts[len(self.picked)])} goes with number, 1 to {len(self.texts)}"

    def take(self, text: str) -> "Response | None":
        given = plain.numbers(text, len(self.texts))
        if len(given) > len(self.lefts) - len(self.picked):
            raise plain.NoAnswer("Those are more numbers than are left to match.")
        self.picked += given
        if len(self.picked) < len(self.lefts):
            return None
        rights = [self.texts[number - 1] for number in self.picked]
        return model.Paired(tuple(zip(self.lefts, rights, strict=True)))

    def back(self) -> bool:
        return bool(self.picked) and self.picked.pop() > 0


class _RecallAsker(Asker):
    terse = False

    def __init__(self, points: tuple[str, ...]) -> None:
        self.points = points
        self.written: list[str] = []
        self.revealed = False
        self._listing: list[str] = []

    def lines(self, ask: str) -> list[str]:
        return [ask, *self._points()] if self.revealed else [ask]

    def _points(self) -> list[str]:
        return ["The points:", *_listed(self.points)]

    def prompt(self) -> str:
        if not self.revealed and self.written:
            return "More, or an empty line"
        if not self.revealed:
            return "What you recall, in as many lines as you like; an empty line shows the points"
        listing, self._listing = self._listing, []
        return "\n".join([*listing, "Numbers of the points you had, with spaces between, or 0 for none"])

    def take(self, text: str) -> "Response | None":
        if self.revealed:
            had = set() if text == "0" else set(plain.numbers(text, len(self.points)))
            ticked = tuple(point for number, point in enumerate(self.points, 1) if number in had)
            return model.Ticked(ticked, "\n".join(self.written))
        if text:
            self.written.append(text)
        else:
            self.revealed = self.terse = True
            self._listing = self._points()
        return None

    def back(self) -> bool:
        if self.revealed:
            self.revealed = self.terse = False
            return True
        return bool(self.written) and self.written.pop() is not None


class _RecalledFirst(Asker):
    terse = False

    def __init__(self, picking: Asker) -> None:
        self._picking = picking
        self._hidden = True
        self._listing: list[str] = []

    def lines(self, ask: str) -> list[str]:
        return [ask] if self._hidden else self._picking.lines(ask)

    def prompt(self) -> str:
        if self._hidden:
            return "Recall the answer first; Enter then lists the choices"
        listing, self._listing = self._listing, []
        return "\n".join([*listing, self._picking.prompt()])

    def take(self, text: str) -> "Response | None":
        if not self._hidden:
            return self._picking.take(text)
        self._hidden = False
        self.terse = True
        self._listing = self._picking.lines("The choices:")
        return None


def asker(kind: Kind, texts: tuple[str, ...]) -> Asker:
    """Returns what takes the answer to a question of this kind.

    Args:
        kind: The question's kind.
        texts: What there is to pick from, in the order it is listed.
    """
    match kind:
        case Choice():
            return _ChoiceAsker(texts)
        case Select():
            return _SelectAsker(texts)
        case TrueFalse():
            return _TrueFalseAsker()
        case Typed():
            return _TypedAsker("Your answer", terse=False)
        case Number():
            return _TypedAsker("A number", terse=True)
        case Cloze():
            return _ClozeAsker(kind)
        case Order():
            return _OrderAsker(texts)
        case Match():
            return _MatchAsker(kind, texts)
        case Recall():
            return _RecallAsker(texts)
        case _:
            assert_never(kind)


def recalled_first(picking: Asker) -> Asker:
    """Returns what first lets the learner try to recall the answer, and then takes it as another does.

    Args:
        picking: The other, which lists what there is to pick from.
    """
    return _RecalledFirst(picking)
