"""The nine kinds of question, each read from its own keys."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import islice

from quiz.bank import cloze, numbers
from quiz.bank.codes import Code
from quiz.bank.decoding import offset, spot
from quiz.bank.fields import MAX_ENTRIES, Fields, all_folded, folded
from quiz.bank.foreign import labels
from quiz.bank.nodes import ODD_KEY, Scalar
from quiz.bank.nodes import Mapping as MappingNode
from quiz.bank.report import Located, shown
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
        return _fixed_choice(fields, fields.scalar("answer", "answer: and the words of the right choice"))
    answer = fields.scalar("answer", _ANSWER)
    fields.need("wrong", "wrong: and below it the wrong answers, each after a hyphen and a space")
    wrong = fields.options("wrong")
    _check_options(fields, [answer], wrong.scalars)
    return Choice(answer.text, tuple(wrong.made))


def _fixed_choice(fields: Fields, answer: Scalar) -> Kind:
    if "wrong" in fields.values:
        message = "a choice has either `wrong`, which is shuffled, or `choices`, which keep their order"
        fields.report.add(fields.place("wrong"), Code.MISPLACED_KEY, message, "delete one of the two")
    scalars, options = fields.options("choices")
    _check_options(fields, [], scalars, least=2)
    texts = [option.text for option in options]
    wanted = folded(answer.text)
    right = next((number for number, text in enumerate(texts) if folded(text) == wanted), None)
    if right is None:
        if options and wanted:
            meant = labels.meant(answer.text, texts)
            message = f"the answer “{shown(answer.text)}” is not one of the choices"
            hint = f"write the words of one of them: {shown(texts[0])}"
            if meant:
                message, hint = labels.told(answer.text, meant)
            fields.report.add(answer, Code.ANSWER_NOT_LISTED, message, hint)
        return Choice(answer.text, ())
    key = options.pop(right)
    if key.because:
        message = "the right answer cannot say why it is wrong"
        fields.report.add(scalars[right], Code.WRONG_SHAPE, message, "say under `why` why it is right")
    return Choice(key.text, tuple(options), tuple(texts))


def _select(fields: Fields) -> Kind:
    fields.need("answers", "answers: and below it the right answers, each after a hyphen and a space")
    fields.need("wrong", "wrong: and below it the wrong answers, each after a hyphen and a space")
    answers = fields.texts("answers")
    wrong = fields.options("wrong")
    _check_options(fields, answers, wrong.scalars)
    return Select(tuple(answer.text for answer in answers), tuple(wrong.made))


def _true_false(fields: Fields) -> Kind:
    answer = fields.scalar("answer", "answer: true, or answer: false")
    word = answer.text.casefold()
    if word and word not in TRUTHS:
        likely = {"yes": "true", "y": "true", "t": "true", "no": "false", "n": "false", "f": "false"}.get(
            word
        )
        hint = f"answer: {likely}" if likely else "answer: true, or answer: false"
        message = f"“{shown(answer.text)}” is neither true nor false"
        fields.report.add(answer, Code.BAD_TRUTH, message, hint)
    return TrueFalse(TRUTHS.get(word, False))


def _typed(fields: Fields) -> Kind:
    answer = fields.scalar("answer", _ANSWER)
    accept = fields.texts("accept")
    reject = fields.options("reject")
    right = {folded(text.text) for text in (answer, *accept)}
    for scalar in reject.scalars:
        if folded(scalar.text) in right:
            _report_contradiction(fields, scalar)
    return Typed(answer.text, tuple(text.text for text in accept), tuple(reject.made))


def _number(fields: Fields) -> Kind:
    answer = fields.scalar("answer", "answer: 45 minutes")
    figure = numbers.read(answer.text) if answer.text else None
    if isinstance(figure, str):
        message = f"“{shown(answer.text)}” cannot be read as a number: {figure}"
        fields.report.add(answer, Code.BAD_NUMBER, message, "answer: 45 minutes, 1,000, -3.5 or 30%")
        figure = None
    tolerance = Decimal(0)
    if "tolerance" in fields.values:
        tolerance = _tolerance(fields, fields.scalar("tolerance", "tolerance: 5"), figure)
    value, unit = figure or (Decimal(0), "")
    return Number(answer.text, value, unit, tolerance)


def _tolerance(fields: Fields, given: Scalar, answer: numbers.Figure | None) -> Decimal:
    """Returns the tolerance; of an answer that is no number, only the tolerance itself is looked at."""
    figure = numbers.read(given.text.removeprefix("±").strip())
    fault = ""
    if isinstance(figure, str):
        fault = "it is a number of the answer's unit, or a share of the answer" if given.text else ""
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
        return figure.value
    if fault:
        message = f"“{shown(given.text)}” is no tolerance: {fault}"
        fields.report.add(given, Code.BAD_TOLERANCE, message, "tolerance: 5, or tolerance: 10%")
    return Decimal(0)


def _cloze(fields: Fields) -> Kind:
    text = fields.scalar("cloze", "cloze: A text with {{a gap}}")
    found = cloze.read(text.text)
    if isinstance(found, Cloze):
        if len(found.gaps) > MAX_ENTRIES:
            _report_too_many(fields, text, len(found.gaps), "gaps")
        return found
    for fault in found if text.text else ():
        at = _run_of_braces(fields.report.text, text, fault.run)
        fields.report.add(at, Code.BAD_GAP, fault.message, fault.hint)
    return Cloze((), ())


def _run_of_braces(source: str, text: Scalar, run: int) -> Located:
    """Returns where a run of two or more braces stands in the file; an escape may have hidden it."""
    start = offset(source, text)
    found = next(islice(cloze.BRACES.finditer(source, start), run, None), None)
    return spot(source, found.start()) if found else text


def _order(fields: Fields) -> Kind:
    fields.need("order", "order: and below it the items in the right order, each after a hyphen and a space")
    items = fields.texts("order")
    _check_options(fields, items, [], least=2)
    return Order(tuple(item.text for item in items))


def _match(fields: Fields) -> Kind:
    node = fields.values.get("match")
    shape = "write each pair on a line of its own below `match:`, as in: France: Paris"
    wrong = fields.texts("wrong")
    if not isinstance(node, MappingNode):
        fields.need("match", shape)
        if node is not None:
            fields.report.add(node, Code.WRONG_SHAPE, "`match` is a group of pairs", shape)
        return Match(())
    if len(node.values) > MAX_ENTRIES:
        _report_too_many(fields, node, len(node.values), "pairs")
        return Match(())
    pairs = Fields(node, fields.report, "a match")
    lefts = [Scalar(left, mark) for left, mark in node.keys.items() if left != ODD_KEY]
    rights = [pairs.scalar(left.text, shape) for left in lefts]
    _check_options(fields, lefts, [], least=2)
    _check_options(fields, rights, wrong)
    return Match(
        tuple((left.text, right.text) for left, right in zip(lefts, rights, strict=True)),
        tuple(text.text for text in wrong),
    )


def _recall(fields: Fields) -> Kind:
    fields.need("recall", "recall: and below it the key points, each after a hyphen and a space")
    points = fields.texts("recall", one=True)
    _check_options(fields, points, [])
    return Recall(tuple(point.text for point in points))


def _check_options(fields: Fields, right: list[Scalar], wrong: list[Scalar], least: int = 0) -> None:
    """Reports options that nobody could tell apart, and too many or too few of them."""
    options = right + wrong
    if len(options) > MAX_ENTRIES:
        _report_too_many(fields, options[0], len(options), "options")
    elif 0 < len(options) < least:
        message = f"one is too few; it takes at least {least}"
        fields.report.add(options[0], Code.TOO_FEW, message, "add another")
    keys = all_folded([option.text for option in options])
    if len(set(keys)) < len(keys):
        _report_twins(fields, keys, options, len(right))


def _report_twins(fields: Fields, keys: list[str], options: list[Scalar], right: int) -> None:
    first: dict[str, int] = {}
    for number, (key, option) in enumerate(zip(keys, options, strict=True)):
        other = first.setdefault(key, number)
        if other == number or not key:
            continue
        if other < right <= number:
            _report_contradiction(fields, option)
        else:
            message = f"“{shown(option.text)}” stands here twice; first in line {options[other].line}"
            fields.report.add(option, Code.SAID_TWICE, message, "reword or delete one")


def _report_contradiction(fields: Fields, option: Scalar) -> None:
    message = f"“{shown(option.text)}” is given as right and as wrong"
    fields.report.add(option, Code.RIGHT_AND_WRONG, message, "delete one of the two")


def _report_too_many(fields: Fields, at: Located, count: int, what: str) -> None:
    message = f"this question has {count} {what}; {MAX_ENTRIES} are allowed"
    fields.report.add(at, Code.TOO_MANY, message, "leave some out, or make two questions")


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
