"""The package as people install it: a wheel, and a wheel built from the sdist, run from any folder."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # uv builds the wheel from the sdist, which proves that the sdist holds all that is needed.
    subprocess.run(
        ["uv", "build", "--quiet", "--out-dir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    return folder


def test_every_shipped_bank_is_in_the_wheel_and_in_the_sdist(built: Path) -> None:
    banks = {path.name for path in (ROOT / "questions").glob("*.yaml")}
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert {Path(name).name for name in names if name.startswith("quiz/questions/")} == banks
    assert any(name.endswith(".tcss") for name in names)
    assert any(name.endswith(".sql") for name in names)
    assert not any(name.startswith("tests") for name in names)
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        assert banks <= {Path(name).name for name in sdist.getnames() if "/questions/" in name}


def test_the_installed_wheel_finds_its_banks_from_any_folder(built: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    venv.create(environment, system_site_packages=False, with_pip=False)
    python = environment / "bin" / "python"
    wheel = next(built.glob("*.whl"))
    subprocess.run(
        ["uv", "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)],
        check=True,
        capture_output=True,
    )
    # The dependencies are those of the tests; only the package itself must come from the wheel.
    dependencies = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    code = "import sys; sys.path.append(sys.argv[1]); from quiz.cli import main; sys.exit(main(['banks']))"
    done = subprocess.run(
        [str(python), "-P", "-c", code, str(dependencies)],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(str(environment)) == 12
