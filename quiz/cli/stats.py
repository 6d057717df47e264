"""The command that shows the statistics: on a screen, printed, or as JSON (docs/stats.md, docs/json.md)."""

import argparse

from quiz.cli import fronts, items, wiring
from quiz.cli.commands import Commands
from quiz.cli.output import json_option, say, say_json
from quiz.lean_typing import TYPE_CHECKING
from quiz.text import clean

if TYPE_CHECKING:
    from quiz.stats import Count, Foretold, Period, Range, Report

_RANGES = ("month", "quarter", "year", "all")


def register(commands: Commands) -> None:
    """Adds the command."""
    stats = commands.add("stats", _stats, "see how you are getting on", "stats --range month")
    stats.description = f"{stats.description} Without a terminal, the figures are printed."
    stats.add_argument(
        "--range",
        choices=_RANGES,
        default="year",
        help="how far back, where that matters: 30, 90 or 365 days, or all there is (default: year)",
    )
    stats.add_argument(
        "--bank",
        type=clean,
        action="append",
        default=[],
        metavar="BANK",
        help="only this bank; may be repeated",
    )
    items.register(Commands(stats))
    form = stats.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="print the figures, on a terminal too")
    json_option(form)


def _stats(arguments: argparse.Namespace) -> int:
    from quiz.stats import Range

    span = Range(arguments.range)
    wanted = arguments.json or arguments.plain or fronts.prefers_lines()
    if wanted or not fronts.has_screen():
        return _print(arguments, span)
    return fronts.run_app(arguments, span)


def _print(arguments: argparse.Namespace, span: "Range") -> int:
    from quiz import telling

    with wiring.progress(arguments) as store:
        figures = wiring.study(arguments, store).figures(arguments.bank)
        report = figures.all_at_once(span)
    if arguments.json:
        say_json(_report_json(report))
    else:
        say(*telling.whole(report))
    return 0


def _report_json(report: "Report") -> dict[str, object]:
    present, total = report.present, report.total
    return {
        "today": report.last.isoformat(),
        "range": report.range.value,
        "since": report.first.isoformat(),
        "due": {
            "days": present.forecast.days,
            "overdue": present.forecast.overdue,
            "later": present.forecast.later,
        },
        "streak": present.overview.streak,
        "longest_streak": report.longest_streak,
        "study_days": report.study_days,
        "answers": total.answers.number,
        "right": total.answers.hits,
        "partly": total.partly,
        "milliseconds": total.milliseconds,
        "new": total.new,
        "calendar": {day.isoformat(): answers for day, answers in report.calendar.items()},
        "retention": {
            "target": present.target,
            "all": _count_json(total.retention),
            "young": _count_json(total.young),
            "mature": _count_json(total.mature),
            "periods": [_returns_json(period) for period in report.long_periods],
        },
        "confidence": {level.value: _count_json(count) for level, count in total.confidence.items()},
        "foretold": _foretold_json(report.foretold),
        "hours": [_count_json(count) for count in total.hours],
        "periods": [_period_json(period) for period in report.periods],
        "banks": [
            {
                "id": row.id,
                "title": row.title,
                "questions": row.questions,
                "new": row.new,
                "due": row.due,
                "missed": row.missed,
                "mastery": row.mastery,
            }
            for row in present.overview.banks
        ],
        "hardest": [
            {
                "bank": question.key.bank,
                "question": question.key.question,
                "ask": question.ask,
                "lapses": progress.lapses,
                "reviews": progress.reviews,
            }
            for question, progress in present.hardest
        ],
    }


def _count_json(count: "Count") -> dict[str, object]:
    return {"n": count.number, "hits": count.hits, "share": count.share, "interval": count.interval}


def _foretold_json(foretold: "Foretold") -> dict[str, object] | None:
    if not foretold.number:
        return None
    return {
        "n": foretold.number,
        "predicted": foretold.predicted,
        "recalled": foretold.recalled,
        "brier": foretold.brier,
        "brier_of_mean": foretold.brier_of_mean,
        "bins": [
            {"n": each.number, "predicted": each.predicted / each.number, "hits": each.recalled}
            for each in foretold.bins
            if each.number
        ],
    }


def _period_json(period: "Period") -> dict[str, object]:
    tally = period.tally
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "answers": tally.answers.number,
        "right": tally.answers.hits,
        "milliseconds": tally.milliseconds,
    }


def _returns_json(period: "Period") -> dict[str, object]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return days | _count_json(period.tally.retention)
