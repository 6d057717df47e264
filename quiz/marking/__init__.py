"""Marks a response: strict on facts, lenient on form."""
