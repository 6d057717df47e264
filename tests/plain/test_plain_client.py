"""A client that knows nothing but what docs/plain-json.md says, and learns the answers from the verdicts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.plain.conversation import NINE
from tests.plain.test_plain_json import IN, OUT

Message = dict[str, Any]


class Client:
    """Talks with the program as a process of its own; every message both ways is held to the schema."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quiz", *arguments, "--plain", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="ascii",
        )
        self.begin = self.receive()
        self.now = self.receive()
        """What is asked or shown."""

    def receive(self) -> Message:
        assert self.process.stdout is not None
        message: Message = json.loads(self.process.stdout.readline())
        OUT.validate(message)
        return message

    def write(self, line: str) -> Message:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.receive()

    def send(self, kind: str, **fields: object) -> Message:
        request = {"type": kind, **fields}
        IN.validate(request)
        answer = self.write(json.dumps(request))
        if answer["type"] in {"question", "verdict", "summary", "result"}:
            self.now = answer
        return answer

    def close(self) -> None:
        """Sends the end of the input; the program ends by itself and has nothing more to say."""
        rest, _ = self.process.communicate(timeout=30)
        assert (self.process.returncode, rest) == (0, "")


class Learner:
    """Answers anything at first, and then what the verdicts said was right."""

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def answer(self, client: Client) -> Message:
        asked = client.now
        assert asked["type"] == "question"
        right = self.known.get(asked["question"])
        if asked["kind"] == "recall":
            points = client.send("reveal", text="what I recall")["points"]
            return client.send("answer", answer=[*range(1, len(points) + 1)] if right else [])
        given = guess(asked) if right is None else known(asked, right)
        return client.send("answer", answer=given, confidence="certain" if right else "guess")

    def learn(self, verdict: Message) -> None:
        assert verdict["type"] == "verdict"
        self.known[verdict["question"]] = verdict["answer"]


def guess(asked: Message) -> object:
    match asked["kind"]:
        case "choice":
            return 1
        case "select":
            return [1]
        case "true-false":
            return True
        case "cloze":
            return ["zzz"] * len(asked["gaps"])
        case "order":
            return [*range(len(asked["items"]), 0, -1)]
        case "match":
            return [1] * len(asked["left"])
        case _:
            return "0"


def known(asked: Message, right: Any) -> object:
    match asked["kind"]:
        case "choice":
            return asked["options"].index(right) + 1
        case "select":
            return [asked["options"].index(each) + 1 for each in right]
        case "order":
            return [asked["items"].index(each) + 1 for each in right]
        case "match":
            pairs = dict(right)
            return [asked["right"].index(pairs[left]) + 1 for left in asked["left"]]
        case _:
            return right


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    bank = tmp_path / "nine.yaml"
    bank.write_text(NINE)
    return ["nine", "--banks", str(bank), "--progress", str(tmp_path / "progress.db")]


def test_a_client_learns_a_whole_bank_and_passes_the_test(options: list[str]) -> None:
    learner = Learner()
    client = Client("study", *options)
    assert (client.begin["mode"], client.begin["questions"]) == ("study", 9)

    # What cannot be done gets an error, and the question stays.
    for line, code in (
        ("{", "malformed"),
        ('{"type": "x"}', "unknown-type"),
        ('{"type": "next"}', "not-now"),
    ):
        assert client.write(line)["code"] == code
    assert client.write('{"type": "answer", "answer": {}}')["code"] in {"bad-answer", "not-now"}

    # An answer can be undone, a verdict overruled and rated, a question skipped, flagged and put aside.
    first = client.now["question"]
    learner.learn(learner.answer(client))
    assert client.send("undo")["question"] == first
    assert client.send("flag", note="so?")["note"] == "so?"
    assert client.send("unflag")["note"] is None
    learner.answer(client)
    before = client.now["outcome"]
    assert client.send("overrule")["overruled"]
    assert client.send("overrule")["outcome"] == before
    assert client.send("rate", rating=2)["rating"] == 2
    for put_aside in ("bury", "suspend"):
        other = client.send("next" if client.now["type"] == "verdict" else "repeat")["question"]
        client.send(put_aside)
        assert client.send("undo")["question"] == other

    while client.now["type"] != "summary":
        if client.now["type"] == "question":
            learner.learn(learner.answer(client))
        else:
            client.send("next")
    assert (client.now["answered"], len(learner.known)) == (9, 9)
    client.close()

    test = Client("test", *options)
    assert (test.begin["mode"], test.begin["questions"], test.begin["allowed"]) == ("test", 9, None)
    for number in range(9, 0, -1):
        test.send("go", number=number)
        asked = test.now
        right = learner.known[asked["question"]]
        if asked["kind"] == "recall":
            points = test.send("reveal")["points"]
            given: object = [*range(1, len(points) + 1)]
        else:
            given = known(asked, right)
        assert test.send("answer", answer=given)["number"] == number
        assert test.send("repeat")["response"]
    result = test.send("hand_in")
    assert (result["type"], result["score"], result["missed"]) == ("result", 1, [])
    test.close()
