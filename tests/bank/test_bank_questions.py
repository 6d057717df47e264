"""What is wrong with a bank or a question, told with its place."""

from collections.abc import Callable

import pytest

from quiz.model import Problem

ABOVE = "bank: test\nquestions:\n"
MANY = "[" + ", ".join(f"w{n}" for n in range(26)) + "]"
MORE = "[" + ", ".join(f"w{n}" for n in range(27)) + "]"

BANKS: list[tuple[str, str, list[str], str]] = [
    ("no id", "questions: [{ask: a, answer: b}]\n", ["1:1 missing-key"], "`bank`"),
    ("no questions", "bank: a\n", ["1:1 missing-key"], "`questions`"),
    ("questions empty", "bank: a\nquestions:\n", ["2:11 no-questions"], "no questions"),
    ("questions an empty list", "bank: a\nquestions: []\n", ["2:12 no-questions"], "no questions"),
    ("questions a text", "bank: a\nquestions: b\n", ["2:12 wrong-shape"], "not one text"),
    ("questions without a hyphen", ABOVE + "  ask: a\n", ["3:3 wrong-shape"], "hyphen"),
    ("hyphen without a space", ABOVE + "-ask: a\n", ["2:11 no-questions", "3:1 unknown-key"], "hyphen"),
    (
        "id with a space",
        "bank: My bank\n" + "questions: [{ask: a, answer: b}]\n",
        ["1:7 bad-id"],
        "bank: my-bank",
    ),
    ("id with an accent", "bank: été_1\nquestions: [{ask: a, answer: b}]\n", ["1:7 bad-id"], "bank: ete-1"),
    ("id in another script", "bank: река\nquestions: [{ask: a, answer: b}]\n", ["1:7 bad-id"], "some-name"),
    ("id a list", "bank: [a]\nquestions: [{ask: a, answer: b}]\n", ["1:7 wrong-shape"], "not a list"),
    ("id empty", "bank:\nquestions: [{ask: a, answer: b}]\n", ["1:1 empty-text"], "nothing"),
    ("unknown key", "bnak: a\nquestions: [{ask: a, answer: b}]\n", ["1:1 unknown-key"], "did you mean bank?"),
    (
        "another word",
        "bank: a\ncards: [{ask: a, answer: b}]\n",
        ["2:1 unknown-key"],
        "write questions: instead",
    ),
    (
        "another word, and a fault",
        "id: a\ncards: [{ask: a}]\n",
        ["1:1 unknown-key", "2:1 unknown-key", "2:9 no-answer"],
        "",
    ),
    (
        "a word twice",
        "bank: a\nid: b\nquestions: [{ask: a, answer: b}]\n",
        ["2:1 unknown-key"],
        "`bank` is there",
    ),
    (
        "unheard of",
        "bank: a\nzzz: b\nquestions: [{ask: a, answer: b}]\n",
        ["2:1 unknown-key"],
        "known here: about",
    ),
    (
        "very long key",
        f"bank: a\n{'z' * 99}: b\nquestions: [{{ask: a, answer: b}}]\n",
        ["2:1 unknown-key"],
        "…",
    ),
    (
        "title empty",
        "bank: a\ntitle:\nquestions: [{ask: a, answer: b}]\n",
        ["2:1 empty-text"],
        "delete the line",
    ),
    (
        "title a mapping",
        "bank: a\ntitle: {b: c}\nquestions: [{ask: a, answer: b}]\n",
        ["2:8 wrong-shape"],
        "quotes",
    ),
    (
        "bad date",
        "bank: a\nas_of: 2017-02-29\nquestions: [{ask: a, answer: b}]\n",
        ["2:8 bad-date"],
        "2017-04",
    ),
    ("date in words", "bank: a\nas_of: April\nquestions: [{ask: a, answer: b}]\n", ["2:8 bad-date"], "April"),
    (
        "tags a mapping",
        "bank: a\ntags: {b: c}\nquestions: [{ask: a, answer: b}]\n",
        ["2:7 wrong-shape"],
        "hyphen",
    ),
    (
        "source a list",
        "bank: a\nsource: [b]\nquestions: [{ask: a, answer: b}]\n",
        ["2:9 wrong-shape"],
        "title",
    ),
    ("source empty", "bank: a\nsource:\nquestions: [{ask: a, answer: b}]\n", ["2:8 wrong-shape"], "title"),
    (
        "source key",
        "bank: a\nsource: {link: b}\nquestions: [{ask: a, answer: b}]\n",
        ["2:10 unknown-key"],
        "write url: instead",
    ),
]

QUESTIONS: list[tuple[str, str, list[str], str]] = [
    ("a text", "- a\n", ["3:3 wrong-shape"], "ask:"),
    ("a list", "- [a]\n", ["3:3 wrong-shape"], "ask:"),
    ("no answer", "- ask: a\n", ["3:3 no-answer"], "answer:"),
    ("no ask", "- answer: a\n", ["3:3 missing-key"], "`ask`"),
    ("ask empty", "- ask:\n  answer: a\n", ["3:3 empty-text"], "nothing stands after `ask`"),
    ("ask in empty quotes", "- ask: ''\n  answer: a\n", ["3:3 empty-text"], ""),
    ("ask invisible", '- ask: "\\u200b"\n  answer: a\n', ["3:3 empty-text"], ""),
    ("why empty", "- ask: a\n  answer: b\n  why:\n", ["5:3 empty-text"], "delete the line"),
    ("misspelt", "- ask: a\n  anwser: b\n", ["4:3 unknown-key"], "did you mean answer?"),
    ("capitals", "- Ask: a\n  ANSWER: b\n", ["3:3 unknown-key", "4:3 unknown-key"], "did you mean ask?"),
    (
        "other words",
        "- question: a\n  options: [b, c]\n  correct: b\n",
        ["3:3 unknown-key", "4:3 unknown-key", "5:3 unknown-key"],
        "write ask: instead",
    ),
    (
        "id empty",
        "- id:\n  ask: a\n  answer: b\n",
        ["3:3 empty-text"],
        "`id`",
    ),
    (
        "two faults in one",
        "- ask:\n  anser: b\n  tags: {}\n",
        ["3:3 empty-text", "4:3 unknown-key", "5:9 wrong-shape"],
        "",
    ),
    ("a fault in each", "- ask: a\n- ask: b\n", ["3:3 no-answer", "4:3 no-answer"], ""),
    ("id", "- id: two words\n  ask: a\n  answer: b\n", ["3:7 bad-id"], "id: two-words"),
    (
        "id twice",
        "- id: x\n  ask: a\n  answer: b\n- id: x\n  ask: c\n  answer: d\n",
        ["6:7 duplicate-question"],
        "line 3",
    ),
    (
        "wording twice",
        "- ask: a\n  answer: b\n- ask: 'a '\n  answer: c\n",
        ["5:3 duplicate-wording"],
        "line 3",
    ),
    (
        "wording twice in a line",
        "- {ask: a, answer: b}\n- {ask: a, answer: b}\n",
        ["4:3 duplicate-wording"],
        "line 3",
    ),
    ("date", "- ask: a\n  answer: b\n  as_of: 2017-13\n", ["5:10 bad-date"], ""),
    (
        "hyphen glued",
        "- ask: a\n  answer: b\n  -wrong: c\n",
        ["5:3 unknown-key", "5:11 wrong-shape"],
        "- wrong",
    ),
    (
        "a hyphen before each key",
        "- ask: a\n- answer: b\n- wrong: [c]\n",
        ["4:3 misplaced-key", "5:3 misplaced-key"],
        "space instead of the hyphen",
    ),
    ("no space after a colon", "- ask:a\n  answer:b\n", ["3:3 missing-colon"], "ask: a"),
    ("another mark for the colon", "- ask = a\n  answer = b\n", ["3:3 missing-colon"], "ask: a"),
    ("a wide colon", "- ask： a\n  answer： b\n", ["3:3 missing-colon"], "ask: a"),
    ("merge key", "- <<: x\n  ask: a\n", ["3:3 reference"], "in full"),
    (
        "no answer, and faults beside it",
        "- ask: ''\n  id: a b\n  as_of: x\n  tags: {}\n",
        ["3:3 empty-text", "3:3 no-answer", "4:7 bad-id", "5:10 bad-date", "6:9 wrong-shape"],
        "",
    ),
    # Kinds
    ("kind unheard of", "- kind: zzz\n  ask: a\n  answer: b\n", ["3:9 bad-kind"], "choice, select"),
    ("kind misspelt", "- kind: chioce\n  ask: a\n  answer: b\n  wrong: [c]\n", ["3:9 bad-kind"], "choice?"),
    (
        "kind by another name",
        "- kind: mcq\n  ask: a\n  answer: b\n  wrong: [c]\n",
        ["3:9 bad-kind"],
        "choice?",
    ),
    ("kind empty", "- kind:\n  ask: a\n  answer: b\n", ["3:3 empty-text"], ""),
    ("kind unheard of, no answer", "- kind: zzz\n  ask: a\n", ["3:9 bad-kind"], ""),
    (
        "kind against the keys",
        "- kind: choice\n  ask: a\n  answers: [b]\n  wrong: [c]\n",
        ["3:9 kind-mismatch"],
        "kind: select",
    ),
    (
        "typed with wrong",
        "- kind: typed\n  ask: a\n  answer: b\n  wrong: [c]\n",
        ["3:9 kind-mismatch"],
        "choice",
    ),
    ("kind without its key", "- kind: order\n  ask: a\n", ["3:3 missing-key"], "`order`"),
    (
        "kind fitting neither",
        "- kind: order\n  ask: a\n  cloze: x {{y}}\n  recall: z\n",
        ["3:3 missing-key", "5:3 misplaced-key", "6:3 misplaced-key"],
        "`order`",
    ),
    (
        "tolerance on a choice",
        "- ask: a\n  answer: b\n  wrong: [c]\n  tolerance: 5\n",
        ["6:3 misplaced-key"],
        "number",
    ),
    (
        "accept on a choice",
        "- ask: a\n  answer: b\n  wrong: [c]\n  accept: [d]\n",
        ["6:3 misplaced-key"],
        "typed",
    ),
    ("cloze and order", "- cloze: x {{y}}\n  order: [a, b]\n", ["4:3 misplaced-key"], "order"),
    ("ask on a cloze", "- ask: a\n  cloze: x {{y}}\n", ["3:3 misplaced-key"], "start of the text"),
    # Choice
    ("no wrong", "- kind: choice\n  ask: a\n  answer: b\n", ["3:3 missing-key"], "`wrong`"),
    ("no right", "- ask: a\n  wrong: [b]\n", ["3:3 missing-key"], "`answer`"),
    ("answer a list", "- ask: a\n  answer: [b]\n  wrong: [c]\n", ["4:3 foreign"], "answer: b"),
    ("two answers", "- ask: a\n  answer: [b, d]\n  wrong: [c]\n", ["4:3 foreign"], "write answers: instead"),
    ("answer an empty list", "- ask: a\n  answer: []\n  wrong: [c]\n", ["4:11 wrong-shape"], "one text"),
    ("answers typed", "- ask: a\n  answer: [b, c]\n", ["4:3 foreign"], "accept: [c]; where all are wanted"),
    ("wrong a text", "- ask: a\n  answer: b\n  wrong: c\n", ["5:10 wrong-shape"], "- c"),
    ("wrong with commas", "- ask: a\n  answer: b\n  wrong: c, d\n", ["5:10 wrong-shape"], "wrong: [c, d]"),
    (
        "wrong with a glued hyphen",
        "- ask: a\n  answer: b\n  wrong:\n    -c\n    -d\n",
        ["6:5 wrong-shape"],
        "as in: - c",
    ),
    (
        "wrong with semicolons",
        "- ask: a\n  answer: b\n  wrong: (c; d)\n",
        ["5:10 wrong-shape"],
        "wrong: [c, d]",
    ),
    (
        "wrong with bullets",
        "- ask: a\n  answer: b\n  wrong:\n    • c\n    • d\n",
        ["6:5 wrong-shape"],
        "in: - c",
    ),
    (
        "wrong with numbers",
        "- ask: a\n  answer: b\n  wrong:\n    1. c\n    2. d\n",
        ["6:5 wrong-shape"],
        "in: - c",
    ),
    ("wrong nothing", "- ask: a\n  answer: b\n  wrong:\n", ["5:3 empty-text"], "entry"),
    ("wrong empty", "- ask: a\n  answer: b\n  wrong: []\n", ["5:10 too-few"], "fill the list"),
    ("wrong a mapping", "- ask: a\n  answer: b\n  wrong: {c: d}\n", ["5:10 wrong-shape"], "hyphen"),
    ("wrong with nothing", "- ask: a\n  answer: b\n  wrong:\n    - c\n    -\n", ["7:6 empty-text"], "hyphen"),
    ("wrong with a list", "- ask: a\n  answer: b\n  wrong: [[c]]\n", ["5:11 wrong-shape"], "not a list"),
    ("wrong with two keys", "- ask: a\n  answer: b\n  wrong: [{c: d, e: f}]\n", ["5:11 wrong-shape"], ""),
    ("because empty", "- ask: a\n  answer: b\n  wrong:\n    - c:\n", ["6:7 empty-text"], "“c:”"),
    ("because a list", "- ask: a\n  answer: b\n  wrong:\n    - c: [d]\n", ["6:7 wrong-shape"], '"c: …"'),
    (
        "answer among wrong",
        "- ask: a\n  answer: B  c\n  wrong: [x, b C]\n",
        ["5:14 right-and-wrong"],
        "“b C”",
    ),
    ("wrong twice", "- ask: a\n  answer: b\n  wrong: [x, é, É]\n", ["5:17 said-twice"], "line 5"),
    ("too many in all", f"- ask: a\n  answer: b\n  wrong: {MANY}\n", ["4:11 too-many"], "27 options"),
    ("too many wrong", f"- ask: a\n  answer: b\n  wrong: {MORE}\n", ["5:10 too-many"], "27 entries"),
    ("braces as a text", "- ask: a\n  answer: b\n  wrong: [{{c}}]\n", ["5:12 key-not-text"], "quotes"),
    # Choices in order
    ("answer not listed", "- ask: a\n  answer: z\n  choices: [x, y]\n", ["4:11 answer-not-listed"], ": x"),
    ("one choice", "- ask: a\n  answer: x\n  choices: [x]\n", ["5:13 too-few"], "at least 2"),
    (
        "choices and wrong",
        "- ask: a\n  answer: x\n  choices: [x, y]\n  wrong: [z]\n",
        ["6:3 misplaced-key"],
        "either",
    ),
    ("choice twice", "- ask: a\n  answer: x\n  choices: [x, y, Y]\n", ["5:19 said-twice"], ""),
    ("right because", "- ask: a\n  answer: x\n  choices: [x: no, y]\n", ["5:13 wrong-shape"], "why"),
    ("choices empty", "- ask: a\n  answer: x\n  choices: []\n", ["5:12 too-few"], ""),
    ("choices lettered", "- ask: a\n  answer: x\n  choices: {A: x, B: y}\n", ["5:3 foreign"], "[x, y]"),
    # Select
    ("select without wrong", "- ask: a\n  answers: [b]\n", ["3:3 missing-key"], "`wrong`"),
    ("select both", "- ask: a\n  answers: [b, c]\n  wrong: [C]\n", ["5:11 right-and-wrong"], ""),
    ("select because", "- ask: a\n  answers: [b: c]\n  wrong: [d]\n", ["4:13 wrong-shape"], '"b: c"'),
    # True or false
    ("truth", "- kind: true-false\n  ask: a\n  answer: yes\n", ["5:11 bad-truth"], "answer: true"),
    (
        "truth, other",
        "- kind: true-false\n  ask: a\n  answer: maybe\n",
        ["5:11 bad-truth"],
        "or answer: false",
    ),
    # Typed
    (
        "accepted and rejected",
        "- ask: a\n  answer: b\n  accept: [c]\n  reject: [C: no]\n",
        ["6:12 right-and-wrong"],
        "",
    ),
    ("answer rejected", "- ask: a\n  answer: b\n  reject: [b]\n", ["5:12 right-and-wrong"], ""),
    ("accept a text", "- ask: a\n  answer: b\n  accept: c\n", ["5:11 wrong-shape"], "- c"),
    # Number
    ("no number", "- kind: number\n  ask: a\n  answer: many\n", ["5:11 bad-number"], "digit"),
    (
        "tolerance below zero",
        "- ask: a\n  answer: 5\n  tolerance: -1\n",
        ["5:14 bad-tolerance"],
        "below zero",
    ),
    ("tolerance no number", "- ask: a\n  answer: 5\n  tolerance: x\n", ["5:14 bad-tolerance"], "10%"),
    (
        "neither a number nor a tolerance",
        "- ask: a\n  answer: many\n  tolerance: few\n",
        ["4:11 bad-number", "5:14 bad-tolerance"],
        "digit",
    ),
    (
        "no number, and a tolerance below zero",
        "- ask: a\n  answer: many\n  tolerance: -5%\n",
        ["4:11 bad-number", "5:14 bad-tolerance"],
        "digit",
    ),
    (
        "no number, and a tolerance",
        "- ask: a\n  answer: many\n  tolerance: 5\n",
        ["4:11 bad-number"],
        "digit",
    ),
    (
        "no answer, and no tolerance",
        "- ask: a\n  tolerance: x\n",
        ["3:3 missing-key", "4:14 bad-tolerance"],
        "",
    ),
    ("tolerance empty", "- ask: a\n  answer: 5\n  tolerance:\n", ["5:3 empty-text"], ""),
    (
        "tolerance in another unit",
        "- ask: a\n  answer: 5 m\n  tolerance: 1 km\n",
        ["5:14 bad-tolerance"],
        "which is m",
    ),
    ("tolerance in a unit", "- ask: a\n  answer: 5\n  tolerance: 1 km\n", ["5:14 bad-tolerance"], "none"),
    ("tolerance of percent", "- ask: a\n  answer: 30%\n  tolerance: 5%\n", ["5:14 bad-tolerance"], "points"),
    ("number without an answer", "- ask: a\n  tolerance: 5\n", ["3:3 missing-key"], "`answer`"),
    # Cloze
    ("no gap", "- cloze: a b\n", ["3:10 bad-gap"], "needs a gap"),
    ("empty gap", "- cloze: a {{}} b\n", ["3:12 bad-gap"], "empty"),
    ("gap not closed", "- cloze: a {{b}} c {{d\n", ["3:20 bad-gap"], "not closed"),
    ("gap not opened", "- cloze: a b}} c\n", ["3:13 bad-gap"], "not opened"),
    (
        "two bad gaps",
        "- cloze: a {{}} b {{c}} d {{e|}} f {{c1::g}}\n",
        ["3:12 bad-gap", "3:27 bad-gap", "3:36 bad-gap"],
        "empty",
    ),
    ("gap in a gap", "- cloze: 'a {{b {{c}} d}}'\n", ["3:13 bad-gap"], "not closed"),
    ("three braces", "- cloze: a {{{b}}} c\n", ["3:12 bad-gap"], "two braces"),
    ("gap with an empty word", "- cloze: a {{b||c}}\n", ["3:12 bad-gap"], "empty"),
    ("gap with an empty hint", "- cloze: a {{b::}}\n", ["3:12 bad-gap"], "hint"),
    ("numbered gap", "- cloze: a {{c1::b}}\n", ["3:12 bad-gap"], "no number"),
    ("second line", "- cloze: >-\n    a {{b}} c\n    d {{}} e\n", ["5:7 bad-gap"], "empty"),
    ("gap in an escape", '- cloze: "a \\x7b\\x7b}} b"\n', ["3:21 bad-gap"], "empty"),
    ("gap wholly in escapes", '- cloze: "a \\x7b\\x7b b"\n', ["3:10 bad-gap"], "not closed"),
    ("empty cloze", "- cloze: ''\n", ["3:3 empty-text"], ""),
    ("too many gaps", "- cloze: " + "x {{y}} " * 27 + "\n", ["3:10 too-many"], "27 gaps"),
    # Order
    ("one item", "- ask: a\n  order: [b]\n", ["4:11 too-few"], "at least 2"),
    ("item twice", "- ask: a\n  order: [b, c, B]\n", ["4:17 said-twice"], ""),
    ("order a text", "- ask: a\n  order: b then c\n", ["4:10 wrong-shape"], ""),
    # Match
    ("one pair", "- ask: a\n  match: {b: c}\n", ["4:11 too-few"], ""),
    ("pair without a right side", "- ask: a\n  match: {b: c, d: }\n", ["4:17 empty-text"], ""),
    ("pair with a list", "- ask: a\n  match: {b: c, d: [e]}\n", ["4:20 wrong-shape"], ""),
    (
        "too many pairs",
        "- ask: a\n  match: {" + ", ".join(f"{n}: x{n}" for n in range(27)) + "}\n",
        ["4:10 too-many"],
        "27 pairs",
    ),
    ("left twice", "- ask: a\n  match: {b: c, B: d}\n", ["4:17 said-twice"], ""),
    ("right twice", "- ask: a\n  match: {b: c, d: C}\n", ["4:20 said-twice"], ""),
    ("lure that is right", "- ask: a\n  match: {b: c, d: e}\n  wrong: [E]\n", ["5:11 right-and-wrong"], ""),
    (
        "lure with a reason",
        "- ask: a\n  match: {b: c, d: e}\n  wrong: [f: g]\n",
        ["5:11 wrong-shape"],
        '"f: g"',
    ),
    ("no pairs", "- ask: a\n  match: {}\n", ["4:10 wrong-shape"], "France: Paris"),
    ("match a list", "- ask: a\n  match: [b, c]\n", ["4:10 wrong-shape"], "France: Paris"),
    (
        "match a text, lure a mapping",
        "- ask: a\n  match: b\n  wrong: {c: d}\n",
        ["4:10 wrong-shape", "5:10 wrong-shape"],
        "",
    ),
    ("match missing", "- kind: match\n  ask: a\n", ["3:3 missing-key"], "`match`"),
    ("odd left side", "- ask: a\n  match: {b: c, d: e, [f]: g}\n", ["4:23 key-not-text"], ""),
    # Recall
    ("point twice", "- ask: a\n  recall: [b, B]\n", ["4:15 said-twice"], ""),
    ("recall empty", "- ask: a\n  recall:\n", ["4:3 empty-text"], ""),
    ("recall a mapping", "- ask: a\n  recall: {b: c}\n", ["4:11 wrong-shape"], "hyphen"),
]


@pytest.mark.parametrize(
    ("text", "expected", "said"),
    [case[1:] for case in BANKS] + [(ABOVE + case[1], *case[2:]) for case in QUESTIONS],
    ids=[case[0] for case in (*BANKS, *QUESTIONS)],
)
def test_every_problem_is_told_with_its_place(
    text: str, expected: list[str], said: str, problems: Callable[[str], list[Problem]]
) -> None:
    found = problems(text)
    assert [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found] == expected
    assert said in f"{found[0].message} {found[0].hint}"
    assert all(problem.hint for problem in found)
