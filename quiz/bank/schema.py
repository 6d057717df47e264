"""The JSON Schema of bank files, for the completion and the hints of editors.

Made from the loader's own tables of keys. It knows less than the loader: not what two places of a file say
together, such as one id given twice, nor what is written between the braces of a gap.
"""

from collections.abc import Mapping

from quiz.bank import banks, questions
from quiz.bank.fields import MAX_ENTRIES, SOURCE_KEYS
from quiz.bank.kinds import KEYS
from quiz.lean_typing import TypeAlias

Schema: TypeAlias = dict[str, object]

_ABOUT_BANK = {
    "bank": "Names the bank for good, in commands and in the progress file: letters a to z, digits, hyphens.",
    "title": "What the learner sees; the id where it is left out.",
    "about": "One or two sentences, shown on the home screen.",
    "source": "Where the facts come from: a title, or title, author, publisher, date and url.",
    "as_of": "The day, month or year on which the facts were true: 2017-04-13, 2017-04 or 2017.",
    "tags": "Words to group questions by; those of the bank and of the question add up.",
    "questions": "The questions, each after a hyphen and a space.",
}
_ABOUT_QUESTION = {
    "id": "Names the question for good: with it every word may be changed and no progress is lost.",
    "kind": "What the learner does. May be left out: the other keys tell it.",
    "ask": "The question.",
    "why": "Says why the answer is right; shown after answering.",
    "hint": "Shown on request, before answering.",
    "where": "Where in the source the fact stands: page 12.",
    "source": _ABOUT_BANK["source"],
    "as_of": _ABOUT_BANK["as_of"],
    "tags": _ABOUT_BANK["tags"],
    "answer": "What is right; alone, it is typed by the learner. true or false makes a true-false question.",
    "wrong": "The wrong answers, shuffled with the right ones. Each may say why it is wrong, after a colon.",
    "choices": "All options, in an order that is kept; `answer` is one of them.",
    "answers": "All the right answers; the learner ticks them.",
    "accept": "What else is right when it is typed.",
    "reject": "What is wrong though it looks nearly right. Each may say why, after a colon.",
    "tolerance": "How far off a number may be: 5, or 10%.",
    "cloze": "A text with gaps: {{answer}}, {{answer|also right}}, {{answer::hint}}.",
    "order": "The items in the right order.",
    "match": "Pairs, each on a line of its own: France: Paris.",
    "recall": "The key points that the learner should have said.",
}
_BLANK = r"\S"
_DATE = r"^\d{4}(-\d\d(-\d\d)?)?$"
_TRUTH = r"^\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$"
_NUMBER = r"^\s*[-+−]?\d"
_TOLERANCE = r"^\s*±?\s*\+?\d"
_GAP = r"\{\{[^{}]*[^{}\s][^{}]*\}\}"


def schema() -> Schema:
    """Returns the schema, in the draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A bank of questions for tillerson-quiz",
        "type": "object",
        "properties": _described(_bank_shapes(), _ABOUT_BANK),
        "required": ["bank", "questions"],
        "additionalProperties": False,
        "$defs": {
            **_shapes(),
            "question": _question(),
            **{kind: _rules(kind) for kind in KEYS},
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Schema, least: int = 1, most: int = MAX_ENTRIES) -> Schema:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


def _described(shapes: Mapping[str, Schema], about: Mapping[str, str]) -> dict[str, Schema]:
    return {key: {"description": about[key], **shapes[key]} for key in about}


def _shapes() -> dict[str, Schema]:
    """Returns the shapes that values have; what is written without quotes may be a number or a truth."""
    text = _ref("text")
    reasoned: Schema = {
        "type": "object",
        "additionalProperties": text,
        "minProperties": 1,
        "maxProperties": 1,
    }
    source: Schema = {
        "type": "object",
        "properties": dict.fromkeys(SOURCE_KEYS, text),
        "additionalProperties": False,
    }
    return {
        "text": {"type": ["string", "number", "boolean"], "pattern": _BLANK},
        "texts": _list(text),
        "options": _list({"anyOf": [text, reasoned]}),
        "source": {"anyOf": [text, source]},
        "date": {"type": ["string", "integer"], "pattern": _DATE, "minimum": 1, "maximum": 9999},
        "tags": {"anyOf": [text, _ref("texts")]},
    }


def _name(marks: str) -> Schema:
    pattern = rf"^\s*[A-Za-z0-9][A-Za-z0-9{marks}-]*\s*$"
    return {"type": ["string", "number", "boolean"], "pattern": pattern, "minimum": 0}


def _bank_shapes() -> dict[str, Schema]:
    own: dict[str, Schema] = {
        "bank": _name(""),
        "source": _ref("source"),
        "as_of": _ref("date"),
        "tags": _ref("tags"),
        "questions": {"type": "array", "items": _ref("question"), "minItems": 1},
    }
    return {key: own.get(key, _ref("text")) for key in sorted(banks.KEYS)}


def _question() -> Schema:
    """Returns what all questions share, and how the keys tell which kind's rules hold."""
    pairs: Schema = {"type": "object", "additionalProperties": _ref("text")}
    own: dict[str, Schema] = {
        "id": _name("._"),
        "kind": {"enum": list(KEYS)},
        "source": _ref("source"),
        "as_of": _ref("date"),
        "tags": _ref("tags"),
        "wrong": _ref("options"),
        "choices": _ref("options"),
        "answers": _ref("texts"),
        "accept": _ref("texts"),
        "reject": _ref("options"),
        "order": _ref("texts"),
        "match": {**pairs, "minProperties": 2, "maxProperties": MAX_ENTRIES},
        "recall": _ref("tags"),
    }
    known = sorted(frozenset[str]().union(*questions.ALLOWED.values()))
    implied: Schema = {
        "if": {"properties": {"answer": {"anyOf": [{"type": "boolean"}, _text_like(_TRUTH)]}}},
        "then": _ref("true-false"),
        "else": _ref("typed"),
    }
    for key, kind in reversed(questions.DECISIVE):
        implied = {"if": {"required": [key]}, "then": _ref(kind), "else": implied}
    written = [{"if": {"properties": {"kind": {"const": kind}}}, "then": _ref(kind)} for kind in KEYS]
    return {
        "type": "object",
        "properties": _described({key: own.get(key, _ref("text")) for key in known}, _ABOUT_QUESTION),
        "additionalProperties": False,
        "if": {"required": ["kind"]},
        "then": {"allOf": written},
        "else": implied,
    }


def _text_like(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


def _rules(kind: str) -> Schema:
    """Returns what holds for one kind of question alone."""
    allowed = questions.ALLOWED[kind]
    first = KEYS[kind][0]
    required = [first, *(["ask"] if "ask" in allowed else []), *(["wrong"] if kind == "select" else [])]
    number: Schema = {"type": ["number", "string"], "pattern": _NUMBER}
    shapes: dict[str, dict[str, Schema]] = {
        "choice": {"wrong": {"maxItems": MAX_ENTRIES - 1}, "choices": {"minItems": 2}},
        "select": {"answers": {"maxItems": MAX_ENTRIES - 1}, "wrong": {"maxItems": MAX_ENTRIES - 1}},
        "true-false": {"answer": {"anyOf": [{"type": "boolean"}, _text_like(_TRUTH)]}},
        "number": {
            "answer": number,
            "tolerance": {"type": ["number", "string"], "pattern": _TOLERANCE, "minimum": 0},
        },
        "cloze": {"cloze": _text_like(_GAP)},
        "order": {"order": {"minItems": 2}},
        "match": {"wrong": _ref("texts")},
    }
    rules: Schema = {
        "required": required,
        "propertyNames": {"enum": sorted(allowed)},
        "properties": shapes.get(kind, {}),
    }
    if kind == "choice":
        rules["oneOf"] = [{"required": ["wrong"]}, {"required": ["choices"]}]
    return rules
