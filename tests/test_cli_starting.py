"""The ways in that wait for no parser are those that the parser takes, in the same way."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cli.command_line import parsed
from quiz.cli.starting import usual

HERE = str(Path(__file__))
WORDS = st.lists(
    st.sampled_from(
        [
            *("study", "missed", "capitals", "a bank", "ünused", "-x", "", "--", "--json", "--plain"),
            *("--no-save", "--progress", "--banks", HERE, "nowhere", f"--banks={HERE}", "--help"),
        ]
    ),
    max_size=7,
)


@given(WORDS)
def test_words_that_are_taken_at_once_mean_what_they_mean_to_the_parser(words: list[str]) -> None:
    found = usual(words)
    if found is not None:
        assert vars(found) == vars(parsed(words))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "study",
        "--progress file.db --no-save",
        f"--banks {HERE} --progress file.db study --plain --json",
        f"study capitals physics --banks {HERE} --banks {HERE} --progress file.db --plain",
        "study --plain capitals physics --no-save",
    ],
)
def test_usual_words_are_taken_at_once(words: str) -> None:
    found = usual(words.split())
    assert found is not None
    assert vars(found) == vars(parsed(words.split()))


@pytest.mark.parametrize(
    "words",
    [
        *("--help", "--version", "studdy", "--plain", "study study --help", "study --by 2026-12-20"),
        *("study --progress", "study --banks nowhere", "study a --plain b", "missed", "due --short"),
    ],
)
def test_all_other_words_are_left_to_the_parser(words: str) -> None:
    assert usual(words.split()) is None
