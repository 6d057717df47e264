"""How a question is asked: its head, its words, and the options there are to pick from."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz import wording
from quiz.model import Choice, Cloze, Kind, Outcome, Question, Select, TrueFalse
from quiz.sitting import Sitting
from quiz.text import clean
from quiz.tui.lines import MUTED, Line, bar, cells, fitted


class Option(NamedTuple):
    """What can be picked, and the label that stands before it."""

    text: str
    label: str


def head(sitting: Sitting, title: str, width: int, *, scored: bool) -> Line:
    """Returns where the current question stands, and if wanted how the sitting goes."""
    score = sitting.score
    figures = f"{sitting.position}/{len(sitting.queue)}"
    if scored and score.answered:
        signs = wording.SIGNS
        partly = f" {signs[Outcome.PARTLY]}{score.partly}" if score.partly else ""
        figures += f"  {signs[Outcome.RIGHT]}{score.right}{partly} {signs[Outcome.WRONG]}{score.wrong}"
        figures += f"  {wording.percent(score.score)}"
    return fitted(title, max(0, width - len(figures) - 2), MUTED), (f"  {figures}", "")


def progress(sitting: Sitting, width: int) -> Line:
    """Returns how much of a sitting is done, as a bar."""
    return bar((sitting.position - 1) / len(sitting.queue), max(1, width))


def words(question: Question) -> str:
    """Returns what a question asks; the text of a cloze stands where its gaps are filled."""
    return "Fill the gaps." if isinstance(question.kind, Cloze) else clean(question.ask)


def notice(sitting: Sitting, *, changed: bool) -> str:
    """Returns what is to be known of a question before it is answered; empty where that is nothing.

    Args:
        sitting: The sitting that asks it.
        changed: It is not the question any more that was answered last.
    """
    return "Changed since you last answered it." if changed else sitting.about


def options(kind: Kind, texts: Sequence[str], key: Callable[[str], str]) -> list[Option]:
    """Returns what a question has to pick from with one key each; nothing where it is answered otherwise.

    Args:
        kind: What is asked.
        texts: What there is to pick from, in the order shown.
        key: Returns the key of an action.
    """
    match kind:
        case Choice():
            return [Option(text, picking_key(number, key)) for number, text in enumerate(texts, 1)]
        case Select():
            return [ticked(number, text, key) for number, text in enumerate(texts, 1)]
        case TrueFalse():
            return [Option(text, key(text)) for text in ("true", "false")]
        case _:
            return []


def picking_key(number: int, key: Callable[[str], str]) -> str:
    """Returns the key that picks the row of a number, from 1; there is none from the tenth on."""
    return key(f"option_{number}") if number <= 9 else ""


def ticked(number: int, text: str, key: Callable[[str], str], *, tick: bool = False) -> Option:
    """Returns what can be ticked, by its number from 1."""
    return Option(text, f"{picking_key(number, key)} [{'x' if tick else ' '}]")


def labels_width(labels: Sequence[str]) -> int:
    """Returns the width in cells of the column of labels, with the space after them."""
    widest = max(map(cells, labels), default=0)
    return widest + 1 if widest else 0


def row_head(label: str, width: int, sign: str = "", style: str = "", *, here: bool = False) -> Line:
    """Returns what stands before the text of a row.

    Args:
        label: The label, such as the key that picks it.
        width: The width of the column of labels, in cells.
        sign: What became of it.
        style: The style of the sign.
        here: The cursor is on it.
    """
    return (
        ("▸ " if here else "  ", "$primary bold"),
        (f"{label} ".rjust(width) if width else "", MUTED),
        (f"{sign or ' '} ", style),
    )
