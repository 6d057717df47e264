"""The use cases: all that a front end calls. Joins banks, progress file, memory, plan and clock."""

from quiz import late
from quiz.lean_typing import TYPE_CHECKING

__all__ = [
    "Attempts",
    "BankOrder",
    "BankScore",
    "Catalogue",
    "Clock",
    "Figures",
    "Group",
    "Labels",
    "Missed",
    "Order",
    "Paper",
    "Questions",
    "Record",
    "Result",
    "Shelf",
    "Standing",
    "State",
    "Study",
    "Testing",
    "grouped",
]

if TYPE_CHECKING:
    from quiz.study.catalogue import Catalogue, Record, Standing, State
    from quiz.study.figures import Figures
    from quiz.study.groups import BankOrder, Group, grouped
    from quiz.study.journal import Clock
    from quiz.study.labels import Labels
    from quiz.study.missed import Missed, Order
    from quiz.study.shelf import Questions, Shelf
    from quiz.study.study import Study
    from quiz.study.testing import Attempts, BankScore, Paper, Result, Testing
else:
    __getattr__ = late.names(
        __name__,
        {
            "Catalogue": "catalogue",
            "Record": "catalogue",
            "Standing": "catalogue",
            "State": "catalogue",
            "Figures": "figures",
            "BankOrder": "groups",
            "Group": "groups",
            "grouped": "groups",
            "Clock": "journal",
            "Labels": "labels",
            "Missed": "missed",
            "Order": "missed",
            "Questions": "shelf",
            "Shelf": "shelf",
            "Study": "study",
            "Attempts": "testing",
            "BankScore": "testing",
            "Paper": "testing",
            "Result": "testing",
            "Testing": "testing",
        },
    )
