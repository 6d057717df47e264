import re
from pathlib import Path

import quiz.bank
from quiz.bank import EXPLANATIONS, Code


def test_every_code_has_a_word_and_an_explanation() -> None:
    for word, explanation in EXPLANATIONS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word)
        assert explanation.endswith(".")
        assert len(explanation) > 50


def test_every_code_is_used() -> None:
    files = Path(quiz.bank.__file__).parent.rglob("*.py")
    sources = "".join(file.read_text() for file in files if file.name != "codes.py")
    used = set(re.findall(r"\bCode\.([A-Z_]+)|\"([A-Z_]+)\"", sources))
    assert {code.name for code in Code} <= {name for pair in used for name in pair}


def test_a_code_is_its_word() -> None:
    assert f"{Code.UNKNOWN_KEY}" == "unknown-key"
    assert {"unknown-key": 1}[Code.UNKNOWN_KEY] == 1
