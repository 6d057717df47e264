"""The gate for control characters: what any foreign text becomes before it is kept or shown.

Banks, file names, arguments and the progress file may hold characters that colour, move, link or write
to the clipboard when a terminal prints them. Unicode's own name for most of them is "format" or "control".
"""

import re
from functools import cache

_NEWLINES = "\r\n|[\r\v\f\x85\u2028\u2029]"
_LAST_SOUND = "\U0002fffd"
"""Up to here, what Python calls printable is nothing that a terminal would act on."""
_MARKS_KEPT = 4
"""Combining marks kept on one base: enough for every living script, too few to paint over other lines."""
JOINERS = frozenset("\u200c\u200d")
"""Zero-width non-joiner and joiner: invisible, but Persian, Hindi and emoji are spelt with them."""


# Both are made when the first text that is not plain needs them, and Python's table of characters is loaded
# then: that costs a short command dear.
@cache
def _replacements() -> dict[int, str]:
    table: dict[int, str] = {ord("\t"): "    "}
    table.update({code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"})
    table[0x7F] = "\u2421"
    table.update(dict.fromkeys(range(0x80, 0xA0), "\ufffd"))
    # Bidirectional overrides, embeddings and isolates can show a text in another order than it is stored.
    table.update({code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))})
    # Invisible: soft hyphen, zero-width space, marks of direction, joiners of words, byte order mark.
    invisible = (0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2060, 0x2066), *range(0x206A, 0x2070))
    table.update(dict.fromkeys((*invisible, 0xFEFF, *range(0xFFF9, 0xFFFC)), ""))
    return table


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(
        "["
        + "".join(re.escape(chr(code)) for code in _replacements())
        + "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
        "\U0001fffe-\U0001ffff\U0002fffe-\U0010ffff]"
    )


_REAL_PLANES = range(0x30000, 0x40000)
"""Code points of plane 3 hold ideographs; all above it are tags, variation selectors or private use."""


def _replace(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in _replacements():
        return _replacements()[code]
    if 0xE0000 <= code < 0xE1000:  # tags and variation selectors: invisible
        return ""
    if code in _REAL_PLANES and code & 0xFFFF < 0xFFFE:
        return found[0]
    return "\ufffd"


def _composed(text: str) -> str:
    """Returns a text composed (NFC), with as many combining marks and joiners on one base as are kept."""
    import unicodedata

    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        hangs_on = character in JOINERS or unicodedata.category(character) in {"Mn", "Me"}
        run = run + 1 if hangs_on else 0
        if run <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def clean(text: str) -> str:
    """Returns the text without anything that a terminal would act on.

    Line ends of all kinds become newlines, a tab four spaces; control characters become visible symbols or
    U+FFFD; what reorders text is spelt out; what is invisible is dropped; at most four combining marks and
    joiners stay on one base. The rest is only composed (NFC). Cleaning twice gives the same as cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable() or max(text) > _LAST_SOUND:
        text = _suspect().sub(_replace, re.sub(_NEWLINES, "\n", text))
    return _composed(text)


def has_control(text: str) -> bool:
    """Says whether the text holds a control character other than a tab or a newline."""
    import unicodedata

    return any(unicodedata.category(character) == "Cc" and character not in "\t\r\n" for character in text)


def one_line(text: str) -> str:
    """Returns the cleaned text with every run of white space as one space, for lists and titles."""
    return " ".join(clean(text).split())
