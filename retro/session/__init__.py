"""One session as pure values: what it holds, what may happen next, and what each person may see.

Nothing here does input or output, reads a clock or draws randomness: time and randomness are
arguments, so every rule is a table of cases and every run can be replayed.
"""
