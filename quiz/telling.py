"""The statistics in sentences: the same beside each plot, in the printed report, and for a screen reader."""

from collections.abc import Callable
from datetime import date, timedelta

from quiz import wording
from quiz.model import Confidence, Key
from quiz.stats import BINS, MATURE, BankRow, Bin, Count, Period, Range, Report
from quiz.text import one_line

_LEVELS = {Confidence.CERTAIN: "Certain", Confidence.UNSAID: "Not said", Confidence.GUESS: "Guessed"}
RANGES = {
    Range.MONTH: "the last 30 days",
    Range.QUARTER: "the last 90 days",
    Range.YEAR: "the last 365 days",
    Range.ALL: "all days",
}
"""What each range is called."""
_LENGTHS = {1: "day", 7: "week", 28: "four weeks", 91: "quarter", 364: "year"}


def _since(report: Report) -> str:
    return "Today" if report.first == report.last else f"Since {wording.day(report.first, report.last)}"


def length(periods: tuple[Period, ...]) -> str:
    """Returns what the periods of a report are called: day, week, four weeks."""
    last = periods[-1]
    return _LENGTHS[(last.last - last.first).days + 1] if len(periods) > 1 else "day"


def _spent(milliseconds: int) -> str:
    """Returns a length of time in whole words: hours and minutes, or minutes and seconds."""
    hours, minutes = divmod(milliseconds // 60_000, 60)
    if not hours:
        return wording.duration(milliseconds, whole=True)
    return f"{wording.count(hours, 'hour')} {wording.count(minutes, 'minute')}"


def _limits(count: Count) -> str:
    """Returns the interval of a share: `88 to 93%`."""
    low, high = map(wording.percent, count.interval or (0.0, 1.0))
    return f"{low.removesuffix('%')} to {high}"


def _recalled(count: Count) -> str:
    """Returns the share of returns that were recalled: `91% of 512 (88 to 93%)`."""
    if count.share is None:
        return "no return yet"
    return f"{wording.percent(count.share)} of {count.number:,} ({_limits(count)})"


def _right(count: Count) -> str:
    """Returns the share of answers that were right: `91% right of 512 (88 to 93%)`."""
    if count.share is None:
        return "no answer yet"
    return f"{wording.percent(count.share)} right of {count.number:,} ({_limits(count)})"


def due(report: Report) -> list[str]:
    """Says what comes due in the next 30 days."""
    forecast, today = report.present.forecast, report.last
    if not forecast.total and not forecast.later:
        return ["Nothing is scheduled yet: the forecast begins with your first answer."]
    now = forecast.days[0]
    said = f"{wording.count(now, 'question')} due today" if now else "Nothing due today"
    if forecast.overdue:
        said += f", {forecast.overdue:,} of them overdue"
    a_day = forecast.total / len(forecast.days)
    ahead = f"{forecast.total:,} in the next {len(forecast.days)} days, {a_day:.1f} a day"
    if forecast.later:
        ahead += f"; {forecast.later:,} later"
    lines = [f"{said}.", f"{ahead}, if nothing is studied until then."]
    most = max(forecast.days[1:])
    if most:
        day = today + timedelta(days=forecast.days.index(most, 1))
        lines.append(f"Most after today: {most:,}, {wording.day(day, today)}.")
    return lines


def days(report: Report) -> list[str]:
    """Says on which days was studied, at which hours, and how much."""
    total, today = report.total, report.last
    if not report.calendar and not total.answers.number:
        return ["Nothing answered yet: each study day shows here from your first answer on."]
    streak = report.present.overview.streak
    lines = [
        f"{wording.count(streak, 'day')} in a row now, {report.longest_streak:,} at the longest.",
        f"{_since(report)}: {wording.count(total.answers.number, 'answer')}"
        f" on {wording.count(report.study_days, 'day')}, {total.new:,} new{_shares(report)}.",
    ]
    if report.calendar:
        most = max(report.calendar, key=lambda day: report.calendar[day])
        lines.append(f"Most on one day of the year: {report.calendar[most]:,}, {wording.day(most, today)}.")
    if total.answers.number:
        hour = max(range(24), key=lambda each: total.hours[each].number)
        most_hour = wording.count(total.hours[hour].number, "answer")
        lines.append(f"Most at one hour: {most_hour}, {_hour(hour)}.")
    return lines


def _hour(hour: int) -> str:
    return f"{hour}:00 to {(hour + 1) % 24}:00"


def _shares(report: Report) -> str:
    answers = report.total.answers
    if answers.share is None:
        return ""
    partly = report.total.partly / answers.number
    return f", {wording.percent(answers.share)} right" + (
        f", {wording.percent(partly)} partly" if partly else ""
    )


def retention(report: Report) -> list[str]:
    """Says how much was still known of what came back, against the target."""
    count, target = report.total.retention, report.present.target
    if count.interval is None:
        return [_no_return(report)]
    low, high = count.interval
    goal = f"the target of {wording.percent(target)}"
    if high < target:
        meaning = f"less than {goal}: `tillerson-quiz fit` may fit the schedule to you"
    elif low > target:
        meaning = f"more than {goal}"
    else:
        meaning = f"which agrees with {goal}"
    return [
        f"Recalled: {_recalled(count)}, {meaning}.",
        f"Less than {MATURE} days unseen: {_recalled(report.total.young)}.",
        f"{MATURE} days or more: {_recalled(report.total.mature)}.",
    ]


def terms(report: Report) -> list[str]:
    """Says what the words of retention mean, where there is any."""
    if not report.total.retention.number:
        return []
    return [
        "A return is the first answer of a day to a question that came back; recalled is all but Again."
        " In brackets, where the true share lies at 95%."
    ]


def _no_return(report: Report) -> str:
    first = report.present.first_return
    if first is None:
        return "Retention needs questions that came back: study some, and the first do so within days."
    when = wording.day(first, report.last)
    return f"Retention needs questions that came back: the next are due {when}."


def calibration(report: Report) -> list[str]:
    """Says how well the learner and FSRS foretold what would be right."""
    if not report.total.answers.number:
        return ["Calibration needs answers: yours as a guess or certain, and questions that came back."]
    lines = [f"{said}: {_right(report.total.confidence[level])}." for level, said in _LEVELS.items()]
    foretold = report.foretold
    if not foretold.number:
        return [*lines, f"What the schedule foretold: {_no_return(report).removeprefix('Retention ')}"]
    share = f"{foretold.recalled:.1%}"
    return [
        *lines,
        f"The schedule foretold {foretold.predicted:.1%} of {wording.count(foretold.number, 'return')};"
        f" {share} were recalled.",
        f"Brier score {foretold.brier:.3f} (0 is best; always {share} gets {foretold.brier_of_mean:.3f}).",
    ]


def foretold_bins(report: Report) -> list[str]:
    """Says what came of predictions of each size."""
    bins = report.foretold.bins
    return [_bin(number, each) for number, each in enumerate(bins) if each.number]


def _bin(number: int, held: Bin) -> str:
    width = 100 // BINS
    recalled = _recalled(Count(held.number, held.recalled))
    return f"Foretold {number * width} to {(number + 1) * width}%: recalled {recalled}."


def mastery(report: Report) -> list[str]:
    """Says how much would be recalled today."""
    rows = report.present.overview.banks
    questions = sum(row.questions for row in rows)
    if not questions:
        return ["There is no bank: mastery needs questions."]
    mean = sum(row.mastery * row.questions for row in rows) / questions
    new = sum(row.new for row in rows)
    return [
        f"You would recall {wording.percent(mean)} of {wording.count(questions, 'question')} today"
        + (f"; the {new:,} new count nothing." if new else ".")
    ]


def banks(report: Report) -> list[str]:
    """Says how much of each bank would be recalled today."""
    return [
        f"{one_line(row.title)}: {wording.percent(row.mastery)}"
        f" of {wording.count(row.questions, 'question')}{_left(row)}."
        for row in report.present.overview.banks
    ]


def _left(row: BankRow) -> str:
    left = ((row.new, "new"), (row.due, "due"), (row.missed, "missed"))
    return "".join(f", {number:,} {what}" for number, what in left if number)


def hardest(report: Report) -> list[str]:
    """Says which questions were forgotten most often."""
    return [
        f"Forgotten {wording.count(progress.lapses, 'time')} in {wording.count(progress.reviews, 'review')}:"
        f" {one_line(question.ask)} ({_name(question.key)})"
        for question, progress in report.present.hardest
    ]


def _name(key: Key) -> str:
    return one_line(f"{key.bank}/{key.question}")


def time(report: Report) -> list[str]:
    """Says how long was studied."""
    total = report.total
    if not total.answers.number:
        return ["No time spent in this range: it is counted from a question's showing to your answer."]
    a_day = total.milliseconds // max(1, report.study_days)
    return [
        f"{_since(report)}: {_spent(total.milliseconds)}, {_spent(a_day)} a study day,"
        f" {_spent(total.milliseconds // total.answers.number)} an answer."
    ]


def periods(report: Report) -> list[str]:
    """Says what was done in each period that has answers."""
    return [
        f"{_from(period, report.last)}: {wording.count(period.tally.answers.number, 'answer')},"
        f" {_spent(period.tally.milliseconds)}."
        for period in report.periods
        if period.tally.answers.number
    ]


def retention_periods(report: Report) -> list[str]:
    """Says what was recalled in each longer period that has returns."""
    return [
        f"{_from(period, report.last)}: recalled {_recalled(period.tally.retention)}."
        for period in report.long_periods
        if period.tally.retention.number
    ]


def _from(period: Period, today: date) -> str:
    first = wording.day(period.first, today)
    said = first if period.first == period.last else f"{first} to {wording.day(period.last, today)}"
    return said[0].upper() + said[1:]


def hours(report: Report) -> list[str]:
    """Says what was answered at each hour that has answers."""
    return [
        f"{_hour(hour)}: {_right(count)}." for hour, count in enumerate(report.total.hours) if count.number
    ]


PARTS: tuple[tuple[str, tuple[Callable[[Report], list[str]], ...]], ...] = (
    ("Due", (due,)),
    ("Days", (days, hours)),
    ("Retention", (retention, retention_periods, terms)),
    ("Calibration", (calibration, foretold_bins)),
    ("Mastery", (mastery, banks, hardest)),
    ("Time", (time, periods)),
)
"""The parts of a report, and what says each of them."""


def whole(report: Report) -> list[str]:
    """Returns the whole report, line by line."""
    lines: list[str] = []
    for name, parts in PARTS:
        lines += [name.upper(), *(line for part in parts for line in part(report)), ""]
    return lines[:-1]
