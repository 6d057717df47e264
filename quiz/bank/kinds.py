"""The nine kinds of question, each read from its own keys."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from quiz.bank import cloze, numbers
from quiz.bank.codes import Code
from quiz.bank.decoding import offset, spot
from quiz.bank.fields import MAX_ENTRIES, Fields, all_folded, folded
from quiz.bank.raw import ODD_KEY, Mark, Pairs
from quiz.bank.raw import spot as spot_of
from quiz.bank.report import Spot, shown
from quiz.model import Choice, Cloze, Kind, Match, Number, Order, Recall, Select, TrueFalse, Typed

KEYS: Mapping[str, tuple[str, ...]] = {
    "choice": ("answer", "wrong", "choices"),
    "select": ("answers", "wrong"),
    "true-false": ("answer",),
    "typed": ("answer", "accept", "reject"),
    "number": ("answer", "tolerance"),
    "cloze": ("cloze",),
    "order": ("order",),
    "match": ("match", "wrong"),
    "recall": ("recall",),
}
"""The keys that make each kind; the first is the one that no question of the kind can do without."""
TRUTHS = {"true": True, "false": False}
_ANSWER = "answer: one text; where several are right, list them below answers:"


def _choice(fields: Fields) -> Kind:
    if "choices" in fields.values:
        return _fixed_choice(fields, fields.needed("answer", "answer: and the words of the right choice"))
    answer = fields.needed("answer", _ANSWER)
    fields.need("wrong", "wrong: and below it the wrong answers, each after a hyphen and a space")
    wrong, options = fields.options("wrong")
    if not _are_options(texts := [answer, *wrong.values]):
        _report_options(fields, texts, [fields.mark("answer"), *wrong.marks], right=1)
    return Choice(answer, tuple(options), ())


def _fixed_choice(fields: Fields, answer: str) -> Kind:
    if "wrong" in fields.values:
        message = "a choice has either `wrong`, which is shuffled, or `choices`, which keep their order"
        fields.report.add(fields.place("wrong"), Code.MISPLACED_KEY, message, "delete one of the two")
    choices, options = fields.options("choices")
    texts = choices.values
    if not _are_options(texts, least=2):
        _report_options(fields, texts, choices.marks, least=2)
    wanted = folded(answer)
    right = next((number for number, text in enumerate(texts) if folded(text) == wanted), None)
    if right is None:
        if options and wanted:
            _report_not_listed(fields, answer, texts)
        return Choice(answer, ())
    key = options.pop(right)
    if key.because:
        message = "the right answer cannot say why it is wrong"
        at = spot_of(choices.marks[right])
        fields.report.add(at, Code.WRONG_SHAPE, message, "say under `why` why it is right")
    return Choice(key.text, tuple(options), tuple(texts))


def _report_not_listed(fields: Fields, answer: str, texts: list[str]) -> None:
    from quiz.bank.foreign import labels

    message = f"the answer “{shown(answer)}” is not one of the choices"
    hint = f"write the words of one of them: {shown(texts[0])}"
    if meant := labels.meant(answer, texts):
        message, hint = labels.told(answer, meant)
    fields.report.add(fields.at("answer"), Code.ANSWER_NOT_LISTED, message, hint)


def _select(fields: Fields) -> Kind:
    fields.need("answers", "answers: and below it the right answers, each after a hyphen and a space")
    fields.need("wrong", "wrong: and below it the wrong answers, each after a hyphen and a space")
    answers = fields.texts("answers")
    wrong, options = fields.options("wrong")
    if not _are_options(texts := answers.values + wrong.values):
        marks = [*answers.marks, *wrong.marks]
        _report_options(fields, texts, marks, right=len(answers.values))
    return Select(tuple(answers.values), tuple(options))


def _true_false(fields: Fields) -> Kind:
    answer = fields.needed("answer", "answer: true, or answer: false")
    word = answer.casefold()
    if word and word not in TRUTHS:
        likely = {"yes": "true", "y": "true", "t": "true", "no": "false", "n": "false", "f": "false"}.get(
            word
        )
        hint = f"answer: {likely}" if likely else "answer: true, or answer: false"
        message = f"“{shown(answer)}” is neither true nor false"
        fields.report.add(fields.at("answer"), Code.BAD_TRUTH, message, hint)
    return TrueFalse(TRUTHS.get(word, False))


def _typed(fields: Fields) -> Kind:
    answer = fields.needed("answer", _ANSWER)
    accept = fields.texts("accept").values
    reject, options = fields.options("reject")
    if options:
        right = set(map(folded, (answer, *accept)))
        for text, mark in zip(reject.values, reject.marks, strict=True):
            if folded(text) in right:
                _report_contradiction(fields, text, mark)
    return Typed(answer, tuple(accept), tuple(options))


def _number(fields: Fields) -> Kind:
    answer = fields.needed("answer", "answer: 45 minutes")
    figure = numbers.read(answer) if answer else None
    if isinstance(figure, str):
        message = f"“{shown(answer)}” cannot be read as a number: {figure}"
        hint = "answer: 45 minutes, 1,000, -3.5 or 30%"
        fields.report.add(fields.at("answer"), Code.BAD_NUMBER, message, hint)
        figure = None
    tolerance = Decimal(0)
    if "tolerance" in fields.values:
        tolerance = _tolerance(fields, fields.needed("tolerance", "tolerance: 5"), figure)
    value, unit, _ = figure or (Decimal(0), "", 0)
    return Number(answer, value, unit, tolerance)


def _tolerance(fields: Fields, given: str, answer: numbers.Figure | None) -> Decimal:
    """Returns the tolerance; of an answer that is no number, only the tolerance itself is looked at."""
    figure = numbers.read(given.removeprefix("±").strip())
    fault = ""
    if isinstance(figure, str):
        fault = "it is a number of the answer's unit, or a share of the answer" if given else ""
    elif figure.value < 0:
        fault = "it cannot be below zero"
    elif answer is None:
        return Decimal(0)
    elif figure.unit == "%" == answer.unit:
        fault = "of an answer in % it could mean two things; write it without %, in percentage points"
    elif figure.unit == "%":
        return abs(answer.value) * figure.value / 100
    elif figure.unit and folded(figure.unit) != folded(answer.unit):
        fault = f"its unit is not the answer's, which is {shown(answer.unit) or 'none'}"
    else:
        return _scaled(figure, answer)
    if fault:
        message = f"“{shown(given)}” is no tolerance: {fault}"
        hint = "tolerance: 5, or tolerance: 10%"
        fields.report.add(fields.at("tolerance"), Code.BAD_TOLERANCE, message, hint)
    return Decimal(0)


def _scaled(tolerance: numbers.Figure, answer: numbers.Figure) -> Decimal:
    """Returns a tolerance in full: that of `5 million` is in millions, unless more than the answer so."""
    scaled = tolerance.value.scaleb(0 if tolerance.power else answer.power)
    return scaled if scaled <= abs(answer.value) else tolerance.value


def _cloze(fields: Fields) -> Kind:
    text = fields.needed("cloze", "cloze: A text with {{a gap}}")
    found = cloze.read(text)
    if isinstance(found, Cloze):
        if len(found.gaps) > MAX_ENTRIES:
            _report_too_many(fields, fields.mark("cloze"), len(found.gaps), "gaps")
        return found
    for fault in found if text else ():
        at = _run_of_braces(fields.report.text, fields.at("cloze"), fault.run)
        fields.report.add(at, Code.BAD_GAP, fault.message, fault.hint)
    return Cloze((), ())


def _run_of_braces(source: str, text: Spot, run: int) -> Spot:
    """Returns where a run of two or more braces stands in the file; an escape may have hidden it."""
    start = offset(source, text)
    found = next(islice(cloze.BRACES.finditer(source, start), run, None), None)
    return spot(source, found.start()) if found else text


def _order(fields: Fields) -> Kind:
    fields.need("order", "order: and below it the items in the right order, each after a hyphen and a space")
    items = fields.texts("order")
    if not _are_options(items.values, least=2):
        _report_options(fields, items.values, items.marks, least=2)
    return Order(tuple(items.values))


def _match(fields: Fields) -> Kind:
    given = fields.values.get("match")
    shape = "write each pair on a line of its own below `match:`, as in: France: Paris"
    wrong = fields.texts("wrong")
    if not isinstance(given, Pairs) or not given.values:
        fields.need("match", shape)
        if given is not None:
            fields.report.add(fields.at("match"), Code.WRONG_SHAPE, "`match` is a group of pairs", shape)
        return Match(())
    if len(given.values) > MAX_ENTRIES:
        _report_too_many(fields, given.mark, len(given.values), "pairs")
        return Match(())
    pairs = Fields(given, fields.report, "a match")
    lefts = [left for left in given.values if left != ODD_KEY]
    rights = [pairs.needed(left, shape) for left in lefts]
    if not _are_options(lefts, least=2):
        _report_options(fields, lefts, [given.places(left)[0] for left in lefts], least=2)
    if not _are_options(texts := rights + wrong.values):
        marks = [pairs.mark(left) if given.values[left] else given.mark for left in lefts]
        _report_options(fields, texts, [*marks, *wrong.marks], right=len(rights))
    return Match(tuple(zip(lefts, rights, strict=True)), tuple(wrong.values))


def _recall(fields: Fields) -> Kind:
    fields.need("recall", "recall: and below it the key points, each after a hyphen and a space")
    points = fields.texts("recall", one=True)
    if not _are_options(points.values):
        _report_options(fields, points.values, points.marks)
    return Recall(tuple(points.values))


def _are_options(texts: list[str], *, least: int = 0) -> bool:
    """Says whether texts are neither too many nor too few, and can all be told apart."""
    return least <= len(texts) <= MAX_ENTRIES and len(set(all_folded(texts))) == len(texts)


def _report_options(
    fields: Fields, options: list[str], marks: Sequence[Mark | None], *, right: int = 0, least: int = 0
) -> None:
    """Reports options that nobody could tell apart, and too many or too few of them.

    Args:
        fields: The question.
        options: Its options, the right ones first.
        marks: Where each stands.
        right: How many are right; 0 where that is not what tells them apart.
        least: How many there have to be, if there are any.
    """
    if len(options) > MAX_ENTRIES:
        _report_too_many(fields, marks[0], len(options), "options")
    elif 0 < len(options) < least:
        message = f"one is too few; it takes at least {least}"
        fields.report.add(spot_of(marks[0]), Code.TOO_FEW, message, "add another")
    first: dict[str, int] = {}
    for number, (key, option) in enumerate(zip(all_folded(options), options, strict=True)):
        other = first.setdefault(key, number)
        if other == number or not key:
            continue
        if other < right <= number:
            _report_contradiction(fields, option, marks[number])
        else:
            line = spot_of(marks[other]).line
            message = f"“{shown(option)}” stands here twice; first in line {line}"
            fields.report.add(spot_of(marks[number]), Code.SAID_TWICE, message, "reword or delete one")


def _report_contradiction(fields: Fields, option: str, mark: Mark | None) -> None:
    message = f"“{shown(option)}” is given as right and as wrong"
    fields.report.add(spot_of(mark), Code.RIGHT_AND_WRONG, message, "delete one of the two")


def _report_too_many(fields: Fields, mark: Mark | None, count: int, what: str) -> None:
    message = f"this question has {count:,} {what}; {MAX_ENTRIES} are allowed"
    fields.report.add(spot_of(mark), Code.TOO_MANY, message, "leave some out, or make two questions")


READERS: Mapping[str, Callable[[Fields], Kind]] = {
    "choice": _choice,
    "select": _select,
    "true-false": _true_false,
    "typed": _typed,
    "number": _number,
    "cloze": _cloze,
    "order": _order,
    "match": _match,
    "recall": _recall,
}
"""Who reads each kind. What is wrong is reported, and then what they return is not to be used."""
