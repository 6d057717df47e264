"""The program's own colours, dark and light."""

from collections.abc import Mapping
from typing import NamedTuple


class Colours(NamedTuple):
    """The colours of a theme; what is said in a colour is told from the background by 4.5 to 1 or better."""

    dark: bool
    primary: str
    secondary: str
    accent: str
    success: str
    warning: str
    error: str
    foreground: str
    background: str
    surface: str
    panel: str


DARK = "tillerson-dark"

OWN: Mapping[str, Colours] = {
    DARK: Colours(
        dark=True,
        primary="#7aa7d9",
        secondary="#9d8fd1",
        accent="#d9b36c",
        success="#7fb98a",
        warning="#d9b36c",
        error="#e08a82",
        foreground="#d8dbe0",
        background="#15181d",
        surface="#1c2027",
        panel="#252a33",
    ),
    "tillerson-light": Colours(
        dark=False,
        primary="#2a5f99",
        secondary="#5c4a9e",
        accent="#8a5a00",
        success="#2c6e3f",
        warning="#8a5a00",
        error="#a8322a",
        foreground="#24272c",
        background="#f7f6f2",
        surface="#efede6",
        panel="#e4e1d8",
    ),
}
"""The themes of this program by name; Textual's own can be chosen beside them."""
