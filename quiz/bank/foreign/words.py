"""What other quiz programs call the things that a bank has, and what keys that nobody knows may mean."""

import difflib
from collections.abc import Iterable
from collections.abc import Mapping as Table
from functools import lru_cache

from quiz.bank.codes import Code
from quiz.bank.nodes import ODD_KEY, Mapping, Scalar, spot
from quiz.bank.report import MAX_PROBLEMS, Report, Spot, shown
from quiz.lean_typing import NamedTuple

_MAX_WORD = 40
"""Longer words are no misspelling of a key."""
_MIN_WORD = 3


class Vocabulary:
    """The keys that a place knows.

    Args:
        known: As they are written here.
        meanings: What other names mean here, as `normal` makes them; of two for one key, the first is the
            likelier.
        hints: What to do about names that mean nothing here.
    """

    def __init__(self, known: frozenset[str], meanings: Table[str, str], hints: Table[str, str]) -> None:
        self.known = known
        self.meanings = meanings
        self.hints = hints


def _table(text: str) -> dict[str, str]:
    """Returns the key of banks that each word means, from lines such as `ask: question prompt`."""
    found = {}
    for line in text.strip().splitlines():
        key, _, names = line.strip().partition(": ")
        found.update(dict.fromkeys(names.split(), key))
    return found


def _hints(names: str, hint: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), hint)


_NOTHING = "a bank has nothing like it: delete it"
_OF_SOURCE = {
    **_hints("author authors by creator", "it belongs to the source: source: {author: …}"),
    **_hints("publisher publication journal", "it belongs to the source: source: {publisher: …}"),
    **_hints("url link website", "it belongs to the source: source: {url: …}"),
}
_DEGREE = _hints("difficulty level grade", "delete it, or make it a tag: tags: [easy]")
_INDEX = frozenset(
    _hints(
        """correct correctanswer correctanswers correctoption correctoptions correctchoice correctchoices
        correctindex answerindex correctanswerindex correctoptionindex answerkey answerkeys right
        rightanswer""",
        "",
    )
)
"""What often has the number or the letter of an option after it."""
BANK = _table(
    """
    bank: id bankid quizid deckid slug uid
    title: name quiztitle quizname heading deck deckname menuname
    questions: quiz items cards quizzes flashcards questionlist problems exercises entries results data
    about: description summary introduction intro instructions abstract subtitle menudescription
    as_of: date asof
    tags: topics topic category categories keywords labels subject subjects course
    """
)
BANK_HINTS = {
    **_hints(
        """version timelimit time duration passthreshold passingscore passscore passmark showrightanswer
        showanswers shuffle shufflequestions randomize randomizequestions random responsecode language lang
        categoryid visibility settings config metadata points totalquestions attempts locale status""",
        _NOTHING,
    ),
    **_OF_SOURCE,
    **_DEGREE,
}
QUESTION = _table(
    """
    id: uid uuid qid questionid slug
    ask: question questiontext prompt stem q text front statement term problem query description title name
    answers: correctanswers rightanswers correctoptions correctchoices solutions answerkeys
    answer: correctanswer correct rightanswer right solution a back definition correctoption correctchoice
    answer: correctindex answerindex correctanswerindex correctoptionindex answerkey answertext
    answer: expectedanswer expected modelanswer sampleanswer response
    wrong: distractors distractor incorrect incorrectanswers wronganswers wrongoptions incorrectoptions
    wrong: falseanswers lures foils
    choices: options opts alternatives possibleanswers answeroptions answerchoices selections responses
    why: explanation explain rationale feedback because reason generalfeedback explanationtext
    why: comment comments note notes justification
    hint: hints clue tip
    where: page reference chapter section paragraph ref
    as_of: date asof
    tags: category categories topic topics keywords subject labels tag theme subtopic unit lesson module
    accept: also accepted acceptedanswers acceptableanswers alternativeanswers alternateanswers synonyms
    recall: keypoints rubric criteria
    match: pairs matches
    order: sequence steps items correctorder
    tolerance: margin precision
    source: citation sources references book
    """
)
QUESTION_HINTS = {
    **_hints(
        """points pointspossible maxpoints marks mark score weight credit credits timelimit time timer
        duration image images img picture media audio video shuffle randomize visibility version language
        lang index number no num required status enabled value pts""",
        _NOTHING,
    ),
    **_OF_SOURCE,
    **_DEGREE,
}
SOURCE = _table(
    """
    title: name
    url: link website
    author: by authors
    date: year
    """
)
_PLACES: dict[str, tuple[Table[str, str], Table[str, str]]] = {
    "a bank": (BANK, BANK_HINTS),
    "a question": (QUESTION, QUESTION_HINTS),
    "a source": (SOURCE, {}),
}
KIND_KEYS = frozenset({"type", "questiontype", "qtype", "format"})
KINDS = _table(
    """
    choice: multiplechoice singlechoice singleselect mcq mc multichoice multiple single radio dropdown
    select: multipleselect multiselect multipleanswers multipleresponse multi checkbox checkboxes
    true-false: boolean bool tf yesno confirm truefalse
    number: numeric numerical integer float
    typed: shortanswer short text input freetext string basic identification
    cloze: fillin fillintheblank fillintheblanks fillblank gap gapfill blank blanks fitb
    match: matching pairs
    order: ordering sequence sorting
    recall: essay open openended longanswer free
    """
)
"""The kinds of question, by what other programs call them."""


@lru_cache
def vocabulary(place: str, known: frozenset[str]) -> Vocabulary:
    """Returns the keys that a place knows, and what other programs call them.

    Args:
        place: As messages name it: `a question`.
        known: The keys as they are written here.
    """
    return Vocabulary(known, *_PLACES[place])


def normal(word: str) -> str:
    """Returns a word without capitals and marks: `correctAnswer` and `correct_answer` are the same."""
    return "".join(filter(str.isalnum, word[: 2 * _MAX_WORD].casefold()))


def meant(word: str, known: Iterable[str], meanings: Table[str, str]) -> str:
    """Returns the known word that was probably meant, or an empty text."""
    if len(word) > _MAX_WORD:
        return ""
    return _same(word, known) or _translated(word, known, meanings) or _nearest(word, known)


def _same(word: str, known: Iterable[str]) -> str:
    plain = normal(word)
    return next((one for one in known if normal(one) == plain), "")


def _translated(word: str, known: Iterable[str], meanings: Table[str, str]) -> str:
    likely = meanings.get(normal(word), "")
    return likely if likely in known else ""


def _nearest(word: str, known: Iterable[str]) -> str:
    plain = word.strip().casefold().replace("-", "_").replace(" ", "_")
    if len(plain) < _MIN_WORD:
        return ""
    return next(iter(difflib.get_close_matches(plain, sorted(known), 1, 0.6 if len(plain) < 5 else 0.7)), "")


class _Reading(NamedTuple):
    """What a key of a file may be."""

    word: str
    """The key that is meant; empty where there is none."""
    rank: int
    """Of two readings as one word, the lower is taken."""
    hint: str
    foreign: bool = False
    """It is a word of other programs, which usually comes in every question."""


@lru_cache(1000)
def _reading(key: str, vocabulary: Vocabulary) -> _Reading:
    known, plain = vocabulary.known, normal(key)
    if key in known:
        return _Reading(key, 0, "")
    if key.startswith("-"):
        hint = f"a hyphen that begins a new entry has a space after it: - {shown(key[1:])}"
        return _Reading(meant(key, known, vocabulary.meanings), 1, hint)
    if len(key) <= _MAX_WORD:
        if word := _same(key, known):
            return _Reading(word, 1, f"did you mean {word}?")
        if word := _translated(key, known, vocabulary.meanings):
            rank = 2 + list(vocabulary.meanings).index(plain)
            wordy = ", with the words themselves, no number or letter" if plain in _INDEX else ""
            return _Reading(word, rank, f"write {word}: instead{wordy}", foreign=True)
        if hint := vocabulary.hints.get(plain, ""):
            return _Reading("", 0, hint, foreign=True)
        if word := _nearest(key, known):
            return _Reading(word, 1, f"did you mean {word}?")
    return _Reading("", 0, f"delete it, or write a key that is known here: {', '.join(sorted(known))}")


class Complaint(NamedTuple):
    """What is to be said of a key that is not known."""

    at: Spot
    message: str
    hint: str
    foreign: bool

    def report(self, report: Report) -> None:
        """Notes it.

        Raises:
            TooManyProblems: The report is full.
        """
        add = report.add_once if self.foreign else report.add
        add(self.at, Code.UNKNOWN_KEY, self.message, self.hint)


class Renamed(NamedTuple):
    """A mapping whose keys are read as those that were probably meant."""

    mapping: Mapping
    """With known keys alone."""
    names: dict[str, str]
    """What the file calls each of them."""
    complaints: dict[str, Complaint]
    """What is to be said, by the key in the file."""


def renamed(mapping: Mapping, name: str, vocabulary: Vocabulary) -> Renamed:
    """Reads each key that is not known as the one that was probably meant.

    Args:
        mapping: What the file holds.
        name: What the mapping is, for messages: `a question`.
        vocabulary: The keys that are known.
    """
    unknown = [key for key in mapping.values if key not in vocabulary.known and key != ODD_KEY]
    left_out = {ODD_KEY, *unknown[MAX_PROBLEMS + 1 :]}
    """Each of the others is reported, so that the report is full before these are looked at."""
    readings = {key: _reading(key, vocabulary) for key in mapping.values if key not in left_out}
    names: dict[str, str] = {}
    for key, reading in sorted(readings.items(), key=lambda item: item[1].rank):
        if reading.word:
            names.setdefault(reading.word, key)
    words = {key: word for word, key in names.items()}
    values = {words[key]: node for key, node in mapping.values.items() if key in words}
    keys = {words[key]: mark for key, mark in mapping.keys.items() if key in words}
    complaints = {
        key: _complaint(key, readings[key], names, mapping, name) for key in unknown if key in readings
    }
    return Renamed(Mapping(values, keys, mapping.mark), names, complaints)


def _complaint(key: str, reading: _Reading, names: Table[str, str], mapping: Mapping, name: str) -> Complaint:
    message = f"`{shown(key)}` is no key of {name}" if key else "nothing stands before this colon"
    hint, winner = reading.hint, names.get(reading.word, key)
    if winner == reading.word:
        hint = f"delete it: `{winner}` is there already"
    elif winner != key:
        hint = f"delete it: `{shown(winner)}` is read as {reading.word} already"
    elif hint == _NOTHING and not isinstance(mapping.values[key], Scalar):
        hint = f"{_NOTHING}, with all that stands below it"
    return Complaint(spot(mapping.keys[key]), message, hint, reading.foreign)
