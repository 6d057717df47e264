"""The figures as Markdown tables, to be read in a terminal and pasted into a document."""

from collections.abc import Sequence
from statistics import median

from benchmarks.speed.measuring import Case, Growth, Line, Samples, ratios


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a Markdown table whose columns are aligned in the source too; the first to the left."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *others = zip(cells, widths, strict=True)
        padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        return f"| {' | '.join(padded)} |"

    first, *others = widths
    rule = f"|{'-' * (first + 2)}|{''.join('-' * (width + 1) + ':|' for width in others)}"
    return "\n".join([line(head), rule, *map(line, rows)])


def figure(value: float) -> str:
    """Returns a figure with three digits that count, or all before the point."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _spread(figures: Sequence[float]) -> str:
    return f"{figure(min(figures))} to {figure(max(figures))}"


def _row(line: Line, samples: Samples) -> list[str]:
    figures = samples[line.name]
    beside = samples.get(line.beside, [])
    found = ratios(figures, beside) if beside else []
    ratio = f"{median(found):.2f} ({min(found):.2f} to {max(found):.2f})" if found else ""
    held = "" if line.budget is None else "under" if line.budget.meets(figures, beside) else "OVER"
    budget = "" if line.budget is None else str(line.budget)
    return [line.name, figure(median(figures)), _spread(figures), ratio, line.beside, budget, held]


def told(case: Case | Growth, samples: Samples) -> str:
    """Returns what was found, under a heading."""
    rows = _grown(case, samples) if isinstance(case, Growth) else _compared(case, samples)
    return f"### {case.title}\n\n{rows}"


def _compared(case: Case, samples: Samples) -> str:
    """Returns of each figure the median and the spread, the ratio round by round, and the budget."""
    head = ["", case.unit, "spread", "ratio", "to", "budget", ""]
    return table(head, [_row(line, samples) for line in case.lines if line.name in samples])


def _grown(case: Growth, samples: Samples) -> str:
    """Returns the medians by size, and how many times the last is the first."""
    rows = []
    for what, name in case.rows.items():
        figures = [samples.get(name.format(size)) for size in case.sizes]
        medians = [median(each) if each else None for each in figures]
        cells = ["" if each is None else figure(each) for each in medians]
        rows.append([what, *cells, _growth(medians)])
    return table(["", *case.sizes, "last to first"], rows)


def _growth(medians: Sequence[float | None]) -> str:
    known = [each for each in medians if each]
    return f"{known[-1] / known[0]:.1f}" if len(known) > 1 else ""
