"""Formats: Markdown files that say how a session goes, read into values.

Importing this package loads nothing. `reader` parses a file, `catalogue` finds one by its key,
`suggest` helps to choose, `selecting` finds those that fit, `checking` says what is weak in one.
"""
