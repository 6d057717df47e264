"""The statistics in sentences: the same beside each plot, in the printed report, and for a screen reader."""

from collections.abc import Callable
from datetime import date, timedelta

from quiz import wording
from quiz.model import Confidence, Key
from quiz.stats import BINS, MATURE, BankRow, Bin, Count, Period, Range, Report
from quiz.text import one_line

_LEVELS = {Confidence.CERTAIN: "Certain", Confidence.UNSAID: "Not said", Confidence.GUESS: "Guessed"}
_RANGES = {
    Range.MONTH: "the last 30 days",
    Range.QUARTER: "the last 90 days",
    Range.YEAR: "the last 365 days",
    Range.ALL: "all days",
}
_LENGTHS = {1: "day", 7: "week", 28: "four weeks", 91: "quarter", 364: "year"}


def said_range(report: Report) -> str:
    """Returns the range of a report, and the day on which it begins: `the last 30 days (since Mon 5 Jan)`."""
    return f"{_RANGES[report.range]} (since {wording.day(report.first, report.last)})"


def length(periods: tuple[Period, ...]) -> str:
    """Returns what the periods of a report are called: day, week, four weeks."""
    last = periods[-1]
    return _LENGTHS[(last.last - last.first).days + 1] if len(periods) > 1 else "day"


def spent(milliseconds: int) -> str:
    """Returns a length of time in hours and minutes, or in minutes and seconds."""
    minutes = milliseconds // 60_000
    return f"{minutes // 60:,} h {minutes % 60} min" if minutes >= 60 else wording.duration(milliseconds)


def counted(count: Count, noun: str) -> str:
    """Returns a share with what it is of and its interval: `91% of 512 answers (88% to 93%)`."""
    if count.share is None or count.interval is None:
        return f"no {noun} yet"
    low, high = map(wording.percent, count.interval)
    return f"{wording.percent(count.share)} of {wording.count(count.number, noun)} ({low} to {high})"


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
    """Says on how many days was studied, and how much."""
    total, today = report.total, report.last
    if not report.calendar and not total.answers.number:
        return ["Nothing answered yet: each study day shows here from your first answer on."]
    streak = report.present.overview.streak
    lines = [
        f"{wording.count(streak, 'day')} in a row now, {report.longest_streak:,} at the longest.",
        f"In {said_range(report)}: {wording.count(total.answers.number, 'answer')}"
        f" on {wording.count(report.study_days, 'study day')}, {wording.count(total.new, 'new question')}.",
    ]
    if total.answers.share is not None:
        lines.append(f"Right: {wording.percent(total.answers.share)}; partly: {_part(report)}.")
    if report.calendar:
        most = max(report.calendar, key=lambda day: report.calendar[day])
        lines.append(f"Most on one day of the year: {report.calendar[most]:,}, {wording.day(most, today)}.")
    return lines


def _part(report: Report) -> str:
    return wording.percent(report.total.partly / report.total.answers.number)


def retention(report: Report) -> list[str]:
    """Says how much was still known of what came back, against the target."""
    count, target = report.total.retention, report.present.target
    if count.share is None or count.interval is None:
        return [_no_return(report)]
    low, high = count.interval
    goal = f"the target of {wording.percent(target)}"
    if high < target:
        meaning = f"That is below {goal}; `tillerson-quiz fit` may fit the schedule to you."
    elif low > target:
        meaning = f"That is above {goal}."
    else:
        meaning = f"That agrees with {goal}."
    return [
        f"Recalled: {counted(count, 'return')}. {meaning}",
        f"Last seen less than {MATURE} days before: {counted(report.total.young, 'return')}.",
        f"Last seen {MATURE} days before or more: {counted(report.total.mature, 'return')}.",
        "A return is the first answer of a day to a question that came back; recalled is all but Again."
        " In brackets, where the true share lies at 95%.",
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
    lines = [
        f"{_LEVELS[level]}: right {counted(report.total.confidence[level], 'answer')}." for level in _LEVELS
    ]
    foretold = report.foretold
    if foretold is None:
        return [*lines, "Working out what the schedule foretold …"]
    if foretold.predicted is None or foretold.recalled is None or foretold.brier is None:
        return [*lines, f"What the schedule foretold: {_no_return(report).removeprefix('Retention ')}"]
    lines.append(
        f"The schedule foretold {_tenths(foretold.predicted)} recalled, and {_tenths(foretold.recalled)}"
        f" of {wording.count(foretold.number, 'return')} were."
    )
    lines.append(
        f"Brier score {foretold.brier:.3f}: 0 is best, and always saying {_tenths(foretold.recalled)}"
        f" would have got {foretold.brier_of_mean or 0.0:.3f}."
    )
    return lines


def foretold_bins(report: Report) -> list[str]:
    """Says what came of predictions of each size."""
    bins = report.foretold.bins if report.foretold else []
    return [_bin(number, each) for number, each in enumerate(bins) if each.number]


def _bin(number: int, held: Bin) -> str:
    count = Count(held.number, held.recalled)
    width = 100 // BINS
    return f"Foretold {number * width}% to {(number + 1) * width}%: recalled {counted(count, 'return')}."


def _tenths(share: float) -> str:
    return f"{share:.1%}"


def mastery(report: Report) -> list[str]:
    """Says how much would be recalled today."""
    rows = report.present.overview.banks
    questions = sum(row.questions for row in rows)
    if not questions:
        return ["There is no bank: mastery needs questions."]
    mean = sum(row.mastery * row.questions for row in rows) / questions
    new = sum(row.new for row in rows)
    return [
        f"You would recall {wording.percent(mean)} of {wording.count(questions, 'question')} today;"
        f" {new:,} new ones count nothing."
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
    """Says how long was studied, and at which hours."""
    total = report.total
    if not total.answers.number:
        return ["No time spent in this range: it is counted from a question's showing to your answer."]
    a_day = total.milliseconds // max(1, report.study_days)
    lines = [
        f"In {said_range(report)}: {spent(total.milliseconds)}, {spent(a_day)} a study day,"
        f" {wording.duration(total.milliseconds // total.answers.number)} an answer."
    ]
    hour = max(range(24), key=lambda each: total.hours[each].number)
    most = total.hours[hour]
    lines.append(
        f"Most answers between {hour}:00 and {(hour + 1) % 24}:00:"
        f" {most.number:,}, right {wording.percent(most.share or 0.0)}."
    )
    return lines


def periods(report: Report) -> list[str]:
    """Says what was done in each period that has answers."""
    return [
        f"{_from(period, report.last)}: {wording.count(period.tally.answers.number, 'answer')},"
        f" {spent(period.tally.milliseconds)}{_recalled(period.tally.retention)}."
        for period in report.periods
        if period.tally.answers.number
    ]


def _from(period: Period, today: date) -> str:
    first = wording.day(period.first, today)
    return first if period.first == period.last else f"{first} to {wording.day(period.last, today)}"


def _recalled(count: Count) -> str:
    return f", recalled {counted(count, 'return')}" if count.number else ""


def hours(report: Report) -> list[str]:
    """Says what was answered at each hour that has answers."""
    return [
        f"{hour}:00 to {(hour + 1) % 24}:00: right {counted(count, 'answer')}."
        for hour, count in enumerate(report.total.hours)
        if count.number
    ]


PARTS: tuple[tuple[str, tuple[Callable[[Report], list[str]], ...]], ...] = (
    ("Due", (due,)),
    ("Days", (days,)),
    ("Retention", (retention,)),
    ("Calibration", (calibration, foretold_bins)),
    ("Mastery", (mastery, banks, hardest)),
    ("Time", (time, hours, periods)),
)
"""The parts of a report, and what says each of them."""


def whole(report: Report) -> list[str]:
    """Returns the whole report, line by line."""
    lines: list[str] = []
    for name, parts in PARTS:
        lines += [name.upper(), *(line for part in parts for line in part(report)), ""]
    return lines[:-1]
