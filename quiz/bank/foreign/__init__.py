"""Quizzes in YAML that were written for other programs.

They are not taken as banks: they are told, key by key, what is written here instead. So that all of it is
told at once, each part is read as what it would be here, and what is wrong beyond that is reported too.
"""
