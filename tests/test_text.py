import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text import _suspect, clean, has_control, one_line

ESCAPES = [
    "\x1b[31mred",
    "\x1b]52;c;UFdORUQ=\x07",
    "\x1b]52;c;UFdORUQ=\x1b\\",
    "\x9d52;c;UFdORUQ=\x9c",
    "\x1bP1$r\x1b\\",
    "\x1bc",
    "\x1b[2J",
    "\x1b[?1049l",
    "\x9b31m",
    "\x1b_x\x1b\\",
    "\x1b^x\x1b\\",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_no_escape_sequence_survives(text: str) -> None:
    assert not any(unicodedata.category(character) == "Cc" for character in clean(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("\x00\x07\x1b\x7f", "␀␇␛␡"),
        ("\x9b31m", "\ufffd31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("a\u200bb\ufeff\u00ad", "ab"),
        ("\U000e0041\U000e007f", ""),
        ("\ud800", "\ufffd"),
        ("\ue000\ufdd0\U0001ffff\U000f0000\U0010fffd", "\ufffd" * 5),
        ("e\u0301", "é"),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍🚀 🇺🇸 \U0001fae8 \U00030001", "👩‍🚀 🇺🇸 \U0001fae8 \U00030001"),
        ("שלום العربية हिन्दी", "שלום العربية हिन्दी"),
    ],
)
def test_what_text_becomes(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("pile", ["\u0335", "\u200d", "\u0335\u200d", "\u0335\u0335\u0335\u0335\u200c"])
def test_a_pile_of_marks_and_joiners_is_cut_down_to_four(pile: str) -> None:
    assert clean("x" + pile * 100 + "y") == "x" + (pile * 4)[:4] + "y"


@given(st.text(st.sampled_from("x가\u0301\u0335\u200c\u200d\u0e33"), min_size=4, max_size=40))
def test_piles_are_cut_down_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_has_no_control_character_and_can_be_encoded(text: str) -> None:
    cleaned = clean(text)
    assert not has_control(cleaned)
    assert cleaned.encode().decode() == cleaned


def test_what_python_calls_printable_is_sound_but_for_the_last_planes() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(0x2FFFE))))
    assert len(printable) > 100_000
    assert _suspect().search(printable) is None


@pytest.mark.parametrize(
    ("text", "found"), [("a\nb\tc\r", False), ("a\x1b", True), ("\x85", True), ("é", False)]
)
def test_control_characters_are_found(text: str, found: bool) -> None:
    assert has_control(text) is found


def test_one_line_folds_all_white_space() -> None:
    assert one_line("  a\n\tb  c\r\n") == "a b c"
