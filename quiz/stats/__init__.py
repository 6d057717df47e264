"""Figures about the learner's progress, folded from the log and from what follows from it."""

from quiz.stats.overview import BankRow, Overview, Standing, bank_row, mastery, streak

__all__ = ["BankRow", "Overview", "Standing", "bank_row", "mastery", "streak"]
