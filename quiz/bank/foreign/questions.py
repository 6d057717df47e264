"""One question that was written for another quiz program, read as what it would be here."""

import re

from quiz.bank.codes import Code
from quiz.bank.foreign import labels, layout, options, words
from quiz.bank.foreign.options import Told
from quiz.bank.nodes import List, Mapping, Node, Scalar, spot
from quiz.bank.report import Report, flow, plain, quoted, shown

_BLANK = re.compile(r"_{2,}|\[(?:blank\d*|\.\.\.|_*|\s*)\]|\{\d*\}|\.{4,}|…+")
_HINTED_KINDS = frozenset({"number", "true-false"})
"""Kinds that other keys do not always tell."""


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
    node = layout.unwrapped(node, vocabulary, report)
    node, kind = layout.without_kind(layout.with_options_listed(node, vocabulary, report), report)
    translation = _Translation(words.renamed(node, "a question", vocabulary), kind, report)
    translation.make()
    return translation.node


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
