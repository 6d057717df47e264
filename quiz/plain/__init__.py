"""The line mode: numbered prompts, answers line by line, for screen readers, dumb terminals and scripts."""
