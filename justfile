# What developers run; `just` alone lists it.

_default:
    @just --list --unsorted

# Everything that must hold: format, lint, types, import rules, tests
check: lint types imports test

# Format and lint
lint:
    ruff format --check .
    ruff check .

# Types, strictly
types:
    mypy

# Which module may import which
imports:
    lint-imports

# All tests; arguments go to pytest
test *arguments:
    pytest -n auto {{ arguments }}

# The tortures at full length (about two hours), with their figures: kills, power cuts, failing disks, damage, size
torture:
    TORTURE=100 pytest -s -n 0 --timeout 0 tests/e2e/test_e2e_torture.py
    TORTURE=25 pytest -s -n 0 --timeout 0 tests/store/test_store_torture.py tests/store/test_store_io.py
    TORTURE=25 pytest -s -n 0 --timeout 0 tests/store/test_store_large.py

# Bytes made up by libFuzzer, read as banks for so many seconds (Linux on x86-64, Python 3.11 to 3.14)
fuzz seconds="300" *files:
    uv run --with 'atheris>=3,<4' python tests/fuzz/fuzz_banks.py {{ seconds }} {{ files }}

# Put the code into its format and mend what can be mended
fix:
    ruff format .
    ruff check --fix .

# Draw the README's pictures from the program as it is
pictures:
    python -m docs.pictures

# Accept the screens as they are drawn now
snapshots:
    pytest -n 0 tests/tui --snapshot-update

# Write the man page, made from the parser of the commands, to dist/
man:
    mkdir -p dist
    argparse-manpage --pyfile docs/man.py --function parser --include docs/man.roff --prog tillerson-quiz \
        --format single-commands-section --manual-title 'User Commands' --project-name tillerson-quiz \
        --description 'remember what you read' --output dist/tillerson-quiz.1

# Measure how quick the program is, beside a bare Textual app, the disk and Anki; `just bench --help` says more
bench *arguments:
    python -m benchmarks.speed {{ arguments }}

# Compare the plan for an exam with plain FSRS on simulated learners, of 50 and 200 questions or of so many
exam *sizes:
    python -m benchmarks.exam {{ sizes }}
