"""What keys do: every action of the screens, declared once, with its name, its keys and its words."""

from collections.abc import Mapping
from typing import NamedTuple


class Action(NamedTuple):
    """Something that keys do, alike on every screen that offers it."""

    name: str
    """As it is called in the settings."""
    keys: str
    """Its keys unless others are set, in Textual's words, with commas between."""
    label: str
    """In the footer and the command palette."""
    about: str
    """In the help."""
    writing: str = ""
    """Its keys where letters are typed, if it has others there."""
    spare: int = 0
    """How soon it is left out of the footer where there is no room for all: what has the highest first."""
    moves: bool = False
    """Only moves about on the screen: in the help it comes last, in the command palette not at all."""


_ALL = (
    # From place to place
    Action("study", "enter", "Study", "Study the row that is marked"),
    Action("missed", "m", "Missed", "List what was missed, and drill it"),
    Action("practise", "p", "Practise", "Practise any questions, the schedule untouched"),
    Action("test", "t", "Test", "Take a test: a score, and no verdict before the end"),
    Action("history", "h", "Tests taken", "List the tests you took, with their scores", spare=1),
    Action("browse", "b", "Browse", "Search all questions; what is suspended or flagged, too"),
    Action("stats", "s", "Stats", "See how you are getting on"),
    Action("exam", "e", "Exam", "Set the day of an exam, and see what you will recall on it", spare=3),
    Action("reload", "r", "Read again", "Read the bank files again"),
    Action("reworded", "l", "Reworded", "Give reworded questions the progress of the old ones"),
    Action("settings", "comma", "Settings", "See the settings, and change them", spare=3),
    Action("help", "question_mark,f1", "Help", "Explain this screen and its keys", spare=-1),
    Action("commands", "ctrl+p", "Commands", "Choose from all that can be done here, by typing"),
    Action("quit", "q", "Quit", "Leave; everything is saved", spare=2),
    Action("back", "escape", "Back", "Go back to where you came from"),
    Action("done", "enter,escape", "Done", "Back to where you began"),
    Action("close", "escape,question_mark,q,enter", "Close", "Close the help"),
    # Answering
    Action("answer", "enter", "Answer", "Give this answer"),
    Action("guess", "g", "Guess", "Give this answer as a guess", "ctrl+g", spare=1),
    Action("certain", "c", "Certain", "Give this answer and be certain of it", "ctrl+t", spare=1),
    Action("hint", "h", "Hint", "Show the hint", "ctrl+r"),
    Action("skip", "s", "Skip", "Leave this question out of the sitting", "ctrl+n", spare=2),
    Action("hide", "v", "Hide", "Hide the choices, to recall the answer first", spare=3),
    Action("choose", "space", "Choose", "Choose what is under the cursor, or let it go", spare=1),
    Action("item_up", "shift+up,K", "Move up", "Move the item up"),
    Action("item_down", "shift+down,J", "Move down", "Move the item down"),
    Action("true", "t", "True", "Say that it is true"),
    Action("false", "f", "False", "Say that it is false"),
    Action("undo", "u", "Undo", "Take back the last answer", "ctrl+b", spare=1),
    Action("retry", "ctrl+s", "Save again", "Try again to save what is not saved"),
    Action("stop", "escape", "Stop", "End the sitting here and see how it went", spare=1),
    Action("leave", "escape", "Leave", "Leave the test without handing it in"),
    # After the answer
    Action("next", "enter,space", "Next", "Take the rating and go on"),
    Action("again", "1", "Rate Again", "Rate the answer Again"),
    Action("hard", "2", "Rate Hard", "Rate the answer Hard"),
    Action("good", "3", "Rate Good", "Rate the answer Good"),
    Action("easy", "4", "Rate Easy", "Rate the answer Easy"),
    Action("overrule", "o", "Overrule", "Put your own verdict in the place of this one"),
    # Any question
    Action("edit", "e", "Edit", "Open the bank at this question in your editor", spare=3),
    Action("flag", "f,f2", "Flag", "Flag this question with a note, or take the flag off", "f2", spare=3),
    Action("bury", "b,f3", "Not today", "Leave this question for today", "f3", spare=3),
    Action(
        "suspend",
        "x,f4",
        "Suspend",
        "Never ask this question again, until you take it back",
        "f4",
        spare=3,
    ),
    # In a test
    Action("previous", "left,ctrl+b", "Back", "Go to the question before"),
    Action("following", "right,ctrl+n", "Next", "Go to the question after"),
    Action("hand_in", "ctrl+o", "Hand in", "Hand the test in and see the score"),
    Action("yes", "y", "Yes", "Do what is asked here"),
    Action("no", "escape,n", "No", "Go on as before"),
    # Lists
    Action("drill", "enter", "Drill", "Go through all of them, or through the chosen ones"),
    Action("missed_again", "r", "Missed again", "Go through the missed questions again"),
    Action("order", "o", "Order", "Put the latest first, or the oftenest missed, or go by bank", spare=1),
    Action("confidence", "c", "Certain", "Only those you were certain of, only guesses, or all", spare=3),
    Action("bank", "b", "This bank", "Only the bank of this question, or all", spare=3),
    Action("same", "enter", "Same", "Keep the progress"),
    Action("different", "x", "Not the same", "Let the old question rest"),
    Action("all_banks", "escape", "All banks", "List all banks again"),
    # Browsing
    Action("find", "slash,tab", "Find", "Go to the search line"),
    Action("list", "enter,tab", "To the list", "Go to the list"),
    Action("read", "enter", "Read", "Read this question, or close it"),
    Action("by_state", "f5", "State", "Filter by state"),
    Action("by_bank", "f6", "Bank", "Choose the bank to filter by"),
    Action("by_kind", "f7", "Kind", "Filter by kind"),
    Action("by_tag", "f8", "Tag", "Choose the tag to filter by"),
    Action("by_state_back", "shift+f5", "State back", "Filter by the state before"),
    Action("by_kind_back", "shift+f7", "Kind back", "Filter by the kind before"),
    # Statistics
    Action("turn_back", "left", "Page back", "Turn to the page before"),
    Action("turn", "right", "Page", "Turn to the page after"),
    *(
        Action(f"page_{number}", str(number), f"Page {number}", f"Turn to page {number}")
        for number in range(1, 7)
    ),
    Action("range", "r", "Range", "Take another range: 30, 90 or 365 days, or all there are"),
    # Setting and choosing
    Action("begin", "enter", "Begin", "Begin with what is chosen"),
    Action("change", "enter", "Change", "Change this setting"),
    Action("default", "d", "Default", "Take the default again"),
    Action("less", "left", "Less", "One less, or the one before"),
    Action("more", "right,space", "More", "One more, or the next one"),
    Action("accept", "enter", "Accept", "Take what is typed"),
    # Moving
    Action("up", "up,k", "Up", "Move up", "up", moves=True),
    Action("down", "down,j", "Down", "Move down", "down", moves=True),
    Action("page_up", "pageup", "Page up", "Move up by a page", moves=True),
    Action("page_down", "pagedown", "Page down", "Move down by a page", moves=True),
    Action("first", "home", "First", "Move to the first one", moves=True),
    Action("last", "end", "Last", "Move to the last one", moves=True),
    *(
        Action(f"option_{digit}", str(digit), f"Option {digit}", "Pick the option of this number", moves=True)
        for digit in range(1, 10)
    ),
)

ACTIONS: Mapping[str, Action] = {action.name: action for action in _ALL}
"""All actions by name, in the order in which they are documented."""
