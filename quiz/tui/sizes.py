"""From which sizes of the window on the screens are laid out in another way; all in cells."""

LEAST_WIDTH, LEAST_HEIGHT = 20, 6
"""The smallest window that a question can be asked in."""

PAGE = 104
"""The widest that a page of lists and texts becomes: longer lines are hard to follow."""

TALL = 24
"""The height from which home says what the bank under the cursor is about."""

ROOMY, WIDE = 76, 120
"""The widths from which a question stands further down, and has a panel beside it."""

COLUMN = 80
"""The widest that a question becomes."""
