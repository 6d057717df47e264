"""The names of all advice on a bank that can be used, and what each means."""

from quiz.bank.codes import Explained


class Tip(Explained):
    """What would be better otherwise."""

    LONGEST_ANSWER = (
        "longest-answer",
        "The right answer is much longer than every wrong one, or is the longest in most questions of the "
        "bank. Authors qualify what must be true, and learners know it. Shorten the answer, move the detail "
        "to `why`, or give the wrong answers as much detail.",
    )
    SAME_POSITION = (
        "same-position",
        "Where `choices` keep their order, the right answer always stands in the same place. Change the "
        "range that the choices cover in some questions, so that the place says nothing.",
    )
    ALL_OF_THE_ABOVE = (
        "all-of-the-above",
        "“All of the above” is right as soon as two options are known to be, and “none of the above” is a "
        "guess about what is not said; shuffled, neither has an above. Ask with `answers:` and `wrong:`, "
        "where all that is right is ticked, or write a real option.",
    )
    NEGATIVE_QUESTION = (
        "negative-question",
        "The question asks for what is not so, and the small word is easily missed. Ask for what is so, or "
        "write the word in capitals: NOT, NEVER, EXCEPT.",
    )
    SIMILAR_OPTIONS = (
        "similar-options",
        "Two options say the same in nearly the same words. Either both are right or both are wrong, so one "
        "of them only costs reading. Reword or delete one.",
    )
    ARTICLE_CLUE = (
        "article-clue",
        "The question ends with a or an, which fits the right answer and not all of the wrong ones, so that "
        "it can be found without knowing it. End with a/an, or move the article into the options.",
    )
    GRAMMAR_CLUE = (
        "grammar-clue",
        "The right answer is the only option of its form: all the wrong ones begin or end in another way. "
        "Give all options the same form.",
    )
    GIVEN_AWAY = (
        "given-away",
        "The words of an answer stand in the question itself, or in another question about the same thing, "
        "so that a learner who has read it need not know it. Reword one of the two.",
    )
    NO_WHY = (
        "no-why",
        "The question does not say why its answer is right. What a learner reads after a wrong answer is "
        "what is learnt from it: write one or two sentences after `why:`.",
    )
    NO_SOURCE = (
        "no-source",
        "Nothing says where the facts come from, so that nobody can look them up. Write `source:` at the "
        "top of the bank, for all its questions, or in the question.",
    )
    NO_ID = (
        "no-id",
        "A question without an id is known by its wording, so that its progress is lost when a word is "
        "changed. `tillerson-quiz check --fix FILE` writes the ids in and changes nothing else.",
    )
    AGEING_WORD = (
        "ageing-word",
        "The word was true when it was written and is not when it is read: recently, now, currently, "
        "yesterday. Write the date, and `as_of:` with the day on which the facts were true.",
    )
    LOST_TEXT = (
        "lost-text",
        "After a space, # begins a comment, so that the rest of the line belongs to no text. If it is text, "
        "put the whole in quotes: “C# is a language” needs none, but “question # 1” does. If it is a "
        "comment, put two spaces before the # and one after it.",
    )
    HALF_QUOTATION = (
        "half-quotation",
        "A curly quotation mark is opened in one entry of a list and closed in another, or not at all. Curly "
        "marks are letters to YAML and keep no comma together: between brackets, a text with a comma goes "
        'into straight marks, "a, b".',
    )
    MARKED_WRONG = (
        "marked-wrong",
        "The answer, or a text after `accept` or `|`, is not marked as right when a learner gives it in the "
        "author's own words. Reword it, or delete what keeps it from being right.",
    )
    MARKED_RIGHT = (
        "marked-right",
        "A text after `wrong` or `reject` is marked as right, since it says the same as an answer but for "
        "spelling, figures or punctuation. Delete it, or make the difference plain.",
    )
