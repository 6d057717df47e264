"""How quick the program is, beside what it could be: a bare Textual app, a bare parser, the disk, Anki."""
