"""What shows a part of a report: the common class, and what there is to draw of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.stats import Count, Report

POINT = "●"


class Figure:
    """Something on a screen that shows a part of a report."""

    def show(self, report: Report) -> None:
        """Shows another report."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars beside each other, all of one width where there is room for that."""

    title: str
    values: Sequence[float]
    labels: Mapping[int, str]
    """What stands below some of the bars, by their index."""


@dataclass(frozen=True, slots=True)
class Points:
    """Shares, each with the limits within which the true one lies."""

    what: str
    """What is a share of what."""
    seen: Sequence[tuple[float, Count]]
    """Where on the x axis, and what the share is of."""
    line: Sequence[tuple[float, float]]
    """What the shares are compared with: the ends of a line."""
    labels: Mapping[float, str] | Mapping[int, str]
    """What stands below some places of the x axis."""
    span: tuple[float, float]
    """The ends of the x axis."""
    compared: str
    """What the line is."""

    @property
    def title(self) -> str:
        """What is drawn, with the signs that it is drawn with."""
        return f"{POINT} {self.what}  ⡇ limits  ⠤ {self.compared}"


Drawing = Bars | Points
