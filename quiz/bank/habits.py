"""What people write out of habit, from word processors, Markdown, git and other places that are not YAML."""

import re

_BULLET = re.compile(r"(?P<before> *)(?P<bullet>[–—−•·‣*]|--+|\d{1,3}[.)])(?P<space> +)(?P<rest>\S.*)")
_GLUED = re.compile(r"(?P<before> *)-(?P<rest>[^\W\d_][\w-]* *:(?: .*)?)")
_GIT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_FENCE = re.compile(r" *(?:```|~~~)\w*$")
_QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“", "‚": "‘"}
_KEYED = re.compile(r"(?P<key>[^\W\d_][\w-]*) *(?P<mark>[:：=;])(?P<rest>.*)")


def with_hyphen(line: str) -> str:
    """Returns a line that begins with a bullet or a number with a hyphen instead, in the same columns.

    It is empty where the line begins with neither.
    """
    if glued := _GLUED.fullmatch(line):
        return f"{glued['before']}- {glued['rest']}"
    if found := _BULLET.fullmatch(line):
        width = len(found["bullet"] + found["space"])
        return f"{found['before']}{'-':<{width}}{found['rest']}"
    return ""


def without_bullet(text: str) -> str:
    """Returns the words of a line that begins with a bullet, a number or a hyphen."""
    found = _BULLET.fullmatch(text.strip())
    return found["rest"] if found else text.strip().lstrip("-–—•* ")


def leftover(line: str) -> tuple[str, str] | None:
    """Returns what to say of a line that some program left behind, and what to do; None for other lines."""
    if _GIT.match(line):
        message = "git leaves this line where two versions of the file meet"
        return (
            message,
            "keep one of the versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
    if _FENCE.match(line):
        return "this line belongs to Markdown, not to a bank", "delete it"
    return None


def straight(text: str) -> str:
    """Returns a text without the curly quotation marks that stand around it."""
    return text[1:-1] if len(text) > 1 and _QUOTES.get(text[0]) == text[-1] else text


def has_half_a_quotation(text: str) -> bool:
    """Says whether curly quotation marks are opened and not closed in a text, or the other way round."""
    return text.count("“") != text.count("”") and "„" not in text


def keyed(line: str) -> tuple[str, str]:
    """Returns the key and the text of a line with another mark than a colon and a space between them."""
    found = _KEYED.match(line)
    if not found or (found["mark"] == ":" and found["rest"][:1] in ("", " ")):
        return "", ""
    return found["key"], found["rest"].strip()
