"""The names of everything that can be wrong with a bank, and what each means."""

from enum import StrEnum

from quiz.lean_typing import Self


class Explained(StrEnum):
    """A stable word for scripts and the manual, with a paragraph on what to do."""

    explanation: str

    def __new__(cls, word: str, explanation: str) -> Self:
        """Makes a word that carries its explanation."""
        code = str.__new__(cls, word)
        code._value_ = word
        code.explanation = explanation
        return code


class Code(Explained):
    """What is wrong, so that the bank cannot be used."""

    UNREADABLE = (
        "unreadable",
        "The file or folder is not there, or the system does not let it be read. Check the spelling of "
        "the path and, with `ls -l`, that you may read it.",
    )
    NOT_A_FILE = (
        "not-a-file",
        "Banks are read from ordinary files only. A folder, pipe, socket or device that is called `.yaml` "
        "is passed over, since reading one can wait for ever.",
    )
    TOO_LARGE = (
        "too-large",
        "A bank file may have 2 MB and all the files of a folder together 64 MB, which is several "
        "thousand questions a file. Split a larger bank into several files, each with its own `bank:` id.",
    )
    TOO_MANY_FILES = (
        "too-many-files",
        "At most 2,000 bank files are read from one folder. Those beyond it are left out; put them into a "
        "folder of their own.",
    )
    ENCODING = (
        "encoding",
        "Bank files are UTF-8 text. Other encodings turn letters such as é or “ into bytes that cannot be "
        "read. In your editor choose “Save with encoding” and UTF-8.",
    )
    CONTROL_CHARACTER = (
        "control-character",
        "The file holds an invisible character that a terminal might act on or that no editor shows. It "
        "usually came in by copying from another program. Delete it, and type what should stand there.",
    )
    TAB = (
        "tab",
        "YAML tells by the spaces at the start of a line what belongs to what, and a tab has no fixed "
        "width. Use spaces, two for each step; most editors can change all tabs of a file into spaces.",
    )
    ODD_SPACE = (
        "odd-space",
        "A line begins with a space that looks like any other but is a different character, such as the "
        "no-break space that word processors and web pages use. Replace it with ordinary spaces.",
    )
    NEEDS_QUOTES = (
        "needs-quotes",
        "Some characters mean something to YAML: a colon followed by a space, and at the start of a text "
        'any of @ ` % & * ! ? | > [ ] { } , \' ". A text with one of them goes in quotes: "What is a: b?" '
        "or 'What is a: b?'. Inside '…' write an apostrophe twice; inside \"…\" write \\\" for a quotation "
        "mark.",
    )
    UNCLOSED = (
        "unclosed",
        "A quotation mark or bracket is opened and never closed, so the rest of the file was taken for "
        "part of the text. Close it where the text ends.",
    )
    MISSING_COLON = (
        "missing-colon",
        "A key is followed by a colon and a space: `answer: 45`. Here the colon or the space after it is "
        "missing; an item of a list begins with a hyphen and a space.",
    )
    INDENTATION = (
        "indentation",
        "Lines that belong together begin in the same column: all the keys of one question, and all the "
        "hyphens of one list. Move the line so that it begins below its neighbours.",
    )
    BAD_ESCAPE = (
        "bad-escape",
        'In a text in double quotes a backslash begins an escape such as \\n or \\"; this one does not '
        "exist. Write \\\\ for a backslash, or use single quotes, where a backslash is a plain character.",
    )
    LEFTOVER = (
        "leftover",
        "A program has left a line here that is no part of the bank: git, where two versions of the file "
        "meet, or Markdown, around a piece of code. Keep one version, and delete such lines.",
    )
    SYNTAX = (
        "syntax",
        "The file cannot be read as YAML from this place on. The cause is often on the line before: a "
        "missing quotation mark, a stray bracket, or a line that begins in the wrong column.",
    )
    REFERENCE = (
        "reference",
        "`&name` and `*name` are YAML's anchors and aliases, which banks do not use. A text that begins "
        "with & or * goes in quotes; a list begins its items with a hyphen, not with an asterisk.",
    )
    TAG = (
        "tag",
        "A word that begins with ! is a YAML tag, which banks do not use: every value is plain text. A "
        "text that begins with ! goes in quotes.",
    )
    DIRECTIVE = (
        "directive",
        "A line that begins with % gives orders to a YAML reader. Banks need none; delete the line.",
    )
    SECOND_DOCUMENT = (
        "second-document",
        "One file is one bank. A line with `---` begins a second document, which would never be read. Put "
        "it into a file of its own, or delete the line.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        "The same key stands twice in one place, so one of the two would be lost. Keep one, or give the "
        "second question a hyphen of its own.",
    )
    KEY_NOT_TEXT = (
        "key-not-text",
        "Before a colon stands a list or a group instead of a word. A text that begins with [ or { goes "
        "in quotes.",
    )
    TOO_DEEP = (
        "too-deep",
        "Lists and groups stand inside one another more than 12 deep; a bank needs five. Usually a "
        "bracket is never closed.",
    )
    TOO_MUCH = (
        "too-much",
        "The file holds more than 200,000 pieces of text. Split it into several banks.",
    )
    TOO_LONG = (
        "too-long",
        "One text may have 20,000 characters and 300 lines. Give the passage as a source, and quote only "
        "what the question needs. If you did not write so long a text, a quotation mark is not closed.",
    )
    TOO_MANY_PROBLEMS = (
        "too-many-problems",
        "The file has so many problems that the rest is not listed. Mend the first ones and check again: "
        "often one cause has many effects.",
    )
    NO_QUESTIONS = (
        "no-questions",
        "A bank needs at least one question in its list `questions:`.",
    )
    WRONG_SHAPE = (
        "wrong-shape",
        "A text stands where a list or a group of keys is needed, or the other way round. The hint shows "
        "the shape that is needed.",
    )
    FOREIGN = (
        "foreign",
        "The part is laid out as other quiz programs have it, and the hint shows how it is written here. A "
        "bank has `bank:` and one list `questions:`. What is often called question, prompt or front is "
        "`ask`; options or alternatives are `wrong`, without the right one, or `choices` where their order "
        "matters; correct, solution or back is `answer`, in words, neither a number nor a letter; several "
        "right answers are `answers`; explanation or feedback is `why`; category or topic is `tags`.",
    )
    EMPTY_TEXT = (
        "empty-text",
        "A key or a hyphen has nothing after it. Write the text, or delete the line. The words null and ~ "
        "are texts like any other.",
    )
    MISSING_KEY = (
        "missing-key",
        "A key that is needed here is missing: every bank needs `bank` and `questions`, every question "
        "`ask`, unless it is a cloze, and the keys of its kind.",
    )
    UNKNOWN_KEY = (
        "unknown-key",
        "The key is not one that this place knows, so what it says would be lost. Usually it is a "
        "misspelling.",
    )
    MISPLACED_KEY = (
        "misplaced-key",
        "The key exists, but for another kind of question or in another place. Move it, or change the kind.",
    )
    NO_ANSWER = (
        "no-answer",
        "Nothing in the question says what is right. Which key does decides the kind of question: "
        "`answer` with `wrong` for a choice, `answer` alone to be typed, `answers`, `cloze`, `order`, "
        "`match`, `recall`.",
    )
    BAD_KIND = (
        "bad-kind",
        "`kind` is one of choice, select, true-false, typed, number, cloze, order, match, recall. It may "
        "be left out: the other keys tell the kind.",
    )
    KIND_MISMATCH = (
        "kind-mismatch",
        "The kind that is written does not fit the keys of the question. Change one of them; without "
        "`kind` the keys decide.",
    )
    BAD_ID = (
        "bad-id",
        "An id names a bank or a question for good, in commands and in the progress file. It is made of "
        "the letters a to z, digits and hyphens (in a question's id also dots and underlines) and begins "
        "with a letter or digit.",
    )
    BAD_DATE = (
        "bad-date",
        "A date is written 2017-04-13, or 2017-04, or 2017, and must exist in the calendar.",
    )
    BAD_TRUTH = (
        "bad-truth",
        "The answer of a true-false question is true or false.",
    )
    BAD_NUMBER = (
        "bad-number",
        "The answer of a number question is one number with an optional unit after it: 45, -3.5, "
        "1,000,000, 30%, 45 minutes. The decimal sign is a point. A date, a time, a range or a sum in "
        "words is better asked as a typed question, without `tolerance`.",
    )
    BAD_TOLERANCE = (
        "bad-tolerance",
        "`tolerance` says how far off still counts as right: a number in the answer's unit (5), or a "
        "share of the answer (10%). Of 5 million, 1 is one million, and 500,000 what it says.",
    )
    BAD_GAP = (
        "bad-gap",
        "A gap of a cloze text is written {{answer}}, {{answer|another that counts}} or {{answer::hint}}. "
        "Every {{ needs its }}, and nothing between them may be empty.",
    )
    TOO_FEW = (
        "too-few",
        "A list is too short to make a question: a choice needs one wrong answer, a select question an "
        "answer and a wrong one, an order two items, a match two pairs.",
    )
    TOO_MANY = (
        "too-many",
        "A list may have 26 entries, one for each letter, the answers counted in.",
    )
    SAID_TWICE = (
        "said-twice",
        "Two options are the same, but for capitals or spaces, so that nobody could tell which is meant. "
        "Reword or delete one.",
    )
    RIGHT_AND_WRONG = (
        "right-and-wrong",
        "The same text is given as a right answer and as a wrong one.",
    )
    ANSWER_NOT_LISTED = (
        "answer-not-listed",
        "With `choices`, the answer is one of them, in the same words.",
    )
    DUPLICATE_QUESTION = (
        "duplicate-question",
        "Two questions of the bank have the same id, so their progress could not be told apart. Give one "
        "of them another.",
    )
    DUPLICATE_WORDING = (
        "duplicate-wording",
        "Two questions without an id ask the same, so their progress could not be told apart. Give each "
        "an `id:`, or reword one.",
    )
    DUPLICATE_BANK = (
        "duplicate-bank",
        "Two files have the same bank id, so their progress could not be told apart. Neither is used, "
        "unless they hold the same. Give one another id, or take it away if it is a copy.",
    )


EXPLANATIONS = {code.value: code.explanation for code in Code}
"""What each code means and what to do, by its word."""
