"""Formats: Markdown files that say how a session goes, read into values.

Importing this package loads nothing. `reader` parses a file, `catalogue` finds one by its key,
`suggest` helps to choose, `render` shows one before it is used.
"""
