"""One question that was written for another quiz program, read as what it would be here."""

import re
from collections.abc import Sequence

from quiz.bank.codes import Code
from quiz.bank.foreign import labels, options, words
from quiz.bank.foreign.options import Told
from quiz.bank.nodes import ODD_KEY, List, Mapping, Node, Scalar, spot
from quiz.bank.report import Report, flow, plain, quoted, shown

_ASKING = frozenset({"ask", "cloze"})
_LABELS = frozenset({"title", "name", "description"})
"""What may ask, and what a bank has as well."""
_OFFERING = frozenset({"answer", "answers", "choices", "wrong"})
_ANSWERING = _OFFERING | {"order", "match", "recall", "kind", "cloze"}
_MOST_KEYS = 40
_MOST_PAIRS = 2_000
"""So many questions that are keys are looked at for what else is wrong with them."""
_NUMBERED = re.compile(
    r"(?P<what>option|choice|answer|wrong|wronganswer|incorrect|distractor)?(?P<which>[a-h]|[1-8])"
)
"""A key of its own for each option, as `normal` makes it: `a`, `option1`, `wrong2`."""
_WRONG = frozenset({"wrong", "wronganswer", "incorrect", "distractor"})
_BLANK = re.compile(r"_{2,}|\[(?:blank\d*|\.\.\.|_*|\s*)\]|\{\d*\}|\.{4,}|…+")
_HINTED_KINDS = frozenset({"number", "true-false"})
"""Kinds that other keys do not always tell."""


def is_one(node: Node, vocabulary: words.Vocabulary) -> bool:
    """Says whether a node asks something, in the words of banks or of other programs."""
    if not isinstance(node, Mapping) or len(node.values) > _MOST_KEYS or "questions" in node.values:
        return False
    asking = [key for key in node.values if _known(key, vocabulary) in _ASKING]
    others = {_known(key, vocabulary) for key in node.values}
    if all(words.normal(key) in _LABELS for key in asking):
        return bool(asking and others & _OFFERING)
    return bool(others & _ANSWERING)


def _known(key: str, vocabulary: words.Vocabulary) -> str:
    return key if key in vocabulary.known else vocabulary.meanings.get(words.normal(key), "")


def is_foreign(node: Mapping) -> bool:
    """Says whether a question that has only keys of banks may hold in them what no bank does."""
    values = node.values
    choices, answers = values.get("choices"), values.get("answers")
    if choices is None and answers is None:
        return type(values.get("match")) is List or type(values.get("answer")) is List
    if choices is not None and (answers is not None or type(values.get("answer")) is not Scalar):
        return True
    if answers is not None and "answer" in values:
        return True
    given = choices if answers is None else answers
    return type(given) is Mapping or (
        type(given) is List and any(type(item) is Mapping for item in given.items)
    )


def translated(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> Mapping:
    """Returns what a question would be here, and reports each difference with what to write instead.

    Args:
        node: The question in the file.
        vocabulary: The keys of questions.
        report: Takes the problems.

    Raises:
        TooManyProblems: The report is full.
    """
    node = _unwrapped(node, vocabulary, report)
    node, kind = _without_kind(_with_lettered_options(node, vocabulary, report), vocabulary, report)
    translation = _Translation(words.renamed(node, "a question", vocabulary), kind, report)
    translation.make()
    return translation.node


def _unwrapped(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> Mapping:
    """Returns the keys of a question that stand below a key of their own, or the question as it is."""
    if len(node.values) != 1:
        return node
    ((key, inner),) = node.values.items()
    if isinstance(inner, Mapping) and is_one(inner, vocabulary):
        message = f"the keys of a question follow its hyphen, not `{shown(key)}:`"
        hint = f"delete {shown(key)}: and write the hyphen before the first key below it"
        report.add_once(spot(node.keys[key]), Code.FOREIGN, message, hint)
        return inner
    if key not in vocabulary.known and key != ODD_KEY and is_wording(key):
        return pairs(node, [key], report)[0]
    return node


def is_wording(key: str) -> bool:
    """Says whether a key is rather a question."""
    return key.endswith("?") or len(key.split()) > 2


def pairs(node: Mapping, keys: Sequence[str], report: Report) -> list[Mapping]:
    """Returns the questions that keys ask and their values answer, and reports that they are written so.

    Raises:
        TooManyProblems: The report is full.
    """
    keys = [key for key in keys if key != ODD_KEY]
    if not keys:
        return []
    first = node.values[keys[0]]
    answer = plain(first.text) if isinstance(first, Scalar) else "…"
    hint = f"- {{ask: {plain(keys[0])}, answer: {answer}}}"
    for key in keys:
        report.add_once(spot(node.keys[key]), Code.FOREIGN, "the question stands where a key is needed", hint)
    return [_pair_as_question(node, key) for key in keys[:_MOST_PAIRS]]


def _pair_as_question(node: Mapping, key: str) -> Mapping:
    value, ask = node.values[key], Scalar(key, node.keys[key])
    more = value if isinstance(value, Mapping) else Mapping({"answer": value}, {"answer": value.mark}, None)
    return Mapping({"ask": ask, **more.values}, {"ask": ask.mark, **more.keys}, ask.mark)


def _with_lettered_options(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> Mapping:
    """Returns a question whose options have a key each with a list of them."""
    found: dict[str, list[str]] = {"choices": [], "wrong": []}
    for key, value in node.values.items():
        match = _NUMBERED.fullmatch(words.normal(key))
        if match and isinstance(value, Scalar) and key not in vocabulary.known:
            found["wrong" if match["what"] in _WRONG else "choices"].append(key)
    values, keys = dict(node.values), dict(node.keys)
    for word, members in found.items():
        if len(members) < 2 or word in values:
            continue
        texts = [value for key in members if isinstance(value := values.pop(key), Scalar) and value.text]
        mark = keys[members[0]]
        for key in members:
            del keys[key]
        values[word], keys[word] = List(list(texts), mark), mark
        message = f"`{shown(members[0])}` and its like are no keys here: options stand in one list"
        report.add(spot(mark), Code.FOREIGN, message, f"{word}: {flow([text.text for text in texts])}")
    return Mapping(values, keys, node.mark)


def _without_kind(node: Mapping, vocabulary: words.Vocabulary, report: Report) -> tuple[Mapping, str]:
    """Returns a question without the key that says its kind in words of other programs, and the kind."""
    key = next((key for key in node.values if words.normal(key) in words.KIND_KEYS), "")
    given = node.values.get(key)
    if not isinstance(given, Scalar):
        return node, ""
    kind = words.meant(given.text, words.KINDS.values(), words.KINDS)
    hint = "write kind: number instead" if kind == "number" else "delete it: the other keys tell the kind"
    report.add_once(spot(node.keys[key]), Code.UNKNOWN_KEY, f"`{shown(key)}` is no key of a question", hint)
    values = {name: value for name, value in node.values.items() if name != key}
    return Mapping(values, node.keys, node.mark), kind


class _Translation:
    """A question with keys of banks whose values are to be brought into the form of banks."""

    def __init__(self, renamed: words.Renamed, kind: str, report: Report) -> None:
        self.node = renamed.mapping
        self._values = self.node.values
        self._names = renamed.names
        self._complaints = renamed.complaints
        self._kind = kind
        self._report = report

    def make(self) -> None:
        self._read_options()
        self._read_answers()
        self._read_match()
        self._settle_kind()
        for complaint in self._complaints.values():
            complaint.report(self._report)

    def _called(self, key: str) -> str:
        """Returns what the file calls a key."""
        return shown(self._names.get(key, key))

    def _tell(self, key: str, message: str, hint: str) -> None:
        """Reports a key whose value is to be written otherwise, instead of that it has another name."""
        self._report.add(spot(self.node.keys[key]), Code.FOREIGN, message, hint)
        self._silence(key)

    def _silence(self, *keys: str) -> None:
        for key in keys:
            self._complaints.pop(self._names.get(key, key), None)

    def _put(self, key: str, node: Node, at: Node) -> None:
        self._values[key] = node
        self.node.keys[key] = at.mark

    def _drop(self, *keys: str) -> None:
        for key in keys:
            self._values.pop(key, None)
            self.node.keys.pop(key, None)

    # Options

    def _read_options(self) -> None:
        for key in ("choices", "answers"):
            told = options.read(self._values.get(key))
            if told:
                self._take_options(key, told)
                return

    def _take_options(self, key: str, told: list[Told]) -> None:
        at = self._values[key]
        right = [option for option in told if option.right]
        if right:
            self._split(key, at, right, [option for option in told if not option.right])
            return
        texts = [option.text for option in told]
        hint = f"choices: {flow([text.text for text in texts])}"
        if isinstance(at, Mapping):
            self._tell(key, f"`{self._called(key)}` is a list here, without letters", hint)
        else:
            self._tell(key, f"`{self._called(key)}` holds texts alone here, not keys with values", hint)
        self._drop(key)
        self._put("choices", List(list(texts), at.mark), at)
        answer = self._values.get("answer")
        if isinstance(answer, Scalar):
            wanted = answer.text.casefold()
            named = next((option.text.text for option in told if option.label.casefold() == wanted), "")
            if named and wanted:
                self._report_label(answer, [named])
                self._values["answer"] = Scalar(named, answer.mark)

    def _split(self, key: str, at: Node, right: list[Told], wrong: list[Told]) -> None:
        texts = [option.text.text for option in right], [option.text.text for option in wrong]
        message = (
            f"`{self._called(key)}` says of each option whether it is right; here the right ones stand apart"
        )
        told = next((option for option in wrong if option.because), None)
        hint = options.written(*texts)
        if told:
            hint += f"; why one is wrong follows a colon: - {plain(told.text.text)}: {shown(told.because)}"
        self._tell(key, message, hint)
        self._silence("answer", "answers", "choices")
        self._drop(key, "choices", "answers", "answer")
        self._put_apart([option.text for option in right], [option.text for option in wrong], at)

    def _put_apart(self, right: list[Scalar], wrong: list[Scalar], at: Node) -> None:
        if len(right) == 1:
            self._put("answer", right[0], at)
        else:
            self._put("answers", List(list(right), at.mark), at)
        if wrong:
            self._put("wrong", List(list(wrong), at.mark), at)

    # Answers

    def _read_answers(self) -> None:
        values = self._values
        if "answers" in values and "answer" in values and not {"choices", "wrong"} & values.keys():
            self._take_answers_as_choices()
        choices = _texts(values.get("choices"))
        given = "answers" if "answers" in values else "answer"
        if choices and (isinstance(values.get(given), List) or self._several(choices)):
            self._take_several(given, choices)
        elif not {"choices", "wrong"} & values.keys() and isinstance(values.get(given), List):
            self._take_alternatives(given)
        elif "wrong" in values and isinstance(values.get("answer"), List) and "answers" not in values:
            self._take_list_as_answers()

    def _take_answers_as_choices(self) -> None:
        offered = _texts(self._values["answers"])
        answer = self._values["answer"]
        meant = [answer] if isinstance(answer, Scalar) else _texts(answer)
        if offered and meant and all(_meant(text.text, offered) for text in meant):
            at = self._values["answers"]
            message = (
                f"`{self._called('answers')}` lists what is right here; the options stand below `choices`"
            )
            self._report.add_once(
                spot(self.node.keys["answers"]), Code.FOREIGN, message, "write choices: instead"
            )
            self._drop("answers")
            self._put("choices", at, at)

    def _take_list_as_answers(self) -> None:
        node = self._values["answer"]
        if texts := _texts(node):
            message = f"`{self._called('answer')}` is one text; several right answers stand below `answers`"
            one = f"answer: {plain(texts[0].text)}"
            self._tell("answer", message, one if len(texts) == 1 else "write answers: instead")
            self._drop("answer")
            self._put_apart(texts, [], node)

    def _several(self, choices: list[Scalar]) -> bool:
        """Says whether the answer is several letters or numbers in one text: `A, C`."""
        answer = self._values.get("answer")
        if not isinstance(answer, Scalar) or "," not in answer.text or _listed(answer.text, choices):
            return False
        return all(_meant(part, choices) for part in answer.text.split(","))

    def _take_several(self, given: str, choices: list[Scalar]) -> None:
        node = self._values[given]
        texts = node.text.split(",") if isinstance(node, Scalar) else [text.text for text in _texts(node)]
        numbers = all(text.strip().isdecimal() for text in texts)
        from_nought = any(text.strip() == "0" for text in texts)
        meant = [_meant(text, choices, from_nought=from_nought) for text in texts]
        if not meant or not all(meant):
            return
        right = [Scalar(text, node.mark) for text in dict.fromkeys(filter(None, meant))]
        chosen = {text.text for text in right}
        wrong = [choice for choice in choices if choice.text not in chosen]
        message = (
            f"`{self._called(given)}` is one text here; several right answers stand in a list of their own"
        )
        if given == "answers":
            message = (
                "either `choices` with one answer, or `answers` and `wrong`, which together are all options"
            )
        hint = options.written([text.text for text in right], [text.text for text in wrong])
        counted = f" (if the first counts as {0 if from_nought else 1})" if numbers else ""
        self._tell(given, message, f"{hint}, without {self._called('choices')}:{counted}")
        self._silence("choices", "answer", "answers")
        self._drop("choices", "answers", "answer")
        self._put_apart(right, wrong, node)

    def _take_alternatives(self, given: str) -> None:
        """Reads several answers without options: each is right, unless the question is for all of them."""
        node = self._values[given]
        texts = _texts(node)
        if not texts or (given == "answers" and self._kind not in {"typed", "cloze", "choice"}):
            return
        if self._kind == "cloze" and self._take_gaps(texts, node):
            return
        first, *others = texts
        hint = f"answer: {plain(first.text)}"
        if others:
            hint += f" and accept: {flow([text.text for text in others])}"
        if self._kind not in {"typed", "cloze"} and others:
            hint += f"; where all are wanted, recall: {flow([text.text for text in texts])}"
        self._tell(given, f"`{self._called(given)}` is one text where the answer is typed", hint)
        self._drop(given)
        self._put("answer", first, node)
        if others and "accept" not in self._values:
            self._put("accept", List(list(others), node.mark), node)

    def _take_gaps(self, texts: list[Scalar], node: Node) -> bool:
        """Reads a question with blanks and what fills them as a text with gaps; says whether it is one."""
        ask = self._values.get("ask")
        blanks = len(_BLANK.findall(ask.text)) if isinstance(ask, Scalar) else 0
        if not isinstance(ask, Scalar) or blanks not in {1, len(texts)}:
            return False
        answers = [text.text for text in texts]
        fill = iter(["|".join(answers)] if blanks == 1 else answers)
        text = _BLANK.sub(lambda _: f"{{{{{next(fill)}}}}}", ask.text)
        message = "in a text with gaps the answers stand where they are missing, after `cloze`"
        self._tell("ask", message, f"cloze: {quoted(text)}")
        self._silence("answer", "answers")
        self._drop("ask", "answer", "answers")
        self._put("cloze", Scalar(text, ask.mark), node)
        return True

    def _report_label(self, answer: Scalar, meant: list[str]) -> None:
        message, hint = labels.told(answer.text, meant)
        self._report.add(answer, Code.ANSWER_NOT_LISTED, message, hint)

    # Pairs

    def _read_match(self) -> None:
        node = self._values.get("match")
        if not isinstance(node, List):
            return
        pairs = [pair for item in node.items if (pair := _pair(item))]
        if not pairs or len(pairs) < len(node.items):
            return
        shown_pairs = ", ".join(f"{plain(left.text)}: {plain(right.text)}" for left, right in pairs[:3])
        more = ", …" * (len(pairs) > 3)
        message = f"`{self._called('match')}` is a group of pairs here, each a text, a colon and its partner"
        self._tell("match", message, f"match: {{{shown_pairs}{more}}}")
        values: dict[str, Node] = {left.text: right for left, right in pairs}
        keys = {left.text: left.mark for left, _ in pairs}
        self._put("match", Mapping(values, keys, node.mark), node)

    # Kinds

    def _settle_kind(self) -> None:
        values = self._values
        if self._kind == "recall" and "recall" not in values and isinstance(values.get("answer"), Scalar):
            answer = values["answer"]
            message = "the key points of an answer in the learner's own words stand after `recall`"
            hint = "write recall: instead"
            self._report.add_once(spot(self.node.keys["answer"]), Code.FOREIGN, message, hint)
            self._silence("answer")
            self._drop("answer")
            self._put("recall", answer, answer)
        elif self._kind in _HINTED_KINDS and not {"wrong", "choices", "answers"} & values.keys():
            self._put("kind", Scalar(self._kind, self.node.mark), values.get("answer", self.node))


def _texts(node: Node | None) -> list[Scalar]:
    """Returns the texts of a list of nothing but texts; none where it is anything else."""
    items = node.items if isinstance(node, List) else []
    texts = [item for item in items if isinstance(item, Scalar) and item.text]
    return texts if len(texts) == len(items) else []


def _listed(text: str, choices: list[Scalar]) -> bool:
    return any(text.casefold() == choice.text.casefold() for choice in choices)


def _meant(text: str, choices: list[Scalar], *, from_nought: bool = True) -> str:
    """Returns the choice that is meant by its words, its letter or its number."""
    same = next((choice.text for choice in choices if choice.text.casefold() == text.strip().casefold()), "")
    likely = labels.meant(text.strip(), [choice.text for choice in choices])
    return same or (likely[0 if from_nought else -1] if likely else "")


def _pair(item: Node) -> tuple[Scalar, Scalar] | None:
    """Returns the two sides of an entry of a list of pairs."""
    sides: list[Node] = []
    if isinstance(item, Mapping) and len(item.values) == 1:
        ((left, right),) = item.values.items()
        sides = [Scalar(left, item.keys[left]), right]
    elif isinstance(item, Mapping):
        sides = list(item.values.values())[:2]
    elif isinstance(item, List) and len(item.items) == 2:
        sides = item.items
    texts = [side for side in sides if isinstance(side, Scalar) and side.text]
    return (texts[0], texts[1]) if len(texts) == 2 and len(sides) == 2 else None
