"""What a person types: one file a family of commands, and no rules.

Importing a command's file loads click and nothing else of weight; what a command works with is
imported when it runs, so that `retro --help` and `retro actions` answer at once.
"""
