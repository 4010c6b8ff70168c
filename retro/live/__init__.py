"""Live sessions: one owner and one order for each, and the lobby that opens them.

`errors` is what a person hears, `room` one session, `lobby` all of them, `rows` the lists.
"""
