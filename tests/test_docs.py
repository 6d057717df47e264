"""The documents say what is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.store import lines
from tests.plain.conversation import NINE

ROOT = Path(__file__).parents[1]


def test_every_field_of_the_log_is_documented() -> None:
    documented = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
    rows = [line for line in (lines.__doc__ or "").splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    for row in rows:
        assert row in documented


@pytest.mark.parametrize(
    "page", ["README.md", *sorted(f"docs/{each.name}" for each in ROOT.glob("docs/*.md"))]
)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        linked = path.parent / name if name else path
        assert linked.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}
            assert anchor in anchors, target


def test_the_front_end_in_the_document_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = (ROOT / "docs" / "plain-json.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    client, bank, program = (tmp_path / name for name in ("client.py", "nine.yaml", "tillerson-quiz"))
    client.write_text(code)
    head, *questions = NINE.split("  - id: ")
    asked = [each for each in questions if each.startswith(("true-false", "typed"))]
    bank.write_text("  - id: ".join([head, *asked]))
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    done = subprocess.run(
        [sys.executable, client, "nine", "--banks", bank, "--no-save"],
        input='5\nfalse\n"Tokyo"\n',
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "The answer is true or false." in done.stdout
    assert done.stdout.endswith("right Tokyo \n2 of 2\n")
