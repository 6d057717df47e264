"""The learner's own keys: which of those that were set can be used, and what is wrong with the others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from textual.binding import Binding, Keymap
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key
from textual.screen import Screen
from textual.widgets import Input, OptionList, TextArea

from quiz.text import one_line
from quiz.tui.actions import ACTIONS
from quiz.tui.key_names import shown
from quiz.tui.keys import binding_id, bindings, character, name_of
from quiz.tui.screens.ask import AskPractice, AskTest
from quiz.tui.screens.browse import BrowseScreen
from quiz.tui.screens.choose import ChoiceLine, ChooseScreen
from quiz.tui.screens.exam import ExamScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.history import HistoryScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.missed import MissedScreen
from quiz.tui.screens.note import NoteLine, NoteScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.result import ResultScreen
from quiz.tui.screens.reworded import RewordedScreen
from quiz.tui.screens.settings import SettingsScreen, ValueLine, ValueScreen
from quiz.tui.screens.stats import StatsScreen
from quiz.tui.screens.summary import SummaryScreen
from quiz.tui.screens.test import TestScreen
from quiz.tui.screens.too_small import TooSmallScreen
from quiz.tui.widgets.curtain import Curtain
from quiz.tui.widgets.entry_list import EntryList
from quiz.tui.widgets.feedback import RatingBar
from quiz.tui.widgets.listing import Listing
from quiz.tui.widgets.responses.matching import MatchInput
from quiz.tui.widgets.responses.options import ChoiceInput, SelectInput, TrueFalseInput
from quiz.tui.widgets.responses.ordering import OrderInput
from quiz.tui.widgets.responses.recalling import RecallInput, RecallNotes
from quiz.tui.widgets.responses.writing import AnswerLine, ClozeInput, TypedInput
from quiz.tui.widgets.rows import Rows
from quiz.tui.widgets.scrolled import ScrolledText
from quiz.tui.widgets.search_line import SearchLine
from quiz.tui.widgets.sure import Sure

Chain = tuple[type[DOMNode], ...]
"""Classes whose keys work at the same time: what has the keyboard, what it stands in, and the screen last."""

_ANSWERING: tuple[Chain, ...] = (
    *(
        (Rows, each)
        for each in (ChoiceInput, TrueFalseInput, SelectInput, OrderInput, MatchInput, RecallInput)
    ),
    *((AnswerLine, each) for each in (TypedInput, ClozeInput)),
    (RecallNotes, RecallInput),
)

_ON: Mapping[type[Screen[Any]], tuple[Chain, ...]] = {
    HomeScreen: ((Listing,), (SearchLine,)),
    QuestionScreen: (*_ANSWERING, (Curtain,), (RatingBar,)),
    SummaryScreen: ((VerticalScroll,),),
    TestScreen: (*_ANSWERING, (Sure,)),
    ResultScreen: ((VerticalScroll,),),
    MissedScreen: ((EntryList,),),
    BrowseScreen: ((SearchLine,), (Listing,), (ScrolledText,)),
    RewordedScreen: ((OptionList,),),
    StatsScreen: ((VerticalScroll,),),
    SettingsScreen: ((OptionList,),),
    ExamScreen: ((Rows,),),
    ValueScreen: ((ValueLine,),),
    NoteScreen: ((NoteLine,),),
    ChooseScreen: ((ChoiceLine,),),
    AskTest: ((Rows,),),
    AskPractice: ((Rows,),),
    HistoryScreen: ((),),
    HelpScreen: ((),),
    TooSmallScreen: ((),),
}
"""What may have the keyboard on each screen."""

_MODIFIERS = r"(?:(?:ctrl|shift|alt|super|hyper|meta)\+)*"
_NAMES = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}


class _Clash(NamedTuple):
    """A key that would do two things."""

    action: str
    """The one whose keys were set."""
    key: str
    other: str
    """What else the key does."""


def chains() -> list[Chain]:
    """Returns which classes have keys at the same time."""
    return [(*inner, screen) for screen, several in _ON.items() for inner in several]


def keymap(chosen: Mapping[str, Sequence[str]], app: type[DOMNode]) -> tuple[Keymap, list[str]]:
    """Returns what Textual is to take as the keymap, and what is wrong with the keys that were set.

    Keys that are wrong, or that do something else on the same screen already, are left out: the action then
    keeps its own.

    Args:
        chosen: The keys of each action that is to have others.
        app: The class of the app, whose keys work on every screen.
    """
    if not chosen:
        return {}, []
    keys: dict[str, list[str]] = {}
    problems = []
    for action, given in chosen.items():
        if problem := _problem(action, given):
            problems.append(f"keys.{one_line(action)}: {problem}")
        elif (long := [_long(key) for key in given]) != ACTIONS[action].keys.split(","):
            keys[action] = long
    places = [[bindings(node) for node in (*chain, app)] for chain in chains()]
    while clash := next(_clashes(places, _mapped(keys, places), keys), None):
        problems.append(
            f"keys.{clash.action}: {shown(clash.key)} is a key of {clash.other} on the same screen, so "
            f"{clash.action} keeps its own keys."
        )
        del keys[clash.action]
    return _mapped(keys, places), problems


def _mapped(
    keys: Mapping[str, Sequence[str]], places: Sequence[Sequence[Sequence[Binding]]]
) -> dict[str, str]:
    """Returns the keymap for these keys: while letters are typed, only keys that type none can be used.

    An action with nothing but letters keeps its usual keys there, beside those set where it has no binding of
    its own for writing.
    """
    mapped = {}
    kept = _usual_where_letters_are_typed(places)
    for action, given in keys.items():
        bare = [key for key in given if character(key) is None]
        mapped[action] = ",".join(given if bare else [*given, *kept.get(action, ())])
        if bare:
            mapped[binding_id(action, writing=True)] = ",".join(bare)
    return mapped


def _usual_where_letters_are_typed(places: Sequence[Sequence[Sequence[Binding]]]) -> dict[str, list[str]]:
    """Returns the usual keys of the actions that have no binding of their own for where letters are typed."""
    found: dict[str, list[str]] = {}
    for place, chain in zip(places, chains(), strict=True):
        if _is_written_on(chain):
            for binding in (each for node in place for each in node):
                if binding.id is not None and character(binding.key) is None:
                    keys = found.setdefault(binding.id, [])
                    keys += [] if binding.key in keys else [binding.key]
    return found


def _is_written_on(chain: Chain) -> bool:
    return bool(chain) and issubclass(chain[0], Input | TextArea)


def _clashes(
    places: Sequence[Sequence[Sequence[Binding]]], mapped: Keymap, chosen: Mapping[str, object]
) -> Iterator[_Clash]:
    """Gives each key that does something else, too, since other keys were chosen.

    What shares a key before anything is changed may go on doing so.
    """
    for place, chain in zip(places, chains(), strict=True):
        there = [binding for node in place for binding in node if _does_something(binding, chain[-1])]
        shared = {(binding.key, _called(binding)) for binding in there}
        owners: dict[str, str] = {}
        for binding in there:
            name = _called(binding)
            for key in mapped.get(binding.id or "", binding.key).split(","):
                if _is_written_on(chain) and character(key) is not None:
                    continue
                other = owners.setdefault(key, name)
                if other == name or {(key, name), (key, other)} <= shared:
                    continue
                action, rival = (name, other) if name in chosen else (other, name)
                if action in chosen:
                    yield _Clash(action, key, rival)


def _does_something(binding: Binding, screen: type[DOMNode]) -> bool:
    """Says whether a screen has the action of a binding: not every one that asks has all actions."""
    target, _, action = binding.action.rpartition(".")
    return target != "screen" or hasattr(screen, f"action_{action.partition('(')[0]}")


def _called(binding: Binding) -> str:
    return name_of(binding) or binding.description or binding.action


def _problem(action: str, given: Sequence[str]) -> str:
    """Returns what is wrong with the keys of an action, looked at alone; empty where nothing is."""
    if action not in ACTIONS:
        close = get_close_matches(action, ACTIONS, 1)
        return "there is no such action." + (f" Did you mean {close[0]}?" if close else "")
    if not given:
        return f"{action} needs a key, and keeps its own."
    for key in given:
        if not _is_key(_long(key)):
            return f"there is no key “{one_line(key)}”, so {action} keeps its own. Write h, ?, f2 or ctrl+r."
    return ""


def _long(key: str) -> str:
    """Returns a key as Textual calls it: `question_mark` for `?`, `escape` for `Esc`."""
    if len(key) == 1:
        return _character_to_key(key)
    head, plus, last = key.lower().rpartition("+")
    return head + plus + _NAMES.get(last, last)


def _is_key(key: str) -> bool:
    bare = re.sub(f"^{_MODIFIERS}", "", key)
    return bare in {each.value for each in Keys} or character(bare) is not None
