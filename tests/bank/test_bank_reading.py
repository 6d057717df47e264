from pathlib import Path

from quiz.bank import read

GOOD = b"""\
bank: rivers
questions:
  - ask: Which river flows through Moscow?
    answer: The Moskva
    wrong: [The Volga, The Neva]
"""


def test_a_bank_is_read() -> None:
    bank, problems = read(GOOD, Path("rivers.yaml"))
    assert problems == []
    assert bank is not None
    assert [question.ask for question in bank.questions] == ["Which river flows through Moscow?"]
