"""The documents say what is so."""

from pathlib import Path

from quiz.store import lines

ROOT = Path(__file__).parents[1]


def test_every_field_of_the_log_is_documented() -> None:
    documented = (ROOT / "docs" / "log.md").read_text(encoding="utf-8")
    rows = [line for line in (lines.__doc__ or "").splitlines() if line.startswith("| `")]
    assert len(rows) > 20
    for row in rows:
        assert row in documented


def test_links_in_the_readme_lead_somewhere() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [part.split(")")[0] for part in readme.split("](")[1:]]
    assert targets
    for target in targets:
        assert target.startswith("http") or (ROOT / target).exists(), target
