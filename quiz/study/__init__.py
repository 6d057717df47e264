"""The use cases: all that a front end calls. Joins banks, progress file, memory, plan and clock."""

from quiz.study.catalogue import Catalogue, Record, Standing, State
from quiz.study.figures import Figures
from quiz.study.groups import BankOrder, Group, grouped
from quiz.study.journal import Clock
from quiz.study.labels import Flagged, Labels
from quiz.study.missed import Missed, Order
from quiz.study.shelf import Questions, Reworded, Shelf
from quiz.study.study import Study
from quiz.study.testing import Attempts, BankScore, Paper, Result, Testing

__all__ = [
    "Attempts",
    "BankOrder",
    "BankScore",
    "Catalogue",
    "Clock",
    "Figures",
    "Flagged",
    "Group",
    "Labels",
    "Missed",
    "Order",
    "Paper",
    "Questions",
    "Record",
    "Result",
    "Reworded",
    "Shelf",
    "Standing",
    "State",
    "Study",
    "Testing",
    "grouped",
]
