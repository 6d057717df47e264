"""What is wrong with a file before it is a bank: its bytes, its layout, its YAML."""

from collections.abc import Callable

import pytest
from yaml import YAMLError

from quiz.bank import Code, parsing, syntax
from quiz.bank.report import MAX_PROBLEMS, Report, Spot
from quiz.model import Problem

BANK = "bank: test\nquestions:\n"

CASES: list[tuple[str, str | bytes, list[str], str]] = [
    # name, file, problems, part of the first message or hint
    ("empty", "", ["1:1 no-questions"], "empty"),
    ("only comments", "# nothing\n\n# here\n", ["1:1 no-questions"], "empty"),
    ("only a marker", "---\n", ["1:1 no-questions"], "empty"),
    ("a list", "- ask: a?\n  answer: b\n", ["1:1 foreign"], "above the list"),
    ("a text", "just text\n", ["1:1 wrong-shape"], "begins with bank:"),
    # Bytes
    ("latin-1", b"bank: a\ntitle: caf\xe9\n", ["2:11 encoding"], "if é should stand here"),
    ("latin-1, no letter", b"bank: a\ntitle: \x81\n", ["2:8 encoding"], "UTF-8"),
    ("utf-16", "bank: a\n".encode("utf-16"), ["1:1 encoding"], "UTF-16"),
    ("utf-16 without a mark", "bank: a\n".encode("utf-16-le"), ["1:1 encoding"], "UTF-16"),
    ("utf-32", b"\xff\xfe\0\0" + "bank: a\n".encode("utf-32-le"), ["1:1 encoding"], "UTF-32"),
    ("overlong", b"bank: \xc0\xaf\n", ["1:7 encoding"], "c0"),
    ("surrogate", b"bank: \xed\xa0\x80\n", ["1:7 encoding"], "ed"),
    ("nul", b"bank: a\ntitle: a\0b\n", ["2:9 control-character"], "U+0000"),
    ("escape", b"bank: a\x1b[31mb\n", ["1:8 control-character"], "U+001B"),
    ("c1", "bank: é\x9b31m\n", ["1:8 control-character"], "U+009B"),
    ("two controls", "a: \x07\nb: \x08\n", ["1:4 control-character", "2:4 control-character"], "delete"),
    ("control twice in a line", b"a: \x07\x07\n", ["1:4 control-character"], "delete"),
    ("control named by its escape", 'bank: "\\\\f\\frac"\n', ["1:7 control-character"], "\\f in"),
    ("next line", "bank: a\x85b\n", ["1:8 control-character"], "U+0085"),
    ("line separator", "bank: a\u2028b\n", ["1:8 control-character"], "line separator"),
    ("mark in the middle", "bank: a\n\ufefftitle: b\n", ["2:1 control-character"], "U+FEFF"),
    ("noncharacter", "bank: \uffff\n", ["1:7 control-character"], "U+FFFF"),
    ("escaped control", 'bank: a\ntitle: "\\x1b[31m"\n', ["2:8 control-character"], "escape"),
    ("escaped c1", 'bank: a\ntitle: "\\x9b"\n', ["2:8 control-character"], "escape"),
    ("escaped nul", 'bank: a\ntitle: "\\0"\n', ["2:8 control-character"], "escape"),
    # Layout
    ("tab", "bank: a\nquestions:\n\t- ask: b\n", ["3:1 tab"], "use spaces"),
    ("tab after spaces", "bank: a\nsource:\n  \ttitle: b\n", ["3:3 tab"], "use spaces"),
    ("tab after a hyphen", "bank: a\ntags:\n-\tb\n", ["3:2 tab"], "use spaces"),
    ("two tabs", "a:\n\tb: c\n\td: e\n", ["2:1 tab", "3:1 tab"], "use spaces"),
    ("no-break space", "bank: a\n\xa0title: b\n", ["2:1 odd-space"], "no-break space"),
    ("zero-width space", "bank: a\n\u200btitle: b\n", ["2:1 odd-space"], "delete it"),
    ("no-break space after a colon", "bank: a\ntitle:\xa0b\n", ["2:7 odd-space"], "no-break space"),
    ("indented too far", "bank: a\n  title: b\n", ["2:3 indentation"], "column 1"),
    ("indented too little", BANK + "  - ask: a\n   answer: b\n", ["4:4 indentation"], "column 5"),
    ("hyphen out of line", BANK + "  - ask: a\n - ask: b\n", ["4:2 indentation"], "column 3"),
    ("first hyphen out of line", "bank: a\nsource:\n  title: b\n - c\n", ["4:2 indentation"], "same column"),
    ("key below a list", "tags:\n  - a\n  title: b\n", ["3:3 indentation"], "column"),
    ("text after a comment", "bank: a\nabout: b #1\n  is c\n", ["2:10 needs-quotes"], '"b #1"'),
    ("key after a comment", "bank: a  # b\n  title: c\n", ["2:3 indentation"], "column 1"),
    ("hyphen after a comment", "tags:\n  - a # b\n - c\n", ["3:2 indentation"], "column 3"),
    ("number then comment", "bank: >5\n x\n", ["2:2 indentation"], ""),
    (
        "hyphen on a line of its own",
        BANK + "  -\n  ask: a\n",
        ["4:3 indentation"],
        "further right than the hyphen",
    ),
    ("questions indented", "bank: a\n  questions:\n", ["2:3 indentation"], "column 1"),
    # Characters that mean something
    ("colon", "ask: What is a: b?\n", ["1:15 needs-quotes"], 'ask: "What is a: b?"'),
    ("colon in a list", "tags:\n  - a: b: c\n", ["2:9 needs-quotes"], ""),
    ("colon on a second line", "ask: What\n  is this a: b?\n", ["2:12 needs-quotes"], '"is this a: b?"'),
    ("at sign", "ask: @home?\n", ["1:6 needs-quotes"], '"@home?"'),
    ("backtick", "ask: `ls`?\n", ["1:6 needs-quotes"], '"`ls`?"'),
    ("percent", "ask: %d?\n", ["1:6 needs-quotes"], '"%d?"'),
    ("question mark", "ask: ? what\n", ["1:6 needs-quotes"], '"? what"'),
    ("comma", "ask: ,a\n", ["1:6 needs-quotes"], '",a"'),
    ("closing bracket", "ask: ]\n", ["1:6 needs-quotes"], '"]"'),
    ("hyphen", "answer: - 5\n", ["1:9 needs-quotes"], '"- 5"'),
    ("asterisk as a bullet", "tags:\n  * a\n  * b\n", ["2:3 reference"], "- a"),
    ("ampersand alone", "ask: & b\n", ["1:6 reference"], '"& b"'),
    ("block mark", "ask: > 5 is what?\n", ["1:6 needs-quotes"], '"> 5 is what?"'),
    ("pipe", "ask: |x\n", ["1:6 needs-quotes"], "below"),
    ("quotes inside", 'ask: "A" is what?\n', ["1:10 needs-quotes"], "'\"A\" is what?'"),
    ("apostrophe", "ask: 'What's up?'\n", ["1:12 needs-quotes"], '"What\'s up?"'),
    ("two quoted texts", 'ask: "a" "b"\n', ["1:10 needs-quotes"], '\'"a" "b"\''),
    ("brackets inside", "ask: [a] is what?\n", ["1:10 needs-quotes"], '"[a] is what?"'),
    ("comma too many", "tags: [a,,b]\n", ["1:10 needs-quotes"], "too much"),
    ("comma missing", 'tags: ["a" "b"]\n', ["1:12 needs-quotes"], "comma"),
    ("colon before a bracket", "tags: [a:]\n", ["1:9 needs-quotes"], "colon"),
    ("braces in a cloze", "cloze: {{a}} b\n", ["1:9 key-not-text"], '"{{a}} b"'),
    ("boxes to tick", "tags:\n  - [x] a\n", ["2:9 needs-quotes"], "answer: a"),
    ("a box not ticked", "tags:\n  - [ ] a\n", ["2:9 needs-quotes"], "without the box: - a"),
    ("curly marks", "ask: “What is a: b?”\n", ["1:16 needs-quotes"], 'ask: "What is a: b?"'),
    ("comma after a bracket", "tags: [a],\n", ["1:10 needs-quotes"], "comma"),
    ("comma after a text in quotes", 'ask: "a",\n', ["1:9 needs-quotes"], "comma"),
    # Never closed
    ("open quote", 'bank: a\nask: "b\nanswer: c\n', ["2:6 unclosed"], "never closed"),
    ("open quote, closed by the next", 'a: "b\nc: "d"\ne: f\n', ["1:4 unclosed"], "line 2"),
    ("apostrophe at the start", "ask: 'tis what?\n", ["1:6 unclosed"], "apostrophe"),
    ("document mark in quotes", "ask: 'a\n---\nb'\n", ["1:6 unclosed"], ""),
    ("open bracket", "tags: [a, b\ntitle: c\n", ["1:7 unclosed"], "close it"),
    ("open brace", "source: {title: b\n", ["1:9 unclosed"], "close it"),
    ("open bracket at the end", "tags: [a,", ["1:10 unclosed"], "close it"),
    ("open bracket as a key", "a: b\n[\n", ["2:1 unclosed"], "close it"),
    # Colons and escapes
    ("no colon", "bank: a\nanswer 45\ntitle: b\n", ["2:1 missing-colon"], "answer: 45"),
    ("no colon, one word", "bank: a\nanswer\ntitle: b\n", ["2:1 missing-colon"], "answer: …"),
    ("no space after the colon, and a list below", "bank:a\nquestions:\n", ["1:1 missing-colon"], "bank: a"),
    ("nothing but keys without spaces", "bank:a\ntitle:b\n", ["1:1 missing-colon"], "bank: a"),
    ("equals for the colon", "bank: a\ntitle = b\nabout: c\n", ["2:1 missing-colon"], "title: b"),
    ("no space after the colon", "bank: a\nanswer:45\n", ["2:1 missing-colon"], "answer: 45"),
    ("bullet", "bank: a\n• item\ntitle: b\n", ["2:1 missing-colon"], "- item"),
    ("dash for a hyphen", BANK + "  – ask: a\n    answer: b\n", ["3:3 missing-colon"], "- ask: a"),
    ("numbers for hyphens", BANK + "  1. ask: a\n     answer: b\n", ["3:3 missing-colon"], "- ask: a"),
    ("hyphen without a space", BANK + "  -ask: a\n   answer: b\n", ["3:3 missing-colon"], "- ask: a"),
    ("dash for the second hyphen", "tags:\n  - a\n  – b: c\n", ["3:3 missing-colon"], "- b: c"),
    ("bad escape", 'bank: "a\\qb"\n', ["1:9 bad-escape"], "\\q"),
    ("path in quotes", 'bank: a\nabout: "C:\\Users"\n', ["2:11 bad-escape"], "\\U"),
    ("escaped surrogate", 'bank: "\\uD800"\n', ["1:8 bad-escape"], "\\u"),
    ("escape beyond Unicode", 'bank: "\\U00110000"\n', ["1:8 bad-escape"], "\\U"),
    ("emoji as JSON has it", 'bank: "\\ud83d\\ude00"\n', ["1:8 bad-escape"], "the character itself"),
    ("escape far beyond Unicode", 'bank: "\\UFFFFFFFF"\n', ["1:8 bad-escape"], "\\U"),
    ("good escape, bad escape", 'bank: "\\n\\\\\\x41\\xZZ"\n', ["1:16 bad-escape"], "\\x"),
    # Left behind
    (
        "git",
        BANK + "<<<<<<< HEAD\n- ask: a\n=======\n- ask: b\n>>>>>>> b\n",
        ["3:1 leftover"],
        "one of the versions",
    ),
    ("fence", "```yaml\nbank: a\n```\n", ["1:1 leftover"], "delete"),
    # What banks do without
    ("python tag", "bank: !!python/object/apply:os.system [ls]\n", ["1:7 tag"], "quotes"),
    ("tag", "bank: !important a\n", ["1:7 tag"], '"!important a"'),
    ("tag before a text", "about: !markdown a b\n", ["1:8 tag"], "delete !markdown, or"),
    ("tag on a list", "tags: !x [a]\n", ["1:7 tag"], ""),
    ("broken tag", "bank: !<a\n", ["1:7 tag"], ""),
    ("tag without a handle", "bank: !a!b c\n", ["1:7 tag"], ""),
    ("anchor and alias", "bank: &a b\ntitle: *a\n", ["1:7 reference", "2:8 reference"], "quotes"),
    ("anchor on a list", "tags: &a [*a]\n", ["1:7 reference", "1:11 reference"], ""),
    ("alias as a key", "*a : b\n", ["1:1 reference"], ""),
    ("alias before text", "ask: *args and more\n", ["1:6 reference"], '"*args and more"'),
    ("directive", "%YAML 1.2\n---\nbank: a\n", ["1:1 directive"], "delete"),
    ("directive below", "bank: a\n%FOO\n", ["2:1 directive"], "delete"),
    ("two documents", "bank: a\n---\nbank: b\n", ["2:1 second-document"], "---"),
    ("front matter", "---\ntitle: a\n---\n- ask: b\n", ["3:1 second-document"], "write questions: instead"),
    (
        "a second document that is none",
        "bank: a\n---\n@\n",
        ["2:1 second-document"],
        "delete the line with ---",
    ),
    ("dots first", "...\nbank: a\n", ["1:1 second-document"], "delete"),
    ("two lines of JSON", '{"a": 1}\n{"b": 2}\n', ["2:1 second-document"], "a file of its own"),
    ("text after the end", "bank: a\n...\nbank: b\n", ["3:1 second-document"], "..."),
    ("list as a key", "? [a]\n: b\n", ["1:3 key-not-text"], ""),
    ("duplicate key", "bank: a\ntitle: b\nbank: c\n", ["3:1 duplicate-key"], "line 1"),
    ("duplicate list", "tags: [a]\ntags: [b]\n", ["2:1 duplicate-key"], "line 1"),
    ("colon without a key", ": a\n", ["1:1 indentation"], ""),
    ("empty key", '"": a\n', ["1:1 unknown-key"], "nothing stands before"),
    # Limits
    ("depth", "a: " + "[" * 13 + "]" * 13, ["1:15 too-deep"], "12 deep"),
    ("a million brackets", "a: " + "[" * 1_000_000, ["1:15 too-deep"], "brackets"),
    ("long word", "bank: a\nabout: " + "x" * 20_001, ["2:8 too-long"], "20,001 characters"),
    ("long key", "? " + "x y " * 5_001 + "\n: a\n", ["1:3 too-long"], ""),
    ("many lines", "about: |\n" + "  x\n" * 301, ["1:8 too-long"], "301 lines"),
]


@pytest.mark.parametrize(
    ("text", "expected", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    text: str | bytes, expected: list[str], said: str, problems: Callable[[str | bytes], list[Problem]]
) -> None:
    codes = {line.split()[1] for line in expected}
    found = [problem for problem in problems(text) if problem.code in codes]
    places = [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found]
    assert places == expected
    assert said in f"{found[0].message} {found[0].hint}"
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "x," * 101 + "]",
        "a: {" + ",".join(f"k{n}" for n in range(51)) + "}",
        "a: {" + ",".join(f"k{n}" for n in range(300)) + "}",
        "a: [" + "[x]," * 101 + "]",
    ],
    ids=["in a list", "in a mapping", "in a large mapping", "in many lists"],
)
def test_a_file_may_not_hold_too_many_texts(
    text: str, problems: Callable[[str], list[Problem]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "MAX_SCALARS", 100)
    assert [problem.code for problem in problems(text)] == ["too-much"]


def test_problems_above_a_syntax_error_are_told_as_well(
    problems: Callable[[str], list[Problem]],
) -> None:
    text = BANK + "- ask: a?\n  anser: b\n- ask: c: d?\n  answer: e\n"
    assert [(problem.place.line, problem.code) for problem in problems(text)] == [
        (4, "unknown-key"),
        (5, "needs-quotes"),
    ]


def test_a_file_with_very_many_problems_is_not_listed_to_the_end(
    problems: Callable[[str], list[Problem]],
) -> None:
    found = problems(BANK + "".join(f"- ask: {number}?\n" for number in range(300)))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1].code == "too-many-problems"
    assert found[-1].place.line == 203


def test_a_complaint_that_nobody_knows_is_told_all_the_same() -> None:
    report = Report("bank.yaml")
    report.text = "bank: test\n"
    syntax.explain(YAMLError("something new"), Spot(1, 1), report)
    assert [f"{problem.place} {problem.code}" for problem in report.problems] == ["bank.yaml:1:1 syntax"]


def test_one_line_gets_one_complaint_about_its_syntax() -> None:
    report = Report("bank.yaml")
    report.text = "bank: test\n"
    report.add(Spot(1, 5), Code.TAG, "a tag")
    syntax.explain(YAMLError("something new"), Spot(1, 1), report)
    assert len(report.problems) == 1
