"""The settings file: what is read from it, what is wrong with it, and what a change leaves as it was."""

import os
import stat
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import QuizError
from quiz.plan import USUAL, Habits
from quiz.settings import MAX_BYTES, SETTINGS, Settings, Value, read, stored, typed, write
from quiz.study.habits import changed, habits_of

DOCUMENT = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def problems(path: Path) -> list[str]:
    """Returns what is wrong, each as `LINE: MESSAGE HINT`, or without a line as `MESSAGE HINT`."""
    said = [str(problem) for problem in read(path)[1]]
    assert all(each.startswith(f"{path}:") for each in said)
    return [each.removeprefix(f"{path}:").lstrip() for each in said]


TODAY = date(2026, 11, 22)


def test_by_default_one_studies_as_the_plan_takes_for_usual() -> None:
    assert habits_of(Settings(), TODAY) == USUAL


def test_every_setting_of_studying_reaches_the_plan() -> None:
    settings = Settings(1, 2, 3, 4, 5, date(2026, 12, 20), 80, recall_first=True)
    assert habits_of(settings, TODAY) == Habits(1, 2, 3, 4, 5, True, date(2026, 12, 20), 0.8)


@pytest.mark.parametrize(("day", "counts"), [(21, False), (22, True), (23, True)])
def test_an_exam_counts_until_its_own_day_is_over(day: int, counts: bool) -> None:
    exam = date(2026, 11, day)
    assert habits_of(Settings(exam=exam), TODAY).exam == (exam if counts else None)


def test_a_change_leaves_what_the_command_line_said_of_other_habits() -> None:
    said = USUAL._replace(exam=date(2026, 12, 1))
    assert changed(said, USUAL, USUAL._replace(new_per_day=3)) == said._replace(new_per_day=3)


# Reading


def test_without_a_file_all_is_as_by_default(path: Path) -> None:
    assert read(path) == (Settings(), ())


def test_an_empty_file_is_no_problem(path: Path) -> None:
    path.touch()
    assert read(path) == (Settings(), ())


def test_every_setting_is_read(path: Path) -> None:
    path.write_text("""\
new_per_day = 0
reviews_per_day = 100
questions_per_sitting = 1
minutes_per_sitting = 9999
day_starts = 23
exam = 2026-12-20
exam_target = 99
recall_first = true
plain = true
theme = "nord"
reduced_motion = true
[keys]
hint = "h"
skip = ["n", "ctrl+n"]
undo = []
""")
    keys = {"hint": ("h",), "skip": ("n", "ctrl+n"), "undo": ()}
    assert read(path) == (
        Settings(0, 100, 1, 9999, 23, date(2026, 12, 20), 99, True, True, "nord", True, keys),
        (),
    )


@pytest.mark.parametrize(
    "name", [name for name, setting in SETTINGS.items() if "no limit" in setting.form.words]
)
def test_none_is_no_limit(name: str, path: Path) -> None:
    path.write_text(f'{name} = "none"')
    settings, wrong = read(path)
    assert not wrong
    assert getattr(settings, name) is None


@pytest.mark.parametrize("line", ["exam = 2026-12-20", "exam = '2026-12-20'"])
def test_an_exam_is_a_day_or_a_text_that_names_one(line: str, path: Path) -> None:
    path.write_text(line)
    assert read(path) == (Settings(exam=date(2026, 12, 20)), ())


def test_an_exam_may_be_none(path: Path) -> None:
    path.write_text("exam = 'none'")
    assert read(path) == (Settings(), ())


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("new_per_day", "30", 30),
        ("new_per_day", "-1", -1),
        ("new_per_day", "none", "none"),
        ("new_per_day", "9" * 5000, "9" * 5000),
        ("exam", "2026-12-20", "2026-12-20"),
        ("recall_first", "true", True),
        ("recall_first", "yes", "yes"),
        ("theme", "5", "5"),
    ],
)
def test_what_is_typed_needs_no_quotes(name: str, text: str, value: object) -> None:
    assert typed(name, text) == value


def test_what_is_stored_is_what_stands_in_the_file(path: Path) -> None:
    values: dict[str, Value] = {
        "new_per_day": "none",
        "exam": "2026-12-20",
        "day_starts": 5,
        "recall_first": True,
        "theme": "x",
    }
    write(path, values)
    settings, _ = read(path)
    assert {name: stored(settings, name) for name in values} == values


def test_a_theme_may_be_called_none(path: Path) -> None:
    path.write_text('theme = "none"')
    assert read(path) == (Settings(theme="none"), ())


def test_a_mark_of_utf_8_at_the_beginning_is_no_problem(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbftheme = 'nord'\r\nday_starts = 5\r\n")
    assert read(path) == (Settings(theme="nord", day_starts=5), ())


@pytest.mark.parametrize(
    "line",
    [
        'new_per_day = "20"',
        "new_per_day = -1",
        "new_per_day = 20.0",
        "new_per_day = true",
        "new_per_day = 10000",
        "new_per_day = 0x" + "f" * 9000,
        "questions_per_sitting = 0",
        "minutes_per_sitting = 0",
        "day_starts = 24",
        'day_starts = "none"',
        "exam = 20",
        "exam = 2026-12-20T10:00:00",
        "exam = 10:00:00",
        "exam = '2026-02-30'",
        "exam = '20261220'",
        "exam = '2026-W51-7'",
        "exam_target = 0",
        "exam_target = 100",
        "exam_target = 0.9",
        "recall_first = 1",
        'recall_first = "true"',
        'theme = ""',
        'theme = "a\\u001bb"',
        "theme = ['nord']",
        "reduced_motion = 1979-05-27",
        "theme = {dark = true}",
    ],
)
def test_a_bad_value_is_named_with_its_line_and_the_rest_counts(line: str, path: Path) -> None:
    path.write_text(f"# one\n\n{line}\n[keys]\nhint = 'h'\n")
    name = line.split()[0]
    (said,) = problems(path)
    assert said.startswith(f"3: {name} cannot be ")
    assert said.endswith(f" Write {SETTINGS[name].form.words}.")
    assert len(said) < 200
    assert read(path)[0] == Settings(keys={"hint": ("h",)})


@pytest.mark.parametrize(
    "value", ["1", "true", "{}", "''", "' '", "[1]", "['h', '']", "[['h']]", "'a\\tb\t'"]
)
def test_a_bad_key_is_named_with_its_line_and_the_others_count(value: str, path: Path) -> None:
    path.write_text(f"[keys]\nskip = 'n'\nhint = {value}\n")
    (said,) = problems(path)
    assert said.startswith("3: The keys of “hint” cannot be ")
    assert said.endswith('Write one key, such as "h", or a list of keys, such as ["h", "ctrl+r"].')
    assert read(path)[0].keys == {"skip": ("n",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("new-per-day = 3", "1: There is no setting “new-per-day”. Did you mean new_per_day?"),
        ("\nthme = 'x'", "2: There is no setting “thme”. Did you mean theme?"),
        ("[limits]\nnew_per_day = 3", "1: There is no setting “limits”. The settings are new_per_day, "),
        ("[keys]\n'' = 'x'", "2: “” cannot be an action."),
        ("keys = 'h'", "1: `keys` is a table. Write a line [keys], and below it"),
        ("[keys]\ntheme = 'x'", "2: theme is a setting of its own, and no action. It belongs above the line"),
    ],
)
def test_a_misplaced_or_unknown_name_is_told_what_was_probably_meant(
    text: str, said: str, path: Path
) -> None:
    path.write_text(text)
    (problem,) = problems(path)
    assert problem.startswith(said)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ('x = """\nday_starts = 1\n[keys]\n"""\n', 5),
        ("x = [ # many\n  [1],\n\n]\n", 5),
        ("x.y.z = 1 # day_starts\n", 2),
        ("\r\n\r\n", 3),
        ('"x y" = {day_starts = 3}\n', 2),
    ],
)
def test_the_line_is_right_whatever_stands_above(before: str, line: int, path: Path) -> None:
    path.write_text(before + "'day_starts' = 99\n", newline="")
    assert problems(path)[-1].startswith(f"{line}: day_starts cannot be 99.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("keys.hint = 1", 1),
        ("\nkeys = {skip = 'n', hint = 1}", 2),
        ("[keys]\nskip = 'n'\n'hint' = 1", 3),
        ("[keys.hint]", 1),
        ("[other]\n[keys.hint]\nx.y = 1", 2),
        ("[[other]]\nhint = 2\n[keys]\nhint.x = 1", 4),
    ],
)
def test_the_line_of_a_key_is_right_in_every_way_to_write_it(text: str, line: int, path: Path) -> None:
    path.write_text(text)
    assert problems(path)[-1].startswith(f"{line}: The keys of “hint”")


def test_problems_come_in_order_of_their_lines(path: Path) -> None:
    path.write_text("keys.a = 1\nx = 1\nkeys.b = 2\ntheme = 3\n")
    assert [problem.line for problem in read(path)[1]] == [1, 2, 3, 4]


def test_a_line_that_cannot_be_found_soon_is_not_looked_for(path: Path) -> None:
    path.write_text("theme = 1\nx = [\n" + "1,\n" * 1000 + "]\nday_starts = 99\n")
    assert [problem.line for problem in read(path)[1]] == [1, None, None]
    assert problems(path)[-1].startswith("day_starts")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"day_starts = 5\ntheme = nord\n",
            "2: This is not TOML: invalid value. Write name = value, and a text in",
        ),
        (b"theme: nord\n", "1: This is not TOML: expected '='"),
        (b"theme = 'a'\ntheme = 'b'\n", "2: This is not TOML: cannot overwrite a value."),
        (b'theme = "nord\n', "1: This is not TOML: illegal character"),
        (b'\ntheme = """nord\n\n', "2: This is not TOML: unterminated string."),
        (b"theme = '\x00'", "1: This is not TOML: "),
        (b"\n\ntheme = '\xff'", "3: This is not UTF-8."),
        (b"\xff\xfet\x00", "1: This is not UTF-8."),
    ],
)
def test_what_is_not_toml_is_one_problem_on_its_line_and_all_is_as_by_default(
    data: bytes, said: str, path: Path
) -> None:
    path.write_bytes(data)
    assert read(path)[0] == Settings()
    (problem,) = problems(path)
    assert problem.startswith(said)


@pytest.mark.parametrize("data", [b"a = " + b"9" * 5000, b"a = " + b"[" * 30000, b"a = " + b"{b=" * 9000])
def test_what_no_parser_can_stand_is_one_problem(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    assert read(path)[0] == Settings()
    assert len(problems(path)) == 1


def test_a_huge_file_is_not_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert read(path)[0] == Settings()
    assert problems(path) == [
        f"This has more than {MAX_BYTES // 1000} kB, far too much for a settings file. Move it away."
    ]


def test_a_folder_is_named_as_such(path: Path) -> None:
    path.mkdir()
    assert problems(path) == ["This is a folder, not a settings file. Move it away."]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert problems(path) == ["This is a pipe or device, not a settings file. Move it away."]


def test_a_file_below_a_file_is_a_problem(path: Path) -> None:
    path.touch()
    settings, (problem,) = read(path / "settings.toml")
    assert settings == Settings()
    assert "Not a directory" in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(path: Path) -> None:
    path.write_text("theme = 'x'")
    path.chmod(0)
    (said,) = problems(path)
    assert "Permission denied" in said


@given(st.binary(max_size=300))
def test_no_contents_raise_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    settings, wrong = read(path)
    assert settings == Settings()
    assert wrong or not tomllib.loads(data.decode("utf-8-sig"))


# Writing


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("new_per_day", 7),
        ("reviews_per_day", "none"),
        ("recall_first", True),
        ("theme", 'a "quoted" – name'),
        ("keys.hint", "h"),
        ("keys.hint", ["h", "ctrl+r"]),
        ("keys.hint", []),
        ("keys.app.quit", "q"),
    ],
)
def test_what_is_written_is_read(name: str, value: Value, path: Path) -> None:
    write(path, {name: value})
    settings, wrong = read(path)
    assert not wrong
    if name.startswith("keys."):
        keys = (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
        assert settings.keys == {name.removeprefix("keys."): keys}
    else:
        assert getattr(settings, name) == (None if value == "none" else value)


def test_a_new_file_explains_every_setting_and_what_it_explains_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "settings.toml"
    write(path, {"theme": "nord"})
    text = path.read_text()
    shown = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ") and " = " in line]
    path.write_text("\n".join(shown))
    assert read(path) == (Settings(), ())
    for name, setting in SETTINGS.items():
        assert f"# {setting.about}: {setting.form.words}.\n# {name} = " in text


OWN = """\
# My settings

new_per_day = 5   # until the exam
  day_starts=4

# My keys,
# with care
[keys] # below
hint = [ "h" , 'f2' ]   # two
skip = 'n'

# The end
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (({"new_per_day": 6}, []), "new_per_day = 5   #", "new_per_day = 6   #"),
        (({"new_per_day": "none"}, []), "= 5   #", '= "none"   #'),
        (({"theme": "nord"}, []), "  day_starts=4\n", '  day_starts=4\ntheme = "nord"\n'),
        (({"keys.skip": ["s"]}, []), "skip = 'n'", 'skip = ["s"]'),
        (({"keys.hint": "h"}, []), """hint = [ "h" , 'f2' ]   #""", 'hint = "h"   #'),
        (({"keys.undo": "u"}, []), "# The end\n", '# The end\nundo = "u"\n'),
        (({}, ["day_starts"]), "  day_starts=4\n", ""),
        (({}, ["keys.skip"]), "skip = 'n'\n", ""),
        (
            ({"day_starts": 3}, ["new_per_day"]),
            "new_per_day = 5   # until the exam\n  day_starts=4",
            "  day_starts=3",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_change_leaves_all_else_as_it_was(
    change: tuple[dict[str, Value], list[str]], old: str, new: str, newline: str, path: Path
) -> None:
    path.write_text(OWN, newline=newline)
    write(path, *change)
    assert OWN.count(old) == 1
    assert path.read_bytes() == OWN.replace(old, new).replace("\n", newline).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[keys]\nhint = 'h'\n", "theme = \"x\"\n\n[keys]\nhint = 'h'\n"),
        ("# mine\n\n[keys]\n", '# mine\n\ntheme = "x"\n\n[keys]\n'),
        ("day_starts = 4", 'day_starts = 4\ntheme = "x"\n'),
        ("day_starts = 4\n[other]\n[[more]]\n", 'day_starts = 4\ntheme = "x"\n\n[other]\n[[more]]\n'),
        ("x = [\n [1, 2],\n]\n", 'x = [\n [1, 2],\n]\ntheme = "x"\n'),
    ],
)
def test_a_new_setting_stands_above_all_tables_and_their_comments(
    before: str, after: str, path: Path
) -> None:
    path.write_text(before)
    write(path, {"theme": "x"})
    assert path.read_text() == after


def test_the_last_key_and_all_keys_can_be_taken_out(path: Path) -> None:
    path.write_text("keys.hint = 'h'\ntheme = 'x'\n")
    write(path, {}, ["keys.hint"])
    assert read(path) == (Settings(theme="x"), ())
    path.write_text("theme = 'x'\n[keys]\nhint = 'h'\nskip = 'n'\n")
    write(path, {}, ["keys"])
    assert path.read_text() == "theme = 'x'\n"


def test_what_is_wrong_can_be_put_right(path: Path) -> None:
    path.write_text("day_starts = 99\nkeys = 3\n")
    write(path, {"day_starts": 3}, ["keys"])
    assert path.read_text() == "day_starts = 3\n"


def test_taking_out_what_is_not_there_writes_nothing(path: Path) -> None:
    write(path, {}, ["theme", "keys.hint", "keys"])
    assert not path.exists()
    path.write_text("day_starts = 3")
    before = path.stat()
    write(path, {}, ["theme", "keys.hint", "keys"])
    assert path.stat() == before


@pytest.mark.parametrize(
    ("changes", "removed", "said"),
    [
        ({"thme": "x"}, [], "There is no setting “thme”."),
        ({}, ["thme"], "There is no setting “thme”."),
        ({"keys.": "x"}, [], "There is no setting “keys.”."),
        ({"keys": "x"}, [], "`keys` is a table."),
        ({"theme": "nord", "day_starts": 24}, [], "day_starts cannot be 24."),
        ({"theme": "\udcff"}, [], "theme cannot be"),
        ({"keys.hint": ["h", ""]}, [], "The keys of “hint” cannot be"),
        ({"keys.theme": "h"}, [], "theme is a setting of its own"),
    ],
)
def test_a_bad_change_is_refused_and_nothing_written(
    changes: dict[str, Value], removed: list[str], said: str, path: Path
) -> None:
    path.write_text(OWN)
    with pytest.raises(QuizError) as refused:
        write(path, changes, removed)
    assert refused.value.message.startswith(said)
    assert path.read_text() == OWN


@pytest.mark.parametrize(
    "text", ["theme = nord", "theme = 'a'\ntheme = 'b'", "# ÿ".encode("latin-1").decode("latin-1") + "\0"]
)
def test_a_file_that_is_not_toml_is_not_written_to(text: str, path: Path) -> None:
    path.write_text(text)
    with pytest.raises(QuizError, match=r"settings\.toml:\d: This is not TOML") as refused:
        write(path, {"theme": "x"})
    assert "Nothing was changed." in refused.value.hint
    assert path.read_text() == text


def test_a_key_is_not_added_to_what_is_no_table(path: Path) -> None:
    path.write_text("keys = 3")
    with pytest.raises(QuizError, match="no table"):
        write(path, {"keys.hint": "h"})
    assert path.read_text() == "keys = 3"


def test_a_file_that_could_not_be_changed_faithfully_is_left_alone(path: Path) -> None:
    text = 'x = """\n[keys]\n"""\n'
    path.write_text(text)
    with pytest.raises(QuizError, match="without changing more"):
        write(path, {"theme": "x"})
    assert path.read_text() == text


def test_a_folder_is_not_written_to(path: Path) -> None:
    path.mkdir()
    with pytest.raises(QuizError, match="folder"):
        write(path, {"theme": "x"})


def test_a_link_stays_a_link_and_the_file_behind_it_is_written(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "quiz.toml"
    real.parent.mkdir()
    real.write_text("day_starts = 3\n")
    path.symlink_to(real)
    write(path, {"theme": "x"})
    assert path.is_symlink()
    assert real.read_text() == 'day_starts = 3\ntheme = "x"\n'
    assert list(real.parent.iterdir()) == [real]


def test_the_permissions_of_the_file_stay(path: Path) -> None:
    path.write_text("day_starts = 3\n")
    path.chmod(0o640)
    write(path, {"theme": "x"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_full_disk_leaves_the_file_whole_and_no_other_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text(OWN)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QuizError, match="No space left on device"):
        write(path, {"theme": "x"})
    assert path.read_text() == OWN
    assert list(path.parent.iterdir()) == [path]


LINES = [
    "new_per_day = 5 # why",
    "theme = 'x'",
    "# a comment",
    "",
    "[keys]",
    "  [keys] # c",
    'hint = "h"',
    'keys.hint = ["h"]',
    "keys = {hint = 'h'}",
    "[keys.sub]",
    "[other]",
    "[[more]]",
    "a = [\n 1, # one\n [2],\n]",
    "other.x = 2",
]
CHANGES: dict[str, Value] = {"theme": "nord", "new_per_day": 7, "keys.hint": ["h", "x"], "keys.a.b": "q"}


@given(
    st.lists(st.sampled_from(LINES), max_size=7),
    st.sets(st.sampled_from(sorted(CHANGES))),
    st.sets(st.sampled_from(sorted(CHANGES))),
)
def test_a_change_is_made_with_every_comment_kept_or_the_file_left_alone(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], changed: set[str], removed: set[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "changed.toml"
    text = "\n".join(lines)
    path.write_text(text)
    try:
        write(path, {name: CHANGES[name] for name in changed}, removed - changed)
    except QuizError:
        assert path.read_text() == text
        return
    written = path.read_text()
    assert written.count("# a comment") == text.count("# a comment")
    tree = tomllib.loads(written)
    for name in CHANGES:
        table, _, action = name.partition(".")
        found = tree.get(table, {}).get(action) if action else tree.get(name)
        if name in changed:
            assert found == CHANGES[name]
        elif name in removed:
            assert found is None
        elif text:
            before = tomllib.loads(text)
            assert found == (before.get(table, {}).get(action) if action else before.get(name))


# What it costs, and what is said about it


@pytest.mark.parametrize(("text", "loaded"), [(None, []), ("theme = 'x'", ["tomllib"])])
def test_reading_loads_what_reads_toml_and_only_when_there_is_a_file(
    text: str | None, loaded: list[str], path: Path
) -> None:
    if text is not None:
        path.write_text(text)
    code = (
        "import sys, pathlib; from quiz.settings import read; read(pathlib.Path(sys.argv[1])); "
        "print([name for name in ('tomllib', 'tomlkit', 'difflib', 'textual') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout == f"{loaded}\n"


def test_every_setting_is_documented() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    for name, setting in SETTINGS.items():
        default = str(setting.default).lower()
        assert f"| `{name}` | `{default}` | {setting.about}: {setting.form.words} |" in document


def test_the_example_of_the_document_is_right(path: Path) -> None:
    example = DOCUMENT.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    path.write_text(example)
    settings, wrong = read(path)
    assert not wrong
    assert settings.keys == {"hint": ("h", "f2"), "skip": ("n",)}
