"""The line mode: numbered prompts, answers line by line, for screen readers, dumb terminals and scripts."""

from quiz.plain.console import Console
from quiz.plain.drill import Drill

__all__ = ["Console", "Drill"]
