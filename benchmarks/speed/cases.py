"""The cases: what is compared with what, and the budgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.speed import processes, sittings, subjects
from benchmarks.speed.data import Data, Learner
from benchmarks.speed.measuring import Above, Case, Growth, Line, Most, Ratio, Sample
from quiz import paths

SHIPPED = "shipped banks"
EACH = 10
"""Reviews of a question."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the libraries are that are measured."""

    questions: Sequence[int]
    reviews: int
    """The most reviews in a progress file."""
    answers: int
    """In a long sitting."""

    def learners(self, data: Data) -> dict[str, Learner]:
        """Returns a learner of each size, with ten reviews a question."""
        return {f"{size:,}": data.learner(size, self.of(size)) for size in self.questions}

    @property
    def logs(self) -> list[int]:
        """The sizes of the progress files to compare."""
        return [count for count in (10_000, 100_000, 1_000_000) if count <= self.reviews]

    def of(self, questions: int) -> int:
        """Returns how many reviews go with so many questions."""
        return min(self.reviews, questions * EACH)


def start(data: Data, sizes: Sizes) -> Case:
    """Start to first frame."""
    asked = subjects.asked()
    samples: list[Sample] = [subjects.bare_start(data.learner(0, 0).environment)]
    lines = [Line("bare app")]
    for name, learner in {SHIPPED: data.learner(0, 0), **sizes.learners(data)}.items():
        budget = Ratio(1.15 if name == SHIPPED else 1.25)
        for what, command, shows in (("home", (), subjects.HOME), ("question", ("study",), asked)):
            samples.append(subjects.start(f"{what}, {name}", learner, command, shows))
            lines.append(Line(f"{what}, {name}", "bare app", budget))
            lines.append(Line(f"{what}, {name}, with its keys", "bare app"))
    return Case("Start to first frame, on a pty", samples, lines)


def keys(data: Data, sizes: Sizes) -> Case:
    """Key to screen update."""
    learners = {SHIPPED: data.learner(0, 0), **sizes.learners(data)}
    samples = [subjects.bare_keys(data.learner(0, 0).environment)]
    samples += [subjects.question_keys(name, learner) for name, learner in learners.items()]
    lines = [Line("bare app, down")]
    for name in learners:
        lines += [
            Line(f"{name}, down", "bare app, down", Ratio(1.3)),
            Line(f"{name}, 1 to verdict", "bare app, down"),
            Line(f"{name}, Enter to next", "bare app, down"),
        ]
    return Case("Key to screen update on the question screen, on a pty", samples, lines)


def leaving(data: Data, sizes: Sizes) -> Case:
    """Leaving the program."""
    learners = {SHIPPED: data.learner(0, 0), **sizes.learners(data)}
    samples = [subjects.bare_leaving(data.learner(0, 0).environment)]
    samples += [subjects.leaving(name, learner) for name, learner in learners.items()]
    ends = ("screen left", "process gone")
    lines = [Line(f"bare app, {end}") for end in ends]
    lines += [Line(f"{name}, {end}", f"bare app, {end}") for name in learners for end in ends]
    return Case("The key that leaves, on a pty", samples, lines)


def plain(data: Data, sizes: Sizes) -> Case:
    """Line mode beside Anki's backend."""
    samples: list[Sample] = []
    lines: list[Line] = []
    for name, learner in sizes.learners(data).items():
        anki, ours = f"Anki's first card, {name}", f"study --plain, {name}"
        samples += [
            subjects.anki_first(anki, data, int(name.replace(",", ""))),
            subjects.plain(ours, learner),
        ]
        lines += [Line(anki), Line(ours, anki, Ratio(0.25))]
    return Case(
        "Start to first question in line mode, and of Anki's backend to its first card", samples, lines
    )


def commands(data: Data, sizes: Sizes) -> Case:
    """Commands that print."""
    shipped = data.learner(0, 0)
    bare = "python -c pass"
    samples = [subjects.whole(bare, processes.python("-c", "pass"), shipped.environment)]
    lines = [Line(bare)]
    for name, learner in {SHIPPED: shipped, **sizes.learners(data)}.items():
        samples.append(
            subjects.whole(f"due --short, {name}", learner.command("due", "--short"), learner.environment)
        )
        lines.append(Line(f"due --short, {name}", bare, Ratio(3)))
        folder = learner.banks or paths.shipped_banks()
        check = [*processes.program(), "check", str(folder)]
        samples.append(subjects.whole(f"check, {name}", check, learner.environment))
        lines.append(Line(f"check, {name}", bare))
    samples.append(subjects.plain(f"study --plain, {SHIPPED}", shipped))
    lines.append(Line(f"study --plain, {SHIPPED}", bare))
    return Case("Commands, whole process", samples, lines)


def load(data: Data, sizes: Sizes) -> Case:
    """Reading banks."""
    folders = {SHIPPED: paths.shipped_banks(), **{f"{size:,}": data.banks(size) for size in sizes.questions}}
    samples: list[Sample] = []
    lines: list[Line] = []
    for name, folder in folders.items():
        samples += [subjects.within(name, "events", folder), subjects.within(name, "load", folder)]
        lines += [Line(f"{name}, events"), Line(f"{name}, load", f"{name}, events", Ratio(2))]
    return Case("Reading banks, and libyaml's bare events over the same bytes", samples, lines)


def answer(data: Data, sizes: Sizes) -> Case:
    """A sitting, beside the disk and Anki's backend."""
    largest = max(sizes.questions)
    first = data.progress(largest, sizes.logs[0])
    samples = [subjects.within("disk", "disk", first)]
    lines = [Line("disk, sync"), Line("disk, commit of a bare row", "disk, sync")]
    for count in sizes.logs:
        name = f"{count:,} reviews"
        samples.append(subjects.within(name, "sitting", data.banks(largest), data.progress(largest, count)))
        lines += [
            Line(f"{name}, begin"),
            Line(f"{name}, next"),
            Line(f"{name}, commit of a bare row", "disk, sync"),
            Line(f"{name}, answer", f"{name}, commit of a bare row", Above(3)),
        ]
    samples.append(subjects.anki_answers("Anki", data, largest, 50))
    lines += [Line("Anki, next"), Line("Anki, answer", "disk, commit of a bare row")]
    return Case(f"A sitting with {largest:,} questions, within the process", samples, lines)


def browse(data: Data, sizes: Sizes) -> Case:
    """Browse."""
    learners = {SHIPPED: data.learner(0, 0), **sizes.learners(data)}
    samples = [subjects.browsing(name, learner) for name, learner in learners.items()]
    lines = [
        line
        for name in learners
        for line in (
            Line(f"{name}, open"),
            Line(f"{name}, a key of a search", budget=Most(50)),
            Line(f"{name}, all that it finds"),
        )
    ]
    return Case("Browse, on a pty", samples, lines)


def memory(data: Data, sizes: Sizes) -> Case:
    """Memory at the start."""
    shipped = data.learner(0, 0)
    samples = [subjects.peak("bare app", subjects.BARE, shipped.environment, subjects.OPTION)]
    lines = [Line("bare app")]
    for name, learner in {SHIPPED: shipped, **sizes.learners(data)}.items():
        samples.append(subjects.peak(f"home, {name}", learner.command(), learner.environment, subjects.KEYS))
        lines.append(Line(f"home, {name}", "bare app"))
    return Case("Most memory held until the screen is whole", samples, lines, unit="MiB")


def sitting(data: Data, sizes: Sizes) -> Case:
    """Memory and time of a long sitting."""
    learner = next(reversed(sizes.learners(data).values()))
    answers = min(sizes.answers, max(sizes.questions))  # a third have options, and wrong ones come back
    samples = [
        sittings.in_lines("lines", learner, answers),
        sittings.on_screen("screen", learner, answers),
    ]
    return Case(
        f"One long sitting of {answers:,} answers: memory held, and the processor's time for an answer",
        samples,
        [*sittings.lines("lines", answers), *sittings.lines("screen", answers)],
        unit="",
        once=True,
    )


_GROWING = {
    "start to home": "home, {}",
    "start to question": "question, {}",
    "begin a sitting": "{}, begin",
    "next question": "{}, next",
    "answer": "{}, answer",
    "stats": "stats, {}",
    "browse, open": "{}, open",
    "browse, a key": "{}, a key of a search",
    "browse, all found": "{}, all that it finds",
    **{what: f"{{}}, {what}" for what, *_ in subjects.WINDOWS},
    "answer to summary": "{}, summary",
    "summary to home": "{}, home",
}


def _growing(data: Data, name: str, questions: int, reviews: int) -> list[Sample]:
    learner = data.learner(questions, reviews)
    return [
        subjects.start(f"home, {name}", learner, (), subjects.HOME),
        subjects.start(f"question, {name}", learner, ("study",), subjects.asked()),
        subjects.within(name, "sitting", data.banks(questions), learner.progress),
        subjects.whole(f"stats, {name}", learner.command("stats"), learner.environment),
        subjects.browsing(name, learner),
        subjects.windows(name, learner),
        subjects.returning(name, learner),
    ]


def questions(data: Data, sizes: Sizes) -> Growth:
    """Growth with the number of questions."""
    counts = [count for count in (100, 1_000, 10_000, 100_000) if count <= max(sizes.questions)]
    names = {f"{count:,}": count for count in counts}
    samples = [each for name, count in names.items() for each in _growing(data, name, count, sizes.of(count))]
    return Growth("Growth with the questions, ten reviews of each, in ms", samples, list(names), _GROWING)


def reviews(data: Data, sizes: Sizes) -> Growth:
    """Growth with the number of reviews."""
    largest = max(sizes.questions)
    names = {f"{count:,}": count for count in sizes.logs}
    samples = [each for name, count in names.items() for each in _growing(data, name, largest, count)]
    return Growth(f"Growth with the reviews of {largest:,} questions, in ms", samples, list(names), _GROWING)


CASES: Mapping[str, Callable[[Data, Sizes], Case | Growth]] = {
    "start": start,
    "keys": keys,
    "leaving": leaving,
    "plain": plain,
    "commands": commands,
    "load": load,
    "answer": answer,
    "browse": browse,
    "memory": memory,
    "sitting": sitting,
    "questions": questions,
    "reviews": reviews,
}
"""By the names under which they are asked for."""
